"""A board on disk as one file: what the first paint reads. Needs no database."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from services.contract.errors import MalformedMessage
from services.contract.messages import Log
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A board read from disk, taken at server time `at` (milliseconds)."""

    board: Board
    at: int


def snapshot_path(folder: Path, log: Log) -> Path:
    """Where the board of a log lies in a replica's folder."""
    return folder / f"{log}.snapshot"


def read_picture(folder: Path, log: Log, problems: list[str]) -> StoredPicture | None:
    """The stored board, or None. A file that cannot be used is set aside and told in `problems`."""
    path = snapshot_path(folder, log)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        problems.append(f"Gambaran terakhir tidak terbaca ({error.strerror}): {path}")
        return None
    try:
        return StoredPicture(*decode_snapshot(data))
    except MalformedMessage as error:
        aside = set_aside(path)
        problems.append(f"Gambaran terakhir rusak dan disisihkan ke {aside.name}: {error.message}")
        return None


def write_durably(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Replace a file so that a crash leaves the old one or the new one whole. Raises OSError."""
    fresh = path.with_name(path.name + ".new")
    with open(fresh, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def set_aside(path: Path) -> Path:
    """Rename a file that cannot be used, so that somebody can look at it; returns the new name."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.rusak-{stamp}")
    try:
        path.replace(aside)
    except OSError:
        return path
    older = sorted(path.parent.glob(f"{path.name}.rusak-*"))
    for extra in older[:-3]:
        extra.unlink(missing_ok=True)
    return aside
