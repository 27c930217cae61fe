"""The kinds of damaged files: how one is made of sound ones, and what may come of it."""

import copy
import gzip
import io
import json
import random
import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from tests.table_generator import write as write_table

ROOT = Path(__file__).parents[1]
LARGE_VALUE = 20_000
HEAVY_TEXTS = (
    "", " ", "0", "-1", "1e400", "-1e400", "1e-400", "inf", "-Infinity", "NaN", "9" * 400, "1e99",
    "0.1", "1,234.5", "12.345,6", "2026-02-30", "9999-12-31", "0001-01-01", "10000-01-01", "0000",
    "31.12.99999", "2024", "true", "null", "=1+1", "=HYPERLINK(\"http://x\")", "@x", "a\x00b",
    "a\x0bb", "\ud800", "\ufffe", "\u202eabc", "A" * 300, "A" * 301, "B" * 20_000, "é", "阿",
    "<img src='file:///x'>", "&lt;&amp;", "\r\n", "../../x", "[]:*?/\\", "History", "e\u0301" * 50,
    "1/0", "0x10", "１２", "T€", "100 million", "%", "5 %", "£'000", "EUR", "XXX", "main.chance",
)  # fmt: skip
HEAVY_VALUES: tuple[Any, ...] = (
    *HEAVY_TEXTS, None, True, False, 0, -1, 1, 2**31, 2**63, 10**18, 10**400, 0.5, -0.0, 1e308,
    float("inf"), float("nan"), [], {}, [[]], {"value": "0.5"}, {"low": "1", "high": "0"},
    [None] * 600, {"": ""},
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of file: `share` of all inputs in thousandths, how it is made and what is done.

    `is_taken` says whether the input was taken; False is a refusal of our own. Whatever else it
    raises is found. `most_mb` is by how many megabytes it may raise the memory at its height.
    """

    name: str
    ending: str
    share: int
    make: Callable[[random.Random], bytes]
    is_taken: Callable[[bytes], bool]
    most_mb: int = 300


def kind_of(number: int, seed: int, name: str | None = None) -> "Kind":
    """The kind of the input of a number, so that each has its share."""
    if name is not None:
        return next(kind for kind in KINDS if kind.name == name)
    place = random.Random(f"{seed} {number}").randrange(_SHARES[-1])
    return next(kind for kind, to in zip(KINDS, _SHARES, strict=True) if place < to)


def require_line(text: str) -> None:
    """Hold that a refusal is one line."""
    assert text and "\n" not in text and len(text) < 2000, f"no line: {text!r:.300}"


# Bytes and XML


def broken_bytes(dice: random.Random, data: bytes) -> bytes:
    """The bytes with some changed, lost, doubled or put in."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 1, 2, 4, 16))):
        at = dice.randrange(len(made) + 1)
        size = dice.choice((1, 1, 2, 8, 64, 1000))
        match dice.randrange(6):
            case 0 if made:
                made[at % len(made)] ^= 1 << dice.randrange(8)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = made[at : at + size]
            case 3:
                made[at:at] = dice.randbytes(size)
            case 4:
                del made[at:]
            case _:
                made[at : at + 4] = dice.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
    return bytes(made)


_VALUE = re.compile(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)')
_TAG = re.compile(rb"<(/?)([A-Za-z][\w:.-]*)([^<>]*?)(/?)>")


def broken_xml(dice: random.Random, data: bytes) -> bytes:
    """A part in XML with values, elements, its encoding or its entities made other ones."""
    for _ in range(dice.choice((1, 1, 2, 3))):
        match dice.randrange(9):
            case 0 | 1 | 2:
                data = _with_value(dice, data)
            case 3 | 4:
                data = _with_element(dice, data)
            case 5:
                data = broken_bytes(dice, data)
            case 6:
                said = dice.choice((b"UTF-16", b"UTF-9999999999998", b"latin-1", b"", b"cp037"))
                data = re.sub(rb'encoding="[^"]*"', b'encoding="' + said + b'"', data, count=1)
            case 7:
                data = re.sub(rb"(\?>)?(?=<\w)", rb"\1" + _laughs(dice), data, count=1)
            case _:
                depth = dice.choice((10, 300, 5000))
                if tags := list(_TAG.finditer(data)):
                    at = dice.choice(tags).end()
                    data = data[:at] + b"<g>" * depth + b"</g>" * depth + data[at:]
    return data


def _heavy_bytes(dice: random.Random) -> bytes:
    text = dice.choice(HEAVY_TEXTS).encode("utf-8", "surrogatepass")
    return text if dice.randrange(4) == 0 else re.sub(rb'[<>&"\x00-\x08]', b"", text)


def _with_value(dice: random.Random, data: bytes) -> bytes:
    found = list(_VALUE.finditer(data))
    if not found:
        return data
    one = dice.choice(found)
    text = dice.choice(found)[0] if dice.randrange(3) == 0 else _heavy_bytes(dice)
    return data[: one.start()] + text + data[one.end() :]


def _with_element(dice: random.Random, data: bytes) -> bytes:
    found = list(_TAG.finditer(data))
    if not found:
        return data
    one, other = dice.choice(found), dice.choice(found)
    if dice.randrange(2):
        return data[: one.start()] + data[one.end() :]
    return data[: one.end()] + other[0] + data[one.end() :]


def _laughs(dice: random.Random) -> bytes:
    match dice.randrange(3):
        case 0:
            return b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        case 1:
            return b'<!DOCTYPE x [<!ENTITY a "b">]>'
    rows = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 9))
    return b'<!DOCTYPE x [<!ENTITY l0 "lol">' + rows + b"]>"


