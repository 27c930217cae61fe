"""Catalogues of translations: extract, update, compile (`python -m dsa_sim.language.catalogues`).

A developer's tool, run by `dev.py translations`; the program itself only reads what this wrote.
Nothing written depends on the day, the place or the version of Babel: no dates, no line numbers.
A message that changed is untranslated again; nothing is matched by resemblance.
With `--check` nothing is written, and the exit status is 1 where something would be.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from dsa_sim.asset_files import asset_path
from dsa_sim.language.languages import LANGUAGES, SOURCE_LANGUAGE
from dsa_sim.language.translation import DOMAIN

Key = tuple[str, str | tuple[str, ...]]
"""What identifies a message: its context ("" for none) and its text, or texts with plurals."""

_KEYWORDS = {"tr": None, "ntr": (1, 2), "ptr": ((1, "c"), 2), "mark": None}
_PACKAGE = Path(__file__).resolve().parent.parent


class StableCatalog(Catalog):
    """A catalogue whose header holds only what gettext needs to read it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Language, plural rule and character set."""
        headers = [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]
        if self.locale is not None:
            headers += [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return [*headers, ("Content-Transfer-Encoding", "8bit\n")]


def template(source: Path = _PACKAGE) -> StableCatalog:
    """All messages marked in the Python files below `source`, untranslated."""
    catalog = _empty(None)
    found = extract_from_dir(source, [("**.py", "python")], keywords=_KEYWORDS)
    for _, _, message, _, context in found:
        catalog.add(message, context=context)
    return catalog


def read(path: Path, code: str) -> Catalog:
    """The catalogue in a .po file; an empty one where the file does not exist."""
    if not path.is_file():
        return _empty(code)
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def updated(messages: StableCatalog, known: Catalog, code: str) -> StableCatalog:
    """The messages with the translations already `known`; what is no longer used is gone."""
    catalog = _empty(code)
    strings = {key(message): message.string for message in known if message.id}
    for message in messages:
        if message.id:
            catalog.add(message.id, strings.get(key(message)), context=message.context)
    return catalog


def key(message: Message) -> Key:
    """What identifies the message."""
    return message.context or "", message.id if isinstance(message.id, str) else tuple(message.id)


def untranslated(catalog: Catalog) -> tuple[Key, ...]:
    """The messages of which a form is missing or marked as fuzzy."""
    return tuple(key(m) for m in catalog if m.id and (m.fuzzy or not all(_forms(m))))


def po_text(catalog: Catalog) -> bytes:
    """The catalogue as a .po or .pot file, sorted, without places."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=96, no_location=True, sort_output=True, ignore_obsolete=True)
    return buffer.getvalue().lstrip(b"\n")


def mo_bytes(catalog: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def files(folder: Path | None = None) -> dict[Path, bytes]:
    """Every catalogue file as it should be: the template, and .po and .mo of each language."""
    root = folder or asset_path("translations")
    messages = template()
    wanted = {root / f"{DOMAIN}.pot": po_text(messages)}
    for code in LANGUAGES:
        if code != SOURCE_LANGUAGE:
            path = root / code / "LC_MESSAGES" / f"{DOMAIN}.po"
            catalog = updated(messages, read(path, code), code)
            wanted[path] = po_text(catalog)
            wanted[path.with_suffix(".mo")] = mo_bytes(catalog)
    return wanted


def main(arguments: list[str] | None = None) -> int:
    """Bring the catalogues up to date, or with `--check` only say whether they are."""
    checking = "--check" in (sys.argv[1:] if arguments is None else arguments)
    made = files()
    stale = [path for path, wanted in made.items() if not _is(path, wanted)]
    for path, wanted in made.items() if not checking else ():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted)
    for path in stale:
        _say(f"{'out of date' if checking else 'written'}: {path.name}")
    missing = _report()
    return 1 if checking and (stale or missing) else 0


def _report() -> int:
    total = 0
    for code in LANGUAGES:
        if code != SOURCE_LANGUAGE:
            path = asset_path("translations", code, "LC_MESSAGES", f"{DOMAIN}.po")
            catalog = read(path, code)
            missing = untranslated(catalog)
            total += len(missing)
            _say(f"{code}: {len(catalog)} messages, {len(missing)} untranslated")
            for context, text in missing:
                _say(f"  {context + ': ' if context else ''}{text}")
    return total


def _is(path: Path, wanted: bytes) -> bool:
    return path.is_file() and path.read_bytes() == wanted


def _forms(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _empty(code: str | None) -> StableCatalog:
    return StableCatalog(locale=code, domain=DOMAIN, header_comment="", fuzzy=False)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
