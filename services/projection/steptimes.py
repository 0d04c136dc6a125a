"""When every incident of a board reached its steps, column by column.

The board remembers the times of the 50,000 incidents whose steps began last. Whoever counts more than these
reads the entries that name a step once more; eight numbers an incident are kept, in place of a table each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from services.contract.closing import Milestone, MilestoneReached
from services.contract.events import AgenciesAssigned, Body, Envelope, StatusChanged
from services.contract.orders import ReceiptGiven
from services.projection.apply import STATUS_STEPS
from services.projection.casework import EACH_TIME, RECEIPT_STEPS

Times = npt.NDArray[np.int64]
NEVER: Final = int(np.iinfo(np.int64).max)
STEPS: Final = (
    Milestone.ASSIGNED,
    Milestone.NOTIFIED,
    Milestone.ACKNOWLEDGED,
    Milestone.EN_ROUTE,
    Milestone.ON_SCENE,
    Milestone.RESOLVED,
    Milestone.CLOSED,
    Milestone.REOPENED,
)
KINDS: Final = (AgenciesAssigned.KIND, StatusChanged.KIND, ReceiptGiven.KIND, MilestoneReached.KIND)
"""Entries that name one of them."""
_PLACE: Final = {milestone: place for place, milestone in enumerate(STEPS)}


class StepTimes:
    """`ids`: the board's, row by row. Entries are taken in the order of the log."""

    def __init__(self, ids: npt.NDArray[np.integer]) -> None:
        self._ids = ids.astype(np.int64)
        self._times = np.full((len(STEPS), len(ids)), NEVER, np.int64)

    def take(self, entries: Iterable[tuple[Envelope, Body | None]]) -> None:
        """Some entries, all at once."""
        found: dict[Milestone, tuple[list[int], list[int]]] = {}
        for envelope, body in entries:
            reached = _reached(envelope, body)
            if reached is not None and reached[1] in _PLACE:
                incident, milestone, at = reached
                incidents, times = found.setdefault(milestone, ([], []))
                incidents.append(incident)
                times.append(at)
        for milestone, (incidents, times) in found.items():
            self._mark(milestone, np.array(incidents, np.int64), np.array(times, np.int64))

    def _mark(self, milestone: Milestone, incidents: Times, times: Times) -> None:
        """Where an incident occurs twice numpy keeps what comes last: for most of them that is the first."""
        column = self._times[_PLACE[milestone]]
        rows = np.searchsorted(self._ids, incidents)
        here = rows < len(self._ids)
        here[here] = self._ids[rows[here]] == incidents[here]
        rows, times = rows[here], times[here]
        if milestone not in EACH_TIME:
            rows, times = rows[::-1], times[::-1]
            still = column[rows] == NEVER
            rows, times = rows[still], times[still]
        column[rows] = times

    def column(self, milestone: Milestone, rows: Times) -> Times:
        """When these rows reached it; `NEVER` where they did not."""
        found: Times = self._times[_PLACE[milestone]][rows]
        return found

    def of(self, row: int) -> Mapping[str, int]:
        """The steps of one row, as the board's table has them."""
        times = self._times[:, row].tolist()
        return {step.value: at for step, at in zip(STEPS, times, strict=True) if at != NEVER}


def _reached(envelope: Envelope, body: Body | None) -> tuple[int, Milestone, int] | None:
    """(incident, step, when), as the projection notes it."""
    match body:
        case AgenciesAssigned():
            return body.incident_id, Milestone.ASSIGNED, envelope.at
        case StatusChanged() if body.status in STATUS_STEPS:
            return body.incident_id, STATUS_STEPS[body.status], envelope.at
        case ReceiptGiven() if body.receipt.kind in RECEIPT_STEPS:
            return body.incident_id, RECEIPT_STEPS[body.receipt.kind], body.receipt.at
        case MilestoneReached():
            return body.incident_id, body.milestone, envelope.at
    return None
