"""The provisions a search has found: each with article, heading and whether it binds."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from dsa_sim import law
from dsa_sim.language import Language
from dsa_sim.language.problem_words import binding_text
from dsa_sim.ui.context import Context

Index = QModelIndex | QPersistentModelIndex
CODE = Qt.ItemDataRole.UserRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_DETAIL, _DOUBT = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_HIT_HEIGHT = 46
_SHOWN_HITS = 3


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


class HitList(QListWidget):
    """The hits; the search line keeps the keyboard and moves through them."""

    def __init__(self, context: Context):
        super().__init__()
        self._lang = context.lang
        self.setAccessibleName(self._lang.tr("Provisions found"))
        self.setItemDelegate(_HitDelegate(context, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_hits(
        self, hits: tuple[law.SearchHit, ...], *, platform: str, alleged: tuple[str, ...]
    ) -> None:
        """Show what was found, the first one current."""
        self.clear()
        for hit in hits:
            self.addItem(self._item(hit, platform, alleged))
        self.setVisible(bool(hits))
        self.setFixedHeight(min(len(hits), _SHOWN_HITS) * _HIT_HEIGHT + 4)
        if hits:
            self.setCurrentRow(0)

    def _item(self, hit: law.SearchHit, platform: str, alleged: tuple[str, ...]) -> QListWidgetItem:
        tr, code, binding = self._lang.tr, hit.ref.code, hit.binding
        item = QListWidgetItem(tr("Art. {code}", code=code) + f"  {hit.heading}")
        doubt = binding is not None and binding.status != "bound"
        words = "" if binding is None else binding_words(self._lang, binding, platform)
        if code in alleged:
            doubt, words = False, tr("alleged already")
        elif hit.matched_by == "keyword":
            words = tr("“{match}” · {words}", match=hit.matched_text, words=words)
        item.setData(CODE, code)
        item.setData(_DETAIL, words)
        item.setData(_DOUBT, doubt)
        item.setToolTip(f"{hit.summary}\n{words}")
        item.setData(SPOKEN, f"{item.text()}, {words}")
        return item

    def current(self, role: int) -> str:
        """What the current hit has under a role; empty without one."""
        chosen = self.selectionModel().currentIndex()
        return str(chosen.data(role)) if chosen.isValid() else ""

    def step(self, by: int) -> None:
        """Make the hit so many rows further down the current one, if there is one."""
        row = self.currentRow() + by
        if 0 <= row < self.count():
            self.setCurrentRow(row)


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
