"""The first page: begin, open, go on."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import Card, clear, label, line, scrolling
from dsa_sim.ui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from dsa_sim.ui.dialogs.register_list import RegisterList

FOUND_HEIGHT = 160
"""Pixels for the services that answer what is typed: three of them."""


class StartPage(QWidget):
    """Recent cases on the right; new, open and the worked example on the left.

    Typing a name searches the register here; Enter begins the case of the service found.
    """

    service_taken = Signal(str, bool)
    """Begin the case of the service with that key; True: and fill what is open in it."""
    register_asked = Signal()
    new_asked = Signal()
    open_asked = Signal()
    example_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("page")
        self._context, self._lang = context, context.lang
        self._found: RegisterList | None = None
        tr = self._lang.tr
        column = QVBoxLayout()
        column.setSpacing(18)
        title = label(tr("DSA fine simulator"), name="title")
        purpose = label(
            tr(
                "Model what is at stake under the Digital Services Act: exact statutory maxima, "
                "your own assumptions below them, every figure with its steps."
            ),
            name="muted",
            wrap=True,
        )
        column.addWidget(title)
        column.addWidget(purpose)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self._begin(), 1)
        cards.addWidget(self._recent(), 1)
        column.addLayout(cards)
        column.addWidget(
            label(
                tr(
                    "Everything stays on this computer: the program has no network access. "
                    "Figures below the statutory maximum are the user’s own assumptions, "
                    "not a forecast and not legal advice."
                ),
                name="caveat",
                wrap=True,
            )
        )
        middle = QWidget()
        middle.setMaximumWidth(860)
        middle.setLayout(column)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 8)
        across.addStretch(1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(32, 24, 32, 24)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(content))

    def _begin(self) -> Card:
        tr = self._lang.tr
        card = Card(tr("Begin"))
        self.search = SearchLine(
            tr("Search the register"), tr("New case: platform, provider or group")
        )
        self.search.setMinimumHeight(36)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._create)
        self._about = label(
            tr(
                "Pick a designated platform: provider, turnover, proceedings and dates are filled "
                "in, each with its source."
            ),
            name="caption",
            wrap=True,
        )
        self.register = self._button(tr("New from the register…"))
        self.register.clicked.connect(self.register_asked)
        self.new = self._button(tr("New blank case"))
        self.new.clicked.connect(self.new_asked)
        self.open = self._button(tr("Open…"))
        self.open.clicked.connect(self.open_asked)
        self.example = self._button(tr("Open the worked example"))
        self.example.clicked.connect(self.example_asked)
        about = label(
            tr("AliExpress: the proceedings opened on 14 March 2024, with sources."),
            name="caption",
            wrap=True,
        )
        for part in (self.search, self._results(), self._about, self.register):
            card.body.addWidget(part)
        for part in (line(), self.new, self.open, line(), self.example, about):
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card

    def _results(self) -> QWidget:
        """What answers the search, and what can be begun with it; away until one types."""
        tr, self.results = self._lang.tr, QWidget()
        self._listed = QVBoxLayout(self.results)
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.setSpacing(8)
        self.create_button = self._button(tr("Create the case"), primary=True)
        self.create_button.clicked.connect(self._create)
        self.fill_button = self._button(tr("Create and fill the open ones…"))
        self.fill_button.setShortcut("Ctrl+Return")
        self.fill_button.setToolTip(
            tr(
                "Create the case and offer starting ranges for what is open in it, each with its "
                "source (Ctrl+Enter)."
            )
        )
        self.fill_button.clicked.connect(partial(self._create, fills=True))
        for button in (self.create_button, self.fill_button):
            self._listed.addWidget(button)
        self.results.hide()
        return self.results

    @Slot(str)
    def _search(self, text: str) -> None:
        """Show what answers the text; the register is read when somebody begins to type."""
        if self._found is None and text.strip():
            from dsa_sim.ui.dialogs.register_list import RegisterList

            self._found = RegisterList(self._context, line=self.search)
            self._found.setMaximumHeight(FOUND_HEIGHT)
            self._found.services.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._found.chosen.connect(self._offer)
            self._found.taken.connect(self._create)
            self._listed.insertWidget(0, self._found)
            self._offer(self._found.key)
        for part in (self.results, self._about, self.register):
            part.setVisible(bool(text.strip()) == (part is self.results))

    @Slot(str)
    def _offer(self, key: str) -> None:
        for button in (self.create_button, self.fill_button):
            button.setEnabled(bool(key))

    def _create(self, _checked: object = None, *, fills: bool = False) -> None:
        """Begin the case of the service found."""
        if self._found is not None and self.search.text().strip() and self._found.key:
            self.service_taken.emit(self._found.key, fills)

    def showEvent(self, event: QShowEvent) -> None:
        """Stand ready for a name to be typed."""
        super().showEvent(event)
        self.search.clear()
        self.search.setFocus()

    @staticmethod
    def _button(text: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName("primary" if primary else "")
        button.setMinimumHeight(36)
        return button

    def _recent(self) -> Card:
        card = Card(self._lang.tr("Recent cases"))
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        card.body.addLayout(self._list)
        card.body.addStretch(1)
        card.body.addWidget(
            label(self._lang.tr("A case file can also be dropped on the window."), name="caption")
        )
        return card

    def show_recent(self, paths: list[Path]) -> None:
        """List the files opened last."""
        clear(self._list)
        if not paths:
            none_yet = self._lang.tr("No case was opened on this computer yet.")
            self._list.addWidget(label(none_yet, name="caption", wrap=True))
        for path in paths:
            button = QPushButton(path.stem.replace("&", "&&"))
            button.setObjectName("railItem")
            button.setToolTip(str(path))
            button.setProperty("path", str(path))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(self._choose)
            self._list.addWidget(button)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.recent_asked.emit(str(button.property("path")))
