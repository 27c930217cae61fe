"""What both inspectors of the page need: a title to write in, problems as links, scrolling."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from dsa_sim.language.joining import named
from dsa_sim.language.problem_words import problem_text, severity_text
from dsa_sim.model.problems import Problem
from dsa_sim.ui.context import Context
from dsa_sim.ui.theme import Theme
from dsa_sim.ui.widgets.cards import scrolling, with_markup
from dsa_sim.ui.widgets.fields import TextField

_TITLE_STYLE = (
    "QLineEdit { font-size: 17px; font-weight: 600; padding: 3px 5px; }"
    "QLineEdit:!focus:!hover { border: 1px solid transparent; background: transparent; }"
)
LABELS = 128
"""Pixels for the names of the fields."""
MARGIN = 12
"""Pixels between the edge of an inspector and what stands in it."""


class TitleField(TextField):
    """A heading that can be written in; it looks like text until one comes near."""

    def __init__(self, name: str, placeholder: str):
        super().__init__(name, placeholder=placeholder)
        self.setStyleSheet(_TITLE_STYLE)


class ProblemLines(QLabel):
    """The problems of one part, a line each; a click leads to the field concerned."""

    chosen = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self._context = context
        self._shown: tuple[object, ...] = ()
        with_markup(self)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(context.lang.tr("What needs attention"))
        self.linkActivated.connect(self._choose)
        self.hide()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems; nothing where there are none."""
        shown = (tuple(problems), self._context.theme.look)
        if shown == self._shown:
            return
        self._shown = shown
        lang, theme = self._context.lang, self._context.theme
        told = [(severity_text(lang, p), problem_text(lang, p), p) for p in problems]
        self.setText("".join(_line(head, text, p, theme) for head, text, p in told))
        self.setAccessibleDescription(" ".join(named(lang, head, text) for head, text, _ in told))
        self.setVisible(bool(problems))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt passes it so
        """Tab goes from link to link and on; Shift+Tab leaves at once."""
        if forward:
            return super().focusNextPrevChild(forward)
        # A label with links keeps Shift+Tab to itself for ever.
        return QWidget.focusNextPrevChild(self, forward)

    @Slot(str)
    def _choose(self, target: str) -> None:
        self.chosen.emit(target)


def _line(head: str, text: str, problem: Problem, theme: Theme) -> str:
    colors = {"error": theme.danger, "warning": theme.warning, "note": theme.muted}
    color = colors[problem.severity]
    return (
        f'<p style="margin:0 0 3px 0; font-size:12px; color:{color}">'
        f'<a href="{escape(problem.where)}" style="color:{color}">{escape(head)}</a>'
        f"&nbsp; {escape(text)}</p>"
    )


class Inspector(QFrame):
    """A card whose upper part scrolls; what is in `foot` below stays in sight."""

    def __init__(self, context: Context):
        super().__init__()
        self.setObjectName("card")
        self.context, self.lang = context, context.lang
        self._revealed: QWidget | None = None
        self._content = content = QWidget()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(MARGIN, 14, MARGIN - 6, 14)
        self.body.setSpacing(10)
        self.area: QScrollArea = scrolling(content)
        self.area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.foot = QVBoxLayout(self)
        self.foot.setContentsMargins(1, 1, 1, 1)
        self.foot.setSpacing(0)
        self.foot.addWidget(self.area, 1)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget and give it the keyboard."""
        self._revealed = widget.focusProxy() or widget
        self._scroll_to(widget)
        # Lines that wrap get their height only at the next turn, and push the field out again.
        QTimer.singleShot(0, self, self._keep_in_view)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_to(self, widget: QWidget) -> None:
        self.foot.activate()
        self.body.activate()
        top = widget.mapTo(self._content, QPoint(0, 0)).y()
        bar = self.area.verticalScrollBar()
        if not bar.value() <= top <= bar.value() + self.area.viewport().height() - 60:
            self.area.ensureWidgetVisible(widget, 0, 60)

    @Slot()
    def _keep_in_view(self) -> None:
        if self._revealed is not None and self._revealed.hasFocus():
            self._scroll_to(self._revealed)

    def to_top(self) -> None:
        """Scroll back to the title."""
        self.area.verticalScrollBar().setValue(0)
