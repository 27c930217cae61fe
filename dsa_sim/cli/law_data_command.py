"""The command `law` without words: the data themselves, for those who keep them.

What is written and refused here is for keepers of the data, and in English.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from dsa_sim.cli.refusal import RefusalError, not_written, require_new, require_there
from dsa_sim.language import Language
from dsa_sim.law.errors import LawDataError
from dsa_sim.law.pack import PackError
from dsa_sim.storage.errors import CaseFileError, describe


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
    files = _files(arguments, lang)
    documents = {name: json.loads(content) for name, content in files.items()}
    _write(target, write_workbook(documents), lang)


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

    data = _read(source, lang)
    try:
        return read_workbook(data)
    except LawWorkbookError as error:
        raise RefusalError(f"{source.name}: {error}") from error
    except TableFileError as error:
        raise RefusalError(f"{source.name}: {describe_table(error)}") from error


def _differs(place: Path, text: str) -> bool:
    return not place.exists() or place.read_bytes() != text.encode()


def _files(arguments: argparse.Namespace, lang: Language) -> dict[str, bytes]:
    """The data files of the workbook or folder that was named, or those in use, if sound."""
    from dsa_sim.storage.law_pack import sound_files

    source = Path(arguments.source) if arguments.source else None
    if source is not None and source.is_file():
        return {name: text.encode() for name, text in _read_workbook(source, lang).items()}
    try:
        return sound_files(_folder(arguments.source, lang) if source else None)
    except LawDataError as error:
        raise RefusalError(str(error)) from error


def _export_pack(arguments: argparse.Namespace, lang: Language) -> None:
    from dsa_sim.storage.law_pack import pack_of

    target = Path(arguments.export_pack)
    require_new(target, lang, force=arguments.force)
    key = _read(Path(arguments.sign), lang) if arguments.sign else None
    with _refusing(target.name, lang):
        pack = pack_of(_files(arguments, lang), issued_on=_today(), key=key)
    _write(target, pack, lang)
    if key is None:
        print("The pack is not signed: who imports it is warned. --sign KEYFILE signs it.")


def _import_pack(arguments: argparse.Namespace, lang: Language) -> None:
    from dsa_sim.language.law_pack_words import doubts, signed_words
    from dsa_sim.storage.law_pack import age_in_use, checked_pack, keep_pack

    source = Path(arguments.import_pack)
    require_there((source,), lang)
    with _refusing(source.name, lang):
        pack, data = checked_pack(source)
    unsigned = pack.signed != "trusted" and not arguments.accept_unsigned
    older = pack.age < age_in_use() and not arguments.accept_older
    if unsigned or older:
        options = ["--accept-unsigned"] * unsigned + ["--accept-older"] * older
        said = " ".join(doubts(lang, pack, age_in_use()))
        raise RefusalError(f"{source.name}: {said} {' '.join(options)} takes it all the same.")
    try:
        keep_pack(data)
    except CaseFileError as error:
        raise RefusalError(describe(error, lang)) from error
    print(f"Law data {pack.law_version}, {signed_words(lang, pack)}: in use from now on.")


def _built_in(_: argparse.Namespace, _lang: Language) -> None:
    from dsa_sim.storage.law_pack import let_pack_go

    try:
        kept = let_pack_go()
    except OSError as error:
        raise RefusalError(f"The pack cannot be removed: {error.strerror}") from error
    print(
        "The law data that came with the program are in use from now on."
        if kept else "The law data that came with the program are in use already."
    )  # fmt: skip


def _in_use(_: argparse.Namespace, lang: Language) -> None:
    from dsa_sim.cli.plain_text import paragraph
    from dsa_sim.language.law_data_words import law_data_facts
    from dsa_sim.language.law_pack_words import law_data_notes
    from dsa_sim.storage.law_pack import built_in_version

    for fact in law_data_facts(lang):
        print(f"{fact.name}: {', '.join(filter(None, (*fact.lines, fact.behind)))}")
    for note in law_data_notes(lang, built_in_version()):
        print(paragraph(note))


def _new_key(arguments: argparse.Namespace, lang: Language) -> None:
    from dsa_sim.law.pack import new_key
    from dsa_sim.storage.files import replace_bytes

    target = Path(arguments.new_key)
    require_new(target, lang, force=False)
    with _refusing(target.name, lang):
        secret, public = new_key()
    replace_bytes(target, secret, expected=None)  # a new file is for its owner only
    print(f"{target.name} holds the private key: keep it secret, and a copy of it elsewhere.")
    print(f"The public key for data/keys/trusted_keys.json: {public}")


@contextmanager
def _refusing(name: str, lang: Language) -> Iterator[None]:
    """A pack that is refused, as one line."""
    from dsa_sim.language.law_pack_words import refusal_words

    try:
        yield
    except PackError as error:
        raise RefusalError(f"{name}: {refusal_words(lang, error)}") from error


def _read(source: Path, lang: Language) -> bytes:
    require_there((source,), lang)
    try:
        return source.read_bytes()
    except OSError as error:
        raise RefusalError(f"{source.name} cannot be read: {error.strerror}") from error


def _today() -> date:
    return datetime.now().astimezone().date()


def _folder(named: str | None, lang: Language) -> Path:
    if not named:
        raise RefusalError("Say with -o into which folder the data files go.")
    require_there((Path(named),), lang)
    if not Path(named).is_dir():
        raise RefusalError(f"{named} is no folder.")
    return Path(named)


def _write(target: Path, content: bytes, lang: Language) -> None:
    from dsa_sim.whole_files import write_whole

    try:
        write_whole(target, content)
    except OSError as error:
        raise not_written(target, error, lang) from error
    print(f"{target.name} was written.")


_ACTIONS: Mapping[str, Callable[[argparse.Namespace, Language], None]] = {
    "to_xlsx": _to_workbook,
    "from_xlsx": _from_workbook,
    "export_pack": _export_pack,
    "import_pack": _import_pack,
    "built_in": _built_in,
    "in_use": _in_use,
    "new_key": _new_key,
}
