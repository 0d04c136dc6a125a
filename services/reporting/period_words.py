"""Periods as people say them: `2026-10`, `bulan-lalu`, `2026-10-01`, and their names in Indonesian. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from services.contract.errors import KnownError

MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
)  # fmt: skip
WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WORDS: Final = (
    "bulan-lalu", "bulan-ini", "minggu-lalu", "minggu-ini", "kemarin", "hari-ini", "tahun-lalu", "tahun-ini",
)  # fmt: skip
_ENGLISH: Final = {
    "last-month": "bulan-lalu",
    "this-month": "bulan-ini",
    "last-week": "minggu-lalu",
    "this-week": "minggu-ini",
    "yesterday": "kemarin",
    "today": "hari-ini",
    "last-year": "tahun-lalu",
    "this-year": "tahun-ini",
}
LONGEST_DAYS: Final = 3 * 366
_NUMBERED: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY: Final = timedelta(days=1)


class Days(NamedTuple):
    """Whole local days, the last one not included."""

    first: date
    end: date

    @property
    def months(self) -> int:
        """How many whole calendar months these are; 0 where they are not."""
        count = (self.end.year - self.first.year) * 12 + self.end.month - self.first.month
        return count if self.first.day == self.end.day == 1 else 0

    @property
    def before(self) -> Days:
        """What it is compared with: as many calendar months before, or as many days."""
        if self.months:
            return Days(_months_on(self.first, -self.months), self.first)
        return Days(self.first - (self.end - self.first), self.first)

    def span(self, zone: ZoneInfo) -> tuple[int, int]:
        """Milliseconds UTC."""
        return midnight(self.first, zone), midnight(self.end, zone)


def midnight(day: date, zone: ZoneInfo) -> int:
    """The beginning of a local day in milliseconds UTC."""
    return int(datetime.combine(day, time(), zone).timestamp() * 1000)


def local_day(at: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).date()


def days_of(words: str, today: date) -> Days:
    """The days one expression means. Raises `KnownError`."""
    said = words.strip().casefold().replace(" ", "-").replace("_", "-")
    said = _ENGLISH.get(said, said)
    monday, month, year = today - _DAY * today.weekday(), today.replace(day=1), today.replace(month=1, day=1)
    spoken = {
        "hari-ini": Days(today, today + _DAY),
        "kemarin": Days(today - _DAY, today),
        "minggu-ini": Days(monday, monday + 7 * _DAY),
        "minggu-lalu": Days(monday - 7 * _DAY, monday),
        "bulan-ini": Days(month, _months_on(month, 1)),
        "bulan-lalu": Days(_months_on(month, -1), month),
        "tahun-ini": Days(year, _months_on(year, 12)),
        "tahun-lalu": Days(_months_on(year, -12), year),
    }
    found = _NUMBERED.fullmatch(said)
    if said not in spoken and found is None:
        raise _unknown(words)
    return spoken[said] if found is None else _numbered(found, words)


def chosen(today: date, *, whole: str = "", since: str = "", until: str = "") -> Days:
    """Days from the words of a person: one expression, or a beginning and the day after the end.

    Without an end, the expression of the beginning is the whole period, a single day means until today.
    Raises `KnownError`.
    """
    if whole and (since or until):
        raise KnownError("period", "Sebut satu rentang, atau --from dan --to; jangan keduanya.")
    if until and not since:
        raise KnownError("period", "Dengan --to sebutkan juga --from.")
    days = days_of(whole or since or "bulan-lalu", today)
    if until:
        days = Days(days.first, days_of(until, today).first)
    elif since and days.end - days.first == _DAY:
        days = Days(days.first, today + _DAY)
    if not days.first < days.end or (days.end - days.first).days > LONGEST_DAYS:
        raise KnownError("period", "Rentang waktunya harus lebih dari nol dan paling lama tiga tahun.")
    return days


def name_of(days: Days) -> str:
    """`Oktober 2026`, `Januari–Maret 2026`, `2026`, `21 November 2026`, `1–22 November 2026`."""
    first, last = days.first, days.end - _DAY
    if first.month == 1 and days.months == 12:
        return str(first.year)
    if days.months == 1:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if days.months:
        opening = MONTHS[first.month - 1] + (f" {first.year}" if first.year != last.year else "")
        return f"{opening}–{MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    opening = _day(first) if first.year != last.year else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{opening} – {_day(last)}"


def slug_of(days: Days) -> str:
    """For the name of a folder: `2026-10`, `2026`, `2026-10-01_2026-10-14`."""
    if days.months == 12 and days.first.month == 1:
        return str(days.first.year)
    if days.months == 1:
        return f"{days.first:%Y-%m}"
    last = days.end - _DAY
    return f"{days.first}" if last == days.first else f"{days.first}_{last}"


def _numbered(found: re.Match[str], words: str) -> Days:
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        first = date(year, month or 1, day or 1)
        end = first + _DAY if day else _months_on(first, 1 if month else 12)
    except (ValueError, OverflowError):
        raise _unknown(words) from None
    if not 1970 <= first.year < 9999:
        raise _unknown(words)
    return Days(first, end)


def _months_on(first: date, count: int) -> date:
    """The first of the month so many months later."""
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _unknown(words: str) -> KnownError:
    known = ", ".join(WORDS)
    return KnownError(
        "period",
        f"Rentang “{words[:40]}” tidak dikenal; tulis misalnya 2026-10, 2026-10-01, 2026, atau {known}.",
    )
