"""Choosing the provisions of an alleged infringement: chips for those chosen, and a search."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLayout,
    QLayoutItem,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dsa_sim import law
from dsa_sim.language import Language
from dsa_sim.language.problem_words import binding_text
from dsa_sim.ui.cards import label
from dsa_sim.ui.context import Context

Index = QModelIndex | QPersistentModelIndex
MOST_HITS = 30
_SHOWN_HITS = 4
_HIT_HEIGHT = 46
_DETAIL, _DOUBT = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


def binding_words(lang: Language, binding: law.Binding, platform: str) -> str:
    """Whether a provision binds a platform, in a sentence without a full stop."""
    reason, source = binding_text(lang, binding), binding.source
    if binding.status == "not_bound":
        return lang.tr(
            "does not bind {platform}: {reason} ({source})",
            platform=platform, reason=reason, source=source,
        )  # fmt: skip
    if binding.status == "open":
        return lang.tr("open question: {reason} ({source})", reason=reason, source=source)
    codes = dict(binding.params).get("provisions")
    if isinstance(codes, tuple):
        listed = ", ".join(codes)
        return lang.tr("binds {platform} in part: Art. {codes}", platform=platform, codes=listed)
    return lang.tr("binds {platform}", platform=platform)


def tab_before(last: QWidget, *widgets: QWidget) -> None:
    """Let the Tab key reach widgets one after the other, and then the last one."""
    before: QWidget | None = last.previousInFocusChain()
    # Holders stand in the chain too; ordering by one that has a proxy would move the proxy.
    while before is not None and before is not last and not _takes_tab(before):
        before = before.previousInFocusChain()
    for widget in (*widgets, last):
        if before is not None and before is not widget:
            QWidget.setTabOrder(before, widget)
        before = widget


def _takes_tab(widget: QWidget) -> bool:
    by_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(by_tab) and widget.focusProxy() is None


class Flow(QLayout):
    """A layout that sets widgets side by side and goes on in the next row where they end."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6):
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), only_measure=True)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, only_measure=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(
            max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0)
        )

    def _place(self, rect: QRect, *, only_measure: bool) -> int:
        x, y, tallest = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.x() + rect.width():
                x, y, tallest = rect.x(), y + tallest + self._gap, 0
            if not only_measure:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, tallest = x + size.width() + self._gap, max(tallest, size.height())
        return y + tallest - rect.y()


class _SearchLine(QLineEdit):
    """The search line: the arrow keys move through the hits while one types."""

    moved = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _HitDelegate(QStyledItemDelegate):
    """Draws a hit: article and heading, and below whether it binds."""

    def __init__(self, context: Context, parent: QWidget):
        super().__init__(parent)
        self._context = context

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        theme = self._context.theme
        room = option.rect.adjusted(9, 5, -9, -5)
        painter.save()
        small = QFont(option.font)
        small.setPixelSize(12)
        for text, font, color, place in (
            (title, option.font, theme.text, Qt.AlignmentFlag.AlignTop),
            (
                index.data(_DETAIL), small, theme.warning if index.data(_DOUBT) else theme.muted,
                Qt.AlignmentFlag.AlignBottom,
            ),
        ):  # fmt: skip
            painter.setFont(font)
            painter.setPen(QColor(color))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, place | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, _HIT_HEIGHT)


@dataclass(frozen=True, kw_only=True)
class Alleged:
    """What the picker shows: the provisions alleged, and the platform they are held against."""

    codes: tuple[str, ...]
    platform: str
    facts: law.PlatformFacts


