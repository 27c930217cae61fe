"""The program as a whole: which form of the command line is meant, and how it ends."""

import os
import sys
from collections.abc import Sequence
from glob import glob
from importlib import import_module
from pathlib import Path

from dsa_sim.cli.commands import BY_NAME
from dsa_sim.cli.refusal import BAD_INPUT, FAULT, INTERRUPTED, RefusalError
from dsa_sim.cli.streams import prepare_streams
from dsa_sim.cli.window_form import file_to_open, window_parser
from dsa_sim.language import Language, system_language


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status is one of `refusal.EXIT_CODES`."""
    prepare_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except BrokenPipeError:
        # The reader of the output (a pager, `head`) has seen enough.
        sys.stderr.close()
        return 0
    except RefusalError as refusal:
        print(f"dsa-sim: {refusal}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # A name or a place that no command has words for: too long, a share that is away.
        _note(error)
        print(f"dsa-sim: {Path(error.filename or '').name}: {error.strerror}", file=sys.stderr)
        return BAD_INPUT
    except Exception as error:  # noqa: BLE001
        # Python itself would end as a strict check does that found something.
        _note(error)
        sys.excepthook(*sys.exc_info())
        return FAULT


def _note(error: Exception) -> None:
    from dsa_sim import diagnostics

    diagnostics.begin()
    diagnostics.note(error)


def _run(words: list[str]) -> int:
    words = command_first(words)
    # The window's own form, `dsa-sim FILE`, has no command word.
    if words and words[0] in BY_NAME:
        return _run_command(*words)
    if {"--version", "--verbose"} == set(words):
        from dsa_sim.diagnostics import report

        print(report())
        return 0
    arguments = window_parser().parse_args(words)
    path = file_to_open(arguments.files)
    from dsa_sim.app import run

    return run(path, arguments.lang or "")


def command_first(words: list[str]) -> list[str]:
    """The words with the command in front of the options that were typed before it."""
    begins = words[:1] not in ([], ["--"], ["--version"]) and words[0].startswith("-")
    place = next((n for n, word in enumerate(words) if word in BY_NAME), 0) if begins else 0
    return [*words[place : place + 1], *words[:place], *words[place + 1 :]]


def expanded(words: Sequence[str]) -> list[str]:
    """The words with the files that `*.dsacase` means: on Windows no shell finds them."""
    found: list[str] = []
    for word in words:
        is_pattern = "*" in word and not word.startswith("-")
        there = sorted(glob(word)) if is_pattern else []  # noqa: PTH207 - it may be a whole path
        found += there or [word]
    return found


def _run_command(name: str, *words: str) -> int:
    # Imported here: the window opens without the commands.
    from dsa_sim.cli.parser import parser_of

    arguments = parser_of(name).parse_args(expanded(words) if os.name == "nt" else words)
    module, _, function = BY_NAME[name].run.partition(".")
    run = getattr(import_module(f"dsa_sim.cli.{module}"), function)
    lang = Language(arguments.lang or system_language())
    status: int = run(arguments, lang)
    _tell_refusals(lang)
    return status


def _tell_refusals(lang: Language) -> None:
    """Say what a drive refused while it was written to all the same."""
    from dsa_sim.storage import describe
    from dsa_sim.storage.files import notices_of_writing

    for notice in notices_of_writing():
        print(f"dsa-sim: {describe(notice, lang)}", file=sys.stderr)
