"""Pictures of panels: on this disk until the backend has them, then fetched and checked by their hash.

A note and its picture go separate ways: the note through the outbox, the picture from here. Whichever comes
first, the other is waited for, and the page says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage

from console.asking import Asker
from console.situation import Situation
from services.contract.errors import KnownError
from services.contract.shiftlog import MAX_PICTURE
from services.feed.link import Endpoint, LinkState
from services.projection.apply import Changes

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

PATH: Final = "/api/shiftlog/pictures"
AGAIN_S: Final = 10.0
KEEP: Final = 60
"""Pictures in memory."""
KEEP_FILES: Final = 500
WAITS: Final = "menunggu"
FETCHED: Final = "terambil"
"""Folders: on their way out, and copies of what the backend has."""


class PanelStore(QObject):
    """A `PanelPictures` over one folder and one backend."""

    changed_pictures = Signal()
    """One came or went out, or it is known why it does not."""

    def __init__(self, situation: Situation, asker: Asker, disk: Asker, folder: Path) -> None:
        """`disk`: a worker of its own, so that keeping a picture waits for no line."""
        super().__init__()
        self._situation, self._asker, self._disk, self._folder = situation, asker, disk, folder
        self._waiting: set[str] = set()
        self._refused: dict[str, str] = {}
        self._pictures: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()
        self._why: dict[str, tuple[str, float]] = {}
        self._busy = False
        self._again_at = 0.0
        self.look()

    def look(self) -> None:
        """Take up what lies in the folder, also what came from another console's."""
        self._waiting |= {f.name for f in (self._folder / WAITS).glob("*") if len(f.name) == 64}

    def keep(self, data: bytes, then: Callable[[str, Exception | None], None]) -> None:
        """Write a picture so that it survives a power cut, then say its hash; it goes out by itself."""
        sha256 = hashlib.sha256(data).hexdigest()
        file = self._folder / WAITS / sha256

        def job(_endpoint: Callable[[], Endpoint]) -> None:
            from services.store.snapshot_file import write_durably

            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_durably(file, data, 0o600)

        def kept(_: object, error: Exception | None) -> None:
            if error is None:
                self._waiting.add(sha256)
                self._again_at = 0.0
            then(sha256, error)

        self._disk.run(job, kept)

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

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        """Nothing in the log concerns it."""

    def ticked(self, now: int) -> None:
        """One at a time, as long as there is a line."""
        online = self._situation.link is LinkState.LIVE and self._situation.welcome is not None
        if self._waiting and online and not self._busy and time.monotonic() >= self._again_at:
            self._busy = True
            self._send(min(self._waiting))

    # --- inner ---

    def _send(self, sha256: str) -> None:
        waits, fetched = self._folder / WAITS / sha256, self._folder / FETCHED / sha256

        def job(endpoint: Callable[[], Endpoint]) -> None:
            from console.https import send

            send(endpoint(), PATH, waits.read_bytes())
            fetched.parent.mkdir(exist_ok=True, mode=0o700)
            waits.replace(fetched)

        self._asker.run(job, lambda _, error: self._sent(sha256, error))

    def _sent(self, sha256: str, error: Exception | None) -> None:
        self._busy = False
        if isinstance(error, KnownError) and error.code.startswith(("photo_", "picture_")):
            # It will never be taken: it stays for whoever looks, and is not sent again.
            self._refused[sha256] = error.message
            with contextlib.suppress(OSError):
                (self._folder / WAITS / sha256).rename(self._folder / WAITS / f"{sha256}.ditolak")
        elif error is not None and not isinstance(error, FileNotFoundError):
            log.info("picture of a panel: %s", error)
            self._again_at = time.monotonic() + AGAIN_S
            return
        self._waiting.discard(sha256)
        self.changed_pictures.emit()

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
