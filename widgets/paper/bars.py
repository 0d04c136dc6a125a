"""Counts on paper that are seen before they are read: bars, and hours of the week in greys with numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from widgets.paper.sheet import MM, WIDTH, Block, Face, Sheet

NAME_MM: Final = 60.0
BAR_MM: Final = 50.0
_ROW_MM: Final = 5.4
_DAY_MM: Final = 17.0
_SUM_MM: Final = 13.0
_BEFORE: Final = QColor(175, 175, 175)
_LIGHT_MOST: Final = 120
"""On a darker grey the number is white."""
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE: Final = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True)
class Bar:
    """A count with the one before it as a grey bar below, and what else stands to the right."""

    name: str
    count: int
    before: int
    cells: Sequence[str]


def bar_blocks(
    sheet: Sheet, title: str, note: str, columns: Sequence[str], bars: Sequence[Bar]
) -> Iterator[Block]:
    """`columns`: over the cells."""
    yield sheet.text("head", title, before=4, after=1, keep=True)
    if note:
        yield sheet.text("small", note, after=1.2, keep=True)
    if not bars:
        yield sheet.text("body", "Tidak ada.", after=1)
        return
    most = max(1, *(max(bar.count, bar.before) for bar in bars))

    def named(first: str) -> Block:
        cells = (first, *columns)
        return Block(_ROW_MM, lambda painter, box: _cells(sheet, painter, box, "small", cells), keep=True)

    yield named("")
    again = named(f"{title}, lanjutan")
    for bar in bars:
        yield replace(_bar(sheet, bar, most), again=again)


def _bar(sheet: Sheet, bar: Bar, most: int) -> Block:
    def paint(painter: QPainter, box: QRectF) -> None:
        _cells(sheet, painter, box, "body", (bar.name, *bar.cells))
        left = box.x() + NAME_MM * MM
        top, room = box.y() + 0.9 * MM, BAR_MM - 2
        painter.fillRect(QRectF(left, top, room * bar.count / most * MM, 2.3 * MM), Qt.GlobalColor.black)
        painter.fillRect(QRectF(left, top + 2.6 * MM, room * bar.before / most * MM, 0.9 * MM), _BEFORE)
        line = QRectF(box.x(), box.bottom() - 0.06 * MM, box.width(), 0.06 * MM)
        painter.fillRect(line, _BEFORE)

    return Block(_ROW_MM, paint)


def _cells(sheet: Sheet, painter: QPainter, box: QRectF, face: Face, cells: Sequence[str]) -> None:
    painter.setPen(Qt.GlobalColor.black)
    name = QRectF(box.x(), box.y(), (NAME_MM - 1.5) * MM, box.height())
    sheet.write(painter, face, name, sheet.cut(face, cells[0], NAME_MM - 1.5), _LEFT)
    start = NAME_MM + BAR_MM
    width = (WIDTH - start) / max(1, len(cells) - 1)
    for number, cell in enumerate(cells[1:]):
        inner = QRectF(box.x() + (start + number * width) * MM, box.y(), width * MM, box.height())
        sheet.write(painter, face, inner, cell, _RIGHT)


def week_block(sheet: Sheet, days: Sequence[str], hours: Sequence[Sequence[int]]) -> Block:
    """Seven rows of 24 hours: the more, the darker; the sum of each day behind it."""
    most = max(1, *(max(day) for day in hours))
    width = (WIDTH - _DAY_MM - _SUM_MM) / 24

    def paint(painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.GlobalColor.black)
        for hour in range(24):
            at = _cell(box, hour, -1, width)
            sheet.write(painter, "small", at, f"{hour:02d}", _MIDDLE)
        head = QRectF(box.right() - _SUM_MM * MM, box.y(), _SUM_MM * MM, _ROW_MM * MM)
        sheet.write(painter, "small", head, "jumlah", _RIGHT)
        for row, (day, counts) in enumerate(zip(days, hours, strict=True)):
            y = box.y() + (row + 1) * _ROW_MM * MM
            painter.setPen(Qt.GlobalColor.black)
            sheet.write(painter, "body", QRectF(box.x(), y, _DAY_MM * MM, _ROW_MM * MM), day, _LEFT)
            total = QRectF(box.right() - _SUM_MM * MM, y, _SUM_MM * MM, _ROW_MM * MM)
            sheet.write(painter, "body", total, str(sum(counts)), _RIGHT)
            for hour, count in enumerate(counts):
                _paint_hour(sheet, painter, _cell(box, hour, row, width), count, most)
        painter.setPen(Qt.GlobalColor.black)

    return Block(8 * _ROW_MM + 1, paint)


def _cell(box: QRectF, hour: int, row: int, width: float) -> QRectF:
    x = box.x() + (_DAY_MM + hour * width) * MM
    return QRectF(x, box.y() + (row + 1) * _ROW_MM * MM, width * MM, _ROW_MM * MM)


def _paint_hour(sheet: Sheet, painter: QPainter, at: QRectF, count: int, most: int) -> None:
    grey = round(255 - 215 * count / most)
    painter.fillRect(at, QColor(grey, grey, grey))
    painter.setPen(QPen(_BEFORE, 0.06 * MM))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(at)
    if count:
        painter.setPen(Qt.GlobalColor.white if grey < _LIGHT_MOST else Qt.GlobalColor.black)
        sheet.write(painter, "small", at, str(count), _MIDDLE)
