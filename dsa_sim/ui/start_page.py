"""The first page: begin, open, go on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dsa_sim.language import Language
from dsa_sim.ui.widgets.cards import Card, clear, label, line, scrolling


class StartPage(QWidget):
    """Recent cases on the right; new, open and the worked example on the left."""

    register_asked = Signal()
    new_asked = Signal()
    open_asked = Signal()
    example_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self, lang: Language, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("page")
        self._lang = lang
        tr = lang.tr
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
        self.register = self._button(tr("New from the register…"), primary=True)
        self.register.clicked.connect(self.register_asked)
        filled = label(
            tr(
                "Pick a designated platform: provider, turnover, proceedings and dates are filled "
                "in, each with its source."
            ),
            name="caption",
            wrap=True,
        )
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
        card.body.addWidget(self.register)
        card.body.addWidget(filled)
        for part in (line(), self.new, self.open, line(), self.example, about):
            card.body.addWidget(part)
        card.body.addStretch(1)
        return card

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
