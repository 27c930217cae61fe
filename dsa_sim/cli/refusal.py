"""How a command declines: one line for the person, and an exit status."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType

from dsa_sim.language import Language

DONE, FOUND, BAD_INPUT, FAULT, INTERRUPTED = 0, 1, 2, 3, 130

EXIT_CODES = MappingProxyType(
    {
        DONE: "done; also where a result cannot be reached (solve) or nothing is due (dates)",
        FOUND: "check --strict found a problem; no other command ends so",
        BAD_INPUT: "bad input: standard error says in a line what, where and what to do",
        FAULT: "a fault of the program itself: please report what standard error says",
        INTERRUPTED: "interrupted (Ctrl+C)",
    }
)
"""How the program can end, and what each code means."""


class RefusalError(Exception):
    """Bad input: one clear line for the person, below it what there is to choose from; status 2."""


def tell_lacks(export: Callable[[], str], target: Path, lang: Language) -> None:
    """Write a briefing, and say in a line what the file lacks.

    Raises:
        RefusalError: it cannot be made or written; the line says why.
    """
    try:
        if lacks := export():
            print(f"dsa-sim: {target.name}: {lacks}", file=sys.stderr)
    except OSError as error:
        raise not_written(target, error, lang) from None
    except ValueError as error:
        raise RefusalError(str(error)) from None


def not_written(target: Path, error: OSError, lang: Language) -> RefusalError:
    """The refusal where a file cannot be written."""
    reason = error.strerror or type(error).__name__
    return RefusalError(
        lang.tr("{name} could not be written: {reason}", name=target.name, reason=reason)
    )


def require_there(paths: Iterable[Path], lang: Language) -> None:
    """Refuse files and folders that are needed and not there, before any work is done.

    Raises:
        RefusalError: the first of them that is missing, named in full.
    """
    for path in paths:
        if not path.exists():
            raise RefusalError(lang.tr("“{path}” is not there. Nothing was written.", path=path))


def require_files(paths: Iterable[Path], lang: Language) -> None:
    """Refuse what is to be read and is not there, or is a folder, before any work is done.

    Raises:
        RefusalError: the first of them, named in full.
    """
    found = tuple(paths)
    require_there(found, lang)
    for path in found:
        if path.is_dir():
            raise RefusalError(f"“{path}” is a folder: name a file in it. Nothing was written.")


def require_new(target: Path, lang: Language, *, force: bool) -> None:
    """Refuse to overwrite a file that is there, unless that was asked for.

    Raises:
        RefusalError: the file is there, or is a folder, or its folder is not there.
    """
    require_there((target.parent,), lang)
    if target.is_dir():
        raise RefusalError(f"“{target}” is a folder: name a file in it.")
    if target.exists() and not force:
        raise RefusalError(
            lang.tr("{name} is there already; --force overwrites it.", name=target.name)
        )
