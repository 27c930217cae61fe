"""The page of alleged infringements: the list on the left, the inspector on the right."""

from collections.abc import Callable
from functools import partial
from itertools import chain
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from dsa_sim.language.input_words import target_words
from dsa_sim.model import edits
from dsa_sim.model.case import Case, Infringement, Proceeding, Strand
from dsa_sim.model.starting_ranges import open_ones
from dsa_sim.ui.context import Context
from dsa_sim.ui.document import Edit
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.infringements.inspector import InfringementInspector
from dsa_sim.ui.pages.infringements.list import InfringementTable
from dsa_sim.ui.pages.infringements.rows import rows
from dsa_sim.ui.pages.infringements.strand_inspector import StrandInspector
from dsa_sim.ui.places import FILL_OPEN
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.lines import FreeLine

MOST_REFUSED = 3
"""As many texts that are not understood as are told below the list."""


class InfringementsPage(Page):
    """Strands and the infringements alleged in them; it edits the base case."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        tr = self.lang.tr
        self.chosen = ""
        self.search = FreeLine()
        self.search.setPlaceholderText(tr("Search provisions and facts: traceability, Article 34…"))
        self.search.setAccessibleName(tr("Search the alleged infringements"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(100)
        self.search.textChanged.connect(self._filter)
        self.table = InfringementTable(context)
        self.table.chosen.connect(self._choose)
        self.cells = self.table.rows_model.cells
        self.cells.changed.connect(self._show_refused)
        self.table.pasted.connect(self._say_pasted)
        self.table.fold_asked.connect(context.folds.toggle)
        context.folds.changed.connect(self.refresh)
        self.refused = label(name="problem", wrap=True)
        self.refused.hide()
        self.nothing = label(name="caption", wrap=True)
        self.inspector = InfringementInspector(context)
        self.strand_inspector = StrandInspector(context)
        self.empty = label(name="muted", wrap=True)
        self._add = self._button(tr("+ Add infringement"), self.add_infringement, name="primary")
        self._add_strand = self._button(tr("Add strand"), self.add_strand)
        self.fill = self._button(tr("Fill the open ones…"), self._fill_open)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        left = Card(margin=9)
        left.body.setSpacing(6)
        self.nothing.setContentsMargins(8, 6, 8, 6)
        left.body.addWidget(self.search)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.nothing)
        left.body.addWidget(self.fill)
        self.refused.setContentsMargins(8, 0, 8, 6)
        left.body.addWidget(self.refused)
        blank = Card()
        blank.body.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        for part in (blank, self.inspector, self.strand_inspector):
            self.stack.addWidget(part)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(left, 39)
        columns.addWidget(self.stack, 61)
        self.root.addLayout(columns)

    def _button(self, text: str, slot: Callable[[], None], *, name: str = "") -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.clicked.connect(slot)
        return button

    def _connect(self) -> None:
        self.inspector.duplicate_asked.connect(self.duplicate)
        self.inspector.removal_asked.connect(self.remove)
        self.strand_inspector.removal_asked.connect(self.remove)
        for inspector in (self.inspector, self.strand_inspector):
            inspector.target_chosen.connect(self.context.place_asked)
        tr = self.lang.tr
        for text, keys, slot in (
            (tr("Duplicate"), "Ctrl+D", self.duplicate),
            (tr("Remove"), "Del", self.remove),
            (tr("Move up"), "Alt+Up", self.move_up),
            (tr("Move down"), "Alt+Down", self.move_down),
            (tr("Paste"), "Ctrl+V", self.table.paste),
            (tr("Save as table…"), "", self.save_table),
        ):
            action = QAction(text, self.table)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(slot)
            self.table.addAction(action)

    @Slot()
    def save_table(self) -> None:
        """Save the alleged infringements of the base case with their exact amounts."""
        self.context.save_table_asked.emit(
            self.table.accessibleName(), partial(_frame_of, self.context.case)
        )

    def header_buttons(self) -> tuple[QPushButton, ...]:
        """Add a strand; add an infringement."""
        return (self._add_strand, self._add)

    def refresh(self) -> None:
        """Show list and inspector as the base case is now."""
        base = self.context.base()
        self._keep_choice(base.case)
        hidden = self.context.folds.hidden(base.case)
        shown = rows(self.lang, base, self.search.text(), hidden)
        self.table.show_starts(base.case.method == "judgement")
        self.cells.keep_true()
        self.table.show_rows(shown, self.chosen)
        self._show_refused()
        self.fill.setVisible(bool(open_ones(base.case)))
        self._say_nothing(bool(shown), base.case)
        if any(i.id == self.chosen for i in base.case.infringements):
            self.inspector.show_infringement(base, self.chosen)
            self.stack.setCurrentWidget(self.inspector)
        elif self.chosen:
            self.strand_inspector.show_strand(base, self.chosen)
            self.stack.setCurrentWidget(self.strand_inspector)
        else:
            self.stack.setCurrentIndex(0)

    @Slot()
    def _show_refused(self) -> None:
        """Say below the list which texts in it are in no case, and why."""
        tr, case = self.lang.tr, self.context.case
        told = [
            tr(
                "{where}, “{text}”: {message}",
                where=target_words(self.lang, case, address), text=refused.text,
                message=refused.message,
            )
            for address, refused in list(self.cells.refused.items())[:MOST_REFUSED]
        ]  # fmt: skip
        if more := len(self.cells.refused) - len(told):
            told.append(self.lang.ntr("and {n} more text", "and {n} more texts", more))
        self.refused.setText("\n".join(told))
        self.refused.setVisible(bool(told))
        self.table.viewport().update()

    @Slot(int)
    def _say_pasted(self, without_row: int) -> None:
        if without_row:
            self.context.message_given.emit(
                self.lang.ntr(
                    "{n} pasted line has no row in the list.",
                    "{n} pasted lines have no row in the list.",
                    without_row,
                )
            )

    def _say_nothing(self, has_rows: bool, case: Case) -> None:  # noqa: FBT001
        tr = self.lang.tr
        text = ""
        if not has_rows and self.search.text().strip():
            text = tr("Nothing here answers the search.")
        elif not case.infringements:
            text = tr("No infringement is alleged yet.")
        self.nothing.setText(text)
        self.nothing.setVisible(bool(text))
        self.empty.setText(
            tr("Add a strand: the alleged infringements that will end in one decision together.")
        )

    def _keep_choice(self, case: Case) -> None:
        """Keep what was chosen; where it is gone, take its neighbour in the list."""
        there = listed(case)
        if self.chosen in there:
            return
        before = [row.identifier for row in self.table.rows_model.rows]
        if self.chosen in before:
            n = before.index(self.chosen)
            near = chain(before[n + 1 :], reversed(before[:n]))
            self.chosen = next((i for i in near if i in there), "")
        if self.chosen not in there:
            closed = self.context.folds.hidden(case)
            alleged = (i for i in there if i not in {s.id for s in case.strands} | set(closed))
            self.chosen = next(alleged, there[0] if there else "")

    @Slot(str)
    def _choose(self, identifier: str) -> None:
        self.chosen = identifier
        self.refresh()

    @Slot(str)
    def _filter(self, _text: str) -> None:
        self.refresh()

    def go_to(self, target: str) -> None:
        """Choose the part that a target names and put the cursor into the field."""
        identifier, _, field = target.partition(".")
        case = self.context.case
        owner = next((p for p in case.proceedings if _belongs(identifier, p)), None)
        if owner is not None:
            strand = next((s.id for s in owner.strands), "")
            identifier, field = strand, f"proceeding_{field or 'title'}"
        if identifier not in listed(case):
            return
        self._show_part(identifier)
        inspector = self.stack.currentWidget()
        if field and isinstance(inspector, InfringementInspector | StrandInspector):
            inspector.focus_field(field)
        else:
            self.table.setFocus()

    def _show_part(self, identifier: str) -> None:
        self.chosen = identifier
        self.refresh()
        if self.table.rows_model.row_of(identifier) < 0:
            with QSignalBlocker(self.search):
                self.search.clear()
            folded = self.context.folds.hidden(self.context.case).get(identifier, identifier)
            if folded != identifier:
                self.context.folds.toggle(folded)
            self.refresh()

    @Slot()
    def _fill_open(self) -> None:
        self.context.place_asked.emit(FILL_OPEN)

    @Slot()
    def add_infringement(self) -> None:
        """Add an infringement to the strand in sight, and let the person name it."""
        case, tr = self.context.case, self.lang.tr
        if not case.platforms:
            self.context.message_given.emit(
                tr("Add a platform first: an infringement is alleged on one.")
            )
            self.context.place_asked.emit("provider.platforms")
            return
        title = tr("New alleged infringement")
        strand = self._strand_in_sight(case)
        made_strand = None if strand else self._new_strand(case)
        like = next((i for i in case.infringements if i.id == self.chosen), None)
        new = Infringement(
            id=edits.new_identifier(case, title), title=title,
            strand=strand or (made_strand.id if made_strand else ""),
            platform=like.platform if like else case.platforms[0].id,
        )  # fmt: skip
        edit = partial(_with_infringement, new=new, strand=made_strand, words=tr("Proceedings"))
        self._apply_and_name(tr("Add infringement"), edit, new.id)

    @Slot()
    def add_strand(self) -> None:
        """Add a strand to the proceeding in sight, and let the person name it."""
        case, tr = self.context.case, self.lang.tr
        strand = self._new_strand(case)
        beside = self._strand_in_sight(case)
        edit = partial(_with_strand, strand=strand, beside=beside, words=tr("Proceedings"))
        self._apply_and_name(tr("Add strand"), edit, strand.id)

    def _apply_and_name(self, words: str, edit: Edit, new: str) -> None:
        self.context.apply(words, edit, where=new)
        self._show_part(new)
        inspector = self.stack.currentWidget()
        if isinstance(inspector, InfringementInspector | StrandInspector):
            inspector.name_it()

    def _strand_in_sight(self, case: Case) -> str:
        chosen = next((i for i in case.infringements if i.id == self.chosen), None)
        if chosen is not None:
            return chosen.strand
        strands = [s.id for s in case.strands]
        return self.chosen if self.chosen in strands else next(iter(strands), "")

    def _new_strand(self, case: Case) -> Strand:
        title = self.lang.tr("New strand")
        return Strand(id=edits.new_identifier(case, title), title=title, decision_on=case.as_of)

    @Slot()
    def duplicate(self) -> None:
        """Copy the chosen infringement."""
        case = self.context.case
        old = next((i for i in case.infringements if i.id == self.chosen), None)
        if old is None:
            return
        title = self.lang.tr("{title} (copy)", title=old.title)[:300]
        new = edits.new_identifier(case, title)
        edit = partial(edits.duplicate_infringement, infringement=old.id, title=title)
        self.context.apply(self.lang.tr("Duplicate infringement"), edit, where=new)
        self._show_part(new)

    @Slot()
    def remove(self) -> None:
        """Remove the chosen infringement, or the chosen strand with all that is alleged in it."""
        case, tr = self.context.case, self.lang.tr
        if self.chosen not in listed(case):
            return
        is_strand = any(s.id == self.chosen for s in case.strands)
        words = tr("Remove strand") if is_strand else tr("Remove infringement")
        edit = partial(edits.remove, identifier=self.chosen)
        self.context.apply(words, edit, where=self.chosen)
        self.refresh()
        self.table.setFocus()

    @Slot()
    def move_up(self) -> None:
        """Move the chosen infringement before the one above it in its strand."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Move the chosen infringement behind the one below it in its strand."""
        self._move(1)

    def _move(self, by: int) -> None:
        case = self.context.case
        chosen = next((i for i in case.infringements if i.id == self.chosen), None)
        if chosen is None:
            return
        alleged = case.infringements_of(chosen.strand)
        n = alleged.index(chosen) + by
        if not 0 <= n < len(alleged):
            return
        to = case.infringements.index(alleged[n])
        edit = partial(edits.move, collection="infringements", identifier=chosen.id, to=to)
        self.context.apply(self.lang.tr("Move infringement"), edit, where=chosen.id)
        self.refresh()


