"""The days that a letter or decision fixes: any number of them, each with its own source."""

from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language, formats
from dsa_sim.language.parsing import parse_date
from dsa_sim.language.words import choices
from dsa_sim.model.case import DueDate, Source
from dsa_sim.ui.dialogs.provision_picker import tab_before
from dsa_sim.ui.widgets.binder import FieldBinder
from dsa_sim.ui.widgets.cards import label, line
from dsa_sim.ui.widgets.fields import ChoiceField, TextField, TypedField
from dsa_sim.ui.widgets.source_field import SourceField

MOST = 20
"""As many days as an event takes."""

Dates = tuple[DueDate, ...]


class DueRow(QWidget):
    """One day: when, what, a remark, and where it comes from."""

    edited = Signal(int, str, object)
    """Its position, the field, the value."""
    removal_asked = Signal(int)

    def __init__(self, lang: Language, position: int):
        super().__init__()
        self.position = position
        tr, n = lang.tr, position + 1
        self.on = TypedField(
            tr("Due date {n}", n=n),
            parse=partial(parse_date, lang), show=partial(formats.day, lang),
        )  # fmt: skip
        self.on.line.setPlaceholderText(tr("day"))
        self.what = TextField(tr("Due date {n}: what is due", n=n), placeholder=tr("what is due"))
        self.kind = ChoiceField(tr("Due date {n}: kind", n=n), choices(lang, "due_kind"))
        self.note = TextField(
            tr("Due date {n}: remark", n=n),
            placeholder=tr("remark, such as a source that gives another day"), longest=10_000,
        )  # fmt: skip
        self.source = SourceField(lang, tr("Source of due date {n}", n=n))
        # Rows come later than their neighbours, so their fields are moved in the tab order, but
        # their holders are not; one with a proxy would lead Tab back into the row for ever.
        for holder in (self.on, self.source, self.source.day):
            holder.setFocusProxy(None)  # type: ignore[arg-type] # Qt takes none, its stubs do not
        self.remove = QPushButton("×")
        self.remove.setObjectName("flat")
        self.remove.setFixedWidth(28)
        self.remove.setToolTip(tr("Remove"))
        self.remove.setAccessibleName(tr("Remove due date {n}", n=n))
        self._binder = FieldBinder(self)
        for name in ("on", "kind", "what", "note", "source"):
            self._binder.bind(name, getattr(self, name))
        self._binder.edited.connect(self._pass_on)
        self.remove.clicked.connect(self._ask_removal)
        self._arrange()

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self.on.setFixedWidth(118)
        top.addWidget(self.on)
        top.addWidget(self.what, 1)
        top.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        # What is wrong with the day needs more room than the day itself.
        column.addWidget(self.on.message)
        column.addWidget(self.kind)
        column.addWidget(self.note)
        column.addWidget(self.source)
        column.addWidget(line())

    def show_due(self, due: DueDate | None) -> None:
        """Show a day; None is one that is only begun, which needs its day first."""
        self.on.set_value(due.on if due else None)
        for name, empty in (("kind", ""), ("what", ""), ("note", ""), ("source", Source())):
            field = getattr(self, name)
            field.set_value(getattr(due, name) if due else empty)
            field.setEnabled(due is not None)

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        """What Tab reaches, in order."""
        source = self.source
        return (
            self.on.line, self.what, self.remove, self.kind, self.note,
            source.text, source.status, source.day.line,
        )  # fmt: skip

    @Slot(str, object)
    def _pass_on(self, name: str, value: Any) -> None:
        self.edited.emit(self.position, name, value)

    @Slot()
    def _ask_removal(self) -> None:
        self.removal_asked.emit(self.position)


class DueDatesField(QWidget):
    """All days that an event fixes, and a button for one more.

    A new one enters the case with its day; until then it stands here alone.
    """

    changed = Signal(str, object)
    """Which input was edited ("0.on"; empty for a removal), and all days as they are now."""

    def __init__(self, lang: Language):
        super().__init__()
        self._lang, tr = lang, lang.tr
        self._event = ""
        self._dates: Dates = ()
        self._begun = False
        self.rows: list[DueRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.none = label(tr("none"), name="caption")
        self.add = QPushButton(tr("+ Add a due date"))
        self.add.setObjectName("flat")
        self.add.clicked.connect(self._add)
        foot = QHBoxLayout()
        foot.addWidget(self.none)
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def show_dates(self, event: str, dates: Dates) -> None:
        """Show the days of an event; what was begun for another event is let go."""
        if event != self._event or len(dates) > len(self._dates):
            self._begun = False
        if event != self._event or len(dates) + self._begun < len(self._dates):
            for row in self.rows:
                row.on.forget()
        self._event, self._dates = event, dates
        self._show()

    def _show(self) -> None:
        shown: tuple[DueDate | None, ...] = (*self._dates, *((None,) if self._begun else ()))
        self._fit(len(shown))
        for row, due in zip(self.rows, shown, strict=True):
            row.show_due(due)
        self.none.setVisible(not shown)
        self.add.setEnabled(len(shown) < MOST and not self._begun)

    def _fit(self, count: int) -> None:
        while len(self.rows) < count:
            row = DueRow(self._lang, len(self.rows))
            row.edited.connect(self._take)
            row.removal_asked.connect(self._remove)
            self._column.insertWidget(len(self.rows), row)
            self.rows.append(row)
            row.show()
            tab_before(self.add, *row.inputs)
        while len(self.rows) > count:
            row = self.rows.pop()
            self._column.removeWidget(row)
            row.setParent(None)
            row.deleteLater()

    def focus_field(self, position: int, name: str) -> None:
        """Put the cursor into a field of one of the days."""
        if 0 <= position < len(self.rows):
            row = self.rows[position]
            {"what": row.what, "kind": row.kind, "note": row.note, "source": row.source.text}.get(
                name, row.on.line
            ).setFocus()

    @Slot(int, str, object)
    def _take(self, position: int, name: str, value: Any) -> None:
        if name == "on" and value is None:
            self._drop_begun(position)
            return
        if position < len(self._dates):
            changed = msgspec.structs.replace(self._dates[position], **{name: value})
        elif name == "on":
            changed = DueDate(on=value)
        else:
            return
        dates = (*self._dates[:position], changed, *self._dates[position + 1 :])
        self.changed.emit(f"{position}.{name}", dates)

    def _drop_begun(self, position: int) -> None:
        """Take a day that was only begun out of the case: its text is not understood any more."""
        if position < len(self._dates):
            self._begun = True
            dates = (*self._dates[:position], *self._dates[position + 1 :])
            self.changed.emit(f"{position}.on", dates)

    @Slot(int)
    def _remove(self, position: int) -> None:
        self.add.setFocus()
        if position >= len(self._dates):
            self._begun = False
            self._show()
            return
        dates = (*self._dates[:position], *self._dates[position + 1 :])
        self.changed.emit("", dates)

    @Slot()
    def _add(self) -> None:
        self._begun = True
        self._show()
        self.rows[-1].on.line.setFocus()
