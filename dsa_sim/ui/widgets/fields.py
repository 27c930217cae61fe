"""Fields that understand what a lawyer types, and never change the case on a misreading.

A field reads its text while it is typed. What it understands it passes on at once; what it
does not understand stays in the field, marked, with one line that says what is expected, and the
value from before the typing is passed on again: the beginning of a wrong text is no edit.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import Language
from dsa_sim.language.joining import named
from dsa_sim.language.parsing import FieldProblem
from dsa_sim.ui.widgets.cards import label, restyle
from dsa_sim.ui.widgets.flow import Flow
from dsa_sim.ui.widgets.lines import CaseLine, leaves_undo

PATIENCE_MS = 700
"""How long typing may pause before a text that is not understood is marked."""

_NOT_TYPING = object()
"""Stands where a value was before somebody typed, while nobody does."""

Path = tuple[str | int, ...]
Parse = Callable[[str], Any]
Show = Callable[[Any], str]


class TypedField(QWidget):
    """A line of text that stands for a value of the case.

    `parse` gives the value or a `FieldProblem`; `show` writes a value; `understood` says in
    words what was read. An empty text is the value None where `optional`.
    """

    edited = Signal(object)
    """The value to take: one that was understood, emitted while typing; once the text is not
    understood any more, the value from before the typing."""
    finished = Signal()
    """The person left the field or pressed Enter."""

    def __init__(
        self,
        name: str,
        *,
        parse: Parse,
        show: Show,
        understood: Show | None = None,
        optional: str = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._parse, self._show, self._understood = parse, show, understood
        self._optional = optional
        self._value: Any = None
        self._before: Any = _NOT_TYPING
        self._refused = ""
        self.line = CaseLine(self)
        self.line.setAccessibleName(name)
        self.line.setMaxLength(400)
        self.line.setPlaceholderText(optional)
        self.message = label(name="problem", wrap=True)
        self.message.setVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self.message)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._pause.timeout.connect(self._complain)
        self.line.textEdited.connect(self._read)
        self.line.given_up.connect(self._give_up)
        self.line.editingFinished.connect(self._finish)

    @property
    def is_wrong(self) -> bool:
        """True while the text is not understood."""
        return bool(self._refused)

    def read(self) -> Any:
        """The value of the text as it stands, or the `FieldProblem` it has."""
        return self._parse(self.line.text())

    def understand(self, understood: Show) -> None:
        """Say in other words from now on what a value means, where they depend on the case."""
        self._understood = understood
        if self._value is not None:
            self.line.setToolTip(understood(self._value))

    def set_value(self, value: Any) -> None:
        """Show a value, unless the person is typing this very value or a wrong text."""
        if value == self._value and (self.line.hasFocus() or self._refused):
            return
        if value != self._value:
            self._before = _NOT_TYPING
        self._value = value
        self._refused = ""
        self._show_value()
        self._mark()
        if self._understood is not None and value is not None:
            self.line.setToolTip(self._understood(value))

    def forget(self) -> None:
        """Let go of value and text: the field is about to stand for another part."""
        self._value, self._before, self._refused = None, _NOT_TYPING, ""
        self._show_value()
        self._mark()

    def _show_value(self) -> None:
        with QSignalBlocker(self.line):
            self.line.setText("" if self._value is None else self._show(self._value))

    @Slot(str)
    def _read(self, text: str) -> None:
        if self._before is _NOT_TYPING:
            self._before = self._value
        value, problem = self._parsed(text)
        self._refused = problem
        self.line.unread = bool(problem)
        if problem:
            self._pause.start()
            self._go_back()
            return
        self._pause.stop()
        self._value = value
        self._mark()
        self._say_understood(value)
        self.edited.emit(value)

    def _go_back(self) -> None:
        """Pass the value from before the typing on again: its beginning alone was understood."""
        before = self._before
        if before is _NOT_TYPING or self._value == before:
            return
        self._value = before
        self.message.setVisible(False)
        self.edited.emit(before)

    @Slot()
    def _give_up(self) -> None:
        """Show the value of the case again instead of a text that is not understood."""
        self._refused, self._before = "", _NOT_TYPING
        self._show_value()
        self._mark()
        self.line.selectAll()

    def _parsed(self, text: str) -> tuple[Any, str]:
        if not text.strip() and self._optional:
            return None, ""
        value = self._parse(text)
        return (None, value.message) if isinstance(value, FieldProblem) else (value, "")

    def _say_understood(self, value: Any) -> None:
        if self._understood is None or value is None:
            return
        self.message.setObjectName("understood")
        self.message.setText(self._understood(value))
        self.message.setVisible(True)
        restyle(self.message)

    @Slot()
    def _finish(self) -> None:
        if self._refused:
            self._complain()
        else:
            self._before = _NOT_TYPING
            self.message.setVisible(False)
            self._show_value()
        self.finished.emit()

    def refuse(self, message: str) -> None:
        """Mark the text as one that the case does not take, and say why; nothing to say ends it."""
        self._refused = message
        if message:
            self._go_back()
        else:
            self._before = _NOT_TYPING
        self._complain()

    @Slot()
    def _complain(self) -> None:
        if self._refused:
            self.message.setObjectName("problem")
            self.message.setText(self._refused)
            restyle(self.message)
        self._mark()

    def _mark(self) -> None:
        self.message.setVisible(bool(self._refused))
        _mark_line(self.line, self._refused)


def _mark_line(line: CaseLine, refused: str) -> None:
    line.unread = bool(refused)
    line.setProperty("wrong", bool(refused))
    line.setAccessibleDescription(refused)
    restyle(line)


class TextField(CaseLine):
    """A line of free text; `edited` passes it on while typing.

    Where what it stands for takes not every text, `refuse` marks one that is not taken, and the
    text from before the typing is passed on again.
    """

    edited = Signal(str)

    def __init__(self, name: str, *, placeholder: str = "", longest: int = 300):
        super().__init__()
        self._taken = ""
        self._before: str | None = None
        self._refused = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)
        self.textEdited.connect(self._read)
        self.given_up.connect(self._give_up)
        self.editingFinished.connect(self._finish)

    @property
    def is_wrong(self) -> bool:
        """True while the text is one that is not taken."""
        return bool(self._refused)

    @Slot(str)
    def _read(self, text: str) -> None:
        if self._before is None:
            self._before = self._taken
        if self._refused:
            self._refused = ""
            _mark_line(self, "")
        self._taken = text
        self.edited.emit(text)

    def refuse(self, message: str) -> None:
        """Mark the text as one that is not taken, and go back to the one before the typing."""
        self._refused = message
        _mark_line(self, message)
        self.setToolTip(message)
        before = self._before if message else None
        self._before = before
        if before is not None and self._taken != before:
            self._taken = before
            self.edited.emit(before)

    @Slot()
    def _give_up(self) -> None:
        self._refused = ""
        _mark_line(self, "")
        self.set_value(self._taken)
        self.selectAll()

    @Slot()
    def _finish(self) -> None:
        if not self._refused:
            self._before = None

    def set_value(self, text: str) -> None:
        """Show a text without moving the cursor of a person who is typing it."""
        if self._refused and text == self._taken:
            return
        if text != self._taken:
            self._before = None
        self._taken = text
        if self._refused:
            self._refused = ""
            _mark_line(self, "")
        if text != self.text():
            with QSignalBlocker(self):
                self.setText(text)
                if not self.hasFocus():
                    self.setCursorPosition(0)
        self.setToolTip(text if len(text) > 30 else "")


class ReasonField(TextField):
    """The reason of a judgement; `mark` says where it was written for an earlier value.

    `signed` is where the signature of the judgement lies within its part. Who lays the field out
    puts `mark` below it; `FieldRow` and `Form` do.
    """

    confirmed = Signal()
    """The reason holds for the value as it is now."""

    def __init__(
        self,
        lang: Language,
        name: str,
        *,
        signed: Path = (),
        placeholder: str = "",
        longest: int = 10_000,
    ):
        super().__init__(name, placeholder=placeholder, longest=longest)
        self.signed = signed
        self.mark = QWidget(self)
        self.mark.hide()
        words = lang.tr("Written for an earlier value.")
        self.holds = QPushButton(lang.tr("Still holds"))
        self.holds.setObjectName("flat")
        self.holds.setAccessibleName(named(lang, name, self.holds.text()))
        self.holds.setToolTip(lang.tr("The reason holds for the value as it is now"))
        self.holds.clicked.connect(self._confirm)
        self._words = words
        row = QHBoxLayout(self.mark)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(words, name="warningText", wrap=True), 1)
        row.addWidget(self.holds)

    def show_mark(self, *, is_for_earlier: bool) -> None:
        """Show, or hide, that the reason was written for an earlier value."""
        self.mark.setVisible(is_for_earlier)
        self.setAccessibleDescription(self._words if is_for_earlier else "")

    @Slot()
    def _confirm(self) -> None:
        # The button goes with the mark: the keyboard should not be lost.
        self.setFocus()
        self.confirmed.emit()


def is_typed(field: QWidget) -> bool:
    """Tell whether a value is typed into a field letter by letter: one step of undo for all."""
    return isinstance(field, NoteField) or ended(field) is not None


def ended(field: QWidget) -> Any:
    """The signal by which a field tells that typing has ended; None where it has none."""
    return getattr(field, "finished", None) or getattr(field, "editingFinished", None)


class NoteField(QPlainTextEdit):
    """A few lines of free text; Tab leaves the field."""

    edited = Signal(str)
    LONGEST = 10_000

    def __init__(self, name: str, *, placeholder: str = "", lines: int = 3):
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * 19 + 16)
        self.textChanged.connect(self._pass_on)

    @Slot()
    def _pass_on(self) -> None:
        text = self.toPlainText()
        if len(text) > self.LONGEST:
            self.setPlainText(text[: self.LONGEST])
            return
        self.edited.emit(text)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the case, which has every letter typed here."""
        return leaves_undo(self, event) or super().event(event)

    def set_value(self, text: str) -> None:
        """Show a text without moving the cursor of a person who is typing it."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)


class ChoiceField(QComboBox):
    """A choice among codes shown as words; the mouse wheel over it changes nothing."""

    edited = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str]] = ()):
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._codes: list[object] = []
        self.set_choices(choices)
        self.activated.connect(self._pass_on)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices; the one chosen stays where it is still offered."""
        if [c for c, _ in choices] == self._codes and [
            self.itemText(n) for n in range(self.count())
        ] == [w for _, w in choices]:
            return
        chosen = self._codes[self.currentIndex()] if self.currentIndex() >= 0 else None
        with QSignalBlocker(self):
            self.clear()
            self._codes = [code for code, _ in choices]
            self.addItems([words for _, words in choices])
        self.set_value(chosen)

    def set_value(self, code: object) -> None:
        """Show the choice with that code; none where it is not offered."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._codes.index(code) if code in self._codes else -1)
        self.setToolTip(self.currentText())

    @property
    def value(self) -> object:
        """The code chosen; None where none is."""
        return self._codes[self.currentIndex()] if self.currentIndex() >= 0 else None

    @Slot(int)
    def _pass_on(self, index: int) -> None:
        self.edited.emit(self._codes[index])

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel over a field must not change a case."""
        event.ignore()


