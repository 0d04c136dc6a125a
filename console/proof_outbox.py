"""Photographs of proof on their way to the server.

A proof names its photographs by their hash, so its command waits in the outbox until they were taken in.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from console.server_words import said
from console.uploads import Uploads
from services.contract.closing import FileProof
from services.contract.messages import Do


class ProofOutbox(Uploads):
    """A refused photograph's command goes out all the same, and is refused in words."""

    PATH = "/api/photos"
    refused = Signal(str)
    """The server does not take a photograph: its sentence."""

    def keep(self, photos: dict[str, bytes], then: Callable[[Exception | None], None]) -> None:
        """Write photographs so that they survive a power cut, then say so."""
        self._write(photos, self._asker, then)

    def holds(self, do: Do) -> bool:
        """True for a command whose photographs are not there yet."""
        return isinstance(do.body, FileProof) and not self._waiting.isdisjoint(do.body.photos)

    def _turned_down(self, sha256: str, sentence: str) -> None:
        self.refused.emit(said(sentence))
