"""The command box finds everything by its name; a presentation shows charts and nothing private."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from shiboken6 import isValid

from dsa_sim.language import Language, formats
from dsa_sim.language.glossary import GLOSSARY, term
from dsa_sim.ui.dialogs.find_box import FindBox
from dsa_sim.ui.dialogs.find_entries import entries, found, synonyms
from dsa_sim.ui.presenting import Presentation
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from tests.ui.conftest import commands_of

LANG = Language("en")
GLOSSARY_NAMES = [term(LANG, code) for code in GLOSSARY]


@pytest.fixture
def window(open_window):
    return open_window()


def titles(window, query: str) -> list[tuple[str, str]]:
    return [(e.title, e.kind) for e in found(commands_of(window), query)]


@pytest.mark.parametrize(
    ("query", "title", "kind"),
    [
        ("what drives", "What drives it", "Page"),
        ("save as", "Save as…", "Command"),
        ("traceability", "Traceability of traders", "Alleged infringement"),
        ("segment", "Segment turnover only", "Scenario"),
        ("wikipedia", "Wikipedia", "New from the register"),
    ],
)
def test_everything_is_found_by_its_name(window, query: str, title: str, kind: str) -> None:
    assert (title, kind) in titles(window, query)


def test_provisions_are_found_by_number_and_word(window) -> None:
    for query in ("34", "dark patterns"):
        assert any(kind == "Provision" for _, kind in titles(window, query))


def test_nothing_is_found_for_what_is_not_there(window) -> None:
    assert found(commands_of(window), "xyzzy") == ()


def test_enter_goes_there_and_arrows_choose(qtbot, window) -> None:
    box = FindBox(commands_of(window))
    box.open()
    qtbot.keyClicks(box.line, "worksheet")
    qtbot.keyClick(box.line, Qt.Key.Key_Return)
    assert window.page_name == "worksheet"
    box = FindBox(commands_of(window))
    box.open()
    qtbot.keyClicks(box.line, "pe")
    assert box.list.count() > 1
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    assert box.list.currentRow() == 1
    qtbot.keyClick(box.line, Qt.Key.Key_Up)
    assert box.list.currentRow() == 0
    box.close()


def test_a_provision_leads_to_what_alleges_it(window) -> None:
    entry = next(e for e in found(commands_of(window), "30") if e.kind == "Provision")
    entry.go()
    assert window.page_name == "infringements"
    assert window.page.search.text() == "30"


def test_before_a_case_is_open_only_what_makes_sense_is_offered(qtbot, tmp_path) -> None:
    made = Program(LANG, settings=Settings(tmp_path / "s.ini")).window
    qtbot.addWidget(made)
    kinds = {kind for _, kind in titles(made, "")}
    assert kinds == {"Command", "New from the register", "Term"}
    assert ("Save", "Command") not in titles(made, "")


@pytest.fixture
def slides(qtbot, window):
    window.context.runner.wait()
    made = Presentation(window.context, window)
    made.resize(1280, 720)
    made.show()
    made.show_slide()
    yield made
    if isValid(made):
        made.close()


def press(slides: Presentation, key: Qt.Key) -> None:
    QTest.keyClick(slides, key)


def test_keys_turn_the_slides_and_stop_at_the_ends(slides) -> None:
    first = slides.chart.view.name
    press(slides, Qt.Key.Key_Left)
    assert slides.number == 0
    press(slides, Qt.Key.Key_PageDown)
    assert slides.chart.view.name != first
    press(slides, Qt.Key.Key_End)
    last = slides.number
    press(slides, Qt.Key.Key_Space)
    assert slides.number == last == len(slides.slides()) - 1
    assert slides.count.text() == f"{last + 1} / {last + 1}"


def test_a_digit_changes_the_scenario_live(window, slides) -> None:
    before = slides.figures.text()
    press(slides, Qt.Key.Key_1)
    assert window.document.scenario == window.document.case.scenarios[0].id
    window.context.runner.wait()
    assert slides.scenario.text() == window.document.case.scenarios[0].title
    assert slides.figures.text() != before
    press(slides, Qt.Key.Key_0)
    assert window.document.scenario is None


def test_the_figures_of_a_slide_are_no_links(window, slides) -> None:
    assert "href" in window.header.headline.text()
    assert "<b>" in slides.figures.text()
    assert "href" not in slides.figures.text()


def test_the_mark_stays_in_sight_and_reasons_do_not_appear(window, slides) -> None:
    assert slides.foot.text().startswith("Confidential")
    said = " ".join(
        part.text() for part in (slides.title, slides.scenario, slides.figures, slides.foot)
    )
    reasons = [i.chance_note.reason for i in window.document.case.infringements]
    assert reasons
    assert not any(reason and reason in said for reason in reasons)


def test_escape_ends_it(qtbot, slides) -> None:
    press(slides, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(slides))


def test_the_summary_is_a_dated_paragraph_with_its_caveat(window) -> None:
    window.context.runner.wait()
    commands_of(window).copy_summary()
    text = QGuiApplication.clipboard().text()
    exposure = window.context.exposure(None)
    assert text.startswith("As of 6 October 2026, “AliExpress")
    for amount in (exposure.mean_eur, exposure.quantile_eur(0.95)):
        assert formats.amount(LANG, amount) in text
    assert "no forecast and no legal advice" in text
    assert "\n" not in text
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<table" in html
    assert formats.amount(LANG, exposure.quantile_eur(0.95)) in html


def test_the_summary_of_an_empty_case_claims_nothing(window) -> None:
    window.files.new_blank()
    commands_of(window).copy_summary()
    assert "nothing is alleged yet" in QGuiApplication.clipboard().text()
    assert "<table" not in QGuiApplication.clipboard().mimeData().html()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("fiscal year", "Provider and turnover"),
        ("exercice", "Provider and turnover"),
        ("Geschäftsjahr", "Provider and turnover"),
        ("currency", "Provider and turnover"),
        ("devise", "Provider and turnover"),
        ("Währung", "Provider and turnover"),
        ("export pdf", "Export the briefing…"),
        ("imprimer", "Export the briefing…"),
        ("drucken", "Export the briefing…"),
        ("cap", "Statutory maximum"),
        ("plafond", "Statutory maximum"),
        ("Obergrenze", "Statutory maximum"),
        ("fine", "Exposure"),
        ("amende", "Exposure"),
        ("Geldbuße", "Exposure"),
        ("appeal", "Alleged infringements"),
        ("recours", "Alleged infringements"),
        ("Klage", "Alleged infringements"),
        ("password", "Lock with a passphrase…"),
        ("tornado", "What drives it"),
        ("prescription", "Proceedings and deadlines"),
        ("Verjährung", "Proceedings and deadlines"),
    ],
)
def test_people_find_things_by_their_own_words(window, query: str, title: str) -> None:
    assert title in [name for name, _ in titles(window, query)[:3]]


def test_other_words_belong_to_things_that_are_there(window) -> None:
    known = {entry.title for entry in entries(commands_of(window))} | set(GLOSSARY_NAMES)
    assert set(synonyms(LANG)) <= known


def test_inputs_of_the_case_are_found(window) -> None:
    (entry,) = [e for e in found(commands_of(window), "common severity") if e.kind == "Input"]
    entry.go()
    assert window.page_name == "methods"
