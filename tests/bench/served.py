"""`patria serve` in a process of its own for a benchmark, and a load generator that is not the bottleneck."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

_SERVE = """
import sys
from pathlib import Path
from typing import cast
from resources import path
from services.backend.serve import ServeSettings, serve
serve(ServeSettings(city_dir=path("cities") / "blitar", data_dir=Path(sys.argv[1]), port=0, embedded=True))
"""


_EMPTY = """
import socket
import uvicorn, uvloop

async def app(scope, receive, send):
    await receive()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"[]"})

async def main():
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    quiet = {"access_log": False, "log_config": None}
    config = uvicorn.Config(app, loop="none", http="httptools", lifespan="off", **quiet)
    await uvicorn.Server(config).serve(sockets=[listener])

uvloop.run(main())
"""


@contextmanager
def empty() -> Iterator[tuple[str, int]]:
    """The same server with an application that does nothing: what the generator can reach at most."""
    with subprocess.Popen([sys.executable, "-c", _EMPTY], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield "127.0.0.1", int(process.stdout.readline())
        finally:
            process.kill()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int, str]]:
    """A backend on loopback: host, port and the token of its local user."""
    command = [sys.executable, "-c", _SERVE, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."}) as process:
        assert process.stdout is not None
        runtime = json.loads(process.stdout.readline())
        host, _, port = runtime["url"].removeprefix("http://").partition(":")
        try:
            yield host, int(port), Path(runtime["token_file"]).read_text()
        finally:
            process.terminate()
            process.wait(30)


class _Connection(asyncio.Protocol):
    """Sends one request after the other and keeps the time of each."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator
        self._sent = 0.0
        self._answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._next()

    def _next(self) -> None:
        self._sent = time.perf_counter()
        if self._sent < self._generator.until:
            self._transport.write(self._generator.request())
        else:
            self._transport.close()
            self._generator.finished()

    def data_received(self, data: bytes) -> None:
        self._answer += data
        # Every answer here is a JSON list.
        if self._answer.endswith(b"]"):
            self._generator.answered(self._answer, time.perf_counter() - self._sent)
            self._answer = b""
            self._next()


class Generator:
    """`connections` that each have one request under way for `seconds`."""

    def __init__(self, connections: int, seconds: float, request: Callable[[], bytes]) -> None:
        self._connections = connections
        self._seconds = seconds
        self.request = request
        self.until = 0.0
        self.latencies: list[float] = []
        self.accepted = 0
        self._left = connections

    def answered(self, data: bytes, seconds: float) -> None:
        self.latencies.append(seconds)
        self.accepted += data.startswith(b"HTTP/1.1 200")

    def finished(self) -> None:
        self._left -= 1
        if not self._left:
            self._done.set_result(None)

    async def run(self, host: str, port: int) -> float:
        """Seconds it took."""
        loop = asyncio.get_running_loop()
        self._done = loop.create_future()
        began = time.perf_counter()
        self.until = began + self._seconds
        for _ in range(self._connections):
            await loop.create_connection(lambda: _Connection(self), host, port)
        await self._done
        return time.perf_counter() - began
