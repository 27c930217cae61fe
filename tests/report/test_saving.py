"""Single charts as files: PDF, SVG, PNG, the same bytes each time and nothing hidden in them."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from dsa_sim.language import Language
from dsa_sim.model.assessment import Assessment
from dsa_sim.report.charts.chart_data import comparison_data
from dsa_sim.report.charts.figures import Chart, draw
from dsa_sim.report.charts.picture_files import ENDINGS, UnknownEndingError, chart_bytes, save_chart


def chart(assessments: tuple[Assessment, ...], lang: Language) -> Chart:
    data = comparison_data(assessments, lang)
    return draw(data, lang=lang, look="print", size_inches=(6, 4))


def test_a_pdf_has_its_text_and_fonts(assessments: tuple[Assessment, ...], tmp_path: Path) -> None:
    path = tmp_path / "chart.pdf"
    save_chart(chart(assessments, Language("en")), path)
    reader = PdfReader(path)
    assert "Segment turnover only" in reader.pages[0].extract_text()
    fonts = [f.get_object() for f in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descendant = (
            font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        )
        assert "/FontFile2" in descendant["/FontDescriptor"].get_object()
    assert reader.metadata is not None
    assert set(reader.metadata) <= {"/Title"}


def test_an_svg_is_whole_in_itself(assessments: tuple[Assessment, ...]) -> None:
    drawn = chart_bytes(chart(assessments, Language("en")), ".svg").decode()
    assert "<text" not in drawn
    assert "font-family" not in drawn
    assert "<title>Scenarios against the 6\N{NO-BREAK SPACE}% maximum</title>" in drawn
    assert "Segment turnover only" in drawn
    assert "matplotlib" not in drawn.lower()
    assert "<dc:date>" not in drawn


def test_a_png_is_fine_enough_for_print(assessments: tuple[Assessment, ...]) -> None:
    picture = Image.open(io.BytesIO(chart_bytes(chart(assessments, Language("en")), ".png")))
    assert picture.size == (1800, 1200)
    assert set(picture.info) <= {"Title", "dpi"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_chart_gives_the_same_bytes(
    assessments: tuple[Assessment, ...], ending: str, lang: Language
) -> None:
    one = chart_bytes(chart(assessments, lang), ending)
    assert one == chart_bytes(chart(assessments, lang), ending)
    assert str(Path.home()).encode() not in one


def test_an_ending_is_refused_by_name(assessments: tuple[Assessment, ...], tmp_path: Path) -> None:
    with pytest.raises(UnknownEndingError, match=r"\.docx"):
        save_chart(chart(assessments, Language("en")), tmp_path / "chart.docx")
    assert not list(tmp_path.iterdir())


def test_an_ending_in_capitals_is_known(
    assessments: tuple[Assessment, ...], tmp_path: Path
) -> None:
    save_chart(chart(assessments, Language("en")), tmp_path / "CHART.PNG")
    assert (tmp_path / "CHART.PNG").read_bytes().startswith(b"\x89PNG")