def listed(case: Case) -> list[str]:
    """The identifiers of strands and infringements, in the order in which they are listed."""
    groups = ((s.id, *(i.id for i in case.infringements_of(s.id))) for s in case.strands)
    return list(chain.from_iterable(groups))


def _belongs(identifier: str, proceeding: Proceeding) -> bool:
    return identifier == proceeding.id or any(e.id == identifier for e in proceeding.events)


def _with_strand(case: Case, *, strand: Strand, beside: str, words: str) -> Case:
    """The case with a strand added to the proceeding of another, or to a new proceeding."""
    owners = [p for p in case.proceedings if any(s.id == beside for s in p.strands)]
    owners = owners or list(case.proceedings)
    if owners:
        return edits.add_strand(case, strand, proceeding=owners[0].id)
    name = edits.new_identifier(case, words)
    name = f"{name}-1" if name == strand.id else name
    made = Proceeding(id=name, title=words, strands=(strand,))
    return edits.add(case, "proceedings", made)


def _with_infringement(case: Case, *, new: Infringement, strand: Strand | None, words: str) -> Case:
    if strand is not None:
        case = _with_strand(case, strand=strand, beside="", words=words)
    return edits.add(case, "infringements", new)


def _frame_of(case: Case) -> Any:
    from dsa_sim import frames

    return frames.infringements(case)
