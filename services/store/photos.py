"""Photographs under their own hash: originals as they came for the audit, stripped copies for the screen.

An original is written once, whole or not at all, readable by the server only. What is shown is always a
copy that this server drew itself from the decoded pixels, so nothing that rode along in the file is passed
on. Whatever is not plainly a photograph is refused with a sentence.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Final

import msgspec

from services.contract.closing import Photo
from services.contract.errors import KnownError
from services.store import photo_bytes
from services.store.photo_bytes import told_disk

MAX_BYTES: Final = 25 * 1024 * 1024


class PhotoStore:
    """Photographs in one folder. `zone`: the city's, for cameras that do not say in which zone they are.

    Everything here blocks; decoding a large photograph takes about a second.
    """

    def __init__(self, folder: Path, zone: tzinfo = UTC) -> None:
        self._folder = folder
        self._zone = zone
        for name in ("", "original", "display", "thumb", "incoming"):
            (folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def incoming(self) -> Path:
        """Where an upload is written while it arrives: the same disk, so that keeping it is a rename."""
        return self._folder / "incoming"

    def forget_unfinished(self) -> None:
        """Remove what was arriving when the server was ended; whoever sent it sends it again."""
        for path in self.incoming.iterdir():
            path.unlink(missing_ok=True)

    def put(self, data: bytes) -> Photo:
        """Keep a photograph. Raises `KnownError` in words where it is not one."""
        if len(data) > MAX_BYTES:
            raise _too_large()
        descriptor, name = tempfile.mkstemp(dir=self.incoming)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            return self.put_file(Path(name))
        finally:
            Path(name).unlink(missing_ok=True)

    def put_file(self, path: Path) -> Photo:
        """Keep the photograph in a file of `incoming`, which is gone afterwards if it was taken."""
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large()
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        known = self.get(sha256)
        if known is not None:
            return known
        photo_bytes.check(path)
        # The image libraries are loaded with the first photograph, not with the server.
        from services.store.photo_develop import develop

        photo = develop(path, self._zone, self.display(sha256), self.thumbnail(sha256))
        photo = msgspec.structs.replace(photo, sha256=sha256, size=size)
        _keep(path, self.original(sha256))
        # Last: whoever finds the record finds all of it.
        self._write(self._record(sha256), msgspec.json.encode(photo))
        return photo

    def get(self, sha256: str) -> Photo | None:
        """What is known about a photograph; None where it was never taken in."""
        try:
            return msgspec.json.decode(self._record(sha256).read_bytes(), type=Photo)
        except (OSError, ValueError, KnownError):
            return None

    def original(self, sha256: str) -> Path:
        """The file as it came: for the audit, never for a browser."""
        return self._path("original", sha256, "")

    def display(self, sha256: str) -> Path:
        """A JPEG of at most `DISPLAY_PX` with no metadata."""
        return self._path("display", sha256, ".jpg")

    def thumbnail(self, sha256: str) -> Path:
        """A JPEG of at most `THUMB_PX` with no metadata."""
        return self._path("thumb", sha256, ".jpg")

    def _write(self, target: Path, data: bytes) -> None:
        """By way of `incoming`: what the server's end leaves half-written is forgotten at the next start."""
        with told_disk():
            partial = self.incoming / f"{target.name}.{os.getpid()}"
            partial.write_bytes(data)
            _keep(partial, target)

    def _record(self, sha256: str) -> Path:
        return self._path("original", sha256, ".json")

    def _path(self, kind: str, sha256: str, suffix: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise KnownError("photo_unknown", "Foto itu tidak ada.")
        return self._folder / kind / sha256[:2] / f"{sha256}{suffix}"


def _too_large() -> KnownError:
    return KnownError(
        "photo_too_large", "Foto lebih besar dari 25 MB. Kecilkan ukuran di kamera, lalu kirim lagi."
    )


def _keep(path: Path, target: Path) -> None:
    """Move a file into place so that a power cut leaves either nothing or all of it."""
    with told_disk():
        target.parent.mkdir(exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_RDWR)
        try:
            os.fchmod(descriptor, 0o600)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        path.replace(target)
        for folder in (target.parent, target.parent.parent):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
