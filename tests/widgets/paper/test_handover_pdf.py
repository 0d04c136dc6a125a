"""The paper of a handover: pages of known height, nothing lost between them, no moment of printing."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from services.contract.briefing import Chapter, Document, Item, Part
from services.contract.shifts import Handover, Question, Restatement
from widgets.format import Format
from widgets.paper.content import HandoverPaper, Mark, Outline
from widgets.paper.handover import handover_pdf
from widgets.paper.sheet import FOOT, HEIGHT, Block, _paged

AT = 1_790_000_000_000
WORDS = Format(ZoneInfo("Asia/Jakarta"), "WIB")


def nothing(painter: QPainter, box: object) -> None:
    del painter, box


def paper(items: int) -> HandoverPaper:
    part = Part(
        chapter=Chapter.UNSTABLE,
        items=tuple(
            Item(key=f"incident:{n}", title="Pohon tumbang", place="Jalan Merdeka", rank=n % 4, since=AT)
            for n in range(items)
        ),
    )
    document = Document(
        epoch="e", seq=1, at=AT, city="Kota Arjuna", watch_id=1, outgoing="sri", since=AT, parts=(part,)
    )
    handover = Handover(id=1, watch_id=1, outgoing="sri", opened_at=AT, seq=1, digest="ab" * 32)
    return HandoverPaper(document, handover, Outline(marks=(Mark(1, 0, -8.1, 112.1),)))


def text(pdf: bytes) -> str:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = " ".join(document.getAllText(page).text() for page in range(document.pageCount()))
    document.close()
    return " ".join(found.split())


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_a_heading_stays_with_what_it_heads_and_nothing_is_lost() -> None:
    room = HEIGHT - FOOT
    filler = Block(room - 12, nothing)
    head, body = Block(8, nothing, keep=True), Block(8, nothing)
    assert _paged([filler, head, body]) == [[filler], [head, body]]
    assert _paged([filler, body, body]) == [[filler, body], [body]]
    too_high = Block(room * 2, nothing)
    assert _paged([body, too_high, body]) == [[body], [too_high], [body]]


def test_where_a_page_begins_within_a_part_its_heading_stands_again() -> None:
    head, again = Block(8, nothing, keep=True), Block(6, nothing)
    row = Block((HEIGHT - FOOT) / 3, nothing, again=again)
    assert _paged([head, row, row, row, row]) == [[head, row, row], [again, row, row]]


def test_remarks_name_their_item_as_the_page_does(qtbot: QtBot) -> None:
    del qtbot
    remark = Question(item="incident:1", by="budi", at=AT, text="PLN sudah di lokasi.")
    plain = paper(3)
    document = msgspec.structs.replace(
        plain.document,
        parts=(Part(chapter=Chapter.STABLE, items=(Item(key="incident:1", title="Longsor", ref="KB-7"),)),),
    )
    handover = msgspec.structs.replace(plain.handover, remarks=(remark,))
    told = text(handover_pdf(HandoverPaper(document, handover), WORDS))
    assert "budi, tentang Longsor · KB-7: PLN sudah di lokasi." in told
    assert "incident:" not in told


def test_a_word_longer_than_a_line_is_all_there(qtbot: QtBot) -> None:
    del qtbot
    address = "https://peta.contoh.go.id/" + "".join(f"{n:03d}." for n in range(75))
    plain = paper(1)
    said = {"incident:0": Restatement(words=address, by="budi", at=AT)}
    handover = msgspec.structs.replace(plain.handover, restated=said)
    buffer = QBuffer()
    buffer.setData(QByteArray(handover_pdf(HandoverPaper(plain.document, handover), WORDS)))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    last = document.pageCount() - 1
    right = document.pagePointSize(last).width() - 15 / 25.4 * 72
    assert document.getAllText(last).boundingRectangle().right() < right
    document.close()


def test_more_items_need_more_pages_and_the_same_paper_is_the_same_file(qtbot: QtBot) -> None:
    few, many = handover_pdf(paper(3), WORDS), handover_pdf(paper(200), WORDS)
    assert pages(few) < 4 < pages(many)
    assert handover_pdf(paper(3), WORDS) == few
    assert b"2026-" not in few, "no moment of printing"
