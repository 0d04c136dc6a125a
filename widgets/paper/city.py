"""The map on paper: outlines of the areas, incidents as shapes with their number. No colour is needed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from services.contract.city import Shape
from widgets.paper.content import Mark, Outline
from widgets.paper.sheet import MM, Block, Sheet

MAP_MM: Final = 86.0
NUMBERED: Final = 60
"""More marks than this, and only critical and high ones keep their number."""
_GREY: Final = QColor(150, 150, 150)
_LAND: Final = QColor(244, 244, 244)
_DARKEST: Final = 130
"""Grey of the area with the most: black marks and their numbers stay legible on it."""


def map_block(sheet: Sheet, outline: Outline, height: float = MAP_MM) -> Block:
    """The city with its marks and what the shapes mean. `height` in millimetres, without the legend."""
    legend = sheet.line_height("small") + 1

    def paint(painter: QPainter, box: QRectF) -> None:
        frame = box.adjusted(0, 0, 0, -(legend + 3) * MM)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(Qt.GlobalColor.black, 0.15 * MM))
        painter.drawRect(frame)
        painter.setClipRect(frame)
        place = _projection(outline, frame)
        painter.setPen(QPen(_GREY, 0.12 * MM))
        for shape in outline.shapes:
            painter.setBrush(_land(outline.shades.get(shape.code, 0.0)))
            painter.drawPath(_path(shape, place))
        for shape in outline.shapes:
            _paint_name(sheet, painter, _path(shape, place), outline.names.get(shape.code, ""))
        few = sum(1 for mark in outline.marks if mark.number) <= NUMBERED
        # What is spoken of last, and of it the worst: they lie on top.
        marks = sorted(outline.marks, key=lambda each: (each.number > 0, -each.rank, -each.number))
        for mark in marks:
            _paint_mark(painter, mark, place(mark.lon, mark.lat))
        numbered = [mark for mark in reversed(marks) if mark.number and (few or mark.rank <= 1)]
        _paint_numbers(sheet, painter, [(mark.number, place(mark.lon, mark.lat)) for mark in numbered])
        painter.restore()
        under = QRectF(box.x(), frame.bottom() + 0.8 * MM, box.width(), legend * MM)
        sheet.write(painter, "small", under, outline.legend)

    return Block(height + legend + 3, paint)


def _land(shade: float) -> QColor:
    grey = round(_LAND.red() - (_LAND.red() - _DARKEST) * shade)
    return QColor(grey, grey, grey)


class _Projection:
    """Degrees to the paper, north up, the whole city inside with a margin."""

    def __init__(self, west: float, south: float, east: float, north: float, frame: QRectF) -> None:
        self.lon, self.lat = (west + east) / 2, (south + north) / 2
        self.squeeze = math.cos(math.radians(self.lat))
        self.middle = frame.center()
        wide = max((east - west) * self.squeeze, 1e-4)
        high = max(north - south, 1e-4)
        self.scale = min(frame.width() * 0.94 / wide, frame.height() * 0.94 / high)

    def __call__(self, lon: float, lat: float) -> QPointF:
        x = self.middle.x() + (lon - self.lon) * self.squeeze * self.scale
        return QPointF(x, self.middle.y() - (lat - self.lat) * self.scale)


def _projection(outline: Outline, frame: QRectF) -> _Projection:
    corners = [
        point for shape in outline.shapes for polygon in shape.polygons for ring in polygon for point in ring
    ] or [(mark.lon, mark.lat) for mark in outline.marks]
    if not corners:
        return _Projection(0, 0, 0, 0, frame)
    lons, lats = [point[0] for point in corners], [point[1] for point in corners]
    return _Projection(min(lons), min(lats), max(lons), max(lats), frame)


def _path(shape: Shape, place: _Projection) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for polygon in shape.polygons:
        for ring in polygon:
            path.addPolygon(QPolygonF([place(lon, lat) for lon, lat in ring]))
            path.closeSubpath()
    return path


def _paint_name(sheet: Sheet, painter: QPainter, path: QPainterPath, name: str) -> None:
    """In the middle of its area; nothing where it has no room there."""
    area = path.boundingRect()
    width, height = sheet.text_width("small", name) * MM, sheet.line_height("small") * MM
    if not name or width > area.width() * 1.3:
        return
    box = QRectF(0, 0, width + 1.2 * MM, height)
    box.moveCenter(area.center())
    painter.fillRect(box, QColor(255, 255, 255, 190))
    painter.setPen(Qt.GlobalColor.black)
    sheet.write(painter, "small", box, name, int(Qt.AlignmentFlag.AlignCenter))


def _paint_mark(painter: QPainter, mark: Mark, at: QPointF) -> None:
    painter.setPen(QPen(Qt.GlobalColor.white, 0.25 * MM))
    painter.setBrush(Qt.GlobalColor.black)
    size = (1.7, 1.5, 1.1, 0.9)[mark.rank if 0 <= mark.rank <= 3 else 3] if mark.number else 0.5
    grade_shape(painter, mark.rank, at, size * MM)


def _paint_numbers(sheet: Sheet, painter: QPainter, numbers: Sequence[tuple[int, QPointF]]) -> None:
    """Each beside its mark, on the first side where no other number and no other mark stands."""
    height = sheet.line_height("small") * MM
    taken = [QRectF(at.x() - 0.8 * MM, at.y() - 0.8 * MM, 1.6 * MM, 1.6 * MM) for _, at in numbers]
    for number, at in numbers:
        words = str(number)
        width = (sheet.text_width("small", words) + 0.8) * MM
        boxes = [
            QRectF(at.x() + dx, at.y() + dy, width, height)
            for dx, dy in (
                (1.4 * MM, -height / 2),
                (-1.4 * MM - width, -height / 2),
                (-width / 2, -1.2 * MM - height),
                (-width / 2, 1.2 * MM),
                (1.0 * MM, -height),
                (-1.0 * MM - width, 0.0),
            )
        ]
        free = (box for box in boxes if not any(box.intersects(other) for other in taken))
        box = next(free, boxes[0])
        taken.append(box)
        painter.fillRect(box, QColor(255, 255, 255, 215))
        painter.setPen(Qt.GlobalColor.black)
        sheet.write(painter, "small", box, words, int(Qt.AlignmentFlag.AlignCenter))


def grade_shape(painter: QPainter, rank: int, at: QPointF, size: float) -> None:
    """◆ critical, ▲ high, ■ medium, ● low as on every screen, ○ none; `size` a radius."""
    if rank == 0:
        painter.drawPolygon(_corners(at, size * 1.1, (-90, 0, 90, 180)))
    elif rank == 1:
        painter.drawPolygon(_corners(at, size * 1.15, (-90, 30, 150)))
    elif rank == 2:
        painter.drawPolygon(_corners(at, size * 1.2, (-45, 45, 135, 225)))
    else:
        if rank < 0:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, size, size)


def _corners(at: QPointF, size: float, degrees: Sequence[float]) -> QPolygonF:
    turned = [math.radians(each) for each in degrees]
    return QPolygonF([at + QPointF(size * math.cos(turn), size * math.sin(turn)) for turn in turned])
