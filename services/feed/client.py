"""The websocket under a `FeedSession`: one asyncio thread named "feed" that connects, reconnects and notices
a cut link.

A cut is noticed by silence on the wire (`SILENCE`), not by the socket: the backend says something every
second, and bytes of a long snapshot count as well. Pings serve the other side; their timeout is generous
because a pong waits behind a long snapshot. `close_timeout` is set because a cut connection cannot close.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus

from services.contract.errors import KnownError
from services.contract.messages import DISCONNECTED_MS, Log
from services.feed.inbox import Inbox
from services.feed.link import STARTING, Endpoint, Phase, Socket
from services.feed.session import FeedSession, Position, Result

log = logging.getLogger(__name__)

SILENCE: Final = DISCONNECTED_MS / 1000
OPEN_TIMEOUT: Final = 4.0
LONGEST_DELAY: Final = 4.0
"""With `OPEN_TIMEOUT` this bounds the time from a link's return to the next attempt's end: under 10 s."""
TICK: Final = 0.5
SOON: Final = 0.1
_FRAME_HEAD: Final = 8
"""Bytes of the head of a masked websocket frame, about."""
MAX_INCOMING: Final = 256 * 1024 * 1024
"""Largest frame taken from the backend: a snapshot of some ten million incidents."""


class FeedClient:
    """Runs the feed on its own thread. Every method may be called from any thread."""

    def __init__(
        self,
        session: FeedSession,
        inbox: Inbox,
        endpoint: Callable[[], Endpoint],
        record: Callable[[Result], None] = lambda result: None,
        written: Callable[[str], None] = lambda tag: None,
    ) -> None:
        """`endpoint` is asked before every attempt and may raise `KnownError`; `record` sees every result
        before the inbox does; `written` hears the tag of each message that went into the socket."""
        self.session = session
        self.inbox = inbox
        self._endpoint = endpoint
        self._record = record
        self._written = written
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)
        self._wake = asyncio.Event()
        self._stopping = False
        self._connection: _Connection | None = None

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout: float = 3.0) -> None:
        """End the thread; a connection is closed politely if that works within its close timeout."""
        self._stopping = True
        if self._thread.is_alive():
            self._call(self._wake.set)
            self._call(self._leave)
            self._thread.join(timeout)

    def wake(self) -> None:
        """Try again now, for instance after a sign-in."""
        self._call(self._wake.set)

    def follow(self, which: Log) -> None:
        """Change to another log."""
        self._call(self._follow, which)

    def resync(self, which: Log, position: Position) -> None:
        """Say how far a log is really known, and ask for the rest."""
        self._call(self._resync, which, position)

    def send(self, data: bytes, tag: str = "") -> None:
        """Send one message if connected; otherwise it is dropped: durable things live in the outbox."""
        self._call(self._send, data, tag)

    # --- on the feed's thread ---

    def _call(self, function: Callable[..., None], *args: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nothing to do any more
            self._loop.call_soon_threadsafe(function, *args)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._stay_connected())
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()

    def _follow(self, which: Log) -> None:
        if which is not self.session.log:
            self.session.follow(which, time.monotonic())
            if self._connection is None:
                self.session.outgoing.clear()
            else:
                self._flush()

    def _resync(self, which: Log, position: Position) -> None:
        self.session.positions[which] = position
        if self._connection is not None and which is self.session.log:
            self.session.follow(which, time.monotonic())
            self._flush()

    def _send(self, data: bytes, tag: str) -> None:
        if self._connection is not None:
            self._connection.outbound.put_nowait((data, tag))

    def _flush(self) -> None:
        waiting, self.session.outgoing = self.session.outgoing, []
        for data in waiting:
            self._send(data, "")

    def _leave(self) -> None:
        if self._connection is not None:
            self._connection.transport.close()

    async def _stay_connected(self) -> None:
        attempts = 0
        delays = back_off()
        while not self._stopping:
            attempts += 1
            self.inbox.socket = Socket(Phase.CONNECTING, self.inbox.socket.detail, attempts=attempts)
            heard = self.session.heard_at
            phase, code, detail = Phase.WAITING, "", ""
            try:
                await self._converse()
            except KnownError as error:
                code, detail = error.code, error.message
                phase = Phase.REFUSED if code in ("sign_in", "insecure_url") else Phase.WAITING
            except (OSError, TimeoutError, InvalidHandshake, ConnectionClosed) as error:
                log.info("feed: %s", error)
                phase, code, detail = self._explain(error)
            except Exception:
                log.exception("feed client: unexpected")
                detail = "Kesalahan tak terduga pada sambungan; sedang dicoba lagi."
            if self._stopping:
                break
            if self.session.heard_at != heard:
                attempts, delays = 0, back_off()
            self.inbox.socket = Socket(phase, detail, code, attempts)
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), SOON if code == STARTING else next(delays))
        self.inbox.socket = Socket()

    def _explain(self, error: Exception) -> tuple[Phase, str, str]:
        if isinstance(error, ConnectionClosed) and error.rcvd is not None and error.rcvd.code == ROLE_REFUSED:
            if self.session.has_role:
                return Phase.WAITING, STARTING, ""  # the next role, at once
            self.session.refused = 0
            return Phase.REFUSED, "role", "Akun ini tidak mempunyai peran untuk layar ini."
        return explain(error)

    async def _converse(self) -> None:
        """One connection from handshake to end."""
        endpoint = self._endpoint()
        url, options = handshake(endpoint)
        async with connect(
            url,
            additional_headers={"Authorization": f"Bearer {endpoint.token}"} if endpoint.token else None,
            create_connection=_Connection,
            open_timeout=OPEN_TIMEOUT,
            ping_interval=2,
            ping_timeout=20,
            close_timeout=1,
            max_size=MAX_INCOMING,
            **options,
        ) as connection:
            assert isinstance(connection, _Connection)
            self._connection = connection
            self.inbox.socket = Socket(Phase.OPEN)
            try:
                self.session.opened(time.monotonic())
                self._flush()
                async with asyncio.TaskGroup() as group:
                    watcher = group.create_task(self._watch(connection))
                    writer = group.create_task(self._write(connection))
                    try:
                        await self._read(connection)
                    finally:
                        watcher.cancel()
                        writer.cancel()
            except ExceptionGroup as errors:
                raise errors.exceptions[0] from None
            finally:
                self._connection = None

    async def _read(self, connection: _Connection) -> None:
        taken = 0
        async for frame in connection:
            self.inbox.bytes_in += connection.received - taken
            taken = connection.received
            data = frame.encode() if isinstance(frame, str) else frame
            for result in self.session.receive(data, time.monotonic()):
                self._record(result)
                self.inbox.put(result)
            self.inbox.heard_at = self.session.heard_at
            if self.session.broken:
                connection.transport.abort()
                return
            if self.session.outgoing:
                self._flush()
            while self.inbox.is_full and not self._stopping:
                connection.heard()
                await asyncio.sleep(0.02)

    async def _write(self, connection: _Connection) -> None:
        while True:
            data, tag = await connection.outbound.get()
            await connection.send(data)
            self.inbox.bytes_out += len(data) + _FRAME_HEAD
            if tag:
                self._written(tag)

    async def _watch(self, connection: _Connection) -> None:
        """Ends a connection on which nothing arrives; asks for overdue answers."""
        while True:
            await asyncio.sleep(TICK)
            now = time.monotonic()
            if now - connection.heard_at >= SILENCE:
                connection.transport.abort()
                return
            self.session.tick(now)
            self._flush()


class _Connection(ClientConnection):
    """Knows when bytes last arrived."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heard_at = time.monotonic()
        self.received = 0
        self.outbound: asyncio.Queue[tuple[bytes, str]] = asyncio.Queue()

    def heard(self) -> None:
        self.heard_at = time.monotonic()

    def data_received(self, data: bytes) -> None:
        self.heard_at = time.monotonic()
        self.received += len(data)
        super().data_received(data)


