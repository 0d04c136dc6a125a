"""Pictures of panels: on this disk until the backend has them, then fetched and checked by their hash.

A note and its picture go separate ways: the note through the outbox, the picture from here. Whichever comes
first, the other is waited for, and the page says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QImage

from console.asking import Asker
from console.situation import Situation
from console.uploads import AGAIN_S, Uploads
from services.contract.errors import KnownError
from services.contract.shiftlog import MAX_PICTURE
from services.feed.link import Endpoint

translate = QCoreApplication.translate

PATH: Final = "/api/shiftlog/pictures"
KEEP: Final = 60
"""Pictures in memory."""
KEEP_FILES: Final = 500
WAITS: Final = "menunggu"
FETCHED: Final = "terambil"
"""Folders: on their way out, and copies of what the backend has."""


class PanelStore(Uploads):
    """A `PanelPictures` over one folder and one backend."""

    PATH = PATH
    changed_pictures = Signal()
    """One came or went out, or it is known why it does not."""

    def __init__(self, situation: Situation, asker: Asker, disk: Asker, folder: Path) -> None:
        """`disk`: a worker of its own, so that keeping a picture waits for no line."""
        super().__init__(situation, asker, folder / WAITS)
        self._disk, self._folder = disk, folder
        self._refused: dict[str, str] = {}
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()
        self._why: dict[str, tuple[str, float]] = {}

    def keep(self, data: bytes, then: Callable[[str, Exception | None], None]) -> None:
        """Write a picture so that it survives a power cut, then say its hash; it goes out by itself."""
        sha256 = hashlib.sha256(data).hexdigest()
        self._write({sha256: data}, self._disk, lambda error: then(sha256, error))

    # --- widgets.handover.model.PanelPictures ---

    def picture(self, sha256: str) -> QImage | None:
        found = self._pictures.get(sha256)
        if found is not None:
            self._pictures.move_to_end(sha256)
            return found
        failed = self._why.get(sha256)
        if sha256 not in self._asked and (failed is None or time.monotonic() - failed[1] > AGAIN_S):
            self._asked.add(sha256)
            self._fetch(sha256)
        return None

    def why(self, sha256: str) -> str:
        return self._why.get(sha256, (translate("Handover", "gambar sedang diambil"), 0.0))[0]

    def note(self, sha256: str) -> str:
        if sha256 in self._refused:
            return translate("Handover", "gambar ditolak server: {0}").format(self._refused[sha256])
        if sha256 in self._waiting:
            return translate("Handover", "gambar menunggu dikirim, baru ada di komputer ini")
        return ""

    # --- console.uploads.Uploads ---

    def _settle(self, file: Path) -> None:
        fetched = self._folder / FETCHED / file.name
        fetched.parent.mkdir(exist_ok=True, mode=0o700)
        file.replace(fetched)

    def _turned_down(self, sha256: str, sentence: str) -> None:
        self._refused[sha256] = sentence

    def _gone_out(self, sha256: str) -> None:
        self.changed_pictures.emit()

    # --- inside ---

    def _fetch(self, sha256: str) -> None:
        folder = self._folder

        def job(endpoint: Callable[[], Endpoint]) -> QImage:
            data = _stored(folder, sha256)
            if data is None:
                from console.https import fetch

                data = fetch(endpoint(), f"{PATH}/{sha256}", MAX_PICTURE)
                if hashlib.sha256(data).hexdigest() != sha256:
                    words = translate("Handover", "gambar dari server bukan yang dicatat")
                    raise KnownError("picture_differs", words)
                _store(folder / FETCHED / sha256, data)
            found = QImage.fromData(data)
            if found.isNull():
                raise KnownError("picture_unreadable", translate("Handover", "gambar tidak terbaca"))
            return found

        self._asker.run(job, lambda found, error: self._take(sha256, found, error))

    def _take(self, sha256: str, found: object, error: Exception | None) -> None:
        self._asked.discard(sha256)
        if isinstance(found, QImage):
            self._pictures[sha256] = found
            self._why.pop(sha256, None)
            while len(self._pictures) > KEEP:
                self._pictures.popitem(last=False)
        else:
            words = error.message if isinstance(error, KnownError) else str(error)
            if isinstance(error, KnownError) and error.code == "http_404":
                words = translate("Handover", "gambar belum sampai")
            self._why[sha256] = (words, time.monotonic())
        self.changed_pictures.emit()


def _stored(folder: Path, sha256: str) -> bytes | None:
    """From this machine's disk, where it is still what its name says."""
    for name in (WAITS, FETCHED):
        with contextlib.suppress(OSError):
            data = (folder / name / sha256).read_bytes()
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
    return None


def _store(file: Path, data: bytes) -> None:
    """Keep a copy, and forget the oldest where there are many. A full disk is no reason not to show it."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = file.with_suffix(".new")
        partial.write_bytes(data)
        partial.replace(file)
        kept = sorted(file.parent.iterdir(), key=lambda each: each.stat().st_mtime)
        for old in kept[: max(0, len(kept) - KEEP_FILES)]:
            old.unlink(missing_ok=True)
