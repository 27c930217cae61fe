"""Searching what was made of a redacted case for what it must not tell, before it is delivered.

Every file is unpacked to the texts that people can find in it: paragraphs, cells, alternative
texts, properties, names of parts, and the workbooks behind charts.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from dsa_sim.language import Language
from dsa_sim.language.vocabulary import is_own, own_messages
from dsa_sim.model.case import Case
from dsa_sim.report.redaction.hidden_names import HiddenNames, squeezed
from dsa_sim.report.redaction.hiding import (
    ALL,
    Hidden,
    Hide,
    hidden_names,
    kind_words,
    redacted,
    texts_of,
)

_SHORTEST = 6
"""Letters of the shortest hidden text that is searched for; shorter ones are in every file."""
_ENOUGH = 60
"""Letters of a hidden line that are searched for: tables and slides cut long texts."""
_TOLD = 40
"""Letters of a text of ordinary words alone from which it says something of its own."""
_TOKEN = re.compile(r"<(/?)(?:\w+:)?(\w+)([^<>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'\b(?:descr|title|name|alt|tooltip|display|Target)="([^"]*)"')
_IN_RUN = frozenset({"t", "r", "rPr", "solidFill", "ln", "hlinkClick", "rFonts"})
"""Elements that end within a paragraph: the text goes on behind them."""
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
# The program that a document is made for: “Microsoft Excel” tells nobody’s secret.
_PROGRAM = re.compile(r"<Application>[^<]*</Application>")
_QUOTED = re.compile(r"\"((?:[^\"]|\"\")*)\"|'((?:[^']|'')*)'")
# What office programs look like, not what they say.
_LOOKS = re.compile(r"/theme/|styles|fontTable|presProps|viewProps|tableStyles")


class LeakError(ValueError):
    """What was made still holds something hidden; nothing was delivered."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A text of a file and the part it stands in."""

    place: str
    text: str


class Secrets:
    """What a redacted document must not hold."""

    def __init__(self, case: Case, hidden: Hidden, lang: Language, *, firm: str = "") -> None:
        """Read it from the whole case."""
        self._lang = lang
        self._names: HiddenNames = hidden_names(case, hidden, lang, firm=firm)
        # Without names hidden, the authors of what is hidden are.
        self._named: Hide = "names" if "names" in hidden else "notes"
        self._texts = tuple(_hidden_texts(case, hidden, lang))

    def require_absent(self, pieces: Iterable[Piece]) -> None:
        """Refuse texts that hold something hidden; the text itself is not told.

        Raises:
            LeakError: one does.
        """
        for piece in pieces:
            kind = self._kind_in(piece.text)
            if kind is not None:
                raise LeakError(
                    self._lang.tr(
                        "Nothing was written: {place} would still hold something that was to be "
                        "left out ({kind}).", place=piece.place, kind=kind_words(self._lang)[kind],
                    )
                )  # fmt: skip

    def require_absent_in_file(self, made: bytes) -> None:
        """Refuse an office document or a text that holds something hidden.

        Raises:
            LeakError: it does.
        """
        if zipfile.is_zipfile(io.BytesIO(made)):
            self.require_absent(pieces_of(made))
        else:
            self.require_absent_on_pages(made.decode("utf-8", errors="replace"))

    def require_absent_on_pages(self, text: str) -> None:
        """Refuse the text of pages that holds something hidden.

        Raises:
            LeakError: it does.
        """
        self.require_absent((Piece(place=self._lang.tr("the text of the pages"), text=text),))

    def require_absent_in_name(self, name: str) -> None:
        """Refuse the name of a file that tells a hidden name.

        Raises:
            LeakError: it does.
        """
        if self._names.found(name) is not None:
            raise LeakError(
                self._lang.tr(
                    "Nothing was written: the name of the file holds a name that was to be left "
                    "out. Choose another one."
                )
            )

    def _kind_in(self, text: str) -> Hide | None:
        if self._names.found(text) is not None:
            return self._named
        plain = squeezed(text)
        return next((kind for kind, needle in self._texts if needle in plain), None)


def _hidden_texts(case: Case, hidden: Hidden, lang: Language) -> Iterator[tuple[Hide, str]]:
    """What each kind takes out of the case and nothing leaves in it, line by line."""
    case = msgspec.structs.replace(case, briefed=())
    seen = squeezed("\n".join(texts_of(redacted(case, hidden, lang))))
    for kind in ALL:
        if kind not in hidden or kind == "names":
            continue
        kept = set(texts_of(redacted(case, frozenset({kind}), lang)))
        for text in dict.fromkeys(texts_of(case)):
            for line in text.splitlines() if text not in kept else ():
                needle = squeezed(line)[:_ENOUGH]
                if _tells(line, needle) and needle not in seen:
                    yield kind, needle


def _tells(line: str, needle: str) -> bool:
    """Tell whether a line says something that no text of the program says."""
    if len(needle) < _SHORTEST or (len(needle) < _TOLD and is_own(line)):
        return False
    return needle not in own_messages(squeezed)


def pieces_of(data: bytes, *, within: str = "") -> Iterator[Piece]:
    """The texts of an office document: every part of it, workbooks within it included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            place = f"{within}{name}"
            yield Piece(place=place, text=name)
            if name.endswith((".xlsx", ".docx", ".pptx")):
                yield from pieces_of(archive.read(name), within=f"{place}/")
            elif name.endswith((".xml", ".rels", ".vml")) and not _LOOKS.search(name):
                text = archive.read(name).decode("utf-8", errors="replace")
                text = _PROGRAM.sub("", text)
                yield Piece(place=place, text="\n".join(_prose(text)))


def _prose(markup: str) -> Iterator[str]:
    """The texts of an XML part, a paragraph each, and the attributes that people can read."""
    run: list[str] = []
    element = ""
    for closing, tag, attributes, text in _TOKEN.findall(markup):
        if text:
            run.append(_literals(text) if element in _FORMULAS else html.unescape(text))
            continue
        element = "" if closing else tag
        yield from map(html.unescape, _ATTRIBUTE.findall(attributes))
        if closing and tag not in _IN_RUN:
            yield "".join(run)
            run.clear()
    yield "".join(run)


def _literals(formula: str) -> str:
    """The texts within a formula: “X:X” is a column, no name."""
    return "\n".join("".join(found) for found in _QUOTED.findall(html.unescape(formula)))
