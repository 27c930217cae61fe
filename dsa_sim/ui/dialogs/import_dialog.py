"""Importing financial years: a table on top, what is read from it below, nothing until then.

The button says how many years come in, and is off while a ticked row cannot be read. What is
accepted becomes one edit; the case is not touched before.
"""

from collections.abc import Callable
from dataclasses import replace
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
from dsa_sim.language.parsing import FieldProblem
from dsa_sim.language.tables import Sheet
from dsa_sim.language.words import choices
from dsa_sim.language.year_cells import read_currency
from dsa_sim.language.year_columns import FIELDS, NO_HEADING, matched
from dsa_sim.language.year_rows import (
    AS_HEADED,
    ReadRow,
    first_matching,
    is_small,
    missing,
    read_rows,
    unit_said,
    with_columns,
)
from dsa_sim.model.year_import import MOST_YEARS, Duplicates, NewYear, bring_in
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.import_preview import MatchTable, ResultTable, excerpt
from dsa_sim.ui.document import Edit
from dsa_sim.ui.widgets.cards import Card, dialog_buttons, label
from dsa_sim.ui.widgets.fields import ChoiceField, TypedField

_HEADING_ROWS = 15
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
        layout.addWidget(source, 4)
        layout.addWidget(found, 5)
        layout.addLayout(self._foot())

    def _place_fields(self) -> QGridLayout:
        tr = self._lang.tr
        names = tuple((n, s.name or tr("Table")) for n, s in enumerate(self._sheets))
        self.sheet = self._choice(tr("Sheet"), names, self._take_sheet)
        self.sheet.set_value(0)
        self.heading = self._choice(tr("Headings"), (), self._take_heading)
        fields: list[tuple[str, QWidget]] = [(tr("Headings"), self.heading)]
        if len(self._sheets) > 1:
            fields.insert(0, (tr("Sheet"), self.sheet))
        return _grid(fields, across=2)

    def _reading_fields(self) -> QGridLayout:
        tr, lang = self._lang.tr, self._lang
        self.unit = self._choice(tr("Amounts in"), (), partial(self._take, "power"))
        signs = (
            ("", tr("as the column shows")),
            (".", tr("point: 1,234.5")),
            (",", tr("comma: 1.234,5")),
        )
        self.sign = self._choice(tr("Decimal sign"), signs, partial(self._take, "sign"))
        ends = tuple((end, self._end_words(end)) for end in self._ends())
        self.year_end = self._choice(
            tr("A year alone ends on"), ends, partial(self._take, "year_end")
        )
        scopes = choices(lang, "turnover_scope")
        self.scope = self._choice(tr("Turnover of"), scopes, partial(self._take, "scope"))
        self.currency = TypedField(tr("Currency"), parse=self._parse_currency, show=str)
        self.currency.edited.connect(partial(self._take, "currency"))
        kinds = (
            ("replace", tr("replace its figures")),
            ("skip", tr("leave it as it is")),
            ("add", tr("add a second one")),
        )
        self.duplicates = self._choice(tr("A year already entered"), kinds, self._take_duplicates)
        self.duplicates.set_value("replace")
        fields: list[tuple[str, QWidget]] = [
            (tr("Amounts in"), self.unit),
            (tr("Decimal sign"), self.sign),
            (tr("Currency"), self.currency),
            (tr("Turnover of"), self.scope),
            (tr("A year alone ends on"), self.year_end),
            (tr("A year already entered"), self.duplicates),
        ]
        return _grid(fields, across=3)

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

    def _ends(self) -> tuple[tuple[int, int], ...]:
        own = self._matching.year_end
        return _YEAR_ENDS if own in _YEAR_ENDS else (own, *_YEAR_ENDS)

    def _end_words(self, end: tuple[int, int]) -> str:
        month, day = end
        if month == 2:
            return self._lang.tr("the last of February")
        example = self._context.case.as_of.replace(month=month, day=day)
        return formats.day(self._lang, example).rpartition(" ")[0]

    def _parse_currency(self, text: str) -> str | FieldProblem:
        return read_currency(self._lang, text)

    # What the person chooses

    @Slot(object)
    def _take_sheet(self, number: int) -> None:
        self._table = self._sheets[number]
        found = first_matching(self._table, self._context.case, origin=self._origin())
        self._matching = found
        self._left_out = set()
        self._show_table()

    @Slot(object)
    def _take_heading(self, heading: int) -> None:
        columns = matched(self._table, heading)
        changed = replace(self._matching, heading=heading, columns=columns)
        self._matching = with_columns(changed, self._table, self._context.case)
        self._left_out = set()
        self._show_table()

    @Slot(object)
    def _take_columns(self, columns: tuple[str, ...]) -> None:
        changed = replace(self._matching, columns=columns)
        if "revenue" in columns and "revenue" not in self._matching.columns:
            changed = with_columns(changed, self._table, self._context.case)
        self._matching = changed
        self._show_result()

    def _take(self, field: str, value: Any) -> None:
        if value is not None:
            self._matching = replace(self._matching, **{field: value})
            self._show_result()

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
        rows = self._table.rows[:_HEADING_ROWS]
        said = tuple(
            (n, tr("Row {n}: {words}", n=n + 1, words=excerpt(lang, row)))
            for n, row in enumerate(rows)
        )
        self.heading.set_choices(((NO_HEADING, tr("none")), *said))
        self.heading.set_value(self._matching.heading)
        self.match.show_table(self._table, self._matching.columns)
        self._show_result()

    def _show_result(self) -> None:
        matching, case = self._matching, self._context.case
        before = {row.number for row in self._rows if row.same}
        self._rows = read_rows(self._lang, self._table, matching, case)
        same = {row.number for row in self._rows if row.same}
        # what would change nothing is left out at first
        self._left_out = (self._left_out - (before - same)) | same
        self._show_units()
        self.sign.set_value(matching.sign)
        self.scope.set_value(matching.scope)
        self.year_end.set_value(matching.year_end)
        self.currency.set_value(matching.currency)
        self.match.mark(matching.heading, self._rows)
        self.duplicates.setEnabled(any(row.old for row in self._rows))
        self._show_chosen()

    def _show_units(self) -> None:
        said = self._unit_words(unit_said(self._table, self._matching))
        as_headed = self._lang.tr("{unit}, as headed", unit=said)
        powers = tuple((power, self._unit_words(power)) for power in (0, 3, 6, 9))
        self.unit.set_choices(((AS_HEADED, as_headed), *powers))
        self.unit.set_value(self._matching.power)

    def _unit_words(self, power: int) -> str:
        tr = self._lang.tr
        words = {0: tr("single units"), 3: tr("thousands"), 6: tr("millions")}
        return words.get(power) or tr("thousand millions (bn)")

    def _show_chosen(self) -> None:
        chosen = frozenset(r.number for r in self._rows if r.number not in self._left_out)
        self.found.show_rows(self._rows, chosen, self._says)
        notice = self._notice()
        self.notice.setText(notice)
        self.notice.setVisible(bool(notice))
        self.count = len(self._incoming())
        wrong = sum(1 for row in self._chosen() if row.problems)
        self.accept_button.setText(
            self._lang.ntr("Import {n} year", "Import {n} years", self.count)
        )
        self.accept_button.setEnabled(self.count > 0 and not wrong and not self._is_full())
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
        if is_small(self._rows):
            lines.append(tr("No turnover reaches a million: check in what unit the amounts are."))
        if self._table.cut:
            rows = formats.number(lang, len(self._table.rows))
            lines.append(tr("The table is longer or wider: {rows} rows are read.", rows=rows))
        if self._is_full():
            most = formats.number(lang, MOST_YEARS)
            lines.append(tr("A case takes {most} financial years: leave some out.", most=most))
        return " ".join(lines)

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
