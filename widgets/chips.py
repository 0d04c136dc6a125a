"""Severity as shape, colour and word; keys as caps. Painted the same wherever they appear."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from widgets.press import PressButton
from widgets.theme import RADIUS_CHIP, Theme

translate = QCoreApplication.translate


def severity_word(rank: int) -> str:
    """`Kritis`, `Tinggi`, `Sedang`, `Rendah`."""
    return (
        translate("Severity", "Kritis"),
        translate("Severity", "Tinggi"),
        translate("Severity", "Sedang"),
        translate("Severity", "Rendah"),
    )[rank]


@cache
def severity_path(rank: int, size: float) -> QPainterPath:
    """Diamond, triangle, square, circle around the origin; `size` is the square they fit in.

    The sides are corrected so that the four weigh the same to the eye.
    """
    path = QPainterPath()
    half = size / 2
    if rank == 0:
        path.addPolygon(QPolygonF([QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]))
    elif rank == 1:
        path.addPolygon(
            QPolygonF([QPointF(0, -0.92 * half), QPointF(half, 0.8 * half), QPointF(-half, 0.8 * half)])
        )
    elif rank == 2:
        side = 0.78 * half
        path.addRect(QRectF(-side, -side, 2 * side, 2 * side))
    else:
        path.addEllipse(QPointF(0, 0), 0.84 * half, 0.84 * half)
    path.closeSubpath()
    return path


def paint_severity(painter: QPainter, rank: int, centre: QPointF, size: float, colour: str) -> None:
    """Draw the shape of a severity around `centre`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.fillPath(severity_path(rank, size), QColor(colour))
    painter.restore()


def cap_width(text: str, theme: Theme) -> float:
    """Width of a key cap."""
    metrics = QFontMetricsF(theme.font_px(theme.px(11), 600))
    return max(theme.px(18), metrics.horizontalAdvance(text) + theme.px(10))


def paint_cap(painter: QPainter, text: str, left: float, middle: float, theme: Theme, ink: str) -> float:
    """Draw a key cap with its left edge at `left`; returns its width."""
    font = theme.font_px(theme.px(11), 600)
    width, height = cap_width(text, theme), theme.px(18)
    box = QRectF(left + 0.5, round(middle - height / 2) + 0.5, width - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QColor(ink)
    edge.setAlphaF(0.55)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(box, theme.px(RADIUS_CHIP), theme.px(RADIUS_CHIP))
    painter.setPen(QColor(ink))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return width


class SeverityChip(QWidget):
    """A filled chip with shape and word."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rank = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_rank(self, rank: int) -> None:
        self._rank = rank
        self.setAccessibleName(severity_word(rank))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._font()).horizontalAdvance(severity_word(self._rank))
        return QSize(round(width) + self._theme.px(28), self._theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.severity[self._rank]))
        radius = theme.px(RADIUS_CHIP)
        painter.drawRoundedRect(self.rect(), radius, radius)
        ink = theme.chip_text[self._rank]
        middle = self.height() / 2
        paint_severity(painter, self._rank, QPointF(theme.px(12), middle), theme.px(10), ink)
        painter.setPen(QColor(ink))
        painter.setFont(self._font())
        box = self.rect().adjusted(theme.px(21), 0, -theme.px(4), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, severity_word(self._rank))

    def _font(self) -> QFont:
        return self._theme.font("small", 650)


class KeyButton(PressButton):
    """A button that shows its key behind its caption."""

    def __init__(self, theme: Theme, caption: str, key: str = "", kind: str = "") -> None:
        super().__init__(caption)
        self._theme = theme
        self._key = key
        if kind:
            self.setProperty("kind", kind)
        self.setFont(theme.font("small", 500))
        self.set_key(key)

    def set_key(self, key: str) -> None:
        self._key = key
        self.setAccessibleName(f"{self.text()}, {key}" if key else self.text())
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        extra = cap_width(self._key, self._theme) + self._theme.px(8) if self._key else 0
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text()) + extra
        pad = 14 if self.property("kind") == "flat" else 26
        return QSize(round(width) + self._theme.px(pad), max(24, self._theme.px(32)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, option, painter = self._theme, QStyleOptionButton(), QStylePainter(self)
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        if self.property("kind") == "primary" and self.isEnabled():
            ink = theme.primary_text
        else:
            ink = theme.text_strong if self.isEnabled() else theme.text_dim
        metrics = QFontMetricsF(self.font())
        caption = metrics.horizontalAdvance(self.text())
        extra = cap_width(self._key, theme) + theme.px(8) if self._key else 0
        left = (self.width() - caption - extra) / 2
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        box = QRectF(left, 0, caption + 1, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._key:
            paint_cap(painter, self._key, left + caption + theme.px(8), self.height() / 2, theme, ink)


class KeyHint(QWidget):
    """A key cap and what it does, for the bottom bar."""

    def __init__(self, theme: Theme, key: str, caption: str) -> None:
        super().__init__()
        self._theme, self._key, self._caption = theme, key, caption
        self.setAccessibleName(f"{key}: {caption}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        caption = QFontMetricsF(self._theme.font("small")).horizontalAdvance(self._caption)
        width = cap_width(self._key, self._theme) + self._theme.px(7) + caption
        return QSize(round(width) + 1, self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        width = paint_cap(painter, self._key, 0, self.height() / 2, theme, theme.text)
        painter.setFont(theme.font("small"))
        painter.setPen(QColor(theme.text_dim))
        left = width + theme.px(7)
        box = QRectF(left, 0, self.width() - left, self.height())
        metrics = QFontMetricsF(painter.font())
        # a pixel of grace: the width asked for is rounded
        fitted = metrics.elidedText(self._caption, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box.adjusted(0, 0, 1, 0), Qt.AlignmentFlag.AlignVCenter, fitted)
