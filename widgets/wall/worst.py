"""The worst open incidents: what, where, who has it, since when."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from services.contract.records import Status
from widgets.chips import severity_word
from widgets.format import Format
from widgets.wall.ink import RIGHT, Face, Ink
from widgets.wall.layout import WORST
from widgets.wall.model import Worst, WorstIncident
from widgets.wall.tile import Moment, Tile
from widgets.wall.words import status_word, tile_title, translate, waiting

_ROW_PAD: Final = 0.38
_FOOTER: Final = 1.9
_INDENT: Final = 2.45
"""Room for the shape at the left, in units."""
_CRITICAL: Final = 0


class WorstTile(Tile):
    """As many whole rows as fit; the heading says how many more there are, the foot what found no room."""

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
            self.update(self.head_rect())

    def set_missing(self, text: str) -> None:
        """Names the tiles for which the panel is too small."""
        if text != self._missing:
            self._missing = text
            self._lay_out()
            self.update()

    def title(self) -> str:
        return tile_title(WORST)

    def headings(self) -> tuple[str, ...]:
        more = self._facts.total - len(self._rows)
        if more <= 0:
            return (self.title(),)
        return (
            translate("Wall", "{title} · {count} lagi tak tampak").format(title=self.title(), count=more),
            translate("Wall", "{title} · {count} lagi").format(title=self.title(), count=more),
        )

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
                rect, _, lines = self._rows[number]
                self.update(self._age_rect(rect, len(lines)))
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
        """Whole rows from the top; a title takes a second line only where it must. What is left over at the
        bottom is shared out between the rows."""
        body = self.body_rect()
        bottom = body.bottom() + 1 - (self.ink.px(_FOOTER) if self._missing else 0)
        room = self._text_width() - self._age_width()
        heights: list[tuple[int, WorstIncident, list[str]]] = []
        left = bottom - body.top()
        for item in self._facts.incidents:
            lines = self.ink.wrapped(Face.BODY_STRONG, item.title, room, 2)
            if self._row_height(len(lines)) > left:
                lines = [self.ink.elided(Face.BODY_STRONG, item.title, room)]
            if self._row_height(len(lines)) > left:
                break
            heights.append((self._row_height(len(lines)), item, lines))
            left -= self._row_height(len(lines))
        complete = len(heights) == len(self._facts.incidents)
        extra = 0 if complete or not heights else min(left // len(heights), self.ink.px(1.0))
        self._rows, top = [], body.top()
        for height, item, lines in heights:
            self._rows.append((QRect(0, top, self.width(), height + extra), item, lines))
            top += height + extra
        self._ages = []

    def _row_height(self, lines: int) -> int:
        ink = self.ink
        return ink.line(Face.BODY_STRONG) * lines + ink.line(Face.SMALL) + 2 * ink.px(_ROW_PAD)

    def _text_top(self, row: QRect, lines: int) -> int:
        """Where the title begins: the block stands in the middle of its row."""
        return row.top() + (row.height() - self._row_height(lines)) // 2 + self.ink.px(_ROW_PAD)

    def _icon_rect(self, row: QRect) -> QRect:
        return QRect(0, row.top(), self.ink.px(_INDENT), row.height())

    def _age_width(self) -> int:
        return self.ink.width(Face.BODY_STRONG, "00 mnt") + self.ink.px(0.4)

    def _age_rect(self, row: QRect, lines: int) -> QRect:
        ink = self.ink
        width = self._age_width() + ink.pad
        top = self._text_top(row, lines)
        return QRect(row.right() - width + 1, top, width, ink.line(Face.BODY_STRONG))

    def _text_width(self) -> int:
        return self.width() - self.ink.px(_INDENT) - self.ink.pad

    # --- words ---

    def _age(self, item: WorstIncident) -> str:
        return self._words.age(self._now - item.opened_at) if self._words else ""

    def _where(self, item: WorstIncident) -> str:
        return " · ".join(part for part in (item.area, self._who(item)) if part)

    def _who(self, item: WorstIncident) -> str:
        """Who has it; nothing where the status beside it already says that nobody does."""
        if item.agencies:
            return ", ".join(item.agencies)
        return "" if item.status is Status.OPEN and not _calls(item) else translate("Wall", "tanpa OPD")

    def _empty(self) -> str:
        return waiting() if self.unknown else translate("Wall", "Tidak ada kejadian terbuka.")

    def _next(self) -> str:
        if self.unknown:
            return translate("Wall", "Layar terisi dengan sendirinya begitu server menjawab.")
        return translate("Wall", "Laporan baru muncul di sini dengan sendirinya.")

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
            below = room.translated(0, ink.line(Face.BODY))
            for text in ink.wrapped(Face.SMALL, self._next(), room.width(), 2):
                ink.write(painter, below, text, Face.SMALL, ink.theme.text_dim)
                below = below.translated(0, ink.line(Face.SMALL))
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
        top = self._text_top(row, len(lines))
        title_height = ink.line(Face.BODY_STRONG)
        self._paint_icon(painter, top + title_height / 2, item)
        left, width = ink.px(_INDENT), self._text_width()
        ink.write(
            painter,
            self._age_rect(row, len(lines)).adjusted(0, 0, -ink.pad, 0),
            age,
            Face.BODY_STRONG,
            theme.text_strong,
            RIGHT,
        )
        for number, text in enumerate(lines):
            line = QRect(left, top + number * title_height, width - self._age_width(), title_height)
            taken = ink.write(painter, line, text, Face.BODY_STRONG, theme.text_strong)
            if number == len(lines) - 1 and item.reports > 1:
                self._paint_reports(painter, line.adjusted(taken + ink.px(0.4), 0, 0, 0), item.reports)
        below = QRect(left, top + len(lines) * title_height, width, ink.line(Face.SMALL))
        words, colour = self._state(item)
        taken = ink.write(painter, below, words, Face.SMALL, colour, RIGHT)
        self._paint_where(painter, below.adjusted(0, 0, -(taken + ink.px(0.6)), 0), item)

    def _paint_reports(self, painter: QPainter, room: QRect, count: int) -> None:
        """How many reports it holds, behind the title where there is room."""
        text = f"×{count}"
        if self.ink.width(Face.SMALL, text) <= room.width():
            self.ink.write(painter, room, text, Face.SMALL, self.ink.theme.text_dim)

    def _paint_where(self, painter: QPainter, room: QRect, item: WorstIncident) -> None:
        ink, theme = self.ink, self.ink.theme
        who = self._who(item)
        area = f"{item.area} · " if item.area and who else item.area
        taken = ink.write(painter, room, area, Face.SMALL, theme.text_dim) if area else 0
        colour = theme.text_strong if item.agencies else theme.system
        ink.write(painter, room.adjusted(taken, 0, 0, 0), who, Face.SMALL, colour)

    def _paint_icon(self, painter: QPainter, middle: float, item: WorstIncident) -> None:
        """An unclaimed critical incident carries a ring that comes and goes every second."""
        ink = self.ink
        centre, radius = QPointF(ink.px(_INDENT / 2), middle + 1), ink.px(0.58)
        ink.shape(painter, centre, radius, item.severity)
        if _calls(item) and self._lit:
            pen = QPen(QColor(ink.theme.severity[item.severity]))
            pen.setWidthF(max(1.5, ink.unit / 12))
            painter.setPen(pen)
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawEllipse(centre, ink.unit * 1.0, ink.unit * 1.0)

    def _paint_footer(self, painter: QPainter) -> None:
        if not self._missing:
            return
        ink, theme = self.ink, self.ink.theme
        room = QRect(0, self.height() - ink.px(_FOOTER), self.width(), ink.px(_FOOTER))
        painter.fillRect(QRect(0, room.top(), room.width(), ink.hairline), QColor(theme.line))
        ink.write(painter, room.adjusted(ink.pad, 0, -ink.pad, 0), self._missing, Face.SMALL, theme.system)


def _calls(item: WorstIncident) -> bool:
    """A critical incident that nobody in the room has taken."""
    return item.severity == _CRITICAL and not item.claimed
