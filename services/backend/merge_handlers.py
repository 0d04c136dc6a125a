"""Merging and un-merging: which incident holds the reports, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.backend.case import Case
from services.contract.closing import IncidentUnmerged, UnmergeIncident
from services.contract.commands import Command
from services.contract.errors import Rejected
from services.contract.events import Body
from services.projection.board import Board


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
    return [
        IncidentUnmerged(
            incident_id=incident.id, target_id=incident.merged_into, before=before, reason=command.reason
        )
    ]


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {UnmergeIncident: _unmerge}
