"""What each command about an incident leads to: pure decisions over the board, one function a command.

A decision returns the events it makes, or raises `Rejected` with an Indonesian sentence. Numbering,
writing and telling is the desk's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from services.backend import (
    assignment,
    closing_gate,
    closing_handlers,
    contact_handlers,
    merge_handlers,
    order_handlers,
    outreach_handlers,
    scene_handlers,
    shift_handlers,
    step_handlers,
)
from services.backend.case import Case
from services.backend.words import DISPOSITION_WORDS, SEVERITY_WORDS, STATUS_WORDS
from services.contract.closing import FileProof, MarkMilestone
from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    ChangeStatus,
    ClaimIncident,
    Command,
    DisposeIncident,
    ReleaseIncident,
    RelocateIncident,
)
from services.contract.errors import Rejected
from services.contract.events import (
    Body,
    CategoryChanged,
    IncidentClaimed,
    IncidentDisposed,
    IncidentReleased,
    IncidentRelocated,
    NoteAdded,
    SeverityChanged,
    StatusChanged,
)
from services.contract.orders import GiveReceipt
from services.contract.records import STATUSES, Disposition, Role, Status
from services.rules import ladder
from services.rules.permissions import OWN_INCIDENTS_ONLY, allowed, allowed_status

MIN_REASON: Final = 3
MINUTE_MS: Final = 60_000


def decide(command: Command, case: Case) -> list[Body]:
    """The events a permitted command leads to. Raises `Rejected`; never changes the board."""
    if not allowed(case.role, str(command.__struct_config__.tag)):
        raise Rejected("forbidden", "Peran Anda tidak boleh melakukan ini.")
    handler = _HANDLERS.get(type(command))
    if handler is None:
        raise Rejected("unsupported", "Perintah ini tidak dikenal peladen.")
    incident_id: int = getattr(command, "incident_id", 0)
    # A receipt belongs to an order, whose receiver need not be assigned to the incident.
    if case.role in OWN_INCIDENTS_ONLY and incident_id and not isinstance(command, GiveReceipt):
        incident = case.incident(incident_id)
        asked = isinstance(command, FileProof | MarkMilestone) and _has_order(case, incident_id)
        if not case.agency or not (case.agency in incident.agencies or asked):
            raise Rejected("not_your_agency", "Kejadian ini tidak ditugaskan kepada OPD Anda.")
    return handler(command, case)


def _has_order(case: Case, incident_id: int) -> bool:
    """Was the session's agency given an order about an incident that is still in force?

    What leadership asks of an agency assigns it nothing, but its page has to be able to prove it.
    """
    states = (case.casework.orders.get(number) for number in case.casework.of_incident.get(incident_id, ()))
    return any(
        state is not None and state.order.agency == case.agency and ladder.ended(state) is None
        for state in states
    )


def _dispose(command: DisposeIncident, case: Case) -> list[Body]:
    incident = case.open_incident(command.incident_id)
    wanted = command.disposition
    if wanted is Disposition.UNREVIEWED:
        raise Rejected("disposition_invalid", "Pilih disposisi yang menyatakan hasil tinjauan.")
    if wanted is incident.disposition:
        raise Rejected("nothing_changed", f"Disposisinya memang sudah {DISPOSITION_WORDS[wanted]}.")
    if wanted is Disposition.OUTSIDE:
        closing_gate.require_taken(case, incident)
    if wanted is not Disposition.DUPLICATE:
        return [IncidentDisposed(incident_id=incident.id, disposition=wanted, reason=command.reason)]
    if not command.target_id:
        raise Rejected("target_missing", "Sebutkan kejadian mana yang sama dengan ini.")
    target = case.incident(command.target_id)
    if target.merged_into:
        target = case.board.incident(merge_handlers.surviving(case.board, target.id))
    if target.id == incident.id:
        raise Rejected("target_self", "Kejadian tidak dapat digabungkan dengan dirinya sendiri.")
    return [
        IncidentDisposed(
            incident_id=incident.id,
            disposition=wanted,
            target_id=target.id,
            report_count=incident.report_count,
            reason=command.reason,
        )
    ]


def _claim(command: ClaimIncident, case: Case) -> list[Body]:
    incident = case.open_incident(command.incident_id)
    others = incident.owner not in ("", case.user)
    idle = (case.now - incident.owner_at) // MINUTE_MS
    if others and idle < case.rules.pack.policy.claim_stale_minutes and len(command.reason) < MIN_REASON:
        raise Rejected(
            "claim_needs_reason",
            f"Sedang dipegang {incident.owner} ({max(0, idle)} menit lalu); tulis alasan mengambil alih.",
        )
    claimed = IncidentClaimed(
        incident_id=incident.id, owner=case.user, previous=incident.owner, reason=command.reason
    )
    return [claimed]


def _release(command: ReleaseIncident, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    if not incident.owner:
        raise Rejected("nothing_changed", "Kejadian ini memang tidak sedang dipegang siapa pun.")
    if incident.owner != case.user:
        if case.role is not Role.SUPERVISOR:
            raise Rejected("not_owner", f"Hanya {incident.owner} atau pengawas yang dapat melepasnya.")
        if len(command.reason) < MIN_REASON:
            raise Rejected("reason_missing", f"Tulis alasan untuk melepas milik {incident.owner}.")
    return [IncidentReleased(incident_id=incident.id, previous=incident.owner, reason=command.reason)]


def _severity(command: ChangeSeverity, case: Case) -> list[Body]:
    incident = case.open_incident(command.incident_id)
    if incident.severity is command.severity:
        word = SEVERITY_WORDS[command.severity]
        raise Rejected("nothing_changed", f"Keparahannya memang sudah {word}.")
    return [
        SeverityChanged(
            incident_id=incident.id, severity=command.severity, reason=command.reason, due_at=incident.due_at
        )
    ]


def _category(command: ChangeCategory, case: Case) -> list[Body]:
    incident = case.open_incident(command.incident_id)
    case.rules.check_category(command.category)
    if not command.category or command.category in case.rules.groups:
        raise Rejected("category_unknown", "Pilih satu jenis kejadian, bukan kelompoknya.")
    if incident.category == command.category:
        raise Rejected("nothing_changed", "Kategorinya memang sudah itu.")
    return [
        CategoryChanged(
            incident_id=incident.id,
            category=command.category,
            title=case.rules.title(command.category),
            reason=command.reason,
            due_at=case.due_at(incident, incident.status, command.category),
        )
    ]


def _relocate(command: RelocateIncident, case: Case) -> list[Body]:
    incident = case.open_incident(command.incident_id)
    spot = case.rules.spot(command.lat, command.lon, command.area, command.placement)
    if spot.lat is None and not command.place:
        raise Rejected("place_missing", "Sebutkan titik, kelurahan, atau nama tempatnya.")
    moved = IncidentRelocated(
        incident_id=incident.id,
        lat=spot.lat,
        lon=spot.lon,
        placement=spot.placement,
        area=spot.area,
        place=command.place,
        outside_m=spot.outside_m,
        reason=command.reason,
    )
    return [moved]


def _status(command: ChangeStatus, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    wanted = command.status
    word = STATUS_WORDS[wanted]
    if not allowed_status(case.role, wanted):
        raise Rejected("forbidden", f"Peran Anda tidak boleh mengubah status menjadi {word}.")
    if wanted is incident.status:
        raise Rejected("nothing_changed", f"Statusnya memang sudah {word}.")
    if incident.merged_into:
        raise Rejected("incident_merged", "Kejadian ini sudah digabung; ubah status kejadian induknya.")
    if wanted is Status.OPEN:
        if len(command.note) < MIN_REASON:
            raise Rejected("note_missing", "Membuka kembali memerlukan catatan alasannya.")
    elif STATUSES.index(wanted) < STATUSES.index(incident.status):
        raise Rejected(
            "status_backwards", f"Dari {STATUS_WORDS[incident.status]} tidak dapat mundur ke {word}."
        )
    closing_gate.require(case, incident, wanted)
    return [
        StatusChanged(
            incident_id=incident.id,
            status=wanted,
            note=command.note,
            public=command.public,
            # The clocks of a reopened incident start again.
            due_at=case.due_at(incident, wanted, anew=wanted is Status.OPEN),
        )
    ]


def _note(command: AddNote, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    return [NoteAdded(incident_id=incident.id, text=command.text, public=command.public)]


_HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {
    DisposeIncident: _dispose,
    ClaimIncident: _claim,
    ReleaseIncident: _release,
    ChangeSeverity: _severity,
    ChangeCategory: _category,
    RelocateIncident: _relocate,
    AssignAgencies: assignment.assign,
    ChangeStatus: _status,
    AddNote: _note,
    **order_handlers.HANDLERS,
    **contact_handlers.HANDLERS,
    **closing_handlers.HANDLERS,
    **step_handlers.HANDLERS,
    **merge_handlers.HANDLERS,
    **outreach_handlers.HANDLERS,
    **shift_handlers.HANDLERS,
    **scene_handlers.HANDLERS,
}
