"""The page Scenarios: inputs down, scenarios across, what differs standing out."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QAction, QColor, QFont, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import formats
from dsa_sim.language.input_words import input_name, owner_name, target_words, value_words
from dsa_sim.language.parsing import FieldProblem, parse_chance
from dsa_sim.language.weighted_words import weighted_words
from dsa_sim.model.assessment import Assessment
from dsa_sim.model.case import Case, Override, Scenario
from dsa_sim.model.edits import (
    add,
    change,
    duplicate_scenario,
    move,
    new_identifier,
    remove,
    set_override,
)
from dsa_sim.model.inputs import read, scenario_of, targets, value_of
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.override_dialog import OverrideDialog
from dsa_sim.ui.page import Page
from dsa_sim.ui.pages.scenarios.differences import DifferencesCard
from dsa_sim.ui.pages.scenarios.editing import MatrixEditing
from dsa_sim.ui.pages.scenarios.matrix import FOLD, FrozenRows, Matrix, override_of, texts_of
from dsa_sim.ui.pages.scenarios.results import ROWS, result_rows
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.fields import ReasonField
from dsa_sim.ui.widgets.flow import Flow
from dsa_sim.ui.widgets.part_link import confirm_reason

TARGET = Qt.ItemDataRole.UserRole
FIRST_SCENARIO = 3


class ScenariosPage(Page):
    """The matrix of overrides with the results at its foot."""

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(context, parent)
        tr = self.lang.tr
        self._hint = tr(
            "Type into a cell to set an input differently in that scenario; Delete takes the "
            "value of the base case again, Ctrl+R fills to the right, cells can be copied and "
            "pasted. The base case itself is edited on its own pages."
        )
        self._folded: set[str] = set()
        self._table = Matrix()
        self.root.addLayout(self._bar())
        self._table.edit_asked.connect(self.edit_current)
        self._table.typed.connect(self.type_over)
        self._table.scenario_moved.connect(self._drag)
        self._table.fold_asked.connect(self._toggle)
        self._results = FrozenRows(self._table)
        self._results.setAccessibleName(tr("Results of the scenarios"))
        self.editing = MatrixEditing(context, self._table, self._place)
        self.editing.refused.connect(self._refuse)
        self._table.setAccessibleName(tr("Scenario matrix"))
        self._table.currentCellChanged.connect(self._show_reason)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.customContextMenuRequested.connect(self._open_menu)
        header = self._table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_head_menu)
        header.sectionDoubleClicked.connect(self._rename_column)
        card = Card(margin=8)
        card.body.addWidget(self._table)
        card.body.addWidget(self._results)
        self.root.addWidget(card, 1)
        self.weighed = label(wrap=True)
        self.root.addWidget(self.weighed)
        self._reason = label(name="muted", wrap=True)
        why = tr("Why this scenario differs")
        self.reason = ReasonField(self.lang, tr("Reason"), placeholder=why)
        self.reason.confirmed.connect(self._confirm_reason)
        self.reason.edited.connect(self._change_reason)
        self.reason.editingFinished.connect(context.document.end_merge)
        row = QHBoxLayout()
        row.addWidget(self._reason, 1)
        row.addWidget(self.reason, 3)
        self.root.addLayout(row)
        self.root.addWidget(self.reason.mark)
        self.differences = DifferencesCard(self.context)
        self.differences.hide()
        self.root.addWidget(self.differences)

    @Slot()
    def _compare(self) -> None:
        """Show or hide what tells two scenarios apart."""
        current = self._current()
        if self.comparing.isChecked():
            self.differences.show_scenarios(current.id if current else "")
        else:
            self.differences.hide()

    def _bar(self) -> QVBoxLayout:
        tr = self.lang.tr
        row, buttons = QHBoxLayout(), QWidget()
        flow = Flow(buttons, gap=4)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.filter.setPlaceholderText(tr("Filter: an infringement, a strand, an input"))
        self.filter.setAccessibleName(tr("Filter of the inputs"))
        self.filter.textChanged.connect(self.refresh)
        row.addWidget(self.filter, 1)
        self.all_inputs = QCheckBox(tr("Show open inputs too"))
        self.all_inputs.toggled.connect(self.refresh)
        row.addWidget(self.all_inputs)
        self.comparing = QCheckBox(tr("Compare two scenarios"))
        self.comparing.toggled.connect(self._compare)
        row.addWidget(self.comparing)
        self._buttons: dict[str, QPushButton] = {}
        for name, text, keys, call in (
            ("rename", tr("Rename…"), "Shift+F2", self.rename_current),
            ("weigh", tr("Weight…"), "", self.weigh_current),
            ("duplicate", tr("Duplicate"), "Ctrl+D", self.duplicate_current),
            ("left", tr("Move left"), "Ctrl+Shift+Left", self.move_left),
            ("right", tr("Move right"), "Ctrl+Shift+Right", self.move_right),
            ("remove", tr("Remove"), "", self.remove_current),
        ):
            button = QPushButton(text)
            button.setObjectName("flat")
            button.clicked.connect(call)
            if keys:
                self._add_keys(text, keys, call)
                shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                button.setToolTip(f"{text} ({shown})")
            self._buttons[name] = button
            flow.addWidget(button)
        bar = QVBoxLayout()
        bar.addLayout(row)
        bar.addWidget(buttons)
        return bar

    def _add_keys(self, text: str, keys: str, call: Callable[[], None]) -> None:
        """Let a key do in the matrix what a button does."""
        action = QAction(text, self._table)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(call)
        self._table.addAction(action)

    def header_buttons(self) -> tuple[QPushButton, ...]:
        """Add a scenario."""
        button = QPushButton(self.lang.tr("+ Add scenario"))
        button.clicked.connect(self.add_scenario)
        return (button,)

    def refresh(self) -> None:
        """Show inputs, overrides and results as they are now."""
        with QSignalBlocker(self._table):
            self._fill_table()
        self._show_state()
        if self.comparing.isChecked():
            self.differences.show_scenarios("")

    def _fill_table(self) -> None:
        case, row, column = self.context.case, self._table.currentRow(), self._table.currentColumn()
        groups = self._groups(case)
        shown = [row for part in groups for row in self._rows_of(part, groups[part])]
        results = self.context.all_assessments()
        self._table.clear()
        self._table.setRowCount(len(shown))
        columns = FIRST_SCENARIO + len(case.scenarios)
        self._table.setColumnCount(columns)
        self._results.setRowCount(len(ROWS))
        self._results.setColumnCount(columns)
        tr = self.lang.tr
        titles = (self._head(scenario) for scenario in case.scenarios)
        heads = [tr("Where"), tr("Input"), tr("Base case"), *titles]
        self._table.setHorizontalHeaderLabels(heads)
        for n, row_targets in enumerate(shown):
            if len(row_targets) > 1:
                self._fill_folded(n, row_targets, case)
            else:
                self._fill_row(n, row_targets[0], case)
            group = groups[_owner(row_targets[0])]
            self._head_group(n, row_targets[0], case, group)
        self._fill_results(results)
        self._table.size_columns(FIRST_SCENARIO, len(case.scenarios))
        self._table.resizeRowsToContents()
        self._results.follow()
        if row >= 0:
            self._table.setCurrentCell(
                min(row, self._table.rowCount() - 1), min(column, self._table.columnCount() - 1)
            )

    def _groups(self, case: Case) -> dict[str, list[str]]:
        """The inputs that are shown, by the part to which they belong."""
        groups: dict[str, list[str]] = {}
        for target in self._targets(case):
            groups.setdefault(_owner(target), []).append(target)
        return groups

    def _rows_of(self, part: str, found: list[str]) -> list[list[str]]:
        """The inputs of a part, a row each; all in one where they are folded away.

        What a filter names is in sight, folded or not.
        """
        if part in self._folded and len(found) > 1 and not self.filter.text().strip():
            return [found]
        return [[target] for target in found]

    @Slot(str)
    def _toggle(self, part: str) -> None:
        """Fold the inputs of a part away, or unfold them."""
        self._folded ^= {part}
        self.refresh()

    @Slot()
    def _fold_all(self) -> None:
        self._folded = set(self._groups(self.context.case))
        self.refresh()

    @Slot()
    def _unfold_all(self) -> None:
        self._folded.clear()
        self.refresh()

    def _targets(self, case: Case) -> list[str]:
        """The inputs that have a value somewhere, or all; those that the filter names."""
        overridden = {o.target for s in case.scenarios for o in s.overrides}
        typed = self.filter.text().casefold().split()
        return [
            t
            for t in targets(case)
            if (self.all_inputs.isChecked() or t in overridden or _has_value(read(case, t)))
            and (not typed or self._is_named(case, t, typed))
        ]

    def _is_named(self, case: Case, target: str, typed: list[str]) -> bool:
        name = f"{owner_name(self.lang, case, target)} {input_name(self.lang, case, target)}"
        return all(word in name.casefold() for word in typed)

    def _head_group(self, n: int, target: str, case: Case, group: list[str]) -> None:
        """Name the part in the first row of its inputs; several of them can be folded there."""
        is_first, name = target == group[0], owner_name(self.lang, case, target)
        is_folded = is_first and not self._place(n, 1)[1]
        sign = f"{'▸' if is_folded else '▾'} " if is_first and len(group) > 1 else ""
        item = self._put(n, 0, f"{sign}{name}" if is_first else "", "" if is_folded else target)
        item.setToolTip(name)
        item.setData(FOLD, _owner(target) if sign and not self.filter.text().strip() else "")

    def _fill_folded(self, n: int, found: list[str], case: Case) -> None:
        """Say in one row how many inputs are folded away, and how many a scenario sets itself."""
        lang = self.lang
        self._put(n, 1, lang.ntr("{n} input", "{n} inputs", len(found)), "")
        self._put(n, 2, "", "")
        for k, scenario in enumerate(case.scenarios):
            own = sum(override_of(scenario, target) is not None for target in found)
            words = lang.ntr("●\N{NO-BREAK SPACE}{n} differs", "●\N{NO-BREAK SPACE}{n} differ", own)
            self._put(n, FIRST_SCENARIO + k, words if own else "", "")

    def _fill_row(self, n: int, target: str, case: Case) -> None:
        base = value_words(self.lang, case, target, read(case, target))
        for column, text in enumerate((input_name(self.lang, case, target), base), start=1):
            self._put(n, column, text, target)
        for k, scenario in enumerate(case.scenarios):
            made = override_of(scenario, target)
            if made is None:
                item = self._put(n, FIRST_SCENARIO + k, base, target)
                item.setForeground(self._muted())
                continue
            value = value_of(made)
            text = value_words(self.lang, case, target, value)
            item = self._put(n, FIRST_SCENARIO + k, f"●\N{NO-BREAK SPACE}{text}", target)
            font = item.font()
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
            item.setToolTip(made.reason or self.lang.tr("no reason given"))

    def refresh_exposure(self) -> None:
        """Show the results as full as they are by now."""
        self._fill_results(self.context.all_assessments())

    def _head(self, scenario: Scenario) -> str:
        if scenario.weight is None:
            return scenario.title
        share = formats.share(self.lang, scenario.weight)
        return self.lang.tr("{title}: {share}", title=scenario.title, share=share)

    def _fill_results(self, results: tuple[Assessment, ...]) -> None:
        known = self.context.exposures.known()
        words = weighted_words(self.lang, self.context.case, known)
        self.weighed.setText(words)
        self.weighed.setVisible(bool(words))
        for n, row in enumerate(result_rows(self.lang, results, known)):
            self._put_result(n, 0, row.name)
            if self._results.columnSpan(n, 0) == 1:
                self._results.setSpan(n, 0, 1, FIRST_SCENARIO - 1)
            for k, text in enumerate(row.cells):
                item = self._put_result(n, FIRST_SCENARIO - 1 + k, text)
                item.setToolTip(row.exact[k])
        # What arrives later may take more lines than the dots that stood for it.
        self._results.follow()

    def _put_result(self, row: int, column: int, text: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        if column < FIRST_SCENARIO - 1:
            font = item.font()
            font.setWeight(QFont.Weight.DemiBold)
            item.setFont(font)
        self._results.setItem(row, column, item)
        return item

    def _put(self, row: int, column: int, text: str, target: str) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setData(TARGET, target)
        if len(text) > 20:
            item.setToolTip(text)
        self._table.setItem(row, column, item)
        return item

    def _muted(self) -> QColor:
        return QColor(self.context.theme.muted)

    def go_to(self, target: str) -> None:
        """Show the column of a scenario."""
        identifier = target.partition(".")[0]
        for k, scenario in enumerate(self.context.case.scenarios):
            if scenario.id == identifier:
                self._table.setCurrentCell(0, FIRST_SCENARIO + k)
                self._table.setFocus()

    def _current(self) -> Scenario | None:
        return self._current_place()[0]

    def _current_target(self) -> str:
        return self._current_place()[1]

    def _current_place(self) -> tuple[Scenario | None, str]:
        return self._place(self._table.currentRow(), self._table.currentColumn())

    def edit_current(self) -> None:
        """Type into the current cell; of the base case and of three chances, go where they are."""
        scenario, target = self._current(), self._current_target()
        if target and scenario is None:
            self.context.place_asked.emit(target)
        elif self.editing.can_type(self._table.currentIndex()):
            self._table.edit(self._table.currentIndex())
        elif target:
            self.ask_current()

    @Slot(str)
    def type_over(self, text: str) -> None:
        """Begin to type over the current cell, as in a spreadsheet."""
        scenario, target = self._current(), self._current_target()
        if target and scenario is None:
            self._refuse(self.lang.tr("Enter opens the base case’s own page for this input."))
            return
        self.edit_current()
        editor = QApplication.focusWidget()
        if isinstance(editor, QLineEdit) and self._table.isAncestorOf(editor):
            editor.setText(text)
        elif isinstance(editor, QComboBox) and self._table.isAncestorOf(editor):
            found = editor.findText(text, Qt.MatchFlag.MatchStartsWith)
            editor.setCurrentIndex(found if found >= 0 else editor.currentIndex())

    @Slot(int, int)
    def _drag(self, before: int, after: int) -> None:
        """Put a scenario whose column was dragged where it was dropped."""
        scenarios = self.context.case.scenarios
        k, to = before - FIRST_SCENARIO, max(after, FIRST_SCENARIO) - FIRST_SCENARIO
        if 0 <= k < len(scenarios) and k != to:
            self._move_to(scenarios[k], to)

    @Slot(int)
    def _rename_column(self, column: int) -> None:
        self._table.setCurrentCell(max(0, self._table.currentRow()), column)
        self.rename_current()

    def ask_current(self) -> None:
        """Ask for another value of the input in the scenario, with its reason."""
        scenario, target = self._current(), self._current_target()
        if not target or scenario is None:
            return
        current = override_of(scenario, target)
        dialog = OverrideDialog(self.context.case, target, current, self.lang, self)
        if dialog.exec() and dialog.made is not None:
            self.set_current(scenario.id, dialog.made)

    def set_current(self, scenario: str, made: Override) -> None:
        """Set an input in a scenario; who signed an earlier value of it is known still."""

        def edit(case: Case) -> Case:
            known = override_of(scenario_of(case, scenario), made.target)
            signoff = known.signoff if known else made.signoff
            return set_override(case, scenario, msgspec.structs.replace(made, signoff=signoff))

        what = target_words(self.lang, self.context.case, made.target)
        self.context.apply(self.lang.tr("Scenario: {input}", input=what), edit, where=scenario)

    def _place(self, row: int, column: int) -> tuple[Scenario | None, str]:
        """The scenario and the target of a cell."""
        item, scenarios = self._table.item(row, column), self.context.case.scenarios
        k = column - FIRST_SCENARIO
        scenario = scenarios[k] if 0 <= k < len(scenarios) else None
        return scenario, "" if item is None else str(item.data(TARGET))

    @Slot(str)
    def _refuse(self, words: str) -> None:
        if words:
            self._reason.setText(words)
        else:
            self._show_state()

    @Slot(str)
    def _change_reason(self, reason: str) -> None:
        scenario = self._current()
        if scenario is not None:
            self.editing.set_reason(scenario.id, self._current_target(), reason)

    @Slot()
    def _confirm_reason(self) -> None:
        scenario, target = self._current_place()
        if scenario is not None:
            n = next(n for n, o in enumerate(scenario.overrides) if o.target == target)
            confirm_reason(self.context, scenario.id, ("overrides", n, "signoff"), scenario.id)

    @Slot()
    def add_scenario(self) -> None:
        """Add a scenario at the end."""
        title = self.lang.tr("New scenario")
        identifier = new_identifier(self.context.case, title)

        def edit(case: Case) -> Case:
            return add(case, "scenarios", Scenario(id=identifier, title=title))

        self.context.apply(self.lang.tr("Add a scenario"), edit, where=identifier)
        self.go_to(identifier)

    @Slot()
    def rename_current(self) -> None:
        """Ask for another title of the scenario in the current column."""
        scenario = self._current()
        if scenario is None:
            return
        tr = self.lang.tr
        words = tr("Rename the scenario")
        title, accepted = QInputDialog.getText(self, words, tr("Title"), text=scenario.title)
        if accepted and title.strip():
            self.rename(scenario.id, title.strip()[:300])

    def rename(self, identifier: str, title: str) -> None:
        """Give a scenario another title."""

        def edit(case: Case) -> Case:
            return change(case, identifier, title=title)

        self.context.apply(self.lang.tr("Rename the scenario"), edit, where=identifier)

    @Slot()
    def weigh_current(self) -> None:
        """Ask how likely the scenario in the current column is."""
        scenario = self._current()
        if scenario is None:
            return
        tr, lang = self.lang.tr, self.lang
        now = "" if scenario.weight is None else formats.share(lang, scenario.weight)
        text, accepted = QInputDialog.getText(
            self, tr("Weight of the scenario"),
            tr("How likely is it? The base case has what all weights leave; empty: not weighed."),
            text=now,
        )  # fmt: skip
        if accepted:
            self.weigh(scenario.id, text)

    def weigh(self, identifier: str, text: str) -> None:
        """Give a scenario a weight as it was typed; empty takes it away."""
        found = parse_chance(self.lang, text) if text.strip() else None
        if isinstance(found, FieldProblem):
            self._refuse(found.message)
            return
        weight = None if found is None else found.central
        others = sum(s.weight or 0 for s in self.context.case.scenarios if s.id != identifier)
        if weight is not None and others + weight > 1:
            self._refuse(self.lang.tr("The weights of all scenarios add to no more than 100 %."))
            return

        def edit(case: Case) -> Case:
            return change(case, identifier, weight=weight)

        self.context.apply(self.lang.tr("Weight of the scenario"), edit, where=identifier)

    @Slot()
    def duplicate_current(self) -> None:
        """Put a copy of the scenario behind it."""
        scenario = self._current()
        if scenario is None:
            return
        title = self.lang.tr("{title} (copy)", title=scenario.title[:280])

        def edit(case: Case) -> Case:
            return duplicate_scenario(case, scenario.id, title=title)

        self.context.apply(self.lang.tr("Duplicate the scenario"), edit, where=scenario.id)

    @Slot()
    def move_left(self) -> None:
        """Move the scenario one column to the left."""
        self._move(-1)

    @Slot()
    def move_right(self) -> None:
        """Move the scenario one column to the right."""
        self._move(1)

    def _move(self, step: int) -> None:
        scenario = self._current()
        if scenario is None:
            return
        self._move_to(scenario, self.context.case.scenarios.index(scenario) + step)

    def _move_to(self, scenario: Scenario, place: int) -> None:
        if not 0 <= place < len(self.context.case.scenarios):
            return

        def edit(case: Case) -> Case:
            return move(case, "scenarios", scenario.id, to=place)

        self.context.apply(self.lang.tr("Move the scenario"), edit, where=scenario.id)
        self.go_to(scenario.id)

    @Slot()
    def remove_current(self) -> None:
        """Remove the scenario in the current column; undo brings it back."""
        scenario = self._current()
        if scenario is None:
            return

        def edit(case: Case) -> Case:
            return remove(case, scenario.id)

        self.context.apply(self.lang.tr("Remove the scenario"), edit)

    @Slot(int, int, int, int)
    def _show_reason(self, _row: int, _column: int, _was_row: int, _was_column: int) -> None:
        self._show_state()

    def _show_state(self) -> None:
        scenario, target = self._current(), self._current_target()
        for button in self._buttons.values():
            button.setEnabled(scenario is not None)
        made = override_of(scenario, target) if scenario else None
        self.reason.setVisible(made is not None)
        self.reason.set_value(made.reason if made else "")
        self.reason.show_mark(is_for_earlier=made is not None and made.signoff.earlier_value)
        if made is not None:
            self._reason.setText(target_words(self.lang, self.context.case, target))
        else:
            self._reason.setText(scenario.note if scenario and scenario.note else self._hint)

    @Slot(QPoint)
    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        tr, editing = self.lang.tr, self.editing
        menu.addAction(tr("Set differently…"), self.ask_current)
        menu.addAction(tr("Reset to the base case"), editing.reset_selected)
        menu.addSeparator()
        menu.addAction(tr("Copy"), editing.copy_selected)
        menu.addAction(tr("Paste"), editing.paste)
        menu.addAction(tr("Fill to the right"), editing.fill_right)
        menu.addSeparator()
        menu.addAction(tr("Fold all"), self._fold_all)
        menu.addAction(tr("Unfold all"), self._unfold_all)
        menu.addSeparator()
        menu.addAction(tr("Save as table…"), self.save_table)
        menu.exec(self._table.viewport().mapToGlobal(place))

    @Slot()
    def save_table(self) -> None:
        """Save the matrix as it stands: an input a row, the base case and a scenario a column."""
        heads, *cells = self._table.texts()
        results = texts_of(self._results)
        self.context.save_rows(self._table.accessibleName(), [heads, *cells, *results])

    @Slot(QPoint)
    def _open_head_menu(self, place: QPoint) -> None:
        column = self._table.horizontalHeader().logicalIndexAt(place)
        self._table.setCurrentCell(max(0, self._table.currentRow()), column)
        menu = QMenu(self)
        for button in self._buttons.values():
            menu.addAction(button.text(), button.click).setEnabled(button.isEnabled())
        menu.exec(self._table.horizontalHeader().mapToGlobal(place))


def _has_value(value: object) -> bool:
    """Tell whether an input is not open: a choice always has a value."""
    return value is not None and value != () and value != ""


def _owner(target: str) -> str:
    return target.partition(".")[0]
