"""Photographs for the screen: from memory, from this machine's disk, else from the backend, one at a time.

Only the copies that the backend drew come here, never an original. They are read and decoded on a worker.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage

from console.asking import Asker
from console.server_words import said
from services.contract.errors import KnownError
from services.feed.link import Endpoint
from widgets.closing.model import Copy

translate = QCoreApplication.translate

KEEP: Final = 120
"""Pictures in memory."""
KEEP_FILES: Final = 2000
MAX_PICTURE: Final = 8_000_000
AGAIN_S: Final = 10.0
"""After so many seconds a picture that could not be had is asked for again."""
_Key = tuple[str, str]


class Pictures(QObject):
    """A `PictureSource` over HTTP with a folder of its own."""

    arrived = Signal()
    """A picture came, or the reason why it does not."""

    def __init__(self, asker: Asker, folder: Path) -> None:
        super().__init__()
        self._asker, self._folder = asker, folder
        self._pictures: OrderedDict[_Key, QImage] = OrderedDict()
        self._asked: set[_Key] = set()
        self._why: dict[_Key, tuple[str, float]] = {}

    # --- PictureSource ---

    def picture(self, sha256: str, copy: Copy) -> QImage | None:
        """The picture, or None and it is fetched."""
        key = (sha256, copy)
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            return found
        failed = self._why.get(key)
        if key not in self._asked and (failed is None or time.monotonic() - failed[1] > AGAIN_S):
            self._asked.add(key)
            self._fetch(key)
        return None

    def why(self, sha256: str, copy: Copy) -> str:
        """Why it cannot be had."""
        return self._why.get((sha256, copy), ("", 0.0))[0]

    def instead(self, sha256: str) -> str:
        """In the place of a thumbnail."""
        missing = self.why(sha256, "thumbnail")
        return translate("Closing", "tidak ada") if missing else translate("Closing", "memuat…")

    # --- inside ---

    def _fetch(self, key: _Key) -> None:
        file, most = self._folder / f"{key[0]}-{key[1]}.jpg", self._most()

        def job(endpoint: Callable[[], Endpoint]) -> tuple[QImage, int]:
            found = _stored(file)
            if found is not None:
                return found, 0
            from console.https import fetch

            data = fetch(endpoint(), f"/api/photos/{key[0]}/{key[1]}", most)
            picture = QImage.fromData(data)
            if picture.isNull():
                raise KnownError("photo_unreadable", "Foto dari server tidak dapat dibaca.")
            _store(file, data)
            return picture, len(data)

        self._asker.run(job, lambda found, error: self._take(key, found, error))

    def _most(self) -> int:
        """Bytes a picture may have."""
        return MAX_PICTURE

    def _paid(self, size: int) -> None:
        """So many bytes came over the line."""

    def _take(self, key: _Key, found: tuple[QImage, int] | None, error: Exception | None) -> None:
        self._asked.discard(key)
        if found is not None:
            self._pictures[key], size = found
            self._paid(size)
            self._why.pop(key, None)
            while len(self._pictures) > KEEP:
                self._pictures.popitem(last=False)
        else:
            words = said(error.message) if isinstance(error, KnownError) else str(error)
            self._why[key] = (words, time.monotonic())
        self.arrived.emit()


def _stored(file: Path) -> QImage | None:
    """The copy on this machine's disk."""
    try:
        picture = QImage.fromData(file.read_bytes())
    except OSError:
        return None
    return None if picture.isNull() else picture


def _store(file: Path, data: bytes) -> None:
    """Keep a copy, and forget the oldest where there are many. A full disk is no reason not to show it."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = file.with_suffix(f".{os.getpid()}")
        partial.write_bytes(data)
        partial.replace(file)
        kept = sorted(file.parent.glob("*.jpg"), key=lambda each: each.stat().st_mtime)
        for old in kept[: max(0, len(kept) - KEEP_FILES)]:
            old.unlink(missing_ok=True)
