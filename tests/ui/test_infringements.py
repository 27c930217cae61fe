from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.model.case import Case, Infringement, Outcomes, Platform
from dsa_sim.model.counting import closed_owners
from dsa_sim.model.edits import change, find_part, remove
from dsa_sim.model.estimate import around, exactly
from dsa_sim.model.new_case import blank_case
from dsa_sim.storage import read_case
from dsa_sim.ui.context import Context
from dsa_sim.ui.document import Document
from dsa_sim.ui.pages.infringements.list import AMOUNT, CHANCE, MARK, PROVISIONS, TITLE
from dsa_sim.ui.pages.infringements.page import InfringementsPage
from dsa_sim.ui.theme import DARK, LIGHT, style_sheet

RISK, LINKS, TRADERS = "illegal-products", "hidden-links", "traders"


@pytest.fixture(scope="session")
def example() -> Case:
    return read_case(asset_path("examples", "aliexpress.dsacase")).case


class Sight:
    """The page in a window of its own, as the main window drives it."""

    def __init__(self, qtbot, case: Case, language: str = "en", size=(1080, 720)):
        self.qtbot = qtbot
        self.document = Document(case)
        self.context = Context(self.document, Language(language), LIGHT)
        self.page = InfringementsPage(self.context)
        for strand in {*closed_owners(case).values()}:
            self.context.folds.toggle(strand)
        self.page.setStyleSheet(style_sheet(LIGHT))
        self.page.resize(*size)
        qtbot.addWidget(self.page)
        self.page.refresh()
        self.document.case_changed.connect(self.page.refresh)
        self.document.place_asked.connect(self.page.go_to)
        self.context.place_asked.connect(self.page.go_to)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()

    @property
    def case(self) -> Case:
        return self.document.case

    @property
    def fields(self):
        return self.page.inspector.fields

    @property
    def strand(self):
        return self.page.strand_inspector

    def infringement(self, identifier: str) -> Infringement:
        found = find_part(self.case, identifier)
        assert isinstance(found, Infringement)
        return found

    def choose(self, identifier: str) -> None:
        table = self.page.table
        index = table.rows_model.index(table.rows_model.row_of(identifier), 0)
        place = table.visualRect(index).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def type(self, line: QWidget, text: str) -> None:
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)

    def cell(self, identifier: str, column: int, role=Qt.ItemDataRole.DisplayRole) -> str:
        model = self.page.table.rows_model
        return model.data(model.index(model.row_of(identifier), column), role)

    def listed(self) -> list[str]:
        return [row.identifier for row in self.page.table.rows_model.rows]

    def undo(self) -> None:
        self.document.end_merge()
        self.document.undo()


@pytest.fixture
def sight(qtbot, example: Case) -> Iterator[Sight]:
    return Sight(qtbot, example)


def test_the_list_groups_infringements_by_strand(sight: Sight) -> None:
    strands = [s.id for s in sight.case.strands]
    expected = [
        identifier
        for s in strands
        for identifier in (s, *(i.id for i in sight.case.infringements_of(s)))
    ]
    assert sight.listed() == expected
    model = sight.page.table.rows_model
    row = model.rows[model.row_of("commitments")]
    assert row.is_strand
    assert row.detail == "decision 18 Jun 2025 · ended in commitments · 6 allegations"


def test_a_row_tells_provisions_chance_and_amount(sight: Sight) -> None:
    assert sight.cell(RISK, PROVISIONS) == "Art. 34, 35"
    assert sight.cell(RISK, CHANCE) == "55\N{NO-BREAK SPACE}%"
    # 0.30 % of € 124 394 686 731.78 times 1 + 15 % − 10 %
    assert sight.cell(RISK, AMOUNT) == "€\N{NO-BREAK SPACE}392\N{NO-BREAK SPACE}m"
    assert sight.cell(RISK, AMOUNT, Qt.ItemDataRole.ToolTipRole).startswith("€")
    assert sight.cell(RISK, MARK) == ""


