"""SLA clocks: when the next promise to the citizen is due.

All clocks of a category start when the incident opened (or reopened). Which one is shown follows the
status: `respond` until somebody is sent, `arrive` until they are there, `resolve` until it is fixed.
A clock that was paused gives the time back: minutes to the millisecond, and each working day at whose end
it stood still. A pause that begins after the deadline repairs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from services.contract.city import Category, Clock
from services.contract.records import Status

PHASES: Final = ("respond", "arrive", "resolve")
_FIRST_PHASE: Final = {Status.OPEN: 0, Status.DISPATCHED: 1, Status.ON_SCENE: 2}
_END_OF_DAY: Final = time(23, 59)
_MINUTE_MS: Final = 60_000
_SATURDAY: Final = 5
Span = tuple[int, int]
"""From and until in milliseconds UTC: a time in which a clock stood still."""


class Calendar:
    """Working days of a city: not Saturday, not Sunday, not a closed day."""

    def __init__(
        self, timezone: str, closed: Collection[date] | Callable[[int], Collection[date]] = ()
    ) -> None:
        """`closed`: the closed days, or a function that gives those of a year, asked once a year."""
        self.zone = ZoneInfo(timezone)
        self._closed = closed
        self._years: dict[int, Collection[date]] = {}
        self._ends: dict[tuple[date, int], int] = {}
        """Where nothing was paused, every case of one day ends alike."""

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self._closed_in(day.year)

    def _closed_in(self, year: int) -> Collection[date]:
        if not callable(self._closed):
            return self._closed
        if year not in self._years:
            self._years[year] = self._closed(year)
        return self._years[year]

    def after_working_days(self, at: int, days: int, pauses: Iterable[Span] = ()) -> int:
        """Milliseconds at the end (23:59 local) of the `days`-th working day after the day of `at`.

        The day of receipt does not count, as PermenPANRB 62/2018 counts; nor one that ended in a pause.
        """
        first = day = datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone).date()
        still = list(pauses)
        if not still and (known := self._ends.get((first, days))):
            return known
        left, end = days, at
        while left:
            day += timedelta(days=1)
            if not self.is_working_day(day):
                continue
            end = int(datetime.combine(day, _END_OF_DAY, self.zone).timestamp() * 1000)
            left -= not any(began <= end < ended for began, ended in still)
        if not still and days:
            self._ends[first, days] = end
        return end


def running_clock(category: Category, status: Status) -> Clock | None:
    """The clock that runs in `status`; where a phase has none, the next later one. None: nothing is due."""
    first = _FIRST_PHASE.get(status)
    if first is None:
        return None
    for phase in PHASES[first:]:
        for clock in category.clocks:
            if clock.phase == phase:
                return clock
    return None


def due_at(
    category: Category | None,
    status: Status,
    opened_at: int,
    calendar: Calendar,
    pauses: Iterable[Span] = (),
) -> int:
    """Deadline of the running phase in milliseconds UTC; 0 where nothing is due."""
    clock = running_clock(category, status) if category is not None else None
    return end_of(clock, opened_at, calendar, pauses) if clock is not None else 0


def end_of(clock: Clock, opened_at: int, calendar: Calendar, pauses: Iterable[Span]) -> int:
    """When one clock ends that started at `opened_at`."""
    if clock.minutes is not None:
        return shifted(opened_at + clock.minutes * _MINUTE_MS, pauses, since=opened_at)
    return calendar.after_working_days(opened_at, clock.working_days or 0, pauses)


def shifted(due: int, pauses: Iterable[Span], *, since: int = 0) -> int:
    """A deadline moved by the pauses that began before it; what lies before `since` does not count."""
    for began, ended in sorted(pauses):
        if began < due and ended > since:
            due += ended - max(began, since)
    return due


def paused_ms(pauses: Iterable[Span], since: int, until: int) -> int:
    """How long the clock stood still between two moments."""
    return sum(max(0, min(ended, until) - max(began, since)) for began, ended in pauses)


def warn_at(due: int, since: int, share: float, paused: int = 0) -> int:
    """When a clock begins to warn: once `share` of its running time has gone; 0 where nothing is due."""
    return due - round((1 - share) * max(0, due - since - paused)) if due else 0


class Clocks:
    """The clocks of a whole pack, asked by category code."""

    def __init__(self, categories: Mapping[str, Category], calendar: Calendar) -> None:
        self._categories = categories
        self._calendar = calendar

    def due_at(self, category: str, status: Status, opened_at: int, pauses: Iterable[Span] = ()) -> int:
        """Deadline in milliseconds UTC; 0 for an unknown category or where nothing is due."""
        return due_at(self._categories.get(category), status, opened_at, self._calendar, pauses)

    def resolve_by(self, category: str, opened_at: int, pauses: Iterable[Span] = ()) -> int:
        """When it had to be fixed, whatever phase runs: what the figures measure; 0 without such a clock."""
        found = self._categories.get(category)
        clock = next((c for c in found.clocks if c.phase == PHASES[-1]), None) if found is not None else None
        return end_of(clock, opened_at, self._calendar, pauses) if clock is not None else 0
