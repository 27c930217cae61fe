"""A new case from the register: pick a designated service, see what will be filled in."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language.law_pack_words import version_words
from dsa_sim.language.register_words import events_fact, facts_of
from dsa_sim.law.register import register
from dsa_sim.ui.context import Context
from dsa_sim.ui.dialogs.register_list import RegisterList
from dsa_sim.ui.widgets.cards import Card, dialog_buttons, label
from dsa_sim.ui.widgets.facts_view import FactsView

LIST_WIDTH = 330


class RegisterDialog(QDialog):
    """The services at the left, what is known of the chosen one at the right.

    `key` is the service to make a case of, once the dialog was accepted.
    """

    def __init__(self, context: Context, parent: QWidget):
        super().__init__(parent)
        self._context, self._lang = context, context.lang
        tr = self._lang.tr
        self.setWindowTitle(tr("New from the register"))
        self.services = RegisterList(context)
        self.services.setFixedWidth(LIST_WIDTH)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.services)
        across.addWidget(self._known(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(across, 1)
        layout.addLayout(self._foot())
        self.resize(min(1060, parent.width() - 60), min(720, parent.height() - 60))
        self.services.chosen.connect(self._show)
        self.services.taken.connect(self._accept)
        self._show(self.services.key)
        self.services.setFocus()

    @property
    def key(self) -> str:
        """The key of the chosen service; empty where there is none."""
        return self.services.key

    def _known(self) -> Card:
        tr = self._lang.tr
        card = Card()
        self.name = label(name="cardTitle", wrap=True)
        card.body.addWidget(self.name)
        self.facts = FactsView(tr("What will be filled in"), self._context.theme)
        card.body.addWidget(self.facts, 1)
        return card

    def _foot(self) -> QHBoxLayout:
        tr = self._lang.tr
        self.create_button = QPushButton(tr("Create the case"))
        self.create_button.setDefault(True)
        box = dialog_buttons(self, self._lang, self.create_button, accepted=self._accept)
        open_words = label(
            tr("Chances and amounts stay open: they are your judgement."), name="muted", wrap=True
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(open_words, 1)
        row.addWidget(box)
        return row

    @Slot(str)
    def _show(self, key: str) -> None:
        entry = register().entry(key) if key else None
        self.create_button.setEnabled(entry is not None)
        self.name.setText(entry.name if entry else self._lang.tr("No service is chosen."))
        if entry is None:
            self.facts.clear()
            return
        foot = self._lang.tr(
            "What is on record up to {version}.", version=version_words(self._lang)
        )
        found = (*facts_of(self._lang, entry), events_fact(self._lang, entry))
        self.facts.show_facts(found, foot=foot)

    @Slot()
    def _accept(self) -> None:
        if self.key:
            self.accept()
