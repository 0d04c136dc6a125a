"""Numbers that people say start anew every local day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.contract.records import incident_ref, report_ref


class Day:
    """One local day and how far its numbers got."""

    __slots__ = ("end", "incident_head", "incidents", "number", "report_head", "reports", "start")

    def __init__(self, prefix: str, at: int, zone: ZoneInfo) -> None:
        local = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        following = (midnight + timedelta(days=1, hours=12)).replace(hour=0)
        self.start = int(midnight.timestamp() * 1000)
        self.end = int(following.timestamp() * 1000)
        self.number = int(local.strftime("%y%m%d"))
        """The day as yymmdd."""
        self.reports = 0
        self.incidents = 0
        # What stands before the running number is the same all day.
        self.report_head = report_ref(prefix, self.start, 0, zone)[:-5]
        self.incident_head = incident_ref(prefix, self.start, 0, zone)[:-4]

    def report_ref(self) -> str:
        """The ticket of the newest report."""
        return f"{self.report_head}{self.reports:05d}"

    def incident_ref(self) -> str:
        """The number of the newest incident."""
        return f"{self.incident_head}{self.incidents:04d}"


def day_number(at: int, zone: ZoneInfo) -> int:
    """The local day of a time as yymmdd."""
    return int(datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).strftime("%y%m%d"))


class Days:
    """The days of one log. `load(day)` fills in how far the numbers of a day got before this start."""

    def __init__(self, prefix: str, zone: ZoneInfo, load: Callable[[Day], None]) -> None:
        self._prefix = prefix
        self._zone = zone
        self._load = load
        self._days: dict[int, Day] = {}
        self._current = Day(prefix, 0, zone)

    def of(self, at: int) -> Day:
        """The day of a time. Days already seen keep their numbers, also when the clock jumps back."""
        day = self._current
        if not day.start <= at < day.end:
            day = Day(self._prefix, at, self._zone)
            if day.number in self._days:
                day = self._days[day.number]
            else:
                self._load(day)
                self._days[day.number] = day
            self._current = day
        return day
