"""How times, ages, deadlines, distances and counts are written. Pure; no clock of its own.

    words = Format(ZoneInfo("Asia/Jakarta"), "WIB")            # or language="en"
    words.age(70 * 60_000)      "1 j 10"        words.clock(at)       "21.47.08 WIB"
    words.deadline(-720_000)    "−12 mnt"       words.distance(1240)  "1,2 km"

Times are milliseconds since the Unix epoch in UTC; ages and deadlines are differences in milliseconds, so a
caller that passes a later `now` sees them count on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

Language = Literal["id", "en"]

SECOND: Final = 1000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

_UNITS: Final = {"id": ("dtk", "mnt", "j", "hr"), "en": ("s", "min", "h", "d")}
_DAYS: Final = {
    "id": ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS: Final = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
NONE: Final = "—"
"""Nobody, nothing, unknown."""


@dataclass(frozen=True, slots=True)
class Format:
    """The writing habits of one language in one time zone; `label` is the zone's name on the clock."""

    zone: ZoneInfo
    label: str = "WIB"
    language: Language = "id"

    def age(self, milliseconds: int) -> str:
        """How long ago: `8 dtk`, `42 mnt`, `1 j 10`, `14 j`, `2 hr`. A clock ahead of ours counts as now."""
        second, minute, hour, day = _UNITS[self.language]
        elapsed = max(0, milliseconds)
        if elapsed < MINUTE:
            return f"{elapsed // SECOND} {second}"
        if elapsed < HOUR:
            return f"{elapsed // MINUTE} {minute}"
        if elapsed >= DAY:
            return f"{elapsed // DAY} {day}"
        hours, rest = elapsed // HOUR, elapsed % HOUR // MINUTE
        return f"{hours} {hour} {rest:02d}" if rest and hours < 10 else f"{hours} {hour}"

    def deadline(self, left: int) -> str:
        """Time left, or with a minus sign how long it is over."""
        return f"−{self.age(-left)}" if left < 0 else self.age(left)

    def stopwatch(self, milliseconds: int) -> str:
        """A running duration: `02.13`, from an hour on `1.02.13`."""
        seconds = max(0, milliseconds) // SECOND
        hours, minutes = seconds // 3600, seconds // 60 % 60
        parts = [f"{minutes:02d}", f"{seconds % 60:02d}"]
        return self._mark.join([str(hours), *parts] if hours else parts)

    def clock(self, at: int) -> str:
        """The wall clock, `21.47.08 WIB`."""
        return f"{self.time(at)} {self.label}"

    def time(self, at: int) -> str:
        """Time of day to the second, `21.47.08`."""
        return self._local(at).strftime(f"%H{self._mark}%M{self._mark}%S")

    def minute(self, at: int) -> str:
        """Time of day to the minute, `21.47`."""
        return self._local(at).strftime(f"%H{self._mark}%M")

    def date(self, at: int) -> str:
        """`Sab 21 Nov 2026`."""
        local = self._local(at)
        return f"{_DAYS[self.language][local.weekday()]} {self._day(local)} {local.year}"

    def moment(self, at: int, now: int) -> str:
        """Time of day, with the day in front where it is not today's: `20 Nov 21.47`."""
        local = self._local(at)
        if local.date() == self._local(now).date():
            return self.time(at)
        return f"{self._day(local)} {self.minute(at)}"

    def distance(self, metres: float) -> str:
        """`85 m`, `640 m`, `1,2 km`, `14 km`."""
        if metres < 100:
            return f"{metres:.0f} m"
        if metres < 995:
            return f"{round(metres, -1):.0f} m"
        return f"{self.number(metres / 1000, 1)} km" if metres < 9950 else f"{metres / 1000:.0f} km"

    def number(self, value: float, decimals: int = 0) -> str:
        """`1.234,5`; in English `1,234.5`."""
        text = f"{value:,.{decimals}f}".replace("-", "−")
        return text.translate(str.maketrans(",.", ".,")) if self.language == "id" else text

    @property
    def _mark(self) -> str:
        return "." if self.language == "id" else ":"

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / SECOND, UTC).astimezone(self.zone)

    def _day(self, local: datetime) -> str:
        return f"{local.day} {_MONTHS[self.language][local.month - 1]}"