def back_off() -> Iterator[float]:
    """Seconds to wait before each further attempt: at once, soon, then every few seconds, spread so that
    fifty consoles do not return in step."""
    for base in (0.05, 0.2, 0.5, 1.0, 2.0):
        yield base * random.uniform(0.7, 1.3)  # noqa: S311 - spreads load, guards nothing
    while True:
        yield LONGEST_DELAY * random.uniform(0.5, 1.0)  # noqa: S311


def handshake(endpoint: Endpoint) -> tuple[str, dict[str, Any]]:
    """Websocket address and options of `connect`. Raises `KnownError` for an address not to be used."""
    parts = urlsplit(endpoint.url if "//" in endpoint.url else f"//{endpoint.url}")
    host = parts.hostname or ""
    here = is_loopback(host)
    scheme = {"http": "ws", "ws": "ws", "https": "wss", "wss": "wss", "": "ws" if here else "wss"}.get(
        parts.scheme
    )
    if scheme is None or not host:
        raise KnownError(
            "bad_url", f"Alamat server {endpoint.url!r} tidak dikenali. Contoh: https://patria.contoh.go.id"
        )
    if scheme == "ws" and not here:
        raise KnownError(
            "insecure_url",
            f"Server {host} hanya boleh dihubungi lewat sambungan terenkripsi. Pakai https://{parts.netloc}",
        )
    path = parts.path.rstrip("/")
    url = urlunsplit((scheme, parts.netloc, path if path.endswith("/feed") else f"{path}/feed", "", ""))
    options: dict[str, Any] = {}
    if here:
        options |= {"proxy": None, "compression": None}
    if scheme == "wss":
        options["ssl"] = ssl.create_default_context(
            cafile=str(endpoint.authority) if endpoint.authority else None
        )
    return url, options


