"""Tables on paper: their columns are named on every page, rows are never cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from widgets.paper.content import Table
from widgets.paper.sheet import MM, WIDTH, Block, Face, Sheet

_PAD = 1.0


def table_blocks(sheet: Sheet, table: Table) -> Iterator[Block]:
    """Title, head and rows."""
    yield sheet.text("head", table.title, before=4, after=1, keep=True)
    if table.note:
        yield sheet.text("small", table.note, after=1.2, keep=True)
    if not table.rows:
        yield sheet.text("body", "Tidak ada.", after=1)
        return
    head = _row(sheet, table, table.columns, "small", keep=True)
    yield head
    for cells in table.rows:
        yield replace(_row(sheet, table, cells, "body", keep=False), again=head)


def _row(sheet: Sheet, table: Table, cells: Sequence[str], face: Face, *, keep: bool) -> Block:
    total = sum(table.shares)
    widths = [share / total * WIDTH for share in table.shares]
    height = max(
        sheet.text_height(face, cell or " ", width - 2 * _PAD)
        for cell, width in zip(cells, widths, strict=True)
    )

    def paint(painter: QPainter, box: QRectF) -> None:
        x = box.x()
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            side = Qt.AlignmentFlag.AlignLeft if number < table.left else Qt.AlignmentFlag.AlignRight
            flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | side)
            inner = QRectF(x, box.y() + 0.5 * MM, width * MM, box.height())
            sheet.write(painter, face, inner.adjusted(_PAD * MM, 0, -_PAD * MM, 0), cell, flags)
            x += width * MM
        thick = 0.25 if keep else 0.08
        painter.fillRect(
            QRectF(box.x(), box.bottom() - thick * MM, box.width(), thick * MM), Qt.GlobalColor.black
        )

    return Block(height + 1.2, paint, keep)
