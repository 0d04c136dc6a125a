"""The operator API: signing in, reading incidents, health, figures, and the documents that describe it."""

from __future__ import annotations

import logging
from typing import Annotated, Any, Final

import msgspec
import sqlalchemy as sa
from litestar import Litestar, MediaType, Request, Response, get, post
from litestar.exceptions import HTTPException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Meta, Struct
from prometheus_client import CONTENT_TYPE_LATEST

from services.backend.asyncapi import document
from services.backend.backend import Backend
from services.backend.callers import standing
from services.backend.drafts import Identity
from services.backend.figures_routes import figures
from services.backend.guards import BEARER, OPEN, READ, Problem, backend_of, needs
from services.backend.handover_pages import HANDOVER_PAGES
from services.backend.handover_routes import HANDOVER_ROUTES
from services.backend.period_routes import PERIOD_ROUTES
from services.backend.photo_routes import PHOTO_ROUTES
from services.backend.reception import reporter_hash
from services.backend.second_factor_routes import SECOND_FACTOR_ROUTES, OneTimeCode
from services.backend.shift_log_routes import SHIFT_LOG_ROUTES
from services.contract.codec import decode_envelope
from services.contract.errors import KnownError
from services.contract.events import Envelope
from services.contract.messages import Log, LogState
from services.contract.records import Incident, Report, Role
from services.rules.caller import CallerProfile, lost_since
from services.rules.permissions import READ_AUDIT, READ_BOARD, READ_REPORT_TEXT, allowed
from services.rules.shift_clock import shift_of
from services.store import queries
from services.store.schema import events

VERSION: Final = "0.1.0"
_log = logging.getLogger(__name__)
_PAGE: Final = 500
_STATUS: Final = {
    "not_signed_in": 401,
    "wrong_credentials": 401,
    "wrong_secret": 403,
    "second_factor_needed": 401,
    "second_factor_missing": 403,
    "second_factor_required": 403,
    "forbidden": 403,
    "too_many_attempts": 429,
    "rate_limited": 429,
    "busy": 429,
    "not_writable": 503,
}
Name = Annotated[str, Meta(min_length=1, max_length=64)]
Password = Annotated[str, Meta(min_length=1, max_length=256)]
Page = Annotated[int, QueryParameter(ge=1, le=_PAGE)]
Number = Annotated[int, QueryParameter(ge=0, le=2**53)]


class Health(Struct, frozen=True):
    """`lag`: entries decided but not yet on disk."""

    status: str
    version: str
    writable: bool
    database: str
    consoles: int
    lag: int
    live: LogState
    drill: LogState


class Login(Struct, frozen=True, forbid_unknown_fields=True):
    """`code`: of the second factor, where one is set; the answer says when it is needed."""

    user: Name
    password: Password
    code: OneTimeCode = ""


class Setup(Struct, frozen=True, forbid_unknown_fields=True):
    secret: Name
    user: Name
    password: Password


class NewPassword(Struct, frozen=True, forbid_unknown_fields=True):
    old: Password
    new: Password


class SignedIn(Struct, frozen=True):
    """`token` goes into the `Authorization` header: `Bearer <token>`."""

    token: str
    expires_at: int
    user: str
    roles: tuple[Role, ...]


class Me(Struct, frozen=True):
    user: str
    roles: tuple[Role, ...]
    agency: str


