"""The dates to come, next first: what is due, who must act, and how the day was reached."""

from datetime import date
from pathlib import Path
from typing import Literal

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
)

from dsa_sim.language import Language, formats
from dsa_sim.language.deadline_words import (
    Group,
    alike,
    deadline_how,
    deadline_status,
    group_words,
    is_reliable,
    who_words,
)
from dsa_sim.language.tables import Cell, Column, Row
from dsa_sim.model.deadlines import Deadline
from dsa_sim.storage import describe
from dsa_sim.storage.files import refusal_of_writing
from dsa_sim.ui.context import Context
from dsa_sim.ui.save_name import ask_save_name, suggested_name
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.table_view import TableView

NEXT = 8
"""How many dates to come are in sight before somebody asks for more."""

_WIDTHS = {0: 108, 1: 108, 2: -4, 3: 108, 4: -5, 5: 104}


class DatesPanel(Card):
    """Every deadline of the case, and the way of them into a calendar."""

    def __init__(self, context: Context):
        tr = context.lang.tr
        super().__init__(tr("Next dates"))
        self.context, self.lang = context, context.lang
        self._deadlines: tuple[Deadline, ...] = ()
        self._today = date.min
        self._with_past = self._with_all = False
        self._targets: dict[str, str] = {}
        self.table = self._table(context, tr("Next dates"))
        self.past = QPushButton()
        self.past.setObjectName("flat")
        self.past.clicked.connect(self._turn_past)
        self.rest = QPushButton()
        self.rest.setObjectName("flat")
        self.rest.clicked.connect(self._turn_all)
        self.export = QPushButton(tr("Export dates to a calendar file…"))
        self.export.clicked.connect(self.ask_export)
        self.full = QCheckBox(tr("with titles and notes"))
        self.full.setToolTip(
            tr(
                "Calendars travel to servers and telephones: without this, an entry names only "
                "the platform and the kind of date."
            )
        )
        self.nothing = label(name="muted", wrap=True)
        self._arrange()

    def _table(self, context: Context, name: str) -> TableView:
        tr = context.lang.tr
        columns = (
            Column(title=tr("Date")),
            Column(title=tr("When")),
            Column(title=tr("What"), wide=True),
            Column(title=tr("Who acts")),
            Column(title=tr("How the day was reached"), wide=True),
            Column(title=tr("Status")),
        )
        table = TableView(context, name, columns, widths=_WIDTHS)
        table.opened.connect(self._open)
        return table

    def _arrange(self) -> None:
        self.head.addWidget(self.rest)
        self.head.addWidget(self.past)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.export)
        foot.addWidget(self.full)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_deadlines(self, deadlines: tuple[Deadline, ...], today: date) -> None:
        """Show other deadlines, seen from a day."""
        self._deadlines, self._today = deadlines, today
        self._show()

    @Slot()
    def _turn_past(self) -> None:
        self._with_past = not self._with_past
        self._show()

    @Slot()
    def _turn_all(self) -> None:
        self._with_all = not self._with_all
        self._show()

    def _show(self) -> None:
        groups = alike(self._deadlines)
        coming = [g for g in groups if g[0].on >= self._today]
        past = [g for g in groups if g[0].on < self._today]
        in_calendar = any(d.on >= self._since for d in self._deadlines)
        # The past stands below what is to come, the latest first: one reads on from today.
        near = coming if self._with_all else coming[:NEXT]
        shown = [*near, *(reversed(past) if self._with_past else ())]
        rows = tuple(self._row(n, group) for n, group in enumerate(shown))
        self._targets = {row.key: g[0].where for row, g in zip(rows, shown, strict=True)}
        self.table.set_rows(rows, self.table.current if self.table.current in self._targets else "")
        self.table.setVisible(bool(rows))
        self._name_folds(len(coming), len(past))
        self.export.setEnabled(in_calendar)
        self.full.setEnabled(in_calendar)
        self._say_nothing(bool(coming), bool(past))

    @property
    def _since(self) -> date:
        """The day from which the list, and with it a calendar, holds dates."""
        return date.min if self._with_past else self._today

    def _name_folds(self, coming: int, past: int) -> None:
        tr = self.lang.tr
        later = tr("Show later dates ({n})", n=coming - NEXT)
        self.rest.setText(tr("Hide later dates") if self._with_all else later)
        self.rest.setVisible(coming > NEXT)
        before = tr("Show past dates ({n})", n=past)
        self.past.setText(tr("Hide past dates") if self._with_past else before)
        self.past.setVisible(past > 0)

    def _say_nothing(self, coming: bool, past: bool) -> None:  # noqa: FBT001
        text = ""
        if not coming:
            text = nothing_due(self.lang, past=past)
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))

    def _row(self, n: int, group: Group) -> Row:
        lang, deadline = self.lang, group[0]
        gone = deadline.on < self._today
        day = formats.day(lang, deadline.on)
        if deadline.earliest:
            day = lang.tr("{day} at the earliest", day=day)
        return Row(
            key=f"{n}:{deadline.where}:{deadline.code}:{deadline.on}",
            cells=(
                Cell(text=day, value=deadline.on, bold=not gone, tone="muted" if gone else ""),
                Cell(text=distance_words(lang, (deadline.on - self._today).days), tone="muted"),
                Cell(text=group_words(lang, group), tooltip="\n".join(d.about for d in group)),
                Cell(text=who_words(lang, deadline.who)),
                Cell(text=deadline_how(lang, deadline), tone="muted"),
                Cell(
                    text=deadline_status(lang, deadline),
                    tone="" if is_reliable(deadline) else "warning",
                ),
            ),
        )

    @Slot(str)
    def _open(self, row: str) -> None:
        self.context.place_asked.emit(self._targets[row])

    @Slot()
    def ask_export(self) -> None:
        """Ask for a name and write the dates there as a calendar file."""
        tr = self.lang.tr
        if not self.export.isEnabled():
            self.context.message_given.emit(self.nothing.text())
            return
        path = ask_save_name(
            self.window(), self.lang, title=tr("Export dates to a calendar file"),
            suggested=self._suggested(), kinds={".ics": tr("Calendar files (*.ics)")},
        )  # fmt: skip
        if path is not None:
            self.write_dates(path)

    def write_dates(self, path: Path) -> None:
        """Write the dates of the list as a calendar file, and say how it went.

        Later dates that the list folds away are in it, past ones where the list shows them.
        """
        from dsa_sim.report.writers.calendar_file import write_calendar

        tr = self.lang.tr
        contents: Literal["discreet", "full"] = "full" if self.full.isChecked() else "discreet"
        try:
            write_calendar(
                self.context.case, path, self.lang, contents=contents,
                deadlines=self._deadlines, since=self._since,
            )  # fmt: skip
        except OSError as error:
            reason = describe(refusal_of_writing(error), self.lang)
            told = tr("{name} could not be written: {reason}", name=path.name, reason=reason)
            QMessageBox.warning(self.window(), tr("The export was not written"), told)
            return
        self.context.message_given.emit(tr("Written: {path}", path=str(path)))

    def _suggested(self) -> Path:
        place = self.context.document.place.path
        folder = place.parent if place else Path.home()
        title = self.lang.tr("{case} dates", case=self.context.case.title)
        return folder / suggested_name(title, ".ics", otherwise="dates")


def nothing_due(lang: Language, *, past: bool) -> str:
    """Why no date is to come; `past`: there were some."""
    return lang.tr("Nothing is due from today on.") if past else lang.tr("No date follows yet.")


def distance_words(lang: Language, days: int) -> str:
    """How far a day is from today: "in 12 days", "today", "3 days ago"."""
    if days == 0:
        return lang.tr("today")
    if days > 0:
        return lang.ntr("in {n} day", "in {n} days", days)
    return lang.ntr("{n} day ago", "{n} days ago", -days)
