"""The page What drives it, through real widgets."""

from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import Qt

from dsa_sim.model.break_even import break_even
from dsa_sim.model.edits import change
from dsa_sim.model.estimate import exactly
from dsa_sim.model.sensitivity import tornado

LEFT = Qt.MouseButton.LeftButton
RISK = "Illegal products: assessing and mitigating the risk"


@pytest.fixture
def window(open_window):
    return open_window("drivers", size=(1440, 900))


def settle(window):
    # The tornado names the inputs of the grid: one answer asks for the next.
    for _ in range(3):
        window.context.runner.wait()


def type_into(field, text):
    field.line.setText(text)
    field.line.textEdited.emit(text)
    field.line.editingFinished.emit()


def choose(field, path):
    place = field._codes.index(path)
    field.setCurrentIndex(place)
    field.activated.emit(place)


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def rows(table):
    return [[plain(text) for text in row.texts] for row in table.model().rows]


def click_row(qtbot, table, row):
    place = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)


def chip(page, words):
    return next(b for b in page.results._buttons.values() if b.text() == words)


def test_the_page_asks_at_once_and_never_waits(window):
    page = window.page

    assert page.tornado.state.text() == "recalculating…"
    assert page.tornado.chart.view is None
    settle(window)
    assert page.tornado.state.text() == page.grid.state.text() == ""
    assert page.tornado.chart.view is not None
    assert page.grid.chart.view is not None


def test_the_table_is_the_tornado_of_the_model(window):
    settle(window)
    found = tornado(window.document.case)
    moving = [swing for swing in found.swings if swing.width]

    shown = rows(window.page.tornado.table)
    assert len(shown) == len(moving)
    assert shown[0] == [
        f"{RISK}: Chance of a finding", "0 %", "€ 0", "100 %", "€ 424 m", "€ 424 m",
    ]  # fmt: skip


def test_what_does_not_move_the_result_is_shown_on_request(window, qtbot):
    settle(window)
    card = window.page.tornado
    before = card.table.model().rowCount()

    assert card.more.text() == "Show the 12 inputs that do not move it"
    qtbot.mouseClick(card.more, LEFT)
    assert card.table.model().rowCount() == before + 12
    assert rows(card.table)[-1][-1] == "does not move it"
    assert not card.more.isVisible()


def test_a_row_leads_to_its_input(window, qtbot):
    settle(window)
    case = window.document.case
    asked = []
    window.context.place_asked.connect(asked.append)
    table = window.page.tornado.table
    paths = [s.input.path for s in tornado(case).swings if s.width]
    amount = next(n for n, path in enumerate(paths) if path.endswith(".start"))

    click_row(qtbot, table, amount)

    assert asked == [paths[amount].removesuffix(".estimate")]
    assert window.page_name == "infringements"
    assert window.page.chosen == paths[amount].partition(".")[0]


def test_another_result_is_chosen_by_a_chip(window, qtbot):
    settle(window)
    page = window.page
    first = rows(page.tornado.table)

    qtbot.mouseClick(chip(page, "P95"), LEFT)
    assert page.meaning.text() == "P95: at least 19 in 20 outcomes are no higher"
    # The last answer stays until the next is there.
    assert rows(page.tornado.table) == first
    assert page.tornado.state.text() == "recalculating…"
    settle(window)
    assert rows(page.tornado.table) != first
    assert page.grid.chart.view.data.result == "P95"

    qtbot.mouseClick(chip(page, "Chance of any fine"), LEFT)
    settle(window)
    assert rows(page.tornado.table)[0][2::2] == ["0 %", "100 %"]


def test_the_page_shows_the_scenario(window):
    settle(window)
    case = window.document.case
    upheld = next(s.id for s in case.scenarios if s.title == "All findings upheld")
    base = rows(window.page.tornado.table)

    window.document.show_scenario(upheld)
    settle(window)

    moving = [s for s in tornado(case, upheld).swings if s.width]
    shown = rows(window.page.tornado.table)
    assert len(shown) == len(moving)
    assert shown != base


def test_an_edit_makes_the_answers_new(window):
    settle(window)
    before = rows(window.page.tornado.table)
    risk = tornado(window.document.case).swings[0].input.owner

    window.context.apply("Chance", lambda c: change(c, risk, chance=exactly("0.9")))
    settle(window)
    after = rows(window.page.tornado.table)

    assert before[0] == after[0]
    assert before[1][2] != after[1][2]


def test_an_answer_to_an_older_case_is_dropped(window):
    case = window.document.case
    risk = tornado(case).swings[0].input.owner
    # Asked for on opening, and again by each edit: only the last is shown.
    for chance in ("0.1", "0.2", "1"):
        edit = exactly(chance)
        window.context.apply("Chance", lambda c, e=edit: change(c, risk, chance=e))
    settle(window)

    assert all("Chance of a finding" not in row[0] for row in rows(window.page.tornado.table))


def test_two_inputs_are_chosen_and_change_places(window):
    settle(window)
    card = window.page.grid
    across, down = card.across.value, card.down.value
    assert across != down

    choose(card.across, down)
    settle(window)
    assert (card.across.value, card.down.value) == (down, across)
    assert card.chart.view.data.across_name.endswith("Starting share of turnover")

    third = next(c for c in card.across._codes if c not in (across, down))
    choose(card.down, third)
    settle(window)
    assert (card.across.value, card.down.value) == (down, third)


