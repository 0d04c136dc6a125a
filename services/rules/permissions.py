"""Who may send and read what: one table, deny by default. The backend enforces it, roles only hide.

Norms: administrators do not read reporters, auditors change nothing, the wall sees no reporter data
(STANDARDS.md, "Security"; UU 27/2022).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from services.contract.records import Role, Status

READ_BOARD: Final = "read.board"
READ_REPORT_TEXT: Final = "read.report_text"
READ_HANDOVER: Final = "read.handover"
"""Handovers and their figures: everything that is open in the room, so not for one agency."""
READ_REPORTER: Final = "read.reporter"
"""May ask for a reporter's identity at all; each look still needs `reporter.reveal` with a reason."""
READ_AUDIT: Final = "read.audit"
READ_PERIOD: Final = "read.period"
"""Periods for planning: counts, streets and times of incidents, no words and no names."""
ADMIN_USERS: Final = "admin.users"
"""Users, sessions and API keys."""

_READ_ROOM = frozenset({READ_BOARD, READ_REPORT_TEXT})
_OPERATOR = _READ_ROOM | {
    READ_HANDOVER,
    "report.submit",
    "incident.dispose",
    "incident.claim",
    "incident.release",
    "incident.change_category",
    "incident.relocate",
    "incident.change_status",
    "incident.add_note",
    "incident.mark_step",
    "shift.note",
    "shift.seat",
    "instruction.confirm",
    "incident.mark_milestone",
    "incident.unmerge",
    "order.receipt",
    "contact.call",
    "unit.position",
    "clock.ask_pause",
    "promise.make",
    "promise.settle",
    "reporter.tell",
}
_CONTACTS = frozenset({"contact.save", "contact.remove", "duty.save", "duty.remove", "outreach.test"})
_HANDOVER = frozenset(
    {
        "watch.take",
        "instruction.give",
        "instruction.end",
        "handover.open",
        "handover.ask",
        "handover.answer",
        "handover.restate",
        "handover.sign",
        "handover.refuse",
        "handover.remark",
    }
)
_BRIEFING = frozenset({"briefing.start", "briefing.control"})
"""A scene of the wall: it changes nothing but what the walls show, and the log says who held it."""
_SUPERVISOR = (
    _OPERATOR
    | _CONTACTS
    | _HANDOVER
    | _BRIEFING
    | {
        "incident.change_severity",
        "incident.assign",
        "order.issue",
        "outreach.send",
        "clock.decide_pause",
        "clock.resume",
        "proof.file",
        "proof.verify",
        "reporter.reveal",
        "drill.start",
        "drill.end",
        READ_REPORTER,
        READ_AUDIT,
        READ_PERIOD,
    }
)

_LEADER = {
    READ_HANDOVER,
    READ_PERIOD,
    "shift.note",
    "instruction.give",
    "handover.remark",
    "incident.add_note",
    "incident.change_severity",
    "order.issue",
    "order.receipt",
    "delegation.give",
    "delegation.end",
    "delegation.ratify",
    "clock.decide_pause",
    "proof.verify",
}
_AGENCY = {
    "incident.change_status",
    "incident.add_note",
    "incident.mark_milestone",
    "order.receipt",
    "proof.file",
    "contact.save",
    "contact.remove",
    "duty.save",
    "duty.remove",
    "unit.position",
}

PERMISSIONS: Final = MappingProxyType(
    {
        # Whoever stands at the wall may hold a briefing at its own keyboard.
        Role.WALL: frozenset(_BRIEFING | {READ_BOARD}),
        Role.OPERATOR: frozenset(_OPERATOR),
        Role.SUPERVISOR: frozenset(_SUPERVISOR),
        # Leadership commands through people: severity and notes are theirs, the handling stays the room's.
        Role.LEADER: frozenset(_READ_ROOM | _LEADER | _BRIEFING),
        # The field: its own incidents, orders, contacts and roster only; the handlers look.
        Role.AGENCY: frozenset(_READ_ROOM | _AGENCY),
        Role.ADMINISTRATOR: frozenset(
            _CONTACTS | {READ_BOARD, READ_AUDIT, READ_PERIOD, ADMIN_USERS, "drill.start", "drill.end"}
        ),
        Role.AUDITOR: frozenset(_READ_ROOM | {READ_HANDOVER, READ_AUDIT, READ_PERIOD}),
    }
)
"""Command tags and read permissions of each role. What is not listed is refused."""

_NOTHING: frozenset[str] = frozenset()
_FIELD_STATUSES = frozenset({Status.ON_SCENE, Status.RESOLVED})
STATUSES: Final = MappingProxyType(
    {
        # Verification and closing are the supervisor's: the one who took the report does not also close it.
        Role.OPERATOR: frozenset({Status.OPEN, Status.DISPATCHED, Status.ON_SCENE}),
        Role.SUPERVISOR: frozenset(Status),
        Role.AGENCY: _FIELD_STATUSES,
    }
)
"""Into which status a role may bring an incident; an agency only incidents assigned to it."""

OWN_INCIDENTS_ONLY: Final = frozenset({Role.AGENCY})
"""Roles whose commands are limited to incidents assigned to their agency."""


def allowed(role: Role, tag: str) -> bool:
    """True where `role` may send the command `tag` or use that read permission."""
    return tag in PERMISSIONS.get(role, _NOTHING)


def allowed_status(role: Role, status: Status) -> bool:
    """True where `role` may bring an incident into `status`."""
    return allowed(role, "incident.change_status") and status in STATUSES.get(role, frozenset())


def tags_for(role: Role) -> tuple[str, ...]:
    """Everything `role` may do, sorted: what `Welcome.permissions` carries."""
    return tuple(sorted(PERMISSIONS.get(role, _NOTHING)))
