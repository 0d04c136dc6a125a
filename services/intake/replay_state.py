"""What a replay has done, on disk, so that it can be stopped at any row and taken up again."""

from __future__ import annotations

import csv
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from services.contract.errors import KnownError

_HASH_BLOCK: Final = 1 << 20


class Progressed(Struct, kw_only=True):
    """The contents of a state file. Rows count from 1."""

    name: str
    through: int = 0
    """All rows up to this one are settled."""
    beyond: list[int] = []
    """Settled ones after it: rows are not always sent in the order of the file."""


def key_of(file: Path, parts: Sequence[str]) -> str:
    """Identity of a replay: the contents of the file and whatever else changes what is sent where."""
    digest = hashlib.sha256("\0".join(parts).encode())
    with file.open("rb") as stream:
        while block := stream.read(_HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()[:32]


class Journal:
    """Which rows of one file are settled (filed or rejected)."""

    def __init__(self, folder: Path, key: str, name: str, *, fresh: bool = False) -> None:
        """`fresh`: forget what was kept."""
        self.file = folder / f"{key}.json"
        self._state = Progressed(name=name)
        self._beyond: set[int] = set()
        self._dirty = False
        if fresh:
            return
        try:
            self._state = msgspec.json.decode(self.file.read_bytes(), type=Progressed)
            self._beyond = set(self._state.beyond)
        except (OSError, msgspec.MsgspecError):
            pass  # nothing kept, or unreadable: the server recognises what it already has

    def settled(self, row: int) -> bool:
        """True where the row need not be sent again."""
        return row <= self._state.through or row in self._beyond

    def settle(self, row: int) -> None:
        """Remember that a row was filed or rejected."""
        self._beyond.add(row)
        while self._state.through + 1 in self._beyond:
            self._state.through += 1
            self._beyond.discard(self._state.through)
        self._dirty = True

    def save(self) -> None:
        """Write in one step. Raises `KnownError` where the folder cannot be written."""
        if not self._dirty:
            return
        self._state.beyond = sorted(self._beyond)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent, prefix=".replay-")
            with os.fdopen(handle, "wb") as stream:
                stream.write(msgspec.json.encode(self._state))
            Path(name).replace(self.file)
        except OSError as error:
            raise KnownError(
                "state_unwritable", f"Catatan kemajuan {self.file} tidak dapat ditulis: {error.strerror}."
            ) from None
        self._dirty = False


class Rejects:
    """The rows that were not taken: file, row, reason. The file comes into being with the first of them."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.count = 0

    def add(self, name: str, row: int, reason: str) -> None:
        """Append one. Raises `KnownError` where it cannot be written."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.count == 0
            with self.file.open("w" if fresh else "a", newline="", encoding="utf-8") as stream:
                writer = csv.writer(stream)
                if fresh:
                    writer.writerow(("berkas", "baris", "alasan"))
                writer.writerow((name, row, reason))
        except OSError as error:
            raise KnownError(
                "rejects_unwritable", f"Daftar penolakan {self.file} tidak dapat ditulis: {error.strerror}."
            ) from None
        self.count += 1
