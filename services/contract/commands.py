"""What somebody wants, in the imperative. A command is sent with a UUID; a retry is harmless.

Each type declares how long it may wait for a link (`OFFLINE_MS`): after that the console asks the human
again instead of sending it late. Whether the role may send it is decided in `services.rules.permissions`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from services.contract.records import (
    Code,
    Disposition,
    Latitude,
    Line,
    Longitude,
    Millis,
    Placement,
    Severity,
    Status,
    Text,
)

MINUTE = 60_000
Reason = Annotated[str, Meta(min_length=3, max_length=300)]


class Command(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="type"):
    """Base of all commands."""

    OFFLINE_MS: ClassVar[int] = 5 * MINUTE


class SubmitReport(Command, frozen=True, kw_only=True, tag="report.submit"):
    """The operator's intake. `incident_id` attaches to an incident; a disposition that is no incident logs
    the call only."""

    OFFLINE_MS: ClassVar[int] = 24 * 60 * MINUTE
    text: Text = ""
    channel: Code = "112"
    category: Code = ""
    severity: Severity | None = None
    """None: take the suggested one."""
    severity_reason: Line = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    placement: Placement = Placement.UNKNOWN
    area: Code = ""
    place: Line = ""
    caller_phone: Annotated[str, Meta(max_length=32)] = ""
    caller_name: Annotated[str, Meta(max_length=120)] = ""
    disposition: Disposition = Disposition.VALID
    incident_id: int = 0
    answered_at: Millis = 0
    """When the operator picked up; 0 when unknown. This and the next two in the server's time."""
    located_at: Millis = 0
    """When the place was first known."""
    typed_at: Millis = 0
    """When the words were last changed before it was sent."""


class DisposeIncident(Command, frozen=True, kw_only=True, tag="incident.dispose"):
    incident_id: int
    disposition: Disposition
    target_id: int = 0
    reason: Line = ""


class ClaimIncident(Command, frozen=True, kw_only=True, tag="incident.claim"):
    """Become responsible. Taking it from somebody else whose claim is not stale needs a reason."""

    OFFLINE_MS: ClassVar[int] = 2 * MINUTE
    incident_id: int
    reason: Line = ""


class ReleaseIncident(Command, frozen=True, kw_only=True, tag="incident.release"):
    incident_id: int
    reason: Line = ""


class ChangeSeverity(Command, frozen=True, kw_only=True, tag="incident.change_severity"):
    incident_id: int
    severity: Severity
    reason: Reason


class ChangeCategory(Command, frozen=True, kw_only=True, tag="incident.change_category"):
    incident_id: int
    category: Code
    reason: Line = ""


class RelocateIncident(Command, frozen=True, kw_only=True, tag="incident.relocate"):
    incident_id: int
    lat: Latitude | None = None
    lon: Longitude | None = None
    placement: Placement = Placement.EXACT
    area: Code = ""
    place: Line = ""
    reason: Line = ""


class AssignAgencies(Command, frozen=True, kw_only=True, tag="incident.assign"):
    OFFLINE_MS: ClassVar[int] = 2 * MINUTE
    incident_id: int
    agencies: Annotated[tuple[Code, ...], Meta(min_length=1, max_length=12)]
    task: Text = ""
    where: Line = ""
    """In the words of whoever assigns; empty: the incident's place."""
    due_at: Millis = 0


class ChangeStatus(Command, frozen=True, kw_only=True, tag="incident.change_status"):
    """Forward, or back to `open` (reopening, which needs a note)."""

    incident_id: int
    status: Status
    note: Text = ""
    public: bool = False


class AddNote(Command, frozen=True, kw_only=True, tag="incident.add_note"):
    OFFLINE_MS: ClassVar[int] = 24 * 60 * MINUTE
    incident_id: int
    text: Annotated[str, Meta(min_length=1, max_length=4000)]
    public: bool = False


class RevealReporter(Command, frozen=True, kw_only=True, tag="reporter.reveal"):
    """The identity comes back in the outcome's `result`, once, to this session only."""

    OFFLINE_MS: ClassVar[int] = 0
    report_id: int
    reason: Reason


class StartDrill(Command, frozen=True, kw_only=True, tag="drill.start"):
    OFFLINE_MS: ClassVar[int] = 0
    reason: Line = ""


class EndDrill(Command, frozen=True, kw_only=True, tag="drill.end"):
    OFFLINE_MS: ClassVar[int] = 0
    reason: Line = ""
