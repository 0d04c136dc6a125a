"""A process of its own for the commits of a burst: `python -m services.store.second_process DESCRIPTOR`.

SQLite's driver gives up the interpreter lock many times in a commit and has to win it back from a loop that
never rests; beside a busy loop a commit takes three times as long and slows the loop as well
(docs/decisions/0091). Here it shares nothing. The process keeps no state: every commit brings the heads it
follows. It ends when its socket closes, and holds the database's lock for as long as it lives.
"""

from __future__ import annotations

import logging
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from sqlalchemy.exc import SQLAlchemyError

from services.store.appending import Appender, Head, Rows
from services.store.engine import open_engine

_LENGTH: Final = 4
_STOP_S: Final = 10.0
_log = logging.getLogger(__name__)


class Failed(Exception):
    """The process did not commit, or died so that nobody knows."""


class _Answer(Struct, array_like=True, frozen=True):
    heads: dict[int, Head] = {}
    failure: str = ""


_pack = msgspec.msgpack.Encoder().encode
_rows = msgspec.msgpack.Decoder(Rows)
_answer = msgspec.msgpack.Decoder(_Answer)


class SecondProcess:
    """The backend's end of it; every method belongs to the writer's thread."""

    def __init__(self, url: sa.URL, keep_open: Sequence[int]) -> None:
        """`keep_open`: descriptors the process inherits (the lock). Raises `Failed` or `OSError`."""
        self._wire, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", __name__, str(theirs.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=subprocess.DEVNULL, pass_fds=(theirs.fileno(), *keep_open)
            )
        self._ready = False
        self._wire.settimeout(None)
        try:
            # Not on the command line: it may hold a password.
            _send(self._wire, url.render_as_string(hide_password=False).encode())
        except OSError as error:
            self.stop()
            raise Failed("the second process ended at once") from error

    def ready(self) -> bool:
        """True once it takes commits; it needs a moment to begin. Raises `Failed` where it never will."""
        if not self._ready and select.select((self._wire,), (), (), 0)[0]:
            self._receive()
            self._ready = True
        return self._ready

    def commit(self, rows: Rows) -> dict[int, Head]:
        """Have the rows committed; returns afterwards with where the logs stand. Raises `Failed`."""
        try:
            _send(self._wire, _pack(rows))
        except OSError as error:
            raise Failed("the second process is gone") from error
        return self._receive().heads

    def _receive(self) -> _Answer:
        data = _receive(self._wire)
        if data is None:
            raise Failed(f"the second process ended, {self._process.poll()}")
        answer = _answer.decode(data)
        if answer.failure:
            raise Failed(answer.failure)
        return answer

    def stop(self) -> None:
        """End it and wait for that."""
        self._wire.close()
        try:
            self._process.wait(_STOP_S if self._ready else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _send(wire: socket.socket, data: bytes) -> None:
    wire.sendall(len(data).to_bytes(_LENGTH, "big") + data)


def _receive(wire: socket.socket) -> bytes | None:
    """One message; None where the other side is gone."""
    try:
        head = wire.recv(_LENGTH, socket.MSG_WAITALL)
        size = int.from_bytes(head, "big")
        data = wire.recv(size, socket.MSG_WAITALL) if len(head) == _LENGTH else b""
    except OSError:
        return None
    return data if data and len(data) == size else None


def main(descriptor: int) -> None:
    """Commit what comes until the other side closes."""
    # Whoever stops the backend by a group or a control group means the backend, which ends this in order.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    wire = socket.socket(fileno=descriptor)
    url = _receive(wire)
    if url is None:
        return
    appender = Appender(open_engine(sa.make_url(url.decode())))
    _send(wire, _pack(_Answer()))
    while (data := _receive(wire)) is not None:
        try:
            answer = _Answer(appender.commit(_rows.decode(data)))
        except (SQLAlchemyError, msgspec.MsgspecError, AssertionError, KeyError) as error:
            answer = _Answer(failure=f"{type(error).__name__}: {error}"[:2000])
        _send(wire, _pack(answer))


if __name__ == "__main__":
    main(int(sys.argv[1]))
