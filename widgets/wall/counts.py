"""Open incidents by severity, as figures that are read from across the room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, QPointF, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from widgets.chips import severity_word
from widgets.wall.ink import Face, Ink
from widgets.wall.layout import COUNTS
from widgets.wall.model import Counts
from widgets.wall.tile import Tile
from widgets.wall.words import UNKNOWN, tile_title, translate

_MARK: Final = 0.84
_GAP: Final = 0.35


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
        face, widths = self._columns(body.width())
        gap = (body.width() - sum(widths)) // (len(widths) - 1)
        left = body.left()
        for rank, count in enumerate(self._facts.by_severity):
            label = QRect(left, body.bottom() - ink.line(Face.SMALL) + 1, widths[rank], ink.line(Face.SMALL))
            figure = QRect(left, body.top(), widths[rank], label.top() - body.top())
            ink.write(painter, figure, self._figure(count), face, self._colour(count))
            radius = ink.px(_MARK / 2)
            ink.shape(painter, QPointF(left + radius, label.center().y() + 1), radius, rank)
            word = label.adjusted(ink.px(_MARK + _GAP), 0, 0, 0)
            ink.write(painter, word, severity_word(rank), Face.SMALL, ink.theme.text)
            left += widths[rank] + max(0, gap)

    def _columns(self, room: int) -> tuple[Face, list[int]]:
        """Size of all four figures, and what each column needs; the large size when everything fits."""
        ink = self.ink
        for face in (Face.FIGURE, Face.STRONG):
            widths = [
                max(
                    ink.width(face, _short(count)),
                    ink.px(_MARK + _GAP) + ink.width(Face.SMALL, severity_word(rank)),
                )
                for rank, count in enumerate(self._facts.by_severity)
            ]
            if sum(widths) + 3 * ink.px(0.5) <= room:
                return face, widths
        return Face.STRONG, [room // 4] * 4

    def _figure(self, count: int) -> str:
        return UNKNOWN if self.unknown else _short(count)

    def _colour(self, count: int) -> str:
        """Nothing open of a kind is quiet, the rest strong; the shape below carries the severity."""
        return self.ink.theme.text_strong if count and not self.unknown else self.ink.theme.text_dim


def _short(count: int) -> str:
    """As the language writes it; from ten thousand on in thousands, for the room there is."""
    if count < 10_000:
        return QLocale().toString(count)
    return translate("Wall", "{count} rb").format(count=count // 1000)
