"""The tile every part of the wall is made of: a panel, a heading, and how old its data is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from widgets.format import Format
from widgets.wall.freshness import Grade, Pulse
from widgets.wall.ink import RIGHT, Face, Ink
from widgets.wall.model import Freshness, Link
from widgets.wall.words import pulse_words

_FILLED: Final = {Grade.NONE: 0.0, Grade.FRESH: 1.0, Grade.STALE: 0.5, Grade.DEAD: 0.0}


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of all clocks, so that every tile tells the same time.

    `now`: the backend's time in ms; `monotonic_ms`: the machine's steady clock.
    """

    now: int
    monotonic_ms: int
    words: Format
    link: Link


class Tile(QWidget):
    """Paints heading and age; subclasses paint `paint_body` and keep their own facts."""

    def __init__(self, name: str, ink: Ink, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.ink = ink
        self.pulse = Pulse()
        self._marks: tuple[str, ...] = ("",)
        self._grade = Grade.NONE
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # --- for subclasses ---

    def title(self) -> str:
        """The heading; empty for none."""
        return ""

    def headings(self) -> tuple[str, ...]:
        """The heading in the wordings it may have, longest first; the first that fits is shown."""
        return (self.title(),)

    def ground(self) -> str:
        return self.ink.theme.panel

    def paint_body(self, painter: QPainter, dirty: QRect) -> None:
        """Paints everything below the heading."""

    def describe(self) -> str:
        """What the tile shows, in words, for a screen reader."""
        return ""

    def tick_body(self, moment: Moment) -> None:
        """Repaints what changes with time alone."""

    # --- for the wall ---

    def set_ink(self, ink: Ink) -> None:
        self.ink = ink
        self.update()

    def beat(self, fresh: Freshness, monotonic_ms: int) -> None:
        self.pulse.beat(fresh, monotonic_ms)

    def tick(self, moment: Moment) -> None:
        """Brings the age up to date; repaints only when its words changed."""
        marks = pulse_words(self.pulse, moment.link, moment.now, moment.monotonic_ms, moment.words)
        grade = self.pulse.grade(moment.monotonic_ms)
        if (marks, grade) != (self._marks, self._grade):
            known = Grade.NONE in (grade, self._grade) and grade is not self._grade
            self._marks, self._grade = marks, grade
            self.update(self.rect() if known else self.head_rect())
        self.tick_body(moment)

    @property
    def mark(self) -> str:
        """What the tile says about the age of its data."""
        return self._marks[0]

    @property
    def unknown(self) -> bool:
        """There never was data: figures would be a guess."""
        return self._grade is Grade.NONE

    @property
    def grade(self) -> Grade:
        return self._grade

    def refresh(self) -> None:
        """After new facts: repaint the body and tell screen readers."""
        self.setAccessibleName(self.title())
        self.setAccessibleDescription(self.describe())
        self.update(self.body_rect())

    # --- geometry ---

    def head_rect(self) -> QRect:
        return QRect(0, 0, self.width(), self.ink.px(2.0))

    def body_rect(self) -> QRect:
        return self.rect().adjusted(0, self.head_rect().height(), 0, 0)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), QColor(self.ink.theme.ground))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.ground()))
        radius = self.ink.px(0.2)
        painter.drawRoundedRect(self.rect(), radius, radius)
        if event.rect().intersects(self.head_rect()):
            self._paint_head(painter)
        if event.rect().intersects(self.body_rect()):
            painter.setClipRegion(QRegion(self.rect()) & QRegion(event.region()))
            self.paint_body(painter, event.rect())

    def _paint_head(self, painter: QPainter) -> None:
        ink = self.ink
        room = self.head_rect().adjusted(ink.pad, ink.px(0.35), -ink.pad, 0)
        shortest = ink.width(Face.SMALL_STRONG, self.headings()[-1])
        taken = self.paint_mark(painter, room, shortest + ink.px(0.5))
        left = room.adjusted(0, 0, -(taken + ink.px(0.5)), 0)
        heading = ink.fitting(Face.SMALL_STRONG, self.headings(), left.width())
        ink.write(painter, left, heading, Face.SMALL_STRONG, ink.theme.text_dim)

    def paint_mark(self, painter: QPainter, room: QRect, keep: int = 0) -> int:
        """Dot and age at the right edge of `room`, of which `keep` at the left is wanted for other things;
        returns the width they took."""
        ink = self.ink
        trouble = self._grade in (Grade.STALE, Grade.DEAD)
        colour = ink.theme.system if trouble else ink.theme.text_dim
        radius = ink.unit * 0.24
        dot = round(ink.px(0.4) + 2 * radius)
        mark = ink.fitting(Face.SMALL, self._marks, room.width() - keep - dot)
        width = ink.write(painter, room.adjusted(dot, 0, 0, 0), mark, Face.SMALL, colour, RIGHT)
        centre = QPointF(room.right() - width - ink.px(0.4) - radius, room.center().y() + 1)
        ink.dot(painter, centre, radius, colour, _FILLED[self._grade])
        return width + dot
