from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget

from dsa_sim.asset_files import asset_path
from dsa_sim.language import Language
from dsa_sim.model.case import Case, DueDate, Event, Proceeding, Source
from dsa_sim.model.deadlines import Deadline, case_deadlines
from dsa_sim.model.edits import add_event, add_proceeding, change, find_part
from dsa_sim.model.new_case import blank_case
from dsa_sim.model.requests import answer_identifier, answer_infringement
from dsa_sim.storage import read_case
from dsa_sim.ui.context import Context
from dsa_sim.ui.document import Document
from dsa_sim.ui.pages import page_of
from dsa_sim.ui.pages.proceedings import page as proceedings
from dsa_sim.ui.pages.proceedings.deadlines import NEXT, alike, distance_words
from dsa_sim.ui.pages.proceedings.event_form import parse_provisions
from dsa_sim.ui.pages.proceedings.page import ProceedingsPage
from dsa_sim.ui.places import page_for
from dsa_sim.ui.theme import DARK, LIGHT, style_sheet
from dsa_sim.ui.widgets.clipping import cut_texts
from dsa_sim.ui.widgets.fields import TypedField

MAIN = "proceedings-2024"
REQUEST = Event(
    id="asked", on=date(2026, 9, 1), kind="request_for_information", title="Traders",
    due=(DueDate(on=date(2026, 9, 22), what="Reply"),), request="by_decision", answer="none",
    source=Source(text="the letter", status="checked"),
)  # fmt: skip


def deadline(on: date, **changes: object) -> Deadline:
    made = Deadline(
        code="reply", where="request-1", about="Reply", on=on, who="provider",
        regime="fixed_by_letter", calendar="", law="Art. 67(2)", status="checked", fixed=True,
        runs_from=date(2023, 11, 6),
    )  # fmt: skip
    return replace(made, **changes)


