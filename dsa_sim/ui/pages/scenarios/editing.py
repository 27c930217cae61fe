"""Editing the scenario matrix as a spreadsheet: type into a cell, copy, paste, fill, reset."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from dsa_sim.language.input_text import input_choices, parse_input, show_input
from dsa_sim.language.input_words import target_words, value_words
from dsa_sim.language.parsing import FieldProblem
from dsa_sim.model.case import Case, Override, Scenario, Signoff
from dsa_sim.model.edits import reset_override, set_override
from dsa_sim.model.inputs import input_of, override, read, value_of
from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.scenarios.matrix import Matrix, override_of
from dsa_sim.ui.widgets.cards import restyle
from dsa_sim.ui.widgets.lines import FreeLine

Place = tuple[Scenario | None, str]
PlaceOf = Callable[[int, int], Place]
"""The scenario (None: the base case) and the target of a cell; an empty target: a result."""

_FRAME = 30
"""Pixels that the frame and the padding of a field take."""

_Index = Any  # QModelIndex | QPersistentModelIndex: the base class takes both


class MatrixEditing(QObject):
    """What can be done to the cells of the matrix; every command is one step of undo."""

    refused = Signal(str)
    """A text could not be taken: what is wrong and where; nothing was changed. Empty where the
    text was given up."""

    def __init__(self, context: Context, table: Matrix, place_of: PlaceOf) -> None:
        super().__init__(table)
        self.context, self.lang = context, context.lang
        self._table, self._place_of = table, place_of
        table.setItemDelegate(_CellDelegate(self))
        table.reset_asked.connect(self.reset_selected)
        table.copy_asked.connect(self.copy_selected)
        table.paste_asked.connect(self.paste)
        table.fill_asked.connect(self.fill_right)

    def place(self, index: _Index) -> Place:
        """The scenario and the input of a cell."""
        return self._place_of(index.row(), index.column())

    def can_type(self, index: _Index) -> bool:
        """Tell whether a cell takes a line of text or a choice (three chances have a dialog)."""
        scenario, target = self.place(index)
        if scenario is None or not target:
            return False
        return input_of(self.context.case, target).value_kind != "outcomes"

    def value_in(self, scenario: Scenario | None, target: str) -> Any:
        """The value of an input in a scenario: its own, else that of the base case."""
        made = override_of(scenario, target)
        return value_of(made) if made else read(self.context.case, target)

    def read_text(self, target: str, text: str) -> Any:
        """The value of a text for an input, or the `FieldProblem` it has."""
        case = self.context.case
        value = parse_input(self.lang, case, target, text)
        if isinstance(value, FieldProblem):
            return value
        try:
            override(case, target, value)
        except ValueError:
            words = self.lang.tr("The case cannot take this value here.")
            return FieldProblem(code="not_taken", message=words)
        return value

    def set_text(self, scenario: Scenario, target: str, text: str) -> None:
        """Set an input of a scenario to what a text says; its reason stays."""
        value = self.read_text(target, text)
        if isinstance(value, FieldProblem):
            self.refused.emit(value.message)
            return
        self._apply([(scenario, target, value)])

    def set_reason(self, scenario: str, target: str, reason: str) -> None:
        """Say why a scenario sets an input differently."""

        def edit(case: Case) -> Case:
            found = next(s for s in case.scenarios if s.id == scenario)
            made = override_of(found, target)
            if made is None:
                return case
            return set_override(case, scenario, msgspec.structs.replace(made, reason=reason))

        words = self.lang.tr("Change of reason")
        self.context.apply(words, edit, merge=f"{scenario}.{target}.reason", where=scenario)

    def _apply(self, cells: list[tuple[Scenario, str, Any]]) -> None:
        """Set cells in one step; a value of None takes that of the base case again."""
        if not cells:
            return

        def edit(case: Case) -> Case:
            for scenario, target, value in cells:
                case = _with_cell(case, scenario, target, value)
            return case

        first = cells[0]
        what = target_words(self.lang, self.context.case, first[1])
        words = self.lang.tr("Scenario: {input}", input=what)
        if len(cells) > 1:
            words = self.lang.ntr("{n} cell of the matrix", "{n} cells of the matrix", len(cells))
        self.context.apply(words, edit, where=first[0].id)

    def _selected(self) -> list[tuple[int, int]]:
        return sorted((i.row(), i.column()) for i in self._table.selectedIndexes())

    @Slot()
    def reset_selected(self) -> None:
        """Take the values of the base case again in the selected cells."""
        places = [self._place_of(*cell) for cell in self._selected()]
        self._apply([(s, t, None) for s, t in places if s is not None and override_of(s, t)])

    @Slot()
    def copy_selected(self) -> None:
        """Put the selected cells on the clipboard, as spreadsheets take them."""
        cells = self._selected()
        if not cells:
            return
        rows = range(min(r for r, _ in cells), max(r for r, _ in cells) + 1)
        columns = range(min(c for _, c in cells), max(c for _, c in cells) + 1)
        lines = ("\t".join(self._text(r, c) for c in columns) for r in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _text(self, row: int, column: int) -> str:
        scenario, target = self._place_of(row, column)
        item = self._table.item(row, column)
        if not target or item is None or column < self._table.first_value:
            return item.text() if item is not None else ""
        value = self.value_in(scenario, target)
        return show_input(self.lang, self.context.case, target, value)

    @Slot()
    def paste(self) -> None:
        """Set the cells from the current one on to what the clipboard holds, all or none."""
        index = self._table.currentIndex()
        lines = QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()
        if not index.isValid() or not lines:
            return
        found: list[tuple[Scenario, str, Any]] = []
        for down, line in enumerate(lines):
            for across, text in enumerate(line.split("\t")):
                read_cell = self._pasted(index.row() + down, index.column() + across, text.strip())
                if isinstance(read_cell, str):
                    self.refused.emit(read_cell)
                    return
                found.append(read_cell)
        self._apply(found)

    def _pasted(self, row: int, column: int, text: str) -> tuple[Scenario, str, Any] | str:
        """The cell with its value, or what is wrong with it."""
        tr, case = self.lang.tr, self.context.case
        scenario, target = self._place_of(row, column)
        if scenario is None or not target:
            return tr("Nothing was pasted: “{text}” would fall outside the scenarios.", text=text)
        if text in ("", value_words(self.lang, case, target, read(case, target))):
            return scenario, target, None
        value = self.read_text(target, text)
        if isinstance(value, FieldProblem):
            where = target_words(self.lang, case, target)
            return tr(
                "Nothing was pasted. {where}, “{scenario}”: {message}",
                where=where, scenario=scenario.title, message=value.message,
            )  # fmt: skip
        return scenario, target, value

    @Slot()
    def fill_right(self) -> None:
        """Give the first selected cell of each row to the others of that row."""
        rows: dict[int, list[int]] = {}
        for row, column in self._selected():
            rows.setdefault(row, []).append(column)
        found: list[tuple[Scenario, str, Any]] = []
        for row, (first, *others) in rows.items():
            source, target = self._place_of(row, first)
            made = override_of(source, target)
            for column in others:
                scenario, _ = self._place_of(row, column)
                if scenario is not None and target:
                    found.append((scenario, target, made))
        self._apply(found)


def _with_cell(case: Case, scenario: Scenario, target: str, value: Any) -> Case:
    if value is None:
        return reset_override(case, scenario.id, target)
    if isinstance(value, Override):
        return set_override(case, scenario.id, msgspec.structs.replace(value, signoff=Signoff()))
    known = override_of(next(s for s in case.scenarios if s.id == scenario.id), target)
    made = override(case, target, value, reason=known.reason if known else "")
    if known is not None:
        made = msgspec.structs.replace(made, signoff=known.signoff)
    return set_override(case, scenario.id, made)


class _CellDelegate(QStyledItemDelegate):
    """The field within a cell: a list for a choice, a line for the rest."""

    def __init__(self, editing: MatrixEditing) -> None:
        super().__init__(editing)
        self._editing = editing

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """A field with the value of the cell in it."""
        editing = self._editing
        scenario, target = editing.place(index)
        case, lang = editing.context.case, editing.lang
        value = editing.value_in(scenario, target)
        row, name = input_of(case, target), target_words(lang, case, target)
        if row.value_kind == "choice":
            box = QComboBox(parent)
            box.addItems([words for _, words in input_choices(lang, case, row)])
            box.setCurrentText(value_words(lang, case, target, value))
            box.setAccessibleName(name)
            return box
        line = FreeLine(show_input(lang, case, target, value), parent)
        line.setAccessibleName(name)
        line.setProperty("target", target)
        line.textChanged.connect(partial(_widen, line))
        line.selectAll()
        return line

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: _Index
    ) -> None:
        """Give a line the width of its whole text, as far as the table reaches."""
        editor.setGeometry(option.rect)
        if isinstance(editor, QLineEdit):
            _widen(editor)

    def setEditorData(self, _editor: QWidget, _index: _Index) -> None:
        """The field has its value from the beginning."""

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: _Index) -> None:
        """Take what was entered, where it differs from what was there and is understood."""
        if isinstance(editor, QLineEdit) and self._complains(editor):
            return
        scenario, target = self._editing.place(index)
        text = _entered(editor)
        if scenario is not None and text != editor.property("before"):
            # Once the field is closed: the cells are made anew, and it would go with them.
            later = partial(self._editing.set_text, scenario, target, text)
            QTimer.singleShot(0, self, later)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep a text that is not understood in its field, and say what is expected.

        It stays there too when the person leaves the field, until Escape or another text.
        """
        if isinstance(editor, QWidget) and event.type() == QEvent.Type.FocusIn:
            editor.setProperty("before", _entered(editor))
        leaving = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if isinstance(event, QKeyEvent) and isinstance(editor, QLineEdit):
            pressed = event.type() == QEvent.Type.KeyPress and event.key() in leaving
            if pressed and self._complains(editor):
                return True
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._give_up(editor)
        left = event.type() == QEvent.Type.FocusOut
        if left and isinstance(editor, QLineEdit) and self._complains(editor):
            return False
        return bool(super().eventFilter(editor, event))

    def _complains(self, line: QLineEdit) -> bool:
        same = line.text() == line.property("before")
        value = None if same else self._editing.read_text(line.property("target"), line.text())
        line.setProperty("wrong", isinstance(value, FieldProblem))
        restyle(line)
        if isinstance(value, FieldProblem):
            line.setAccessibleDescription(value.message)
            QToolTip.showText(line.mapToGlobal(line.rect().bottomLeft()), value.message, line)
            self._editing.refused.emit(value.message)
        return isinstance(value, FieldProblem)

    def _give_up(self, editor: QObject) -> None:
        """Escape closes the field: there is nothing to say about its text any more."""
        if isinstance(editor, QLineEdit):
            editor.setProperty("before", editor.text())
            self._editing.refused.emit("")


def _widen(line: QLineEdit, _text: str = "") -> None:
    """Make a field as wide as its text, as far as the table reaches; never narrower."""
    table = line.parentWidget()
    room = table.width() - line.x() if table is not None else line.width()
    wanted = line.fontMetrics().horizontalAdvance(line.text()) + _FRAME
    line.resize(max(line.width(), min(wanted, room)), line.height())


def _entered(editor: QWidget) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    return editor.text() if isinstance(editor, QLineEdit) else ""
