"""What the detail panel is fed with: one `DetailData`, made anew whenever something in it changed.

`DetailPanel.set_detail(data)` shows it; `None` shows the empty state. Names of categories, agencies and areas
come translated and ready to read. Texts of citizens are plain text, whatever they contain.
Tickets come separately (`set_tickets`), because they change more often than the incident.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Completeness(StrEnum):
    """How much of the detail is here."""

    COMPLETE = "complete"
    LOADING = "loading"
    """Asked for, on its way."""
    OFFLINE = "offline"
    """No link: what is here is what this console had kept."""


class ReportRow(Struct, frozen=True):
    """One citizen's message behind the incident."""

    report_id: int
    ref: str
    at: int
    channel: str
    """Door in words, e.g. `112`, `aplikasi`."""
    text: str
    known_reporter: bool = False
    """A phone or e-mail is on record (masked); False: anonymous."""
    earlier_reports: int = 0
    """How many reports the same reporter sent before this one."""
    caller: str = ""
    """What their other calls turned out to be, in words."""
    nuisance: bool = False
    """Mostly pranks and ghost calls lately: said, never acted on by itself."""
    place: str = ""
    distance_m: float | None = None
    """From the incident's position; None where unknown."""
    media: tuple[str, ...] = ()
    """Addresses as given. Never fetched, never clickable."""


class TimelineRow(Struct, frozen=True):
    """One line of the timeline."""

    at: int
    who: str
    """Person, agency or door, e.g. `Laporan 112`, `P-1`."""
    text: str


class Rung(Struct, frozen=True):
    """One step of the way from received to closed, with the server's time; 0 = not reached."""

    word: str
    at: int = 0


class SimilarRow(Struct, frozen=True):
    """Another open incident that may be the same, with the reason in words."""

    incident_id: int
    rank: int
    title: str
    ref: str
    reason: str
    """E.g. `120 m · 8 mnt · kata sama: pohon, kabel`."""
    place: str = ""
    said: str = ""
    """Beginning of the first report's words: tells apart what has the same title."""


class Advice(Struct, frozen=True):
    """A suggestion of the rules: what, why, and what is missing to be sure."""

    headline: str
    because: str = ""
    missing: str = ""


class DetailData(Struct, frozen=True):
    """Everything the detail shows of one incident. Times in milliseconds since the epoch, 0 = none."""

    incident_id: int
    rank: int
    ref: str
    title: str
    category: str
    """Code."""
    category_name: str
    status: str
    """`Status` value; what may follow is offered from it."""
    status_word: str
    place: str
    opened_at: int
    report_count: int = 1
    viewers: tuple[str, ...] = ()
    owner: str = ""
    mine: bool = False
    owner_stale: bool = False
    owner_at: int = 0
    agencies: tuple[str, ...] = ()
    """Codes, lead first; empty until somebody assigned."""
    agency_names: str = ""
    suggested_agencies: tuple[str, ...] = ()
    task: str = ""
    """What was asked of the agencies, word for word."""
    due_at: int = 0
    warn_at: int = 0
    """From when on the clock warns; 0 for never."""
    paused: bool = False
    closed: bool = False
    position_note: str = ""
    """How the place is known, e.g. `titik tengah kelurahan · perkiraan`, `320 m di luar kota`."""
    merged_into: int = 0
    rungs: tuple[Rung, ...] = ()
    reports: tuple[ReportRow, ...] = ()
    timeline: tuple[TimelineRow, ...] = ()
    questions: tuple[str, ...] = ()
    similar: tuple[SimilarRow, ...] = ()
    advice: tuple[Advice, ...] = ()
    completeness: Completeness = Completeness.COMPLETE


class Choices(Struct, frozen=True):
    """What can be chosen in the prompts: (code, name) pairs in the order they should be offered."""

    agencies: tuple[tuple[str, str], ...] = ()
    categories: tuple[tuple[str, str], ...] = ()


class Identity(Struct, frozen=True):
    """A reporter's identity, shown for a short time to who revealed it."""

    report_id: int
    name: str = ""
    phone: str = ""
    email: str = ""