class ProvisionPicker(QWidget):
    """Chips of the provisions alleged, each with its removal, and a line to search for more."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, context: Context):
        super().__init__()
        self._context, self._lang = context, context.lang
        self._alleged: Alleged | None = None
        tr = self._lang.tr
        self.chips: list[QPushButton] = []
        self._chips = QWidget()
        self._flow = Flow(self._chips)
        self.line = _SearchLine()
        self.line.setAccessibleName(tr("Search for a provision to add"))
        self.line.setPlaceholderText(tr("Add a provision: 34, traceability, dark patterns…"))
        self.line.setMaxLength(100)
        self.hits = QListWidget()
        self.hits.setAccessibleName(tr("Provisions found"))
        self.hits.setItemDelegate(_HitDelegate(context, self.hits))
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label(tr("No provision found: try another word or an article from 9 to 48."),
                          name="caption", wrap=True)  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self._chips, self.line, self.hits, self.none):
            layout.addWidget(widget)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._search)
        self.line.returnPressed.connect(self._take)
        self.line.moved.connect(self._move)
        self.line.left.connect(self.clear)
        self.hits.itemClicked.connect(self._take)
        self.clear()

    def show_alleged(self, alleged: Alleged) -> None:
        """Show the provisions alleged; the search goes on where it was."""
        if alleged == self._alleged:
            return
        self._alleged = alleged
        self._build_chips(alleged)
        if self.line.text():
            self._search(self.line.text())

    @Slot()
    def clear(self) -> None:
        """Forget the search."""
        self.line.clear()
        self._search("")

    def _build_chips(self, alleged: Alleged) -> None:
        had_focus = any(chip.hasFocus() for chip in self.chips)
        while self._flow.takeAt(0) is not None:
            pass
        for chip in self.chips:
            chip.setParent(None)
            chip.deleteLater()
        self.chips = [self._chip(code, alleged) for code in alleged.codes]
        for chip in self.chips:
            self._flow.addWidget(chip)
        tab_before(self.line, *self.chips)
        self._chips.setVisible(bool(alleged.codes))
        self._chips.updateGeometry()
        if had_focus:
            self.line.setFocus()

    def _chip(self, code: str, alleged: Alleged) -> QPushButton:
        tr = self._lang.tr
        citation = tr("Art. {code}", code=code)
        doubt, words = self._binding(code, alleged)
        chip = QPushButton(f"{citation} !   ×" if doubt else f"{citation}   ×")
        chip.setObjectName("chip")
        chip.setProperty("provision", code)
        found = law.provision(code)
        heading = found.heading(self._lang.code) if found else ""
        remove = tr("Click to remove")
        chip.setToolTip(f"{heading}\n{words}\n{remove}".strip())
        chip.setAccessibleName(tr("Remove {citation}", citation=citation))
        chip.setAccessibleDescription(f"{heading}, {words}")
        chip.clicked.connect(self._remove)
        return chip

    def _binding(self, code: str, alleged: Alleged) -> tuple[bool, str]:
        ref = law.parse_provision(code)
        if ref is None:
            return True, self._lang.tr("there is no such provision")
        binding = law.binding(ref, alleged.facts)
        words = binding_words(self._lang, binding, alleged.platform)
        return binding.status != "bound", words

    @Slot(str)
    def _search(self, text: str) -> None:
        self.hits.clear()
        found = law.search_provisions(text, language=self._lang.code, limit=MOST_HITS)
        for hit in found:
            self.hits.addItem(self._item(hit))
        self.hits.setVisible(bool(found))
        self.hits.setFixedHeight(min(len(found), _SHOWN_HITS) * _HIT_HEIGHT + 4)
        self.none.setVisible(bool(text.strip()) and not found)
        if found:
            self.hits.setCurrentRow(0)
        self._describe()

    def _item(self, hit: law.SearchHit) -> QListWidgetItem:
        tr, code = self._lang.tr, hit.ref.code
        item = QListWidgetItem(tr("Art. {code}", code=code) + f"  {hit.heading}")
        item.setData(Qt.ItemDataRole.UserRole, code)
        alleged = self._alleged
        doubt, words = self._binding(code, alleged) if alleged else (False, "")
        if alleged and code in alleged.codes:
            doubt, words = False, tr("alleged already")
        elif hit.matched_by == "keyword":
            words = tr("“{match}” · {words}", match=hit.matched_text, words=words)
        item.setData(_DETAIL, words)
        item.setData(_DOUBT, doubt)
        item.setToolTip(f"{hit.summary}\n{words}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {words}")
        return item

    def _describe(self) -> None:
        self.line.setAccessibleDescription(self._current(Qt.ItemDataRole.AccessibleTextRole))

    def _current(self, role: int) -> str:
        chosen = self.hits.selectionModel().currentIndex()
        return str(chosen.data(role)) if chosen.isValid() else ""

    @Slot(int)
    def _move(self, by: int) -> None:
        row = self.hits.currentRow() + by
        if 0 <= row < self.hits.count():
            self.hits.setCurrentRow(row)
            self._describe()

    @Slot()
    def _take(self) -> None:
        code = self._current(Qt.ItemDataRole.UserRole)
        if code and self._alleged and code not in self._alleged.codes:
            self.clear()
            self.line.setFocus()
            self.added.emit(code)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(str(self.sender().property("provision")))