def test_an_open_amount_is_a_dash_and_marks_say_why(qtbot, example: Case) -> None:
    sight = Sight(qtbot, change(example, RISK, start=None, provisions=("34", "26", "9(9)")))
    assert sight.cell(RISK, AMOUNT) == "–"
    assert sight.cell(RISK, MARK) == "✕"
    told = sight.cell(RISK, MARK, Qt.ItemDataRole.ToolTipRole)
    assert "No amount is assumed yet" in told
    assert "9(9)" in told
    shown = sight.page.inspector.problems
    assert shown.isVisible()
    assert "No amount is assumed yet" in shown.text()
    assert "starting amount" in sight.page.inspector.amount.line.text()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("34", [RISK]),
        ("Art. 16", [LINKS]),
        ("traceability", [TRADERS]),
        ("traçabilité", [TRADERS]),
        ("fake medicines", [RISK]),
        ("USERS cannot see", [LINKS]),
        ("zebra", []),
    ],
)
def test_the_search_knows_words_numbers_and_facts(sight: Sight, query: str, found: list) -> None:
    sight.qtbot.keyClicks(sight.page.search, query) if query.isascii() else (
        sight.page.search.setText(query)
    )
    strands = {s.id for s in sight.case.strands}
    assert [i for i in sight.listed() if i not in strands] == found
    assert sight.page.nothing.isVisible() == (not found)
    sight.page.search.clear()
    assert len(sight.listed()) == len(sight.case.infringements) + len(strands)


def test_the_inspector_follows_the_selection(sight: Sight) -> None:
    sight.choose(TRADERS)
    assert sight.fields["title"].text() == sight.infringement(TRADERS).title
    assert sight.fields["start"].line.text() == "0.03 – 0.07 – 0.14 %".replace(" ", "\xa0")
    assert "Article 30 Traceability of traders" in sight.page.inspector.legal.text()
    assert "6\N{NO-BREAK SPACE}%" in sight.page.inspector.legal.text()
    sight.qtbot.keyClick(sight.page.table, Qt.Key.Key_Down)
    assert sight.page.chosen == "recommender"
    assert sight.page.inspector.infringement == sight.infringement("recommender")
    sight.choose("risks")
    assert sight.page.stack.currentWidget() is sight.strand


def test_a_title_typed_is_one_undo_step(sight: Sight) -> None:
    before = sight.case
    sight.type(sight.fields["title"], "Fake medicines")
    assert sight.infringement(RISK).title == "Fake medicines"
    assert sight.cell(RISK, TITLE) == "Fake medicines"
    sight.document.undo()
    assert sight.case == before
    assert sight.fields["title"].text() == before.infringements[0].title


def test_a_chance_typed_changes_case_and_list(sight: Sight) -> None:
    line = sight.fields["chance"].line
    sight.type(line, "40-60 %")
    assert sight.infringement(RISK).chance.minimum == Decimal("0.40")
    assert sight.cell(RISK, CHANCE) == "50\N{NO-BREAK SPACE}%"
    assert line.text() == "40-60 %", "what is being typed stays as it is"
    sight.undo()
    assert sight.infringement(RISK).chance == exactly("0.55")
    assert line.text() == "55\N{NO-BREAK SPACE}%"


def test_a_wrong_text_leaves_the_case_alone(sight: Sight) -> None:
    before = sight.case
    field = sight.fields["chance"]
    sight.type(field.line, "perhaps")
    sight.qtbot.waitUntil(field.message.isVisible)
    assert sight.case == before
    assert field.line.text() == "perhaps"
    assert field.line.property("wrong")
    assert "perhaps" in field.message.text()


def test_a_wrong_text_does_not_follow_to_another_infringement(sight: Sight, example: Case) -> None:
    # The same chance in both: the field must not take the other's value for its own.
    sight.document.apply("", lambda case: change(case, LINKS, chance=exactly("0.55")))
    field = sight.fields["chance"]
    sight.type(field.line, "perhaps")
    sight.choose(LINKS)
    assert field.line.text() == "55\N{NO-BREAK SPACE}%"
    assert not field.is_wrong
    sight.choose(RISK)
    assert field.line.text() == "55\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("text", "unit", "estimate"),
    [
        ("0.2-0.4-0.8 %", "turnover_share", around("0.002", "0.004", "0.008")),
        ("EUR 45m", "eur", exactly(45_000_000)),
    ],
)
def test_a_starting_amount_is_a_share_or_euro(sight: Sight, text, unit, estimate) -> None:
    sight.type(sight.fields["start"].line, text)
    start = sight.infringement(RISK).start
    assert (start.unit, start.estimate) == (unit, estimate)


