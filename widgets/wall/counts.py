"""Open incidents by severity, as figures that are read from across the room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from widgets.wall.ink import Face, Ink
from widgets.wall.layout import COUNTS
from widgets.wall.model import Counts
from widgets.wall.tile import Tile
from widgets.wall.words import severity_word, tile_title


class CountsTile(Tile):
    """Four columns, worst first: figure, shape and word."""

    def __init__(self, ink: Ink, parent: QWidget) -> None:
        super().__init__(COUNTS, ink, parent)
        self._facts = Counts()

    def set_facts(self, facts: Counts) -> None:
        if facts != self._facts:
            self._facts = facts
            self.refresh()

    def title(self) -> str:
        return tile_title(COUNTS)

    def describe(self) -> str:
        return ", ".join(
            f"{count} {severity_word(rank)}" for rank, count in enumerate(self._facts.by_severity)
        )

    def paint_body(self, painter: QPainter, dirty: QRect) -> None:
        ink = self.ink
        body = self.body_rect().adjusted(ink.pad, 0, -ink.pad, -ink.px(0.5))
        for rank, count in enumerate(self._facts.by_severity):
            left = body.left() + body.width() * rank // 4
            width = body.width() // 4
            label = QRect(left, body.bottom() - ink.line(Face.SMALL) + 1, width, ink.line(Face.SMALL))
            figure = QRect(left, body.top(), width, label.top() - body.top())
            ink.write(painter, figure, _short(count), self._face(width), self._colour(rank, count))
            radius = ink.px(0.42)
            ink.shape(painter, QPointF(left + radius, label.center().y() + 1), radius, rank)
            word = label.adjusted(round(2 * radius) + ink.px(0.4), 0, 0, 0)
            ink.write(painter, word, severity_word(rank), Face.SMALL, ink.theme.text)

    def _face(self, width: int) -> Face:
        """All four figures have one size: the large one when the widest of them fits."""
        widest = max(self.ink.width(Face.FIGURE, _short(count)) for count in self._facts.by_severity)
        return Face.FIGURE if widest <= width - self.ink.px(0.3) else Face.STRONG

    def _colour(self, rank: int, count: int) -> str:
        """Nothing open of a kind is quiet, the rest strong; the shape below carries the severity."""
        return self.ink.theme.text_strong if count else self.ink.theme.text_dim


def _short(count: int) -> str:
    return str(count) if count < 10_000 else f"{count // 1000}k"
