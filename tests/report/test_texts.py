"""Whatever the rule of texts lets through, every export takes; what it does not is left out."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from dsa_sim.frames.tables import frame_of_rows
from dsa_sim.language import Language
from dsa_sim.language.tables import Column, Table, row_of
from dsa_sim.model.plan import BriefingPlan
from dsa_sim.model.texts import fit_text, fitted, half_character
from dsa_sim.report.briefing.blocks import (
    Briefing,
    Bullets,
    Facts,
    Heading,
    House,
    Paragraph,
    Section,
)
from dsa_sim.report.briefing.planning import house_of
from dsa_sim.report.writers.calendar_file import write_calendar
from dsa_sim.report.writers.memorandum import write_memorandum
from dsa_sim.report.writers.pdf import write_pdf
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.report.writers.table_file import table_bytes
from dsa_sim.report.writers.workbook import write_workbook
from dsa_sim.storage import (
    CaseFileError,
    ListedPortfolio,
    decode_case,
    encode_case,
    read_portfolio,
    write_portfolio,
)
from tests.storage.sample import sample_case

EN = Language("en")
LETTERS = 2_000


def every_letter() -> list[str]:
    """Every letter of the first plane, and of the others one of many, in texts that fit."""
    codes = (*range(0x10000), *range(0x10000, 0x110000, 97))
    text = fit_text("".join(map(chr, codes)))
    return [text[n : n + LETTERS] for n in range(0, len(text), LETTERS)]


def briefing_of(texts: list[str]) -> Briefing:
    """A briefing that has the texts wherever it has a text."""
    first = texts[0][:250]
    blocks = [
        block
        for text in texts
        for block in (Heading(text=text[:250]), Paragraph(text=text), Bullets(items=(text,)))
    ]
    facts = Facts(rows=tuple((text[:100], text[:100]) for text in texts[:3]))
    table = Table(
        columns=(Column(title=first or "Head"), Column(title="Second")),
        rows=tuple(row_of(t[:100], t[:100]) for t in texts),
        summary=first,
    )
    section = Section(title=f"Part {first}", blocks=(*blocks, facts, table))
    return Briefing(
        title=first, subtitle=first, lang=EN, mark=first, as_of=date(2026, 1, 1), facts=facts,
        sections=(section,), foot=first, page_words="",
    )  # fmt: skip


def require_taken(texts: list[str]) -> None:
    """Every writer takes the texts; what it writes can be read."""
    briefing = briefing_of(texts)
    case = msgspec.structs.replace(sample_case(), title=texts[0][:300], note=texts[-1])
    assert write_pdf(briefing).startswith(b"%PDF")
    for made in (
        write_slides(briefing), write_memorandum(briefing), write_workbook(briefing, case, ())
    ):  # fmt: skip
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(archive.read(name))
    again, notices = decode_case(encode_case(case))
    assert (again.title, again.note, notices) == (case.title, case.note, ())
    assert write_calendar(case, None, EN, contents="full").decode()
    frame = frame_of_rows(("Text", "Again"), [(t, t) for t in texts], case, case.title)
    json.loads(table_bytes(frame, "json"))
    for kind in ("csv", "xlsx"):
        assert table_bytes(frame, kind, EN)


def test_every_letter_that_fits_is_taken() -> None:
    require_taken(every_letter())


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(max_size=400).map(fit_text), min_size=1, max_size=6))
def test_every_text_that_fits_is_taken(texts: list[str]) -> None:
    require_taken(texts)


@given(text=st.text(st.characters()))
def test_what_fits_stays_as_it_is(text: str) -> None:
    fit = fit_text(text)
    assert fit_text(fit) == fit
    assert half_character(fit) is None
    assert fit.encode("utf-8").decode("utf-8") == fit


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("A\x00B\x07C\x7fD\x9fE", "ABCDE"),
        ("one\x0btwo\x0cthree\x85four", "one\ntwo\nthree\nfour"),
        ("half \ud83d of one", "half  of one"),
        ("\ufffe\uffff\U0010ffff\ufdd0none", "none"),
        ("tab\tline\nend\r\n", "tab\tline\nend\r\n"),
        ("private \ue000 阿 é e\u0301 👩\u200d⚖", "private \ue000 阿 é e\u0301 👩\u200d⚖"),
    ],
)
def test_what_no_document_can_hold_is_left_out(text: str, fit: str) -> None:
    assert fit_text(text) == fit


def test_a_file_that_holds_more_is_read_without_it_and_says_so() -> None:
    case = msgspec.structs.replace(sample_case(), title="A\x0bB\uffff")
    data = encode_case(case).replace(b'"A\\nB"', b'"A\\u000bB\\uffff"')
    again, notices = decode_case(data)
    assert again.title == "A\nB"
    assert "unfit_text" in {notice.code for notice in notices}
    assert fitted(case) == again


def test_half_of_a_character_in_code_stops_no_saving() -> None:
    case = msgspec.structs.replace(sample_case(), note="half \ud83d")
    assert decode_case(encode_case(case))[0].note == "half "


def test_a_portfolio_takes_no_name_of_a_file_that_no_text_can_hold(tmp_path: Path) -> None:
    listed = ListedPortfolio(cases=((tmp_path / "a\udc80.dsacase", None),))
    with pytest.raises(CaseFileError) as refused:
        write_portfolio(tmp_path / "p.dsaportfolio", listed)
    assert (refused.value.code, refused.value.where) == ("bad_text", "cases[0].path")
    listed = ListedPortfolio(cases=((tmp_path / "a", None),), severity_reason="so\x0bfar\x00")
    write_portfolio(tmp_path / "p.dsaportfolio", listed)
    assert read_portfolio(tmp_path / "p.dsaportfolio").severity_reason == "so\nfar"


def test_the_name_of_the_firm_in_the_settings_is_fit_too() -> None:
    assert house_of(BriefingPlan(), House(firm="Hopper\x07 LLP\ud800")).firm == "Hopper LLP"
