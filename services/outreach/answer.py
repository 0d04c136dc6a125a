"""Where somebody says that a test of reachability arrived: one page, one button, works without scripts.

Fetching the page says nothing, because programs that show a preview of a link fetch it too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from itsdangerous import BadData, URLSafeSerializer
from msgspec.structs import replace

from services.contract.contacts import Delivery, DeliveryChanged, DeliveryState
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.outreach.links import EPOCH_CHARS, MAX_TOKEN
from services.outreach.plan import DAY_MS
from services.outreach.ports import Room

if TYPE_CHECKING:
    from services.outreach.page.look import Look

PREFIX: Final = "/u/"
"""Where the page is mounted."""
OPEN_MS: Final = 7 * DAY_MS
_SALT: Final = "patria.reach-test.v1"
_HEADERS: Final = (
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex"),
)


class TestLinks:
    """Makes and reads the links of tests. `secret`: the server's own."""

    __test__ = False

    def __init__(self, secret: bytes, base_url: str) -> None:
        self._base_url = base_url.rstrip("/")
        self._serializer = URLSafeSerializer(
            secret, salt=_SALT, signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}
        )

    def make(self, epoch: str, delivery_id: str) -> str:
        """The address in the message of a test."""
        return f"{self._base_url}{PREFIX}{self._serializer.dumps([epoch[:EPOCH_CHARS], delivery_id])}"

    def read(self, token: str) -> tuple[str, str]:
        """(beginning of the epoch, delivery). Raises `KnownError`."""
        try:
            if len(token) > MAX_TOKEN:
                raise BadData("too long")
            epoch, delivery_id = self._serializer.loads(token)
        except (BadData, ValueError, TypeError, RecursionError) as error:
            raise _UNKNOWN from error
        return str(epoch), str(delivery_id)


_UNKNOWN: Final = KnownError(
    "link_forged", "Tautan uji ini tidak dikenal. Mungkin terpotong saat disalin: buka lagi dari pesannya."
)


class TestAnswers:
    """An ASGI application; everything runs on the backend's loop."""

    __test__ = False

    def __init__(self, room: Room) -> None:
        self._room = room

    @cached_property
    def _look(self) -> Look:
        """Loaded with the first page: a server's start does not wait for templates."""
        from services.outreach.page.look import Look

        return Look()

    async def __call__(
        self,
        scope: MutableMapping[str, Any],
        receive: Callable[[], Awaitable[MutableMapping[str, Any]]],
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:
        method = scope["method"]
        try:
            log, delivery = self._test(scope["path"].removeprefix(PREFIX))
            if method == "POST" and delivery.state is not DeliveryState.ANSWERED:
                delivery = replace(delivery, state=DeliveryState.ANSWERED, at=self._room.now(), next_at=0)
                await self._room.recorded(log, [DeliveryChanged(delivery=delivery)])
        except KnownError as error:
            status = 404 if error.code == "link_forged" else 410 if error.code == "link_expired" else 503
            page = self._page("Tautan tidak berlaku", error.message)
        else:
            status = 200
            if delivery.state is DeliveryState.ANSWERED:
                page = self._page("Terima kasih", "Sudah tercatat: pesan posko sampai kepada Anda.")
            else:
                words = "Tekan tombol ini supaya posko tahu bahwa pesannya sampai."
                page = self._page("Apakah pesan ini sampai?", words, ask=True)
        head = [*_HEADERS, (b"content-length", b"%d" % len(page))]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": b"" if method == "HEAD" else page})

    def _test(self, token: str) -> tuple[Log, Delivery]:
        """The test behind a token. Raises `KnownError`."""
        epoch, number = self._room.test_of(token)
        for log in Log:
            if self._room.epoch(log)[:EPOCH_CHARS] == epoch:
                delivery = self._room.casework(log).deliveries.get(number)
                if delivery is None or not delivery.test:
                    raise _UNKNOWN
                if self._room.now() - delivery.queued_at > OPEN_MS:
                    raise KnownError("link_expired", "Uji ini sudah lewat; tidak perlu dijawab lagi.")
                return log, delivery
        raise KnownError("link_expired", "Latihan yang mengirim uji ini sudah berakhir.")

    def _page(self, title: str, message: str, *, ask: bool = False) -> bytes:
        city = self._room.pack.city.name
        return self._look.page("test.html", city=city, title=title, message=message, ask=ask)
