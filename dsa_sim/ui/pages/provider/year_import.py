"""Bringing financial years in: from a file, or from what was copied in a spreadsheet."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from dsa_sim.language.tables import Sheet
from dsa_sim.ui.context import Context


class YearImport(QObject):
    """The button *Import…* and what Ctrl+V does on the table of financial years."""

    def __init__(self, context: Context, table: QWidget):
        super().__init__(table)
        self._context, self._lang, self._table = context, context.lang, table
        tr = self._lang.tr
        self.button = QPushButton(tr("Import…"))
        self.button.setObjectName("flat")
        self.button.setToolTip(tr("From a CSV, XLSX or ODS file; Ctrl+V on the table pastes"))
        self.button.clicked.connect(self.ask_file)
        paste = QAction(tr("Paste financial years"), table)
        paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        paste.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.triggered.connect(self.paste)
        table.addAction(paste)

    @Slot()
    def ask_file(self) -> None:
        """Ask for a file and show what is in it."""
        tr = self._lang.tr
        name, _ = QFileDialog.getOpenFileName(
            self._table.window(), tr("Import financial years"), str(Path.home()),
            tr("Tables (*.csv *.tsv *.txt *.xlsx *.ods)"),
        )  # fmt: skip
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Show what is in a file; where nothing can be read, why."""
        from dsa_sim.storage.table_errors import TableFileError, describe_table
        from dsa_sim.storage.tables import read_tables

        try:
            found = read_tables(path)
        except TableFileError as error:
            title = self._lang.tr("The file cannot be imported")
            QMessageBox.warning(self._table.window(), title, describe_table(error, self._lang))
            return
        self.show_tables(found.sheets, path.name)

    @Slot()
    def paste(self) -> None:
        """Show what was copied elsewhere as a table."""
        from dsa_sim.storage.tables import table_of_text

        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.show_tables((table_of_text(text),), "")

    def show_tables(self, sheets: tuple[Sheet, ...], name: str) -> None:
        """Let the person match columns and choose rows, and bring in what was chosen."""
        from dsa_sim.ui.dialogs.import_dialog import ImportDialog

        dialog = ImportDialog(self._context, self._table.window(), sheets=sheets, name=name)
        if dialog.exec() and dialog.edit is not None:
            words = self._lang.tr("Import of financial years")
            self._context.apply(words, dialog.edit, where="provider")
            said = self._lang.ntr("{n} year imported.", "{n} years imported.", dialog.count)
            self._context.message_given.emit(said)
        dialog.deleteLater()
