"""What a telephone call leaves behind: when it was taken down, and what a nuisance took of the shift."""

from __future__ import annotations

from typing import Final

from services.contract.closing import Milestone
from services.contract.events import IncidentDisposed
from services.contract.records import Disposition, Report
from services.projection.casework import MAX_ENTRIES, Casework, mark_time

NUISANCE: Final = frozenset({Disposition.PRANK, Disposition.GHOST})
LONGEST_MS: Final = 30 * 60_000
"""A call that took longer had waited for a link before it was sent."""
_OF_A_CALL: Final = (Milestone.ANSWERED, Milestone.LOCATED, Milestone.TYPED)


def mark_call(casework: Casework, report: Report) -> None:
    """A report came in with the times of its call."""
    if report.incident_id:
        for milestone in _OF_A_CALL:
            if milestone.value in report.times:
                mark_time(casework, report.incident_id, milestone, report.times[milestone.value])
    elif report.disposition in NUISANCE and Milestone.ANSWERED.value in report.times:
        _lose(casework, -report.id, report.received_at, report.times[Milestone.ANSWERED.value])


def mark_lost(casework: Casework, body: IncidentDisposed, received_at: int) -> None:
    """An incident turned out to be a nuisance, or after all not."""
    answered = casework.times.get(body.incident_id, {}).get(Milestone.ANSWERED.value, 0)
    if body.disposition in NUISANCE and answered:
        _lose(casework, body.incident_id, received_at, answered)
    else:
        casework.lost.pop(body.incident_id, None)


def _lose(casework: Casework, key: int, received_at: int, answered_at: int) -> None:
    casework.lost[key] = (received_at, min(LONGEST_MS, max(0, received_at - answered_at)))
    if len(casework.lost) > MAX_ENTRIES:
        del casework.lost[next(iter(casework.lost))]
