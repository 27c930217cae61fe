"""Asks for a passphrase: the one that opens a locked case, or a new one, twice."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import Language
from dsa_sim.storage import SHORTEST, Seal
from dsa_sim.ui.widgets.cards import dialog_buttons, label
from dsa_sim.ui.widgets.fields import Form


class PassphraseDialog(QDialog):
    """One field to open a case, two to lock one; `seal` is there once it was accepted."""

    def __init__(
        self, lang: Language, parent: QWidget, *, title: str, said: str, is_new: bool
    ) -> None:
        super().__init__(parent)
        self._lang, self._is_new = lang, is_new
        tr = lang.tr
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, name="cardTitle", wrap=True))
        layout.addWidget(label(said, name="muted", wrap=True))
        form = Form(label_width=120)
        self.first = self._field(tr("Passphrase"))
        form.add_row(tr("Passphrase"), self.first)
        self.second = self._field(tr("Passphrase, again"))
        if is_new:
            form.add_row(tr("Again"), self.second)
        layout.addLayout(form)
        self.message = label(name="caption", wrap=True)
        layout.addWidget(self.message)
        self.accept_button = QPushButton(title)
        layout.addWidget(dialog_buttons(self, lang, self.accept_button))
        self._judge()

    @property
    def seal(self) -> Seal:
        """What was entered."""
        return Seal(passphrase=self.first.text())

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        field.setMaxLength(1000)
        field.textEdited.connect(self._judge)
        return field

    @Slot()
    def _judge(self) -> None:
        """Say what is missing, and let go only what is complete."""
        text = self.first.text()
        self.accept_button.setEnabled(bool(text))
        if not self._is_new:
            return
        missing = self._missing(text)
        self.accept_button.setEnabled(not missing)
        self.message.setText(missing or self._strength(text))

    def _missing(self, text: str) -> str:
        if len(text) < SHORTEST:
            return self._lang.tr("At least {n} characters; several words are best.", n=SHORTEST)
        if text != self.second.text():
            return self._lang.tr("Enter the same passphrase twice.")
        return ""

    def _strength(self, text: str) -> str:
        tr = self._lang.tr
        if len(text) >= 20:
            return tr("Long: hard to guess, unless it is a known sentence.")
        if len(text) >= 14:
            return tr("Fair. A few words more would make it hard to guess.")
        return tr("Short: somebody with the file and time could guess it.")
