"""Every term of the program with its meaning in a line: as a list, and beside the words."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language import Language
from dsa_sim.language.glossary import GLOSSARY, explanation, term

_EXPLAINED = ("fieldLabel", "caption", "cardTitle", "sectionTitle")


class TermsDialog(QDialog):
    """The terms in the order of the alphabet; typing narrows the list."""

    def __init__(self, lang: Language, parent: QWidget | None = None, *, query: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(lang.tr("Terms"))
        self.resize(640, 560)
        self._rows = sorted(
            ((term(lang, code), explanation(lang, code)) for code in GLOSSARY),
            key=lambda row: row[0].casefold(),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        self.line = QLineEdit(query)
        self.line.setAccessibleName(lang.tr("Search the terms"))
        self.line.setPlaceholderText(lang.tr("Search the terms"))
        self.line.textChanged.connect(self._show)
        self.table = QTableWidget(0, 2)
        self.table.setAccessibleName(lang.tr("Terms"))
        self.table.setHorizontalHeaderLabels([lang.tr("Term"), lang.tr("Meaning")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setColumnWidth(0, 210)
        self.table.horizontalHeader().setStretchLastSection(True)
        box = QDialogButtonBox()
        box.addButton(lang.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        box.rejected.connect(self.reject)
        for part in (self.line, self.table, box):
            layout.addWidget(part)
        self._show()

    @Slot()
    def _show(self) -> None:
        words = self.line.text().casefold().split()
        rows = [r for r in self._rows if all(w in " ".join(r).casefold() for w in words)]
        self.table.setRowCount(len(rows))
        for n, row in enumerate(rows):
            for column, text in enumerate(row):
                self.table.setItem(n, column, QTableWidgetItem(text))
        self.table.resizeRowsToContents()


def explain_labels(widget: QWidget, lang: Language) -> None:
    """Let every label that is a term of the glossary say what it means when pointed at."""
    meanings = {term(lang, code): explanation(lang, code) for code in GLOSSARY}
    for found in widget.findChildren(QLabel):
        if found.objectName() in _EXPLAINED and found.text() in meanings and not found.toolTip():
            found.setToolTip(meanings[found.text()])
