"""Times as people type them into a roster: `18.00`, `22-11 06.00`, `2026-11-22 06:00`. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_CLOCK: Final = re.compile(r"^(?:(\S+)\s+)?([01]?\d|2[0-3])[.:]([0-5]\d)$")
_DAY: Final = re.compile(r"^([0-3]?\d)[-/.]([01]?\d)(?:[-/.](\d{4}))?$")
_ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


def moment_of(words: str, near: int, zone: ZoneInfo, *, after: bool = False) -> int | None:
    """Milliseconds of typed words; None for what is no time.

    Without a day it is the day of `near` or, with `after`, the first such time after `near`. Without a year
    it is the year that brings it nearest to `near`.
    """
    found = _CLOCK.match(words.strip())
    if found is None:
        return None
    day, hour, minute = found[1], int(found[2]), int(found[3])
    there = datetime.fromtimestamp(near / 1000, UTC).astimezone(zone)
    if day is None:
        at = there.replace(hour=hour, minute=minute, second=0, microsecond=0)
        if after and _millis(at) <= near:
            at += timedelta(days=1)
        return _millis(at)
    dates = _dates(day, there.year)
    found_at = [_at(date, hour, minute, zone) for date in dates]
    known = [at for at in found_at if at is not None]
    return min(known, key=lambda at: abs(at - near), default=None)


def words_of(at: int, zone: ZoneInfo) -> str:
    """What `moment_of` reads again, to the minute: `22-11-2026 06.00`."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).strftime("%d-%m-%Y %H.%M")


def _dates(day: str, year: int) -> list[tuple[int, int, int]]:
    iso = _ISO.match(day)
    if iso is not None:
        return [(int(iso[1]), int(iso[2]), int(iso[3]))]
    found = _DAY.match(day)
    if found is None:
        return []
    years = [int(found[3])] if found[3] else [year - 1, year, year + 1]
    return [(one, int(found[2]), int(found[1])) for one in years]


def _at(date: tuple[int, int, int], hour: int, minute: int, zone: ZoneInfo) -> int | None:
    try:
        return _millis(datetime(*date, hour, minute, tzinfo=zone))
    except (ValueError, OverflowError):
        return None  # the 31st of a month that has none


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)
