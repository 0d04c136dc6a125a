"""Files on their way to the server: on this machine's disk, named by their hash, until they are there."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import QObject

from console.asking import Asker
from console.situation import Situation
from services.contract.errors import KnownError
from services.feed.link import Endpoint, LinkState
from services.projection.apply import Changes

log = logging.getLogger(__name__)

AGAIN_S: Final = 10.0
"""After a failed attempt."""
_REFUSED: Final = ("photo_", "picture_")
"""How the codes begin by which the server says that it will never take a file."""
_TRY_LATER: Final = frozenset({"photo_disk"})


class Uploads(QObject):
    """One folder, and one file of it at a time as long as there is a line. A `console.bridge.Adapter`."""

    PATH: ClassVar[str]
    """Where they go."""

    def __init__(self, situation: Situation, asker: Asker, waits: Path) -> None:
        super().__init__()
        self._situation, self._asker, self._waits = situation, asker, waits
        self._waiting: set[str] = set()
        self._busy = False
        self._again_at = 0.0
        self.look()

    def look(self) -> None:
        """Take up what lies in the folder, also what came from another console's."""
        self._waiting |= {file.name for file in self._waits.glob("*") if len(file.name) == 64}

    def _write(
        self, files: Mapping[str, bytes], worker: Asker, then: Callable[[Exception | None], None]
    ) -> None:
        """Write files so that they survive a power cut, then say so; they go out by themselves."""

        def job(_endpoint: Callable[[], Endpoint]) -> None:
            from services.store.snapshot_file import write_durably

            self._waits.mkdir(parents=True, exist_ok=True, mode=0o700)
            for sha256, data in files.items():
                write_durably(self._waits / sha256, data, 0o600)

        def written(_: object, error: Exception | None) -> None:
            if error is None:
                self._waiting |= files.keys()
                self._again_at = 0.0
            then(error)

        worker.run(job, written)

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        """Nothing in the log concerns it."""

    def ticked(self, now: int) -> None:
        online = self._situation.link is LinkState.LIVE and self._situation.welcome is not None
        if self._waiting and online and not self._busy and time.monotonic() >= self._again_at:
            self._busy = True
            self._send(min(self._waiting))

    # --- what is done with one ---

    def _settle(self, file: Path) -> None:
        """The server has it. On the worker's thread."""
        file.unlink()

    def _turned_down(self, sha256: str, sentence: str) -> None:
        """The server will never take it; it stays on the disk for whoever looks."""

    def _gone_out(self, sha256: str) -> None:
        """It does not wait any more."""

    # --- inside ---

    def _send(self, sha256: str) -> None:
        file = self._waits / sha256

        def job(endpoint: Callable[[], Endpoint]) -> None:
            from console.https import send

            send(endpoint(), self.PATH, file.read_bytes())
            self._settle(file)

        self._asker.run(job, lambda _, error: self._sent(sha256, error))

    def _sent(self, sha256: str, error: Exception | None) -> None:
        self._busy = False
        if isinstance(error, KnownError) and _is_final(error.code):
            with contextlib.suppress(OSError):
                (self._waits / sha256).rename(self._waits / f"{sha256}.ditolak")
            self._turned_down(sha256, error.message)
        elif isinstance(error, FileNotFoundError):
            log.error("a file that waited is gone: %s", sha256)
        elif error is not None:
            log.info("%s: %s", self.PATH, error)
            self._again_at = time.monotonic() + AGAIN_S
            return
        self._waiting.discard(sha256)
        self._gone_out(sha256)


def _is_final(code: str) -> bool:
    return code.startswith(_REFUSED) and code not in _TRY_LATER
