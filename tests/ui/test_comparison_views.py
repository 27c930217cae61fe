"""What is known of every scenario: results under the matrix, bars, and the exposure by date."""

import pytest

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language, formats
from dsa_sim.model.assessment import assess
from dsa_sim.model.by_decision_date import by_decision_date
from dsa_sim.model.simulation import simulate
from dsa_sim.storage import read_case
from dsa_sim.ui.pages.scenarios.results import result_rows

LANG = Language("en")


@pytest.fixture
def window(open_window):
    return open_window(size=(1400, 900))


def settle(qtbot, window) -> None:
    def full() -> None:
        window.context.runner.wait()
        names = [None, *(s.id for s in window.document.case.scenarios)]
        assert not any(window.context.exposures.is_recalculating(n) for n in names)

    qtbot.waitUntil(full)


def test_the_results_of_all_scenarios_arrive_under_the_matrix(qtbot, window) -> None:
    window.show_page("scenarios")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: len(window.context.exposures.known()) == 4)
    case = window.document.case
    table = window._pages["scenarios"]._results
    row = 0
    base, first = (simulate(case, name) for name in (None, case.scenarios[0].id))
    qtbot.waitUntil(lambda: "…" not in table.item(row, 3).text())
    assert table.item(row, 2).text() == formats.amount(LANG, base.mean_eur)
    shown = table.item(row, 3).text()
    assert shown.startswith(formats.amount(LANG, first.mean_eur))
    assert formats.signed_amount(LANG, first.mean_eur - base.mean_eur) in shown


def test_the_comparison_shows_what_is_expected_and_switches(qtbot, window) -> None:
    window.show_page("exposure")
    settle(qtbot, window)
    page = window._pages["exposure"]
    qtbot.waitUntil(lambda: not any(r.is_pending for r in page.chart.view.data.rows))
    case = window.document.case
    assert page.chart.view.data.measure == "expected"
    assert page.chart.view.data.rows[0].total_eur == pytest.approx(simulate(case).mean_eur)
    page._set_measure("if_fined")
    assert page.chart.view.data.measure == "if_fined"
    assert page.chart.view.data.rows[0].total_eur == assess(case).total_eur


def test_the_exposure_by_date_is_that_of_the_strand_chosen(qtbot, window) -> None:
    window.show_page("exposure")
    settle(qtbot, window)
    card = window._pages["exposure"].dates
    qtbot.waitUntil(lambda: card.chart.view is not None)
    case = window.document.case
    assert card.chart.view.data.found == by_decision_date(case, "risks")
    card._choose("commitments")
    qtbot.waitUntil(lambda: card.chart.view.data.found.strand.id == "commitments")


def test_what_is_not_known_yet_is_a_mark_not_a_number() -> None:
    case = read_case(asset_path("examples", "aliexpress.dsacase")).case
    shown = [assess(case), assess(case, case.scenarios[0].id)]
    rows = result_rows(LANG, shown, {"": simulate(case, trials=100)})
    assert rows[0].cells[1] == "…"
    assert rows[0].cells[0] != "…"
    refused = result_rows(LANG, shown, {"": None, case.scenarios[0].id: None})
    assert refused[0].cells == ("–", "–")


def test_two_scenarios_are_compared_in_words(qtbot, window) -> None:
    window.show_page("scenarios")
    page = window._pages["scenarios"]
    assert not page.differences.isVisible()
    page.comparing.setChecked(True)
    window.context.runner.wait()
    said = page.differences.said.text()
    assert "Chance of a finding: 100\u00a0% instead of 55\u00a0%" in said
    case = window.document.case
    segment = case.scenarios[1].id
    page.differences.second.edited.emit(segment)
    window.context.runner.wait()
    said = page.differences.said.text()
    assert "Its business segment instead of The whole group" in said
    moved = assess(case, segment).maximum_eur - assess(case).maximum_eur
    assert formats.signed_amount(LANG, moved) in said
    page.comparing.setChecked(False)
    assert not page.differences.isVisible()
