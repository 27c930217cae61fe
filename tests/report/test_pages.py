"""The pages of the PDF: filled, within their margins, in every language."""

import io

import msgspec
import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from dsa_sim.language import LANGUAGES, Language
from dsa_sim.model.plan import Template
from dsa_sim.report.briefing.blocks import Briefing
from dsa_sim.report.briefing.document import make_briefing
from dsa_sim.report.writers.pdf import layout_of, preview_pages, write_pdf
from dsa_sim.storage.example import example_case

_PPI = 36
_DARK = 200


def briefing(template: Template, code: str) -> Briefing:
    case = example_case(code)
    plan = msgspec.structs.replace(case.plan, template=template)
    case = msgspec.structs.replace(case, plan=plan, trials=4096)
    return make_briefing(case, scenario=None, lang=Language(code))


def pictures(made: Briefing, template: Template) -> list[np.ndarray]:
    plan = msgspec.structs.replace(example_case().plan, template=template)
    pages = preview_pages(made, layout=layout_of(plan), ppi=_PPI)
    return [np.asarray(Image.open(io.BytesIO(page)).convert("L")) for page in pages]


def filled(page: np.ndarray) -> float:
    """How far down the room for text is used, the foot left out."""
    first, last = 0.08, 0.905
    body = page[: int(len(page) * last)]
    rows = np.flatnonzero((body < _DARK).any(axis=1))
    return float((rows.max() / len(page) - first) / (last - first))


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
    pages = pictures(made, "memorandum")
    assert len(pages) == len(reader.pages)
    for number, page in enumerate(pages):
        if number not in (starts - 1, len(pages) - 1):
            assert filled(page) >= 0.5, f"page {number + 1}"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("template", ["summary", "board", "memorandum"])
def test_nothing_stands_in_the_margin(template: Template, code: str) -> None:
    for number, page in enumerate(pictures(briefing(template, code), template)):
        margin = int(18 / 25.4 * _PPI)
        sides = (page[:, :margin], page[:, -margin:], page[: margin // 3])
        assert all((side >= _DARK).all() for side in sides), f"page {number + 1}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_slide_for_a_board_is_one_page_behind_the_cover(code: str) -> None:
    made = briefing("board", code)
    assert len(pictures(made, "board")) == 1 + len(made.sections)


def test_the_contents_lead_to_every_section() -> None:
    made = briefing("memorandum", "en")
    reader = PdfReader(io.BytesIO(write_pdf(made)))
    first = reader.pages[0]
    links = [a for a in first.get("/Annots", []) if a.get_object()["/Subtype"] == "/Link"]
    assert len(links) >= len(made.sections)
