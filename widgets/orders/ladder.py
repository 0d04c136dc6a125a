"""The ladder of an order: a bar a rung, its word and the server's time, what is next and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.format import NONE, Format
from widgets.orders.model import Mark, RungMark
from widgets.theme import Theme


class LadderStrip(QWidget):
    """Painted; `set_rungs` is all it needs. What it says is said again by the card's sentence."""

    def __init__(self, theme: Theme, words: Format) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._rungs: tuple[RungMark, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rungs(self, rungs: tuple[RungMark, ...]) -> None:
        """Rungs from the lowest to the highest."""
        if rungs != self._rungs:
            self._rungs = rungs
            self.setAccessibleName(
                ", ".join(f"{rung.word} {self._words.time(rung.at)}" for rung in rungs if rung.at)
            )
            self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(42))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(42))

    def _ink(self, mark: Mark) -> tuple[str, str]:
        """Colour of the bar and of the word."""
        theme = self._theme
        return {
            Mark.MET: (theme.text, theme.text_strong),
            Mark.SKIPPED: (theme.control_edge, theme.text_dim),
            Mark.NEXT: (theme.control_edge, theme.text_strong),
            Mark.LATE: (theme.severity[0], theme.severity[0]),
            Mark.WRONG: (theme.severity[0], theme.severity[0]),
            Mark.OPEN: (theme.line_strong, theme.text_dim),
        }[mark]

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self._rungs:
            return
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap, bar = theme.px(3), theme.px(3)
        step = (self.width() + gap) / len(self._rungs)
        font = theme.font_px(theme.px(11))
        metrics = QFontMetricsF(font)
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        for place, rung in enumerate(self._rungs):
            left, width = place * step, step - gap
            fill, ink = self._ink(rung.mark)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(QRectF(left, 0, width, bar), bar / 2, bar / 2)
            word = f"≠ {rung.word}" if rung.mark is Mark.WRONG else rung.word
            painter.setFont(theme.font_px(theme.px(11), 650 if rung.mark in _LOUD else 400))
            painter.setPen(QColor(ink))
            upper = QRectF(left, theme.px(7), width, theme.px(16))
            painter.drawText(upper, middle, metrics.elidedText(word, Qt.TextElideMode.ElideRight, width))
            painter.setFont(font)
            painter.setPen(QColor(theme.text_dim))
            when = self._words.time(rung.at) if rung.at else NONE
            painter.drawText(upper.translated(0, theme.px(15)), middle, when)


_LOUD = (Mark.NEXT, Mark.LATE, Mark.WRONG)
