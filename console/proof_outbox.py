"""Photographs of proof on their way to the server: on this machine's disk until they are there.

A proof names its photographs by their hash, so its command waits in the outbox until they were taken in.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.asking import Asker
from console.server_words import said
from console.situation import Situation
from services.contract.closing import FileProof
from services.contract.errors import KnownError
from services.contract.messages import Do
from services.feed.link import Endpoint, LinkState
from services.projection.apply import Changes

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

AGAIN_S: Final = 10.0
"""After a failed attempt."""
REFUSED: Final = "photo_"
"""How the codes begin by which the server says that this is no photograph it will ever take."""
_TRY_LATER: Final = frozenset({"photo_disk"})


class ProofOutbox(QObject):
    """One folder, one file for each photograph, named by its hash."""

    refused = Signal(str)
    """The server does not take a photograph: its sentence."""

    def __init__(self, situation: Situation, asker: Asker, folder: Path) -> None:
        super().__init__()
        self._situation, self._asker, self._folder = situation, asker, folder
        self._waiting: set[str] = set()
        self._busy = False
        self._again_at = 0.0
        self.look()

    def look(self) -> None:
        """Take up what lies in the folder, also what came from another console's."""
        self._waiting |= {path.name for path in self._folder.glob("*") if len(path.name) == 64}

    def keep(self, photos: dict[str, bytes], then: Callable[[Exception | None], None]) -> None:
        """Write photographs so that they survive a power cut, then say so."""

        def job(_endpoint: Callable[[], Endpoint]) -> None:
            from services.store.snapshot_file import write_durably

            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for sha256, data in photos.items():
                write_durably(self._folder / sha256, data)

        def kept(_: object, error: Exception | None) -> None:
            if error is None:
                self._waiting |= photos.keys()
            then(error)

        self._asker.run(job, kept)

    def holds(self, do: Do) -> bool:
        """True for a command whose photographs are not there yet."""
        return isinstance(do.body, FileProof) and not self._waiting.isdisjoint(do.body.photos)

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        """Nothing in the log concerns it."""

    def ticked(self, now: int) -> None:
        """One photograph at a time, as long as there is a line."""
        online = self._situation.link is LinkState.LIVE and self._situation.welcome is not None
        if self._waiting and online and not self._busy and time.monotonic() >= self._again_at:
            self._busy = True
            self._send(min(self._waiting))

    # --- inside ---

    def _send(self, sha256: str) -> None:
        file = self._folder / sha256

        def job(endpoint: Callable[[], Endpoint]) -> None:
            from console.https import send

            send(endpoint(), "/api/photos", file.read_bytes())
            file.unlink()

        self._asker.run(job, lambda _, error: self._sent(sha256, error))

    def _sent(self, sha256: str, error: Exception | None) -> None:
        self._busy = False
        final = isinstance(error, KnownError) and error.code.startswith(REFUSED)
        if isinstance(error, KnownError) and final and error.code not in _TRY_LATER:
            # Its command goes out now and is refused in words; the photograph stays for whoever looks.
            (self._folder / sha256).rename(self._folder / f"{sha256}.ditolak")
            self.refused.emit(said(error.message))
        elif isinstance(error, FileNotFoundError):
            log.error("a photograph that waited is gone: %s", sha256)
        elif error is not None:
            log.info("photograph: %s", error)
            self._again_at = time.monotonic() + AGAIN_S
            return
        self._waiting.discard(sha256)
