"""How many alarms an operator had to answer, per ten minutes, against the figures of ISA-18.2. Pure.

Windows are those of the clock and belong to the period in which they begin: two periods that meet add up. Who
was seated is taken from the shift log; where nobody was, one operator is assumed, and that is said.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from services.projection.alarmbook import WINDOW_MS, Alarm, Alarmbook
from services.projection.board import Board

ACCEPTABLE: Final = 1.0
"""Alarms per operator in ten minutes that are very likely acceptable."""
MANAGEABLE: Final = 2.0
"""The most that can be kept up with."""
DEFICIENT: Final = 5.0
"""More than this (30 an hour) is seriously deficient."""
FLOOD: Final = 10.0
"""A window with more than this is a flood."""

Counts = npt.NDArray[np.int64]


class AlarmLoad(Struct, frozen=True, kw_only=True):
    """Alarms of the ten-minute windows that begin in a period. Milliseconds UTC."""

    first: int
    """When the first window begins."""
    windows: tuple[int, ...]
    """Alarms in each; the last may still be running."""
    operators: tuple[float, ...]
    """How many were seated in each on average; at least one is reckoned with."""
    assumed: int
    """Windows in which nobody was recorded as seated."""
    total: int
    kinds: dict[str, int]
    """Alarm → how many; only what occurred."""
    mean: float
    """Alarms per operator and ten minutes."""
    peak: float
    peak_at: int
    """When the worst window began; 0 without an alarm."""
    floods: int
    """Windows with more than ten alarms per operator."""

    @property
    def rates(self) -> tuple[float, ...]:
        """Alarms per operator in each window."""
        pairs = zip(self.windows, self.operators, strict=True)
        return tuple(count / people for count, people in pairs)


def alarm_load(board: Board, start: int, end: int, now: int = 0) -> AlarmLoad:
    """The alarms from `start` to `end` (not included). `now`: which deadlines have passed; 0: `end`."""
    first, last = -(-start // WINDOW_MS), -(-end // WINDOW_MS)
    kinds = _counted(board, first, max(first, last), now or end)
    windows = sum(kinds.values(), np.zeros(max(0, last - first), np.int64))
    seated = _seated(board.shifts.alarms, np.arange(first, last + 1) * WINDOW_MS)
    operators = np.maximum(seated, 1.0).round(3)
    rates = windows / operators
    total = int(windows.sum())
    worst = int(np.argmax(rates)) if total else 0
    return AlarmLoad(
        first=first * WINDOW_MS,
        windows=tuple(windows.tolist()),
        operators=tuple(operators.tolist()),
        assumed=int(np.count_nonzero(seated == 0)),
        total=total,
        kinds={name: int(counts.sum()) for name, counts in kinds.items() if counts.any()},
        mean=total / float(operators.sum()) if len(operators) else 0.0,
        peak=float(rates[worst]) if total else 0.0,
        peak_at=(first + worst) * WINDOW_MS if total else 0,
        floods=int(np.count_nonzero(rates > FLOOD)),
    )


def _counted(board: Board, first: int, last: int, now: int) -> dict[str, Counts]:
    """Alarm → counts by window; also alarms that only a newer backend knows."""
    found = {alarm.value: np.zeros(last - first, np.int64) for alarm in Alarm}
    raised = board.shifts.alarms.raised
    for number in range(first, last) if last - first < len(raised) else raised:
        if first <= number < last:
            for name, many in raised.get(number, {}).items():
                found.setdefault(name, np.zeros(last - first, np.int64))[number - first] += many
    since, until = first * WINDOW_MS, min(last * WINDOW_MS, now)
    due = board.due_at[board.open_mask()]
    late = due[(due >= since) & (due < until) & (due > 0)]
    broken = [
        promise.due_at
        for made in board.casework.promises.values()
        for promise in made
        if since <= promise.due_at < until and not 0 < promise.settled_at <= promise.due_at
    ]
    for alarm, moments in ((Alarm.DEADLINE, late), (Alarm.PROMISE, np.array(broken, np.int64))):
        found[alarm.value] += np.bincount(moments // WINDOW_MS - first, minlength=last - first)
    return found


def _seated(book: Alarmbook, edges: Counts) -> npt.NDArray[np.float64]:
    """How many were on duty between two edges, on average over time."""
    if not book.manned:
        return np.zeros(max(0, len(edges) - 1))
    at, people = np.array(book.manned, np.int64).T
    summed = np.concatenate(([0], np.cumsum(people[:-1] * np.diff(at))))
    last = np.maximum(np.searchsorted(at, edges, "right") - 1, 0)
    upto = summed[last] + people[last] * np.maximum(edges - at[last], 0)
    mean: npt.NDArray[np.float64] = np.diff(upto) / WINDOW_MS
    return mean
