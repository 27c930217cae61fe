"""How the row of a strand is drawn in the list of alleged infringements."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dsa_sim.ui.context import Context
from dsa_sim.ui.pages.infringements.row_model import DETAIL, MARK, Index, bold

MARK_WIDTH = 24


class StrandDelegate(QStyledItemDelegate):
    """Draws a strand's title above its decision date and outcome; leaves other rows alone."""

    def __init__(self, context: Context, parent: QWidget):
        super().__init__(parent)
        self._context = context

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        detail = index.data(DETAIL)
        if not detail:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        title, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        theme = self._context.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room = option.rect.adjusted(11, 7, -8, -6)
        painter.save()
        mark = index.sibling(index.row(), MARK)
        if mark.data():
            painter.setFont(bold())
            painter.setPen(QColor(mark.data(Qt.ItemDataRole.ForegroundRole)))
            place = QRect(room.right() - MARK_WIDTH + 8, room.y(), MARK_WIDTH, room.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, mark.data())
            room.setRight(place.left())
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        color = theme.accent_on_soft if chosen else theme.text
        _line(painter, room, title, strong, color, Qt.AlignmentFlag.AlignTop)
        small = QFont(option.font)
        small.setPixelSize(12)
        color = theme.accent_on_soft if chosen else theme.muted
        _line(painter, room, detail, small, color, Qt.AlignmentFlag.AlignBottom)
        painter.restore()


def _line(
    painter: QPainter, room: QRect, text: str, font: QFont, color: str, place: Qt.AlignmentFlag
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, place | Qt.AlignmentFlag.AlignLeft, shown)
