"""The briefing at shift change: one item after the other, in the place of the slow figures."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from widgets.chips import severity_word
from widgets.wall.ink import RIGHT, Face, Ink
from widgets.wall.layout import BRIEFING
from widgets.wall.model import BriefingCard
from widgets.wall.tile import Tile
from widgets.wall.words import tile_title, translate

_LABEL: Final = 5.4
"""Room for what a line is about, in units."""
_LABELS_FROM: Final = 24.0
"""Under this width, in units, the lines stand without their labels."""
_BAR: Final = 0.55


class BriefingTile(Tile):
    """Paints one card: what, where, since when, who, what next; how far the briefing is."""

    def __init__(self, ink: Ink, parent: QWidget) -> None:
        super().__init__(BRIEFING, ink, parent)
        self._card = BriefingCard(0, 0, "")

    def set_card(self, card: BriefingCard) -> None:
        if card != self._card:
            self._card = card
            self.refresh()
            self.update(self.head_rect())

    @property
    def card(self) -> BriefingCard:
        return self._card

    # --- words ---

    def title(self) -> str:
        return tile_title(BRIEFING)

    def headings(self) -> tuple[str, ...]:
        card = self._card
        if not card.cards:
            return (self.title(),)
        short = f"{self.title()} · {card.number}/{card.cards}"
        return (f"{short} · {card.caption}", short) if card.caption else (short,)

    def describe(self) -> str:
        card = self._card
        said = [severity_word(card.severity)] if card.severity >= 0 else []
        said += [card.title, card.ref, *(words for _, words in self._lines())]
        said += [f"{caption} {count}" for caption, count in card.counts]
        said += [self._pause_word()] if card.paused else []
        return ", ".join(part for part in (*said, *card.remarks) if part)

    def _lines(self) -> list[tuple[str, str]]:
        card = self._card
        where = " · ".join(part for part in (card.place, card.since) if part)
        lines = (
            (translate("Wall", "Tempat"), where),
            (translate("Wall", "Lanjut"), card.next),
            (translate("Wall", "Siapa"), card.who),
        )
        return [line for line in lines if line[1]]

    def _pause_word(self) -> str:
        return translate("Wall", "JEDA")

    # --- painting ---

    def paint_body(self, painter: QPainter, dirty: QRect) -> None:
        ink, card = self.ink, self._card
        room = self.body_rect().adjusted(ink.pad, ink.px(0.1), -ink.pad, -ink.px(0.5))
        room = self._paint_foot(painter, room)
        if card.severity >= 0:
            room = self._paint_rank(painter, room)
        room = self._paint_title(painter, room)
        if card.counts:
            self._paint_counts(painter, room)
        else:
            self._paint_lines(painter, room)

    def _paint_rank(self, painter: QPainter, room: QRect) -> QRect:
        """Colour, shape and word, then the number people say."""
        ink, card = self.ink, self._card
        height = ink.line(Face.BODY_STRONG)
        line = QRect(room.left(), room.top(), room.width(), height)
        radius = ink.px(0.58)
        ink.shape(painter, QPointF(line.left() + radius, line.center().y() + 1), radius, card.severity)
        line.setLeft(line.left() + 2 * radius + ink.px(0.45))
        colour = ink.theme.severity[card.severity]
        word = severity_word(card.severity).upper()
        taken = ink.write(painter, line, word, Face.BODY_STRONG, colour)
        line.setLeft(line.left() + taken + ink.px(0.9))
        ink.write(painter, line, card.ref, Face.BODY, ink.theme.text_dim)
        return room.adjusted(0, height, 0, 0)

    def _paint_title(self, painter: QPainter, room: QRect) -> QRect:
        """On two lines where that leaves room for where it is and what comes next."""
        ink, card = self.ink, self._card
        height = ink.line(Face.STRONG)
        below = min(2, len(self._lines())) * ink.line(Face.BODY)
        most = 2 if room.height() >= 2 * height + below else 1
        for text in ink.wrapped(Face.STRONG, card.title, room.width(), most):
            line = QRect(room.left(), room.top(), room.width(), height)
            ink.write(painter, line, text, Face.STRONG, ink.theme.text_strong)
            room = room.adjusted(0, height, 0, 0)
        spare = room.height() - len(self._lines()) * ink.line(Face.BODY)
        return room.adjusted(0, min(ink.px(0.3), max(0, spare)), 0, 0)

    def _paint_lines(self, painter: QPainter, room: QRect) -> None:
        """Whole lines only; who has it stands last because the next step names who is missing."""
        ink, theme = self.ink, self.ink.theme
        height = ink.line(Face.BODY)
        labelled = room.width() >= _LABELS_FROM * ink.unit
        for label, words in self._lines():
            if room.height() < height:
                return
            line = QRect(room.left(), room.top(), room.width(), height)
            if labelled:
                ink.write(painter, line, label, Face.SMALL, theme.text_dim)
                line.setLeft(line.left() + ink.px(_LABEL))
            ink.write(painter, line, words, Face.BODY, theme.text_strong)
            room = room.adjusted(0, height, 0, 0)

    def _paint_counts(self, painter: QPainter, room: QRect) -> None:
        """Chapters in columns, read downwards; what finds no room is counted in the last cell."""
        ink, theme, counts = self.ink, self.ink.theme, self._card.counts
        height = ink.line(Face.SMALL)
        figure = max(ink.width(Face.SMALL_STRONG, str(count)) for _, count in counts)
        widest = max(ink.width(Face.SMALL, caption) for caption, _ in counts) + figure + ink.px(2)
        rows = max(1, room.height() // height)
        columns = max(1, min(-(-len(counts) // rows), room.width() // widest))
        rows = min(rows, -(-len(counts) // columns))
        cells = [(caption, str(count)) for caption, count in counts]
        if len(cells) > rows * columns:
            hidden = sum(count for _, count in counts[rows * columns - 1 :])
            cells = [*cells[: rows * columns - 1], (translate("Wall", "bagian lain"), str(hidden))]
            figure = max(figure, ink.width(Face.SMALL_STRONG, str(hidden)))
        width = room.width() // columns
        for place, (caption, number) in enumerate(cells):
            left = room.left() + place // rows * width
            cell = QRect(left, room.top() + place % rows * height, width - ink.px(0.6), height)
            ahead = QRect(cell.left(), cell.top(), figure, height)
            ink.write(painter, ahead, number, Face.SMALL_STRONG, theme.text_strong, RIGHT)
            ink.write(painter, cell.adjusted(figure + ink.px(0.5), 0, 0, 0), caption, Face.SMALL, theme.text)

    def _paint_foot(self, painter: QPainter, room: QRect) -> QRect:
        """Progress, and under it what people should know."""
        ink, theme, card = self.ink, self.ink.theme, self._card
        height = ink.line(Face.SMALL)
        line = QRect(room.left(), room.bottom() - height + 1, room.width(), height)
        taken = ink.write(painter, line, card.left, Face.SMALL_STRONG, theme.text_dim, RIGHT)
        if card.paused:
            plate = line.adjusted(0, 0, ink.width(Face.SMALL_STRONG, self._pause_word()) - line.width(), 0)
            plate = plate.adjusted(0, 0, ink.px(0.8), 0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.system))
            painter.drawRoundedRect(plate, ink.px(0.15), ink.px(0.15))
            words = plate.adjusted(ink.px(0.4), 0, 0, 0)
            ink.write(painter, words, self._pause_word(), Face.SMALL_STRONG, theme.ground)
            line.setLeft(plate.right() + ink.px(0.7))
        said = " · ".join(card.remarks)
        ink.write(painter, line.adjusted(0, 0, -(taken + ink.px(0.6)), 0), said, Face.SMALL, theme.text_dim)
        bar = QRectF(room.left(), line.top() - ink.px(_BAR + 0.25), room.width(), ink.px(_BAR))
        self._paint_bar(painter, bar)
        return room.adjusted(0, 0, 0, -(height + ink.px(_BAR + 0.5)))

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        """One piece for each card."""
        theme, card = self.ink.theme, self._card
        gap = max(2.0, self.ink.px(0.12))
        painter.setPen(Qt.PenStyle.NoPen)
        begun = 0.0
        for share in card.steps:
            piece = QRectF(
                bar.left() + begun * bar.width(), bar.top(), share * bar.width() - gap, bar.height()
            )
            painter.setBrush(QColor(theme.line))
            painter.drawRect(piece)
            gone = min(1.0, max(0.0, (card.done - begun) / share))
            if gone > 0:
                piece.setWidth(piece.width() * gone)
                painter.setBrush(QColor(theme.system if card.paused else theme.text_strong))
                painter.drawRect(piece)
            begun += share
