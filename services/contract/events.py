"""What happened, in the past tense. The log is these, in one total order."""

from __future__ import annotations

from typing import Annotated, ClassVar

from msgspec import Meta, Raw, Struct

from services.contract.records import (
    Code,
    Disposition,
    Incident,
    Latitude,
    Line,
    Longitude,
    Millis,
    Placement,
    Report,
    Role,
    Severity,
    Status,
    Text,
)

VERSION = 1


class Envelope(Struct, frozen=True, kw_only=True):
    """One entry of the log. `body` stays encoded until somebody who knows `kind` asks for it."""

    v: int = VERSION
    epoch: str
    """Identity of this log; changes when a log starts anew."""
    seq: int
    """1, 2, 3 … without gaps within an epoch."""
    at: Millis
    kind: str
    actor: str = ""
    cause: str = ""
    """UUID of the command behind it; empty for the system's own acts."""
    body: Raw


class Body(Struct, frozen=True, omit_defaults=True):
    """Base of all event bodies. `KIND` names it on the wire; `incident_id` ties it to a timeline."""

    KIND: ClassVar[str] = ""


class ReportReceived(Body, frozen=True, kw_only=True):
    """A report arrived. `incident` present: it opened that incident; absent: it was attached to
    `report.incident_id`, or logged without one where that is 0."""

    KIND: ClassVar[str] = "report.received"
    report: Report
    incident: Incident | None = None

    @property
    def incident_id(self) -> int:
        return self.report.incident_id


class IncidentDisposed(Body, frozen=True, kw_only=True):
    """The room decided what an incident's reports are. Anything but `valid` closes it; `duplicate` hands its
    reports to `target_id`."""

    KIND: ClassVar[str] = "incident.disposed"
    incident_id: int
    disposition: Disposition
    target_id: int = 0
    report_count: int = 0
    """Reports that go to the target."""
    reason: Line = ""


class IncidentClaimed(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "incident.claimed"
    incident_id: int
    owner: Code
    previous: Code = ""
    reason: Line = ""


class IncidentReleased(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "incident.released"
    incident_id: int
    previous: Code
    reason: Line = ""


class SeverityChanged(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "incident.severity_changed"
    incident_id: int
    severity: Severity
    reason: Line
    due_at: Millis = 0


class CategoryChanged(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "incident.category_changed"
    incident_id: int
    category: Code
    title: Line
    reason: Line = ""
    due_at: Millis = 0


class IncidentRelocated(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "incident.relocated"
    incident_id: int
    lat: Latitude | None = None
    lon: Longitude | None = None
    placement: Placement = Placement.UNKNOWN
    area: Code = ""
    place: Line = ""
    outside_m: int = 0
    reason: Line = ""


class AgenciesAssigned(Body, frozen=True, kw_only=True):
    """The whole list as it is now, lead first. `task` and `due_at` are what was asked, word for word."""

    KIND: ClassVar[str] = "incident.assigned"
    incident_id: int
    agencies: tuple[Code, ...]
    task: Text = ""
    due_at: Millis = 0


class StatusChanged(Body, frozen=True, kw_only=True):
    """`note` is shown to the citizen where `public`."""

    KIND: ClassVar[str] = "incident.status_changed"
    incident_id: int
    status: Status
    note: Text = ""
    public: bool = False
    due_at: Millis = 0


class NoteAdded(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "incident.note_added"
    incident_id: int
    text: Text
    public: bool = False


class ReporterRevealed(Body, frozen=True, kw_only=True):
    """Somebody looked at a reporter's identity (UU 27/2022): who, which report, why. Never the identity."""

    KIND: ClassVar[str] = "reporter.revealed"
    incident_id: int
    report_id: int
    reason: Line


class OriginalOpened(Body, frozen=True, kw_only=True):
    """Somebody took the original of a photograph, with its place, time and device: who (actor), as what."""

    KIND: ClassVar[str] = "photo.original_opened"
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    role: Role


class DrillStarted(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "drill.started"
    reason: Line = ""


class DrillEnded(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "drill.ended"
    reason: Line = ""


class IntakeRefused(Body, frozen=True, kw_only=True):
    """Something came in that could not be taken: kept in the log so that nothing is dropped in silence."""

    KIND: ClassVar[str] = "intake.refused"
    source: Code
    code: Code
    message: Line
    excerpt: Line = ""


class AccountChanged(Body, frozen=True, kw_only=True):
    """User administration and sign-in protection, for the audit: `created`, `role_changed`, `locked` …"""

    KIND: ClassVar[str] = "account.changed"
    account: Code
    change: Code
    detail: Line = ""