class ChipField(QWidget):
    """A choice among few codes, all in sight as chips."""

    edited = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, wraps: bool = False):
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        layout = Flow(self, gap=8) if wraps else QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for code, words in choices:
            button = QPushButton(words)
            button.setObjectName("chip")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {words}")
            button.clicked.connect(self._pass_on)
            self._group.addButton(button)
            self._buttons[code] = button
            layout.addWidget(button)
        if isinstance(layout, QHBoxLayout):
            layout.addStretch(1)
        self.setFocusProxy(next(iter(self._buttons.values())))

    def set_value(self, code: str) -> None:
        """Mark the chip with that code."""
        self._buttons[code].setChecked(True)

    @Slot()
    def _pass_on(self) -> None:
        chosen = self._group.checkedButton()
        self.edited.emit(next(c for c, b in self._buttons.items() if b is chosen))


class Form(QGridLayout):
    """Rows of a label and a field, the labels in one column."""

    def __init__(self, *, label_width: int = 128):
        super().__init__()
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(8)
        self.setColumnMinimumWidth(0, label_width)
        self.setColumnStretch(1, 1)

    def add_row(self, name: str, *fields: QWidget | QLabel) -> QLabel:
        """Add a row; several fields share it, the first taking the room that is left."""
        row = self.rowCount()
        caption = label(name, name="fieldLabel", wrap=True)
        caption.setContentsMargins(0, 6, 0, 0)
        caption.setMaximumWidth(self.columnMinimumWidth(0) + 30)
        self.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        if fields:
            caption.setBuddy(fields[0])
        if len(fields) == 1:
            self.addWidget(fields[0], row, 1, Qt.AlignmentFlag.AlignTop)
            if isinstance(fields[0], ReasonField):
                self.addWidget(fields[0].mark, row + 1, 1)
            return caption
        together = QHBoxLayout()
        together.setSpacing(8)
        for field in fields:
            together.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        self.addLayout(together, row, 1)
        return caption
