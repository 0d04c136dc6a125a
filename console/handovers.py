"""Handovers as the command line reads them: straight from the database, whether or not a server runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from console.log_on_disk import log_on_disk
from services.backend.handover_pages import HandoverPaper as Whole
from services.backend.handover_pages import paper
from services.city.loader import load_pack_here
from services.contract.briefing import FORMAT, Document
from services.contract.city import CityPack
from services.contract.codec import decode_envelope
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.shifts import Handover
from services.projection.apply import apply
from services.projection.board import Board
from services.reporting import handover as generated
from services.store import documents, queries
from services.store.anchor import Anchor
from services.store.verify import verify

_CHUNK = 5_000


class _Format(Struct):
    """Of a document only this: by which rules it was made."""

    format: int


def _agrees(found: Handover, body: bytes) -> bool:
    """Whether the log says of a document what is in it: what had to be restated, how much was open; logs of
    earlier versions also what that was."""
    document = msgspec.json.decode(body, type=Document)
    keys = generated.open_items(document)
    whole = found.open_items in ((), keys) and found.count == len(keys)
    return whole and found.unstable == generated.unstable(document)


class Archive:
    """The handovers of one log."""

    def __init__(self, connection: sa.Connection, info: queries.LogInfo, pack: CityPack) -> None:
        self.connection, self.info, self.pack = connection, info, pack
        self.handovers = self.board(info.seq).shifts.handovers

    def board(self, upto: int) -> Board:
        """The board as of an entry, from the entries alone: a checkpoint proves nothing."""
        board, chunk = Board(self.info.epoch), []
        for data in queries.bodies_after(self.connection, self.info.id, 0, upto):
            chunk.append(decode_envelope(data))
            if len(chunk) == _CHUNK:
                apply(board, chunk)
                chunk.clear()
        apply(board, chunk)
        return board

    def find(self, number: int) -> Handover:
        """Raises `KnownError`."""
        found = self.handovers.get(number)
        if found is None:
            raise KnownError("handover_unknown", f"Serah terima {number} tidak ada dalam log ini.")
        return found

    def whole(self, number: int) -> tuple[Whole, Document, Board]:
        """A handover with its document and the board it was made from. Raises `KnownError`."""
        found = self.find(number)
        board = self.board(found.seq)
        whole = paper(self.connection, self.info, board, found, self.pack)
        return whole, msgspec.json.decode(whole.document, type=Document), board

    def differences(self, number: int, anchor: Anchor) -> tuple[list[str], list[str]]:
        """(what is wrong, what is worth knowing) about a handover, in words."""
        found = self.find(number)
        entry = found.seq + 1
        wrong = [
            f"Catatan kejadian: {finding.problem}."
            for finding in verify(self.connection.engine, anchor)
            if finding.epoch == self.info.epoch and finding.seq <= entry
        ]
        notes: list[str] = []
        stored = documents.kept(self.connection, self.info.id, found.digest)
        if stored is None:
            notes.append("Dokumennya tidak tersimpan; dibuat ulang dari catatan.")
        elif not stored.intact:
            wrong.append("Dokumen yang tersimpan tidak cocok lagi dengan sidik yang ditandatangani.")
        wrong += [
            f"Tanda tangan {each.by} diberikan atas sidik lain."
            for each in found.signatures
            if each.digest != found.digest
        ]
        body = stored.body if stored is not None and stored.intact else b""
        if body and not _agrees(found, body):
            wrong.append("Butir dalam dokumen tidak cocok dengan baris serah terima dalam catatan.")
        made_by = msgspec.json.decode(body, type=_Format).format if body else FORMAT
        if made_by != FORMAT:
            notes.append(
                f"Dibuat dengan aturan format {made_by}; program ini memakai format {FORMAT} dan tidak "
                "membuatnya ulang. Buktinya: rantai catatan, byte yang tersimpan, tanda tangan."
            )
        else:
            self._make_again(found, stored, wrong, notes)
        return wrong, notes

    def _make_again(
        self, found: Handover, stored: documents.Kept | None, wrong: list[str], notes: list[str]
    ) -> None:
        """From the entries alone, by the rules of today."""
        again = generated.generate(self.board(found.seq), self.pack, found.opened_at)
        if generated.digest(again) == found.digest:
            return
        if stored is None:
            wrong.append(
                f"Dibuat ulang dengan aturan format {FORMAT}, isinya lain; tanpa dokumen yang tersimpan "
                "tidak dapat dibuktikan."
            )
        elif stored.pack != self.pack.digest:
            notes.append("Paket kota berubah sejak itu; dibuat ulang hari ini, isinya lain.")
        else:
            wrong.append("Dibuat ulang dari catatan, isinya lain daripada yang ditandatangani.")


@contextmanager
def opened(data_dir: Path, database: str, city: Path, log: Log) -> Iterator[Archive]:
    """The archive of a log, read only. Raises `KnownError`."""
    pack = load_pack_here(city, data_dir)
    missing = "Di sini belum ada basis data Patria dengan serah terima."
    with log_on_disk(data_dir, database, log, table="documents", missing=missing) as (connection, info):
        yield Archive(connection, info, pack)