class Sight:
    """The page in a window of its own, as the main window drives it."""

    def __init__(self, qtbot, case: Case, language: str = "en", size=(1120, 800), look=LIGHT):
        self.qtbot = qtbot
        self.document = Document(case)
        self.context = Context(self.document, Language(language), look)
        self.messages: list[str] = []
        self.places: list[str] = []
        self.context.message_given.connect(self.messages.append)
        self.context.place_asked.connect(self.places.append)
        self.page = ProceedingsPage(self.context)
        self.page.setStyleSheet(style_sheet(look))
        self.page.resize(*size)
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.refresh()
        self.document.case_changed.connect(self.page.refresh)
        self.document.place_asked.connect(self.page.go_to)
        self.page.activateWindow()
        self.settle()

    @property
    def case(self) -> Case:
        return self.document.case

    @property
    def events(self):
        return self.page.events

    def field(self, name: str):
        return self.events.binder.fields[name]

    def event(self, identifier: str) -> Event:
        found = find_part(self.case, identifier)
        assert isinstance(found, Event)
        return found

    def settle(self) -> None:
        QApplication.processEvents()
        QApplication.processEvents()

    def type(self, field: QWidget, text: str) -> None:
        line = field.line if isinstance(field, TypedField) else field
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)

    def click(self, button: QPushButton) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, table, identifier: str) -> None:
        model = table.model()
        row = next(n for n, r in enumerate(model.rows) if r.key == identifier)
        table.scrollTo(model.index(row, 0))
        place = table.visualRect(model.index(row, 0)).center()
        self.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def pick(self, name: str, code: object) -> None:
        """Choose in a list with the keyboard."""
        field = self.field(name)
        place = field._codes.index(code)
        field.setFocus()
        while field.currentIndex() != place:
            down = field.currentIndex() < place
            self.qtbot.keyClick(field, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def rows(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.model().rows]


@pytest.fixture(scope="session")
def example() -> Case:
    return read_case(asset_path("examples", "aliexpress.dsacase")).case


@pytest.fixture
def due(monkeypatch) -> list[Deadline]:
    """The deadlines that the page finds: those that a test puts here."""
    found: list[Deadline] = []

    def deadlines(_case: Case) -> tuple[Deadline, ...]:
        return tuple(found)

    monkeypatch.setattr(proceedings, "case_deadlines", deadlines)
    monkeypatch.setattr("dsa_sim.report.charts.timeline.case_deadlines", deadlines)
    return found


@pytest.fixture
def sight(qtbot, example: Case, due) -> Iterator[Sight]:
    return Sight(qtbot, example)


def test_events_and_proceedings_are_edited_here(example: Case) -> None:
    assert page_of("Event") == page_of("Proceeding") == "proceedings"
    assert page_for(example, "opened.on", "provider") == "proceedings"
    assert page_for(example, f"{MAIN}.authority", "provider") == "proceedings"
    assert page_for(example, "risks.decision_on", "provider") == "infringements"


# Events


def test_the_events_stand_by_date_with_their_status_in_a_word(sight: Sight) -> None:
    shown = rows(sight.events.table)
    assert [row[0] for row in shown] == [
        "25 Apr 2023", "6 Nov 2023", "18 Jan 2024", "14 Mar 2024",
        "18 Jun 2025", "18 Jun 2025", "20 Jul 2026",
    ]  # fmt: skip
    assert {row[-1] for row in shown} <= {"Checked", "Unchecked", "Inferred", "Derived"}
    opened = next(row for row in shown if row[1] == "Opening of proceedings")
    assert opened[3] == "16, 20, 26, 27 and 6 more"


def test_a_title_typed_is_one_undo_step_with_a_name(sight: Sight) -> None:
    before = sight.case
    sight.choose(sight.events.table, "request-2")
    sight.type(sight.field("title"), "Researchers")
    assert sight.event("request-2").title == "Researchers"
    assert sight.document.undo_label == "Title of an event"
    sight.document.undo()
    assert sight.case == before
    assert sight.field("title").text() == before.proceedings[0].events[2].title


def test_a_date_typed_moves_the_event_and_keeps_it_chosen(sight: Sight) -> None:
    sight.choose(sight.events.table, "request-1")
    sight.type(sight.field("on"), "1 Aug 2026")
    assert sight.event("request-1").on == date(2026, 8, 1)
    assert sight.document.undo_label == "Date of an event"
    assert [r.key for r in sight.events.table.model().rows][-1] == "request-1"
    assert sight.events.table.current == "request-1"
    assert sight.field("on").line.text() == "1 Aug 2026"


def test_a_wrong_date_stays_and_says_what_is_expected(sight: Sight) -> None:
    before = sight.case
    sight.choose(sight.events.table, "request-1")
    field = sight.field("on")
    sight.type(field, "next week")
    sight.qtbot.waitUntil(field.message.isVisible)
    assert sight.case == before
    assert field.line.text() == "next week"
    assert "31 Mar 2026" in field.message.text()
    sight.choose(sight.events.table, "request-2")
    assert field.line.text() == "18 Jan 2024"
    assert not field.is_wrong


@pytest.mark.parametrize("typed", ["Nov 2023", "11/2023", "novembre 2023"])
def test_a_month_alone_may_be_typed(sight: Sight, typed: str) -> None:
    sight.choose(sight.events.table, "opened")
    field = sight.field("on")
    sight.type(field, typed)
    event = sight.event("opened")
    assert (event.on, event.precision) == (date(2023, 11, 1), "month")
    assert field.message.text() == "November 2023: only the month is known"
    assert sight.field("precision").isChecked()
    sight.qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "November 2023"
    sight.type(field, "14 Nov 2023")
    assert sight.event("opened").precision == "day"
    assert not sight.field("precision").isChecked()


def test_a_new_event_may_begin_with_a_month(sight: Sight) -> None:
    sight.click(sight.events.add_button)
    sight.type(sight.field("on"), "Feb 2025")
    event = next(e for p in sight.case.proceedings for e in p.events if e.title == "New event")
    assert (event.on, event.precision) == (date(2025, 2, 1), "month")


def test_only_the_month_may_be_known(sight: Sight) -> None:
    sight.choose(sight.events.table, "request-1")
    sight.qtbot.keyClick(sight.field("precision"), Qt.Key.Key_Space)
    assert sight.event("request-1").precision == "month"
    assert rows(sight.events.table)[1][0] == "≈ Nov 2023"
    sight.qtbot.keyClick(sight.field("precision"), Qt.Key.Key_Space)
    assert sight.event("request-1").precision == "day"


def test_a_notification_and_provisions_may_be_entered_and_taken_away(sight: Sight) -> None:
    sight.choose(sight.events.table, "opened")
    sight.type(sight.field("notified_on"), "15/03/2024")
    sight.type(sight.field("provisions"), "Art. 34, 35; 16(5)")
    event = sight.event("opened")
    assert event.notified_on == date(2024, 3, 15)
    assert event.provisions == ("34", "35", "16(5)")
    for name in ("notified_on", "provisions"):
        line = sight.field(name).line
        line.setFocus()
        line.selectAll()
        sight.qtbot.keyClick(line, Qt.Key.Key_Delete)
    event = sight.event("opened")
    assert (event.notified_on, event.provisions) == (None, ())


def test_the_fine_is_asked_for_where_there_can_be_one(sight: Sight) -> None:
    sight.choose(sight.events.table, "opened")
    assert not sight.field("amount_eur").isVisible()
    sight.pick("kind", "fine")
    assert sight.document.undo_label == "Kind of an event"
    sight.type(sight.field("amount_eur"), "550m")
    assert sight.event("opened").amount_eur == Decimal(550_000_000)
    sight.pick("kind", "other")
    assert sight.field("amount_eur").isVisible(), "what was entered stays in sight"


def test_source_and_note_are_entered(sight: Sight) -> None:
    sight.choose(sight.events.table, "request-1")
    source = sight.field("source")
    sight.type(source.text, "Letter of the Commission")
    assert sight.event("request-1").source.text == "Letter of the Commission"
    note = sight.field("note")
    note.setFocus()
    sight.qtbot.keyClicks(note, "By e-mail")
    assert sight.event("request-1").note == "By e-mail"


def test_a_new_event_enters_the_case_with_its_date(sight: Sight) -> None:
    before = sight.case
    sight.click(sight.page.header_buttons()[1])
    assert sight.case == before, "an event without a date is none"
    assert rows(sight.events.table)[-1][0] == "enter the date"
    sight.type(sight.field("title"), "Hearing")
    sight.type(sight.field("on"), "2 Oct 2026")
    added = sight.case.proceedings[0].events[-1]
    assert (added.title, added.on) == ("Hearing", date(2026, 10, 2))
    assert sight.document.undo_label == "Add an event"
    sight.document.undo()
    assert sight.case == before


def test_an_event_begun_waits_while_another_proceeding_is_shown(qtbot, example, due) -> None:
    national = Proceeding(id="national", title="Inquiry", authority="national")
    sight = Sight(qtbot, add_proceeding(example, national))
    sight.click(sight.events.add_button)
    sight.type(sight.field("title"), "Hearing")
    sight.choose(sight.page.cases.table, "national")
    assert rows(sight.events.table) == []
    sight.choose(sight.page.cases.table, MAIN)
    assert rows(sight.events.table)[-1][2] == "Hearing"


def test_the_first_event_brings_its_proceeding(qtbot, example: Case, due) -> None:
    empty = msgspec.structs.replace(example, proceedings=(), infringements=(), scenarios=())
    sight = Sight(qtbot, empty)
    sight.click(sight.events.add_button)
    sight.type(sight.field("on"), "2 Oct 2026")
    assert [e.on for e in sight.case.proceedings[0].events] == [date(2026, 10, 2)]
    assert sight.page.cases.current == sight.case.proceedings[0].id
    sight.document.undo()
    assert sight.case == empty


def test_an_event_is_removed_by_key_and_comes_back(sight: Sight) -> None:
    before = sight.case
    sight.choose(sight.events.table, "request-1")
    sight.qtbot.keyClick(sight.events.table, Qt.Key.Key_Delete)
    assert "request-1" not in {e.id for e in sight.case.proceedings[0].events}
    assert sight.document.undo_label == "Removal of an event"
    sight.document.undo()
    assert sight.case == before
    assert sight.events.table.current == "request-1"


# Due dates


def test_a_due_date_is_added_with_its_day_and_named(sight: Sight) -> None:
    before = sight.case
    sight.choose(sight.events.table, "opened")
    field = sight.events.fields.due
    sight.click(field.add)
    row = field.rows[0]
    assert row.on.line.hasFocus()
    assert not row.what.isEnabled()
    sight.type(row.on, "30 Apr 2024")
    assert sight.event("opened").due == (DueDate(on=date(2024, 4, 30)),)
    assert row.on.line.text() == "30 Apr 2024"
    sight.type(row.what, "First part")
    sight.type(row.note, "A report gives 3 April")
    made = sight.event("opened").due[0]
    assert (made.what, made.note) == ("First part", "A report gives 3 April")
    assert sight.document.undo_label == "Due dates of an event"
    sight.click(field.add)
    sight.type(field.rows[1].on, "15 May 2024")
    assert [d.on.month for d in sight.event("opened").due] == [4, 5]
    for _ in range(4):
        sight.document.undo()
    assert sight.case == before, "day, what, remark and second day are a step each"


def test_a_due_date_is_removed(sight: Sight) -> None:
    sight.choose(sight.events.table, "request-1")
    field = sight.events.fields.due
    assert field.rows[0].on.line.text() == "27 Nov 2023"
    sight.click(field.rows[0].remove)
    assert sight.event("request-1").due == ()
    assert field.rows == []
    sight.document.undo()
    assert sight.event("request-1").due[0].on == date(2023, 11, 27)


def test_a_due_date_begun_does_not_follow_to_another_event(sight: Sight) -> None:
    sight.choose(sight.events.table, "opened")
    field = sight.events.fields.due
    sight.click(field.add)
    sight.type(field.rows[0].on, "soon")
    sight.choose(sight.events.table, "request-1")
    assert [r.on.line.text() for r in field.rows] == ["27 Nov 2023"]


# From an answer to an infringement


def asked(example: Case, **changes: object) -> Case:
    event = msgspec.structs.replace(REQUEST, **changes)
    return add_event(example, event, proceeding=MAIN)


def test_a_missing_answer_becomes_an_infringement_in_one_step(qtbot, example, due) -> None:
    sight = Sight(qtbot, asked(example))
    before = sight.case
    sight.choose(sight.events.table, "asked")
    box = sight.events.fields.answer_box
    assert "74(2)(b)" in box.says.text()
    sight.click(box.record)
    made = answer_infringement(sight.case, "asked")
    assert made is not None
    assert made.ground == "74(2)(b)"
    assert made.strand == "risks"
    assert made.facts_source == REQUEST.source
    assert "1 Sept 2026" in made.facts
    assert "22 Sept 2026" in made.facts
    assert sight.places == [answer_identifier("asked")], "it leads to the infringement"
    assert sight.document.undo_label == "Procedural infringement from an answer"

    sight.click(box.record)
    assert "alleged already" in sight.messages[-1]
    assert len(sight.case.infringements) == len(before.infringements) + 1
    sight.click(box.recorded)
    assert sight.places[-1] == answer_identifier("asked")
    sight.document.undo()
    assert sight.case == before
    assert not box.recorded.isVisible()


def test_silence_on_a_simple_request_is_explained_as_no_ground(qtbot, example, due) -> None:
    sight = Sight(qtbot, asked(example, request="simple"))
    sight.choose(sight.events.table, "asked")
    box = sight.events.fields.answer_box
    assert not box.record.isVisible()
    assert "no ground" in box.says.text()
    assert "requests by decision" in box.says.text()
    sight.pick("answer", "incomplete")
    assert box.record.isVisible()
    assert "74(2)(a)" in box.says.text()
    sight.pick("answer", "complete")
    assert not box.isVisible()


def test_silence_on_a_request_of_unknown_kind_asks_for_the_kind(qtbot, example, due) -> None:
    sight = Sight(qtbot, asked(example, request=""))
    sight.choose(sight.events.table, "asked")
    box = sight.events.fields.answer_box
    assert not box.record.isVisible()
    assert box.says.text().startswith("Say whether")


def test_an_answer_needs_a_platform_first(qtbot, due) -> None:
    blank = blank_case(
        title="t", provider="p", platform="x", proceeding="c", strand="s", as_of=date(2026, 1, 1)
    )
    case = msgspec.structs.replace(blank, platforms=())
    case = add_event(case, REQUEST, proceeding=case.proceedings[0].id)
    sight = Sight(qtbot, case)
    sight.click(sight.events.fields.answer_box.record)
    assert sight.places == ["provider.platforms"]
    assert sight.case == case


# Proceedings


def test_a_proceeding_is_added_named_and_made_national(sight: Sight) -> None:
    sight.click(sight.page.cases.add_button)
    fields = sight.page.cases.binder.fields
    sight.type(fields["title"], "Irish inquiry")
    assert not fields["member_state"].isVisible()
    national = next(
        b for b in fields["authority"].findChildren(QPushButton) if "National" in b.text()
    )
    sight.click(national)
    assert fields["member_state"].isVisible()
    fields["member_state"].edited.emit("IE")
    sight.type(fields["opened_on"], "1 Sep 2026")
    made = sight.case.proceedings[-1]
    assert (made.title, made.authority, made.member_state, made.opened_on) == (
        "Irish inquiry", "national", "IE", date(2026, 9, 1),
    )  # fmt: skip
    assert rows(sight.events.table) == [], "its own events are shown"
    assert sight.document.undo_label == "Opening of a proceeding"


def test_removing_a_proceeding_shows_the_events_of_the_next(sight: Sight) -> None:
    before = sight.case
    sight.click(sight.page.cases.remove_button)
    assert sight.case.proceedings == ()
    assert not sight.events.table.isVisible()
    sight.document.undo()
    assert sight.case == before
    assert len(rows(sight.events.table)) == 7


def test_strands_lead_to_where_they_are_edited(sight: Sight) -> None:
    links = [b for b in sight.page.cases.findChildren(QPushButton) if b.property("target")]
    assert [b.property("target") for b in links] == ["risks", "commitments"]
    sight.click(links[1])
    assert sight.places == ["commitments"]


def test_a_target_is_found_in_whichever_proceeding_it_is(qtbot, example: Case, due) -> None:
    national = Proceeding(id="national", title="Inquiry", events=(REQUEST,))
    sight = Sight(qtbot, add_proceeding(example, national))
    sight.page.go_to("asked.note")
    assert sight.page.cases.current == "national"
    assert sight.field("note").hasFocus()
    sight.page.go_to("asked.due.0.what")
    assert sight.events.fields.due.rows[0].what.hasFocus()
    sight.page.go_to(f"{MAIN}.opened_on")
    assert sight.page.cases.binder.fields["opened_on"].line.hasFocus()
    sight.page.go_to("nothing")


# Dates


def today_plus(days: int) -> date:
    return date.today() + timedelta(days=days)  # noqa: DTZ011 - as the page does


def test_next_dates_come_first_and_the_past_is_folded(qtbot, example: Case, due) -> None:
    due += [
        deadline(today_plus(-3), about="Old"),
        deadline(today_plus(0), about="Now", who="commission"),
        deadline(today_plus(12), about="Soon", status="unchecked", where="opened"),
    ]
    sight = Sight(qtbot, example)
    table = sight.page.dates.table
    assert [row[1] for row in rows(table)] == ["today", "in 12 days"]
    assert [row[3] for row in rows(table)] == ["Commission", "Provider"]
    assert [row[5] for row in rows(table)] == ["Checked", "Unchecked"]
    assert "Art. 67(2)" in rows(table)[0][4]
    sight.click(sight.page.dates.past)
    assert [row[1] for row in rows(table)] == ["today", "in 12 days", "3 days ago"]
    sight.choose(table, table.model().rows[1].key)
    assert sight.places == ["opened"]
    sight.click(sight.page.dates.past)
    assert len(rows(table)) == 2


def test_enter_opens_what_a_date_is_about(qtbot, example: Case, due) -> None:
    due.append(deadline(today_plus(1), where="opened"))
    sight = Sight(qtbot, example)
    table = sight.page.dates.table
    table.setFocus()
    sight.qtbot.keyClick(table, Qt.Key.Key_Down)
    assert sight.places == [], "moving through the rows leads nowhere"
    sight.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert sight.places == ["opened"]


def test_many_dates_are_folded_after_the_first(qtbot, example: Case, due) -> None:
    due += [deadline(today_plus(n), about=str(n)) for n in range(NEXT + 4)]
    sight = Sight(qtbot, example)
    assert len(rows(sight.page.dates.table)) == NEXT
    sight.click(sight.page.dates.rest)
    assert len(rows(sight.page.dates.table)) == NEXT + 4


def test_limits_that_are_alike_stand_together(qtbot, example: Case, due) -> None:
    due += [
        deadline(today_plus(900), code="limitation", where=i, about=i, regime="dsa_limitation")
        for i in ("hidden-links", "traders")
    ]
    sight = Sight(qtbot, example)
    assert [row[2] for row in rows(sight.page.dates.table)] == [
        "Power to fine lapses: 2 alleged infringements"
    ]


def test_no_date_is_said_in_words(sight: Sight) -> None:
    assert sight.page.dates.nothing.text() == "No date follows yet."
    assert not sight.page.dates.export.isEnabled()


def test_distances_in_words() -> None:
    lang = Language("en")
    assert distance_words(lang, 1) == "in 1 day"
    assert distance_words(lang, -1) == "1 day ago"
    assert distance_words(lang, 1200) == "in 1,200 days"


def test_dates_go_into_a_calendar_file(qtbot, example: Case, due, tmp_path, monkeypatch) -> None:
    due.append(deadline(date(2027, 1, 15), about="Secret plan", where="opened"))
    sight = Sight(qtbot, example)
    asked_for = str(tmp_path / "dates")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (asked_for, ""))
    sight.click(sight.page.dates.export)
    written = (tmp_path / "dates.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20270115" in written
    assert "Secret plan" not in written
    assert "dates.ics" in sight.messages[-1]
    sight.page.dates.full.click()
    asked: list[str] = []
    monkeypatch.setattr(
        QMessageBox, "question",
        lambda *parts: asked.append(parts[2]) or QMessageBox.StandardButton.Yes,
    )  # fmt: skip
    sight.click(sight.page.header_buttons()[0])
    assert asked == ["“dates.ics” is there already. Replace it?"]
    assert "Secret plan" in (tmp_path / "dates.ics").read_text(encoding="utf-8")


def test_the_calendar_holds_the_dates_of_the_list(
    qtbot, example: Case, due, tmp_path, monkeypatch
) -> None:
    due += [deadline(date(2024, 2, 8)), deadline(date(2024, 5, 2), where="opened")]
    sight = Sight(qtbot, example)
    target = tmp_path / "dates.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    sight.click(sight.page.header_buttons()[0])
    assert sight.messages == ["Nothing is due from today on."]
    assert not target.exists()
    sight.click(sight.page.dates.past)
    assert len(sight.page.dates.table.model().rows) == 2
    sight.click(sight.page.dates.export)
    assert target.read_bytes().count(b"BEGIN:VEVENT") == 2


def test_a_calendar_that_cannot_be_written_is_told(qtbot, example, due, monkeypatch) -> None:
    due.append(deadline(date(2027, 1, 15)))
    sight = Sight(qtbot, example)
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *parts: told.append(parts[2]))
    sight.page.dates.write_dates(Path("/nowhere/at/all/dates.ics"))
    assert "dates.ics" in told[0]
    assert sight.messages == []


