"""The designated services as a list that is searched while one types."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dsa_sim.language.register_words import category_words, has_ended
from dsa_sim.law.register import register
from dsa_sim.law.register_rows import RegisterEntry
from dsa_sim.law.register_search import search_register
from dsa_sim.ui.context import Context
from dsa_sim.ui.widgets.cards import Card, label
from dsa_sim.ui.widgets.search_line import SearchLine

ROW_HEIGHT = 46
_KEY = Qt.ItemDataRole.UserRole
_DETAIL, _MARK = _KEY + 1, _KEY + 2


class _ServiceDelegate(QStyledItemDelegate):
    """Draws a service: its name and a mark at the right, category and provider below."""

    def __init__(self, context: Context, parent: QWidget):
        super().__init__(parent)
        self._context = context

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        theme = self._context.theme
        small = QFont(option.font)
        small.setPixelSize(12)
        room, mark = option.rect.adjusted(10, 5, -10, -5), str(index.data(_MARK))
        taken = QFontMetrics(small).horizontalAdvance(mark)
        painter.save()
        for text, font, color, width, place in (
            (title, option.font, theme.text, room.width() - taken, Qt.AlignmentFlag.AlignTop),
            (index.data(_DETAIL), small, theme.muted, room.width(), Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(QColor(color))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(room, place | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setPen(QColor(theme.warning))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, mark)
        painter.restore()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, ROW_HEIGHT)


class RegisterList(QWidget):
    """The services that answer a search line; one of them is the chosen one.

    The line is the one that is given, else one above them.
    """

    chosen = Signal(str)
    """Another service is chosen: its key, empty where none answers the search."""
    taken = Signal()
    """A service was clicked twice."""

    def __init__(self, context: Context, *, line: SearchLine | None = None):
        super().__init__()
        self._lang = context.lang
        tr = self._lang.tr
        self.line = line or SearchLine(tr("Search the register"), tr("Platform, provider or group"))
        self.services = QListWidget()
        self.services.setAccessibleName(tr("Designated services"))
        self.services.setItemDelegate(_ServiceDelegate(context, self.services))
        self.services.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label(
            tr("No designated service has that name, provider or group."), name="caption", wrap=True
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        framed = Card(margin=6)
        framed.body.addWidget(self.services)
        if line is None:
            layout.addWidget(self.line)
        layout.addWidget(self.none)
        layout.addWidget(framed, 1)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._search)
        self.line.moved.connect(self._move)
        self.services.currentItemChanged.connect(self._tell)
        self.services.itemDoubleClicked.connect(self._take)
        self._search(self.line.text())

    @property
    def key(self) -> str:
        """The key of the chosen service; empty where none answers the search."""
        return self._current(_KEY)

    def _current(self, role: int) -> str:
        chosen = self.services.selectionModel().currentIndex()
        return str(chosen.data(role)) if chosen.isValid() else ""

    @Slot(str)
    def _search(self, text: str) -> None:
        before, found = self.key, search_register(text)
        self.services.blockSignals(True)
        self.services.clear()
        for entry in found:
            self.services.addItem(self._item(entry))
        # What is typed looks for the best answer; without it the chosen one stays chosen.
        keys = [entry.key for entry in found]
        row = keys.index(before) if before in keys and not text.strip() else 0
        self.services.setCurrentRow(row if found else -1)
        self.services.blockSignals(False)
        self.none.setVisible(not found)
        self._tell()

    def _item(self, entry: RegisterEntry) -> QListWidgetItem:
        tr, item = self._lang.tr, QListWidgetItem(entry.name)
        category, provider = category_words(self._lang, entry), register().provider_of(entry).name
        ended = tr("designation ended") if has_ended(entry) else ""
        item.setData(_KEY, entry.key)
        item.setData(_DETAIL, f"{category} · {provider}")
        item.setData(_MARK, ended)
        spoken = ", ".join(part for part in (entry.name, category, provider, ended) if part)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(spoken)
        return item

    @Slot(int)
    def _move(self, by: int) -> None:
        last = self.services.count() - 1
        self.services.setCurrentRow(max(0, min(last, self.services.currentRow() + by)))

    @Slot()
    def _tell(self) -> None:
        spoken = self._current(Qt.ItemDataRole.AccessibleTextRole)
        self.line.setAccessibleDescription(spoken)
        self.chosen.emit(self.key)

    @Slot()
    def _take(self) -> None:
        self.taken.emit()
