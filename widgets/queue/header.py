"""Captions of the queue's columns: click or press Enter on one to sort by it, again to turn it round."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from widgets.queue.model import Column, column_word
from widgets.queue.paint import RIGHT_COLUMNS, columns
from widgets.theme import Theme

translate = QCoreApplication.translate

DESCENDING_FIRST = (Column.AGE,)
GUTTER = 10
"""Width of the scroll bar beside the rows (app.qss)."""


class QueueHeader(QWidget):
    """The captions, aligned with the rows below. Left and Right move, Enter or Space sorts."""

    sort_requested = Signal(str, bool)
    """`Column` value and whether the largest comes first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sorted, self._descending = Column.WORST, False
        self._at = Column.SEVERITY
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(theme.px(28))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    def set_sort(self, column: Column, descending: bool) -> None:
        """Show by what the list is sorted."""
        self._sorted, self._descending = column, descending
        self._tell()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.rail))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.line))
        font = theme.font_px(theme.px(10), 600)
        font.setCapitalization(theme.font("label").capitalization())
        font.setLetterSpacing(theme.font("label").letterSpacingType(), 109)
        painter.setFont(font)
        for column, (left, width) in self._cells().items():
            sorted_by = column is self._sorted
            words = "" if column is Column.SEVERITY else column_word(column)
            arrow = (" ↓" if self._descending else " ↑") if sorted_by else ""
            right = column in RIGHT_COLUMNS
            box = QRectF(left, 0, width if right else width - theme.px(4), self.height() - 1)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            if column is Column.SEVERITY:
                side, arrow = Qt.AlignmentFlag.AlignHCenter, arrow.strip()
            painter.setPen(QColor(theme.text_strong if sorted_by else theme.text_dim))
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, words + arrow)
            if self.hasFocus() and column is self._at:
                metrics = QFontMetricsF(font).horizontalAdvance(words + arrow) + theme.px(12)
                edge = max(metrics, theme.px(24))
                start = left + width - edge + theme.px(6) if right else max(2.0, left - theme.px(6))
                painter.setPen(QPen(QColor(theme.focus), 2))
                painter.drawRoundedRect(QRectF(start, 2, edge, self.height() - 5), 4, 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for column, (left, width) in self._cells().items():
            if left <= event.position().x() < left + width:
                self._at = column
                self._sort(column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        cells = list(self._cells())
        place = cells.index(self._at) if self._at in cells else 0
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            self._at = cells[min(len(cells) - 1, max(0, place + step))]
            self._tell()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._sort(cells[place])
        else:
            super().keyPressEvent(event)

    def _sort(self, column: Column) -> None:
        again = column is self._sorted
        descending = not self._descending if again else column in DESCENDING_FIRST
        self.sort_requested.emit(column.value, descending)

    def _cells(self) -> dict[Column, tuple[float, float]]:
        return columns(self.width() - self._theme.px(GUTTER), self._theme.scale)

    def _tell(self) -> None:
        direction = (
            translate("Queue", "dari terbesar") if self._descending else translate("Queue", "dari terkecil")
        )
        self.setAccessibleName(
            translate("Queue", "Kepala kolom, urut menurut {0}").format(column_word(self._at))
        )
        self.setAccessibleDescription(f"{column_word(self._sorted)}, {direction}")