# Limitation


def test_limitation_tells_what_runs_and_what_does_not(qtbot, example: Case, due) -> None:
    end = date(2025, 6, 18)
    due += [
        deadline(date(2031, 9, 1), code="limitation", where="traders", runs_from=end),
        deadline(date(2035, 6, 18), code="limitation_absolute", where="traders", runs_from=end),
    ]
    later = Event(id="action", on=date(2026, 10, 1), kind="appeal", title="Action")
    sight = Sight(qtbot, add_event(asked(example), later, proceeding=MAIN))
    table = sight.page.limitation.table
    shown = {r.key: [c.text for c in r.cells] for r in table.model().rows}
    assert set(shown) == {i.id for i in example.infringements}
    assert shown["illegal-products"][1] == "still going on: no time runs yet"
    traders = shown["traders"]
    assert traders[1] == "18 Jun 2025"
    assert "1 Sept 2026: Traders" in traders[2]
    assert "suspended since 1 Oct 2026" in traders[2]
    assert traders[3:5] == ["1 Sept 2031", "18 Jun 2035"]
    assert "Art. 77" in sight.page.limitation.law.text()
    sight.choose(table, "traders")
    assert sight.places == ["traders"]


def test_limitation_of_a_national_proceeding_is_left_to_national_law(qtbot, example, due) -> None:
    sight = Sight(qtbot, change(example, MAIN, authority="national", member_state="IE"))
    assert {row[1] for row in rows(sight.page.limitation.table)} == {"national law decides"}


