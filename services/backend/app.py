"""The ASGI application: limits first, then the short paths (feed, Open311), then Litestar's routes."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec
from msgspec import Struct

from services.backend.access import Denied
from services.backend.backend import Backend
from services.backend.console_link import ConsoleLink
from services.backend.doors import Doors
from services.backend.http import litestar_app
from services.backend.limits import Rate
from services.backend.page_doors import PageDoors
from services.backend.photo_routes import UPLOAD
from services.backend.shift_log_routes import PICTURES
from services.backend.wire import EXTENSION, Connection
from services.contract.shiftlog import MAX_PICTURE
from services.intake.open311 import PREFIX, Open311, Open311Settings
from services.outreach.answer import PREFIX as TESTS
from services.outreach.answer import TestAnswers
from services.outreach.links import PREFIX as FIELD
from services.outreach.page.app import FieldPage
from services.store.photos import MAX_BYTES as MAX_PHOTO

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MAX_BODY: Final = 256 * 1024
"""Largest request body in bytes; Open311 has a stricter one of its own."""
_LARGER: Final = {UPLOAD: MAX_PHOTO, PICTURES: MAX_PICTURE}
_HELLO_WITHIN_S: Final = 10.0
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class AppSettings:
    """What the network may do."""

    origins: tuple[str, ...] = ()
    """Web pages (`https://host`) that may open the feed; consoles send no Origin and are not concerned."""
    requests_per_second: float = 50.0
    """Per address, on average; addresses of this machine are not limited."""
    max_consoles: int = 500
    max_consoles_per_address: int = 100
    open311: Open311Settings = field(default_factory=Open311Settings)


class _Answer(Struct, frozen=True):
    code: str
    message: str


class App:
    """One per backend."""

    def __init__(self, backend: Backend, settings: AppSettings) -> None:
        self._backend = backend
        self._settings = settings
        self._open311 = Open311(Doors(backend), settings.open311)
        self._field = FieldPage(PageDoors(backend))
        self._tests = TestAnswers(backend.outreach)
        self._routes = litestar_app(backend)
        rate = settings.requests_per_second
        self._rate = Rate(rate, 4 * rate, time.monotonic)
        self._consoles: dict[str, int] = {}
        self._local: dict[str, bool] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)

    # --- HTTP ---

    def report_door(self, scope: Mapping[str, Any]) -> Open311 | None:
        """Who takes the report this request hands in; None: a request for `__call__`, limits and all."""
        local = self._is_local(_address(scope))
        return self._open311 if local and self._open311.takes(scope) else None

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = _address(scope)
        if not self._is_local(address) and not self._rate.allows(address):
            self._backend.metrics.refused.labels("rate").inc()
            await _refuse(send, 429, "rate_limited", "Terlalu banyak permintaan; tunggu sebentar.")
            return
        if scope["path"].startswith(PREFIX):
            await self._open311(scope, receive, send)
            return
        if scope["path"].startswith(FIELD):
            await self._field(scope, receive, send)
            return
        if scope["path"].startswith(TESTS):
            await self._tests(scope, receive, send)
            return
        length = _header(scope, b"content-length")
        most = _LARGER.get(scope["path"], MAX_BODY)
        if length and (not length.isdigit() or int(length) > most):
            self._backend.metrics.refused.labels("size").inc()
            await _refuse(send, 413, "too_large", "Isi permintaan terlalu besar.")
            return
        await self._routes(scope, receive, _with_headers(send))  # type: ignore[arg-type]

    def _is_local(self, address: str) -> bool:
        known = self._local.get(address)
        if known is None:
            try:
                known = ipaddress.ip_address(address).is_loopback
            except ValueError:
                known = False
            if len(self._local) < 10_000:
                self._local[address] = known
        return known

    # --- the feed ---

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        connection: Connection = scope["extensions"][EXTENSION]["connection"]
        address = _address(scope)
        try:
            if scope["path"] != "/feed":
                raise _Refusal(404, "unknown_address", "Alamat tidak dikenal; umpan ada di /feed.")
            self._check_origin(_header(scope, b"origin"))
            user, token = self._backend.access.user_of(_bearer(scope))
            self._check_room(address)
        except Denied as error:
            await _refuse_websocket(send, 401, error.code, error.message)
            return
        except _Refusal as refusal:
            self._backend.metrics.refused.labels(refusal.code).inc()
            await _refuse_websocket(send, refusal.status, refusal.code, refusal.message)
            return
        await send({"type": "websocket.accept"})
        self._consoles[address] = self._consoles.get(address, 0) + 1
        link = ConsoleLink(self._backend, connection, user, token)
        try:
            await _converse(link, connection, receive, send)
        finally:
            self._consoles[address] -= 1
            if not self._consoles[address]:
                del self._consoles[address]
            link.close()

    def _check_origin(self, origin: str) -> None:
        if origin and origin not in self._settings.origins:
            raise _Refusal(403, "origin", "Halaman web ini tidak diizinkan membuka umpan.")

    def _check_room(self, address: str) -> None:
        here = self._consoles.get(address, 0)
        if sum(self._consoles.values()) >= self._settings.max_consoles or (
            here >= self._settings.max_consoles_per_address
        ):
            raise _Refusal(503, "too_many_consoles", "Terlalu banyak konsol tersambung.")


class _Refusal(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


async def _converse(link: ConsoleLink, connection: Connection, receive: Receive, send: Send) -> None:
    """Read until the console leaves or its session ends, whichever is first."""
    loop = asyncio.get_running_loop()
    hello = loop.call_later(_HELLO_WITHIN_S, link.end_unless_greeted)
    reading = asyncio.create_task(_read(link, receive))
    try:
        await asyncio.wait((reading, link.ended), return_when=asyncio.FIRST_COMPLETED)
        if link.ended.done():
            # A peer that takes nothing would keep the close frame waiting for ever.
            loop.call_later(2.0, connection.abort)
            await send({"type": "websocket.close", "code": link.ended.result()})
        elif not reading.cancelled() and (error := reading.exception()) is not None:
            _log.error("the feed failed by a defect", exc_info=error)
            await send({"type": "websocket.close", "code": 1011})
    finally:
        hello.cancel()
        reading.cancel()


async def _read(link: ConsoleLink, receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return
        data = message.get("bytes")
        await link.receive(data if data is not None else message["text"].encode())


def _address(scope: Mapping[str, Any]) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def _header(scope: Scope, name: bytes) -> str:
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value).decode("latin-1")
    return ""


def _bearer(scope: Scope) -> str:
    scheme, _, token = _header(scope, b"authorization").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *_HEADERS]
        await send(message)

    return sending


async def _refuse(send: Send, status: int, code: str, message: str) -> None:
    await _send_answer(send, "http.response", status, msgspec.json.encode(_Answer(code, message)))


async def _refuse_websocket(send: Send, status: int, code: str, message: str) -> None:
    await _send_answer(send, "websocket.http.response", status, msgspec.json.encode(_Answer(code, message)))


async def _send_answer(send: Send, kind: str, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        *_HEADERS,
    ]
    await send({"type": f"{kind}.start", "status": status, "headers": headers})
    await send({"type": f"{kind}.body", "body": body})
