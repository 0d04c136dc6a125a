"""Times as text and as milliseconds: the W3C subset of ISO 8601 that GeoReport v2 asks for."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from services.contract.errors import Rejected

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LOST_PLUS = re.compile(r"(T[\d:.]+) (\d\d:?\d\d)$")
MAX_MS: Final = 253_402_300_799_999


def to_text(at: int, zone: tzinfo) -> str:
    """Milliseconds since the epoch as `2026-11-21T14:05:09+07:00`."""
    return (_EPOCH + timedelta(milliseconds=at)).astimezone(zone).isoformat(timespec="seconds")


def to_millis(moment: datetime) -> int:
    """An aware moment as milliseconds since the epoch."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def from_text(text: str, zone: tzinfo, name: str) -> int:
    """Milliseconds since the epoch. Without an offset the time is the city's.

    A `+` that a client forgot to encode arrives as a space and is understood. Raises `Rejected`.
    """
    try:
        moment = datetime.fromisoformat(_LOST_PLUS.sub(r"\1+\2", text.strip()))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        at = to_millis(moment)
    except (ValueError, OverflowError):
        at = -1
    if not 0 <= at <= MAX_MS:
        raise Rejected(
            "bad_time", f"{name} “{text[:40]}” bukan waktu yang dikenal; contoh: 2026-11-21T14:05:00+07:00."
        )
    return at
