"""What is seen in the map's place until the page is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.map import look
from widgets.theme import Theme


class Cover(QWidget):
    """One calm sentence until the page can be seen."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.text_px = theme.px(look.TEXT_PX)
        self.tell(look.loading())

    def tell(self, text: str) -> None:
        self.text = text
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self.theme.map_sea))
        painter.setFont(self.theme.font_px(round(self.text_px * 1.1)))
        painter.setPen(QColor(self.theme.text_dim))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self.text)
