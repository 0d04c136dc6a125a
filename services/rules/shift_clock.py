"""Which shift a moment belongs to, and when the next one ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from services.contract.city import Shift

HOUR_MS: Final = 3_600_000
WITHOUT_SHIFTS_MS: Final = 8 * HOUR_MS
EARLY_MS: Final = HOUR_MS
"""Who takes over so long before a shift begins takes over that shift."""


def shift_of(shifts: Sequence[Shift], at: int, zone: ZoneInfo) -> tuple[str, int]:
    """(name, when it began in milliseconds) of the shift at `at`; without shifts the local day, unnamed."""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)
    midnight = datetime.combine(local.date(), time(), zone)
    found = ("", midnight)
    for shift in shifts:
        for day in (midnight - timedelta(days=1), midnight):
            began = datetime.combine(day.date(), time.fromisoformat(shift.start), zone)
            # The one that began last has the room: shifts of a pack leave no gap and do not overlap.
            if began <= local and (not found[0] or began > found[1]):
                found = (shift.name, began)
    return found[0], int(found[1].timestamp() * 1000)


def next_shift_end(shifts: Sequence[Shift], at: int, since: int, zone: ZoneInfo) -> int:
    """When the shift ends that takes over from a watch that began at `since` (0: nobody's), in milliseconds.

    That is the shift after the one that is on; or the one that is on, where the watch is still that of the
    shift before. Without shifts eight hours.
    """
    spans = sorted(_spans(shifts, at, zone))
    on = max((number for number, (began, _) in enumerate(spans) if began <= at), default=-1)
    if on < 0:
        return at + WITHOUT_SHIFTS_MS
    late = 0 < since < spans[on][0] - EARLY_MS
    return spans[on if late else on + 1][1]


def _spans(shifts: Sequence[Shift], at: int, zone: ZoneInfo) -> Iterator[tuple[int, int]]:
    """(begin, end) of every shift from yesterday to the day after tomorrow."""
    today = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).date()
    for shift in shifts:
        start, end = time.fromisoformat(shift.start), time.fromisoformat(shift.end)
        for days in range(-1, 3):
            day = today + timedelta(days=days)
            until = day + timedelta(days=1) if end <= start else day
            began, ended = datetime.combine(day, start, zone), datetime.combine(until, end, zone)
            yield int(began.timestamp() * 1000), int(ended.timestamp() * 1000)
