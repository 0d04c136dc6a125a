"""The paper of a handover: who to whom, hash and code, figures, map, every item, signatures, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import segno
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from services.contract.briefing import CHAPTER_WORDS, Chapter, Item
from services.contract.shifts import Handover, Question, Side, Signature
from widgets.format import Format
from widgets.paper.city import grade_shape, map_block
from widgets.paper.content import (
    RANK_WORDS,
    SIDE_WORDS,
    STATE_WORDS,
    HandoverPaper,
    Table,
)
from widgets.paper.plots import chart_blocks
from widgets.paper.sheet import MM, WIDTH, Block, Face, Sheet
from widgets.paper.tables import table_blocks

QR_MM: Final = 30.0
_INDENT: Final = 14.0
_SIGN_MM: Final = 34.0


def handover_pdf(paper: HandoverPaper, words: Format) -> bytes:
    """The handover as PDF. `words`: the city's clock, in Indonesian. Needs a `QGuiApplication`."""
    handover = paper.handover
    log = "LATIHAN · " if paper.drill else ""
    foot = f"{log}{paper.document.city} · serah terima #{handover.id} · {handover.digest[:16]}…"
    sheet = Sheet(f"Serah terima #{handover.id} {paper.document.city}", foot)
    return sheet.finish(list(_Blocks(paper, words, sheet)))


