"""Copied charts stand by themselves: title, case, date and caveat; their values are numbers."""

from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from dsa_sim.ui.chart_copying import foot_of


@pytest.fixture
def page(open_window, qtbot):
    window = open_window("exposure")
    qtbot.waitUntil(lambda: window.page.chart.view is not None, timeout=60_000)
    return window.page


def test_a_copied_picture_says_what_it_is(page) -> None:
    page.chart.ask("copied picture")
    data = QGuiApplication.clipboard().mimeData()
    picture = QImage(data.imageData())
    assert picture.dotsPerMeterX() == round(300 / 0.0254)
    assert picture.width() == round(7.0 * 300)
    drawing = bytes(data.data("image/svg+xml").data())
    root = ET.fromstring(drawing)
    texts = " ".join("".join(t.itertext()) for t in root.findall("{*}text"))
    assert texts == foot_of(page.lang, page.context.case)
    assert page.context.case.title in texts
    assert page.chart.view.title or "svg" in root.tag


def test_the_foot_is_below_the_chart_and_not_empty(page) -> None:
    page.chart.ask("copied picture")
    picture = QImage(QGuiApplication.clipboard().mimeData().imageData())
    foot = [
        picture.pixelColor(x, y).lightness()
        for y in range(picture.height() - 60, picture.height() - 10, 2)
        for x in range(0, picture.width() // 2, 2)
    ]
    assert min(foot) < 120 < 250 <= max(foot)


def test_copied_values_are_numbers_and_a_table_to_read(page) -> None:
    page.chart.ask("copied data")
    data = QGuiApplication.clipboard().mimeData()
    assert data.html().startswith("<table") or "<table" in data.html()
    head, *lines = data.text().splitlines()
    assert len(lines) == len(page.chart.view.rows) - 1
    assert len(head.split("\t")) == len(page.chart.view.rows[0])
    numbers = [cell for line in lines for cell in line.split("\t")]
    assert any(cell.replace(".", "", 1).isdigit() for cell in numbers)
    assert not any(cell.startswith("€") for cell in numbers)