# Packages: spreadsheets, presentations, documents


def broken_package(dice: random.Random, parts: dict[str, bytes]) -> bytes:
    """A package with parts that are changed, lost, renamed or far too large."""
    parts = dict(parts)
    for _ in range(dice.choice((1, 1, 2))):
        name = dice.choice(list(parts))
        match dice.randrange(12):
            case 0:
                del parts[name]
            case 1:
                parts[name] = b""
            case 2:
                parts[dice.choice(list(parts))] = parts[name]
            case 3:
                parts[name.replace("1", "2") + dice.choice(("", "x"))] = parts.pop(name)
            case 4:
                parts[name] = broken_bytes(dice, parts[name])
            case 5 if dice.randrange(20) == 0:
                parts[name] = parts[name][:200] + b" " * 20_000_000
            case _:
                parts[name] = broken_xml(dice, parts[name])
        if not parts:
            break
    data = packed(parts)
    return broken_bytes(dice, data) if dice.randrange(8) == 0 else data


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a package."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        for name, data in parts.items():
            way = zipfile.ZIP_DEFLATED if len(data) > 1_000_000 else zipfile.ZIP_STORED
            folder.writestr(name, data, way)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


# Case files


@cache
def case_texts() -> tuple[str, ...]:
    """Case files to begin with; the smaller ones come first and oftener."""
    files = sorted(ROOT.glob("tests/**/*.dsacase"), key=lambda path: path.stat().st_size)
    return tuple(path.read_text(encoding="utf-8") for path in files if path.stat().st_size < 30_000)


def _some_case(dice: random.Random) -> str:
    known = case_texts()
    return known[min(dice.randrange(len(known)), dice.randrange(len(known)))]


def broken_json(dice: random.Random, document: Any) -> Any:
    """A document with values, keys and whole parts made other ones."""
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        _break_one(dice, document)
    return document


def _break_one(dice: random.Random, document: Any) -> None:
    place, parents = document, []
    while isinstance(place, dict | list) and place:
        parents.append(place)
        key = dice.choice(list(place)) if isinstance(place, dict) else dice.randrange(len(place))
        place = place[key]
        if len(parents) > 1 and dice.randrange(4) == 0:
            break
    if not parents:
        return
    if dice.randrange(2):
        parents[-1][key] = _another_value(dice, place, parents)
    else:
        _break_inside(dice, parents[-1], key)


