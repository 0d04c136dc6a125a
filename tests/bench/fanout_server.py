"""The sending side of the fan-out benchmark, a process of its own: `… MODE`, one of `patria`, `socketio`,
`broadcast`.

It prints its port, waits for a line `SECONDS RATE` on standard input (rate 0: as fast as the consoles take
it), sends, and prints what it sent and what it cost. A line `end` ends it.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import uvicorn
import uvloop

from services.contract.codec import seal
from services.contract.events import Envelope, SeverityChanged
from services.contract.messages import Log
from services.contract.records import Severity

PREPARED = 20_000
BATCH = 512
WAITING = 512 * 1024
"""Bytes a console may have waiting before the sender waits too."""
COMMIT_S = 0.004
"""At a pace, so often something is committed."""
Send = Callable[[int, bool], Awaitable[int]]
"""Sends a batch of up to so many events, at once or (True) when the sender finds it is time, and returns how
many it sent."""


def entry(epoch: str, seq: int) -> tuple[Envelope, bytes]:
    body = SeverityChanged(incident_id=seq % 5000 + 1, severity=Severity.HIGH, reason="air naik")
    return seal(epoch, seq, 1_790_000_000_000 + seq, body, "sri", "")


async def run(sending: Send) -> None:
    """Obey the lines on standard input."""
    loop = asyncio.get_running_loop()
    while (line := await loop.run_in_executor(None, sys.stdin.readline)).strip() not in ("", "end"):
        seconds, rate = (float(word) for word in line.split())
        began, cpu, sent = time.perf_counter(), time.process_time(), 0
        while (passed := time.perf_counter() - began) < seconds:
            due = int(rate * passed) - sent if rate else BATCH
            if due > 0:
                sent += await sending(due, bool(rate))
            if rate:
                await asyncio.sleep(COMMIT_S)
        told = {"sent": sent, "seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
        print(json.dumps(told), flush=True)


async def serve(app: Any, listener: socket.socket, **options: Any) -> uvicorn.Server:
    from services.backend.serve import QuietServer

    config = uvicorn.Config(
        app,
        loop="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        ws_per_message_deflate=False,
        **options,
    )
    server = QuietServer(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    server.serving_task = task  # type: ignore[attr-defined] # kept from the collector
    await server.serving.wait()
    return server


async def patria(listener: socket.socket) -> Send:
    """The hub and the sessions of the product over uvicorn; only the disk is left out."""
    from resources import path
    from services.backend.app import App, AppSettings
    from services.backend.backend import Backend
    from services.backend.console_link import ConsoleLink
    from services.backend.wire import FeedProtocol
    from services.city.loader import load_pack

    backend = Backend(load_pack(path("cities") / "blitar"), Path(tempfile.mkdtemp(prefix="patria-bench-")))
    await backend.start()
    await serve(App(backend, AppSettings()), listener, ws=FeedProtocol)
    print(await backend.access.local_token(""), flush=True)
    desk = backend.desk(Log.LIVE)
    prepared = [entry(desk.log.epoch, seq) for seq in range(1, PREPARED + 1)]

    async def send(count: int, paced: bool) -> int:
        for seq in range(desk.committed, desk.committed + count):
            envelope, data = prepared[seq % PREPARED]
            desk.history.add(1, envelope, data)
        desk.committed = desk.board.seq = desk.committed + count
        if paced:
            backend.hub.publish(desk)
            return count
        backend.hub.flush()
        for console in list(backend.hub._consoles):
            assert isinstance(console, ConsoleLink)
            await _room(console._connection)
        return count

    return send


async def socketio(listener: socket.socket) -> Send:
    """python-socketio as one uses it: one emit an event to everybody."""
    import socketio as library  # type: ignore[import-untyped]

    server = library.AsyncServer(async_mode="asgi", cors_allowed_origins="*")
    await serve(library.ASGIApp(server), listener)
    print("", flush=True)
    prepared = [json.loads(entry("e" * 32, seq)[1]) for seq in range(1, 1001)]

    async def send(count: int, _paced: bool) -> int:
        count = min(count, 20)
        for number in range(count):
            await server.emit("event", prepared[number])
        return count

    return send


async def broadcast(listener: socket.socket) -> Send:
    """`websockets.broadcast` once an event, encoded once."""
    from websockets.asyncio.server import ServerConnection, broadcast
    from websockets.asyncio.server import serve as listen

    connections: set[ServerConnection] = set()

    async def handler(connection: ServerConnection) -> None:
        connections.add(connection)
        await connection.wait_closed()

    await listen(handler, sock=listener, compression=None)
    print("", flush=True)
    prepared = [entry("e" * 32, seq)[1] for seq in range(1, 1001)]

    async def send(count: int, _paced: bool) -> int:
        count = min(count, 50)
        for number in range(count):
            broadcast(connections, prepared[number])
        await asyncio.sleep(0)
        for connection in list(connections):
            await _room(_Plain(connection.transport))
        return count

    return send


class _Queue(Protocol):
    @property
    def queued(self) -> int: ...


class _Plain:
    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    @property
    def queued(self) -> int:
        return self._transport.get_write_buffer_size()


async def _room(queue: _Queue) -> None:
    while queue.queued > WAITING:  # noqa: ASYNC110 - nobody tells when a buffer has become smaller
        await asyncio.sleep(0)


async def main(mode: str) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    await run(await {"patria": patria, "socketio": socketio, "broadcast": broadcast}[mode](listener))


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1]))
