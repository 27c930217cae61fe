"""The rail on the left: the case, its pages, counts, and marks where something needs a look."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dsa_sim.ui.widgets.cards import label, restyle, scrolling

NARROWEST, WIDEST = 246, 320
MARGIN = 8
SCROLL_BAR = 10


@dataclass(frozen=True, kw_only=True)
class RailEntry:
    """One page as the rail lists it."""

    page: str
    group: str
    title: str


@dataclass(frozen=True, kw_only=True)
class RailState:
    """What the rail says about the open case."""

    title: str
    subtitle: str
    foot: str
    counts: dict[str, str]
    attention: dict[str, str]


class _RailItem(QPushButton):
    """A page's button with a count at its right end."""

    def __init__(self, entry: RailEntry):
        super().__init__(entry.title)
        self.setObjectName("railItem")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.page = entry.page
        self.room = 0
        self._title = entry.title
        self._count = QLabel(self)
        self._count.setObjectName("railCount")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 13, 0)
        layout.addStretch(1)
        layout.addWidget(self._count)

    def show_count(self, count: str, attention: str) -> None:
        """Show a count and, where something needs attention, a mark that says what."""
        self._count.setText(f"{count}  ●".strip() if attention else count)
        if self._count.property("attention") != bool(attention):
            self._count.setProperty("attention", bool(attention))
            restyle(self._count)
        self.setToolTip(attention)
        self.room = self.sizeHint().width() + self._count.sizeHint().width() + 8
        spoken = " ".join(part for part in (self._title, count, attention) if part)
        self.setAccessibleName(spoken)


class Rail(QWidget):
    """The navigation of the window."""

    page_chosen = Signal(str)

    def __init__(self, entries: Sequence[RailEntry], parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(NARROWEST)
        self._items: dict[str, _RailItem] = {}
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 18, MARGIN, 14)
        layout.setSpacing(2)
        self._title = label(name="railTitle", wrap=True)
        self._subtitle = label(name="railSubtitle", wrap=True)
        for head in (self._title, self._subtitle):
            head.setContentsMargins(14, 0, 8, 0)
            layout.addWidget(head)
        layout.addSpacing(8)
        # On a low screen the pages scroll; the name of the case and the foot stay in sight.
        self._pages = scrolling(self._listed(entries))
        layout.addWidget(self._pages, 1)
        self._foot = label(name="railFoot", wrap=True)
        self._foot.setContentsMargins(14, 0, 8, 0)
        layout.addWidget(self._foot)

    def _listed(self, entries: Sequence[RailEntry]) -> QWidget:
        listed = QWidget()
        layout = QVBoxLayout(listed)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        group = ""
        for entry in entries:
            if entry.group != group:
                group = entry.group
                layout.addSpacing(10)
                layout.addWidget(label(group.upper(), name="railGroup"))
            layout.addWidget(self._add(entry))
        layout.addStretch(1)
        return listed

    def _add(self, entry: RailEntry) -> QWidget:
        item = _RailItem(entry)
        item.clicked.connect(self._choose)
        self._buttons.addButton(item)
        self._items[entry.page] = item
        return item

    @Slot()
    def _choose(self) -> None:
        item = self.sender()
        if isinstance(item, _RailItem):
            self.page_chosen.emit(item.page)

    def show_page(self, page: str) -> None:
        """Mark the page that is shown; an unknown name (the start page) marks none."""
        self._buttons.setExclusive(False)
        for name, item in self._items.items():
            item.setChecked(name == page)
            if name == page:
                self._pages.ensureWidgetVisible(item, 0, 30)
        self._buttons.setExclusive(True)
        # The keyboard stays on the entry of the page in sight, whichever way led to it.
        if page in self._items and any(item.hasFocus() for item in self._items.values()):
            self._items[page].setFocus()

    def focus_page(self, page: str) -> None:
        """Put the keyboard focus on the entry of a page."""
        self._items[page].setFocus()

    def show_state(self, state: RailState) -> None:
        """Show the case's name, the counts and the marks."""
        self._title.setText(state.title)
        self._subtitle.setText(state.subtitle)
        self._foot.setText(state.foot)
        for name, item in self._items.items():
            item.show_count(state.counts.get(name, ""), state.attention.get(name, ""))
        # Long words need a wider rail; a very long one is better cut than the page squeezed.
        widest = max(item.room for item in self._items.values()) + 2 * MARGIN + SCROLL_BAR
        self.setFixedWidth(max(NARROWEST, min(WIDEST, widest)))
