"""What goes into the desk and what comes out of it."""

from __future__ import annotations

from msgspec import Struct

from services.contract.briefing import Document, Item
from services.contract.records import (
    Code,
    Disposition,
    Latitude,
    Line,
    Longitude,
    Millis,
    Placement,
    Role,
    Severity,
    Text,
    Url,
)
from services.contract.shifts import Newest


class Identity(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Who reported, as stated. Stored apart from the log, shown only by a reveal."""

    name: str = ""
    phone: str = ""
    email: str = ""
    account_id: str = ""
    device_id: str = ""

    def __bool__(self) -> bool:
        return bool(self.name or self.phone or self.email or self.account_id or self.device_id)


NOBODY = Identity()


class ReportDraft(Struct, frozen=True, kw_only=True):
    """A report before the desk numbers, places and judges it. Times in milliseconds, 0: now."""

    source: Code
    channel: Code = ""
    source_ref: Line = ""
    text: Text = ""
    category: Code = ""
    """As stated by the source; wins over the suggestion."""
    severity: Severity | None = None
    severity_reason: Line = ""
    reported_at: Millis = 0
    lat: Latitude | None = None
    lon: Longitude | None = None
    placement: Placement | None = None
    """None: exact with coordinates, the centre of the area with an area alone."""
    area: Code = ""
    place: Line = ""
    moved_from: tuple[Latitude, Longitude] | None = None
    media: tuple[Url, ...] = ()
    attributes: dict[str, str] = {}
    reporter: Identity = NOBODY
    disposition: Disposition = Disposition.UNREVIEWED
    times: dict[str, int] = {}
    """Milestones of the call, as the console took them in the server's time."""
    incident_id: int = 0
    """Attach to this incident instead of opening one."""


class Accepted(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A report that is in the log. `incident_id` 0: it needs no handling (a prank call)."""

    report_id: int
    ref: str
    """The citizen's ticket."""
    incident_id: int = 0
    incident_ref: str = ""
    """Empty where it was attached to an earlier incident."""
    repeated: bool = False
    """This key had been filed before: nothing new was written."""


class Drawn(Struct, frozen=True, kw_only=True):
    """The picture a handover is opened with, made from the log; of one that was frozen without a line also
    what happened since."""

    document: Document
    body: bytes
    """Its bytes."""
    digest: str
    newest: Newest
    last_handover_id: int
    """The newest handover as of that entry."""
    newest_at: int
    """Time of the newest thing in it."""
    arrived: tuple[Item, ...] = ()
    """Unstable now, not then."""
    gone: tuple[Item, ...] = ()
    """Unstable then, not open any more."""


class Session(Struct, frozen=True, kw_only=True):
    """Who acts, in the one role chosen for the session."""

    user: str
    role: Role
    agency: str = ""
    """The agency of a duty officer; empty for everybody else."""
    drawn: Drawn | None = None
    """Found out for one command before it is decided: the picture it opens with."""
    proven: str = ""
    """The same: somebody else whose password came with it, sealed."""
    listed: str = ""
    """The same: the item it is about, where the handover's document has it."""
