"""What the room talks about: reports and incidents.

Times are integer milliseconds since the Unix epoch in UTC. Positions are WGS 84 degrees; `None` where
nobody knows. Identifiers are integers that run per log; people see them through `incident_ref` and
`report_ref`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

MAX_TEXT: Final = 4000
"""Longest free text of a report or note, in characters."""

Text = Annotated[str, Meta(max_length=MAX_TEXT)]
Line = Annotated[str, Meta(max_length=300)]
Code = Annotated[str, Meta(max_length=64)]
Url = Annotated[str, Meta(max_length=2000)]
Millis = Annotated[int, Meta(ge=0, le=253_402_300_799_999)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]


class Severity(StrEnum):
    """How bad it is, worst first. Shown by colour, shape, word and order."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for the worst, 3 for the mildest."""
        return SEVERITIES.index(self)


SEVERITIES: Final = tuple(Severity)


class Status(StrEnum):
    """Where an incident stands."""

    OPEN = "open"
    DISPATCHED = "dispatched"
    ON_SCENE = "on_scene"
    RESOLVED = "resolved"
    CLOSED = "closed"

    @property
    def is_open(self) -> bool:
        """True while somebody still has to act."""
        return self not in (Status.RESOLVED, Status.CLOSED)


STATUSES: Final = tuple(Status)


class Disposition(StrEnum):
    """What a report turned out to be."""

    UNREVIEWED = "unreviewed"
    VALID = "valid"
    PRANK = "prank"
    GHOST = "ghost"
    DUPLICATE = "duplicate"
    INFORMATION = "information"
    OUTSIDE = "outside"

    @property
    def is_incident(self) -> bool:
        """True where the report needs handling by the room."""
        return self in (Disposition.UNREVIEWED, Disposition.VALID)


DISPOSITIONS: Final = tuple(Disposition)


class Placement(StrEnum):
    """How the position of a report is known."""

    UNKNOWN = "unknown"
    EXACT = "exact"
    """Coordinates given by a device, or clicked on the map."""
    STREET = "street"
    LANDMARK = "landmark"
    AREA = "area"
    """The centre of a kelurahan: approximate."""
    MOVED = "moved"
    """Carried into the city from elsewhere for an exercise."""


PLACEMENTS: Final = tuple(Placement)


class Role(StrEnum):
    """What somebody is allowed to be. One session has one role."""

    WALL = "wall"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    LEADER = "leader"
    AGENCY = "agency"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Suggestion(Struct, frozen=True, omit_defaults=True):
    """What the rules made of a report, with the reasons in Indonesian, for people to correct."""

    category: Code = ""
    severity: Severity = Severity.LOW
    category_reason: Line = ""
    severity_reason: Line = ""


class Report(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One citizen's or sensor's message, as it came; never edited. Carries no identity of the reporter."""

    id: int
    day_no: int
    """Running number of the local day, for the ticket."""
    received_at: Millis
    reported_at: Millis
    """When the source says it was reported; equals `received_at` where it does not say."""
    source: Code
    """Which door: `open311`, `operator`, `file`."""
    channel: Code = ""
    """What the citizen used: `112`, `app`, `social` or the name of an export."""
    source_ref: Line = ""
    """The source's own identifier, for idempotent intake."""
    text: Text = ""
    category: Code = ""
    """As stated by the source; empty when it did not state one."""
    lat: Latitude | None = None
    lon: Longitude | None = None
    placement: Placement = Placement.UNKNOWN
    area: Code = ""
    place: Line = ""
    outside_m: int = 0
    """Metres beyond the city's edge; 0 inside or unknown."""
    moved_from: tuple[Latitude, Longitude] | None = None
    media: tuple[Url, ...] = ()
    """Addresses as given by the source: kept, never fetched."""
    attributes: dict[str, str] = {}
    reporter: Code = ""
    """Keyed hash of the reporter's phone or e-mail; empty for anonymous."""
    disposition: Disposition = Disposition.UNREVIEWED
    suggestion: Suggestion | None = None
    times: dict[Code, Millis] = {}
    """Milestones of the call itself (`answered`, `located`, `typed`) where somebody took it down."""
    incident_id: int = 0
    """The incident that holds it; 0 for none (a prank call, plain information)."""


class Incident(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What the room handles: holds one or many reports."""

    id: int
    day_no: int
    severity: Severity
    category: Code
    title: Line
    opened_at: Millis
    updated_at: Millis
    status: Status = Status.OPEN
    disposition: Disposition = Disposition.UNREVIEWED
    place: Line = ""
    area: Code = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    placement: Placement = Placement.UNKNOWN
    outside_m: int = 0
    agencies: tuple[Code, ...] = ()
    """Agencies it was assigned to, lead first; empty until somebody assigns."""
    owner: Code = ""
    """User name of the one person responsible in the room; empty while unclaimed."""
    owner_at: Millis = 0
    """When the owner last acted on it; a claim without action goes stale."""
    due_at: Millis = 0
    """Deadline of the running SLA phase; 0 for none."""
    report_count: int = 1
    merged_into: int = 0
    summary: Annotated[str, Meta(max_length=280)] = ""
    """Beginning of the first report's text, for lists and search."""
    version: int = 0
    """Sequence number of the last event that touched it: what `expect` compares."""


def _day(at: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).strftime("%y%m%d")


def incident_ref(prefix: str, opened_at: int, day_no: int, zone: ZoneInfo) -> str:
    """The number people say: prefix of the city, local day, running number, e.g. `KB-261121-0187`."""
    return incident_number(prefix, _day(opened_at, zone), day_no)


def incident_number(prefix: str, day: str, day_no: int) -> str:
    """The same where the local day is known already, as `261121`."""
    return f"{prefix}-{day}-{day_no:04d}"


def report_ref(prefix: str, received_at: int, day_no: int, zone: ZoneInfo) -> str:
    """The citizen's ticket, e.g. `KBL-261121-00123`."""
    return f"{prefix}L-{_day(received_at, zone)}-{day_no:05d}"
