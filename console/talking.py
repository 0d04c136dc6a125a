"""A command line that talks to a running backend as a console does: the same feed, the same commands."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from services.contract.catalogue import AnyCommand
from services.contract.errors import KnownError
from services.contract.messages import Log, Outcome
from services.contract.records import Role
from services.feed.link import Endpoint

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

    from services.projection.board import Board

WITHIN_S: Final = 20.0
"""Without an answer for so long, it is given up."""


def endpoint_of(server: str, data_dir: Path) -> Endpoint:
    """The named server with the session kept for it, or this machine's backend. Raises `KnownError`."""
    from console.embedded import read_runtime
    from console.remote import RemoteBackend

    if server:
        return Endpoint(server, RemoteBackend(server, data_dir).token())
    runtime = read_runtime(data_dir)
    if runtime is None:
        raise KnownError(
            "no_backend",
            "Tidak ada server Patria yang jalan di komputer ini. Buka konsol (patria) atau patria serve.",
        )
    named = runtime.token_file
    return Endpoint(runtime.url, Path(named).read_text(encoding="ascii").strip() if named else "")


class Talk:
    """One connection that has said hello."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def act(self, body: AnyCommand, log: Log = Log.LIVE) -> Outcome:
        """Send a command and wait for what becomes of it. Raises `KnownError`."""
        from services.contract.messages import Do

        now = int(time.time() * 1000)
        do = Do(id=str(uuid.uuid4()), log=log, at=now, expires_at=now + 60_000, body=body)
        await self.send(do)
        while True:
            message = await self._next()
            if isinstance(message, Outcome) and message.id == do.id:
                return message

    async def board(self) -> Board:
        """The live board as it stands. Raises `KnownError`."""
        from services.contract.messages import Events, Resume, Welcome
        from services.projection.apply import apply
        from services.projection.board import Board

        await self.send(Resume())
        board, wanted = Board(), None
        while wanted is None or board.epoch != wanted.epoch or board.seq < wanted.seq:
            message = await self._next()
            if isinstance(message, Welcome):
                wanted = message.live
            elif isinstance(message, Events):
                if message.events and not board.epoch:
                    board = Board(message.events[0].epoch)
                apply(board, message.events)
            elif isinstance(message, Board):
                board = message
            if wanted is not None and not wanted.seq:
                break
        return board

    async def send(self, message: Any) -> None:
        from services.contract.codec import encode

        await self._connection.send(encode(message))

    async def _next(self) -> Any:
        """The next message; a snapshot as its board."""
        from services.contract.codec import decode_server
        from services.contract.messages import SNAPSHOT_MAGIC, Fault
        from services.projection.snapshot import decode_snapshot

        try:
            frame = await asyncio.wait_for(self._connection.recv(decode=False), WITHIN_S)
        except TimeoutError:
            raise KnownError("no_answer", "Server tidak menjawab; periksa patria doctor.") from None
        if frame.startswith(SNAPSHOT_MAGIC):
            return decode_snapshot(frame)[0]
        message = decode_server(frame)
        if isinstance(message, Fault):
            raise KnownError(message.code, message.message)
        return message


@asynccontextmanager
async def talking(endpoint: Endpoint, client: str) -> AsyncIterator[Talk]:
    """A supervisor's conversation as the user of `endpoint`. Raises `KnownError`, also without a session."""
    from websockets.asyncio.client import connect
    from websockets.exceptions import WebSocketException

    from services.contract.messages import Hello
    from services.feed.client import handshake

    if not endpoint.token:
        raise KnownError(
            "no_session", "Server ini meminta masuk: buka konsol ke server itu dan masuk, lalu ulangi."
        )
    url, options = handshake(endpoint)
    headers = {"Authorization": f"Bearer {endpoint.token}"}
    try:
        async with connect(
            url, additional_headers=headers, close_timeout=1, max_size=None, **options
        ) as connection:
            talk = Talk(connection)
            await talk.send(Hello(client=client, role=Role.SUPERVISOR))
            yield talk
    except (OSError, WebSocketException) as error:
        raise KnownError("server_away", f"Server tidak dapat dihubungi ({error}).") from None
