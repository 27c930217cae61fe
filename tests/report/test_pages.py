"""The pages of the PDF: filled, within their margins, in every language."""

import io

import msgspec
import numpy as np
import pytest
from pypdf import PdfReader

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.model.plan import Template
from dsa_sim.report.briefing.blocks import Briefing
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.writers.pdf import write_pdf
from dsa_sim.storage.example import example_case
from dsa_sim.ui.briefing_pictures import faults, pages_of


def briefing(template: Template, code: str) -> Briefing:
    case = example_case(code)
    plan = msgspec.structs.replace(case.plan, template=template)
    case = msgspec.structs.replace(case, plan=plan, trials=4096)
    return make_briefing(case, scenario=None, lang=Language(code))


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_is_half_empty_but_the_last_of_a_part(code: str) -> None:
    made = briefing("memorandum", code)
    reader = PdfReader(io.BytesIO(write_pdf(made)))
    annex = next(s.title for s in made.sections if s.is_annex)
    starts = next(
        reader.get_destination_page_number(entry)
        for entry in reader.outline
        if not isinstance(entry, list) and entry.title == annex
    )
    pages = pages_of(made, "memorandum", ppi=36)
    assert len(pages) == len(reader.pages)
    assert list(faults(pages, ends=(starts - 1, len(pages) - 1), ppi=36)) == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("template", ["summary", "board"])
def test_nothing_stands_in_the_margin(template: Template, code: str) -> None:
    pages = pages_of(briefing(template, code), template, ppi=36)
    assert list(faults(pages, ends=range(len(pages)), ppi=36)) == []


def test_a_page_that_is_half_empty_or_overfull_is_found() -> None:
    empty = np.full((400, 300), 255, dtype=np.uint8)
    short, wide = empty.copy(), empty.copy()
    short[40:120, 60:200] = 0
    wide[40:360, 5:290] = 0
    assert list(faults([short, wide], ends=(), ppi=36)) == [
        "page 1 is filled to 26%",
        "page 2 reaches into its margin",
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_slide_for_a_board_is_one_page_behind_the_cover(code: str) -> None:
    made = briefing("board", code)
    assert len(pages_of(made, "board", ppi=18)) == 1 + len(made.sections)


def test_the_contents_lead_to_every_section() -> None:
    made = briefing("memorandum", "en")
    reader = PdfReader(io.BytesIO(write_pdf(made)))
    first = reader.pages[0]
    links = [a for a in first.get("/Annots", []) if a.get_object()["/Subtype"] == "/Link"]
    assert len(links) >= len(made.sections)
