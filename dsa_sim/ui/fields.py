"""Fields that understand what a lawyer types, and never change the case on a misreading.

A field reads its text while it is typed. What it understands it passes on at once; what it
does not understand stays in the field, marked, with one line that says what is expected.
"""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language.parsing import FieldProblem
from dsa_sim.ui.cards import label, restyle

PATIENCE_MS = 700
"""How long typing may pause before a text that is not understood is marked."""

Parse = Callable[[str], Any]
Show = Callable[[Any], str]


class TypedField(QWidget):
    """A line of text that stands for a value of the case.

    `parse` gives the value or a `FieldProblem`; `show` writes a value; `understood` says in
    words what was read. An empty text is the value None where `optional`.
    """

    edited = Signal(object)
    """A value was understood; emitted while typing."""
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
        self._refused = ""
        self.line = QLineEdit(self)
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
        self.line.editingFinished.connect(self._finish)

    @property
    def is_wrong(self) -> bool:
        """True while the text is not understood."""
        return bool(self._refused)

    def read(self) -> Any:
        """The value of the text as it stands, or the `FieldProblem` it has."""
        return self._parse(self.line.text())

    def set_value(self, value: Any) -> None:
        """Show a value, unless the person is typing this very value or a wrong text."""
        if value == self._value and (self.line.hasFocus() or self._refused):
            return
        self._value = value
        self._refused = ""
        with QSignalBlocker(self.line):
            self.line.setText("" if value is None else self._show(value))
        self._mark()
        if self._understood is not None and value is not None:
            self.line.setToolTip(self._understood(value))

    def forget(self) -> None:
        """Let go of value and text: the field is about to stand for another part."""
        self._value, self._refused = None, ""
        with QSignalBlocker(self.line):
            self.line.clear()
        self._mark()

    @Slot(str)
    def _read(self, text: str) -> None:
        value, problem = self._parsed(text)
        self._refused = problem
        if problem:
            self._pause.start()
            return
        self._pause.stop()
        self._value = value
        self._mark()
        self._say_understood(value)
        self.edited.emit(value)

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
            self.message.setVisible(False)
            with QSignalBlocker(self.line):
                self.line.setText("" if self._value is None else self._show(self._value))
        self.finished.emit()

    def refuse(self, message: str) -> None:
        """Mark the text as one that the case does not take, and say why."""
        self._refused = message
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
        self.line.setProperty("wrong", bool(self._refused))
        self.line.setAccessibleDescription(self._refused)
        restyle(self.line)


class TextField(QLineEdit):
    """A line of free text; `edited` passes it on while typing."""

    edited = Signal(str)

    def __init__(self, name: str, *, placeholder: str = "", longest: int = 300):
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(longest)
        self.textEdited.connect(self.edited)

    def set_value(self, text: str) -> None:
        """Show a text without moving the cursor of a person who is typing it."""
        if text != self.text():
            with QSignalBlocker(self):
                self.setText(text)
                if not self.hasFocus():
                    self.setCursorPosition(0)
        self.setToolTip(text if len(text) > 30 else "")


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

    def __init__(self, name: str, choices: Sequence[tuple[str, str]]):
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        layout = QHBoxLayout(self)
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
            return caption
        together = QHBoxLayout()
        together.setSpacing(8)
        for field in fields:
            together.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        self.addLayout(together, row, 1)
        return caption
