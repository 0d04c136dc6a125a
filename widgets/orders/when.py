"""A deadline as somebody types it: `22.00`, `30 menit`, `2 jam`. Words it does not know stay words."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d])")
_SPAN = re.compile(r"(?<![\d.,:])(\d{1,4})\s*(menit|mnt|jam|m|j)?(?![\w.,:])", re.IGNORECASE)
_OTHER_DAY = re.compile(r"besok|lusa|senin|selasa|rabu|kamis|jumat|sabtu|minggu|tanggal|\d{4}", re.IGNORECASE)


def is_span(typed: str) -> bool:
    """True for nothing but a span of time, e.g. `30 menit`: what it means depends on when it was said."""
    return _SPAN.fullmatch(typed.strip()) is not None


def deadline_at(typed: str, now: int, zone: ZoneInfo) -> int:
    """Milliseconds of the moment meant; 0 where the words alone have to do. A bare number is minutes.

    A time of day is the next one after `now`.
    """
    if _OTHER_DAY.search(typed):
        return 0
    clock = _CLOCK.search(typed)
    if clock:
        there = datetime.fromtimestamp(now / 1000, UTC).astimezone(zone)
        meant = there.replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0)
        if meant <= there:
            meant += timedelta(days=1)
        return int(meant.timestamp() * 1000)
    span = _SPAN.search(typed)
    if span is None or not int(span[1]):
        return 0
    hours = (span[2] or "").lower() in ("jam", "j")
    return now + int(span[1]) * (3_600_000 if hours else 60_000)
