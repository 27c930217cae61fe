"""The command `law` without words: the data themselves, for those who keep them.

What is written and refused here is for keepers of the data, and in English.
"""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dsa_sim.cli.refusal import RefusalError, not_written, require_new, require_there
from dsa_sim.language import Language
from dsa_sim.law.checked import LOADERS, load_everything
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.reading import data_bytes


def keep(arguments: argparse.Namespace, lang: Language) -> int:
    """Do what the options ask for; the first that is given decides."""
    for name, action in _ACTIONS.items():
        if getattr(arguments, name):
            action(arguments, lang)
            return 0
    raise RefusalError(
        "law needs an article or words to look up, or what to do with the data: "
        "dsa-sim law --help lists it."
    )


def _to_workbook(arguments: argparse.Namespace, lang: Language) -> None:
    from dsa_sim.storage.law_workbook import write_workbook

    target = Path(arguments.to_xlsx)
    require_new(target, lang, force=arguments.force)
    _write(target, write_workbook(_documents(arguments, lang)), lang)


def _from_workbook(arguments: argparse.Namespace, lang: Language) -> None:
    source, folder = Path(arguments.from_xlsx), _folder(arguments.output, lang)
    texts = _read_workbook(source, lang)
    changed = {name: text for name, text in texts.items() if _differs(folder / name, text)}
    for name in changed:
        require_new(folder / name, lang, force=arguments.force)
    for name, text in changed.items():
        _write(folder / name, text.encode(), lang)
    if not changed:
        print("Nothing has changed.")


def _read_workbook(source: Path, lang: Language) -> dict[str, str]:
    from dsa_sim.storage.law_workbook import LawWorkbookError, read_workbook
    from dsa_sim.storage.table_errors import TableFileError, describe_table

    require_there((source,), lang)
    try:
        return read_workbook(source.read_bytes())
    except LawWorkbookError as error:
        raise RefusalError(f"{source.name}: {error}") from error
    except TableFileError as error:
        raise RefusalError(f"{source.name}: {describe_table(error)}") from error
    except OSError as error:
        raise RefusalError(f"{source.name} cannot be read: {error.strerror}") from error


def _differs(place: Path, text: str) -> bool:
    return not place.exists() or place.read_bytes() != text.encode()


def _documents(arguments: argparse.Namespace, lang: Language) -> dict[str, Mapping[str, Any]]:
    """The data files of the folder that was named, or those in use, once they are sound."""
    files = _files(arguments, lang)
    return {name: json.loads(content) for name, content in files.items()}


def _files(arguments: argparse.Namespace, lang: Language) -> dict[str, bytes]:
    folder = _folder(arguments.source, lang) if arguments.source else None
    try:
        load_everything(folder)
        return {name: data_bytes(name, folder=folder) for name in LOADERS}
    except LawDataError as error:
        raise RefusalError(str(error)) from error


def _folder(named: str | None, lang: Language) -> Path:
    if not named:
        raise RefusalError("Say with -o into which folder the data files go.")
    require_there((Path(named),), lang)
    if not Path(named).is_dir():
        raise RefusalError(f"{named} is no folder.")
    return Path(named)


def _write(target: Path, content: bytes, lang: Language) -> None:
    from dsa_sim.report.charts.picture_files import write_whole

    try:
        write_whole(target, content)
    except OSError as error:
        raise not_written(target, error, lang) from error
    print(lang.tr("{name} was written.", name=target.name))


_ACTIONS: Mapping[str, Callable[[argparse.Namespace, Language], None]] = {
    "to_xlsx": _to_workbook,
    "from_xlsx": _from_workbook,
}
