"""Full-width rows under the head: exercise, a real report during one, a lost link. Stripes around a drill."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from widgets.theme import mixed
from widgets.wall.ink import RIGHT, Face, Ink

STRIPE: Final = 1.1
"""Width of one stripe, in units."""


class Banner(QWidget):
    """One sentence of the system across the wall: `striped` for an exercise, `loud` for what must be seen."""

    def __init__(
        self, name: str, ink: Ink, parent: QWidget, *, striped: bool = False, loud: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.ink = ink
        self._striped, self._loud = striped, loud
        self._text = self._remark = ""
        self._lit = True
        self.hide()

    def set_ink(self, ink: Ink) -> None:
        self.ink = ink
        self.update()

    def say(self, text: str, remark: str = "") -> None:
        """`remark` stands at the right, smaller."""
        if (text, remark) != (self._text, self._remark):
            self._text, self._remark = text, remark
            self.setAccessibleName(f"{text} {remark}".strip())
            self.update()

    @property
    def text(self) -> str:
        return self._text

    def set_lit(self, lit: bool) -> None:
        """The loud banner changes its ground once a second while it is new."""
        if lit != self._lit:
            self._lit = lit
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, theme = self.ink, self.ink.theme
        radius = ink.px(0.2)
        ground, text = theme.system, theme.ground
        if self._loud:
            ground = theme.text_strong if self._lit else mixed(theme.text_strong, theme.panel, 0.25)
            text = theme.ground
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect(), radius, radius)
        room = self.rect().adjusted(ink.pad, 0, -ink.pad, 0)
        if self._striped:
            room = self._paint_stripes(painter)
        taken = 0
        if self._remark:
            most = room.width() - ink.width(Face.BODY_STRONG, self._text) - ink.px(1.5)
            if most > ink.px(6):
                aside = room.adjusted(room.width() - most, 0, 0, 0)
                taken = ink.write(painter, aside, self._remark, Face.SMALL_STRONG, text, RIGHT) + ink.px(1)
        face = Face.STRONG if self._striped else Face.BODY_STRONG
        ink.write(painter, room.adjusted(0, 0, -taken, 0), self._text, face, text)

    def _paint_stripes(self, painter: QPainter) -> QRect:
        """Stripes at both ends, a plain plate in the middle: words stay readable."""
        ink = self.ink
        end = ink.px(3.2)
        left, right = QRect(0, 0, end, self.height()), QRect(self.width() - end, 0, end, self.height())
        painter.setClipRegion(QRegion(left) | QRegion(right))
        stripes(painter, QRectF(self.rect()), ink)
        painter.setClipping(False)
        return self.rect().adjusted(end + ink.pad, 0, -(end + ink.pad), 0)


class DrillFrame(QWidget):
    """Stripes along all four edges of the screen while the wall shows an exercise. Takes no mouse."""

    def __init__(self, ink: Ink, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drill_frame")
        self.ink = ink
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_ink(self, ink: Ink) -> None:
        self.ink = ink
        self.resizeEvent(None)
        self.update()

    @property
    def thickness(self) -> int:
        return self.ink.px(0.4)

    def resizeEvent(self, event: object) -> None:
        """The inside is no part of the widget, so the map below needs no repainting for it."""
        inside = self.rect().adjusted(self.thickness, self.thickness, -self.thickness, -self.thickness)
        self.setMask(QRegion(self.rect()) - QRegion(inside))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self.ink.theme.system))
        stripes(painter, QRectF(self.rect()), self.ink)


def stripes(painter: QPainter, area: QRectF, ink: Ink) -> None:
    """Diagonal dark stripes over whatever is there."""
    step = ink.px(STRIPE)
    pen = QPen(QColor(ink.theme.ground if ink.theme.dark else ink.theme.text_strong))
    pen.setWidthF(step * 0.7)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    reach = area.height() + step
    x = area.left() - reach
    while x < area.right() + step:
        painter.drawLine(QLineF(QPointF(x, area.bottom() + step), QPointF(x + reach + step, area.top())))
        x += step * 2
