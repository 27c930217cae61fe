"""The guide through a first case, and what every term means."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from dsa_sim.language import Language
from dsa_sim.language.glossary import GLOSSARY, explanation, term
from dsa_sim.model.case import StartingAmount
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.ui.dialogs.find_entries import found
from dsa_sim.ui.dialogs.guide import STEPS
from dsa_sim.ui.dialogs.terms import TermsDialog
from tests.ui.conftest import commands_of

LANG = Language("en")


@pytest.fixture
def window(open_window):
    return open_window(example=False)


def test_a_new_case_is_guided_from_page_to_page(window) -> None:
    window.files.new_blank()
    guide = window.guide
    assert guide.isVisible()
    seen = []
    for _ in STEPS:
        seen.append(window.page_name)
        guide.next.click()
    assert seen == [step.page for step in STEPS]
    assert not guide.isVisible()
    assert window.settings.chosen("guide") == "off"
    window.files.new_blank()
    assert not guide.isVisible()


def test_the_guide_can_be_skipped_and_asked_for_again(window) -> None:
    window.files.new_blank()
    window.guide.skip.click()
    assert not window.guide.isVisible()
    action = next(a for a in commands_of(window).offered if a.text() == "Guide through a case")
    action.trigger()
    assert window.guide.isVisible()
    assert window.page_name == "provider"


def test_a_step_that_is_done_is_ticked(window) -> None:
    window.files.new_from_register("temu")
    window.guide.next.click()
    window.show_page("provider")
    assert window.guide.step.page == "infringements"
    assert "✓" not in window.guide.title.text()
    first = window.document.case.infringements[0].id
    start = StartingAmount(unit="turnover_share", estimate=exactly("0.01"))
    window.context.apply("Edit", partial(change, identifier=first, chance=exactly(1), start=start))
    assert "✓" in window.guide.title.text()


def test_a_case_of_the_register_is_offered_the_guide_above_its_summary(window) -> None:
    window.files.new_from_register("temu")
    assert window.page_name == "summary"
    assert window.guide.isVisible()
    window.guide.next.click()
    assert window.page_name == "infringements"
    window.guide.next.click()
    assert window.page_name == "scenarios"


def test_the_example_and_saved_cases_are_not_guided(window, tmp_path) -> None:
    window.files.open_example()
    assert not window.guide.isVisible()
    window.files.new_blank()
    window.files.save_to(tmp_path / "a.dsacase")
    window.files.open_path(tmp_path / "a.dsacase")
    assert not window.guide.isVisible()


def test_every_term_is_listed_and_searched(qtbot) -> None:
    dialog = TermsDialog(LANG)
    qtbot.addWidget(dialog)
    assert dialog.table.rowCount() == len(GLOSSARY)
    dialog.line.setText("19 in 20")
    assert [dialog.table.item(n, 0).text() for n in range(dialog.table.rowCount())] == [
        term(LANG, "p95")
    ]


def test_terms_are_found_in_the_command_box(window) -> None:
    assert ("Gravity", "Term") in [(e.title, e.kind) for e in found(commands_of(window), "gravity")]


def test_a_label_that_is_a_term_says_what_it_means(window) -> None:
    window.files.open_example()
    window.show_page("exposure")
    tips = {label.text(): label.toolTip() for label in window.page.findChildren(QLabel)}
    assert tips["Statutory maximum"] == explanation(LANG, "maximum")


def test_a_figure_and_the_headline_lead_to_what_stands_behind_them(window) -> None:
    window.files.open_example()
    figure = window.page.figures.maximum
    figure.setFocus()
    QTest.keyClick(figure, Qt.Key.Key_Return)
    assert window.page_name == "worksheet"
    window.header.headline.linkActivated.emit("page:exposure")
    assert window.page_name == "exposure"
    assert 'href="worksheet:"' in window.header.headline.text()
    window.header.headline.linkActivated.emit("worksheet:")
    assert window.page_name == "worksheet"
