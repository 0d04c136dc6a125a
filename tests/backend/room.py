"""A real backend over a real database, in this process, on a port of its own."""

from __future__ import annotations

import asyncio
import socket
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from services.backend.app import App, AppSettings
from services.backend.backend import Backend
from services.backend.drafts import Accepted, Identity, ReportDraft, Session
from services.backend.reports_wire import ReportProtocol
from services.backend.serve import QuietServer
from services.backend.wire import FeedProtocol
from services.contract.catalogue import AnyCommand
from services.contract.codec import decode_envelope, decode_server, encode
from services.contract.events import Envelope
from services.contract.messages import (
    SNAPSHOT_MAGIC,
    Do,
    Events,
    Hello,
    Log,
    Message,
    Outcome,
    Resume,
)
from services.contract.records import Role
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot
from services.store import queries
from tests.city.making import arjuna

WITHIN_S = 10.0


def moment() -> int:
    return time.time_ns() // 1_000_000


def do(body: AnyCommand, *, log: Log = Log.LIVE, expect: int | None = None, id: str = "") -> Do:  # noqa: A002
    now = moment()
    number = id or str(uuid.uuid4())
    return Do(id=number, log=log, at=now, expires_at=now + 60_000, expect=expect, body=body)


class Room:
    """The backend of the invented city of Arjuna and the people in its room."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        self.backend = Backend(arjuna(), folder, database)
        self.url = ""
        self.token = ""

    async def file(self, text: str = "Banjir di jalan", log: Log = Log.LIVE, **fields: Any) -> Accepted:
        key = fields.pop("key", "")
        phone = fields.pop("phone", "")
        draft = ReportDraft(source="open311", text=text, reporter=Identity(phone=phone), **fields)
        return await self.backend.desk(log).submit(draft, "intake", key)

    async def act(
        self,
        body: AnyCommand,
        role: Role = Role.SUPERVISOR,
        user: str = "sri",
        agency: str = "",
        **fields: Any,
    ) -> Outcome:
        return await self.backend.handle(do(body, **fields), Session(user=user, role=role, agency=agency))

    async def entries(self, log: Log = Log.LIVE, after: int = 0) -> list[Envelope]:
        """What is on disk."""
        desk = self.backend.desk(log)
        number, upto = desk.log.id, desk.committed
        encoded = await self.backend.read(
            lambda connection: list(queries.bodies_after(connection, number, after, upto))
        )
        return [decode_envelope(data) for data in encoded]


@asynccontextmanager
async def opened(
    folder: Path, database: str = "", settings: AppSettings | None = None
) -> AsyncIterator[Room]:
    """A room whose backend runs; on the network where `settings` are given."""
    room = Room(folder, database)
    await room.backend.start()
    try:
        room.token = await room.backend.access.local_token("")
        if settings is None:
            yield room
        else:
            async with _served(room, settings):
                yield room
    finally:
        await room.backend.stop()


@asynccontextmanager
async def _served(room: Room, settings: AppSettings) -> AsyncIterator[None]:
    listener = socket.create_server(("127.0.0.1", 0))
    room.url = f"127.0.0.1:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        App(room.backend, settings),
        loop="none",
        http=ReportProtocol,
        ws=FeedProtocol,
        ws_max_size=65_536,
        ws_per_message_deflate=False,
        proxy_headers=False,
        lifespan="off",
        log_config=None,
        timeout_graceful_shutdown=2,
    )
    server = QuietServer(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await server.serving.wait()
    try:
        yield
    finally:
        server.should_exit = True
        await serving
        listener.close()


class Console:
    """A console's end of the feed, without a screen. `board` is what it has seen."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.board = Board()
        self.seen: list[int] = []
        """Sequence numbers of the entries received, in order."""
        self.snapshots = 0
        self.frames: list[bytes] = []
        """What came, as it came."""

    async def send(self, message: Message | Do | bytes) -> None:
        await self.connection.send(message if isinstance(message, bytes) else encode(message))

    async def next(self) -> Any:
        """The next message; a snapshot and events are also taken onto the board."""
        data = await asyncio.wait_for(self.connection.recv(decode=False), WITHIN_S)
        self.frames.append(data)
        if data.startswith(SNAPSHOT_MAGIC):
            self.board, _at = decode_snapshot(data)
            self.snapshots += 1
            self.seen.clear()
            return self.board
        message = decode_server(data)
        if isinstance(message, Events):
            from services.projection.apply import apply

            self.seen += [entry.seq for entry in message.events]
            apply(self.board, message.events)
        return message

    async def until(self, kind: type) -> Any:
        """The next message of a kind."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                message = await self.next()
                if isinstance(message, kind):
                    return message

    async def reach(self, seq: int) -> None:
        """Read until the board is at a sequence number."""
        async with asyncio.timeout(WITHIN_S):
            while self.board.seq < seq:
                await self.next()


@asynccontextmanager
async def console(
    room: Room,
    role: Role | None = Role.SUPERVISOR,
    *,
    token: str = "",
    resume: Resume | None = None,
    **options: Any,
) -> AsyncIterator[Console]:
    """A connected console that has said hello and resumed; `role=None`: neither."""
    headers = {"Authorization": f"Bearer {token or room.token}", **options.pop("headers", {})}
    async with connect(
        f"ws://{room.url}/feed", additional_headers=headers, max_size=None, close_timeout=1, **options
    ) as connection:
        end = Console(connection)
        if role is not None:
            await end.send(Hello(role=role))
            await end.send(resume or Resume())
        yield end


def contents(board: Board) -> dict[str, Any]:
    """Everything a board says, whatever numbers its tables gave out."""
    return {
        "epoch": board.epoch,
        "seq": board.seq,
        "incidents": [board.incident(row) for row in range(board.count)],
        "arrivals": board.arrivals,
        "dispositions": board.dispositions,
        "last_report_id": board.last_report_id,
        "drill_active": board.drill_active,
        "casework": msgspec.to_builtins(board.casework),
        "shifts": msgspec.to_builtins(board.shifts),
    }