def test_the_dates_of_the_example_follow_from_the_law(qtbot, example: Case) -> None:
    sight = Sight(qtbot, example)
    found = case_deadlines(sight.case)
    sight.click(sight.page.dates.past)
    shown = rows(sight.page.dates.table)
    assert len(shown) == len(alike(found))
    assert any(row[2].startswith("Power to fine lapses: 6") for row in shown)
    action = next(row for row in shown if "20 Jul 2026" in row[4] and "annulment" in row[2])
    assert action[0] == "30 Sept 2026"
    assert action[5] != "Checked", "the day of notification is not known"
    traders = next(r for r in sight.page.limitation.table.model().rows if r.key == "traders")
    assert traders.cells[3].text == "18 Jun 2030"
    assert "Art. 77" in traders.cells[3].tooltip


# The page


def test_nothing_is_made_anew_where_nothing_changed(sight: Sight, monkeypatch) -> None:
    calls: list[int] = []
    monkeypatch.setattr(type(sight.events), "rows", lambda _self: calls.append(1) or ())
    sight.page.refresh()
    sight.settle()
    assert calls == []


def test_the_timeline_follows_case_and_range(sight: Sight) -> None:
    view = sight.page.chart.view
    assert view is not None
    assert "Formal proceedings opened" in view.text_alternative
    sight.choose(sight.events.table, "opened")
    sight.type(sight.field("title"), "Case opened")
    sight.qtbot.waitUntil(lambda: "Case opened" in sight.page.chart.view.text_alternative)
    before = sight.page.chart.view
    sight.page._set_zoom("coming")
    assert sight.page.chart.view is not before


