"""Charts on paper: the marks of the screen in black, greys and outlines, legible without a colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from widgets.figures.plot import Chart, Plot, Role, Side, Words
from widgets.paper.sheet import MM, WIDTH, Block, Sheet

ROWS: Final = (("arrivals", "load"), ("steps",), ("dispositions", "nuisance"))
PLOT_MM: Final = 40.0
_GUTTER: Final = 6.0
_GAP: Final = 1.2
_FILL: Final[dict[Role, QColor]] = {
    "now": QColor(105, 105, 105),
    "past": QColor(228, 228, 228),
    "alarm": QColor(0, 0, 0),
}
_FLAGS: Final[dict[Side, Qt.AlignmentFlag]] = {
    "below": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
    "above": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom,
    "left": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
}


def chart_blocks(sheet: Sheet, title: str, note: str, charts: Sequence[Chart]) -> Iterator[Block]:
    """All charts, two beside each other where their place is small."""
    yield sheet.text("head", title, before=4, after=1, keep=True)
    yield sheet.text("small", note, after=1.5, keep=True)
    found = {chart.code: chart for chart in charts}
    for codes in ROWS:
        yield _row(sheet, [found[code] for code in codes if code in found])


def _row(sheet: Sheet, charts: Sequence[Chart]) -> Block:
    wide = (WIDTH - _GUTTER * (len(charts) - 1)) / len(charts)
    parts = [_Part.of(sheet, chart, wide) for chart in charts]
    height = max(part.height for part in parts)

    def paint(painter: QPainter, box: QRectF) -> None:
        for number, part in enumerate(parts):
            x = box.x() + number * (wide + _GUTTER) * MM
            part.paint(sheet, painter, QRectF(x, box.y(), wide * MM, height * MM))

    return Block(height + 4, paint)


@dataclass(frozen=True)
class _Part:
    """One chart with its words; lengths in millimetres."""

    chart: Chart
    above: float
    middle: float
    below: float

    @staticmethod
    def of(sheet: Sheet, chart: Chart, wide: float) -> _Part:
        above = sheet.line_height("strong") + sheet.text_height("body", chart.headline, wide)
        return _Part(
            chart,
            above + _GAP,
            PLOT_MM if chart.plot is not None else 2.0,
            sheet.text_height("small", chart.note or " ", wide),
        )

    @property
    def height(self) -> float:
        return self.above + self.middle + self.below + _GAP

    def paint(self, sheet: Sheet, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.GlobalColor.black)
        sheet.write(painter, "strong", box, self.chart.caption)
        line = sheet.line_height("strong") * MM
        sheet.write(painter, "body", box.adjusted(0, line, 0, 0), self.chart.headline)
        if self.chart.plot is not None:
            frame = QRectF(box.x(), box.y() + self.above * MM, box.width(), self.middle * MM)
            _Drawn(sheet, painter, self.chart.plot, frame).draw()
        under = box.adjusted(0, (self.above + self.middle + _GAP) * MM, 0, 0)
        painter.setPen(Qt.GlobalColor.black)
        sheet.write(painter, "small", under, self.chart.note)


class _Drawn:
    """A plot within a frame of device units; the words stand in margins as wide as they are."""

    def __init__(self, sheet: Sheet, painter: QPainter, plot: Plot, frame: QRectF) -> None:
        self._sheet, self._painter, self._plot = sheet, painter, plot
        wide: dict[Side, float] = {"below": 0, "left": 0, "right": 0, "above": 0}
        for each in plot.words:
            wide[each.side] = max(wide[each.side], sheet.text_width("small", each.text) + 2 * _GAP)
        left, right = (max(wide[side], wide["below"] / 2, 0.5) * MM for side in ("left", "right"))
        line = sheet.line_height("small") * MM
        self._line = line
        self._area = frame.adjusted(
            left, line if wide["above"] else 0, -right, -(line + _GAP * MM) if wide["below"] else 0
        )

    def draw(self) -> None:
        painter, plot = self._painter, self._plot
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar in plot.bars:
            thin = QPen(Qt.GlobalColor.black, 0.1 * MM) if bar.role == "past" else QPen(Qt.PenStyle.NoPen)
            painter.setPen(thin)
            painter.setBrush(_FILL[bar.role])
            painter.drawRect(QRectF(self._at(bar.x0, bar.y1), self._at(bar.x1, bar.y0)))
        for line in plot.lines:
            pen = QPen(_FILL["now"] if line.role == "past" else QColor(Qt.GlobalColor.black), 0.15 * MM)
            if line.dashed:
                pen.setDashPattern([5, 4])
            painter.setPen(pen)
            painter.drawLine(self._at(line.x0, line.y0), self._at(line.x1, line.y1))
        painter.setPen(QPen(Qt.GlobalColor.black, 0.2 * MM))
        painter.drawLine(self._area.bottomLeft(), self._area.bottomRight())
        for dot in plot.dots:
            painter.setBrush(
                QBrush(Qt.GlobalColor.black) if dot.role == "now" else QBrush(Qt.GlobalColor.white)
            )
            self._dot(self._at(dot.x, dot.y), dot.shape)
        for words in plot.words:
            self._write(words)
        painter.restore()

    def _at(self, x: float, y: float) -> QPointF:
        area, plot = self._area, self._plot
        return QPointF(area.x() + x / plot.wide * area.width(), area.bottom() - y / plot.tall * area.height())

    def _dot(self, at: QPointF, shape: str) -> None:
        size = 0.9 * MM
        if shape == "circle":
            self._painter.drawEllipse(at, size, size)
        else:
            corners = (QPointF(0, -1.2), QPointF(1.2, 0), QPointF(0, 1.2), QPointF(-1.2, 0))
            self._painter.drawPolygon(QPolygonF([at + corner * size for corner in corners]))

    def _write(self, words: Words) -> None:
        area, line, gap = self._area, self._line, _GAP * MM
        room = 60 * MM
        if words.side == "below":
            x = self._at(words.at, 0).x()
            box = QRectF(x - room / 2, area.bottom() + gap / 2, room, line)
        elif words.side == "above":
            spot = self._at(words.at, words.high)
            box = QRectF(spot.x() - room / 2, spot.y() - line - gap / 3, room, line)
        else:
            y = self._at(0, words.at).y() - line / 2
            x = area.left() - gap - room if words.side == "left" else area.right() + gap
            box = QRectF(x, y, room, line)
        self._painter.setPen(Qt.GlobalColor.black)
        self._sheet.write(self._painter, "small", box, words.text, int(_FLAGS[words.side]))
