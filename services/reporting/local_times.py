"""Whole columns of moments as the city's clock shows them. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

_DAY_MS: Final = 86_400_000
_QUARTER_MS: Final = 900_000
_MINUTE_MS: Final = 60_000
Ints = npt.NDArray[np.int64]


def offsets_ms(at: Ints, zone: ZoneInfo) -> Ints:
    """How far local time is ahead of UTC at each moment; asked once for every quarter that occurs, because
    clocks are changed at quarters of an hour."""
    quarters, which = np.unique(at // _QUARTER_MS, return_inverse=True)
    offsets = np.array([_offset_ms(quarter * _QUARTER_MS, zone) for quarter in quarters.tolist()], np.int64)
    return offsets[which] if len(at) else at


def weekdays(local: Ints) -> Ints:
    """0 for Monday, of local milliseconds."""
    # The first of January 1970 was a Thursday.
    return (local // _DAY_MS + 3) % 7


def local_columns(at: Ints, zone: ZoneInfo) -> tuple[npt.NDArray[Any], Ints]:
    """ISO 8601 with the offset, and the weekday, of every moment (milliseconds UTC)."""
    offsets = offsets_ms(at, zone)
    local = at + offsets
    texts = np.datetime_as_string((local // 1000).astype("datetime64[s]"))
    known, which = np.unique(offsets, return_inverse=True)
    suffixes = np.array([_suffix(offset) for offset in known.tolist()] or [""])
    return np.char.add(texts, suffixes[which]) if len(at) else texts, weekdays(local)


def _offset_ms(at: int, zone: ZoneInfo) -> int:
    offset = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).utcoffset() or timedelta()
    return int(offset.total_seconds() * 1000)


def _suffix(offset: int) -> str:
    minutes = abs(offset) // _MINUTE_MS
    return f"{'-' if offset < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