def _break_inside(dice: random.Random, inside: Any, key: Any) -> None:
    """Lose, rename, repeat or shuffle what is in a group or a list."""
    way = dice.randrange(4)
    if way == 0:
        del inside[key]
    elif isinstance(inside, dict):
        names = ("", "x", "id", "title", "value", "estimate")
        inside[dice.choice(names)] = inside[key] if way == 1 else inside.pop(key)
    elif way == 1:
        dice.shuffle(inside)
    else:
        # Many of what is large already, one within the other, would fill the memory by itself.
        many = 600 if len(json.dumps(inside[key])) < LARGE_VALUE else 3
        inside.extend([inside[key]] * dice.choice((1, 3, many)))


def _another_value(dice: random.Random, place: Any, parents: list[Any]) -> Any:
    """A value in the place of another one."""
    way = dice.randrange(4)
    if way == 0:
        other = dice.choice(parents)
        values = list(other.values()) if isinstance(other, dict) else other
        return json.loads(json.dumps(dice.choice(values)))
    if way == 1 and isinstance(place, str):
        at = dice.randrange(len(place) + 1)
        return place[:at] + dice.choice(HEAVY_TEXTS) + place[at:]
    if way == 2 and isinstance(place, str) and re.fullmatch(r"-?[\d.]+", place):
        return place + dice.choice(("0", "e9", "e-9", "." + "3" * 39, "9" * 20))
    return copy.deepcopy(dice.choice(HEAVY_VALUES))


def _written(dice: random.Random, document: Any) -> bytes:
    text = json.dumps(document, ensure_ascii=dice.randrange(2) == 0)
    return text.encode("utf-8", "surrogatepass")


def make_case(dice: random.Random) -> bytes:
    """A case file whose values are changed."""
    return _written(dice, broken_json(dice, json.loads(_some_case(dice))))


def make_case_bytes(dice: random.Random) -> bytes:
    """A case file whose bytes are changed."""
    return broken_bytes(dice, _some_case(dice).encode())


def read_case_bytes(data: bytes) -> bool:
    """Read a case; what was taken can be written, which reads it again and compares."""
    from dsa_sim.storage import CaseFileError, decode_case, encode_case

    try:
        case, _ = decode_case(data)
    except CaseFileError as error:
        require_line(str(error))
        return False
    encode_case(case)
    return True


def assess_case_bytes(data: bytes) -> bool:
    """Read a case, assess it and word what needs attention."""
    from dsa_sim.language import Language
    from dsa_sim.language.assessment_record import record
    from dsa_sim.language.problem_words import place_text, problem_text
    from dsa_sim.model.assessment import assess
    from dsa_sim.model.deadlines import case_deadlines
    from dsa_sim.storage import CaseFileError, decode_case

    try:
        case, _ = decode_case(data)
    except CaseFileError:
        return False
    lang = Language("en")
    for scenario in (None, *(s.id for s in case.scenarios[:2])):
        shown = assess(case, scenario)
        for problem in shown.problems:
            require_line(problem_text(lang, problem))
            place_text(lang, problem, shown.case)
        msgspec.json.encode(record(shown, lang))
    case_deadlines(case)
    return True


# Portfolios and locked cases


def make_portfolio(dice: random.Random) -> bytes:
    """A portfolio file whose values or bytes are changed."""
    sound = {
        "format": 1,
        "cases": [{"path": "a.dsacase"}, {"path": "b/c.dsacase", "scenario": "worse"}],
        "severity": {"low": "0.1", "likely": "0.2", "high": "0.4"},
        "severity_note": {"reason": "So far.", "author": "A", "made_on": "2026-01-01"},
    }
    if dice.randrange(3):
        return _written(dice, broken_json(dice, sound))
    return broken_bytes(dice, json.dumps(sound).encode())


@cache
def _folder() -> Path:
    """A folder for files of this process."""
    return Path(tempfile.mkdtemp(prefix="dsa-sim-fuzz-"))


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def read_portfolio_bytes(data: bytes) -> bool:
    """Read a portfolio file."""
    from dsa_sim.storage import CaseFileError, read_portfolio

    try:
        read_portfolio(_file("a.dsaportfolio", data))
    except CaseFileError as error:
        require_line(str(error))
        return False
    return True