def test_every_input_has_a_name_and_can_be_reached_by_tab(qtbot, example: Case, due) -> None:
    sight = Sight(qtbot, asked(example))
    sight.choose(sight.events.table, "asked")
    inputs = [
        w
        for w in sight.page.findChildren(QWidget)
        if w.isVisible()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.focusProxy() is None
        and not isinstance(w, QLabel)
        # arrow keys lead from one chip to the next
        and not (isinstance(w, QPushButton) and w.isCheckable() and not w.isChecked())
    ]
    assert [w for w in inputs if not (w.accessibleName() or getattr(w, "text", str)())] == []
    reached, at = [], sight.field("on").line
    at.setFocus()
    for _ in range(len(inputs) + 20):
        reached.append(at)
        sight.qtbot.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
    assert [w.accessibleName() for w in inputs if w not in reached and w.isEnabled()] == []
    names = [getattr(w, "accessibleName", str)() for w in reached]
    form = [
        "Date of the event", "Kind of event", "What happened", "Provisions",
        "Day of notification", "Request", "Answer", "Source of the event: where it comes from",
        "Note", "Due date 1",
    ]  # fmt: skip
    assert [n for n in names if n in form][: len(form)] == form


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(1120, 800), (720, 500)], ids=["wide", "narrow"])
def test_no_text_is_cut(qtbot, example: Case, due, language, look, size) -> None:
    due.append(deadline(today_plus(5), where="asked", status="unchecked", about="Reply " * 12))
    sight = Sight(qtbot, asked(example), language, size, look)
    sight.choose(sight.events.table, "asked")
    sight.settle()
    assert cut_texts(sight.page) == []
    table = sight.page.dates.table
    assert table.horizontalHeader().length() <= table.viewport().width()
    area = sight.page._area
    assert area.widget().width() <= area.viewport().width(), "nothing is out of sight at the side"


def test_no_row_of_a_table_is_lower_than_its_text(qtbot, example: Case, due) -> None:
    long = "A title that goes on " * 14
    sight = Sight(
        qtbot, add_event(example, msgspec.structs.replace(REQUEST, title=long), proceeding=MAIN)
    )
    table = sight.events.table
    model = table.model()
    row = next(n for n, r in enumerate(model.rows) if r.key == "asked")
    lines = table.fontMetrics().horizontalAdvance(long) / table.columnWidth(2)
    assert table.rowHeight(row) > lines * table.fontMetrics().height()
    assert table.rowHeight(0) < table.rowHeight(row)
    assert table.horizontalHeader().length() <= table.viewport().width()


def test_provisions_are_read_as_people_write_them() -> None:
    lang = Language("en")
    assert parse_provisions(lang, "Article 34, art. 35 ;67(2),") == ("34", "35", "67(2)")
    assert parse_provisions(lang, "Art. 34, Art. 34") == ("34",)
    refused = parse_provisions(lang, ",".join(str(n) for n in range(60)))
    assert "50" in refused.message