def is_loopback(host: str) -> bool:
    """True for names and addresses of this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def explain(error: Exception) -> tuple[Phase, str, str]:
    """Phase, code and an Indonesian sentence for a failed connection. Pure."""
    if isinstance(error, InvalidStatus):
        status = error.response.status_code
        if status in (401, 403):
            return Phase.REFUSED, "sign_in", "Server meminta masuk lagi: token tidak berlaku."
        if status == 429:
            return Phase.WAITING, "busy", "Server membatasi jumlah sambungan; sedang dicoba lagi."
        return Phase.WAITING, "status", f"Server menjawab {status}; sedang dicoba lagi."
    if isinstance(error, ssl.SSLCertVerificationError):
        return Phase.REFUSED, "certificate", f"Sertifikat server tidak dipercaya: {error.verify_message}."
    if isinstance(error, ConnectionClosed):
        if error.rcvd is not None and error.rcvd.code in SIGN_IN_CODES:
            return Phase.REFUSED, "sign_in", error.rcvd.reason or "Sesi diakhiri oleh server."
        return Phase.WAITING, "closed", "Sambungan terputus; sedang disambung kembali."
    for kind, (code, detail) in _SENTENCES.items():
        if isinstance(error, kind):
            return Phase.WAITING, code, detail
    return Phase.WAITING, "network", f"Tidak tersambung ({type(error).__name__}); sedang dicoba lagi."


SIGN_IN_CODES: Final = frozenset({1008, 4001})
"""Close codes by which the backend ends a session until somebody signs in again."""
ROLE_REFUSED: Final = 4003
_SENTENCES: Final[dict[type[Exception], tuple[str, str]]] = {
    TimeoutError: ("timeout", "Server tidak menjawab; sedang dicoba lagi."),
    ConnectionRefusedError: ("refused", "Tidak ada server yang mendengarkan di alamat itu; dicoba lagi."),
}
