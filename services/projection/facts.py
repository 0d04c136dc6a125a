"""Cases of a board as the figures count them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from services.contract.closing import Milestone, Pause, Promise
from services.contract.records import DISPOSITIONS, STATUSES, Status
from services.projection.board import STATUS_INDEX, Board
from services.projection.steptimes import StepTimes
from services.rules.clocks import Clocks, Span
from services.rules.figures import Fact

_RESOLVED = STATUS_INDEX[Status.RESOLVED]
_INCIDENTS = [index for index, value in enumerate(DISPOSITIONS) if value.is_incident]


def spans(pauses: Iterable[Pause], now: int) -> tuple[Span, ...]:
    """The approved pauses; one that still runs ends now."""
    return tuple((p.began_at, p.ended_at or max(now, p.began_at)) for p in pauses if p.began_at)


def first_due(promises: Iterable[Promise]) -> int:
    """When the first open promise is due; 0 without one."""
    return min((promise.due_at for promise in promises if not promise.settled_at), default=0)


def unsettled(board: Board) -> dict[int, int]:
    """Incident → when its first open promise is due."""
    promises = board.casework.promises
    return {incident_id: due for incident_id, made in promises.items() if (due := first_due(made))}


def clock_start(board: Board, incident_id: int, opened_at: int) -> int:
    """When the clocks of an incident started: when it was opened, or last reopened."""
    return max(opened_at, board.casework.times.get(incident_id, {}).get(Milestone.REOPENED, 0))


def rows_of_period(board: Board, start: int, end: int) -> npt.NDArray[np.int64]:
    """Rows that can matter for a period: not closed, or touched since it began."""
    mask = np.isin(board.disposition, _INCIDENTS) & (board.opened_at < end)
    mask &= (board.status <= _RESOLVED) | (board.updated_at >= start)
    return np.flatnonzero(mask)


def facts(
    board: Board,
    rows: Iterable[int],
    clocks: Clocks,
    responsible: Callable[[str], str],
    now: int,
    known: StepTimes | None = None,
) -> Iterator[Fact]:
    """`responsible`: the agency of a category, for what was assigned to nobody. `known`: times of steps, in
    place of what the board remembers."""
    casework = board.casework
    for row in rows:
        incident_id, opened_at = int(board.ids[row]), int(board.opened_at[row])
        category = board.categories.values[board.category[row]]
        assigned = board.agency_sets.values[board.agencies[row]]
        times = casework.times.get(incident_id, {}) if known is None else known.of(row)
        started = max(opened_at, times.get(Milestone.REOPENED, 0))
        still = spans(casework.pauses.get(incident_id, ()), now)
        status = STATUSES[board.status[row]]
        touched = int(board.updated_at[row])
        closed = times.get(Milestone.CLOSED, touched) if status is Status.CLOSED else 0
        done = 0 if status.is_open else times.get(Milestone.RESOLVED, 0)
        yield Fact(
            category=category,
            agency=assigned[0] if assigned else responsible(category),
            opened_at=started,
            due_at=clocks.resolve_by(category, started, still),
            done_at=done if done >= started else (0 if status.is_open else closed or touched),
            closed_at=closed,
            pauses=still,
        )