def test_the_waterfall_follows_what_is_typed(sight: Sight) -> None:
    sight.type(sight.fields["start"].line, "EUR 100m")
    chart = sight.page.inspector.amount.chart
    rows = {row[0]: row[-1] for row in chart.view.rows[1:]}
    assert rows["If fined"] == "€\xa0105,000,000.00"
    chart.draw_now()
    assert any("105" in area.text for area in chart.chart.areas)
    assert "105" in sight.page.inspector.amount.line.text()
    assert "7.46" in sight.page.inspector.amount.line.text()


def test_an_emptied_field_is_open_again(sight: Sight) -> None:
    line = sight.fields["start"].line
    line.setFocus()
    line.selectAll()
    sight.qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert sight.infringement(RISK).start is None
    assert sight.cell(RISK, AMOUNT) == "–"


@pytest.mark.parametrize("name", ["duration", "recurrence", "other_penalties"])
def test_every_step_has_a_value_and_a_reason(sight: Sight, name: str) -> None:
    texts = {"duration": ("1.5", "1.5"), "recurrence": ("50 %", "0.5"),
             "other_penalties": ("EUR 20m", "20000000")}  # fmt: skip
    text, value = texts[name]
    sight.type(sight.fields[name].line, text)
    sight.type(sight.fields[f"{name}_reason"], "seen before")
    infringement = sight.infringement(RISK)
    assert getattr(infringement, name) == exactly(value)
    assert getattr(infringement, f"{name}_reason") == "seen before"


def test_reasons_of_chance_and_start_keep_their_authors(qtbot, example: Case) -> None:
    note = msgspec.structs.replace(example.infringements[0].chance_note, author="A. Counsel")
    sight = Sight(qtbot, change(example, RISK, chance_note=note))
    sight.type(sight.fields["chance_reason"], "the findings of June")
    made = sight.infringement(RISK).chance_note
    assert (made.reason, made.author) == ("the findings of June", "A. Counsel")


def test_a_period_shows_its_length_and_what_the_law_clips(sight: Sight) -> None:
    inspector = sight.page.inspector
    assert inspector.length.text() == "2 y 11 m"
    assert not inspector.clipping.isVisible()
    sight.type(sight.fields["period_start"].line, "1 Jan 2023")
    assert sight.infringement(RISK).period_start == date(2023, 1, 1)
    assert "Art. 34, 35: counted from 25 Aug 2023" in inspector.clipping.text()
    sight.type(sight.fields["period_end"].line, "31/12/2024")
    assert sight.infringement(RISK).period_end == date(2024, 12, 31)
    sight.type(sight.fields["period_end"].line, "decision")
    assert sight.infringement(RISK).period_end is None


def test_chips_and_choices_change_the_case(sight: Sight) -> None:
    for name, words, value in (("gravity", "Low", "low"), ("fault", "Intentional", "intentional")):
        chips = {b.text(): b for b in sight.fields[name].findChildren(QPushButton)}
        sight.qtbot.mouseClick(chips[words], Qt.MouseButton.LeftButton)
        assert getattr(sight.infringement(RISK), name) == value
    strand = sight.fields["strand"]
    strand.setFocus()
    sight.qtbot.keyClick(strand, Qt.Key.Key_Down)
    assert sight.infringement(RISK).strand == "commitments"
    assert sight.page.chosen == RISK
    sight.document.undo()
    assert sight.infringement(RISK).strand == "risks"


