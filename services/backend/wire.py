"""Websocket frames encoded once and written to many connections.

What the backend sends is not masked, so the bytes on the wire are the same for every console: a frame is
built once by the websockets library and handed to each transport as it is. The queue of a console is its
transport's buffer, which is why it is bounded here and nowhere else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode

from services.contract.codec import events_frame

MAX_FRAME_EVENTS: Final = 512
MAX_FRAME_BYTES: Final = 256 * 1024
MAX_QUEUED: Final = 4 * 1024 * 1024
"""Bytes that may wait for one console; with more it is slow and gets a fresh picture later."""
EXTENSION: Final = "patria.connection"


def binary(payload: bytes) -> bytes:
    """A payload as one binary websocket message from the server, ready for the wire."""
    return Frame(Opcode.BINARY, payload).serialize(mask=False)


def event_frames(encoded: Sequence[bytes]) -> Iterator[tuple[bytes, int]]:
    """Entries as few `Events` messages on the wire, each within the limits, with the number in each."""
    start = size = 0
    for index, data in enumerate(encoded):
        if index > start and (index - start >= MAX_FRAME_EVENTS or size + len(data) > MAX_FRAME_BYTES):
            yield binary(events_frame(encoded[start:index])), index - start
            start, size = index, 0
        size += len(data)
    if start < len(encoded):
        yield binary(events_frame(encoded[start:])), len(encoded) - start


class FeedProtocol(WebSocketsSansIOProtocol):
    """uvicorn's websocket protocol, shown to the application so that it can write ready frames."""

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        scope = getattr(self, "scope", None)
        if scope is not None:
            # The application's task starts after this turn of the loop.
            scope["extensions"][EXTENSION] = {"connection": Connection(self)}


class Connection:
    """The wire of one console."""

    def __init__(self, protocol: WebSocketsSansIOProtocol) -> None:
        self._protocol = protocol
        self._transport: asyncio.Transport = protocol.transport

    @property
    def queued(self) -> int:
        """Bytes that wait for the console."""
        return self._transport.get_write_buffer_size()

    @property
    def closing(self) -> bool:
        """True while a connection that was given up is not gone yet."""
        return self._transport.is_closing()

    def write(self, frame: bytes) -> None:
        """Queue a ready frame. Nothing may follow a close frame, so a closing connection gets nothing."""
        if not (self._protocol.close_sent or self._protocol.disconnected or self._transport.is_closing()):
            self._transport.write(frame)

    async def drained(self) -> None:
        """Return when the console has taken most of what waited, or is gone."""
        await self._protocol.writable.wait()

    def abort(self) -> None:
        """Cut the connection at once, also where the peer takes nothing any more."""
        self._transport.abort()
