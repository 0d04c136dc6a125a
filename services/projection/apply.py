"""`apply(board, events)`: how each event changes the board. Pure; the same in console and backend."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from services.contract.closing import (
    ClockResumed,
    IncidentUnmerged,
    Merged,
    Milestone,
    PauseDecided,
)
from services.contract.codec import decode_body
from services.contract.errors import MalformedMessage
from services.contract.events import (
    AgenciesAssigned,
    Body,
    CategoryChanged,
    DrillEnded,
    DrillStarted,
    Envelope,
    IncidentClaimed,
    IncidentDisposed,
    IncidentReleased,
    IncidentRelocated,
    NoteAdded,
    ReporterRevealed,
    ReportReceived,
    SeverityChanged,
    StatusChanged,
)
from services.contract.records import (
    DISPOSITIONS,
    STATUSES,
    Disposition,
    Incident,
    Report,
    Status,
)
from services.projection import alarming, calls, casework, shiftbook
from services.projection.board import (
    DISPOSITION_INDEX,
    PLACEMENT_INDEX,
    SEVERITY_RANK,
    STATUS_INDEX,
    Board,
)


class Gap(Exception):
    """An event does not follow the board: the caller must resume from `board.seq`."""


class Changes(Struct):
    """What a batch of events did to the board; each screen decides whether it cares."""

    rows: set[int] = set()
    opened: list[int] = []
    reports: int = 0
    causes: list[str] = []
    """Commands behind the events, for the tickets."""
    reset: bool = False
    casework: bool = False
    """Something besides the rows changed: orders, contacts, steps …"""
    unknown: int = 0
    bad: int = 0

    def merge(self, later: Changes) -> None:
        """Add what a later batch did."""
        if later.reset:
            self.rows, self.opened, self.reset = later.rows, later.opened, True
        else:
            self.rows |= later.rows
            self.opened += later.opened
        self.reports += later.reports
        self.causes += later.causes
        self.casework |= later.casework
        self.unknown += later.unknown
        self.bad += later.bad

    def __bool__(self) -> bool:
        return bool(self.rows or self.reports or self.reset or self.causes or self.casework)


def apply(board: Board, envelopes: Iterable[Envelope]) -> Changes:
    """Bring the board forward. Entries it already has are skipped.

    Raises `Gap` at the first entry of another epoch or beyond the next sequence number; everything before
    it has been applied. Unknown kinds and unreadable bodies are counted and advance the sequence.
    """
    changes = Changes()
    opening = _Opening(board, changes)
    try:
        for envelope in envelopes:
            if envelope.epoch != board.epoch or envelope.seq > board.seq + 1:
                raise Gap(f"{envelope.epoch}/{envelope.seq} after {board.epoch}/{board.seq}")
            if envelope.seq <= board.seq:
                continue
            try:
                body = decode_body(envelope)
            except MalformedMessage:
                body = None
                changes.bad += 1
            else:
                changes.unknown += body is None
            if type(body) is ReportReceived and body.incident is not None:
                opening.take(envelope, body)
            elif body is not None:
                opening.finish()
                apply_body(board, envelope, body, changes)
            board.seq = envelope.seq
            if envelope.cause:
                changes.causes.append(envelope.cause)
    finally:
        opening.finish()
    return changes


class _Opening:
    """Incidents that open one after the other are written column by column: a burst is mostly these."""

    def __init__(self, board: Board, changes: Changes) -> None:
        self._board = board
        self._changes = changes
        self._incidents: list[Incident] = []
        self._versions: list[int] = []

    def take(self, envelope: Envelope, body: ReportReceived) -> None:
        assert body.incident is not None
        _count_report(self._board, envelope, body.report, self._changes)
        last = self._incidents[-1].id if self._incidents else self._board.next_id() - 1
        if body.incident.id <= last:
            self._changes.bad += 1
            return
        alarming.take_opened(self._board, envelope, body)
        self._incidents.append(body.incident)
        self._versions.append(envelope.seq)

    def finish(self) -> None:
        if self._incidents:
            if len(self._incidents) == 1:
                # A single row is written in a quarter of the time cell by cell.
                first = self._board.append(self._incidents[0], self._versions[0])
            else:
                first = self._board.extend(self._incidents, self._versions)
            rows = range(first, self._board.count)
            self._changes.opened += rows
            self._changes.rows.update(rows)
            self._incidents, self._versions = [], []


def apply_body(board: Board, envelope: Envelope, body: Body, changes: Changes) -> None:
    """One decoded event; the backend calls this with the body it has just made."""
    alarming.take(board, envelope, body)
    handler = _HANDLERS.get(type(body))
    if handler is not None:
        handler(board, envelope, body, changes)
    if shiftbook.advance(board.shifts, envelope, body):
        changes.casework = True
    elif casework.advance(board.casework, envelope, body):
        changes.casework = True
        row = board.row_of(getattr(body, "incident_id", 0))
        if row >= 0 and handler is None:
            _touch(board, row, envelope, changes)


def _report_received(board: Board, envelope: Envelope, body: ReportReceived, changes: Changes) -> None:
    report, incident = body.report, body.incident
    _count_report(board, envelope, report, changes)
    if incident is not None:
        if incident.id < board.next_id():
            changes.bad += 1
            return
        row = board.append(incident, envelope.seq)
        changes.opened.append(row)
        changes.rows.add(row)
    elif report.incident_id:
        row = board.row_of(report.incident_id)
        if row >= 0:
            board.set(row, "report_count", int(board.report_count[row]) + 1)
            _touch(board, row, envelope, changes)


def _count_report(board: Board, envelope: Envelope, report: Report, changes: Changes) -> None:
    board.last_report_id = max(board.last_report_id, report.id)
    board.count_arrival(envelope.at)
    board.dispositions[report.disposition] = board.dispositions.get(report.disposition, 0) + 1
    if report.times:
        calls.mark_call(board.casework, report)
    changes.reports += 1


def _touch(board: Board, row: int, envelope: Envelope, changes: Changes) -> None:
    board.set(row, "updated_at", envelope.at)
    board.set(row, "version", envelope.seq)
    if board.owner[row] and board.owners.values[board.owner[row]] == envelope.actor:
        board.set(row, "owner_at", envelope.at)
    changes.rows.add(row)


def _on_incident(
    change: Callable[[Board, int, Envelope, Any], None],
) -> Callable[[Board, Envelope, Any, Changes], None]:
    """A handler for events about one incident that is on the board."""

    def handler(board: Board, envelope: Envelope, body: Any, changes: Changes) -> None:
        row = board.row_of(body.incident_id)
        if row < 0:
            return
        change(board, row, envelope, body)
        _touch(board, row, envelope, changes)

    return handler


def _disposed(board: Board, envelope: Envelope, body: IncidentDisposed, changes: Changes) -> None:
    row = board.row_of(body.incident_id)
    if row < 0:
        return
    before = _before_merge(board, row, envelope, body)
    calls.mark_lost(board.casework, body, int(board.opened_at[row]))
    board.set(row, "disposition", DISPOSITION_INDEX[body.disposition])
    if not body.disposition.is_incident:
        board.set(row, "status", STATUS_INDEX[Status.CLOSED])
        board.set(row, "due_at", 0)
    if body.disposition is Disposition.DUPLICATE and body.target_id:
        board.set(row, "merged_into", body.target_id)
        target = board.row_of(body.target_id)
        board.casework.merges[body.incident_id] = before
        if target >= 0:
            board.set(target, "report_count", int(board.report_count[target]) + body.report_count)
            _touch(board, target, envelope, changes)
    _touch(board, row, envelope, changes)


def _before_merge(board: Board, row: int, envelope: Envelope, body: IncidentDisposed) -> Merged:
    target = board.row_of(body.target_id)
    return Merged(
        target_id=body.target_id,
        at=envelope.at,
        by=envelope.actor,
        status=STATUSES[board.status[row]],
        disposition=DISPOSITIONS[board.disposition[row]],
        due_at=int(board.due_at[row]),
        report_count=int(board.report_count[row]),
        target_report_count=int(board.report_count[target]) if target >= 0 else 0,
    )


def _unmerged(board: Board, row: int, envelope: Envelope, body: IncidentUnmerged) -> None:
    board.set(row, "status", STATUS_INDEX[body.before.status])
    board.set(row, "disposition", DISPOSITION_INDEX[body.before.disposition])
    board.set(row, "due_at", body.before.due_at)
    board.set(row, "merged_into", 0)


def _pause_decided(board: Board, row: int, envelope: Envelope, body: PauseDecided) -> None:
    if body.approved:
        board.set(row, "due_at", 0)


def _resumed(board: Board, row: int, envelope: Envelope, body: ClockResumed) -> None:
    board.set(row, "due_at", body.due_at)


def _claimed(board: Board, row: int, envelope: Envelope, body: IncidentClaimed) -> None:
    board.set(row, "owner", board.owners.number(body.owner))
    board.set(row, "owner_at", envelope.at)


def _released(board: Board, row: int, envelope: Envelope, body: IncidentReleased) -> None:
    board.set(row, "owner", 0)
    board.set(row, "owner_at", 0)


def _severity(board: Board, row: int, envelope: Envelope, body: SeverityChanged) -> None:
    board.set(row, "severity", SEVERITY_RANK[body.severity])
    board.set(row, "due_at", body.due_at)


def _category(board: Board, row: int, envelope: Envelope, body: CategoryChanged) -> None:
    board.set(row, "category", board.categories.number(body.category))
    board.set(row, "title_number", board.titles.number(body.title))
    board.set(row, "due_at", body.due_at)


def _relocated(board: Board, row: int, envelope: Envelope, body: IncidentRelocated) -> None:
    board.set(row, "lat", np.nan if body.lat is None else body.lat)
    board.set(row, "lon", np.nan if body.lon is None else body.lon)
    board.set(row, "placement", PLACEMENT_INDEX[body.placement])
    board.set(row, "area", board.areas.number(body.area))
    board.place[row] = body.place
    board.set(row, "outside_m", body.outside_m)


def _assigned(board: Board, row: int, envelope: Envelope, body: AgenciesAssigned) -> None:
    board.set(row, "agencies", board.agency_sets.number(body.agencies))
    if board.status[row] == STATUS_INDEX[Status.OPEN]:
        board.set(row, "status", STATUS_INDEX[Status.DISPATCHED])
    if body.due_at:
        board.set(row, "due_at", body.due_at)
    casework.mark_time(board.casework, body.incident_id, Milestone.ASSIGNED, envelope.at)


def _status(board: Board, row: int, envelope: Envelope, body: StatusChanged) -> None:
    board.set(row, "status", STATUS_INDEX[body.status])
    board.set(row, "due_at", body.due_at)
    milestone = STATUS_STEPS.get(body.status)
    if milestone is not None:
        casework.mark_time(board.casework, body.incident_id, milestone, envelope.at)
    if body.status.is_open and board.disposition[row] > DISPOSITION_INDEX[Disposition.VALID]:
        board.set(row, "disposition", DISPOSITION_INDEX[Disposition.UNREVIEWED])
        board.casework.lost.pop(body.incident_id, None)


STATUS_STEPS = {
    Status.OPEN: Milestone.REOPENED,
    Status.ON_SCENE: Milestone.ON_SCENE,
    Status.RESOLVED: Milestone.RESOLVED,
    Status.CLOSED: Milestone.CLOSED,
}


def _only_touched(board: Board, row: int, envelope: Envelope, body: Body) -> None:
    """Events that leave their mark on the timeline only."""


def _unmerge(board: Board, envelope: Envelope, body: IncidentUnmerged, changes: Changes) -> None:
    _on_incident(_unmerged)(board, envelope, body, changes)
    if board.row_of(body.incident_id) < 0:
        return
    target, count = body.target_id, body.before.report_count
    passed: set[int] = set()
    # Where the target was itself merged meanwhile, the reports had gone further with it.
    while target not in passed and (row := board.row_of(target)) >= 0:
        passed.add(target)
        board.set(row, "report_count", int(board.report_count[row]) - count)
        _touch(board, row, envelope, changes)
        if target in board.casework.merges:
            kept = board.casework.merges[target]
            board.casework.merges[target] = replace(kept, report_count=kept.report_count - count)
        target = int(board.merged_into[row])


def _drill_started(board: Board, envelope: Envelope, body: DrillStarted, changes: Changes) -> None:
    board.drill_active = True


def _drill_ended(board: Board, envelope: Envelope, body: DrillEnded, changes: Changes) -> None:
    board.drill_active = False


_HANDLERS: dict[type[Body], Callable[[Board, Envelope, Any, Changes], None]] = {
    ReportReceived: _report_received,
    IncidentDisposed: _disposed,
    IncidentClaimed: _on_incident(_claimed),
    IncidentReleased: _on_incident(_released),
    SeverityChanged: _on_incident(_severity),
    CategoryChanged: _on_incident(_category),
    IncidentRelocated: _on_incident(_relocated),
    AgenciesAssigned: _on_incident(_assigned),
    StatusChanged: _on_incident(_status),
    IncidentUnmerged: _unmerge,
    PauseDecided: _on_incident(_pause_decided),
    ClockResumed: _on_incident(_resumed),
    NoteAdded: _on_incident(_only_touched),
    ReporterRevealed: _on_incident(_only_touched),
    DrillStarted: _drill_started,
    DrillEnded: _drill_ended,
}
