"""A process of its own for the commits of a burst: `python -m services.store.second_process DESCRIPTOR`.

SQLite's driver gives up the interpreter lock many times in a commit and has to win it back from a loop that
never rests; beside a busy loop a commit takes three times as long and slows the loop as well
(docs/decisions/0091). Here it shares nothing. Every commit brings the heads it follows, or is sent behind one
that leaves them. The process ends when its socket closes or a commit fails, and holds the database's lock for
as long as it lives.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final

import msgspec
import sqlalchemy as sa
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy.exc import SQLAlchemyError

from services.store.appending import Appender, Head, Rows
from services.store.engine import open_engine

Heads = dict[int, Head]
_LENGTH: Final = 4
_ANSWER: Final = 65_536
"""More bytes than any answer has."""
_STOP_S: Final = 10.0
_log = logging.getLogger(__name__)


class Failed(Exception):
    """The process did not commit, or died so that nobody knows."""


class _Answer(Struct, array_like=True, frozen=True):
    heads: Heads = {}
    failure: str = ""


_pack = msgspec.msgpack.Encoder().encode
_rows = msgspec.msgpack.Decoder(Rows)
_answer = msgspec.msgpack.Decoder(_Answer)


class SecondProcess:
    """The backend's end of it. Started on the writer's thread, from `listen` on everything is the loop's."""

    def __init__(self, url: sa.URL, keep_open: Sequence[int]) -> None:
        """`keep_open`: descriptors the process inherits (the lock). Raises `Failed` or `OSError`."""
        self._wire, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", __name__, str(theirs.fileno())]
            self._process = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=subprocess.DEVNULL, pass_fds=(theirs.fileno(), *keep_open)
            )
        self.ready = False
        """True once it takes commits; it needs a moment to begin."""
        self._loop: asyncio.AbstractEventLoop | None = None
        self._told: Callable[[Heads | Failed], None] = lambda answer: None
        self._in, self._out = bytearray(), bytearray()
        try:
            # Not on the command line: it may hold a password.
            _send(self._wire, url.render_as_string(hide_password=False).encode())
        except OSError as error:
            self.stop()
            raise Failed("the second process ended at once") from error

    def listen(self, loop: asyncio.AbstractEventLoop, told: Callable[[Heads | Failed], None]) -> None:
        """Hear what it answers. `told`: where the logs stand after a commit, or that it failed."""
        self._loop, self._told = loop, told
        self._wire.setblocking(False)
        loop.add_reader(self._wire, self._readable)

    def commit(self, rows: Rows) -> None:
        """Have rows committed; `told` hears of the end. Without a head they follow what was sent before."""
        data = _pack(rows)
        self._out += len(data).to_bytes(_LENGTH, "big") + data
        self._writable()

    def wait(self) -> None:
        """Block until what was given is answered."""
        assert self._loop is not None
        self._loop.remove_writer(self._wire)
        self._wire.setblocking(True)
        with suppress(OSError):
            self._wire.sendall(self._out)
        self._out.clear()
        self._readable()

    def stop(self) -> None:
        """End it and wait for that."""
        self._leave()
        self._wire.close()
        try:
            self._process.wait(_STOP_S if self.ready else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _leave(self) -> None:
        if self._loop is not None:
            self._loop.remove_reader(self._wire)
            self._loop.remove_writer(self._wire)
            self._loop = None

    def _writable(self) -> None:
        """Give it what fits; the rest goes when there is room again."""
        assert self._loop is not None
        try:
            del self._out[: self._wire.send(self._out)]
        except BlockingIOError:
            pass
        except OSError:
            self._out.clear()  # its end is heard of by the reader
        if self._out:
            self._loop.add_writer(self._wire, self._writable)
        else:
            self._loop.remove_writer(self._wire)

    def _readable(self) -> None:
        try:
            data = self._wire.recv(_ANSWER)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._leave()
            self._told(Failed(f"the second process ended, {self._process.poll()}"))
            return
        self._in += data
        while len(self._in) > _LENGTH:
            size = int.from_bytes(self._in[:_LENGTH], "big") + _LENGTH
            if len(self._in) < size:
                return
            answer = _answer.decode(self._in[_LENGTH:size])
            del self._in[:size]
            if not self.ready:
                self.ready = not answer.failure
            else:
                self._told(Failed(answer.failure) if answer.failure else answer.heads)


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
    heads: Heads = {}
    while (data := _receive(wire)) is not None:
        try:
            rows = _rows.decode(data)
            heads |= rows.heads
            answer = appender.commit(replace(rows, heads=heads))
            heads |= answer
        except (SQLAlchemyError, msgspec.MsgspecError, AssertionError, KeyError) as error:
            # What was sent ahead would follow a commit that is not there.
            _send(wire, _pack(_Answer(failure=f"{type(error).__name__}: {error}"[:2000])))
            return
        _send(wire, _pack(_Answer(answer)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
