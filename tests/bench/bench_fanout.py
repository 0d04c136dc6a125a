"""Row b of the limits: deliveries a second from one core to 50 consoles over real sockets.

One process sends, this one receives and counts. Ours is the product's hub and sessions (events prepared, the
disk left out); the peers are python-socketio with one emit an event and `websockets.broadcast` once an event.
Then 10,000 events a second to 50 consoles, and what of a core that costs.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import uvloop
from websockets.frames import Frame, Opcode

from services.contract.codec import encode
from services.contract.messages import Hello, Message, Resume
from services.contract.records import Role
from tests.bench.measuring import Report

ROUNDS = 3
CONSOLES = 50
SECONDS = 2.0
MARK = b'"incident_id"'
"""In every event exactly once."""


class Console(asyncio.Protocol):
    """Shakes hands and counts what arrives, as cheaply as that can be done in Python."""

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(self._receiver.handshake())

    def data_received(self, data: bytes) -> None:
        if b"101 Switching" in data[:40]:
            for payload, opcode in self._receiver.greeting():
                self._transport.write(Frame(opcode, payload).serialize(mask=True))
            self._receiver.greeted += 1
        joined = self._rest + data[: len(MARK)]
        self._receiver.count += data.count(MARK) + joined.count(MARK) - data[: len(MARK)].count(MARK)
        self._rest = (
            (self._rest + data)[-len(MARK) + 1 :] if len(data) < len(MARK) else data[-len(MARK) + 1 :]
        )
        self._receiver.last = time.perf_counter()


class Receiver:
    """All consoles of one contestant."""

    def __init__(self, mode: str, port: int, token: str) -> None:
        self._mode = mode
        self._port = port
        self._token = token
        self.greeted = 0
        self.count = 0
        self.last = 0.0

    def handshake(self) -> bytes:
        path = {"patria": "/feed", "socketio": "/socket.io/?EIO=4&transport=websocket"}.get(self._mode, "/")
        key = base64.b64encode(os.urandom(16)).decode()
        return (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
            f"Authorization: Bearer {self._token}\r\n\r\n"
        ).encode()

    def greeting(self) -> list[tuple[bytes, Opcode]]:
        messages: list[Message] = [Hello(role=Role.OPERATOR), Resume()]
        return {
            "patria": [(encode(message), Opcode.BINARY) for message in messages],
            "socketio": [(b"40", Opcode.TEXT)],
        }.get(self._mode, [])

    async def connect(self) -> None:
        loop = asyncio.get_running_loop()
        for _ in range(CONSOLES):
            await loop.create_connection(lambda: Console(self), "127.0.0.1", self._port)
        while self.greeted < CONSOLES:  # noqa: ASYNC110 - a benchmark, not a service
            await asyncio.sleep(0.01)
        # Whatever the greeting sets off is over when it has been quiet for a while.
        await asyncio.sleep(1.0)

    async def expect(self, count: int) -> float:
        """When the last of `count` arrived."""
        deadline = time.perf_counter() + 20
        while self.count < count:
            assert time.perf_counter() < deadline, f"{self.count} of {count} arrived"
            await asyncio.sleep(0.005)
        return self.last


class Contestant:
    """One sending process with 50 consoles on it."""

    def __init__(self, mode: str, process: subprocess.Popen[str]) -> None:
        self._mode = mode
        self._process = process

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def go(self, rate: float = 0) -> dict[str, Any]:
        """Deliveries a second, and the share of a core they took."""
        return uvloop.run(self._go(rate))

    async def _go(self, rate: float) -> dict[str, Any]:
        receiver = Receiver(self._mode, self._port, self._token)
        await receiver.connect()
        assert self._process.stdin is not None
        began = time.perf_counter()
        self._process.stdin.write(f"{SECONDS} {rate}\n")
        self._process.stdin.flush()
        told = json.loads(await asyncio.get_running_loop().run_in_executor(None, self._line))
        ended = await receiver.expect(told["sent"] * CONSOLES)
        assert receiver.count == told["sent"] * CONSOLES, "something was delivered twice"
        return {"rate": receiver.count / (ended - began), "core": told["cpu"] / told["seconds"]}

    def wait_ready(self) -> None:
        self._port = int(self._line())
        self._token = self._line()


@contextmanager
def contestant(mode: str) -> Iterator[Contestant]:
    command = [sys.executable, "-m", "tests.bench.fanout_server", mode]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        found = Contestant(mode, process)
        try:
            found.wait_ready()
            yield found
        finally:
            process.kill()


def main() -> None:
    report = Report("fanout", __doc__ or "")
    figures: dict[str, list[float]] = {"patria": [], "broadcast": [], "socketio": []}
    with contestant("patria") as ours, contestant("broadcast") as plain, contestant("socketio") as peer:
        for _ in range(ROUNDS):
            for name, runner in (("patria", ours), ("broadcast", plain), ("socketio", peer)):
                figures[name].append(runner.go()["rate"])
        paced = [ours.go(10_000)["core"] for _ in range(ROUNDS)]
    report.figure("deliveries to 50 consoles", figures["patria"], "1/s", "≥ 4,000,000")
    report.figure("peer: websockets.broadcast per event", figures["broadcast"], "1/s")
    report.figure("peer: python-socketio", figures["socketio"], "1/s")
    report.ratio("over python-socketio", figures["socketio"], figures["patria"], "≥ 100")
    report.ratio("over websockets.broadcast", figures["broadcast"], figures["patria"])
    report.figure("10,000 events/s to 50 consoles, share of a core", paced, "cores", "≤ 0.1")
    report.write()


if __name__ == "__main__":
    main()
