"""The command box (Ctrl+K): one line that finds pages, commands, parts, provisions, platforms."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from dsa_sim.ui.dialogs.find_entries import Commands, Entry, found
from dsa_sim.ui.widgets.cards import label

WIDTH, HEIGHT = 620, 420
_KEYS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
}  # fmt: skip


class FindBox(QFrame):
    """A panel over the window; typing narrows the list, Enter goes there, Escape closes it."""

    def __init__(self, commands: Commands):
        super().__init__(commands.window, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = commands
        self._entries: tuple[Entry, ...] = ()
        tr = commands.window.context.lang.tr
        self.line = QLineEdit()
        self.line.setPlaceholderText(
            tr("Find a page, a command, an infringement, a provision or a platform")
        )
        self.line.setAccessibleName(tr("Find anything"))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemClicked.connect(self._go)
        self.nothing = label(tr("Nothing is called that."), name="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for part in (self.line, self.list, self.nothing):
            layout.addWidget(part)
        self.resize(WIDTH, HEIGHT)
        self._search("")

    def open(self) -> None:
        """Open the box near the top of the window, with the cursor in it."""
        window = self._commands.window
        across = (window.width() - WIDTH) // 2
        self.move(window.mapToGlobal(QPoint(max(0, across), 80)))
        self.show()
        self.line.setFocus()

    @Slot(str)
    def _search(self, query: str) -> None:
        self._entries = found(self._commands, query)
        self.list.clear()
        for entry in self._entries:
            item = QListWidgetItem(f"{entry.title}   ·   {entry.kind}")
            self.list.addItem(item)
        self.list.setVisible(bool(self._entries))
        self.nothing.setVisible(not self._entries)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the line has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = _KEYS.get(Qt.Key(event.key()))
            if by is not None:
                last = self.list.count() - 1
                self.list.setCurrentRow(max(0, min(last, self.list.currentRow() + by)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _go(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._entries):
            return
        go = self._entries[row].go
        self.close()
        go()
