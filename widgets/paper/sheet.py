"""Pages: blocks of known height, one below the other, with a foot that says which page of how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt, QUuid
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from widgets.labels import breakable

DPI: Final = 1200
MM: Final = DPI / 25.4
"""Device units of a millimetre."""
WIDTH: Final = 210 - 2 * 16.0
"""Of what is printed, in millimetres."""
HEIGHT: Final = 297 - 14.0 - 12.0
FOOT: Final = 9.0
FAMILIES: Final = ("Inter", "Noto Sans", "DejaVu Sans")
MONO: Final = ("JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono")
Face = Literal["title", "head", "strong", "body", "small", "mono"]
_POINTS: Final[dict[Face, tuple[float, QFont.Weight]]] = {
    "title": (18, QFont.Weight.Bold),
    "head": (11.5, QFont.Weight.Bold),
    "strong": (9.5, QFont.Weight.DemiBold),
    "body": (9, QFont.Weight.Normal),
    "small": (7.5, QFont.Weight.Normal),
    "mono": (7.5, QFont.Weight.Normal),
}
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_DATE: Final = re.compile(rb"\(D:(\d{14})[^)]*\)|Date=\"([^\"]*)\"")
_FIXED: Final = (b"20000101000000Z", b"2000-01-01T00:00:00+00:00")


@dataclass(frozen=True)
class Block:
    """Something with a height in millimetres. `keep`: never the last on a page; `fresh`: begins one.

    `again`: what stands above it once more where it is the first on a page.
    """

    height: float
    paint: Callable[[QPainter, QRectF], None]
    keep: bool = False
    fresh: bool = False
    again: Block | None = None


def font(face: Face) -> QFont:
    """Without tabular figures and forms that follow their neighbours: such glyphs have no text behind them,
    and a PDF is searched."""
    size, weight = _POINTS[face]
    made = QFont()
    made.setFamilies(list(MONO if face == "mono" else FAMILIES))
    made.setPointSizeF(size)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("calt"), 0)
    return made


class Sheet:
    """One PDF in the making."""

    def __init__(self, title: str, foot: str) -> None:
        self._foot = foot
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._writer = QPdfWriter(self._buffer)
        self._writer.setResolution(DPI)
        margins = QMarginsF(16, 14, 16, 12)
        self._writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                margins,
                QPageLayout.Unit.Millimeter,
            )
        )
        self._writer.setTitle(title)
        self._writer.setCreator("Patria")
        self._writer.setDocumentId(QUuid.createUuidV5(QUuid(), f"{title}\n{foot}".encode()))
        self._faces = {face: font(face) for face in _POINTS}
        self._metrics = {face: QFontMetricsF(made, self._writer) for face, made in self._faces.items()}

    def text_height(self, face: Face, words: str, width: float) -> float:
        """Of words wrapped at a width, both in millimetres."""
        box = QRectF(0, 0, width * MM, 1e7)
        words = self._fitting(face, words, box.width())
        return self._metrics[face].boundingRect(box, int(_WRAP), words).height() / MM

    def text_width(self, face: Face, words: str) -> float:
        """In millimetres, on one line."""
        return self._metrics[face].horizontalAdvance(words) / MM

    def cut(self, face: Face, words: str, width: float) -> str:
        """On one line of so many millimetres, with … where something is left out."""
        return self._metrics[face].elidedText(words, Qt.TextElideMode.ElideRight, width * MM)

    def line_height(self, face: Face) -> float:
        """In millimetres."""
        return self._metrics[face].lineSpacing() / MM

    def write(self, painter: QPainter, face: Face, box: QRectF, words: str, flags: int = int(_WRAP)) -> None:
        """Words in a box of device units."""
        painter.setFont(self._faces[face])
        painter.drawText(box, flags, self._fitting(face, words, box.width()))

    def _fitting(self, face: Face, words: str, width: float) -> str:
        """A word longer than a line, as the address of a page, goes on below; others stay as they are."""
        metrics = self._metrics[face]
        long = any(metrics.horizontalAdvance(word) > width for word in words.split())
        return breakable(words) if long else words

    def text(
        self, face: Face, words: str, *, after: float = 0.0, before: float = 0.0, keep: bool = False
    ) -> Block:
        """A paragraph over the whole width."""
        height = self.text_height(face, words, WIDTH)

        def paint(painter: QPainter, box: QRectF) -> None:
            self.write(painter, face, box.adjusted(0, before * MM, 0, 0), words)

        return Block(before + height + after, paint, keep)

    def finish(self, blocks: Sequence[Block]) -> bytes:
        """Paint the blocks on as many pages as they need; the PDF, the same for the same blocks."""
        pages = _paged(blocks)
        painter = QPainter(self._writer)
        for number, page in enumerate(pages, 1):
            if number > 1:
                self._writer.newPage()
            top = 0.0
            for block in page:
                block.paint(painter, QRectF(0, top * MM, WIDTH * MM, block.height * MM))
                top += block.height
            self._paint_foot(painter, number, len(pages))
        painter.end()
        self._buffer.close()
        return _dateless(bytes(self._buffer.data().data()))

    def _paint_foot(self, painter: QPainter, number: int, of: int) -> None:
        box = QRectF(0, (HEIGHT - FOOT + 4) * MM, WIDTH * MM, (FOOT - 4) * MM)
        painter.fillRect(QRectF(box.x(), box.y() - 1.2 * MM, box.width(), 0.15 * MM), Qt.GlobalColor.black)
        self.write(painter, "small", box, self._foot)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.write(painter, "small", box, f"halaman {number} dari {of}", right)


def _paged(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks by page. A heading goes to the next page with what it heads."""
    room = HEIGHT - FOOT
    pages: list[list[Block]] = [[]]
    used = 0.0
    for at, block in enumerate(blocks):
        needed = block.height
        follows = at
        while follows + 1 < len(blocks) and blocks[follows].keep:
            follows += 1
            needed += blocks[follows].height
        if pages[-1] and (block.fresh or used + min(needed, room) > room):
            pages.append([block.again] if block.again is not None else [])
            used = block.again.height if block.again is not None else 0.0
        pages[-1].append(block)
        used += block.height
    return pages


def _dateless(pdf: bytes) -> bytes:
    """Without the moment of printing: two prints of one content are the same file."""

    def fixed(found: re.Match[bytes]) -> bytes:
        # The length stays, because the file says where each of its parts begins.
        opening, date, closing = (b"(D:", _FIXED[0], b")") if found[1] else (b'Date="', _FIXED[1], b'"')
        room = len(found[0]) - len(opening) - len(closing)
        return opening + date[:room].ljust(room) + closing

    return _DATE.sub(fixed, pdf)
