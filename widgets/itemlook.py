"""How an entry of a list to choose from looks: the name strong, its explanation dim behind it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.chips import paint_severity
from widgets.theme import Theme

NAME: Final = Qt.ItemDataRole.UserRole
DETAIL: Final = Qt.ItemDataRole.UserRole + 1
RANK: Final = Qt.ItemDataRole.UserRole + 2


def entry(name: str, detail: str, rank: int | None = None) -> QListWidgetItem:
    """An entry for a list with an `EntryDelegate`; its whole text is what a screen reader says."""
    item = QListWidgetItem(", ".join(part for part in (name, detail) if part))
    item.setData(NAME, name)
    item.setData(DETAIL, detail)
    item.setData(RANK, rank)
    return item


class EntryDelegate(QStyledItemDelegate):
    """Paints entries made by `entry`."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def use(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return QSize(self._theme.px(120), self._theme.px(28))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, box = self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected))
            painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        left = box.left() + theme.px(8)
        rank = index.data(RANK)
        if rank is not None:
            centre = QPointF(left + theme.px(6), box.center().y())
            paint_severity(painter, rank, centre, theme.px(11), theme.severity[rank])
            left += theme.px(20)
        for words, weight, ink in (
            (index.data(NAME), 600, theme.text_strong),
            (index.data(DETAIL), 400, theme.text_dim),
        ):
            font = theme.font("small", weight)
            metrics = QFontMetricsF(font)
            room = max(0.0, box.right() - theme.px(8) - left)
            fitted = metrics.elidedText(words or "", Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(
                QRectF(left, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, fitted
            )
            left += metrics.horizontalAdvance(fitted) + theme.px(12)
        painter.restore()
