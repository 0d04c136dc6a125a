"""The sender of a replay: one report to the public interface, again until the server has answered."""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import httpx

from services.contract.errors import KnownError
from services.intake.translate import Draft

FIRST_WAIT_S: Final = 0.2
LONGEST_WAIT_S: Final = 5.0
_TIMEOUT = httpx.Timeout(30.0, connect=5.0)
_FORM: Final = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}
_again = random.SystemRandom()


@dataclass(frozen=True)
class Server:
    """Where to send, and with which key."""

    url: str
    """Scheme, host and port, e.g. `http://127.0.0.1:8112`."""
    api_key: str


@dataclass(frozen=True)
class Answer:
    """What became of one report: a ticket, or the reason for its refusal."""

    ref: str = ""
    repeated: bool = False
    refusal: str = ""


class Stopped(Exception):
    """Somebody asked to stop while a report was waiting for the server."""


class Sender:
    """Sends through kept-alive connections, each a client of its own: one shared pool looks through all its
    connections for every request, which at 32 of them costs more than the request.

    `locate` is asked again after every lost connection: a restarted backend may have another port and key.
    `give_up_s`: how long the server may be away before the replay ends, resumable. `waiting` is told why
    nothing moves, and "" when it does again.
    """

    def __init__(
        self,
        locate: Callable[[], Server],
        drill: bool,
        connections: int,
        give_up_s: float,
        stop: asyncio.Event,
        waiting: Callable[[str], None],
    ) -> None:
        self._locate = locate
        self._root = "/open311/latihan/v2" if drill else "/open311/v2"
        self._give_up_s = give_up_s
        self._stop = stop
        self._waiting = waiting
        self._server = locate()
        context = ssl.create_default_context()
        limits = httpx.Limits(max_connections=1)
        self._clients = [
            httpx.AsyncClient(timeout=_TIMEOUT, limits=limits, trust_env=False, verify=context)
            for _ in range(connections)
        ]
        self._idle: asyncio.LifoQueue[httpx.AsyncClient] = asyncio.LifoQueue()
        for client in self._clients:
            self._idle.put_nowait(client)

    async def close(self) -> None:
        """End all connections."""
        for client in self._clients:
            await client.aclose()

    async def epoch(self) -> str:
        """Identity of the log that would be written to; "" while no drill runs."""
        response = await self._persist("GET", "services.json", lambda _: None)
        return str(response.headers.get("x-patria-epoch", ""))

    async def send(self, draft: Draft) -> Answer:
        """File one report. Raises `KnownError` where going on is pointless, `Stopped` when asked to stop."""
        response = await self._persist("POST", "requests.json", lambda server: _body(draft, server))
        if response.status_code == 200:
            return _filed(response)
        reason = _reason(response)
        if response.status_code == 403:
            raise KnownError("bad_api_key", f"Peladen menolak kunci API: {reason}")
        return Answer(refusal=reason)

    async def _persist(
        self, method: str, resource: str, body: Callable[[Server], bytes | None]
    ) -> httpx.Response:
        """The server's answer, however long it takes within `give_up_s`. Sending twice is harmless."""
        loop = asyncio.get_running_loop()
        wait, lost_at = FIRST_WAIT_S, 0.0
        while True:
            try:
                response = await self._request(method, resource, body(self._server))
                if response.status_code < 500 and response.status_code != 429:
                    if lost_at:
                        self._waiting("")
                    return response
                problem = _reason(response)
            except httpx.HTTPError as error:
                problem = f"{type(error).__name__}: {error}"
            lost_at = lost_at or loop.time()
            if loop.time() - lost_at > self._give_up_s:
                raise KnownError(
                    "server_away",
                    f"Peladen {self._server.url} tidak menjawab {self._give_up_s:.0f} detik ({problem}). "
                    "Jalankan perintah yang sama lagi untuk melanjutkan.",
                )
            self._waiting("menunggu peladen kembali")
            await self._pause(wait * _again.uniform(0.7, 1.3))
            wait = min(wait * 2, LONGEST_WAIT_S)
            try:
                self._server = self._locate()
            except KnownError:
                pass  # not back yet; the address we know is tried again

    async def _request(self, method: str, resource: str, content: bytes | None) -> httpx.Response:
        url = f"{self._server.url}{self._root}/{resource}"
        client = await self._idle.get()
        try:
            return await client.request(method, url, content=content, headers=_FORM)
        finally:
            self._idle.put_nowait(client)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return
        raise Stopped


def _body(draft: Draft, server: Server) -> bytes:
    fields = [("api_key", server.api_key), *draft.form]
    if draft.lat is not None and draft.lon is not None:
        fields += [("lat", repr(draft.lat)), ("long", repr(draft.lon))]
    return urlencode(fields).encode("ascii")


def _filed(response: httpx.Response) -> Answer:
    try:
        ref = response.json()[0]["service_request_id"]
    except (ValueError, LookupError, TypeError):
        raise KnownError(
            "not_open311",
            "Jawaban peladen bukan GeoReport v2; periksa alamat yang diberikan dengan --server.",
        ) from None
    return Answer(ref=str(ref), repeated="x-patria-repeated" in response.headers)


def _reason(response: httpx.Response) -> str:
    try:
        return "; ".join(str(error["description"]) for error in response.json())
    except (ValueError, LookupError, TypeError):
        return f"HTTP {response.status_code}"
