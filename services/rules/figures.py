"""One formula for how well promises to citizens are kept, published in docs/sla.md.

    share = closed on time / (closed + overdue open)

Counted for a period: what was closed in it, and what was overdue at its end. What was fixed in time and only
waits to be closed is neither. `paused` says how much of the time in these cases the clocks stood still, so
that nobody improves the share by pausing unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec import Struct

from services.rules.clocks import Span, paused_ms


class Fact(NamedTuple):
    """One case, as far as the figures are concerned. Times in milliseconds UTC, 0: not yet."""

    category: str
    agency: str
    opened_at: int
    """When its clocks started: opened, or last reopened."""
    due_at: int
    """When it has to be fixed, pauses given back; 0: no clock."""
    done_at: int
    """When it was fixed."""
    closed_at: int
    pauses: tuple[Span, ...] = ()


class Figures(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The counts of a period; everything else follows from them."""

    closed: int = 0
    on_time: int = 0
    overdue_open: int = 0
    unmeasured: int = 0
    """Closed cases without a clock: in no figure."""
    paused_ms: int = 0
    elapsed_ms: int = 0
    """From opening to being fixed, or to the end of the period, of all that is counted."""

    @property
    def share(self) -> float | None:
        """Closed on time out of closed and overdue open, 0 to 1; None where there is nothing to count."""
        counted = self.closed + self.overdue_open
        return self.on_time / counted if counted else None

    @property
    def paused_share(self) -> float:
        """Part of the time in which clocks stood still, 0 to 1."""
        return self.paused_ms / self.elapsed_ms if self.elapsed_ms else 0.0


class Tally:
    """Adds cases up for the period from `start` to `end` (milliseconds UTC, `end` not included)."""

    def __init__(self, start: int, end: int) -> None:
        self._start, self._end = start, end
        self._closed = self._on_time = self._overdue = self._unmeasured = 0
        self._paused = self._elapsed = 0

    def add(self, fact: Fact) -> None:
        """Count one case; a case of another period changes nothing."""
        if fact.closed_at and fact.closed_at < self._end:
            if fact.closed_at < self._start:
                return
            if not fact.due_at:
                self._unmeasured += 1
                return
            done = fact.done_at or fact.closed_at
            self._closed += 1
            self._on_time += done <= fact.due_at
        elif fact.due_at and fact.due_at < self._end and not 0 < fact.done_at <= fact.due_at:
            done = fact.done_at if 0 < fact.done_at < self._end else self._end
            self._overdue += 1
        else:
            return
        self._elapsed += max(0, done - fact.opened_at)
        self._paused += paused_ms(fact.pauses, fact.opened_at, done)

    def figures(self) -> Figures:
        return Figures(
            closed=self._closed,
            on_time=self._on_time,
            overdue_open=self._overdue,
            unmeasured=self._unmeasured,
            paused_ms=self._paused,
            elapsed_ms=self._elapsed,
        )


class Report(Struct, frozen=True, kw_only=True):
    """The figures of a period: of everything, by agency and by category (codes)."""

    start: int
    end: int
    total: Figures
    agencies: dict[str, Figures]
    categories: dict[str, Figures]


class Tallies:
    """A `Report` in the making: the same cases in total, by agency and by category."""

    def __init__(self, start: int, end: int) -> None:
        self._period = (start, end)
        self._total = Tally(start, end)
        self._agencies: dict[str, Tally] = {}
        self._categories: dict[str, Tally] = {}

    def add(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            self._total.add(fact)
            for table, key in ((self._agencies, fact.agency), (self._categories, fact.category)):
                tally = table.get(key)
                if tally is None:
                    tally = table[key] = Tally(*self._period)
                tally.add(fact)

    def report(self) -> Report:
        """Groups in which nothing is counted are left out; the worst share first."""
        return Report(
            start=self._period[0],
            end=self._period[1],
            total=self._total.figures(),
            agencies=_sorted(self._agencies),
            categories=_sorted(self._categories),
        )


def _sorted(tallies: dict[str, Tally]) -> dict[str, Figures]:
    found = {code: tally.figures() for code, tally in tallies.items()}
    worst: Callable[[str], tuple[float, int, str]] = lambda code: (  # noqa: E731 - a sort key
        found[code].share or 0.0,
        -found[code].overdue_open,
        code,
    )
    counted = [code for code, figures in found.items() if figures.share is not None]
    return {code: found[code] for code in sorted(counted, key=worst)}