class Caller(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who calls: a number as dialled, or the hash from a report."""

    phone: Annotated[str, Meta(max_length=32)] = ""
    email: Annotated[str, Meta(max_length=254)] = ""
    reporter: Annotated[str, Meta(max_length=64)] = ""
    log: Log = Log.LIVE


class IncidentDetail(Struct, frozen=True):
    incident: Incident
    reports: tuple[Report, ...]
    events: tuple[Envelope, ...]


@get("/health", sync_to_thread=False, responses={503: ResponseSpec(Health, description="Not writable")})
def health(request: Request[Any, Any, Any]) -> Response[Health]:
    """Whether the backend works: 200, or 503 where it cannot write."""
    backend = backend_of(request)
    beat = backend.heartbeat()
    state = Health(
        status="ok" if beat.writable else "not_writable",
        version=VERSION,
        writable=beat.writable,
        database=backend.engine.dialect.name,
        consoles=backend.hub.count,
        lag=sum(backend.desk(log).board.seq - backend.desk(log).committed for log in Log),
        live=beat.live,
        drill=beat.drill,
    )
    return Response(state, status_code=200 if beat.writable else 503)


@get("/metrics", media_type=MediaType.TEXT, sync_to_thread=False)
def metrics(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Figures for Prometheus; no personal data in them."""
    backend = backend_of(request)
    rules, lost = backend.rules, backend.desk(Log.LIVE).board.casework.lost
    _, since = shift_of(rules.pack.shifts, backend.now(), rules.zone)
    backend.metrics.nuisance(lost_since(lost.values(), since))
    return Response(backend.metrics.text(), headers={"content-type": CONTENT_TYPE_LATEST})


@post("/api/login", status_code=200, responses=OPEN)
async def login(request: Request[Any, Any, Any], data: JSONBody[Login]) -> SignedIn:
    """Sign in with name and password."""
    address = request.client.host if request.client else ""
    access = backend_of(request).access
    token, ends, user = await access.sign_in(data.user, data.password, address, data.code)
    return SignedIn(token, ends, user.name, user.roles)


@post("/api/setup", status_code=201, responses=OPEN)
async def setup(request: Request[Any, Any, Any], data: JSONBody[Setup]) -> None:
    """Make the first administrator with the secret that the server printed, once."""
    await backend_of(request).access.set_up(data.secret, data.user, data.password)


@post("/api/logout", status_code=204, guards=[needs()], security=BEARER, responses=READ)
async def logout(request: Request[Any, Any, Any]) -> None:
    """End this session."""
    user, hashed = request.state["signed_in"]
    await backend_of(request).access.sign_out(user, hashed)


@post("/api/password", status_code=204, guards=[needs()], security=BEARER, responses=READ)
async def change_password(request: Request[Any, Any, Any], data: JSONBody[NewPassword]) -> None:
    """Set a new password; ends the other sessions."""
    user, hashed = request.state["signed_in"]
    await backend_of(request).access.change_password(user, hashed, data.old, data.new)


@get("/api/me", guards=[needs()], security=BEARER, responses=READ, sync_to_thread=False)
def me(request: Request[Any, Any, Any]) -> Me:
    """Who this token belongs to."""
    user, _hashed = request.state["signed_in"]
    return Me(user.name, user.roles, user.agency)


@get(
    "/api/city",
    guards=[needs(READ_BOARD)],
    security=BEARER,
    responses=READ,
    media_type="application/msgpack",
    sync_to_thread=False,
)
def city(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The city pack (msgpack); its digest is the entity tag."""
    pack = backend_of(request).rules.pack
    tag = f'"{pack.digest}"'
    if pack.digest and request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, headers={"etag": tag})
    return Response(msgspec.msgpack.encode(pack), headers={"etag": tag}, media_type="application/msgpack")


@get(
    "/api/incidents",
    guards=[needs(READ_REPORT_TEXT)],
    security=BEARER,
    responses=READ,
    sync_to_thread=False,
)
def incidents(
    request: Request[Any, Any, Any],
    log: FromQuery[Log] = Log.LIVE,
    open_only: FromQuery[bool] = True,
    after: Number = 0,
    limit: Page = 100,
) -> list[Incident]:
    """Incidents by number after `after`."""
    board = backend_of(request).desk(log).board
    wanted = board.ids > after
    if open_only:
        wanted &= board.open_mask()
    return [board.incident(int(row)) for row in wanted.nonzero()[0][:limit]]


@get("/api/incidents/{incident_id:int}", guards=[needs(READ_REPORT_TEXT)], security=BEARER, responses=READ)
async def incident(
    request: Request[Any, Any, Any], incident_id: FromPath[int], log: FromQuery[Log] = Log.LIVE
) -> IncidentDetail:
    """One incident with its reports and its timeline, the newest 500 of each."""
    backend = backend_of(request)
    desk = backend.desk(log)
    row = desk.board.row_of(incident_id) if 0 < incident_id < 2**53 else -1
    if row < 0:
        raise HTTPException(status_code=404, detail="Kejadian itu tidak ada dalam log ini.")
    number, seq = desk.log.id, desk.committed
    reports, entries = await backend.read(
        lambda connection: (
            queries.reports_of(connection, number, incident_id, _PAGE),
            queries.timeline(connection, number, incident_id, seq, _PAGE),
        )
    )
    return IncidentDetail(desk.board.incident(row), reports, entries)


@post("/api/callers", status_code=200, guards=[needs("report.submit")], security=BEARER, responses=READ)
async def callers(request: Request[Any, Any, Any], data: JSONBody[Caller]) -> CallerProfile:
    """What earlier calls of a number turned out to be. In the body, so that no number is in an address."""
    backend = backend_of(request)
    desk = backend.desk(data.log)
    stated = Identity(phone=data.phone, email=data.email)
    country = backend.rules.pack.city.phone_country
    reporter = data.reporter or reporter_hash(desk.tools.secret, stated, country)
    if not reporter:
        return CallerProfile()
    log, recent = desk.log.id, desk.callers.recent(reporter)
    past = await backend.read(lambda connection: queries.past_calls(connection, log, reporter, recent))
    return standing(past, backend.now())


@get("/api/audit", guards=[needs(READ_AUDIT)], security=BEARER, responses=READ)
async def audit(
    request: Request[Any, Any, Any], log: FromQuery[Log] = Log.LIVE, after: Number = 0, limit: Page = 100
) -> list[Envelope]:
    """The log itself, after a sequence number: who did what, when. What citizens wrote is left out for roles
    that may not read it."""
    user, _hashed = request.state["signed_in"]
    reads = any(allowed(role, READ_REPORT_TEXT) for role in user.roles)
    desk = backend_of(request).desk(log)
    query = (
        sa.select(events.c.body)
        .where(events.c.log == desk.log.id, events.c.seq > after, events.c.seq <= desk.committed)
        .order_by(events.c.seq)
        .limit(limit)
    )
    rows = await backend_of(request).read(lambda connection: connection.execute(query).all())
    entries = [decode_envelope(bytes(row[0])) for row in rows]
    return entries if reads else [_without_text(entry) for entry in entries]


def _without_text(entry: Envelope) -> Envelope:
    hidden = entry.kind in ("report.received", "incident.note_added", "intake.refused")
    return msgspec.structs.replace(entry, body=msgspec.Raw(b"null")) if hidden else entry


@get("/asyncapi.json", sync_to_thread=False)
def asyncapi() -> dict[str, Any]:
    """The feed, described (AsyncAPI 3)."""
    return document(VERSION)


def _known(_request: Request[Any, Any, Any], error: KnownError) -> Response[Problem]:
    status = _STATUS.get(error.code, 400)
    headers = {"www-authenticate": "Bearer"} if status == 401 else {}
    return Response(Problem(error.code, error.message), status_code=status, headers=headers)


def _http_error(_request: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    codes = {404: "unknown_address", 405: "bad_method", 400: "bad_request", 413: "too_large"}
    return Response(
        Problem(codes.get(error.status_code, "http"), str(error.detail)[:300]),
        status_code=error.status_code,
        headers=error.headers or {},
    )


def _bug(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    _log.error("%s %s failed by a defect", request.method, request.url.path, exc_info=error)
    return Response(Problem("internal", "Terjadi kesalahan di server."), status_code=500)


def litestar_app(backend: Backend) -> Litestar:
    """The routes over a backend that has been started."""
    handlers: list[Any] = [health, metrics, login, setup, logout, change_password, me, city]
    handlers += [incidents, incident, callers, audit, asyncapi, figures, *PHOTO_ROUTES, *HANDOVER_ROUTES]
    handlers += SHIFT_LOG_ROUTES
    handlers += [*HANDOVER_PAGES, *SECOND_FACTOR_ROUTES, *PERIOD_ROUTES]
    app = Litestar(
        route_handlers=handlers,
        exception_handlers={KnownError: _known, HTTPException: _http_error, 500: _bug},
        logging_config=None,
        request_max_body_size=256 * 1024,
        openapi_config=OpenAPIConfig(
            title="Patria",
            version=VERSION,
            path="/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            components=Components(security_schemes={"bearer": SecurityScheme(type="http", scheme="bearer")}),
        ),
    )
    app.state.backend = backend
    return app
