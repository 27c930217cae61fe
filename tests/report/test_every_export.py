"""Every entry of the register and every small case is exported in every format."""

import io
import re
import zipfile
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from pptx import Presentation

from dsa_sim.language import Language
from dsa_sim.language.register_case import new_from_register
from dsa_sim.law import law_version
from dsa_sim.law.register import register
from dsa_sim.model.case import Case
from dsa_sim.model.edits import change
from dsa_sim.report.briefing.document import compared_of, make_briefing
from dsa_sim.report.charts.catalogue import native_chart
from dsa_sim.report.writers import office
from dsa_sim.report.writers.export import export_briefing
from dsa_sim.report.writers.formats import Wanted
from dsa_sim.report.writers.memorandum import write_memorandum
from dsa_sim.report.writers.pdf import write_pdf
from dsa_sim.report.writers.slides import write_slides
from dsa_sim.report.writers.workbook import write_workbook
from dsa_sim.storage import read_case

KEYS = [entry.key for entry in register().services]
FILES = sorted((Path(__file__).parents[1] / "cases").glob("*.dsacase"))
LANG = Language("de")
# 0,1000000000000000055: more digits than a person reads.
LONG = re.compile(r"\d[.,]\d{7,}")


@cache
def case_of(key: str) -> Case:
    made = new_from_register(key, LANG, as_of=date.fromisoformat(law_version()))
    return change(made, "case", trials=1000)


def export_all(case: Case, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Write a briefing, made once, in every format; give the slides back."""
    # The same pictures, in fewer dots: half of the time of a memorandum is packing them.
    monkeypatch.setattr(office, "_DPI", 30)
    briefing = make_briefing(case, scenario=None, lang=LANG)
    assert write_pdf(briefing).startswith(b"%PDF")
    assert len(write_memorandum(briefing)) > 10_000
    assert len(write_workbook(briefing, case, compared_of(case, None))) > 5_000
    return write_slides(briefing)


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_every_entry_of_the_register_is_exported(key, monkeypatch, tmp_path) -> None:
    slides = tmp_path / "slides.pptx"
    slides.write_bytes(export_all(case_of(key), monkeypatch))
    require_readable_categories(slides)


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=[f.stem for f in FILES])
def test_every_small_case_is_exported(file, monkeypatch, tmp_path) -> None:
    slides = tmp_path / "slides.pptx"
    case = change(read_case(file).case, "case", trials=1000)
    slides.write_bytes(export_all(case, monkeypatch))
    require_readable_categories(slides)


@pytest.mark.parametrize("key", KEYS)
def test_every_entry_is_exported_without_names(key, tmp_path) -> None:
    """The search for hidden names takes none of the program's own words for one."""
    hidden = frozenset({"names", "notes", "reasons"})
    path = tmp_path / "out.xlsx"
    export_briefing(case_of(key), path, Wanted(scenario=None, lang=LANG, hidden=hidden))
    name = register().entry(key).name
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/sharedStrings.xml").decode()
    assert not re.search(rf"\b{re.escape(name)}", text)


def require_readable_categories(slides: Path) -> None:
    with zipfile.ZipFile(slides) as archive:
        charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]
    for chart in charts:
        for names in re.findall(r"<c:cat>.*?</c:cat>", chart, re.DOTALL):
            assert not LONG.search(names)


def test_a_chart_without_data_is_a_slide_that_says_why() -> None:
    case = case_of("xnxx")
    briefing = make_briefing(case, scenario=None, lang=Language("en"))
    empty = [
        block
        for section in briefing.sections
        for block in section.blocks
        if hasattr(block, "data") and (made := native_chart(block.data, LANG)) and made.is_empty
    ]
    assert empty
    shown = Presentation(io.BytesIO(write_slides(briefing)))
    titled = [s for s in shown.slides if s.shapes.title.text_frame.text == empty[0].message]
    assert "no value can be computed yet" in " ".join(
        shape.text_frame.text for shape in titled[0].shapes if shape.has_text_frame
    )
