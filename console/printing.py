"""Ctrl+P in the handover window: the handover on the screen as PDF in the user's documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

import msgspec
from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths

from console.asking import Asker
from console.print_job import PrintJob, pdf_of, saved
from console.situation import Situation
from services.contract.briefing import Document
from services.contract.city import CityPack
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.shifts import Handover, HandoverState
from services.feed.link import Endpoint
from services.reporting import handover as generated
from services.reporting.places import places
from services.reporting.shift_figures import Compared, compared

translate = QCoreApplication.translate

MAX_ANSWER: Final = 32_000_000
"""Bytes of a handover with its figures the console reads."""
NO_ANSWER: Final = "no_answer"
DOUBT: Final = (
    "Dicetak di konsol tanpa sambungan ke server. Isinya cocok dengan sidik di atas; yang tidak dapat "
    "dibuktikan di sini: rantai catatan kejadian, tanda tangan dan catatan susulan sesudah sambungan putus, "
    "serta angka dan posisi persis pada baris itu. Buktikan di server: patria handover verify {0}"
)


class Told(Protocol):
    """Says a sentence to whoever sits here."""

    def __call__(self, sentence: str, *, wrong: bool = False) -> None: ...


class _Whole(Struct, frozen=True, kw_only=True):
    """What of the backend's answer is printed."""

    handover: Handover
    figures: Compared
    places: dict[int, tuple[float, float]]
    document: msgspec.Raw


class HandoverPrinting(QObject):
    """`known`: the signed document of a hash, where this console has it; `shown`: the handover on the screen,
    None while that is the room as it stands."""

    def __init__(
        self,
        situation: Situation,
        pack: CityPack,
        known: Callable[[str], Document | None],
        shown: Callable[[], Handover | None],
        say: Told,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._situation, self._pack, self._say = situation, pack, say
        self._known, self._shown = known, shown
        self._asker: Asker | None = None
        self._busy = False
        self.to_printer: Callable[[Path], None] = lambda path: None
        """Shows the system's dialog for a file that was asked to be printed."""

    def complete(self, asker: Asker) -> None:
        """From here on there is somebody to ask."""
        self._asker = asker

    def print(self, *, ask: bool) -> None:
        """Save the one that is shown, otherwise the last signed one. `ask`: then show the print dialog."""
        found = self._chosen()
        if self._asker is None or self._busy:
            return
        if found is None:
            self._say(translate("Handover", "Belum ada serah terima untuk dicetak."))
            return
        if not found.id:
            words = translate(
                "Handover", "Yang di layar belum tercatat; dapat dicetak sesudah jalur kembali."
            )
            self._say(words, wrong=True)
            return
        self._busy = True
        self._say(translate("Handover", "Serah terima #{0} sedang dicetak …").format(found.id))
        name, folder = self._name(found), _documents()
        drill = self._situation.log is Log.DRILL
        path = f"/api/handovers/{found.id}?log={self._situation.log.value}"

        def job(endpoint: Callable[[], Endpoint]) -> Path:
            whole = _fetched(endpoint, path)
            made = PrintJob(
                handover=whole.handover,
                document=whole.document,
                figures=whole.figures,
                places=whole.places,
                pack=self._pack,
                drill=drill,
            )
            return saved(pdf_of(made), folder, name)

        self._asker.run(job, lambda made, error: self._answered(found, made, error, ask=ask))

    # --- inner ---

    def _chosen(self) -> Handover | None:
        known = self._situation.board.shifts.handovers.values()
        signed = [each for each in known if each.state is HandoverState.ACCEPTED]
        return self._shown() or (signed[-1] if signed else None)

    def _name(self, found: Handover) -> str:
        name = f"serah-terima-{found.id}"
        return f"latihan-{name}" if self._situation.log is Log.DRILL else name

    def _answered(self, found: Handover, made: Path | None, error: Exception | None, *, ask: bool) -> None:
        if isinstance(error, _NoServer):
            self._print_here(found, ask=ask)
            return
        self._busy = False
        if error is not None or made is None:
            self._say(str(error), wrong=True)
            return
        self._say(translate("Handover", "Disimpan: {0}").format(made))
        if ask:
            self.to_printer(made)

    def _print_here(self, found: Handover, *, ask: bool) -> None:
        """Without the backend: from what this console holds, and what that cannot prove is said."""
        document = self._known(found.digest)
        if document is None or self._asker is None:
            self._busy = False
            none = translate(
                "Handover", "Server tidak terjangkau dan isi serah terima #{0} tidak ada di konsol ini."
            )
            self._say(none.format(found.id), wrong=True)
            return
        board = self._situation.board
        made = PrintJob(
            handover=found,
            document=msgspec.Raw(generated.encode(document)),
            figures=compared(board, document.since or found.opened_at - 1, found.opened_at),
            places=places(document, board),
            pack=self._pack,
            drill=self._situation.log is Log.DRILL,
            doubt=DOUBT.format(found.id),
        )
        name, folder = f"{self._name(found)}-tanpa-server", _documents()

        def then(path: Path | None, error: Exception | None) -> None:
            self._answered(found, path, error, ask=ask)
            if path is not None:
                self._say(
                    translate(
                        "Handover", "Tanpa server: yang tidak dapat dibuktikan tertulis di halaman pertama."
                    ),
                    wrong=True,
                )

        self._asker.run(lambda _endpoint: saved(pdf_of(made), folder, name), then)


class _NoServer(Exception):
    """The backend gave nothing to print."""


def _fetched(endpoint: Callable[[], Endpoint], path: str) -> _Whole:
    """On the worker. Raises `_NoServer`, or `KnownError` where there is one and it refuses."""
    from console.https import fetch

    try:
        there = endpoint()
    except KnownError as error:
        raise _NoServer(error.message) from None
    try:
        return msgspec.json.decode(fetch(there, path, MAX_ANSWER), type=_Whole)
    except KnownError as error:
        raise (_NoServer(error.message) if error.code == NO_ANSWER else error) from None
    except msgspec.MsgspecError:
        raise KnownError("unreadable", "Jawaban server tidak terbaca oleh versi konsol ini.") from None


def _documents() -> Path:
    """The user's folder for documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found else Path.home()
