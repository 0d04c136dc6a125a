"""HTTP as uvicorn speaks it, except that a report goes from the parser to the door without an ASGI call.

A task, its context, an event and a dozen dictionaries for each report cost more than reading, judging and
filing it. Whatever is not simply a report from this machine (a proxy, as a rule) takes uvicorn's way.
"""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from services.backend.app import App
from services.intake.forms import MAX_BODY
from services.intake.open311 import PREFIX, Answer, Open311, Pending

_PREFIX: Final = PREFIX.encode() + b"/"


class _Unheard:
    """uvicorn wakes the application's task by an event; here is none."""

    def set(self) -> None:
        """Nobody waits."""


class Filing:
    """One report between the first byte of its body and its answer, in the place of uvicorn's own cycle."""

    message_event: ClassVar = _Unheard()
    disconnected = False

    def __init__(self, protocol: ReportProtocol, door: Open311) -> None:
        self._protocol = protocol
        self._door = door
        self._pending: Pending | None = None
        self.body = b""
        self.keep_alive: bool = protocol.parser.should_keep_alive()
        self.response_complete = False

    def feed(self, body: bytes) -> None:
        """Take what came of the body; what is too long is refused without waiting for its end."""
        if self._pending is None:
            self.body += body
            if len(self.body) > MAX_BODY:
                self.end()

    def end(self) -> None:
        """The body is complete."""
        if self._pending is not None:
            return
        self._pending = self._door.file(self._protocol.scope, self.body)
        if self._pending.done is None:
            self._answer()
        else:
            self._pending.done.add_done_callback(self._answer)

    def _answer(self, _done: asyncio.Future[None] | None = None) -> None:
        assert self._pending is not None
        protocol = self._protocol
        self.response_complete = True
        if not protocol.transport.is_closing():
            protocol.transport.write(self._on_the_wire(self._pending.settled()))
            if not self.keep_alive:
                protocol.transport.close()
        protocol.on_response_complete()

    def _on_the_wire(self, answer: Answer) -> bytes:
        """Head and body in one piece: two writes are two packets."""
        parts = [STATUS_LINE[answer.status]]
        for name, value in (*self._protocol.server_state.default_headers, *answer.headers):
            parts += name, b": ", value, b"\r\n"
        parts += b"\r\n" if self.keep_alive else b"connection: close\r\n\r\n", answer.body
        return b"".join(parts)


class ReportProtocol(HttpToolsProtocol):
    """The protocol of one connection; the application has to be an `App`."""

    app: App
    cycle: Any

    def on_headers_complete(self) -> None:
        door = self._door()
        if door is None:
            super().on_headers_complete()
        else:
            self.cycle = Filing(self, door)

    def _door(self) -> Open311 | None:
        if not self.url.startswith(_PREFIX) or self.parser.get_method() != b"POST":
            return None
        under_way = self.cycle is not None and not self.cycle.response_complete
        crowded = self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency
        unusual = (
            self.expect_100_continue or self.parser.should_upgrade() or b"%" in self.url or b"#" in self.url
        )
        if under_way or crowded or unusual or self.root_path or self.parser.get_http_version() != "1.1":
            return None
        path, _, query = self.url.partition(b"?")
        self.scope["method"] = "POST"
        self.scope["path"] = path.decode("ascii")
        self.scope["query_string"] = query
        return self.app.report_door(self.scope)

    def on_body(self, body: bytes) -> None:
        if isinstance(self.cycle, Filing):
            self.cycle.feed(body)
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        if isinstance(self.cycle, Filing):
            self.cycle.end()
        else:
            super().on_message_complete()
