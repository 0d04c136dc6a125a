"""`GET /api/figures`: how well deadlines are kept, by the one published formula (docs/sla.md)."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from litestar import Request, get
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct

from services.backend.guards import BEARER, READ, backend_of, needs
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.projection.facts import facts, rows_of_period
from services.rules.figures import Figures, Tallies
from services.rules.permissions import READ_BOARD

DAY_MS: Final = 86_400_000
USUAL_MS: Final = 30 * DAY_MS
LONGEST_MS: Final = 3 * 366 * DAY_MS
_AT_ONCE: Final = 500
"""Cases counted before the loop gets its turn."""
FORMULA: Final = (
    "ditutup tepat waktu / (ditutup + terbuka yang lewat tenggat); waktu jeda diberikan kembali dan disebut"
)
Moment = Annotated[int, QueryParameter(ge=0, le=253_402_300_799_999)]


class Counted(Struct, frozen=True, kw_only=True):
    """One line of figures. `share` and `paused_share`: 0 to 1; `share` null: nothing to count."""

    closed: int
    on_time: int
    overdue_open: int
    unmeasured: int
    share: float | None
    paused_share: float


class FiguresReport(Struct, frozen=True, kw_only=True):
    """Figures of the time from `start` to `end` (milliseconds UTC, `end` not included)."""

    start: int
    end: int
    formula: str
    total: Counted
    agencies: dict[str, Counted]
    """By the code of the agency in charge, the worst first."""
    categories: dict[str, Counted]


@get("/api/figures", guards=[needs(READ_BOARD)], security=BEARER, responses=READ)
async def figures(
    request: Request[Any, Any, Any], log: FromQuery[Log] = Log.LIVE, start: Moment = 0, end: Moment = 0
) -> FiguresReport:
    """Closed on time out of closed and overdue open, with the share of paused time, in total, by agency and
    by category.

    `end` 0: now; `start` 0: thirty days before the end.
    """
    backend = backend_of(request)
    now = backend.now()
    until = min(end, now) if end else now
    since = start or max(0, until - USUAL_MS)
    if not since < until or until - since > LONGEST_MS:
        raise KnownError("period", "Rentang waktunya harus lebih dari nol dan paling lama tiga tahun.")
    board, rules = backend.desk(log).board, backend.rules
    rows = rows_of_period(board, since, until)
    tallies = Tallies(since, until)
    for first in range(0, len(rows), _AT_ONCE):
        chunk = (int(row) for row in rows[first : first + _AT_ONCE])
        tallies.add(facts(board, chunk, rules.clocks, rules.agency_of, now))
        await asyncio.sleep(0)
    report = tallies.report()
    return FiguresReport(
        start=since,
        end=until,
        formula=FORMULA,
        total=_counted(report.total),
        agencies={code: _counted(each) for code, each in report.agencies.items()},
        categories={code: _counted(each) for code, each in report.categories.items()},
    )


def _counted(figures: Figures) -> Counted:
    return Counted(
        closed=figures.closed,
        on_time=figures.on_time,
        overdue_open=figures.overdue_open,
        unmeasured=figures.unmeasured,
        share=figures.share,
        paused_share=figures.paused_share,
    )
