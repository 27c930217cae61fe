"""The page Since the last briefing: what changed since, and what each change moves."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from dsa_sim.language import formats
from dsa_sim.language.movement_words import (
    movement_columns,
    movement_table,
    order_words,
    other_changes,
)
from dsa_sim.model.case import Briefed, Case
from dsa_sim.storage import CaseFileError, describe
from dsa_sim.storage.briefed import case_of
from dsa_sim.ui.context import Context
from dsa_sim.ui.page import Page
from dsa_sim.ui.runner import Cancelled
from dsa_sim.ui.widgets.cards import Card, KeyFigure, label, scrolled_column
from dsa_sim.ui.widgets.fields import ChoiceField
from dsa_sim.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from dsa_sim.model.movement import Movement

_KEY = "movement"


class MovementPage(Page):
    """Two results then and now, and the changes between them, one a row."""

    shows_scenarios = True

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        tr = self.lang.tr
        area, column = scrolled_column()
        hint = tr(
            "Every export keeps a snapshot of the case within the case file. Here is what changed "
            "since one of them, change by change: the moves add up to the whole difference."
        )
        column.addWidget(label(hint, name="muted", wrap=True))
        column.addLayout(self._bar())
        self.said = label(wrap=True)
        column.addWidget(self.said)
        self.figures = QWidget()
        across = QHBoxLayout(self.figures)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        self.maximum = KeyFigure(tr("Statutory maximum"))
        self.expected = KeyFigure(tr("Expected amount"))
        for figure in (self.maximum, self.expected):
            across.addWidget(figure)
        column.addWidget(self.figures)
        self.card = Card(tr("What changed"))
        self.table = TableView(context, tr("What changed"), movement_columns(self.lang))
        self.table.opened.connect(self._lead)
        self.card.body.addWidget(self.table)
        self.order = label(name="caption", wrap=True)
        self.card.body.addWidget(self.order)
        self.others = label(name="caption", wrap=True)
        self.card.body.addWidget(self.others)
        column.addWidget(self.card)
        column.addStretch(1)
        self.root.addWidget(area)
        self._asked: tuple[Briefed, Case] | None = None
        context.runner.done.connect(self._take)

    def _bar(self) -> QHBoxLayout:
        tr = self.lang.tr
        self.since = ChoiceField(tr("Since"))
        self.since.setMinimumWidth(320)
        self.since.edited.connect(self.refresh)
        row = QHBoxLayout()
        self._caption = label(tr("Since"), name="fieldLabel")
        row.addWidget(self._caption)
        row.addWidget(self.since)
        row.addStretch(1)
        return row

    def header_buttons(self) -> tuple[QPushButton, ...]:
        """Keep a snapshot without an export."""
        button = QPushButton(self.lang.tr("Keep a snapshot now"))
        button.clicked.connect(self.keep)
        return (button,)

    @Slot()
    def keep(self) -> None:
        """Keep the case as it is, as if a briefing had left the program."""
        self.context.keep_briefed(self.context.case, self.lang.tr("Snapshot by hand"))

    @Slot()
    def refresh(self) -> None:
        """Offer the snapshots, and ask what changed since the one chosen."""
        made = self.context.case.briefed
        choices = [
            (n, f"{formats.day(self.lang, b.made_on)} · {b.what}") for n, b in enumerate(made)
        ]
        self.since.set_choices(choices[::-1])
        if self.since.value is None and made:
            self.since.set_value(len(made) - 1)
        for part in (self.since, self._caption):
            part.setVisible(bool(made))
        if not made:
            self._show_nothing(self.lang.tr("No briefing has left the program yet."))
            return
        place = self.since.value
        self._ask(made[place] if isinstance(place, int) else made[-1])

    def _ask(self, made: Briefed) -> None:
        try:
            before = ask_movement(self.context, made, _KEY)
        except CaseFileError as error:
            self._show_nothing(describe(error, self.lang))
            return
        self._asked = (made, before)

    def _show_nothing(self, words: str) -> None:
        self._asked = None
        self.said.setText(words)
        self.figures.hide()
        self.card.hide()

    @Slot(str, object)
    def _take(self, key: str, result: Any) -> None:
        if key == _KEY and self._asked is not None:
            self._show(result, self._asked[1])

    def _show(self, found: "Movement", before: Case) -> None:
        tr = self.lang.tr
        both = ((self.maximum, 0), (self.expected, 1))
        for figure, n in both:
            was, now = (formats.amount(self.lang, side[n]) for side in (found.before, found.after))
            figure.show_figure(now, tr("It was {amount} then.", amount=was))
        self.figures.show()
        rows = movement_table(self.lang, found, before, self.context.case).rows
        self.table.set_rows(rows)
        self.card.setVisible(bool(rows or found.others))
        self.table.setVisible(bool(rows))
        self.order.setText(order_words(self.lang, found))
        self.order.setVisible(bool(self.order.text()))
        self.others.setText(self._other_words(found, before))
        self.others.setVisible(bool(found.others))
        same = not rows and not found.others
        self.said.setText(tr("Nothing has changed since.") if same else "")
        self.said.setVisible(same)

    def _other_words(self, found: "Movement", before: Case) -> str:
        names = other_changes(self.lang, found, before, self.context.case)
        listed = "\n".join(f"• {name}" for name in names)
        return self.lang.tr("Changed without moving a figure:") + "\n" + listed

    @Slot(str)
    def _lead(self, target: str) -> None:
        if target:
            self.context.place_asked.emit(target)


def ask_movement(context: Context, made: Briefed, key: str) -> Case:
    """Ask the runner, under that key, what changed since a briefing; the case as it was then.

    Raises:
        CaseFileError: the snapshot cannot be read.
    """
    before, scenario = case_of(made), context.document.scenario
    if scenario not in {s.id for s in before.scenarios}:
        scenario = None
    context.runner.ask(key, partial(_work_out, before, context.case, scenario))
    return before


def _work_out(before: Case, after: Case, scenario: str | None, cancelled: Cancelled) -> "Movement":
    from dsa_sim.model.movement import movement

    return movement(before, after, scenario, cancelled=cancelled)
