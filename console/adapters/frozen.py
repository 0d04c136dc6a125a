"""The picture that is signed: generated here at the moment it was opened, else fetched; its hash decides."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Final

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from console.situation import Situation
from services.contract.briefing import Document
from services.contract.city import CityPack
from services.contract.shifts import Handover
from services.reporting import handover as generated

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

Arrived = Callable[[bytes, Exception | None], None]
KEEP: Final = 8


class Frozen:
    """Documents by their hash. `fetch(handover_id, then)` asks the backend for the bytes."""

    def __init__(
        self,
        situation: Situation,
        pack: CityPack,
        fetch: Callable[[int, Arrived], None],
        arrived: Callable[[], None],
    ) -> None:
        self._situation, self._pack, self._fetch, self._arrived = situation, pack, fetch, arrived
        self._documents: dict[str, Document] = {}
        self._tried: set[str] = set()
        self._asking = False
        self.doubt = ""
        """Why the last one asked for cannot be shown as proven."""

    def document(self, handover: Handover) -> Document | None:
        """The very document of this hash, or None while it is not proven to be it."""
        found = self._documents.get(handover.digest)
        if found is None and handover.digest not in self._tried:
            self._tried.add(handover.digest)
            found = self._generate(handover)
            if found is None:
                self.ask(handover)
        return found

    def ask(self, handover: Handover) -> None:
        """Ask the backend, where nobody is asking."""
        if self._asking or handover.digest in self._documents:
            return
        self._asking = True
        if not self.doubt:
            self.doubt = translate("Handover", "isi beku sedang diambil dan diperiksa")
        self._fetch(handover.id, lambda data, error: self._take(handover, data, error))

    def _generate(self, handover: Handover) -> Document | None:
        """From the board of this console: right where nothing else happened since it was opened."""
        board = self._situation.board
        made = generated.generate(board, self._pack, handover.opened_at)
        made = replace(made, seq=handover.seq)
        return self._keep(made) if generated.digest(made) == handover.digest else None

    def _keep(self, document: Document) -> Document:
        self._documents[generated.digest(document)] = document
        if len(self._documents) > KEEP:
            del self._documents[next(iter(self._documents))]
        self.doubt = ""
        return document

    def _take(self, handover: Handover, data: bytes, error: Exception | None) -> None:
        self._asking = False
        if error is not None:
            log.info("handover %s: %s", handover.id, error)
            self.doubt = translate(
                "Handover", "isi beku belum dapat diperiksa di layar ini (server tak terjangkau)"
            )
        elif hashlib.sha256(data).hexdigest() != handover.digest:
            self.doubt = translate("Handover", "isi dari server TIDAK cocok dengan sidik yang dicatat")
        else:
            try:
                self._documents[handover.digest] = msgspec.json.decode(data, type=Document)
                self.doubt = ""
            except msgspec.MsgspecError as wrong:
                log.warning("handover %s: %s", handover.id, wrong)
                self.doubt = translate("Handover", "isi beku tidak terbaca oleh versi konsol ini")
        self._arrived()
