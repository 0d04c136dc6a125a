"""Tiles of short horizontal bars: load of the agencies, age of what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from widgets.wall.ink import RIGHT, Face, Ink
from widgets.wall.layout import AGES, LOADS
from widgets.wall.model import Counts, Loads
from widgets.wall.tile import Tile
from widgets.wall.words import age_band, tile_title, translate, waiting


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a name, a number that sets the length, and a remark behind the number."""

    name: str
    value: int
    remark: str = ""
    own_voice: bool = False
    """The system speaks: something is missing, not something happened."""


class BarsTile(Tile):
    """Rows from the top, as many as fit; the last line says how many did not."""

    def __init__(self, name: str, ink: Ink, parent: QWidget) -> None:
        super().__init__(name, ink, parent)
        self._bars: tuple[Bar, ...] = ()
        self._empty = ""
        self._headings: tuple[str, ...] = (self.title(),)

    def title(self) -> str:
        return tile_title(self.objectName())

    def set_headings(self, headings: tuple[str, ...]) -> None:
        """Longer wordings of the heading, that say what the numbers are."""
        self._headings = headings

    def set_bars(self, bars: Sequence[Bar], empty: str = "") -> None:
        """`empty`: the sentence for no bars at all."""
        if (tuple(bars), empty) != (self._bars, self._empty):
            self._bars, self._empty = tuple(bars), empty
            self.refresh()

    def describe(self) -> str:
        return ", ".join(f"{bar.name} {bar.value} {bar.remark}".strip() for bar in self._bars) or self._empty

    def paint_body(self, painter: QPainter, dirty: QRect) -> None:
        ink = self.ink
        body = self.body_rect().adjusted(ink.pad, ink.px(0.1), -ink.pad, -ink.px(0.5))
        if not self._bars or self.unknown:
            words = waiting() if self.unknown else self._empty
            for number, text in enumerate(ink.wrapped(Face.SMALL, words, body.width(), 3)):
                line = QRect(
                    body.left(), body.top() + number * ink.line(Face.SMALL), body.width(), ink.px(1.3)
                )
                ink.write(painter, line, text, Face.SMALL, ink.theme.text_dim)
            return
        rows = int(body.height() / (ink.unit * 1.35))
        shown = self._bars if len(self._bars) <= rows else self._bars[: max(1, rows - 1)]
        height = min(ink.px(1.75), body.height() // max(1, min(rows, len(self._bars))))
        for number, bar in enumerate(shown):
            row = QRect(body.left(), body.top() + number * height, body.width(), height)
            self._paint_bar(painter, row, bar)
        if len(shown) < len(self._bars):
            rest = QRect(body.left(), body.top() + len(shown) * height, body.width(), height)
            text = translate("Wall", "{count} lagi").format(count=len(self._bars) - len(shown))
            ink.write(painter, rest, text, Face.SMALL, ink.theme.text_dim)

    def headings(self) -> tuple[str, ...]:
        return self._headings

    def _columns(self, width: int) -> tuple[int, int]:
        """Widths of names and of numbers, the same for every row."""
        ink = self.ink
        names = max(ink.width(Face.SMALL, bar.name) for bar in self._bars)
        numbers = max(self._number_width(bar) for bar in self._bars)
        return min(names, max(width - numbers - ink.px(0.5), ink.px(3))), numbers

    def _number_width(self, bar: Bar) -> int:
        remark = self.ink.width(Face.SMALL, f" · {bar.remark}") if bar.remark else 0
        return self.ink.width(Face.SMALL_STRONG, str(bar.value)) + remark

    def _paint_bar(self, painter: QPainter, row: QRect, bar: Bar) -> None:
        ink, theme = self.ink, self.ink.theme
        names, numbers = self._columns(row.width())
        voice = theme.system if bar.own_voice else theme.text_strong
        name = QRect(row.left(), row.top(), names, row.height())
        ink.write(painter, name, bar.name, Face.SMALL, theme.system if bar.own_voice else theme.text)
        remark = 0
        if bar.remark:
            remark = ink.write(painter, row, f" · {bar.remark}", Face.SMALL, theme.text_dim, RIGHT)
        number = row.adjusted(0, 0, -remark, 0)
        ink.write(painter, number, str(bar.value), Face.SMALL_STRONG, voice, RIGHT)
        groove = QRectF(row).adjusted(names + ink.px(0.5), 0, -(numbers + ink.px(0.5)), 0)
        if groove.width() < ink.px(0.9):
            return
        thick = ink.px(0.38)
        groove = QRectF(groove.left(), row.center().y() - thick / 2 + 1, groove.width(), thick)
        most = max(1, *(other.value for other in self._bars)) if len(self._bars) > 1 else max(1, bar.value)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(groove, thick / 4, thick / 4)
        groove.setWidth(groove.width() * bar.value / most)
        painter.setBrush(QColor(theme.system if bar.own_voice else theme.text))
        painter.drawRoundedRect(groove, thick / 4, thick / 4)


def load_bars(loads: Loads) -> list[Bar]:
    """Unassigned work first, in the system's own voice: nobody has it."""
    bars = []
    if loads.unassigned:
        name = translate("Wall", "tanpa OPD")
        bars.append(Bar(name, loads.unassigned, own_voice=True))
    for agency in loads.agencies:
        late = str(agency.overdue) if agency.overdue else ""
        bars.append(Bar(agency.name, agency.open_count, late))
    return bars


def age_bars(counts: Counts) -> list[Bar]:
    """The four bands, youngest first; always all four, so that the eye finds them in place."""
    return [Bar(age_band(index), count) for index, count in enumerate(counts.by_age)]


def loads_tile(ink: Ink, parent: QWidget) -> BarsTile:
    return BarsTile(LOADS, ink, parent)


def ages_tile(ink: Ink, parent: QWidget) -> BarsTile:
    return BarsTile(AGES, ink, parent)


def load_headings(loads: Loads) -> tuple[str, ...]:
    """What the numbers of a load row are: how much is open and, where some of it is, how much is overdue.
    Nobody may read the first for the second."""
    if not any(agency.overdue for agency in loads.agencies):
        return translate("Wall", "OPD: terbuka"), translate("Wall", "OPD")
    return (
        translate("Wall", "OPD: terbuka · lewat tenggat"),
        translate("Wall", "OPD · lewat tenggat"),
        translate("Wall", "OPD · lewat"),
    )