def test_facts_and_source_are_written_down(sight: Sight) -> None:
    sight.choose(TRADERS)
    facts = sight.fields["facts"]
    facts.setFocus()
    sight.qtbot.keyClicks(facts, "Traders without a name")
    assert sight.infringement(TRADERS).facts == "Traders without a name"
    source = sight.fields["facts_source"]
    sight.type(source.text, "Letter of 3 May")
    assert sight.infringement(TRADERS).facts_source.text == "Letter of 3 May"


def test_a_provision_is_found_and_added_by_keyboard(sight: Sight) -> None:
    picker = sight.page.inspector.picker
    picker.line.setFocus()
    sight.qtbot.keyClicks(picker.line, "dark patterns")
    assert picker.hits.item(0).text().startswith("Art. 25 ")
    sight.qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert sight.infringement(RISK).provisions == ("34", "35", "25")
    assert [c.property("provision") for c in picker.chips] == ["34", "35", "25"]
    assert picker.line.text() == ""
    sight.document.undo()
    assert [c.property("provision") for c in picker.chips] == ["34", "35"]


def test_the_arrow_keys_move_through_the_hits(sight: Sight) -> None:
    picker = sight.page.inspector.picker
    picker.line.setFocus()
    sight.qtbot.keyClicks(picker.line, "34(1)")
    sight.qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert sight.infringement(RISK).provisions[-1] == "34(1)"
    sight.qtbot.keyClicks(picker.line, "risk")
    second = picker.hits.item(1).data(Qt.ItemDataRole.UserRole)
    sight.qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    assert picker.hits.currentRow() == 1
    assert picker.line.accessibleDescription().startswith(f"Art. {second} ")
    sight.qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    assert picker.line.text() == ""
    assert not picker.hits.isVisible()


def test_a_provision_alleged_already_is_not_added_twice(sight: Sight) -> None:
    picker = sight.page.inspector.picker
    picker.line.setFocus()
    sight.qtbot.keyClicks(picker.line, "34")
    sight.qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert sight.infringement(RISK).provisions == ("34", "35")


def test_nothing_found_is_said(sight: Sight) -> None:
    picker = sight.page.inspector.picker
    picker.line.setFocus()
    sight.qtbot.keyClicks(picker.line, "zebra")
    assert picker.none.isVisible()
    sight.qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert sight.infringement(RISK).provisions == ("34", "35")


def test_a_chip_removes_its_provision(sight: Sight) -> None:
    chip = sight.page.inspector.picker.chips[0]
    assert chip.accessibleName() == "Remove Art. 34"
    sight.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert sight.infringement(RISK).provisions == ("35",)


def test_what_does_not_bind_a_search_engine_says_why(qtbot, example: Case) -> None:
    engine = change(example, example.platforms[0].id, service="search_engine")
    sight = Sight(qtbot, change(engine, RISK, provisions=("26", "16", "34")))
    chips = sight.page.inspector.picker.chips
    assert [("!" in c.text()) for c in chips] == [True, True, False]
    assert "not an online platform" in chips[0].toolTip()
    assert "open question" in chips[1].toolTip()
    text = sight.page.inspector.problems.text()
    assert "Art. 26 does not bind" in text
    assert "Art. 16" in text
    picker = sight.page.inspector.picker
    picker.line.setFocus()
    sight.qtbot.keyClicks(picker.line, "30")
    assert "does not bind AliExpress" in picker.hits.item(0).toolTip()


def test_circumstances_are_added_changed_and_removed(sight: Sight) -> None:
    rows = sight.page.inspector.aggravating
    before = sight.infringement(RISK)
    sight.qtbot.mouseClick(rows.add, Qt.MouseButton.LeftButton)
    assert len(sight.infringement(RISK).aggravating) == 2
    assert sight.infringement(RISK).aggravating[1].share == exactly(0)
    assert sight.cell(RISK, AMOUNT) == "€\xa0392\xa0m", "0 % changes nothing"
    sight.type(rows.rows[1].share.line, "20 %")
    sight.type(rows.rows[1].reason, "warned twice")
    factor = sight.infringement(RISK).aggravating[1]
    assert (factor.share, factor.reason) == (exactly("0.20"), "warned twice")
    sight.qtbot.mouseClick(rows.rows[0].remove, Qt.MouseButton.LeftButton)
    assert sight.infringement(RISK).aggravating == (factor,)
    assert rows.rows[0].reason.text() == "warned twice"
    for _ in range(4):
        sight.undo()
    assert sight.infringement(RISK) == before
    assert len(rows.rows) == 1


