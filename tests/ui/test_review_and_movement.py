"""Who made and reviewed a judgement, and what moved since a briefing left the program."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.judgements import judgements
from dsa_sim.storage import read_case
from dsa_sim.storage.briefed import MOST, case_of, with_briefed

TODAY = date.today()  # noqa: DTZ011 - as the program does


@pytest.fixture
def window(open_window):
    window = open_window(person="C. Roux")
    window.context.folds.toggle("commitments")
    return window


def of(case, target):
    return next(j for j in judgements(case) if j.target == target)


def test_selected_judgements_are_signed_and_the_list_shows_what_is_left(window) -> None:
    window.show_page("review")
    page = window.page
    total = len(judgements(window.document.case))
    assert f"{total} of {total}" in page.count.text()
    assert not page.review.isEnabled()
    page.table.selectRow(0)
    assert page.review.isEnabled()
    page.sign_review("B. Miller")
    signed = of(window.document.case, "provider.turnover_scope").signoff
    assert (signed.reviewer, signed.reviewed_on) == ("B. Miller", TODAY)
    assert f"{total - 1} of {total}" in page.count.text()
    page.open_only.setChecked(True)
    assert len(page._rows) == total - 1
    window.document.undo()
    assert len(page._rows) == total


def test_undoing_a_review_leads_to_the_list(window) -> None:
    window.show_page("review")
    window.page.table.selectRow(0)
    window.page.sign_review("B. Miller")
    window.show_page("exposure")
    window.document.undo()
    assert window.page_name == "review"


def test_a_changed_value_is_signed_by_the_person_and_open_again(window) -> None:
    window.show_page("review")
    page = window.page
    page.table.selectAll()
    page.sign_review("B. Miller")
    assert page.count.text() == "Every judgement is reviewed."
    window.context.apply("edit", lambda c: change(c, "traders", chance=exactly("0.9")))
    signed = of(window.document.case, "traders.chance").signoff
    assert (signed.author, signed.made_on, signed.reviewer) == ("C. Roux", TODAY, "")
    assert page.count.text().startswith("1 of ")
    page.table.selectAll()
    page.take_back()
    assert not any(j.is_reviewed for j in judgements(window.document.case))


def test_a_row_leads_to_the_place_of_the_judgement(window) -> None:
    window.show_page("review")
    page = window.page
    names = [row.judgement.target for row in page._rows.values()]
    page.table.selectRow(names.index("traders.chance"))
    page.table.doubleClicked.emit(page.table.currentIndex())
    assert window.page_name == "infringements"


def settled(window):
    for _ in range(6):
        QApplication.processEvents()
        window.context.runner.wait()


def test_an_export_keeps_a_snapshot_and_the_page_tells_what_moved(window, tmp_path, qtbot) -> None:
    with qtbot.waitSignal(window.exporter.finished, timeout=120_000):
        window.exporter.write_briefing(tmp_path / "Board.pdf")
    (kept,) = window.document.case.briefed
    assert (kept.made_on, kept.what) == (TODAY, "Board.pdf")
    window.show_page("movement")
    page = window.page
    settled(window)
    assert page.said.text() == "Nothing has changed since."
    window.context.apply("edit", lambda c: change(c, "illegal-products", chance=exactly("0.9")))
    settled(window)
    assert page.card.isVisible()
    rows = [row.texts for row in page.table.model().rows]
    assert rows[0][0].endswith("Chance of a finding")
    assert rows[0][1:4] == ("55\N{NO-BREAK SPACE}%", "90\N{NO-BREAK SPACE}%", "–")
    assert rows[0][4].startswith("+€")
    assert "It was" in page.expected.meaning.text()
    window.document.undo()
    window.document.undo()
    assert window.document.case.briefed == (kept,)
    settled(window)
    assert page.said.text() == "Nothing has changed since."


def test_two_changes_are_told_apart_whatever_their_order(window) -> None:
    window.show_page("movement")
    page = window.page
    page.keep()
    window.context.apply("edit", lambda c: change(c, "illegal-products", chance=exactly("0.9")))
    settled(window)
    assert not page.order.isVisible()
    window.context.apply("edit", lambda c: change(c, "traders", chance=exactly("0.9")))
    settled(window)
    assert page.order.isVisible()
    assert "in whatever order" in page.order.text()


def test_a_snapshot_survives_saving_and_holds_no_earlier_ones(window, tmp_path) -> None:
    window.show_page("movement")
    for n in range(3):
        window.context.apply("edit", lambda c, n=n: change(c, "case", title=f"Title {n}"))
        window.page.keep()
    window.files.save_to(tmp_path / "kept.dsacase")
    case = read_case(tmp_path / "kept.dsacase").case
    assert [case_of(b).title for b in case.briefed] == ["Title 0", "Title 1", "Title 2"]
    assert all(case_of(b).briefed == () for b in case.briefed)


def test_the_oldest_snapshot_goes_when_there_are_too_many(window) -> None:
    case = window.document.case
    for n in range(MOST + 3):
        case = with_briefed(case, case, what=f"n{n}", on=TODAY)
    assert [b.what for b in case.briefed] == [f"n{n}" for n in range(3, MOST + 3)]


def test_a_damaged_snapshot_is_told_and_harms_nothing(window) -> None:
    import msgspec

    case = with_briefed(window.document.case, window.document.case, what="x", on=TODAY)
    broken = msgspec.structs.replace(case.briefed[0], case="{")
    window.context.apply("edit", lambda c: msgspec.structs.replace(c, briefed=(broken,)))
    window.show_page("movement")
    settled(window)
    assert "cut off" in window.page.said.text() or "cannot" in window.page.said.text()