@cache
def _sealed() -> bytes:
    from dsa_sim.storage import Seal
    from dsa_sim.storage.sealing import sealed

    return sealed(case_texts()[0].encode(), Seal(passphrase="correct horse"))


def make_age(dice: random.Random) -> bytes:
    """A locked case that is damaged; most say that their key is quickly stretched."""
    data = _sealed()
    if dice.randrange(20):
        work = dice.choice((b"1", b"2", b"9", b"0", b"-1", b"23", b"99", b"999", b"1e9", b""))
        data = re.sub(rb"(-> scrypt \S+) \d+", rb"\g<1> " + work, data, count=1)
    return broken_bytes(dice, data) if dice.randrange(5) else data


def read_age(data: bytes) -> bool:
    """Open a locked case, with a passphrase and without."""
    from dsa_sim.storage import CaseFileError, Seal, decode_case
    from dsa_sim.storage.sealing import unsealed

    try:
        decode_case(unsealed(data, Seal(passphrase="correct horse")))
    except CaseFileError as error:
        require_line(str(error))
        return False
    return True


# Tables


@cache
def _tables() -> tuple[bytes, ...]:
    made = [write_table(seed).data for seed in range(60)]
    return (*made, *(path.read_bytes() for path in sorted(ROOT.glob("tests/tables/*"))))


@cache
def _workbooks() -> tuple[dict[str, bytes], ...]:
    return tuple(
        parts_of(data)
        for data in _tables()
        if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data))
    )


@cache
def _csvs() -> tuple[bytes, ...]:
    return tuple(data for data in _tables() if not data.startswith(b"PK"))


def make_csv(dice: random.Random) -> bytes:
    """A table as text with other cells, other bytes or another encoding."""
    data = dice.choice(_csvs())
    way = dice.randrange(8)
    if way == 0:
        return broken_bytes(dice, data)
    text = data.decode("utf-8", "replace")
    lines = text.splitlines()
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(lines))
        cells = re.split(r"([;,\t])", lines[at])
        cells[dice.randrange(len(cells))] = dice.choice(HEAVY_TEXTS)
        lines[at] = "".join(cells)
    if way == 1:
        lines *= dice.choice((2, 50))
    encoding = dice.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32", "utf-7"))
    made = "\n".join(lines).encode(encoding, "replace")
    return broken_bytes(dice, made) if way == 2 else made


def make_xlsx(dice: random.Random) -> bytes:
    """A workbook with other cells, formats, sheets and relations."""
    return broken_package(dice, dice.choice(_workbooks()))


@cache
def _open_document() -> dict[str, bytes]:
    from tests.storage.test_tables import ods

    rows = [["Year end", "Turnover (EUR m)", "Income"], ["31.12.2024", "1234", "5.5"],
            ["31.12.2025", "2345", "-6"]]  # fmt: skip
    return parts_of(ods(rows))


def make_ods(dice: random.Random) -> bytes:
    """A sheet of LibreOffice with other cells and repetitions."""
    parts = dict(_open_document())
    if dice.randrange(2):
        kind = dice.choice(("float", "date", "percentage", "currency", "boolean", "time"))
        value = dice.choice(HEAVY_TEXTS).replace("<", "").replace('"', "").replace("&", "")
        told = dice.choice(("value", "date-value", "currency", "boolean-value", "time-value"))
        more = dice.choice(("", ' table:number-columns-repeated="99999999"'))
        parts["content.xml"] = parts["content.xml"].replace(
            b'office:value-type="string"',
            f'office:value-type="{kind}" office:{told}="{value}"{more}'.encode(
                "utf-8", "surrogatepass"
            ),
            dice.choice((1, 3)),
        )
    return broken_package(dice, parts)


@cache
def _importing_case() -> Any:
    from dsa_sim.storage import decode_case

    return decode_case(case_texts()[0].encode())[0]