def test_a_wrong_share_of_a_circumstance_changes_nothing(sight: Sight) -> None:
    before = sight.case
    row = sight.page.inspector.mitigating.rows[0]
    sight.type(row.share.line, "lots")
    assert row.share.is_wrong
    assert sight.case == before


def test_adding_lets_the_person_name_it(sight: Sight) -> None:
    sight.choose("hidden-links")
    before = sight.case
    add = sight.page.header_buttons()[-1]
    assert add.text() == "+ Add infringement"
    sight.qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    new = sight.case.infringements[-1]
    assert sight.page.chosen == new.id
    assert new.strand == "commitments"
    assert new.platform == "aliexpress"
    assert (new.start, new.chance, new.provisions) == (None, None, ())
    title = sight.fields["title"]
    assert title.hasFocus()
    sight.qtbot.keyClicks(title, "Minors")
    assert sight.case.infringements[-1].title == "Minors"
    sight.document.undo()
    sight.document.undo()
    assert sight.case == before
    assert sight.page.chosen in sight.listed()


def test_an_infringement_needs_a_platform(qtbot) -> None:
    sight = Sight(qtbot, remove(_blank(), "platform"))
    with qtbot.waitSignal(sight.context.place_asked) as asked:
        sight.page.add_infringement()
    assert asked.args == ["provider.platforms"]
    assert sight.case.infringements == ()


def test_a_case_without_strands_gets_one(qtbot) -> None:
    sight = Sight(qtbot, remove(_blank(), "proceedings"))
    assert sight.page.stack.currentIndex() == 0
    assert sight.page.empty.text()
    sight.page.add_infringement()
    assert [i.strand for i in sight.case.infringements] == [s.id for s in sight.case.strands]
    sight.document.undo()
    assert sight.case.proceedings == ()
    sight.page.add_strand()
    assert len(sight.case.strands) == 1
    assert sight.strand.fields["title"].hasFocus()


def _blank() -> Case:
    return blank_case(
        title="Case", provider="P", platform="P", proceeding="Proceedings", strand="Strand",
        as_of=date(2026, 1, 1),
    )  # fmt: skip


def test_delete_removes_and_undo_brings_back_overrides_too(sight: Sight) -> None:
    before = sight.case
    sight.choose(LINKS)
    sight.page.table.setFocus()
    sight.qtbot.keyClick(sight.page.table, Qt.Key.Key_Delete)
    assert LINKS not in sight.listed()
    assert sight.page.chosen == "influencers", "the neighbour is chosen"
    assert not any(o.target.startswith(LINKS) for s in sight.case.scenarios for o in s.overrides)
    sight.document.undo()
    assert sight.case == before
    assert sight.page.chosen == LINKS


