"""What the bytes of an upload give away before anything decodes them.

Found: files of another kind under a photograph's name, and photographs that are at the same time an
archive, a document or a script. Not found: what hides in the pixels themselves; therefore only copies
drawn from the pixels are shown.
"""

from __future__ import annotations

import contextlib
import mmap
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from services.contract.errors import KnownError

_MAGIC: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_PROGRAMS: Final = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"dex\n",
    b"PK\x03\x04",
)
"""Windows, Linux, script, Java, macOS, Android, and archives such as APK."""
_RIDERS: Final = (b"<?php", b"<script", b"<!doctype html", b"rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
"""Lower case. What a photograph has no use for; phones do append film and previews, which is left alone."""
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif", b"ftypavif")


def check(path: Path) -> None:
    """Raises `KnownError` where the file is something else than a photograph, or something more."""
    with path.open("rb") as file:
        head = file.read(4096)
        if not head:
            raise KnownError("photo_empty", "Berkas fotonya kosong. Pilih lagi, atau ambil foto baru.")
        if head.startswith(_PROGRAMS):
            raise KnownError(
                "photo_executable",
                "Berkas ini program atau arsip yang diberi nama foto, dan tidak diterima. "
                "Kirim foto dari kamera.",
            )
        if head[4:12] in _HEIC:
            raise KnownError(
                "photo_format",
                "Format HEIC belum dapat dibaca. Di pengaturan kamera pilih “Paling kompatibel” (JPEG), "
                "lalu kirim lagi.",
            )
        if not head.startswith(_MAGIC):
            raise unknown_format()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
            smuggles = b"%PDF-" in head[:1024] or _carries(whole)
    if smuggles or zipfile.is_zipfile(path):
        raise KnownError(
            "photo_polyglot",
            "Di dalam foto ini tersembunyi berkas lain, sehingga tidak diterima. "
            "Kirim foto asli dari kamera.",
        )


def _carries(whole: mmap.mmap) -> bool:
    """Whether one of the riders is in the file, in whatever case; megabyte by megabyte."""
    step, overlap = 1 << 20, 32
    for start in range(0, len(whole), step):
        part = whole[start : start + step + overlap].lower()
        if any(rider in part for rider in _RIDERS):
            return True
    return False


def unknown_format() -> KnownError:
    """Not one of the formats that are read."""
    return KnownError(
        "photo_format", "Berkas ini bukan foto JPEG, PNG, atau WebP. Kirim foto langsung dari kamera."
    )


@contextlib.contextmanager
def told_disk() -> Iterator[None]:
    """Tell a full or broken disk in words."""
    try:
        yield
    except OSError as error:
        raise KnownError(
            "photo_disk", f"Foto belum tersimpan: {error.strerror or error}. Coba lagi sebentar lagi."
        ) from error
