"""What every painted tile writes and draws with: four font sizes of the scale and the theme's colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from widgets.chips import paint_severity
from widgets.theme import Theme, mixed
from widgets.wall.scale import Scale

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Face(Enum):
    """Size and weight of wall text."""

    SMALL = ("small", 400)
    SMALL_STRONG = ("small", 600)
    BODY = ("body", 400)
    BODY_STRONG = ("body", 600)
    STRONG = ("strong", 650)
    FIGURE = ("figure", 650)


class Ink:
    """Fonts, colours and lengths of one wall. Made anew when theme or scale change."""

    def __init__(self, theme: Theme, scale: Scale) -> None:
        self.theme = theme
        self.scale = scale
        self._fonts = {face: theme.font_px(getattr(scale, face.value[0]), face.value[1]) for face in Face}
        self._metrics = {face: QFontMetricsF(font) for face, font in self._fonts.items()}

    @property
    def unit(self) -> int:
        return self.scale.unit

    @cached_property
    def pad(self) -> int:
        """Room between the edge of a tile and its content."""
        return round(0.6 * self.unit)

    @cached_property
    def hairline(self) -> int:
        return max(1, round(self.unit / 24))

    @cached_property
    def critical_ground(self) -> str:
        """Ground of a critical row: the panel with a breath of the severity."""
        return mixed(self.theme.panel, self.theme.severity[0], 0.10)

    def px(self, units: float) -> int:
        return round(units * self.unit)

    def font(self, face: Face) -> QFont:
        return self._fonts[face]

    def width(self, face: Face, text: str) -> int:
        return math.ceil(self._metrics[face].horizontalAdvance(text)) + 1 if text else 0

    def line(self, face: Face) -> int:
        """Height of one line of text."""
        size: int = getattr(self.scale, face.value[0])
        return round(size * 1.28)

    def elided(self, face: Face, text: str, width: int) -> str:
        return self._metrics[face].elidedText(text, Qt.TextElideMode.ElideRight, width)

    def fitting(self, face: Face, wordings: Sequence[str], width: int) -> str:
        """The first wording that fits, else the last."""
        return next((text for text in wordings if self.width(face, text) <= width), wordings[-1])

    def wrapped(self, face: Face, text: str, width: int, lines: int) -> list[str]:
        """`text` in at most `lines` lines; breaks at spaces, ends with an ellipsis when it is longer."""
        words, made = text.split(), list[str]()
        while words and len(made) < lines - 1:
            take = 1
            while take < len(words) and self.width(face, " ".join(words[: take + 1])) <= width:
                take += 1
            made.append(self.elided(face, " ".join(words[:take]), width))
            words = words[take:]
        if words:
            made.append(self.elided(face, " ".join(words), width))
        return made or [""]

    def write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        face: Face,
        colour: str,
        align: Qt.AlignmentFlag = LEFT,
    ) -> int:
        """One line in `rect`, elided to fit; returns the width it took."""
        shown = self.elided(face, text, rect.width())
        painter.setFont(self._fonts[face])
        painter.setPen(QColor(colour))
        painter.drawText(rect, int(align) | int(Qt.TextFlag.TextSingleLine), shown)
        return self.width(face, shown)

    def shape(self, painter: QPainter, centre: QPointF, radius: float, severity: int) -> None:
        """The mark of a severity, the same as everywhere."""
        paint_severity(painter, severity, centre, 2 * radius, self.theme.severity[severity])

    def dot(self, painter: QPainter, centre: QPointF, radius: float, colour: str, filled: float) -> None:
        """Link mark: full, half or empty, so that it does not depend on colour."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = painter.pen()
        pen.setColor(QColor(colour))
        pen.setWidthF(max(1.5, radius * 0.35))
        painter.setPen(pen)
        around = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        if filled < 1:
            inset = pen.widthF() / 2
            painter.drawEllipse(around.adjusted(inset, inset, -inset, -inset))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        if filled >= 1:
            painter.drawEllipse(around)
        elif filled > 0:
            painter.drawPie(around, 90 * 16, 180 * 16)
