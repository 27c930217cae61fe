"""The page Exposure in the real window: figures, lines, classes, and what is missing."""

import threading
import time
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from dsa_sim.language import Language, formats
from dsa_sim.model.accounting import provision_view
from dsa_sim.model.case import Outcomes, StartingAmount
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.outcome_tree import outcome_tree
from dsa_sim.model.simulation import simulate
from dsa_sim.ui import exposures
from dsa_sim.ui.document import Place
from dsa_sim.ui.program import Program
from dsa_sim.ui.settings import Settings
from tests.ui.conftest import PATIENCE

LANG = Language("en")
TRIALS = 131_072


@pytest.fixture
def window(qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    program = Program(Language("en"), settings=Settings(tmp_path / "s.ini"), look="light")
    made = program.window
    qtbot.addWidget(made)
    made.show()
    made.files.open_example()
    small = msgspec.structs.replace(made.document.case, trials=TRIALS)
    made.document.replace(small, Place())
    made.show_page("exposure")
    settle(made, qtbot)
    yield made
    made.document.mark_saved(made.document.place)


def settle(window, qtbot):
    """Wait for the full run, and for the tables that follow it."""
    shown = window.context.exposures
    later = getattr(window.page, "_later", None)

    def is_settled():
        waits = shown.is_recalculating(window.document.scenario)
        return not (waits or (later is not None and later.isActive()))

    qtbot.waitUntil(is_settled)
    QApplication.processEvents()


def edit(window, identifier, **changes):
    window.document.apply("edit", lambda case: change(case, identifier, **changes))


def share_column(window):
    table = window.page.infringements.table
    return [table.model().index(row, 6).data() for row in range(table.model().rowCount())]


def test_the_figures_are_those_of_the_simulation(window):
    exposure = simulate(window.document.case)
    figures = window.page.figures
    shown = {
        figures.expected: formats.amount(LANG, exposure.mean_eur),
        figures.paid: formats.amount(LANG, exposure.paid_quantile_eur(0.5)),
        figures.severe: formats.amount(LANG, exposure.quantile_eur(0.95)),
        figures.chance: formats.share(LANG, exposure.chance_any_fine),
    }
    assert {figure: figure.figure.text() for figure in shown} == shown
    assert formats.exact_amount(LANG, exposure.mean_eur) in figures.expected.toolTip()
    headline = window.header.headline.text()
    assert all(text in headline for f, text in shown.items() if f is not figures.paid)
    assert "7.46" in headline
    assert "131,072 trials" in window.page.notes.behind.text()


def test_the_headline_stays_on_every_page_and_speaks_of_the_base_case(window, qtbot):
    window.document.show_scenario("all-upheld")
    settle(window, qtbot)
    expected = formats.amount(LANG, simulate(window.document.case).mean_eur)
    other = formats.amount(LANG, simulate(window.document.case, "all-upheld").mean_eur)
    assert other in window.header.headline.text()
    assert other == window.page.figures.expected.figure.text()
    window.show_page("provider")
    settle(window, qtbot)
    assert expected in window.header.headline.text()


def test_a_first_picture_comes_with_the_edit_and_the_full_run_behind_it(window, qtbot, monkeypatch):
    # However slow the machine is.
    monkeypatch.setattr(exposures, "QUICK_SECONDS", 60.0)
    before = window.page.figures.expected.figure.text()
    year = next(y for y in window.document.case.financial_years if y.id == "group-2026")
    edit(window, "group-2026", revenue=year.revenue * 2)
    first = window.page.figures.expected.figure.text()
    assert first != before
    assert window.context.exposure(None).trials == exposures.QUICK_TRIALS
    assert "recalculating" in window.page.notes.behind.text()
    assert "recalculating" in window.header.headline.text()
    settle(window, qtbot)
    assert window.context.exposure(None).trials == TRIALS
    assert "recalculating" not in window.page.notes.behind.text()
    assert "recalculating" not in window.header.headline.text()
    assert window.page.figures.expected.figure.text() == formats.amount(
        LANG, simulate(window.document.case).mean_eur
    )


def test_a_slow_case_keeps_its_last_picture_until_the_worker_answers(window, qtbot, monkeypatch):
    monkeypatch.setattr(exposures, "QUICK_SECONDS", 0.0)
    before = window.page.figures.expected.figure.text()
    year = next(y for y in window.document.case.financial_years if y.id == "group-2026")
    edit(window, "group-2026", revenue=year.revenue * 3)
    assert window.page.figures.expected.figure.text() == before
    assert "recalculating" in window.header.headline.text()
    settle(window, qtbot)
    assert window.page.figures.expected.figure.text() == formats.amount(
        LANG, simulate(window.document.case).mean_eur
    )


def test_a_large_case_appears_before_its_first_run(window, qtbot):
    case = window.document.case
    many = tuple(
        msgspec.structs.replace(case.infringements[0], id=f"n{n}", title=f"Allegation {n}")
        for n in range(exposures.SURELY_QUICK + 1)
    )
    seen = window.context
    seen.exposures.forget()
    large = msgspec.structs.replace(case, infringements=many, scenarios=(), trials=1000)
    window.document.replace(large, Place())
    assert seen.exposure(None) is None
    assert seen.exposures.is_recalculating(None)
    qtbot.waitUntil(lambda: seen.exposure(None) is not None)


def test_beside_the_scenario_in_view_maxima_wait_with_their_exposures(window, qtbot, monkeypatch):
    monkeypatch.setattr(exposures, "QUICK_SECONDS", 60.0)
    seen, before = window.context, window.document.case
    names = [s.id for s in before.scenarios]

    def are_known():
        return not any(seen.exposures.is_recalculating(name) for name in names)

    qtbot.waitUntil(are_known)
    year = next(y for y in before.financial_years if y.id == "group-2026")
    edit(window, "group-2026", revenue=year.revenue * 2)
    now = window.document.case
    shown = {a.scenario and a.scenario.id: a.case for a in seen.exposed_assessments()}
    assert shown.keys() == {None, *names}
    assert [shown[None].financial_years, shown["all-upheld"].financial_years] == [
        now.financial_years, before.financial_years,
    ]  # fmt: skip
    qtbot.waitUntil(are_known)
    assert {a.case.financial_years for a in seen.exposed_assessments()} == {now.financial_years}


def test_the_charts_show_the_exposure(window):
    page = window.page
    for chart in (page.exceedance, page.distribution):
        chart.draw_now()
        assert chart.chart.rows == chart.view.rows
    expected = formats.exact_amount(LANG, simulate(window.document.case).mean_eur)
    assert any(expected in row for row in page.exceedance.view.rows)


def test_shares_of_the_expected_amount_name_what_brings_it(window):
    exposure = simulate(window.document.case)
    parts = dict(exposure.contributions_eur)
    shares = share_column(window)
    assert shares == [
        formats.share(LANG, parts[i.id] / exposure.mean_eur)
        for i in window.document.case.infringements
    ]
    assert sum(parts.values()) == pytest.approx(exposure.mean_eur)


def test_what_is_not_modelled_is_named_and_leads_to_its_place(window, qtbot):
    for strand in window.document.case.strands:
        edit(window, strand.id, outcomes=Outcomes())
    first, second = window.document.case.infringements[:2]
    edit(window, first.id, chance=None)
    edit(window, second.id, start=None)
    settle(window, qtbot)
    notes = window.page.notes
    live = len(window.context.base().coverage.live)
    said = f"2 of {live} live allegations have no amount or no chance yet: not included"
    assert notes.trouble.text().startswith(said)
    assert said in window.header.headline.text()
    assert share_column(window)[:2] == ["–", "–"]
    targets = []
    notes.place_asked.connect(targets.append)
    buttons = {b.text(): b for b in notes.findChildren(QPushButton) if b.isVisible()}
    buttons[second.title].click()
    assert targets == [f"{second.id}.start"]
    assert window.page_name == "infringements"


def test_where_nothing_is_modelled_no_zero_is_shown_as_expected(window, qtbot):
    for alleged in window.document.case.infringements:
        edit(window, alleged.id, chance=None)
    settle(window, qtbot)
    assert window.page.figures.expected.figure.text() == "–"
    assert not window.page.exceedance.isVisible()
    headline = window.header.headline.text()
    assert "if all is fined" in headline
    assert "expected" not in headline
    assert window.page.provision.verdict.text() == "Nothing is modelled yet."


def test_where_nothing_can_be_simulated_the_reason_is_shown(window, qtbot):
    edit(window, "case", financial_years=())
    settle(window, qtbot)
    notes = window.page.notes
    assert "financial year" in notes.trouble.text().lower()
    assert window.page.figures.expected.figure.text() == "–"
    assert not window.page.exceedance.isVisible()
    assert "not computable yet" in window.header.headline.text()
    window.document.undo()
    window.show_page("exposure")
    settle(window, qtbot)
    assert window.page.exceedance.isVisible()
    assert not notes.trouble.isVisible()


def test_reserve_and_tolerance_are_lines_to_undo(window, qtbot):
    lines = window.page.lines
    lines.reserve.line.setText("€ 300m")
    lines.reserve.line.textEdited.emit("€ 300m")
    lines.reserve.line.editingFinished.emit()
    assert window.document.case.reserve_eur == Decimal(300_000_000)
    settle(window, qtbot)
    chance = simulate(window.document.case).chance_above(300_000_000.0)
    assert formats.share(LANG, chance) in lines._above["reserve_eur"].text()
    assert any(line.name == "reserve" for line in window.page.exceedance.view.data.lines)
    window.show_page("provider")
    window.document.undo()
    assert window.document.case.reserve_eur is None
    assert window.page_name == "exposure"
    lines.tolerance.line.setText("much")
    lines.tolerance.line.textEdited.emit("much")
    assert lines.tolerance.is_wrong
    assert window.document.case.tolerance_eur is None


def test_the_provision_view_follows_the_classes_of_the_user(window, qtbot):
    card = window.page.provision
    assert card.verdict.text().startswith("Probable")
    field = card.fields["probable"]
    field.line.setText("80 %")
    field.line.textEdited.emit("80 %")
    field.line.editingFinished.emit()
    settle(window, qtbot)
    assert window.document.case.provision_classes.probable == Decimal("0.8")
    assert card.verdict.text().startswith("Possible")
    card.fields["best_estimate"].edited.emit("expected")
    settle(window, qtbot)
    exposure = simulate(window.document.case)
    view = provision_view(exposure, window.document.case.provision_classes)
    assert view.best_estimate_eur == exposure.mean_eur
    assert formats.amount(LANG, exposure.mean_eur) in card.estimate.text()
    assert all(formats.amount(LANG, eur) in card.range.text() for eur in view.range_eur)
    remote = card.fields["remote"]
    remote.line.setText("90 %")
    remote.line.textEdited.emit("90 %")
    assert remote.is_wrong
    assert window.document.case.provision_classes.remote == Decimal("0.1")


def test_a_maximum_that_binds_is_said_with_its_chance(window, qtbot):
    start = StartingAmount(unit="turnover_share", estimate=exactly("0.2"))
    edit(window, "illegal-products", start=start)
    settle(window, qtbot)
    exposure = simulate(window.document.case)
    assert exposure.chance_maximum_binds > 0
    share = formats.share(LANG, exposure.chance_maximum_binds)
    assert f"binds in {share} of outcomes" in window.page.figures.maximum.meaning.text()


def test_closing_the_window_ends_the_worker(window):
    begun, ended = threading.Event(), threading.Event()

    def polling(cancelled):
        begun.set()
        while not cancelled():
            time.sleep(0.001)
        ended.set()

    window.context.runner.ask("long", polling)
    # What has not begun when the window closes never runs.
    assert begun.wait(PATIENCE / 1000)
    window.document.mark_saved(window.document.place)
    assert window.close()
    assert ended.wait(PATIENCE / 1000)


def tree_of(window, qtbot, strand):
    """The card of outcomes once it shows the tree of the case as it is now."""
    card = window.page.outcomes
    case = window.document.case
    expected = outcome_tree(case, strand)

    def is_shown():
        view = card.chart.view
        return view is not None and view.data.found.tree == expected.tree

    qtbot.waitUntil(is_shown)
    return card


def test_the_outcomes_of_a_strand_follow_the_case(window, qtbot):
    first, second = window.document.case.strands
    card = tree_of(window, qtbot, first.id)
    assert card.isVisible()
    assert not card.strand.isVisible()
    assert first.title in card.title.text()
    assert card.chart.caption.text().startswith("A decision is certain.")
    alleged = window.document.case.infringements_of(first.id)[0]
    edit(window, alleged.id, chance=exactly("0.9"))
    tree_of(window, qtbot, first.id)
    edit(window, second.id, outcomes=Outcomes())
    for other in window.document.case.infringements_of(second.id):
        edit(window, other.id, chance=exactly("0.5"), start=alleged.start)
    settle(window, qtbot)
    qtbot.waitUntil(card.strand.isVisible)
    card._choose(second.id)
    tree_of(window, qtbot, second.id)
    for strand in (first, second):
        closed = Outcomes(closed=Decimal(1), decision=Decimal(0))
        edit(window, strand.id, outcomes=closed)
    qtbot.waitUntil(card.isHidden)


def test_a_blank_case_has_no_outcomes_to_show(open_window):
    window = open_window("exposure")
    window.files.new_blank()
    window.show_page("exposure")
    window.context.runner.wait()
    assert window.page.outcomes.isHidden()
