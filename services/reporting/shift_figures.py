"""Figures of a shift: what came in, what became of it, how long each step took. Pure.

Counted over the incidents that were opened in a period, and only what was reached by its end: the figures of
a watch stay what they were when it was handed over. The same period a week earlier stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
from msgspec import Struct

from services.contract.closing import Milestone
from services.contract.period import Spread
from services.contract.records import DISPOSITIONS
from services.projection.board import Board

WEEK_MS: Final = 7 * 86_400_000
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


class Compared(Struct, frozen=True, kw_only=True):
    """A period beside the same one a week earlier."""

    now: ShiftFigures
    before: ShiftFigures


def spread(lengths: Iterable[int]) -> Spread:
    """Median and 90th percentile by nearest rank: both are lengths that occurred."""
    found = sorted(lengths)
    if not found:
        return Spread()
    rank = [max(0, -(-len(found) * share // 100) - 1) for share in (50, 90)]
    return Spread(count=len(found), median=found[rank[0]], p90=found[rank[1]])


def compared(board: Board, start: int, end: int) -> Compared:
    """A period beside the same one a week earlier."""
    return Compared(now=figures(board, start, end), before=figures(board, start - WEEK_MS, end - WEEK_MS))


def figures(board: Board, start: int, end: int) -> ShiftFigures:
    """The figures of one period."""
    opened = board.opened_at
    rows = np.flatnonzero((opened >= start) & (opened < end)).tolist()
    known = (board.casework.times.get(int(board.ids[row]), {}) for row in rows)
    answered = sum(start <= times.get(Milestone.ANSWERED, -1) < end for times in known)
    lost = [length for at, length in board.casework.lost.values() if start <= at < end]
    counts = np.bincount(board.disposition[rows], minlength=len(DISPOSITIONS))
    return ShiftFigures(
        start=start,
        end=end,
        arrivals=len(rows),
        reports=int(board.report_count[rows].sum()),
        answered=answered,
        dispositions={
            value.value: int(count) for value, count in zip(DISPOSITIONS, counts, strict=True) if count
        },
        steps=step_spreads(board, rows, end),
        lost_calls=len(lost),
        lost_ms=sum(lost),
    )


def step_spreads(board: Board, rows: Iterable[int], end: int) -> dict[str, Spread]:
    """How long each step took in these rows, of what was reached by `end`."""
    lengths: dict[str, list[int]] = {step: [] for step in STEPS}
    for row in rows:
        times = board.casework.times.get(int(board.ids[row]), {})
        began, claimed = int(board.opened_at[row]), int(board.owner_at[row])
        for step, milestones in STEPS.items():
            reached = [times[name] for name in milestones if name in times]
            if step == "first_action" and claimed:
                reached.append(claimed)
            if reached and min(reached) <= end:
                lengths[step].append(max(0, min(reached) - began))
    return {step: spread(found) for step, found in lengths.items()}