def test_a_target_is_answered_in_a_sentence(window):
    settle(window)
    solve = window.page.solve
    assert plain(solve.note.text()) == "Write a target to see the value that reaches it."

    type_into(solve.amount, "300 m")
    settle(window)

    path = solve.input.value
    found = break_even(window.document.case, path, target=3e8, result="mean")
    percent = f"{found.value * 100:.3g}"
    assert plain(solve.answer.text()).startswith(f"“{RISK}: Chance of a finding” at {percent} %: ")
    assert plain(solve.answer.text()).endswith("reaches € 300 m.")
    assert plain(solve.amount.line.text()) == "€ 300 m"


def test_a_target_out_of_reach_says_the_range(window):
    settle(window)
    solve = window.page.solve
    type_into(solve.amount, "€ 5 bn")
    settle(window)

    assert plain(solve.answer.text()) == (
        "€ 5.00 bn cannot be reached: the result lies between € 0 and € 424 m over the whole range "
        f"of “{RISK}: Chance of a finding”."
    )
    assert plain(solve.note.text()) == "Looked for from 0 % to 100 %."


def test_an_input_that_does_not_matter_says_so(window):
    settle(window)
    solve = window.page.solve
    still = next(s.input.path for s in tornado(window.document.case).swings if not s.width)
    type_into(solve.amount, "1 m")
    choose(solve.input, still)
    settle(window)

    said = plain(solve.answer.text())
    assert said.startswith("The result does not depend on “")
    assert said.endswith("Expected amount: € 233 m throughout.")


def test_a_result_that_steps_over_the_target_says_so(window, qtbot):
    risk = tornado(window.document.case).swings[0].input.owner
    case = window.document.case
    part = next(i for i in case.infringements if i.id == risk)
    start = msgspec.structs.replace(part.start, unit="eur", estimate=exactly(10_000_000))
    window.context.apply("Amount", lambda c: change(c, risk, start=start, duration=exactly(1)))
    settle(window)
    qtbot.mouseClick(chip(window.page, "P95"), LEFT)
    choose(window.page.solve.input, f"{risk}.chance")
    type_into(window.page.solve.amount, "1 m")
    settle(window)

    said = plain(window.page.solve.answer.text())
    assert "gives € 1.00 m. P95: € 10.5 m at 5" in said
    assert said.endswith("€ 0 just below it.")


def test_chances_take_a_percentage_and_keep_their_own_text(window, qtbot):
    settle(window)
    page = window.page
    type_into(page.solve.amount, "300 m")
    qtbot.mouseClick(chip(page, "Chance of any fine"), LEFT)
    settle(window)

    assert not page.solve.amount.isVisible()
    type_into(page.solve.chance, "30 %")
    settle(window)
    case = window.document.case
    found = break_even(case, page.solve.input.value, target=0.3, result="chance_any_fine")
    percent = f"{found.value * 100:.3g}"
    said = f"at {percent} %: Chance of any fine reaches 30 %."
    assert plain(page.solve.answer.text()).endswith(said)
    assert "Standard error of the value, from the trials: 0." in plain(page.solve.note.text())
    qtbot.mouseClick(chip(page, "P90"), LEFT)
    assert plain(page.solve.amount.line.text()) == "€ 300 m"


def test_a_wrong_target_keeps_its_text_and_the_last_answer(window):
    settle(window)
    solve = window.page.solve
    type_into(solve.amount, "300 m")
    settle(window)
    answer = plain(solve.answer.text())
    type_into(solve.amount, "much")
    settle(window)

    assert plain(solve.amount.line.text()) == "much"
    assert solve.amount.is_wrong
    assert plain(solve.answer.text()) == answer


def test_an_input_that_is_one_value_can_be_solved_for(window):
    risk = tornado(window.document.case).swings[0].input.owner
    window.context.apply("Duration", lambda c: change(c, risk, duration=exactly("1.2")))
    settle(window)

    assert f"{risk}.duration" in window.page.solve.input._codes
    assert f"{risk}.duration" not in window.page.grid.across._codes


def test_a_missing_turnover_is_said_in_place_of_the_charts(window):
    settle(window)
    window.context.apply(
        "Years", lambda c: msgspec.structs.replace(
            c, financial_years=(), scenarios=(),
            provider=msgspec.structs.replace(c.provider, chosen_year=None),
        )
    )  # fmt: skip
    settle(window)
    page = window.page

    assert not page.tornado.chart.isVisible()
    assert page.tornado.nothing.isVisible()
    assert page.tornado.nothing.text()
    assert page.grid.nothing.isVisible()
    window.document.undo()
    settle(window)
    assert page.tornado.chart.isVisible()


def test_nothing_uncertain_is_said(window):
    certain = tuple(
        msgspec.structs.replace(
            i, chance=exactly(1), fined=None, duration=None, recurrence=None, aggravating=(),
            mitigating=(), other_penalties=None,
            start=msgspec.structs.replace(i.start, estimate=exactly(Decimal("0.01"))),
        )
        for i in window.document.case.infringements[:1]
    )  # fmt: skip
    strand = certain[0].strand
    keep = tuple(
        msgspec.structs.replace(
            p, strands=tuple(
                msgspec.structs.replace(
                    s, periodic=(), appeal=None, decision_earliest=None, decision_latest=None,
                    outcomes=type(s.outcomes)(),
                )
                for s in p.strands if s.id == strand
            ),
        )
        for p in window.document.case.proceedings
    )  # fmt: skip
    window.context.apply(
        "Certain", lambda c: msgspec.structs.replace(
            c, infringements=certain, proceedings=keep, scenarios=()
        )
    )  # fmt: skip
    settle(window)
    page = window.page

    # The chance of a decision and that of the finding are all that is left, both certain.
    assert page.tornado.nothing.text() == "No input of this case is uncertain yet."
    assert page.tornado.nothing.isVisible()
    assert page.grid.chart.view is not None
