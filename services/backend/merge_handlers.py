"""Merging and un-merging: which incident holds the reports, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import structs

from services.backend.case import Case
from services.contract.closing import IncidentUnmerged, UnmergeIncident
from services.contract.commands import Command
from services.contract.errors import Rejected
from services.contract.events import Body, StatusChanged
from services.contract.orders import OrderKind, ReceiptKind
from services.contract.records import STATUSES, Incident, Status
from services.projection.board import Board
from services.rules.clocks import shifted


def surviving(board: Board, incident_id: int) -> int:
    """Row of the incident that holds the reports of this one after all merges; -1 for an unknown one."""
    row = board.row_of(incident_id)
    while row >= 0 and board.merged_into[row]:
        row = board.row_of(int(board.merged_into[row]))
    return row


def _unmerge(command: UnmergeIncident, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    if not incident.merged_into:
        raise Rejected("not_merged", "Kejadian ini tidak sedang digabung; tidak ada yang perlu dipisahkan.")
    before = case.casework.merges.get(incident.id)
    if before is None:
        raise Rejected(
            "merge_too_old", "Penggabungan ini sudah terlalu lama; laporkan sebagai kejadian baru."
        )
    restored = structs.replace(incident, status=before.status, due_at=before.due_at, merged_into=0)
    due_at = _due_now(case, restored, before.at)
    undone = IncidentUnmerged(
        incident_id=incident.id,
        target_id=incident.merged_into,
        before=structs.replace(before, due_at=due_at),
        reason=command.reason,
    )
    if before.status is Status.DISPATCHED and _arrived(case, incident.id, before.at):
        due_at = case.due_at(restored, Status.ON_SCENE)
        return [undone, StatusChanged(incident_id=incident.id, status=Status.ON_SCENE, due_at=due_at)]
    return [undone]


def _due_now(case: Case, restored: Incident, merged_at: int) -> int:
    """The deadline it had; where its clock was started again meanwhile, what that gives."""
    last = next(iter(case.casework.pauses.get(restored.id, [])[-1:]), None)
    if last is None or not last.began_at or last.ended_at < merged_at:
        return restored.due_at
    phases = {case.clock_due(restored, status) for status in STATUSES if status.is_open}
    if last.due_before and last.due_before not in phases:
        return shifted(last.due_before, [(last.began_at, last.ended_at)])
    return case.clock_due(restored, restored.status)


def _arrived(case: Case, incident_id: int, since: int) -> bool:
    """True where an agency it was assigned to reached the place while it was merged."""
    states = (case.casework.orders.get(number) for number in case.casework.of_incident.get(incident_id, ()))
    return any(
        state is not None
        and state.order.kind is OrderKind.ASSIGNMENT
        and any(given.kind is ReceiptKind.ON_SCENE and given.at >= since for given in state.receipts)
        for state in states
    )


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {UnmergeIncident: _unmerge}
