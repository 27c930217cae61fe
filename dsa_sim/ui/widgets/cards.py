"""The plain building blocks of a page: cards, labels, key figures, lines."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import Language

_SETTLING_MS = (0, 60, 250)
"""When a page that was just made may have other sizes; after the last it has its final ones."""


def label(text: str = "", *, name: str = "", wrap: bool = False) -> QLabel:
    """A label in one of the styles of the style sheet (`name`)."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    return made


def with_markup(label: QLabel) -> QLabel:
    """Let a label obey markup; what it shows escapes the texts of the case.

    Every other label, tooltip and message is plain text by the style sheet of the application.
    """
    label.setProperty("markup", True)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


def unmarked(text: str) -> str:
    """A text of the case for a button or a menu, where an & would mark the letter behind it."""
    return text.replace("&", "&&")


class Card(QFrame):
    """A white card with an optional title; content goes into `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, margin: int = 16):
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin - 2, margin, margin)
        self.body.setSpacing(10)
        self.head = QHBoxLayout()
        self.title = label(title, name="cardTitle", wrap=True)
        if title:
            self.head.addWidget(self.title, 1)
            self.body.addLayout(self.head)


class KeyFigure(QFrame):
    """A card with a caption, one large figure, and a line that says what it means.

    With a `target` a click on it, or Enter, leads to what stands behind the figure.
    """

    asked = Signal(str)
    """Somebody wants to see what stands behind the figure: its target."""

    def __init__(self, caption: str, parent: QWidget | None = None, *, target: str = ""):
        super().__init__(parent)
        self.setObjectName("card")
        self._target = target
        if target:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(3)
        self.caption = label(caption, name="caption", wrap=True)
        self.figure = label(name="bigNumber")
        self.meaning = label(name="caption", wrap=True)
        for part in (self.caption, self.figure, self.meaning):
            layout.addWidget(part)
        layout.addStretch(1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead to what stands behind the figure."""
        if self._target and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(self._target)
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same for Enter and Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._target and event.key() in keys:
            self.asked.emit(self._target)
        else:
            super().keyPressEvent(event)

    def show_figure(self, figure: str, meaning: str, *, exact: str = "") -> None:
        """Show a figure; the exact amount goes into the tooltip."""
        self.figure.setText(figure)
        self.meaning.setText(meaning)
        self.setToolTip(exact)
        self.setAccessibleName(f"{self.caption.text()}: {figure}. {meaning}")


def line() -> QFrame:
    """A thin horizontal line."""
    made = QFrame()
    made.setObjectName("line")
    made.setFixedHeight(1)
    return made


def scrolled_column() -> tuple[QScrollArea, QVBoxLayout]:
    """A scroll area for what may be taller than the window, and the column in it to fill."""
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 4, 0)
    column.setSpacing(14)
    return scrolling(content), column


def scrolling(content: QWidget) -> QScrollArea:
    """A scroll area around content that may be taller than the window."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content.setObjectName("scrollBody")
    area.setWidget(content)
    return area


def dialog_buttons(
    dialog: QDialog,
    lang: Language,
    accept: QPushButton,
    *,
    accepted: Callable[[], None] | None = None,
) -> QDialogButtonBox:
    """The foot of a dialog: `accept` as its main button, and Cancel.

    Without `accepted` the main button closes the dialog at once.
    """
    accept.setObjectName("primary")
    box = QDialogButtonBox()
    box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(lang.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(accepted or dialog.accept)
    box.rejected.connect(dialog.reject)
    return box


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose name or property it asks for changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def show_and_focus(widget: QWidget) -> None:
    """Scroll to a widget, with some room around it, and put the cursor into it."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    _scroll_to(widget)
    # A page that was not in sight before gets its sizes later: wrapped texts grow turn by turn.
    for later in _SETTLING_MS:
        QTimer.singleShot(later, widget, partial(_keep_in_sight, widget))


def _keep_in_sight(widget: QWidget) -> None:
    if (widget.focusProxy() or widget).hasFocus():
        _scroll_to(widget)


def _scroll_to(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if isinstance(parent, QScrollArea):
        parent.ensureWidgetVisible(widget, 0, 60)


def clear(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear(inner)
