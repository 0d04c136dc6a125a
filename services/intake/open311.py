"""Open311 GeoReport v2 as an ASGI application, to be mounted at `/open311`.

`/open311/v2` is the city's endpoint; `/open311/latihan/v2` is the same for the drill log, which discovery
announces as a `test` endpoint. Raw ASGI, because the path of a report must be short (docs/decisions/0040);
and `file`, for a server that has the whole body at hand and needs no ASGI (docs/decisions/0090).
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from services.contract.errors import KnownError, Rejected
from services.contract.messages import Log
from services.intake import forms
from services.intake.discovery import CHANGESET, discovery
from services.intake.forms import Fields
from services.intake.openapi import document
from services.intake.ports import Desk, Filed, TicketQuery
from services.intake.refusals import Refusals
from services.intake.render import Format, Value, errors, render
from services.intake.services_offered import Service, offered
from services.intake.submissions import Unknown, service_of, submission
from services.intake.tickets import Clerk, query

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = tuple[tuple[bytes, bytes], ...]

PREFIX: Final = "/open311"
ROOTS: Final = {"/v2/": Log.LIVE, "/latihan/v2/": Log.DRILL}
_PASSING: Final = {"not_writable": 503, "unavailable": 503, "rate_limited": 429}
"""Known errors that pass by themselves: told apart from the standard's 400, so that a sender tries again."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Open311Settings:
    """How the door is opened."""

    public_url: str = ""
    """What citizens' applications call this server, e.g. `https://kota.example`; "": as they called it."""
    jurisdictions: tuple[str, ...] = ()
    """Accepted `jurisdiction_id` besides the city's code; leaving it out is always accepted: there is one."""
    allow_anonymous: bool = False
    """Accept reports without an API key."""
    contact: str = ""


