"""HTTP as uvicorn speaks it, except that a report goes from the parser to the door without an ASGI call.

A task, its context, an event and a dozen dictionaries for each report cost more than reading, judging and
filing it. Whatever is not simply a report from this machine (a proxy, as a rule) takes uvicorn's way.

A connection's heads repeat byte for byte. One that was read before, with its whole body behind it, means what
it meant then: it is not read again.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any, ClassVar, Final, NamedTuple

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from services.backend.app import App
from services.intake.forms import MAX_BODY
from services.intake.open311 import PREFIX, Answer, Headers, Open311, Pending

_PREFIX: Final = PREFIX.encode() + b"/"
_END: Final = b"\r\n\r\n"
_MAX_HEADS: Final = 64
"""Heads a connection remembers; they differ in the length of the body, as a rule."""


class _Unheard:
    """uvicorn wakes the application's task by an event; here is none."""

    def set(self) -> None:
        """Nobody waits."""


class _Head(NamedTuple):
    """What the head of a request says."""

    scope: dict[str, Any]
    door: Open311


class Filing:
    """One report between the first byte of its body and its answer, in the place of uvicorn's own cycle."""

    message_event: ClassVar = _Unheard()
    disconnected = False

    def __init__(self, protocol: ReportProtocol, head: _Head, keep_alive: bool) -> None:
        self._protocol = protocol
        self.head = head
        self._pending: Pending | None = None
        self.body = b""
        self.keep_alive = keep_alive
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
        self._pending = self.head.door.file(self.head.scope, self.body)
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
        protocol.filed()

    def _on_the_wire(self, answer: Answer) -> bytes:
        """Head and body in one piece: two writes are two packets."""
        end = b"\r\n" if self.keep_alive else b"connection: close\r\n\r\n"
        head = STATUS_LINE[answer.status], self._protocol.usual_headers(), _written(answer.headers)
        return b"".join((*head, end, answer.body))


@lru_cache(1024)
def _written(headers: Headers) -> bytes:
    """Headers repeat from answer to answer."""
    return b"".join(b"%b: %b\r\n" % header for header in headers)


class ReportProtocol(HttpToolsProtocol):
    """The protocol of one connection; the application has to be an `App`."""

    app: App
    cycle: Any
    _usual: ClassVar[tuple[object, bytes]] = (None, b"")
    """The headers of every answer as uvicorn lists them, anew each second, and as they are sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._heads: dict[bytes, tuple[_Head, int]] = {}
        """Heads of whole reports that came before on this connection, and the length of the body."""
        self._between = True
        """The parser stands at the end of a message."""
        self._idle_since = 0.0

    def data_received(self, data: bytes) -> None:
        between, cycle = self._between, self.cycle
        if between and self._file_at_once(data):
            return
        super().data_received(data)
        if between and self._between and self.cycle is not cycle and isinstance(self.cycle, Filing):
            self._learn(data, self.cycle)

    def _file_at_once(self, data: bytes) -> bool:
        """File a whole report behind a head that is known; False for everything else."""
        if not self._heads or self._is_busy() or self._is_crowded():
            return False
        end = data.find(_END)
        head, length = self._heads.get(data[:end], (None, 0))
        if head is None or len(data) != end + len(_END) + length:
            return False
        self.cycle = Filing(self, head, True)
        self.cycle.body = data[end + len(_END) :]
        self.cycle.end()
        return True

    def _learn(self, data: bytes, filing: Filing) -> None:
        """Remember the head of a report that came in one piece."""
        end = data.find(_END)
        length = len(data) - end - len(_END)
        stated = [value for name, value in self.headers if name == b"content-length"]
        if filing.keep_alive and len(filing.body) == length and stated == [b"%d" % length]:
            if len(self._heads) >= _MAX_HEADS:
                self._heads.clear()
            self._heads[data[:end]] = filing.head, length

    def on_message_begin(self) -> None:
        self._between = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        door = self._door()
        if door is None:
            super().on_headers_complete()
        else:
            head = _Head(dict(self.scope), door)
            self.cycle = Filing(self, head, self.parser.should_keep_alive())

    def _is_busy(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _is_crowded(self) -> bool:
        return self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency

    def _door(self) -> Open311 | None:
        if not self.url.startswith(_PREFIX) or self.parser.get_method() != b"POST":
            return None
        unusual = (
            self.expect_100_continue or self.parser.should_upgrade() or b"%" in self.url or b"#" in self.url
        )
        if (
            self._is_busy()
            or self._is_crowded()
            or unusual
            or self.root_path
            or self.parser.get_http_version() != "1.1"
        ):
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
        self._between = True
        if isinstance(self.cycle, Filing):
            self.cycle.end()
        else:
            super().on_message_complete()

    def usual_headers(self) -> bytes:
        """The headers of every answer."""
        listed, sent = ReportProtocol._usual
        if listed is not self.server_state.default_headers:
            listed = self.server_state.default_headers
            sent = b"".join(b"%b: %b\r\n" % header for header in listed)
            ReportProtocol._usual = (listed, sent)
        return sent

    def filed(self) -> None:
        """A report was answered. One timer watches the silence, not one for each answer."""
        if self.pipeline or self.transport.is_closing():
            self.on_response_complete()
            return
        self.server_state.total_requests += 1
        self._idle_since = self.loop.time()
        if self.timeout_keep_alive_task is None:
            self._watch(self.timeout_keep_alive)

    def _watch(self, seconds: float) -> None:
        self.timeout_keep_alive_task = self.loop.call_later(seconds, self.timeout_keep_alive_handler)

    def timeout_keep_alive_handler(self) -> None:
        self.timeout_keep_alive_task = None
        left = self._idle_since + self.timeout_keep_alive - self.loop.time()
        if self._is_busy():
            return  # the answer begins to wait anew
        if left > 0:
            self._watch(left)
        else:
            super().timeout_keep_alive_handler()
