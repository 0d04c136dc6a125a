"""Folding the tail of a replica into its snapshot file.

`python -m services.store.folding FOLDER LOG CONSOLE` does it in a process of its own and prints the sequence
number the file reaches then. Decoding and encoding a board of 100,000 incidents takes half a second of an
interpreter, a quarter of one in a single piece, and the console's interpreter paints.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from services.contract.codec import decode_server
from services.contract.events import Envelope
from services.contract.messages import Events, Log
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.store.replica_schema import FILE, tail
from services.store.snapshot_file import snapshot_path, write_durably

_NICENESS: Final = 10


def read_tail(connection: sa.Connection, which: Log, epoch: str, after: int) -> list[Envelope]:
    """Contiguous events of this epoch after `after`; whatever does not follow is left out."""
    rows = connection.execute(
        sa.select(tail.c.frame)
        .where(tail.c.log == which, tail.c.epoch == epoch, tail.c.last_seq > after)
        .order_by(tail.c.first_seq)
    )
    found: list[Envelope] = []
    expected = after + 1
    for (frame,) in rows:
        message = decode_server(frame)
        if not isinstance(message, Events):
            return found
        for envelope in message.events:
            if envelope.seq > expected:
                return found
            if envelope.seq == expected:
                found.append(envelope)
                expected += 1
    return found


def fold(
    folder: Path,
    which: Log,
    events_after: Callable[[str, int], list[Envelope]],
    wanted: Callable[[], bool] = lambda: True,
) -> int:
    """Bring the snapshot file up to the end of the tail; returns the sequence number it reaches.

    `wanted`: asked right before the file is replaced. Raises `OSError`, `MalformedMessage`, `Gap`.
    """
    path = snapshot_path(folder, which)
    board, at = decode_snapshot(path.read_bytes()) if path.exists() else (Board(), 0)
    events = events_after(board.epoch, board.seq)
    if events:
        apply(board, events)
        data = encode_snapshot(board, max(at, events[-1].at))
        if wanted():
            write_durably(path, data)
    return board.seq


class Folding:
    """The process that folds one log, as its console sees it."""

    def __init__(self, folder: Path, which: Log) -> None:
        command = [sys.executable, "-m", __name__, str(folder), which, str(os.getpid())]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )

    @property
    def over(self) -> bool:
        """True when it has ended."""
        return self._process.poll() is not None

    def reached(self) -> int:
        """Wait for its end and say what the file reaches; -1: it failed."""
        said, _ = self._process.communicate()
        return int(said) if self._process.returncode == 0 else -1

    def stop(self) -> None:
        """End it; the file is the old one or the new one, whole."""
        self._process.kill()
        self._process.communicate()


def main(folder: Path, which: Log, console: int) -> None:
    """Fold, and print what the file reaches. Where the console is gone, the file is its successor's."""
    os.nice(_NICENESS)
    engine = sa.create_engine(f"sqlite:///{folder / FILE}")
    with engine.connect() as connection:
        reached = fold(
            folder,
            which,
            lambda epoch, after: read_tail(connection, which, epoch, after),
            lambda: os.getppid() == console,
        )
    print(reached)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Log(sys.argv[2]), int(sys.argv[3]))