def import_table(data: bytes) -> bool:
    """Read a table as the window does, and bring in every year that was understood."""
    from dsa_sim.language import Language
    from dsa_sim.language.year_tables.rows import first_matching, read_rows
    from dsa_sim.model.year_checks import year_problems
    from dsa_sim.model.year_import import MOST_YEARS, bring_in
    from dsa_sim.storage import encode_case
    from dsa_sim.storage.joined_sheets import joinable, joined
    from dsa_sim.storage.table_errors import TableFileError
    from dsa_sim.storage.tables import decode_tables

    lang, case = Language("en"), _importing_case()
    try:
        sheets = decode_tables(data).sheets
    except TableFileError as error:
        require_line(str(error))
        return False
    tables = [*sheets[:3], *([joined(sheets)] if joinable(sheets) else [])]
    for table in tables:
        matching = first_matching(table, case, origin="a.csv")
        layout = matching.layout(table)
        matching.reading(layout)
        rows = read_rows(lang, layout, matching, case)
        years = [row.new for row in rows if row.new is not None][: MOST_YEARS // 2]
        after = bring_in(case, years, duplicates="replace")
        year_problems(after)
        encode_case(after)
    return True


# What a firm brings along: logos, presentations, documents


@cache
def _pictures() -> tuple[bytes, ...]:
    from PIL import Image

    made = []
    for kind, mode in (("png", "RGB"), ("png", "P"), ("png", "LA"), ("jpeg", "RGB"), ("gif", "L")):
        held = io.BytesIO()
        Image.new(mode, (60, 20)).save(held, kind)
        made.append(held.getvalue())
    return tuple(made)


_DRAWING = b"""<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90"
 height="30" viewBox="0 0 90 30"><style>.a{fill:#123456;opacity:.5}</style><defs>
<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/></linearGradient>
<clipPath id="c"><circle cx="9" cy="9" r="8"/></clipPath><g id="s"><path d="M0 0L9 9Q3 4 5 6z"/></g>
<pattern id="p" width="3" height="3" patternUnits="userSpaceOnUse"><rect width="1" height="1"/>
</pattern></defs><g transform="translate(3 4) rotate(8)" clip-path="url(#c)"><rect class="a"
 width="40" height="20" fill="url(#g)" stroke="black" stroke-dasharray="1 2" stroke-width=".5"/>
<use xlink:href="#s" x="20"/><ellipse cx="40" cy="9" rx="8" ry="4" fill="url(#p)"/></g>
<text x="5" y="20" font-size="8">Hopper <tspan dx="2">LLP</tspan></text></svg>"""


def make_logo(dice: random.Random) -> bytes:
    """A picture or a drawing that is damaged, packed, or in another encoding."""
    if dice.randrange(3) == 0:
        return broken_bytes(dice, dice.choice(_pictures()))
    made = broken_xml(dice, _DRAWING)
    match dice.randrange(12):
        case 0:
            return gzip.compress(made)
        case 1:
            return broken_bytes(dice, gzip.compress(made))
        case 2:
            return made.decode("utf-8", "replace").replace("UTF-8", "UTF-16").encode("utf-16")
    return made


def take_logo(data: bytes) -> bool:
    """Make a picture a logo, and a logo a picture."""
    from dsa_sim.report.briefing.logo import RefusedLogoError, as_logo, picture_of

    try:
        logo = as_logo(data)
    except RefusedLogoError as error:
        require_line(error.code)
        return False
    assert picture_of(logo).startswith(b"\x89PNG")
    assert as_logo(logo) == logo
    return True


@cache
def _decks() -> tuple[dict[str, bytes], ...]:
    from pptx import Presentation

    made = io.BytesIO()
    Presentation().save(made)
    own = parts_of(made.getvalue())
    folder = ROOT / "tests" / "report" / "decks"
    files = [folder / f"{name}.pptx" for name in ("macro", "external")]
    return (own, own, *(parts_of(path.read_bytes()) for path in files))


def _breakable(parts: dict[str, bytes], dice: random.Random, often: str) -> bytes:
    """A package in which mostly the parts are changed that are looked at."""
    looked_at = [name for name in parts if re.search(often, name)]
    if looked_at and dice.randrange(3):
        name = dice.choice(looked_at)
        parts = {**parts, name: broken_xml(dice, parts[name])}
        if dice.randrange(2):
            return packed(parts)
    return broken_package(dice, parts)


def make_deck(dice: random.Random) -> bytes:
    """A presentation with broken masters, layouts, themes and relations."""
    return _breakable(dice.choice(_decks()), dice, "aster|ayout1|presentation|theme1")


@cache
def _briefing() -> Any:
    """A short briefing that has most of what stands on a slide or a page."""
    from datetime import date

    from dsa_sim.language import Language
    from dsa_sim.language.tables import Column, Table, row_of
    from dsa_sim.report.briefing.blocks import (
        Briefing,
        Bullets,
        Facts,
        Heading,
        Paragraph,
        Section,
    )

    facts = Facts(rows=(("As of", "1 January 2026"),))
    table = Table(
        columns=(Column(title="Name"), Column(title="Amount")),
        rows=(row_of("A", "1"),),
        summary="s",
    )
    blocks = (Heading(text="Head"), Paragraph(text="Text."), Bullets(items=("One",)), facts, table)
    return Briefing(
        title="Title", subtitle="Subtitle", lang=Language("en"), mark="Mark", facts=facts,
        as_of=date(2026, 1, 1), sections=(Section(title="Part", blocks=blocks),), foot="Foot",
        page_words="",
    )  # fmt: skip


def take_deck(data: bytes) -> bool:
    """Write slides in the layouts of a presentation."""
    from dsa_sim.report.writers.slides import write_slides

    path = _file("firm.pptx", data)
    return _taken_by(lambda: write_slides(_briefing(), template=path), path)


@cache
def _documents() -> tuple[dict[str, bytes], ...]:
    from docx import Document

    from tests.report.test_word import firm

    plain = io.BytesIO()
    Document().save(plain)
    rich = firm(_folder() / "sound.docx", footer="Foot", table=True).read_bytes()
    return parts_of(plain.getvalue()), parts_of(rich), parts_of(rich)


_LOOKED_AT = "document|styles|header|footer|settings|Types"


def make_document(dice: random.Random) -> bytes:
    """A document of Word with broken styles, headers, settings and relations."""
    return _breakable(
        dice.choice(_documents()), dice, "document|styles|header|footer|settings|Types"
    )


def take_document(data: bytes) -> bool:
    """Write a memorandum in the styles of a document."""
    from dsa_sim.report.writers.memorandum import write_memorandum

    path = _file("firm.docx", data)
    return _taken_by(lambda: write_memorandum(_briefing(), document=path), path)


def _taken_by(write: Callable[[], bytes], path: Path) -> bool:
    try:
        write()
    except ValueError as error:
        # Another error of this family would be one of a library.
        if type(error) is not ValueError or path.name not in str(error):
            raise
        require_line(str(error))
        return False
    return True


KINDS = (
    Kind(name="case", ending=".dsacase", share=665, make=make_case, is_taken=read_case_bytes),
    Kind(name="bytes", ending=".dsacase", share=200, make=make_case_bytes,
         is_taken=read_case_bytes),
    Kind(name="assess", ending=".dsacase", share=20, make=make_case, is_taken=assess_case_bytes),
    Kind(name="portfolio", ending=".dsaportfolio", share=48, make=make_portfolio,
         is_taken=read_portfolio_bytes),
    Kind(name="csv", ending=".csv", share=30, make=make_csv, is_taken=import_table),
    Kind(name="xlsx", ending=".xlsx", share=15, make=make_xlsx, is_taken=import_table),
    Kind(name="ods", ending=".ods", share=10, make=make_ods, is_taken=import_table),
    Kind(name="logo", ending=".svg", share=5, make=make_logo, is_taken=take_logo),
    Kind(name="deck", ending=".pptx", share=3, make=make_deck, is_taken=take_deck),
    Kind(name="document", ending=".docx", share=3, make=make_document, is_taken=take_document),
    Kind(name="age", ending=".dsacase", share=1, make=make_age, is_taken=read_age,
         most_mb=1100),  # a sound lock takes half of that: it is meant to be dear
)  # fmt: skip
_SHARES = tuple(accumulate(kind.share for kind in KINDS))
