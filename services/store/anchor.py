"""The heads of the logs, noted outside the database, so that cutting off its end is found.

One JSON line per note: `{"log": epoch, "seq": 12, "hash": "…"}`. Whoever wants more than a file beside the
database ships these lines to another machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct


class Head(Struct, frozen=True):
    """The last entry of a log at some moment."""

    log: str
    seq: int
    hash: str


class Anchor:
    """The file the heads are noted in; only ever appended to."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._noted: dict[str, int] = {}

    def note(self, heads: Iterable[tuple[str, int, bytes]]) -> None:
        """Append what moved since the last note, durably. Raises `OSError`."""
        new = [(log, seq, digest) for log, seq, digest in heads if seq > self._noted.get(log, 0)]
        if not new:
            return
        lines = b"".join(
            msgspec.json.encode(Head(log, seq, digest.hex())) + b"\n" for log, seq, digest in new
        )
        descriptor = os.open(self.path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        try:
            os.write(descriptor, lines)
            os.fdatasync(descriptor)
        finally:
            os.close(descriptor)
        self._noted.update((log, seq) for log, seq, _digest in new)

    def heads(self) -> Iterator[Head]:
        """All notes, oldest first; a line torn by a power cut is passed over."""
        if not self.path.exists():
            return
        decoder = msgspec.json.Decoder(Head)
        with self.path.open("rb") as lines:
            for line in lines:
                try:
                    yield decoder.decode(line)
                except msgspec.MsgspecError:
                    continue
