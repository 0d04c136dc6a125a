"""The board for who may not read what people wrote: figures only, no words of a citizen or anybody else.

An entry is let through because it is known what in it is a figure; every other one becomes an empty note,
which touches its incident and says nothing. A board made here is a lawful board.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from msgspec import Raw
from msgspec.structs import replace

from services.contract.closing import ClockResumed, IncidentUnmerged, PauseDecided
from services.contract.codec import decode_body, decode_envelope, encode
from services.contract.errors import MalformedMessage
from services.contract.events import (
    AgenciesAssigned,
    Body,
    CategoryChanged,
    DrillEnded,
    DrillStarted,
    IncidentClaimed,
    IncidentDisposed,
    IncidentReleased,
    IncidentRelocated,
    NoteAdded,
    ReportReceived,
    SeverityChanged,
    StatusChanged,
)
from services.contract.orders import Delegation, DelegationEnded, DelegationGiven
from services.contract.scenes import BriefingEnded, BriefingMoved, BriefingStarted
from services.projection.board import FIGURES, Board
from services.projection.casework import Casework
from services.projection.shiftbook import Shiftbook
from services.projection.thin import bare_report


def wordless_board(board: Board) -> Board:
    """`board` with its figures and no words; to be encoded at once, it shares the columns."""
    columns = {}
    for name in FIGURES:
        columns[name] = getattr(board, name).view()
        columns[name].flags.writeable = False
    bare = Board.from_columns(board.epoch, board.seq, columns)
    bare.categories, bare.titles, bare.areas = board.categories, board.titles, board.areas
    bare.owners, bare.agency_sets = board.owners, board.agency_sets
    bare.last_report_id = board.last_report_id
    bare.arrivals, bare.dispositions = board.arrivals, board.dispositions
    bare.drill_active = board.drill_active
    lent = {number: _lent(given) for number, given in board.casework.delegations.items()}
    bare.casework = Casework(last_delegation_id=board.casework.last_delegation_id, delegations=lent)
    book = board.shifts
    bare.shifts = Shiftbook(briefing=book.briefing, last_briefing_id=book.last_briefing_id)
    return bare


def wordless_entry(data: bytes) -> bytes:
    """One encoded entry of the log with its figures and no words."""
    envelope = decode_envelope(data)
    try:
        body = decode_body(envelope)
    except MalformedMessage:
        body = None
    let_through = _LET_THROUGH.get(type(body))
    kept = (
        let_through(body)
        if let_through is not None
        else NoteAdded(incident_id=getattr(body, "incident_id", 0), text="")
    )
    return encode(replace(envelope, kind=kept.KIND, body=Raw(encode(kept))))


def _report(body: ReportReceived) -> Body:
    incident = body.incident
    if incident is not None:
        incident = replace(incident, place="", summary="")
    return ReportReceived(report=bare_report(body.report), incident=incident)


def _lent(given: Delegation) -> Delegation:
    return replace(given, scope="", reason="", ended_reason="", acts=(), ratified={})


def _without(*names: str) -> Callable[[Any], Body]:
    empty = dict.fromkeys(names, "")
    return lambda body: replace(body, **empty)


_LET_THROUGH: Final[dict[type, Callable[[Any], Body]]] = {
    ReportReceived: _report,
    IncidentDisposed: _without("reason"),
    IncidentUnmerged: _without("reason"),
    IncidentClaimed: _without("reason"),
    IncidentReleased: _without("reason"),
    SeverityChanged: _without("reason"),
    CategoryChanged: _without("reason"),
    IncidentRelocated: _without("reason", "place"),
    AgenciesAssigned: _without("task"),
    StatusChanged: _without("note"),
    PauseDecided: _without("reason"),
    ClockResumed: _without("reason"),
    DelegationGiven: lambda body: DelegationGiven(delegation=_lent(body.delegation)),
    DelegationEnded: _without("reason"),
    DrillStarted: _without("reason"),
    DrillEnded: _without("reason"),
    BriefingStarted: _without(),
    BriefingMoved: _without(),
    BriefingEnded: _without(),
}
