"""The field page as an ASGI application, to be mounted at `/t/`: plain forms, redirect after post.

Its scripts add keeping and sending later; nothing here needs them. Raw ASGI like the citizens' door,
because uploads go to disk while they arrive (docs/decisions/0110).
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

import msgspec

from services.contract.errors import KnownError
from services.contract.orders import GiveReceipt, ReceiptKind
from services.outreach.links import ASSETS, PREFIX, Ticket
from services.outreach.page import acts, form
from services.outreach.page.form import Form, Hangup
from services.outreach.page.ports import FieldDesk, OrderView
from services.outreach.page.view import Painter, Typed
from services.outreach.page.wording import ENDED_WORDS
from services.rules import ladder

if TYPE_CHECKING:
    from services.outreach.page.look import Look

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

MAX_FORMS: Final = 64
"""Forms that may be arriving at the same time, slow ones for minutes; more are asked to wait."""
MAX_KEPT: Final = 48
"""Photographs of one order; a link is no storage."""
_SEEN: Final = uuid.UUID("5f1c9f43-63a1-4f0c-9b5b-3c1fd3b1a2d7")
_POLICY: Final = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    b"connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = (
    (b"content-security-policy", _POLICY),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    # The address is the key: it must not travel to the map's site.
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"geolocation=(self), camera=(self)"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-robots-tag", b"noindex"),
)
_HTML: Final = b"text/html; charset=utf-8"
_TITLES: Final = {
    "link_expired": "Tautan sudah kedaluwarsa",
    "link_forged": "Tautan tidak dikenal",
    "link_ended": "Tautan sudah tidak berlaku",
}
_STATUS: Final = {"link_expired": 410, "link_ended": 410, "link_forged": 404, "photo_unknown": 404}
_LATER: Final = frozenset({"not_writable", "photo_disk", "busy", "unavailable"})
"""Refusals that pass by themselves: 503, so that the phone tries again."""
_DOT: Final = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
_log = logging.getLogger(__name__)


class FieldPage:
    """One per backend; everything runs on its loop."""

    def __init__(self, desk: FieldDesk) -> None:
        self._desk = desk
        self._painter = Painter(desk.pack)
        self._room = asyncio.Semaphore(MAX_FORMS)

    @cached_property
    def _look(self) -> Look:
        """Loaded with the first page: a server's start does not wait for templates."""
        from services.outreach.page.look import Look

        return Look()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._route(scope, receive, send)
        except Hangup:
            return
        except KnownError as error:
            await self._sorry(scope, send, error)
        except Exception:
            # The token is the key to the order: it does not go into the log.
            _log.exception("field page: %s", scope["method"])
            sorry = KnownError("internal", "Terjadi kesalahan di server. Coba lagi sebentar lagi.")
            await self._sorry(scope, send, sorry)

    async def _route(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        if path.startswith(ASSETS):
            await self._asset(path.removeprefix(ASSETS), send)
            return
        token, _, rest = path.removeprefix(PREFIX).partition("/")
        ticket = self._desk.ticket(token)
        if not rest and method == "POST":
            await self._post(scope, receive, send, ticket, token)
        elif method not in ("GET", "HEAD"):
            await _answer(send, 405, b"text/plain", b"", [(b"allow", b"GET, HEAD, POST")])
        elif not rest:
            view = await self._desk.view(ticket)
            done = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("ok", [""])[0]
            await self._show(send, view, token, notice=acts.DONE_WORDS.get(done, ""))
        elif rest == "dibuka":
            await self._opened(scope, send, ticket)
        elif rest.startswith("foto/"):
            await self._photo(send, ticket, rest.removeprefix("foto/"))
        else:
            raise KnownError("link_forged", "Halaman ini tidak ada. Buka lagi tautan dari pesan aslinya.")

    # --- reading ---

    async def _show(
        self, send: Send, view: OrderView, token: str, *, notice: str = "", typed: Typed | None = None
    ) -> None:
        typed = typed or Typed()
        context = self._painter.context(view, token, self._desk.now(), notice, typed)
        page = self._look.page("order.html", **context)
        await _answer(send, 422 if typed.error else 200, _HTML, page, [(b"cache-control", b"no-store")])

    async def _opened(self, scope: Scope, send: Send, ticket: Ticket) -> None:
        """The page's last picture was asked for, so somebody's browser shows it: a preview of the link that
        only fetches the page does not count as seen."""
        headers = _headers(scope)
        early = headers.get(b"sec-purpose", headers.get(b"purpose", b""))
        if b"prefetch" not in early and scope["method"] == "GET":
            order_id = ticket.order_id
            seen = GiveReceipt(order_id=order_id, kind=ReceiptKind.SEEN, via=acts.VIA)
            number = uuid.uuid5(_SEEN, f"{ticket.epoch}:{order_id}:{ticket.agency}")
            try:
                await self._desk.act(ticket, str(number), seen)
            except KnownError as error:
                _log.info("not noted as seen: %s", error.code)
        await _answer(send, 200, b"image/gif", _DOT, [(b"cache-control", b"no-store")])

    async def _photo(self, send: Send, ticket: Ticket, sha256: str) -> None:
        view = await self._desk.view(ticket)
        if not any(photo.sha256 == sha256 for proof in view.proofs for photo in proof.photos):
            raise KnownError("photo_unknown", "Foto itu tidak ada pada perintah ini.")
        path = self._desk.thumbnail(sha256)
        data = await asyncio.get_running_loop().run_in_executor(None, path.read_bytes)
        await _answer(
            send, 200, b"image/jpeg", data, [(b"cache-control", b"private, max-age=86400, immutable")]
        )

    async def _asset(self, name: str, send: Send) -> None:
        if name == "worker.js":
            # It looks after every page below /t/, not only its own folder.
            headers = [(b"service-worker-allowed", PREFIX.encode()), (b"cache-control", b"no-cache")]
            await _answer(send, 200, b"text/javascript; charset=utf-8", self._look.worker, headers)
            return
        kind, data = self._look.files.get(name, (b"", b""))
        if not kind:
            raise KnownError("link_forged", "Berkas itu tidak ada.")
        await _answer(send, 200, kind, data, [(b"cache-control", b"public, max-age=31536000, immutable")])

    # --- acting ---

    async def _post(self, scope: Scope, receive: Receive, send: Send, ticket: Ticket, token: str) -> None:
        headers = _headers(scope)
        by_script = b"application/json" in headers.get(b"accept", b"")
        if self._room.locked():
            raise KnownError("busy", "Terlalu banyak kiriman bersamaan. Coba lagi sebentar lagi.")
        with form.forgetting(Form()) as given:
            try:
                async with self._room:
                    await form.read(headers, receive, self._desk.incoming, given)
                view = await self._desk.view(ticket)
                await self._act(given, view, ticket)
            except KnownError as error:
                if error.code in _STATUS or by_script:
                    raise
                await self._refuse(send, ticket, token, given, error)
                return
        done = given.fields.get("do", "")
        if by_script:
            await _json(send, 200, {"ok": True, "message": acts.DONE_WORDS.get(done, "")})
        else:
            where = f"{PREFIX}{token}?ok={done}".encode()
            await _answer(
                send, 303, b"text/plain", b"", [(b"location", where), (b"cache-control", b"no-store")]
            )

    async def _act(self, given: Form, view: OrderView, ticket: Ticket) -> None:
        zone = self._painter.zone
        # What is missing is said before anything is kept.
        acts.acts(given, view, zone, [])
        if given.fields.get("do") == "selesai" and not given.files and self._painter.asks_photo(view):
            raise KnownError(
                "photo_missing",
                "Kejadian ini memerlukan foto hasil. Bila tidak mungkin, tulis sebabnya sebagai catatan.",
            )
        if given.files and (ended := ladder.ended(view.state)) is not None:
            raise KnownError("order_ended", ENDED_WORDS[ended])
        if sum(len(proof.photos) for proof in view.proofs) + len(given.files) > MAX_KEPT:
            raise KnownError("too_many_photos", f"Untuk satu perintah paling banyak {MAX_KEPT} foto.")
        photos = [await self._desk.keep(path) for path in given.files]
        for act in acts.acts(given, view, zone, photos):
            try:
                await self._desk.act(ticket, act.id, act.command)
            except KnownError as error:
                if not act.optional:
                    raise
                _log.info("left out: %s", error.code)

    async def _refuse(self, send: Send, ticket: Ticket, token: str, given: Form, error: KnownError) -> None:
        """The page again, with what was typed and what is wrong with it."""
        view = await self._desk.view(ticket)
        fields = {name: value[: acts.TEXT] for name, value in given.fields.items()}
        typed = Typed(act=fields.get("do", ""), fields=fields, error=error.message)
        await self._show(send, view, token, typed=typed)

    async def _sorry(self, scope: Scope, send: Send, error: KnownError) -> None:
        """A page, or a line for the script, without anybody's data."""
        status = _STATUS.get(
            error.code, 503 if error.code in _LATER else 500 if error.code == "internal" else 422
        )
        headers: Headers = [(b"retry-after", b"5")] if status == 503 else []
        if b"application/json" in _headers(scope).get(b"accept", b""):
            await _json(send, status, {"ok": False, "code": error.code, "message": error.message}, headers)
            return
        title = _TITLES.get(error.code, "Belum berhasil")
        page = self._look.page(
            "gone.html", city=self._desk.pack.city.name, title=title, message=error.message
        )
        await _answer(send, status, _HTML, page, [*headers, (b"cache-control", b"no-store")])


def _headers(scope: Scope) -> Mapping[bytes, bytes]:
    return dict(scope["headers"])


async def _json(send: Send, status: int, body: Mapping[str, object], headers: Headers | None = None) -> None:
    data = msgspec.json.encode(body)
    await _answer(
        send, status, b"application/json", data, [*(headers or []), (b"cache-control", b"no-store")]
    )


async def _answer(send: Send, status: int, kind: bytes, body: bytes, headers: Headers) -> None:
    head: Headers = [
        (b"content-type", kind),
        (b"content-length", b"%d" % len(body)),
        *_HEADERS,
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
