"""What a handover window keeps on disk: pictures whose hash is known, and who sat there under which key."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from services.store.snapshot_file import write_durably

log = logging.getLogger(__name__)
MOST: Final = 8
LARGEST: Final = 16_000_000
"""Bytes; a larger picture stays in memory only."""
_SEAT: Final = "seat.json"
_PRIVATE: Final = 0o600


class Seat(Struct, frozen=True, kw_only=True):
    """What a console has to know to go on without a line after a restart."""

    user: str
    """Who was signed in at the last welcome."""
    seal: str
    """The backend's public key for sealed passwords; empty: it gave none."""
    skew_ms: int
    """This machine's clock minus the server's."""
    second_factor: bool = False
    """Whether a signature of this user takes a code; a yes or no, nothing of the factor itself."""


def keep_seat(folder: Path, seat: Seat) -> None:
    """Raises OSError."""
    _write(folder / _SEAT, msgspec.json.encode(seat))


def read_seat(folder: Path) -> Seat | None:
    """The last one, or None."""
    try:
        return msgspec.json.decode((folder / _SEAT).read_bytes(), type=Seat)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        log.warning("who sat here is unreadable: %s", error)
        return None


def keep_picture(folder: Path, digest: str, data: bytes) -> None:
    """Keep a picture; the oldest ones make room. Raises OSError."""
    if len(data) > LARGEST:
        raise OSError(None, "gambar serah terima terlalu besar untuk disimpan")
    path = folder / digest
    if not path.exists():
        _write(path, data)
    pictures = sorted(_pictures(folder), key=lambda each: each.stat().st_mtime_ns)
    for old in pictures[:-MOST]:
        old.unlink(missing_ok=True)


def read_pictures(folder: Path) -> dict[str, bytes]:
    """Every picture that still has the hash it is kept under. Raises OSError."""
    found = {}
    for path in _pictures(folder):
        if path.stat().st_size > LARGEST:
            continue
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == path.name:
            found[path.name] = data
        else:
            log.warning("%s is not what it was kept as; it is not shown", path)
    return found


def _pictures(folder: Path) -> list[Path]:
    return [path for path in folder.glob("?" * 64) if path.is_file()] if folder.is_dir() else []


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_durably(path, data, _PRIVATE)
