"""Pictures of a handover on this console's disk: frozen without a line, and found again after a restart.

A picture is on the disk before the command that opens it is, so that what waits in the outbox never speaks
of something this console cannot show any more.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QObject

from console.adapters.drafting import Drafting
from console.adapters.frozen import Frozen
from console.memory import Memory
from console.situation import Situation
from services.contract.briefing import Document
from services.contract.city import CityPack
from services.contract.shifts import OpenHandover
from services.reporting import handover as generated
from services.store.frozen_files import Seat, keep_picture, keep_seat, read_pictures, read_seat

log = logging.getLogger(__name__)
Then = Callable[[OpenHandover | None], None]
FOLDER: Final = "handover"


class Freezing(QObject):
    """One per handover window; the disk is the replica's thread's."""

    def __init__(
        self, situation: Situation, pack: CityPack, frozen: Frozen, memory: Memory, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._situation, self._frozen, self._memory = situation, frozen, memory
        self._folder = memory.folder / FOLDER
        self._drafting = Drafting(pack, self)
        self._seat = read_seat(self._folder)
        frozen.kept = self._keep

    @property
    def seal(self) -> str:
        """The backend's public key, also of an earlier run; empty: never given."""
        return self._seat.seal if self._seat is not None else ""

    @property
    def second_factor(self) -> bool:
        """Whether a signature of whoever sits here takes a code: as told, else as of an earlier run."""
        known = self._situation.welcome or self._seat
        return known is not None and known.second_factor

    def start(self, then: Callable[[], None]) -> None:
        """Take up what was kept; `then`: the pictures are there."""
        seat = self._seat
        if seat is not None and self._situation.welcome is None:
            self._situation.signed_in = seat.user
            if self._situation.clock is None:
                self._situation.clock = (int(time.time() * 1000) - seat.skew_ms, time.monotonic())

        def found(documents: dict[str, Document] | None, error: Exception | None) -> None:
            _log_error(None, error)
            for digest, document in (documents or {}).items():
                self._frozen.add(digest, document)
            then()

        self._memory.worker.do(lambda: _read(self._folder), found)

    def welcomed(self) -> None:
        """Note who sits here, for a start without a line."""
        welcome = self._situation.welcome
        assert welcome is not None
        seat = Seat(
            user=welcome.user,
            seal=welcome.seal,
            skew_ms=self._situation.skew_ms(),
            second_factor=welcome.second_factor,
        )
        if self._seat is None or replace(seat, skew_ms=self._seat.skew_ms) != self._seat:
            self._memory.worker.do(lambda: keep_seat(self._folder, seat), _log_error)
        self._seat = seat

    def freeze(self, then: Then) -> None:
        """The room as it stands here now; `then` gets the command, or None where the disk refused."""
        made = self._drafting.make(
            self._situation.board, self._situation.now(), lambda document: self._freeze(document, then)
        )
        if made is not None:
            self._freeze(made, then)

    def _freeze(self, document: Document, then: Then) -> None:
        if document.seq != self._situation.board.seq:
            self.freeze(then)  # something happened while it was made: it is the room of no moment
            return
        user = self._situation.user

        def written(digest: str | None, error: Exception | None) -> None:
            _log_error(None, error)
            if digest is None:
                then(None)
                return
            self._frozen.add(digest, document)
            then(OpenHandover(seq=document.seq, digest=digest, at=document.at, by=user))

        self._memory.worker.do(lambda: _write(self._folder, document), written)

    def _keep(self, document: Document) -> None:
        """One that was proven: it is there after a restart too."""
        self._memory.worker.do(lambda: _write(self._folder, document), _log_error)


def _write(folder: Path, document: Document) -> str:
    """Keep a picture; returns its hash. Raises OSError."""
    data = generated.encode(document)
    digest = hashlib.sha256(data).hexdigest()
    keep_picture(folder, digest, data)
    return digest


def _read(folder: Path) -> dict[str, Document]:
    """Those that this version can read. Raises OSError."""
    found = {}
    for digest, data in read_pictures(folder).items():
        try:
            found[digest] = msgspec.json.decode(data, type=Document)
        except msgspec.MsgspecError as wrong:
            log.warning("kept handover %s: %s", digest, wrong)
    return found


def _log_error(_: object, error: Exception | None) -> None:
    if error is not None:
        log.warning("kept handovers: %s", error)