class _Blocks:
    """The blocks of one handover, in reading order."""

    def __init__(self, paper: HandoverPaper, words: Format, sheet: Sheet) -> None:
        self.paper, self.words, self.sheet = paper, words, sheet
        self.document, self.handover = paper.document, paper.handover

    def __iter__(self) -> Iterator[Block]:
        yield self._head()
        if self.paper.doubt:
            yield self.sheet.text("strong", self.paper.doubt, before=1, after=2)
        yield from self._counts()
        if self.paper.outline.shapes or self.paper.outline.marks:
            yield self.sheet.text("head", "Peta kejadian terbuka", before=4, after=1.5, keep=True)
            yield map_block(self.sheet, self.paper.outline)
        for table in self.paper.tables:
            yield from table_blocks(self.sheet, table)
        if self.paper.charts:
            yield from chart_blocks(
                self.sheet, "Angka regu dalam gambar", self.paper.period, self.paper.charts
            )
        number = 0
        for part in self.document.parts:
            if not part.items:
                continue
            caption = f"{CHAPTER_WORDS[part.chapter]} ({len(part.items)})"
            if part.chapter is Chapter.UNSTABLE:
                caption += " — wajib ditegaskan ulang dengan kata-kata sendiri"
            yield self._chapter(caption)
            again = self.sheet.text("small", f"{CHAPTER_WORDS[part.chapter]}, lanjutan", after=1.5)
            for item in part.items:
                number += 1
                block = self._item(number, item, restate=part.chapter is Chapter.UNSTABLE)
                yield replace(block, again=again)
        yield from self._end()

    # --- the first page ---

    def _head(self) -> Block:
        handover, sheet, words = self.handover, self.sheet, self.words
        title = ("LATIHAN — " if self.paper.drill else "") + "Serah terima regu"
        lines = [
            f"Nomor {handover.id} · dibuka {self._when(handover.opened_at)} · {STATE_WORDS[handover.state]}"
            + (f" {self._when(handover.ended_at)}" if handover.ended_at else ""),
            f"Menyerahkan: {handover.outgoing}"
            + (f", bertanggung jawab sejak {self._when(self.document.since)}" if self.document.since else ""),
            f"Menerima: {handover.incoming or 'belum ada'}",
            *((f"Alasan penolakan: {handover.refused}",) if handover.refused else ()),
            f"Dibuat dari catatan kejadian {self.document.epoch}, baris {self.document.seq}.",
            "Sidik (SHA-256) dokumen yang ditandatangani, juga dalam kode di kanan:",
        ]
        text = "\n".join(lines)
        room = WIDTH - QR_MM - 6
        first = sheet.line_height("title") + sheet.line_height("head") + 1.5
        height = max(QR_MM + 2, first + sheet.text_height("body", text, room) + 4 * sheet.line_height("mono"))
        digest = f"{handover.digest[:32]}\n{handover.digest[32:]}"

        def paint(painter: QPainter, box: QRectF) -> None:
            left = QRectF(box.x(), box.y(), room * MM, box.height())
            sheet.write(painter, "title", left, title)
            below = left.adjusted(0, sheet.line_height("title") * MM, 0, 0)
            sheet.write(painter, "head", below, f"{self.document.city}, {words.date(handover.opened_at)}")
            below = left.adjusted(0, first * MM, 0, 0)
            sheet.write(painter, "body", below, text)
            below = below.adjusted(0, (sheet.text_height("body", text, room) + 0.6) * MM, 0, 0)
            sheet.write(painter, "mono", below, digest)
            paint_code(painter, QRectF(box.right() - QR_MM * MM, box.y(), QR_MM * MM, QR_MM * MM), handover)

        return Block(height + 1, paint)

    def _counts(self) -> Iterator[Block]:
        rows = [
            (CHAPTER_WORDS[part.chapter], str(len(part.items)), str(_carried(part.items)))
            for part in self.document.parts
        ]
        total = sum(len(part.items) for part in self.document.parts)
        table = Table(
            title=f"Ringkasan: {total} butir",
            columns=("Bagian", "Butir", "Dibawa dari regu sebelumnya"),
            rows=rows,
            shares=(6, 1, 2),
        )
        yield from table_blocks(self.sheet, table)

    # --- items ---

    def _chapter(self, caption: str) -> Block:
        sheet = self.sheet
        height = sheet.line_height("head")

        def paint(painter: QPainter, box: QRectF) -> None:
            line = QRectF(box.x(), box.y() + 4 * MM, box.width(), 0.4 * MM)
            painter.fillRect(line, Qt.GlobalColor.black)
            sheet.write(painter, "head", box.adjusted(0, 5 * MM, 0, 0), caption)

        return Block(height + 6.5, paint, keep=True)

    def _item(self, number: int, item: Item, *, restate: bool) -> Block:
        sheet = self.sheet
        lines = self._lines(item, restate=restate)
        room = WIDTH - _INDENT
        heights = [sheet.text_height(face, text, room) for face, text in lines]

        def paint(painter: QPainter, box: QRectF) -> None:
            sheet.write(painter, "strong", QRectF(box.x(), box.y(), 9 * MM, box.height()), f"{number}.")
            painter.setPen(QPen(Qt.GlobalColor.black, 0.2 * MM))
            painter.setBrush(Qt.GlobalColor.black)
            if item.rank >= 0:
                middle = sheet.line_height("strong") / 2
                spot = QPointF(box.x() + 11 * MM, box.y() + middle * MM)
                grade_shape(painter, item.rank, spot, 1.3 * MM)
            y = box.y()
            for (face, text), height in zip(lines, heights, strict=True):
                line = QRectF(box.x() + _INDENT * MM, y, room * MM, height * MM)
                sheet.write(painter, face, line, text)
                y += height * MM

        return Block(sum(heights) + 2.2, paint)

    def _lines(self, item: Item, *, restate: bool) -> list[tuple[Face, str]]:
        grade = RANK_WORDS[item.rank] if 0 <= item.rank < len(RANK_WORDS) else ""
        facts = [item.place, item.who, f"sejak {self._when(item.since)}" if item.since else ""]
        then = [f"Berikutnya: {item.next}" if item.next else "", self._due(item), item.note]
        if item.crossed:
            then.append(f"sudah melewati {item.crossed} serah terima")
        found: list[tuple[Face, str]] = [
            ("strong", _joined(grade, item.title, item.ref)),
            ("body", _joined(*facts)),
            ("body", _joined(*then)),
        ]
        said = self.handover.restated.get(item.key)
        if said is not None:
            found.append(
                ("body", f"Ditegaskan ulang {said.by}, {self._when(said.said_at or said.at)}: “{said.words}”")
            )
            if said.differences:
                found.append(("small", f"Tidak disebut: {', '.join(said.differences)}"))
        elif restate:
            found.append(("small", "Belum ditegaskan ulang."))
        asked = (each for each in self.handover.questions if each.item == item.key)
        found += [("small", self._question(each)) for each in asked]
        return [(face, text) for face, text in found if text]

    def _due(self, item: Item) -> str:
        if not item.due_at:
            return ""
        late = self.document.at - item.due_at
        over = f" — lewat {self.words.age(late)}" if late > 0 else ""
        return f"tenggat {self._when(item.due_at)}{over}"

    def _question(self, asked: Question) -> str:
        answer = f"Jawab {asked.answered_by}: {asked.answer}" if asked.answered_at else "Belum dijawab."
        return f"Tanya {asked.by}: {asked.text} {answer}"

    # --- the last page ---

    def _end(self) -> Iterator[Block]:
        yield self._chapter("Tanda tangan")
        yield self.sheet.text(
            "small",
            "Setiap tanda tangan diberikan dengan nama pengguna dan kata sandi sendiri atas sidik di halaman "
            "pertama, dan tercatat dalam rantai catatan kejadian. Tempat kosong untuk tanda tangan basah.",
            after=2,
            keep=True,
        )
        yield self._signatures()
        remarks = self.handover.remarks
        if remarks:
            yield self._chapter("Catatan susulan — bukan bagian dari yang ditandatangani")
            for each in remarks:
                said = f"{self._when(each.at)}, {each.by}{self._about(each.item)}: {each.text}"
                yield self.sheet.text("body", said, after=1)

    def _about(self, key: str) -> str:
        """The item a remark is about, as it is called above."""
        items = (item for part in self.document.parts for item in part.items)
        item = next((each for each in items if each.key == key), None)
        return f", tentang {_joined(item.title, item.ref)}" if item is not None else ""

    def _signatures(self) -> Block:
        given = {each.side: each for each in self.handover.signatures}

        def paint(painter: QPainter, box: QRectF) -> None:
            width = (box.width() - 6 * MM) / 2
            for number, side in enumerate(Side):
                frame = QRectF(box.x() + number * (width + 6 * MM), box.y(), width, box.height() - 2 * MM)
                painter.setPen(QPen(Qt.GlobalColor.black, 0.25 * MM))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(frame)
                inner = frame.adjusted(2 * MM, 1.5 * MM, -2 * MM, -1.5 * MM)
                self.sheet.write(painter, "strong", inner, SIDE_WORDS[side])
                bottom = int(Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
                self.sheet.write(painter, "body", inner, self._signed(given.get(side)), bottom)

        return Block(_SIGN_MM, paint)

    def _signed(self, signature: Signature | None) -> str:
        if signature is None:
            return "Belum ditandatangani."
        when = self._when(signature.signed_at or signature.at)
        if signature.signed_at:
            when += f", tanpa jalur; tercatat {self._when(signature.at)}"
        same = "" if signature.digest == self.handover.digest else " — ATAS SIDIK LAIN"
        return f"{signature.by}\n{when}\nsidik {signature.digest[:16]}…{same}"

    def _when(self, at: int) -> str:
        return f"{self.words.date(at)} {self.words.minute(at)} {self.words.label}"


def paint_code(painter: QPainter, box: QRectF, handover: Handover) -> None:
    """The hash as a QR code; what a telephone reads from it are the 64 digits."""
    matrix = segno.make(handover.digest, error="m", micro=False).matrix
    size = box.width() / len(matrix)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(
                    QRectF(box.x() + x * size, box.y() + y * size, size * 1.02, size * 1.02),
                    Qt.GlobalColor.black,
                )


def _carried(items: Sequence[Item]) -> int:
    return sum(1 for item in items if item.crossed)


def _joined(*words: str) -> str:
    return " · ".join(word for word in words if word)
