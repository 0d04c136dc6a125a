"""Which shift a moment belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.contract.city import Shift


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
