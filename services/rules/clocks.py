"""SLA clocks: when the next promise to the citizen is due.

All clocks of a category start when the incident opened (or reopened). Which one is shown follows the
status: `respond` until somebody is sent, `arrive` until they are there, `resolve` until it is fixed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
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


class Calendar:
    """Working days of a city: not Saturday, not Sunday, not a closed day."""

    def __init__(
        self, timezone: str, closed: Collection[date] | Callable[[int], Collection[date]] = ()
    ) -> None:
        """`closed`: the closed days, or a function that gives those of a year, asked once a year."""
        self.zone = ZoneInfo(timezone)
        self._closed = closed
        self._years: dict[int, Collection[date]] = {}

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < _SATURDAY and day not in self._closed_in(day.year)

    def _closed_in(self, year: int) -> Collection[date]:
        if not callable(self._closed):
            return self._closed
        if year not in self._years:
            self._years[year] = self._closed(year)
        return self._years[year]

    def after_working_days(self, at: int, days: int) -> int:
        """Milliseconds at the end (23:59 local) of the `days`-th working day after the day of `at`.

        The day of receipt does not count, as PermenPANRB 62/2018 counts.
        """
        day = datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone).date()
        left = days
        while left:
            day += timedelta(days=1)
            left -= self.is_working_day(day)
        return int(datetime.combine(day, _END_OF_DAY, self.zone).timestamp() * 1000)


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


def due_at(category: Category | None, status: Status, opened_at: int, calendar: Calendar) -> int:
    """Deadline of the running phase in milliseconds UTC; 0 where nothing is due."""
    clock = running_clock(category, status) if category is not None else None
    if clock is None:
        return 0
    if clock.minutes is not None:
        return opened_at + clock.minutes * _MINUTE_MS
    return calendar.after_working_days(opened_at, clock.working_days or 0)


class Clocks:
    """The clocks of a whole pack, asked by category code."""

    def __init__(self, categories: Mapping[str, Category], calendar: Calendar) -> None:
        self._categories = categories
        self._calendar = calendar

    def due_at(self, category: str, status: Status, opened_at: int) -> int:
        """Deadline in milliseconds UTC; 0 for an unknown category or where nothing is due."""
        return due_at(self._categories.get(category), status, opened_at, self._calendar)
