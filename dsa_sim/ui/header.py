"""The head of the window: title, undo and redo, export, tabs, headline, scenario chips."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language
from dsa_sim.ui.widgets.cards import clear, label, unmarked, with_markup
from dsa_sim.ui.widgets.flow import Flow

NARROW = 760
COPY_CHART = "Ctrl+Shift+P"
"""The keys that copy the chart in view."""


class ScenarioChips(QWidget):
    """The base case and the scenarios as chips; the one shown is dark."""

    chosen = Signal(object)
    """The identifier of the scenario chosen; None is the base case."""
    added = Signal()

    def __init__(self, lang: Language, parent: QWidget | None = None):
        super().__init__(parent)
        self._lang = lang
        self._group = QButtonGroup(self)
        self._entries: list[tuple[str | None, str]] = []
        self._row = Flow(self, gap=10)

    def show_scenarios(self, entries: Sequence[tuple[str | None, str]], shown: str | None) -> None:
        """Show chips for the entries (identifier, title) and mark the one shown."""
        if list(entries) != self._entries:
            self._build(list(entries))
        for button in self._group.buttons():
            button.setChecked(button.property("scenario") == (shown or ""))

    def _build(self, entries: list[tuple[str | None, str]]) -> None:
        self._entries = entries
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if isinstance(widget, QPushButton):
                self._group.removeButton(widget)
                widget.hide()
                widget.deleteLater()
        for identifier, title in entries:
            self._row.addWidget(self._chip(identifier, title))
        add = QPushButton(self._lang.tr("+ Scenario"))
        add.setObjectName("chip")
        add.clicked.connect(self.added)
        self._row.addWidget(add)

    def _chip(self, identifier: str | None, title: str) -> QPushButton:
        short = title if len(title) <= 28 else title[:27].rstrip() + "…"
        button = QPushButton(unmarked(short))
        button.setObjectName("chip")
        button.setCheckable(True)
        button.setProperty("scenario", identifier or "")
        button.setToolTip(title if short != title else "")
        button.setAccessibleName(self._lang.tr("Show scenario: {title}", title=title))
        button.clicked.connect(self._choose)
        self._group.addButton(button)
        return button

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(str(button.property("scenario")) or None)


class PageTabs(QWidget):
    """The pages that share a line of the rail; the one shown is underlined."""

    chosen = Signal(str)
    """The name of the page chosen."""

    def __init__(self, lang: Language, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(lang.tr("Page"))
        self._group = QButtonGroup(self)
        self._pages: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(18)

    def show_pages(self, pages: Sequence[tuple[str, str]], shown: str) -> None:
        """Show tabs for the pages (name, title); without any it is away."""
        names = tuple(name for name, _ in pages)
        if names != self._pages:
            self._pages = names
            self._build(pages)
        for button in self._group.buttons():
            button.setChecked(button.property("page") == shown)
        self.setVisible(bool(pages))

    def _build(self, pages: Sequence[tuple[str, str]]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear(self._row)
        for name, title in pages:
            button = QPushButton(title)
            button.setObjectName("tab")
            button.setCheckable(True)
            button.setProperty("page", name)
            button.clicked.connect(self._choose)
            self._group.addButton(button)
            self._row.addWidget(button)
            button.show()
        self._row.addStretch(1)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.chosen.emit(str(button.property("page")))


class Header(QWidget):
    """Title and buttons in one row, the headline below, scenario chips below that."""

    def __init__(self, lang: Language, parent: QWidget | None = None):
        super().__init__(parent)
        tr = lang.tr
        self.title = label(name="title", wrap=True)
        self.headline = with_markup(label(name="headline", wrap=True))
        self.headline.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.attention = QPushButton()
        self.attention.setObjectName("link")
        self.undo, self.redo = QPushButton(), QPushButton()
        self.undo.setObjectName("undo")
        self.redo.setObjectName("redo")
        self.present = QPushButton()
        self.present.setObjectName("present")
        words = tr("Present")
        self.present.setAccessibleName(words)
        self.present.setToolTip(f"{words} (F5)")
        self.export = QPushButton(tr("Export") + "  ▾")
        self.export.setObjectName("primary")
        self.copy_chart = QPushButton(tr("Copy chart"))
        self.copy_chart.setToolTip(
            tr("The picture of the chart in view, ready to be pasted ({keys})", keys=COPY_CHART)
        )
        self.chips = ScenarioChips(lang)
        self.tabs = PageTabs(lang)
        self._page_actions: list[QPushButton] = []
        self._is_narrow = False
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        self._top.addWidget(self.title, 1)
        for button in (self.undo, self.redo, self.present, self.export):
            self._top.addWidget(button)
        self._second = QHBoxLayout()
        self._second.addWidget(self.headline, 1)
        self._second.addWidget(self.attention)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._top)
        layout.addWidget(self.tabs)
        layout.addLayout(self._second)
        layout.addWidget(self.chips)

    def show_actions(self, buttons: Sequence[QPushButton]) -> None:
        """Show the buttons of a page between the general ones and export."""
        for old in self._page_actions:
            old.setParent(None)
        self._page_actions = list(buttons)
        for button in self._page_actions:
            # Before a layout has it: showing it there may lead its page to hide it meanwhile.
            button.setParent(self)
            button.show()
        self._place_actions()

    def _place_actions(self) -> None:
        """Put the page's buttons where the title leaves them room, else beside the headline."""
        self._is_narrow = self.width() < NARROW
        row = self._second if self._is_narrow else self._top
        for button in self._page_actions:
            row.insertWidget(row.count() - 1, button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the page's buttons where the room for them changed."""
        super().resizeEvent(event)
        if self._is_narrow != (self.width() < NARROW):
            self._place_actions()
