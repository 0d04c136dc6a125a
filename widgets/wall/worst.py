"""The worst open incidents: what, where, who has it, since when."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from services.contract.records import Status
from widgets.format import Format
from widgets.wall.ink import RIGHT, Face, Ink
from widgets.wall.layout import WORST
from widgets.wall.model import Worst, WorstIncident
from widgets.wall.tile import Moment, Tile
from widgets.wall.words import severity_word, status_word, tile_title, translate

_ROW_PAD: Final = 0.42
_CRITICAL: Final = 0


class WorstTile(Tile):
    """As many whole rows as fit; the last line says how many more there are and what found no room."""

    def __init__(self, ink: Ink, parent: QWidget) -> None:
        super().__init__(WORST, ink, parent)
        self._facts = Worst()
        self._missing = ""
        self._rows: list[tuple[QRect, WorstIncident, list[str]]] = []
        self._ages: list[str] = []
        self._now = 0
        self._words: Format | None = None
        self._lit = True

    # --- facts ---

    def set_facts(self, facts: Worst) -> None:
        if facts != self._facts:
            self._facts = facts
            self._lay_out()
            self.refresh()

    def set_missing(self, text: str) -> None:
        """Names the tiles for which the panel is too small."""
        if text != self._missing:
            self._missing = text
            self._lay_out()
            self.update()

    def title(self) -> str:
        return tile_title(WORST)

    def describe(self) -> str:
        lines = [
            f"{severity_word(item.severity)}: {item.title}, {self._where(item)}, {self._age(item)}"
            for _, item, _ in self._rows
        ]
        return "; ".join(lines) or self._empty()

    @property
    def shown(self) -> int:
        """How many incidents have a row."""
        return len(self._rows)

    # --- time ---

    def tick_body(self, moment: Moment) -> None:
        self._now, self._words = moment.now, moment.words
        ages = [self._age(item) for _, item, _ in self._rows]
        for number, age in enumerate(ages):
            if number >= len(self._ages) or age != self._ages[number]:
                self.update(self._age_rect(self._rows[number][0]))
        self._ages = ages
        lit = (moment.now // 1000) % 2 == 0
        if lit != self._lit:
            self._lit = lit
            for rect, item, _ in self._rows:
                if _calls(item):
                    self.update(self._icon_rect(rect))

    # --- geometry ---

    def set_ink(self, ink: Ink) -> None:
        super().set_ink(ink)
        self._lay_out()

    def resizeEvent(self, event: object) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        """Rows from the top; a title takes a second line only where it must."""
        ink = self.ink
        self._rows = []
        body = self.body_rect()
        bottom = body.bottom() + 1
        for footer in (0, ink.px(1.9)):
            self._rows = self._fill(body, bottom - footer)
            everything = len(self._rows) == self._facts.total and not self._missing
            if everything and len(self._rows) == len(self._facts.incidents):
                break
        self._ages = []

    def _fill(self, body: QRect, bottom: int) -> list[tuple[QRect, WorstIncident, list[str]]]:
        ink, rows, top = self.ink, [], body.top()
        room = self._text_width()
        for item in self._facts.incidents:
            lines = ink.wrapped(Face.BODY_STRONG, item.title, room - self._age_width(), 2)
            height = ink.line(Face.BODY_STRONG) * len(lines) + ink.line(Face.SMALL) + 2 * ink.px(_ROW_PAD)
            if top + height > bottom and len(lines) > 1:
                lines = lines[:0] or [ink.elided(Face.BODY_STRONG, item.title, room - self._age_width())]
                height = ink.line(Face.BODY_STRONG) + ink.line(Face.SMALL) + 2 * ink.px(_ROW_PAD)
            if top + height > bottom:
                break
            rows.append((QRect(0, top, self.width(), height), item, lines))
            top += height
        return rows

    def _icon_rect(self, row: QRect) -> QRect:
        return QRect(0, row.top(), self.ink.px(2.6), row.height())

    def _age_width(self) -> int:
        return self.ink.width(Face.BODY_STRONG, "00 mnt") + self.ink.px(0.6)

    def _age_rect(self, row: QRect) -> QRect:
        ink = self.ink
        width = self._age_width() + ink.pad
        top = row.top() + ink.px(_ROW_PAD)
        return QRect(row.right() - width + 1, top, width, ink.line(Face.BODY_STRONG))

    def _text_width(self) -> int:
        return self.width() - self.ink.px(2.6) - self.ink.pad

    # --- words ---

    def _age(self, item: WorstIncident) -> str:
        return self._words.age(self._now - item.opened_at) if self._words else ""

    def _where(self, item: WorstIncident) -> str:
        return f"{item.area} · {self._who(item)}" if item.area else self._who(item)

    def _who(self, item: WorstIncident) -> str:
        if item.agencies:
            return ", ".join(item.agencies)
        return translate("Wall", "tanpa OPD")

    def _empty(self) -> str:
        return translate("Wall", "Tidak ada kejadian terbuka.")

    def _state(self, item: WorstIncident) -> tuple[str, str]:
        """Status in words with its colour; a critical one that nobody claimed says that instead."""
        if _calls(item):
            return translate("Wall", "belum diklaim"), self.ink.theme.system
        colour = self.ink.theme.system if item.status is Status.OPEN else self.ink.theme.text
        return status_word(item.status), colour

    # --- painting ---

    def paint_body(self, painter: QPainter, dirty: QRect) -> None:
        ink = self.ink
        if not self._facts.incidents:
            room = self.body_rect().adjusted(ink.pad, ink.px(0.4), -ink.pad, 0)
            room.setHeight(ink.line(Face.BODY))
            ink.write(painter, room, self._empty(), Face.BODY, ink.theme.text)
            self._paint_footer(painter)
            return
        for number, (rect, item, lines) in enumerate(self._rows):
            if rect.intersects(dirty):
                age = self._ages[number] if number < len(self._ages) else self._age(item)
                self._paint_row(painter, rect, item, lines, age)
        self._paint_footer(painter)

    def _paint_row(
        self, painter: QPainter, row: QRect, item: WorstIncident, lines: list[str], age: str
    ) -> None:
        ink, theme = self.ink, self.ink.theme
        if item.severity == _CRITICAL:
            painter.fillRect(row, QColor(ink.critical_ground))
        painter.fillRect(QRect(row.left(), row.top(), row.width(), ink.hairline), QColor(theme.line))
        top = row.top() + ink.px(_ROW_PAD)
        title_height = ink.line(Face.BODY_STRONG)
        self._paint_icon(painter, row, top + title_height / 2, item)
        left, width = ink.px(2.6), self._text_width()
        ink.write(
            painter,
            self._age_rect(row).adjusted(0, 0, -ink.pad, 0),
            age,
            Face.BODY_STRONG,
            theme.text_strong,
            RIGHT,
        )
        for number, text in enumerate(lines):
            line = QRect(left, top + number * title_height, width - self._age_width(), title_height)
            ink.write(painter, line, text, Face.BODY_STRONG, theme.text_strong)
        below = QRect(left, top + len(lines) * title_height, width, ink.line(Face.SMALL))
        words, colour = self._state(item)
        taken = ink.write(painter, below, words, Face.SMALL, colour, RIGHT)
        self._paint_where(painter, below.adjusted(0, 0, -(taken + ink.px(0.6)), 0), item)

    def _paint_where(self, painter: QPainter, room: QRect, item: WorstIncident) -> None:
        ink, theme = self.ink, self.ink.theme
        area = f"{item.area} · " if item.area else ""
        taken = ink.write(painter, room, area, Face.SMALL, theme.text_dim) if area else 0
        colour = theme.text_strong if item.agencies else theme.system
        ink.write(painter, room.adjusted(taken, 0, 0, 0), self._who(item), Face.SMALL, colour)

    def _paint_icon(self, painter: QPainter, row: QRect, middle: float, item: WorstIncident) -> None:
        """An unclaimed critical incident carries a ring that comes and goes every second."""
        ink = self.ink
        centre, radius = QPointF(ink.px(1.35), middle + 1), ink.px(0.58)
        ink.shape(painter, centre, radius, item.severity)
        if _calls(item) and self._lit:
            pen = QPen(QColor(ink.theme.severity[item.severity]))
            pen.setWidthF(max(1.5, ink.unit / 12))
            painter.setPen(pen)
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawEllipse(centre, ink.unit * 1.0, ink.unit * 1.0)

    def _paint_footer(self, painter: QPainter) -> None:
        ink, theme = self.ink, self.ink.theme
        left_over = self._facts.total - len(self._rows)
        if left_over <= 0 and not self._missing:
            return
        room = QRect(0, self.height() - ink.px(1.9), self.width(), ink.px(1.9))
        painter.fillRect(QRect(0, room.top(), room.width(), ink.hairline), QColor(theme.line))
        room = room.adjusted(ink.pad, 0, -ink.pad, 0)
        if left_over > 0:
            text = translate("Wall", "{count} lagi").format(count=left_over)
            taken = ink.write(painter, room, text, Face.SMALL, theme.text)
            room = room.adjusted(taken + ink.px(1.0), 0, 0, 0)
        if self._missing:
            ink.write(painter, room, self._missing, Face.SMALL, theme.system, RIGHT)


def _calls(item: WorstIncident) -> bool:
    """A critical incident that nobody in the room has taken."""
    return item.severity == _CRITICAL and not item.claimed
