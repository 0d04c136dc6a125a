"""The first line of the wall: city, how much is open, the scene, the link and the clock."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from widgets.format import Format
from widgets.wall.ink import RIGHT, Face, Ink
from widgets.wall.layout import HEAD
from widgets.wall.model import Head
from widgets.wall.tile import Moment, Tile
from widgets.wall.words import UNKNOWN, translate

_GAP: Final = 1.1
_MARK: Final = 7.6
"""Room for link and age, in units."""
_SCENE_LEAST: Final = 9.0
"""Under this width, in units, the scene is left out rather than cut to a few letters."""


class HeadTile(Tile):
    """Painted as one line; the clock repaints alone once a second."""

    def __init__(self, ink: Ink, parent: QWidget) -> None:
        super().__init__(HEAD, ink, parent)
        self._facts = Head()
        self._clock = ("", "")
        self._words: Format | None = None

    def set_facts(self, facts: Head) -> None:
        if facts != self._facts:
            self._facts = facts
            self.refresh()

    def title(self) -> str:
        return self._facts.city

    def describe(self) -> str:
        return ", ".join(
            part for part in (self._open_words(), self._unclaimed_words(), self._facts.scene) if part
        )

    def head_rect(self) -> QRect:
        """The right part: link and clock."""
        width = self._clock_width() + self.ink.pad + self.ink.px(_MARK)
        return QRect(self.width() - width, 0, width, self.height())

    def body_rect(self) -> QRect:
        return self.rect().adjusted(0, 0, -self.head_rect().width(), 0)

    def tick(self, moment: Moment) -> None:
        super().tick(moment)
        if moment.words is not self._words:
            self._words = moment.words
            self.refresh()
        minute = moment.words.minute(moment.now)
        face = (minute, f"{moment.words.time(moment.now)[len(minute) :]} {moment.words.label}")
        if face != self._clock:
            moved = len(face[1]) != len(self._clock[1])
            self._clock = face
            right = self._clock_width() + self.ink.pad
            self.update() if moved else self.update(self.width() - right, 0, right, self.height())

    # --- words ---

    def _open_figure(self) -> str:
        return UNKNOWN if self.unknown else self._figure(self._facts.open_count)

    def _figure(self, count: int) -> str:
        return self._words.number(count) if self._words else str(count)

    def _open_words(self) -> str:
        return translate("Wall", "terbuka")

    def _unclaimed_words(self) -> str:
        if not self._facts.unclaimed_critical:
            return ""
        return translate("Wall", "belum diklaim")

    # --- painting ---

    def _clock_width(self) -> int:
        ink = self.ink
        minute = ink.width(Face.STRONG, "00.00")
        return minute + ink.width(Face.BODY_STRONG, self._clock[1])

    def _paint_head(self, painter: QPainter) -> None:
        ink = self.ink
        room = self.rect().adjusted(ink.pad, 0, -ink.pad, 0)
        tail = self._clock[1]
        taken = ink.width(Face.BODY_STRONG, tail)
        base = room.adjusted(0, ink.px(0.16), 0, ink.px(0.16))
        ink.write(painter, base, tail, Face.BODY_STRONG, ink.theme.text_dim, RIGHT)
        ink.write(
            painter, room.adjusted(0, 0, -taken, 0), self._clock[0], Face.STRONG, ink.theme.text_strong, RIGHT
        )
        mark = room.adjusted(0, 0, -(self._clock_width() + ink.px(1.2)), 0)
        mark.setLeft(mark.right() - ink.px(_MARK - 1.2))
        self.paint_mark(painter, mark)

    def paint_body(self, painter: QPainter, dirty: QRect) -> None:
        ink, facts, theme = self.ink, self._facts, self.ink.theme
        room = self.body_rect().adjusted(ink.pad, 0, -ink.px(0.6), 0)
        words, named = self._fitting(room.width())
        if named:
            room = self._part(painter, room, facts.city, Face.STRONG, theme.text_strong, _GAP)
        room = self._part(painter, room, self._open_figure(), Face.BODY_STRONG, theme.text_strong, 0.4)
        room = self._part(painter, room, self._open_words(), words, theme.text, _GAP)
        if facts.unclaimed_critical:
            radius = ink.px(0.55)
            ink.shape(painter, QPointF(room.left() + radius, room.center().y() + 1), radius, 0)
            room = room.adjusted(round(2 * radius) + ink.px(0.4), 0, 0, 0)
            count = self._figure(facts.unclaimed_critical)
            room = self._part(painter, room, count, Face.BODY_STRONG, theme.severity[0], 0.4)
            room = self._part(painter, room, self._unclaimed_words(), words, theme.text, _GAP)
        if facts.scene and room.width() >= _SCENE_LEAST * ink.unit:
            self._paint_scene(painter, room)

    def _fitting(self, width: int) -> tuple[Face, bool]:
        """Size of the words behind the numbers, and whether the city is named: on a small panel the words
        go down to the smallest allowed size and the name gives way before anything is cut."""
        ink, facts = self.ink, self._facts
        numbers = ink.width(Face.BODY_STRONG, self._open_figure()) + ink.px(_GAP + 0.4)
        if facts.unclaimed_critical:
            numbers += ink.px(1.9) + ink.width(Face.BODY_STRONG, self._figure(facts.unclaimed_critical))
        city = ink.width(Face.STRONG, facts.city) + ink.px(_GAP)
        for face in (Face.BODY, Face.SMALL):
            words = ink.width(face, self._open_words()) + ink.width(face, self._unclaimed_words())
            if city + numbers + words <= width:
                return face, True
        return Face.SMALL, False

    def _paint_scene(self, painter: QPainter, room: QRect) -> None:
        """On one line, or on two where the room is short; it breaks where the reason ends, if it can."""
        ink, scene = self.ink, self._facts.scene
        lines = [scene]
        if ink.width(Face.SMALL, scene) > room.width():
            lines = [part for part in scene.rpartition(" · ")[::2] if part]
            if max(ink.width(Face.SMALL, line) for line in lines) > room.width():
                lines = ink.wrapped(Face.SMALL, scene, room.width(), 2)
        height = ink.line(Face.SMALL)
        top = room.center().y() - height * len(lines) // 2 + 1
        for number, text in enumerate(lines):
            line = QRect(room.left(), top + number * height, room.width(), height)
            ink.write(painter, line, text, Face.SMALL, ink.theme.system, RIGHT)

    def _part(self, painter: QPainter, room: QRect, text: str, face: Face, colour: str, gap: float) -> QRect:
        if room.width() <= 0:
            return room
        width = self.ink.write(painter, room, text, face, colour)
        return room.adjusted(width + self.ink.px(gap), 0, 0, 0)
