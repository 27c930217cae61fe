"""Importing financial years: a table on top, what is read from it below, nothing until then.

The button says how many years come in, and is off while a ticked row cannot be read. What is
accepted becomes one edit; the case is not touched before.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import formats
from dsa_sim.language.problem_words import problem_text
from dsa_sim.language.tables import Sheet
from dsa_sim.language.words import choices
from dsa_sim.language.year_tables.headings import FIELDS, NO_HEADING
from dsa_sim.language.year_tables.rows import (
    Matching,
    ReadRow,
    first_matching,
    matched_anew,
    missing,
    read_rows,
)
from dsa_sim.law import maximum_rule
from dsa_sim.model.year_checks import year_problems
from dsa_sim.model.year_import import MOST_YEARS, Duplicates, NewYear, bring_in
from dsa_sim.storage.joined_sheets import joinable, joined
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.import_preview import MatchTable, ResultTable, excerpt
from dsa_sim.ui.document import Edit
from dsa_sim.ui.widgets.cards import Card, dialog_buttons, label
from dsa_sim.ui.widgets.fields import ChoiceField

_HEADING_ROWS = 15
_ALL_SHEETS = -1
_MOST_REMARKS = 4
_YEAR_ENDS = ((12, 31), (3, 31), (6, 30), (9, 30), (1, 31), (2, 28))


class ImportDialog(QDialog):
    """A file's sheets (or what was pasted) and the years in them.

    `edit` brings the years in, once the dialog was accepted; `count` is how many.
    """

    def __init__(
        self, context: Context, parent: QWidget, *, sheets: tuple[Sheet, ...], name: str = ""
    ):
        super().__init__(parent)
        self._context, self._lang, self._sheets = context, context.lang, sheets
        self._name = name
        self._left_out: set[int] = set()
        self._rows: tuple[ReadRow, ...] = ()
        self._table = sheets[0]
        self._matching = first_matching(self._table, context.case, origin=self._origin())
        self.edit: Edit | None = None
        self.count = 0
        self.setWindowTitle(self._lang.tr("Import financial years"))
        self._arrange()
        self._show_table()
        self.resize(min(1100, parent.width() - 40), min(780, parent.height() - 40))

    def _origin(self) -> str:
        parts = [part for part in (self._name, self._table.name) if part]
        return ", ".join(parts) or self._lang.tr("Pasted table")

    def _arrange(self) -> None:
        tr, theme = self._lang.tr, self._context.theme
        self.match = MatchTable(self._lang, theme)
        self.match.matched.connect(self._take_columns)
        self.match.unit_chosen.connect(self._take_unit)
        self.match.currency_chosen.connect(self._take_currency)
        self.match.order_chosen.connect(partial(self._answer, "order"))
        self.found = ResultTable(self._lang, theme)
        self.found.ticked.connect(self._take_ticks)
        self.notice = label(name="warningText", wrap=True)
        self.summary = label(name="muted", wrap=True)
        source = Card(self._name or tr("Pasted table"))
        source.body.addLayout(self._place_fields())
        source.body.addWidget(self.match, 1)
        found = Card(tr("What is read"))
        found.body.addLayout(self._reading_fields())
        found.body.addWidget(self.notice)
        found.body.addWidget(self.found, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(source, 6)
        layout.addWidget(found, 5)
        layout.addLayout(self._foot())

    def _place_fields(self) -> QGridLayout:
        tr = self._lang.tr
        names = tuple((n, s.name or tr("Table")) for n, s in enumerate(self._sheets))
        if joinable(self._sheets):
            names = (*names, (_ALL_SHEETS, tr("all sheets, joined by year")))
        self.sheet = self._choice(tr("Sheet"), names, self._take_sheet)
        self.sheet.set_value(0)
        self.heading = self._choice(tr("Headings"), (), self._take_heading)
        ways = ((False, tr("below each other")), (True, tr("side by side")))
        self.across = self._choice(tr("The years stand"), ways, self._take_direction)
        fields: list[tuple[str, QWidget]] = [
            (tr("The years stand"), self.across),
            (tr("Headings"), self.heading),
        ]
        if len(self._sheets) > 1:
            fields.insert(0, (tr("Sheet"), self.sheet))
        return _grid(fields, across=3)

    def _reading_fields(self) -> QGridLayout:
        tr, lang = self._lang.tr, self._lang
        signs = (
            ("", tr("as the column shows")),
            (".", tr("point: 1,234.5")),
            (",", tr("comma: 1.234,5")),
        )
        self.sign = self._choice(tr("Decimal sign"), signs, partial(self._answer, "sign"))
        self.year_end = self._choice(
            tr("A year alone ends on"), (), partial(self._answer, "year_end")
        )
        scopes = choices(lang, "turnover_scope")
        self.scope = self._choice(tr("Turnover of"), scopes, partial(self._take, "scope"))
        kinds = (
            ("replace", tr("replace its figures")),
            ("skip", tr("leave it as it is")),
            ("add", tr("add a second one")),
        )
        self.duplicates = self._choice(tr("A year already entered"), kinds, self._take_duplicates)
        self.duplicates.set_value("replace")
        fields: list[tuple[str, QWidget]] = [
            (tr("Decimal sign"), self.sign),
            (tr("Turnover of"), self.scope),
            (tr("A year alone ends on"), self.year_end),
            (tr("A year already entered"), self.duplicates),
        ]
        return _grid(fields, across=2)

    def _choice(
        self, name: str, offered: tuple[tuple[object, str], ...], call: Callable[[Any], None]
    ) -> ChoiceField:
        field = ChoiceField(name, offered)
        field.edited.connect(call)
        return field

    def _foot(self) -> QHBoxLayout:
        self.accept_button = QPushButton()
        self.accept_button.setDefault(True)
        box = dialog_buttons(self, self._lang, self.accept_button, accepted=self._accept)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.summary, 1)
        row.addWidget(box)
        return row

    def _show_year_end(self) -> None:
        own = self._reading.year_end
        ends = _YEAR_ENDS if own in _YEAR_ENDS else (own, *_YEAR_ENDS)
        self.year_end.set_choices(
            tuple((end, formats.day_and_month(self._lang, *end)) for end in ends)
        )
        self.year_end.set_value(own)

    # What the person chooses

    @Slot(object)
    def _take_sheet(self, number: int) -> None:
        all_of_them = number == _ALL_SHEETS
        self._table = joined(self._sheets) if all_of_them else self._sheets[number]
        found = first_matching(self._table, self._context.case, origin=self._origin())
        self._matching = found
        self._left_out = set()
        self._show_table()

    @Slot(object)
    def _take_direction(self, across: bool) -> None:  # noqa: FBT001 - a signal has no keywords
        self._begin_anew(replace(self._matching, across=across, heading=None))

    @Slot(object)
    def _take_heading(self, heading: int) -> None:
        self._begin_anew(replace(self._matching, heading=heading))

    def _begin_anew(self, matching: Matching) -> None:
        self._matching = matched_anew(matching, self._table)
        self._left_out = set()
        self._show_table()

    @Slot(object)
    def _take_columns(self, columns: tuple[str, ...]) -> None:
        self._matching = replace(self._matching, columns=columns)
        self._show_result()

    def _take(self, field: str, value: Any) -> None:
        if value is not None:
            self._matching = replace(self._matching, **{field: value})
            self._show_result()

    @Slot(int, object)
    def _take_unit(self, column: int, power: int) -> None:
        self._answer("units", {**self._matching.answers.units, column: power})

    @Slot(int, object)
    def _take_currency(self, column: int, code: str) -> None:
        self._answer("currencies", {**self._matching.answers.currencies, column: code})

    def _answer(self, name: str, value: Any) -> None:
        if value is not None:
            answers = replace(self._matching.answers, **{name: value})
            self._take("answers", answers)

    @Slot(object)
    def _take_duplicates(self, _kind: object) -> None:
        self._show_result()

    @Slot()
    def _take_ticks(self) -> None:
        chosen = self.found.chosen
        self._left_out = {row.number for row in self._rows if row.number not in chosen}
        self._show_chosen()

    # What is shown

    def _show_table(self) -> None:
        tr, lang = self._lang.tr, self._lang
        self._layout = self._matching.layout(self._table)
        rows = self._table.rows[:_HEADING_ROWS]
        said = tuple(
            (n, tr("Row {n}: {words}", n=n + 1, words=excerpt(lang, row)))
            for n, row in enumerate(rows)
        )
        self.across.set_value(self._matching.across)
        self.heading.set_choices(((NO_HEADING, tr("none")), *said))
        self.heading.set_value(None if self._layout.across else self._layout.heading)
        self.heading.setEnabled(not self._layout.across)
        self.match.show_table(self._layout, self._matching.columns)
        self._show_result()

    def _show_result(self) -> None:
        matching, case = self._matching, self._context.case
        self._reading = matching.reading(self._layout)
        before = {row.number for row in self._rows if row.same}
        self._rows = read_rows(self._lang, self._layout, matching, case)
        same = {row.number for row in self._rows if row.same}
        # what would change nothing is left out at first
        self._left_out = (self._left_out - (before - same)) | same
        self.sign.set_value(matching.answers.sign)
        self.scope.set_value(matching.scope)
        self._show_year_end()
        days = [n for n, f in enumerate(matching.columns) if f in ("starts_on", "ends_on")]
        self.match.show_reading(self._reading, days, self._usual_currency())
        self.match.mark(self._layout, self._rows)
        self.duplicates.setEnabled(any(row.old for row in self._rows))
        self._show_chosen()

    def _usual_currency(self) -> str:
        years = self._context.case.financial_years
        return years[-1].currency if years else "EUR"

    def _show_chosen(self) -> None:
        chosen = frozenset(r.number for r in self._rows if r.number not in self._left_out)
        self.found.show_rows(self._rows, chosen, self._says, layout=self._layout, rate=self._rate())
        notice = self._notice()
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.count = len(self._incoming())
        wrong = sum(1 for row in self._chosen() if row.problems)
        self.accept_button.setText(
            self._lang.ntr("Import {n} year", "Import {n} years", self.count)
        )
        asked = self._reading.questions
        self.accept_button.setEnabled(self.count > 0 and not (wrong or asked or self._is_full()))
        self.summary.setText(self._summary(wrong))

    def _says(self, row: ReadRow) -> str:
        tr = self._lang.tr
        if row.problems:
            return " ".join(self._problem_words(row))
        if row.same:
            return tr("The case has it already; nothing would change.")
        if row.number in self._left_out:
            return tr("Left out.")
        if row.old is None:
            return tr("New.")
        old = formats.original_amount(self._lang, row.old.revenue, row.old.currency)
        return {
            "replace": tr("Replaces the year entered, now {amount}.", amount=old),
            "skip": tr("The year entered stays: {amount}.", amount=old),
            "add": tr("Added beside the year entered, {amount}.", amount=old),
        }[self._kind]

    def _problem_words(self, row: ReadRow) -> list[str]:
        tr = self._lang.tr
        return [
            tr("{field}: {message}", field=tr(FIELDS[p.field]), message=p.problem.message)
            for p in row.problems
        ]

    def _notice(self) -> str:
        tr, lang = self._lang.tr, self._lang
        lines = []
        for field in missing(self._matching):
            words = tr(FIELDS[field])
            lines.append(tr("Choose above which column is “{field}”.", field=words))
        asked = self._reading.questions
        if asked:
            lines.append(
                lang.ntr(
                    "{n} question is open above: choose where “Choose…” stands.",
                    "{n} questions are open above: choose where “Choose…” stands.",
                    asked,
                )
            )
        if self._table.cut:
            rows = formats.number(lang, len(self._table.rows))
            lines.append(tr("The table is longer or wider: {rows} rows are read.", rows=rows))
        lines += self._remarks()
        if self._is_full():
            most = formats.number(lang, MOST_YEARS)
            lines.append(tr("A case takes {most} financial years: leave some out.", most=most))
        return " ".join(lines)

    def _remarks(self) -> list[str]:
        """What is worth knowing of the years that come in, beside those that are there."""
        case = self._context.case
        if self._is_full():
            return []
        after = bring_in(case, self._incoming(), duplicates=self._kind)
        known = year_problems(case)
        new = [p for p in year_problems(after) if p not in known]
        return [problem_text(self._lang, p) for p in new[:_MOST_REMARKS]]

    def _rate(self) -> Decimal:
        """The share of the turnover that a fine may reach, by the law in force."""
        case = self._context.case
        authority = case.proceedings[0].authority if case.proceedings else "commission"
        return maximum_rule("infringement", authority=authority, on=case.as_of).rate

    def _summary(self, wrong: int) -> str:
        parts = []
        if wrong:
            parts.append(
                self._lang.ntr(
                    "{n} ticked row cannot be read: correct it in the table, or untick it to "
                    "leave it out.",
                    "{n} ticked rows cannot be read: correct them in the table, or untick them "
                    "to leave them out.",
                    wrong,
                )
            )
        notes = sum(1 for row in self._rows if row.is_note)
        if notes:
            parts.append(
                self._lang.ntr(
                    "{n} row without turnover is passed over.",
                    "{n} rows without turnover are passed over.",
                    notes,
                )
            )
        return " ".join(parts)

    # What comes in

    @property
    def _kind(self) -> Duplicates:
        return self.duplicates.value or "replace"  # type: ignore[return-value]

    def _chosen(self) -> list[ReadRow]:
        return [r for r in self._rows if not r.is_note and r.number not in self._left_out]

    def _incoming(self) -> tuple[NewYear, ...]:
        rows = self._chosen()
        return tuple(
            row.new
            for row in rows
            if row.new is not None and not (row.old is not None and self._kind == "skip")
        )

    def _is_full(self) -> bool:
        adds = sum(
            1
            for row in self._chosen()
            if row.new is not None and (row.old is None or self._kind == "add")
        )
        return len(self._context.case.financial_years) + adds > MOST_YEARS

    @Slot()
    def _accept(self) -> None:
        if self.accept_button.isEnabled():
            self.edit = partial(bring_in, years=self._incoming(), duplicates=self._kind)
            self.accept()


def _grid(fields: list[tuple[str, QWidget]], *, across: int) -> QGridLayout:
    """Fields with their names before them, so many in a row."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(8)
    for n, (name, field) in enumerate(fields):
        row, place = divmod(n, across)
        caption = label(name, name="fieldLabel")
        caption.setBuddy(field)
        grid.addWidget(caption, row, 2 * place)
        grid.addWidget(field, row, 2 * place + 1)
        grid.setColumnStretch(2 * place + 1, 1)
    return grid