class _Failure(Exception):
    """An answer other than 200 or 404 that concerns HTTP rather than the report."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


class _Hangup(Exception):
    """The sender left before the body was complete."""


class Answer(NamedTuple):
    """What goes back. `form`: of the body; `epoch`: identity of the log that was asked, where one was."""

    status: int
    form: Format
    body: bytes
    epoch: str | None = None
    repeated: bool = False

    @property
    def headers(self) -> Headers:
        """Names and values, with the length of the body."""
        return _headers(self.status, self.form, len(self.body), self.epoch, self.repeated)


@lru_cache(1024)
def _headers(status: int, form: Format, length: int, epoch: str | None, repeated: bool) -> Headers:
    headers = [
        (b"content-type", form.content_type),
        (b"content-length", b"%d" % length),
        (b"x-content-type-options", b"nosniff"),
    ]
    if epoch is not None:
        headers.append((b"x-patria-epoch", epoch.encode()))
    if repeated:
        headers.append((b"x-patria-repeated", b"1"))
    if status == 405:
        headers.append((b"allow", b"GET, HEAD"))
    elif status in _PASSING.values():
        headers.append((b"retry-after", b"2"))
    return tuple(headers)


class Pending(NamedTuple):
    """A report taken or refused: nothing may be said of it before `done`; None: it is on disk already."""

    answer: Answer
    done: asyncio.Future[None] | None

    def settled(self) -> Answer:
        """What to say, now that `done` has come."""
        failure = self.done.exception() if self.done is not None else None
        return self.answer if failure is None else _failed(self.answer.form, failure, self.answer.epoch)


class _Call(NamedTuple):
    """What a path asks for."""

    log: Log
    resource: str
    key: str
    form: Format


class Open311:
    """The ASGI application. One per backend; every call runs on the backend's loop."""

    def __init__(self, desk: Desk, settings: Open311Settings | None = None) -> None:
        self._desk = desk
        self._settings = settings or Open311Settings()
        self._refusals = Refusals(desk)
        self._pack = desk.pack
        self._zone = ZoneInfo(self._pack.city.timezone)
        self._services: Mapping[str, Service] = offered(self._pack)
        self._clerk = Clerk(self._pack, self._services, self._zone)
        self._jurisdictions = frozenset((self._pack.city.code, *self._settings.jurisdictions))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        form, epoch = Format.XML, None
        try:
            call = _call(scope["path"])
            form, epoch = call.form, self._desk.epoch(call.log)
            if self.takes(scope):
                answer = await self._post(scope, receive)
            else:
                answer = Answer(200, form, await self._get(call, scope), epoch)
        except _Hangup:
            return
        except Exception as error:
            answer = _failed(form, error, epoch)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        body = b"" if scope["method"] == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body})

    # --- reading ---

    async def _get(self, call: _Call, scope: Scope) -> bytes:
        if scope["method"] not in ("GET", "HEAD"):
            raise _Failure(405, "bad_method", f"Cara {scope['method'][:12]} tidak dikenal di alamat ini.")
        fields = forms.parse(scope.get("query_string", b""))
        self._check_jurisdiction(fields)
        root, value = await self._resource(call, fields, scope)
        return render(call.form, root, value)

    async def _resource(self, call: _Call, fields: Fields, scope: Scope) -> tuple[str, Value]:
        match call.resource, call.key:
            case "discovery", "":
                base = self._settings.public_url or _base(scope)
                return "discovery", discovery(base, self._settings.contact)
            case "openapi", "" if call.form is Format.JSON:
                names = {code: service.category.name for code, service in self._services.items()}
                return "openapi", document(CHANGESET, names)
            case "services", "":
                return "services", [service.listing for service in self._services.values()]
            case "services", code:
                if code not in self._services:
                    raise Unknown("unknown_service_code", f"service_code “{code[:64]}” tidak dikenal.")
                return "service_definition", self._services[code].definition
            case "requests", "":
                return "service_requests", await self._tickets(
                    query(fields, call.log, self._zone, time.time_ns() // 1_000_000)
                )
            case "requests", ref:
                return "service_requests", await self._one(call.log, ref)
            case "tokens", token if token:
                # Every service is realtime: the token of a request is its number, and GET answers with both.
                await self._one(call.log, token)
                return "service_requests", [{"service_request_id": token, "token": token}]
        raise Unknown(
            "unknown_address", "Alamat tidak dikenal; yang ada: discovery, services, requests, tokens."
        )

    async def _tickets(self, wanted: TicketQuery) -> list[Value]:
        return [self._clerk.record(ticket) for ticket in await self._desk.tickets(wanted)]

    async def _one(self, log: Log, ref: str) -> list[Value]:
        found = await self._tickets(TicketQuery(log=log, refs=(ref,), limit=1))
        if not found:
            raise Unknown("unknown_request", f"Laporan “{ref[:64]}” tidak ditemukan.")
        return found

    def _check_jurisdiction(self, fields: Fields) -> None:
        wanted = forms.single(fields, "jurisdiction_id", 120)
        if wanted and wanted not in self._jurisdictions:
            raise Unknown("unknown_jurisdiction", f"jurisdiction_id “{wanted}” tidak dilayani di sini.")

    # --- a report ---

    def takes(self, scope: Scope) -> bool:
        """True where a request hands in a report."""
        return scope["method"] == "POST" and _reports(scope["path"])

    def file(self, scope: Scope, body: bytes) -> Pending:
        """Take a report in, of a request that `takes` is true for. Never raises, never waits.

        A body longer than `forms.MAX_BODY` is refused, so the rest of it need not be read.
        """
        call = _call(scope["path"])
        epoch = self._desk.epoch(call.log)
        fields: Fields = {}
        sender = "open311"
        try:
            _check_content_type(scope)
            fields = forms.parse(body)
            sender = self._sender(fields, scope)
            self._check_jurisdiction(fields)
            service = service_of(fields, self._services)
            report = submission(
                fields, service, self._pack, self._zone, call.log, sender != "", time.time_ns() // 1_000_000
            )
            filed, done = self._desk.file(report)
        except (_Failure, KnownError) as error:
            excerpt = " ".join(fields.get("description", ()))
            noted = asyncio.ensure_future(self._note(call.log, sender or "open311", error, excerpt))
            return Pending(_failed(call.form, error, epoch), noted)
        except Exception as error:
            return Pending(_failed(call.form, error, epoch), None)
        return Pending(
            Answer(200, call.form, _receipt(call.form, filed, service, fields), epoch, filed.repeated), done
        )

    async def _post(self, scope: Scope, receive: Receive) -> Answer:
        pending = self.file(scope, await _body(receive))
        if pending.done is not None:
            await asyncio.wait((pending.done,))
        return pending.settled()

    async def _note(self, log: Log, sender: str, error: _Failure | KnownError, excerpt: str) -> None:
        try:
            await self._refusals.note(log, sender, error.code, error.message, excerpt, time.monotonic())
        except KnownError as failed:
            # The sender still gets the answer; a log that cannot be written has raised its own alarm.
            _log.warning("open311: refusal not logged: %s", failed.message)

    def _sender(self, fields: Fields, scope: Scope) -> str:
        """Name of the API key, "" for an anonymous sender where those are allowed. Raises 403."""
        key = forms.single(fields, "api_key", 200)
        if not key and b"api_key" in (query_string := scope.get("query_string", b"")):
            key = forms.single(forms.parse(query_string), "api_key", 200)
        if key:
            name = self._desk.api_key_name(key)
            if not name:
                raise _Failure(403, "bad_api_key", "api_key tidak dikenal atau sudah dicabut.")
            return name
        if not self._settings.allow_anonymous:
            raise _Failure(403, "missing_api_key", "api_key wajib disertakan untuk mengirim laporan.")
        return ""


@lru_cache(256)
def _call(path: str) -> _Call:
    """Endpoint, resource and format from the path. Without an extension the answer is XML."""
    path = path.removeprefix(PREFIX)
    root = next((root for root in ROOTS if path.startswith(root)), "")
    if not root:
        raise _Failure(404, "unknown_address", f"Alamat tidak dikenal; layanan ada di {PREFIX}/v2/.")
    tail = path[len(root) :]
    form = Format.XML
    for known in Format:
        if tail.endswith(f".{known.value}"):
            form, tail = known, tail[: -len(known.value) - 1]
            break
    resource, _, key = tail.partition("/")
    return _Call(ROOTS[root], resource, key, form)


@lru_cache(256)
def _reports(path: str) -> bool:
    try:
        call = _call(path)
    except _Failure:
        return False
    return call.resource == "requests" and not call.key


def _check_content_type(scope: Scope) -> None:
    for name, kind in scope["headers"]:
        if name == b"content-type":
            if kind and not kind.lower().startswith(b"application/x-www-form-urlencoded"):
                raise _Failure(
                    400, "bad_content_type", "Content-Type harus application/x-www-form-urlencoded."
                )
            return


async def _body(receive: Receive) -> bytes:
    """The body, cut off soon after `forms.MAX_BODY`."""
    message = await receive()
    if message["type"] == "http.disconnect":
        raise _Hangup
    body: bytes = message.get("body", b"")
    while message.get("more_body", False) and len(body) <= forms.MAX_BODY:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Hangup
        body += message.get("body", b"")
    return body


def _receipt(form: Format, filed: Filed, service: Service, fields: Fields) -> bytes:
    account = fields.get("account_id")
    receipt: Value = {
        "service_request_id": filed.ref,
        "service_notice": service.notice,
        "account_id": account[0].strip() if account else None,
    }
    return render(form, "service_requests", [receipt])


def _failed(form: Format, error: BaseException, epoch: str | None) -> Answer:
    """The answer to what went wrong, in the standard's form."""
    if isinstance(error, _Failure):
        status, message = error.status, error.message
    elif isinstance(error, KnownError):
        status, message = _status(error), error.message
    else:
        _log.error("open311: a request failed by a defect", exc_info=error)
        status, message = 500, "Terjadi kesalahan di sisi kami; laporan belum tersimpan. Coba lagi."
    return Answer(status, form, errors(form, [(status, message)]), epoch)


def _status(error: KnownError) -> int:
    if isinstance(error, Unknown):
        return 404
    if error.code in _PASSING:
        return _PASSING[error.code]
    if not isinstance(error, Rejected):
        _log.warning("open311: %s: %s", error.code, error.message)
    return 400


def _base(scope: Scope) -> str:
    host = next((value for name, value in scope["headers"] if name == b"host"), b"localhost")
    return f"{scope.get('scheme', 'http')}://{host.decode('latin-1')}"
