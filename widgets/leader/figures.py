"""The strip of figures: caption, number, what it is made of and how old it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.leader.model import Figure
from widgets.theme import Theme

HEIGHT = 94
VALUE_PX = 30


class FigureStrip(QWidget):
    """All figures side by side in equal columns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._figures: tuple[Figure, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        if tuple(figures) == self._figures:
            return
        self._figures = tuple(figures)
        self.setAccessibleName(". ".join(f"{f.caption}: {f.value}, {f.note}" for f in figures))
        self.setToolTip("\n".join(f"{f.caption}: {f.value} · {f.note}" for f in figures))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(900), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        theme, painter = self._theme, QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.rail))
        if not self._figures:
            return
        width = self.width() / len(self._figures)
        for number, figure in enumerate(self._figures):
            left = number * width + theme.px(14)
            self._paint(painter, figure, QRectF(left, 0, width - theme.px(20), self.height()))

    def _paint(self, painter: QPainter, figure: Figure, box: QRectF) -> None:
        theme = self._theme
        lines = (
            (theme.font("label", 600), theme.text_dim, figure.caption, 10, 18),
            (theme.font_px(theme.px(VALUE_PX), 650), theme.text_strong, figure.value, 28, 38),
            (theme.font("small"), theme.system if figure.bad else theme.text_dim, figure.note, 67, 18),
        )
        for font, ink, words, top, height in lines:
            painter.setFont(font)
            painter.setPen(QColor(ink))
            line = QRectF(box.left(), theme.px(top), box.width(), theme.px(height))
            spoken = words.upper() if font.capitalization() == font.Capitalization.AllUppercase else words
            shown = QFontMetricsF(font).elidedText(spoken, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
