"""`GET /api/period`: a period for planning, as figures, as tables and as maps.

Counted on a reader's thread over a board of its own, so the room does not wait; one at a time, and no more
incidents than fit into an answer. What is larger is written by `patria period` on the server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from litestar import MediaType, Request, Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from msgspec import UNSET, Struct, UnsetType

from services.backend.checkpoints import load_board, step_times
from services.backend.guards import BEARER, READ, backend_of, needs
from services.contract.city import CityPack
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.contract.period import Period
from services.reporting.period import Counted, Source, count
from services.reporting.period_ask import MOST_DAYS, MOST_RADIUS_M, Asked, asked
from services.reporting.period_files import INCIDENTS_CSV, INCIDENTS_MAP, POINTS_MAP, encode, files, packed
from services.reporting.period_words import chosen, local_day
from services.reporting.recurrence import USUAL_DAYS
from services.rules.permissions import READ_PERIOD

MOST_INCIDENTS: Final = 200_000
CSV: Final = "text/csv"
GEOJSON: Final = "application/geo+json"
ZIP: Final = "application/zip"
_T = TypeVar("_T")
Words = Annotated[str, QueryParameter(max_length=100)]
Metres = Annotated[int, QueryParameter(ge=0, le=MOST_RADIUS_M)]
Days = Annotated[int, QueryParameter(ge=1, le=MOST_DAYS)]


class Question(Struct, frozen=True):
    """`when`, `since` and `until` as people say them: `2026-10`, `bulan-lalu`, `2026-10-01`."""

    when: str
    since: str
    until: str
    category: str
    area: str
    agency: str
    radius: int
    window: int
    log: Log


class Spot(Struct, frozen=True):
    """Longitude and latitude."""

    type: Literal["Point"]
    coordinates: list[float]


class Feature(Struct, frozen=True):
    """One incident or one point; without a geometry where the place is unknown or nobody's business."""

    type: Literal["Feature"]
    id: str | int
    geometry: Spot | None
    properties: dict[str, Any]


class FeatureCollection(Struct, frozen=True):
    """GeoJSON (RFC 7946)."""

    type: Literal["FeatureCollection"]
    features: list[Feature]
    bbox: list[float] | UnsetType = UNSET


def _question(
    when: Words = "",
    since: Words = "",
    until: Words = "",
    category: Words = "",
    area: Words = "",
    agency: Words = "",
    radius: Metres = 0,
    window: Days = USUAL_DAYS,
    log: Annotated[Log, QueryParameter()] = Log.LIVE,
) -> Question:
    return Question(when, since, until, category, area, agency, radius, window, log)


_OPTIONS: Final[dict[str, Any]] = {
    "guards": [needs(READ_PERIOD)],
    "security": BEARER,
    "responses": READ,
    "dependencies": {"question": Provide(_question, sync_to_thread=False)},
}
Asking = Request[Any, Any, Any]


@get("/api/period", **_OPTIONS)
async def period(request: Asking, question: NamedDependency[Question]) -> Response[Period]:
    """Incidents by area, category, agency, severity, weekday and hour; steps and deadlines; points at which
    the same kind came back; beside the period before. The bytes are those of `laporan.json`.

    Without `when` and `since`: last month.
    """
    data = await _counted(request, question, lambda _source, found: encode(found.period))
    return Response(data, media_type=MediaType.JSON)  # type: ignore[arg-type]  # encoded already


@get("/api/period/csv", media_type=CSV, **_OPTIONS)
async def period_table(request: Asking, question: NamedDependency[Question]) -> Response[bytes]:
    """One row per incident, for a spreadsheet set to Indonesian."""
    return await _file(request, question, INCIDENTS_CSV, CSV)


@get("/api/period/geojson", media_type=GEOJSON, **_OPTIONS)
async def period_map(request: Asking, question: NamedDependency[Question]) -> Response[FeatureCollection]:
    """One point per incident."""
    return await _file(request, question, INCIDENTS_MAP, GEOJSON)


@get("/api/period/recurrence", media_type=GEOJSON, **_OPTIONS)
async def period_points(request: Asking, question: NamedDependency[Question]) -> Response[FeatureCollection]:
    """The points at which the same kind came back."""
    return await _file(request, question, POINTS_MAP, GEOJSON)


@get("/api/period/zip", media_type=ZIP, **_OPTIONS)
async def period_files(request: Asking, question: NamedDependency[Question]) -> Response[bytes]:
    """Everything `patria period` writes but the paper, which is drawn from `laporan.json`."""
    data = await _counted(request, question, lambda source, found: packed(files(source, found)))
    return Response(data, media_type=ZIP)


async def _file(request: Asking, question: Question, name: str, kind: str) -> Response[Any]:
    """One of the files, as its bytes."""

    def make(source: Source, found: Counted) -> bytes:
        pieces = next(file.pieces for file in files(source, found) if file.name == name)
        return b"".join(pieces())

    return Response(await _counted(request, question, make), media_type=kind)


async def _counted(request: Asking, question: Question, make: Callable[[Source, Counted], _T]) -> _T:
    backend = backend_of(request)
    turn: asyncio.Lock = request.app.state.setdefault("period_turn", asyncio.Lock())
    if turn.locked():
        raise KnownError("busy", "Laporan lain sedang dibuat; coba lagi sebentar.")
    desk, rules = backend.desk(question.log), backend.rules
    wanted = _asked(question, backend.now(), rules.pack, rules.zone)
    # What is decided but not on disk yet is nobody's to read.
    info, upto = desk.log, desk.committed

    def gather(connection: sa.Connection) -> _T:
        board = load_board(connection, info.id, info.epoch, upto)
        inside = int(((board.opened_at >= wanted.start) & (board.opened_at < wanted.end)).sum())
        if inside > MOST_INCIDENTS:
            raise KnownError(
                "period_too_large",
                f"{inside} kejadian terlalu banyak sekaligus; persempit rentangnya, atau jalankan "
                "patria period di komputer server.",
            )
        steps = step_times(connection, info.id, board)
        source = Source(board, rules.pack, rules.clocks, info.started_at, question.log is Log.DRILL, steps)
        return make(source, count(source, wanted))

    async with turn:
        return await backend.read(gather)


def _asked(question: Question, now: int, pack: CityPack, zone: ZoneInfo) -> Asked:
    days = chosen(local_day(now, zone), whole=question.when, since=question.since, until=question.until)
    return asked(
        pack, days, now, category=question.category, area=question.area, agency=question.agency,
        radius_m=question.radius, window_days=question.window,
    )  # fmt: skip


PERIOD_ROUTES: Final[list[Any]] = [period, period_table, period_map, period_points, period_files]
