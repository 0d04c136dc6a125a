"""Figures of a shift: what came in, what became of it, how long each step took. Pure.

Counted over the incidents that were opened in a period, and only what was reached by its end: the figures of
a watch stay what they were when it was handed over. The same hours of earlier weeks stand beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from services.contract.closing import Milestone
from services.contract.period import Spread
from services.contract.records import DISPOSITIONS
from services.projection.board import Board
from services.projection.casework import MAX_ENTRIES
from services.projection.steptimes import NEVER, StepTimes
from services.reporting.alarm_load import AlarmLoad, alarm_load

WEEK_MS: Final = 7 * 86_400_000
WEEKS: Final = 4
"""Earlier weeks a period is compared with."""
STEPS_OF_TIME: Final = (10, 30, 60, 180, 720, 1440)
"""Minutes that one bar of the arrivals may stand for."""
MOST_BARS: Final = 32
STEPS: Final[Mapping[str, tuple[Milestone, ...]]] = {
    "first_action": (
        Milestone.ASSIGNED,
        Milestone.NOTIFIED,
        Milestone.ACKNOWLEDGED,
        Milestone.EN_ROUTE,
        Milestone.ON_SCENE,
        Milestone.RESOLVED,
        Milestone.CLOSED,
    ),
    "dispatch": (Milestone.ASSIGNED,),
    "acknowledge": (Milestone.ACKNOWLEDGED,),
    "scene": (Milestone.ON_SCENE,),
    "close": (Milestone.CLOSED,),
}
"""What is measured → whichever of these was reached first. Claiming is a first action too."""


class ShiftFigures(Struct, frozen=True, kw_only=True):
    """Figures of the time from `start` to `end` (milliseconds UTC, `end` not included)."""

    start: int
    end: int
    arrivals: int
    """Incidents opened; prank and ghost calls among them."""
    reports: int
    """Reports that these incidents hold."""
    answered: int
    """Calls whose answering time is known."""
    dispositions: dict[str, int]
    steps: dict[str, Spread]
    lost_calls: int
    lost_ms: int
    """Spent on prank and ghost calls."""
    bar_ms: int
    """Time that one entry of `curve` stands for."""
    curve: tuple[int, ...]
    """Incidents opened, in bars from `start`; the last may be cut."""
    forgotten: int
    """Incidents whose times are no longer remembered: they are in no step."""
    load: AlarmLoad


class Compared(Struct, frozen=True, kw_only=True):
    """A period beside the same hours of earlier weeks."""

    now: ShiftFigures
    before: ShiftFigures
    """A week earlier."""
    earlier: tuple[ShiftFigures, ...] = ()
    """One to four weeks earlier, as far as the log goes back: a week before it began is not a quiet one."""


class Usual(Struct, frozen=True, kw_only=True):
    """What something was in earlier weeks: the median between the least and the most, of `weeks` values."""

    weeks: int
    low: float
    median: float
    high: float


def usual(values: Iterable[float]) -> Usual | None:
    """None where there is no earlier week."""
    found = sorted(values)
    if not found:
        return None
    middle = (found[(len(found) - 1) // 2] + found[len(found) // 2]) / 2
    return Usual(weeks=len(found), low=found[0], median=middle, high=found[-1])


def spread(lengths: Iterable[int]) -> Spread:
    """Median and 90th percentile by nearest rank: both are lengths that occurred."""
    found = np.sort(np.fromiter(lengths, np.int64))
    if not len(found):
        return Spread()
    median, p90 = (int(found[max(0, -(-len(found) * share // 100) - 1)]) for share in (50, 90))
    return Spread(count=len(found), median=median, p90=p90)


def compared(board: Board, start: int, end: int) -> Compared:
    """A period beside the same hours of earlier weeks."""
    weeks = [figures(board, *week, now=end) for week in periods(board, start, end)]
    return Compared(now=weeks[0], before=weeks[1], earlier=known(board, weeks[1:]))


def periods(board: Board, start: int, end: int) -> list[tuple[int, int]]:
    """The period and the same hours one to four weeks earlier; of what the log does not reach only one."""
    reaches = max(1, min(WEEKS, (start - began(board)) // WEEK_MS))
    return [(start - back * WEEK_MS, end - back * WEEK_MS) for back in range(reaches + 1)]


def known(board: Board, weeks: Iterable[ShiftFigures]) -> tuple[ShiftFigures, ...]:
    """Those in which there was a log: a week before it began is not a quiet one."""
    first = began(board)
    return tuple(week for week in weeks if week.start >= first)


def began(board: Board) -> int:
    """When the first incident was opened; far in the future without one."""
    return int(board.opened_at.min()) if board.count else 2**62


def figures(board: Board, start: int, end: int, now: int = 0) -> ShiftFigures:
    """The figures of one period. `now`: until when the board tells, for an earlier one; 0: `end`."""
    opened = board.opened_at
    rows = np.flatnonzero((opened >= start) & (opened < end))
    answered = _reached(_times(board, rows), Milestone.ANSWERED)
    lost = [length for at, length in board.casework.lost.values() if start <= at < end]
    counts = np.bincount(board.disposition[rows], minlength=len(DISPOSITIONS))
    bar = _bar_ms(end - start)
    return ShiftFigures(
        start=start,
        end=end,
        arrivals=len(rows),
        reports=int(board.report_count[rows].sum()),
        answered=int(np.count_nonzero((answered >= start) & (answered < end))),
        dispositions={
            value.value: int(count) for value, count in zip(DISPOSITIONS, counts, strict=True) if count
        },
        steps=step_spreads(board, rows, end),
        lost_calls=len(lost),
        lost_ms=sum(lost),
        bar_ms=bar,
        curve=tuple(np.bincount((opened[rows] - start) // bar, minlength=-(-(end - start) // bar)).tolist()),
        forgotten=_forgotten(board, rows),
        load=alarm_load(board, start, end, now),
    )


def step_spreads(
    board: Board, rows: Iterable[int], end: int, known: StepTimes | None = None
) -> dict[str, Spread]:
    """How long each step took in these rows, of what was reached by `end`. `known`: in place of what the
    board remembers.

    Column by column: twenty thousand cases of a shift are counted without being looked at one by one.
    """
    wanted = np.fromiter(rows, np.int64)
    opened, claimed = board.opened_at[wanted], board.owner_at[wanted]
    names_of_all = {name for names in STEPS.values() for name in names}
    if known is not None:
        columns = {name: known.column(name, wanted) for name in names_of_all}
    else:
        times = _times(board, wanted)
        columns = {name: _reached(times, name) for name in names_of_all}
    found = {}
    for step, names in STEPS.items():
        first = np.minimum.reduce([columns[name] for name in names])
        if step == "first_action":
            first = np.minimum(first, np.where(claimed > 0, claimed, NEVER))
        within = first <= end
        found[step] = spread(np.maximum(first[within] - opened[within], 0))
    return found


_Rows = npt.NDArray[np.int64]
_NONE: Final[dict[str, int]] = {}


def _times(board: Board, rows: _Rows) -> list[dict[str, int]]:
    kept = board.casework.times
    return [kept.get(number, _NONE) for number in board.ids[rows].tolist()]


def _reached(times: list[dict[str, int]], milestone: Milestone) -> _Rows:
    """When each case reached it; `NEVER` where it did not."""
    name = milestone.value
    return np.fromiter((each.get(name, NEVER) for each in times), np.int64, len(times))


def _bar_ms(length: int) -> int:
    """The shortest bar with which the period fits into the chart."""
    minutes = (each * 60_000 for each in STEPS_OF_TIME)
    return next((each for each in minutes if length <= each * MOST_BARS), STEPS_OF_TIME[-1] * 60_000)


def _forgotten(board: Board, rows: _Rows) -> int:
    """Cases older than the oldest whose times are remembered, once the table is full."""
    kept = board.casework.times
    return int((board.ids[rows] < next(iter(kept))).sum()) if len(kept) >= MAX_ENTRIES else 0
