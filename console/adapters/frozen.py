"""The picture that is signed: generated here at the moment it was opened, else fetched; its hash decides."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Final

import msgspec
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from console.adapters.drafting import Drafting
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
        self._situation, self._fetch, self._arrived = situation, fetch, arrived
        self._drafting = Drafting(pack)
        self._documents: dict[str, Document] = {}
        self._tried: set[str] = set()
        self._asking = False
        self.doubt = ""
        """Why the last one asked for cannot be shown as proven."""
        self.kept: Callable[[Document], None] = lambda document: None
        """Told of every one that was proven."""
        self.added = 0
        """How many were added: what was derived from them is old when this changes."""

    def document(self, handover: Handover) -> Document | None:
        """The very document of this hash, or None while it is not proven to be it."""
        found = self._documents.get(handover.digest)
        if found is None and handover.digest not in self._tried:
            self._tried.add(handover.digest)
            self._generate(handover)
            found = self._documents.get(handover.digest)
        return found

    def known(self, digest: str) -> Document | None:
        """The document of a hash, where it is here."""
        return self._documents.get(digest)

    def lists(self, handover: Handover, key: str) -> bool:
        """Whether a handover has this item; also no where its document is not here."""
        document = self._documents.get(handover.digest)
        keys = generated.open_items(document) if document is not None else handover.open_items
        return key in keys

    def add(self, digest: str, document: Document) -> None:
        """One whose bytes have this hash: frozen here, or read from the disk."""
        self.added += 1
        self._documents[digest] = document
        if len(self._documents) > KEEP:
            del self._documents[next(iter(self._documents))]
        self.doubt = ""

    def ask(self, handover: Handover) -> None:
        """Ask the backend, where nobody is asking and it can know."""
        if not handover.id or self._asking or self._drafting.busy or handover.digest in self._documents:
            return
        self._asking = True
        if not self.doubt:
            self.doubt = translate("Handover", "isi beku sedang diambil dan diperiksa")
        self._fetch(handover.id, lambda data, error: self._take(handover, data, error))

    def _generate(self, handover: Handover) -> None:
        """From the board of this console: right where nothing else happened since it was opened."""

        def later(document: Document) -> None:
            self._prove(handover, document)
            self._arrived()

        made = self._drafting.make(self._situation.board, handover.opened_at, later)
        if made is not None:
            self._prove(handover, made)
        else:
            self.doubt = translate("Handover", "isi beku sedang diambil dan diperiksa")

    def _prove(self, handover: Handover, document: Document) -> None:
        document = replace(document, seq=handover.seq)
        if generated.digest(document) == handover.digest:
            self._keep(handover.digest, document)
        else:
            self.ask(handover)

    def _keep(self, digest: str, document: Document) -> None:
        self.add(digest, document)
        self.kept(document)

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
                self._keep(handover.digest, msgspec.json.decode(data, type=Document))
            except msgspec.MsgspecError as wrong:
                log.warning("handover %s: %s", handover.id, wrong)
                self.doubt = translate("Handover", "isi beku tidak terbaca oleh versi konsol ini")
        self._arrived()
