"""Printing from the window: the command line's file, nothing overwritten, and what is unproven is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from console import printing
from console.asking import Asker
from console.https import fetch
from console.print_dialog import PagePrinter
from console.print_job import PrintJob, pdf_of, saved
from console.printing import HandoverPrinting
from services.contract.briefing import Document
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.shifts import Handover, HandoverState
from services.feed.link import Endpoint
from services.reporting import handover as generated
from services.reporting.places import places
from services.reporting.shift_figures import compared
from tests.city.making import arjuna
from tests.console.making import EPOCHS, Room
from tests.console.test_handover_command import CITY, handed_over, run
from tests.harness.backend import BackendProcess
from tests.reporting.weeks import five_weeks

NOW = 1_800_000_000_000


class Sitting:
    """Somebody at a console with five weeks behind it; what is said is kept."""

    def __init__(self, endpoint: Callable[[], Endpoint]) -> None:
        self.room = Room()
        self.room.connect()
        self.situation = self.room.situation
        self.situation.boards[Log.LIVE] = five_weeks(NOW, epoch=EPOCHS[Log.LIVE])
        self.said: list[str] = []
        self.known: dict[str, Document] = {}
        self.asker = Asker(endpoint)
        self.owner = QObject()
        book = self.situation.board.shifts
        self.printing = HandoverPrinting(
            self.situation, arjuna(), self.known.get, lambda: book.open_handover, self._say, self.owner
        )
        self.printing.complete(self.asker)

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self.said.append(("!" if wrong else "") + sentence)

    def has(self, found: Handover) -> None:
        book = self.situation.board.shifts
        book.handovers[found.id] = found
        book.last_handover_id = found.id

    def opened_here(self) -> tuple[Handover, Document]:
        document = generated.generate(self.situation.board, arjuna(), NOW)
        found = Handover(
            id=1,
            watch_id=1,
            outgoing="siti",
            opened_at=NOW,
            seq=document.seq,
            digest=generated.digest(document),
        )
        self.has(found)
        return found, document

    def until(self, qtbot: QtBot, words: str) -> None:
        def told() -> bool:
            self.asker.deliver()
            return any(words in sentence for sentence in self.said)

        try:
            qtbot.waitUntil(told, timeout=60_000)
        except Exception:
            raise AssertionError(self.said) from None


def nobody() -> Endpoint:
    raise KnownError("starting", "Server lokal sedang dijalankan …")


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Dokumen"
    monkeypatch.setattr(printing, "_documents", lambda: folder)
    return folder


def test_the_window_prints_what_the_command_line_prints(
    qtbot: QtBot, tmp_path: Path, documents: Path
) -> None:
    data = tmp_path / "data"
    handed_over(data)
    by_hand = tmp_path / "satu.pdf"
    assert run(data, "export", "1", "--output", str(by_hand)).returncode == 0
    with BackendProcess(data, arguments=["--city", str(CITY)]) as backend:
        there = Endpoint(backend.url.replace("http", "ws") + "/feed", backend.token)
        sitting = Sitting(lambda: there)
        found = msgspec.json.decode(fetch(there, "/api/handovers", 10**6), type=list[Handover])
        sitting.has(found[0])
        sitting.printing.print(ask=False)
        sitting.until(qtbot, "Disimpan")
        sitting.asker.stop()
    assert [path.name for path in documents.iterdir()] == ["serah-terima-1.pdf"]
    assert (documents / "serah-terima-1.pdf").read_bytes() == by_hand.read_bytes()


def test_without_a_server_the_paper_says_what_it_cannot_prove(qtbot: QtBot, documents: Path) -> None:
    sitting = Sitting(nobody)
    sitting.printing.print(ask=False)
    assert sitting.said == ["Belum ada serah terima untuk dicetak."]
    found, document = sitting.opened_here()
    sitting.printing.print(ask=False)
    sitting.until(qtbot, "tidak ada di konsol ini")
    assert not documents.exists(), "nothing to print is no file"
    sitting.known[found.digest] = document
    asked: list[Path] = []
    sitting.printing.to_printer = asked.append
    sitting.printing.print(ask=True)
    sitting.until(qtbot, "!Tanpa server")
    sitting.asker.stop()
    file = documents / "serah-terima-1-tanpa-server.pdf"
    assert asked == [file]
    assert "tidak dapat dibuktikan di sini" in " ".join(_words(file).split())
    assert "patria handover verify 1" in " ".join(_words(file).split())


def test_the_one_on_the_screen_is_printed_and_not_an_older_one(qtbot: QtBot, documents: Path) -> None:
    sitting = Sitting(nobody)
    found, document = sitting.opened_here()
    sitting.known[found.digest] = document
    sitting.has(replace(found, state=HandoverState.ACCEPTED))
    sitting.has(replace(found, id=2))
    sitting.printing.print(ask=False)
    sitting.until(qtbot, "Serah terima #2 sedang dicetak")
    sitting.until(qtbot, "!Tanpa server")
    sitting.has(replace(found, id=2, state=HandoverState.VOID))
    sitting.printing.print(ask=False)
    sitting.until(qtbot, "Serah terima #1 sedang dicetak")
    sitting.until(qtbot, "serah-terima-1-tanpa-server.pdf")
    sitting.asker.stop()
    assert {path.name for path in documents.iterdir()} == {
        "serah-terima-1-tanpa-server.pdf",
        "serah-terima-2-tanpa-server.pdf",
    }


def test_what_is_not_recorded_yet_has_no_number_to_be_printed_under(qtbot: QtBot, documents: Path) -> None:
    sitting = Sitting(nobody)
    found, document = sitting.opened_here()
    sitting.known[found.digest] = document
    sitting.printing._shown = lambda: replace(found, id=0)
    sitting.printing.print(ask=False)
    assert sitting.said == ["!Yang di layar belum tercatat; dapat dicetak sesudah jalur kembali."]
    assert not documents.exists()


def _words(file: Path) -> str:
    document = QPdfDocument()
    document.load(str(file))
    return "".join(document.getAllText(page).text() for page in range(document.pageCount()))


def test_another_document_than_the_signed_one_is_not_printed() -> None:
    sitting = Sitting(nobody)
    found, document = sitting.opened_here()
    job = PrintJob(
        handover=found,
        document=msgspec.Raw(generated.encode(document)),
        figures=compared(sitting.situation.board, document.since, NOW),
        places=places(document, sitting.situation.board),
        pack=arjuna(),
    )
    assert pdf_of(job) == pdf_of(job), "two processes, one file"
    with pytest.raises(KnownError, match="tidak cocok"):
        pdf_of(replace(job, handover=replace(found, digest="ab" * 32)))


def test_no_file_is_written_over_and_the_same_one_not_twice(tmp_path: Path) -> None:
    assert saved(b"satu", tmp_path / "baru", "s").name == "s.pdf"
    assert saved(b"satu", tmp_path / "baru", "s").name == "s.pdf"
    assert saved(b"dua", tmp_path / "baru", "s").name == "s-2.pdf"
    assert (tmp_path / "baru" / "s.pdf").read_bytes() == b"satu"
    blocked = tmp_path / "berkas"
    blocked.write_text("x")
    with pytest.raises(KnownError, match="Tidak dapat menulis"):
        saved(b"satu", blocked, "s")


def test_every_page_reaches_the_printer(qtbot: QtBot, tmp_path: Path) -> None:
    sitting = Sitting(nobody)
    found, document = sitting.opened_here()
    job = PrintJob(
        handover=found,
        document=msgspec.Raw(generated.encode(document)),
        figures=compared(sitting.situation.board, document.since, NOW),
        places={},
        pack=arjuna(),
    )
    file, out = saved(pdf_of(job), tmp_path, "s"), tmp_path / "tercetak.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    pages = PagePrinter(file, printer, sitting.owner)
    with qtbot.waitSignal(pages.destroyed, timeout=60_000):
        pages.start()
    before, after = QPdfDocument(), QPdfDocument()
    before.load(str(file))
    after.load(str(out))
    assert after.pageCount() == before.pageCount() >= 2