def test_duplicate_and_move_within_the_strand(sight: Sight) -> None:
    sight.choose(LINKS)
    sight.page.table.setFocus()
    sight.qtbot.keyClick(sight.page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    copy = sight.page.chosen
    assert sight.infringement(copy).title.endswith("(copy)")
    assert sight.infringement(copy).provisions == ("16", "20")
    sight.page.table.setFocus()
    sight.qtbot.keyClick(sight.page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    order = [i.id for i in sight.case.infringements_of("commitments")]
    assert order[:2] == [copy, LINKS]
    sight.page.move_up()
    assert [i.id for i in sight.case.infringements_of("commitments")] == order, "it is the first"
    sight.page.move_down()
    assert [i.id for i in sight.case.infringements_of("commitments")][:2] == [LINKS, copy]
    assert sight.page.chosen == copy


def test_the_context_menu_has_what_the_keys_do(sight: Sight) -> None:
    table = sight.page.table
    assert table.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
    assert [a.text() for a in table.actions()] == [
        "Duplicate", "Remove", "Move up", "Move down", "Paste", "Save as table…",
    ]  # fmt: skip
    sight.choose(TRADERS)
    table.actions()[1].trigger()
    assert TRADERS not in sight.listed()


def test_problem_lines_lead_to_their_field(qtbot, example: Case) -> None:
    sight = Sight(qtbot, change(example, RISK, recurrence=exactly("0.5")))
    problems = sight.page.inspector.problems
    assert f'href="{RISK}.recurrence"' in problems.text()
    problems.linkActivated.emit(f"{RISK}.recurrence")
    assert sight.fields["recurrence"].line.hasFocus()


def test_hostile_titles_stay_text(qtbot, example: Case) -> None:
    hostile = '<img src="x"> & "quoted" <b>'
    case = change(example, "commitments", title=hostile)
    sight = Sight(qtbot, case)
    sight.choose("commitments")
    assert "<img" not in sight.strand.problems.text()
    assert "&lt;img" in sight.strand.problems.text()


@pytest.mark.parametrize(
    ("target", "focus"),
    [
        (f"{LINKS}.start", "Starting amount"),
        (f"{LINKS}.chance", "Chance of a finding"),
        (f"{LINKS}.facts", "Facts"),
        (f"{LINKS}.provisions", "Search for a provision to add"),
        (f"{LINKS}.aggravating", "Add: Aggravating"),
        (f"{RISK}.mitigating", "Mitigating 1: share"),
        (f"{LINKS}.period_start", "Beginning of the period"),
        ("commitments.decision_on", "Decision date"),
        ("commitments.outcomes", "Chance: Non-compliance decision"),
        ("proceedings-2024.opened_on", "Opening date"),
        ("opened", "Title of the proceeding"),
        (RISK, "Alleged infringements"),
    ],
)
def test_go_to_lands_on_the_field_in_sight(sight: Sight, target: str, focus: str) -> None:
    sight.page.search.setText("zebra")
    sight.page.go_to(target)
    widget = sight.page.focusWidget()
    assert widget.accessibleName() == focus
    inspector = sight.page.stack.currentWidget()
    if inspector.isAncestorOf(widget):
        view = inspector.area.viewport()
        sight.qtbot.waitUntil(lambda: view.rect().contains(widget.mapTo(view, QPoint(4, 4))))


def test_go_to_what_is_not_there_changes_nothing(sight: Sight) -> None:
    sight.choose(TRADERS)
    sight.page.go_to("nobody.chance")
    assert sight.page.chosen == TRADERS


def test_undo_returns_to_the_infringement_it_concerned(sight: Sight) -> None:
    sight.type(sight.fields["chance"].line, "40 %")
    sight.choose(TRADERS)
    sight.document.undo()
    assert sight.page.chosen == RISK
    assert sight.fields["chance"].line.hasFocus()
    assert sight.fields["chance"].line.text() == "55\N{NO-BREAK SPACE}%"


def test_a_strand_has_title_date_and_reasons(sight: Sight) -> None:
    sight.choose("risks")
    fields = sight.strand.fields
    assert "€\xa07.46\xa0bn" in sight.strand.maxima.text()
    sight.type(fields["title"], "Illegal products")
    sight.type(fields["decision_on"].line, "15 Mar 2026")
    sight.type(fields["decision_reason"], "an early date")
    strand = find_part(sight.case, "risks")
    assert (strand.title, strand.decision_on) == ("Illegal products", date(2026, 3, 15))
    assert strand.decision_note.reason == "an early date"
    # The year to 31 March 2026 has not ended before that day, so the one before counts.
    assert "31 Mar 2025" in sight.strand.maxima.text()


def test_outcomes_that_do_not_add_up_leave_the_case_alone(sight: Sight) -> None:
    sight.choose("risks")
    before = sight.case
    outcomes = sight.strand.fields["outcomes"]
    decision, closed = outcomes.fields["decision"], outcomes.fields["closed"]
    sight.type(decision.line, "70")
    assert sight.case == before
    assert "70\N{NO-BREAK SPACE}%" in outcomes.sum.text()
    assert outcomes.sum.objectName() == "problem"
    assert decision.line.property("wrong")
    sight.type(sight.strand.fields["decision_reason"], "meanwhile")
    assert decision.line.text().startswith("70"), "another edit does not wipe what was typed"
    sight.type(closed.line, "30 %")
    assert find_part(sight.case, "risks").outcomes == Outcomes(
        closed=Decimal("0.3"), decision=Decimal("0.7")
    )
    assert outcomes.sum.objectName() == "caption"
    assert not decision.line.property("wrong")
    row = sight.page.table.rows_model.rows[0]
    assert row.detail.endswith("decision 70\N{NO-BREAK SPACE}%")
    sight.undo()
    assert find_part(sight.case, "risks").outcomes == Outcomes(decision=Decimal(1))
    assert decision.line.text() == "100\N{NO-BREAK SPACE}%"


def test_outcomes_that_do_not_add_up_stay_with_their_strand(sight: Sight) -> None:
    sight.choose("risks")
    outcomes = sight.strand.fields["outcomes"]
    sight.type(outcomes.fields["decision"].line, "70")
    sight.choose("commitments")
    shown = {name: field.line.text() for name, field in outcomes.fields.items()}
    assert shown == {"closed": "0\xa0%", "commitments": "100\xa0%", "decision": "0\xa0%"}
    assert outcomes.sum.objectName() == "caption"


def test_a_national_proceeding_names_its_member_state(sight: Sight) -> None:
    sight.choose("risks")
    fields = sight.strand.fields
    assert not fields["proceeding_member_state"].isVisible()
    chips = fields["proceeding_authority"].findChildren(QPushButton)
    sight.qtbot.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert find_part(sight.case, "proceedings-2024").authority == "national"
    state = fields["proceeding_member_state"]
    assert state.isVisible()
    state.setFocus()
    sight.qtbot.keyClicks(state, "Irel")
    assert find_part(sight.case, "proceedings-2024").member_state == "IE"
    assert "Art. 52(3)" in sight.strand.maxima.text()


def test_removing_a_strand_takes_its_infringements_and_undo_returns_all(sight: Sight) -> None:
    before = sight.case
    sight.choose("commitments")
    button = next(b for b in sight.strand.findChildren(QPushButton) if b.text() == "Remove strand")
    sight.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sight.listed() == ["risks", RISK]
    sight.document.undo()
    assert sight.case == before


def test_the_base_case_is_shown_whatever_scenario_is_chosen(sight: Sight) -> None:
    sight.document.show_scenario("all-upheld")
    sight.page.refresh()
    assert sight.cell(RISK, CHANCE) == "55\N{NO-BREAK SPACE}%"
    assert sight.fields["chance"].line.text() == "55\N{NO-BREAK SPACE}%"


def test_a_case_whose_maximum_is_missing_is_shown(qtbot, example: Case) -> None:
    sight = Sight(qtbot, msgspec.structs.replace(example, financial_years=()))
    assert sight.cell(RISK, AMOUNT) == "–"
    assert "turnover" in sight.page.inspector.amount.line.text()
    sight.choose("risks")
    assert "cannot be computed" in sight.strand.maxima.text()


def test_tab_goes_down_the_fields_in_order(sight: Sight) -> None:
    page = sight.page
    sight.qtbot.mouseClick(page.inspector.aggravating.add, Qt.MouseButton.LeftButton)
    names = []
    sight.fields["title"].setFocus()
    last = page.inspector.amount
    widget = sight.fields["title"]
    for _ in range(400):
        widget = widget.nextInFocusChain()
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and widget.isVisible() and page.inspector.isAncestorOf(widget):
            names.append((widget.mapTo(page, QPoint(0, 0)).y(), widget.accessibleName()))
        if widget is sight.fields["title"] or last.isAncestorOf(widget):
            break
    heights = [y for y, name in names if name != "Title of the infringement"]
    assert heights == sorted(heights)
    told = [name for _, name in names]
    for name in ("Remove Art. 34", "Search for a provision to add", "Aggravating 2: share"):
        assert name in told


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [736, 992, 1152])
def test_nothing_is_cut_off_at_any_width(qtbot, example: Case, language: str, width: int) -> None:
    sight = Sight(qtbot, example, language, size=(width, 480))
    for part in (LINKS, "risks"):
        sight.choose(part)
        inspector = sight.page.stack.currentWidget()
        content = inspector.area.widget()
        assert content.minimumSizeHint().width() <= inspector.area.viewport().width()
    table = sight.page.table
    assert table.columnWidth(TITLE) >= 100


def test_every_control_has_a_name(sight: Sight) -> None:
    sight.page.inspector.aggravating.add.click()
    for part in (RISK, "risks"):
        sight.choose(part)
        for widget in sight.page.findChildren(QWidget):
            inner = widget.objectName().startswith("qt_") or not widget.isVisible()
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not inner:
                named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                assert named, widget


def test_the_dark_look_redraws_the_chart(sight: Sight) -> None:
    before = sight.page.inspector.amount.chart.view
    sight.context.set_theme(DARK)
    sight.page.refresh()
    assert sight.page.inspector.amount.chart.view is not before


def test_two_platforms_can_be_told_apart(qtbot, example: Case) -> None:
    more = (*example.platforms, Platform(id="second", name="Second shop", service="search_engine"))
    sight = Sight(qtbot, msgspec.structs.replace(example, platforms=more))
    choice = sight.fields["platform"]
    choice.setFocus()
    sight.qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert sight.infringement(RISK).platform == "second"
    assert "Second shop" in sight.page.inspector.problems.text()


def _tabbed(sight: Sight, key: Qt.Key, *, most: int = 120) -> list[QWidget]:
    """The controls of the inspector that a key reaches, one after the other, until it leaves."""
    inspector, reached = sight.page.inspector, []
    for _ in range(most):
        at = QApplication.focusWidget()
        if at is None or not inspector.isAncestorOf(at):
            return reached
        # Links within a text are reached one by one; they count as the text.
        if at not in reached[-1:]:
            reached.append(at)
        sight.qtbot.keyClick(at, key)
    pytest.fail(f"the key goes round in {[w.accessibleName() for w in reached[-6:]]}")


def test_tab_goes_through_the_whole_inspector_and_back(sight: Sight) -> None:
    """Rows of circumstances come later than their neighbours and must not trap the Tab key."""
    inspector = sight.page.inspector
    for rows in (inspector.aggravating, inspector.mitigating, inspector.aggravating):
        sight.qtbot.mouseClick(rows.add, Qt.MouseButton.LeftButton)
    sight.fields["title"].setFocus()
    there = _tabbed(sight, Qt.Key.Key_Tab)
    names = [w.accessibleName() for w in there]
    assert len(names) == len({id(w) for w in there}), names
    for name in (
        "Aggravating 1: share", "Remove Aggravating 1", "Aggravating 2: reason",
        "Mitigating 1: share", "Add: Mitigating", "Other penalties", "Facts",
        "Remove this infringement",
    ):  # fmt: skip
        assert name in names
    assert names.index("Aggravating 1: share") < names.index("Aggravating 2: share")
    there[-1].setFocus()
    back = _tabbed(sight, Qt.Key.Key_Backtab)
    assert [w.accessibleName() for w in back] == names[::-1]


def test_a_procedural_infringement_is_asked_for_its_day_without_a_problem(sight: Sight) -> None:
    sight.page.add_infringement()
    new = sight.page.chosen
    sight.document.apply("test", lambda case: change(case, new, ground="74(2)(a)"))
    codes = {p.code for p in sight.context.base().problems if p.where.startswith(new)}
    assert "no_period" not in codes
    assert "Art. 77(2)" in sight.page.inspector.clipping.text()
    day = date(2025, 3, 12)
    sight.document.apply("test", lambda case: change(case, new, period_start=day, period_end=day))
    assert "Art. 77(2)" not in sight.page.inspector.clipping.text()


def test_a_method_without_its_inputs_says_where_they_are_entered(sight: Sight) -> None:
    sight.document.apply("test", lambda case: change(case, "case", method="value_of_sales"))
    assert "page Methods" in sight.page.inspector.amount.line.text()
