"""What a door to the outside needs from the desk behind it.

The backend's desk fits `Desk`; intake never imports the backend, the backend mounts intake.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated, Protocol

from msgspec import Meta, Struct

from services.contract.city import CityPack
from services.contract.events import IntakeRefused
from services.contract.messages import Log
from services.contract.records import Code, Incident, Latitude, Line, Longitude, Millis, Report, Text, Url


class Reporter(Struct, frozen=True, kw_only=True):
    """Who reported, as stated. Goes to the table of reporters, never into the log."""

    first_name: Annotated[str, Meta(max_length=120)] = ""
    last_name: Annotated[str, Meta(max_length=120)] = ""
    phone: Annotated[str, Meta(max_length=32)] = ""
    email: Annotated[str, Meta(max_length=254)] = ""
    account_id: Annotated[str, Meta(max_length=120)] = ""
    device_id: Annotated[str, Meta(max_length=120)] = ""


NOBODY = Reporter()


class Submission(Struct, frozen=True, kw_only=True):
    """One report as a machine handed it in, already checked for form. The desk numbers and places it."""

    log: Log = Log.LIVE
    source: Code = "open311"
    channel: Code = ""
    source_ref: Line = ""
    """Unique within (log, source, channel): the same one again is answered with the first report."""
    text: Text = ""
    category: Code = ""
    reported_at: Millis = 0
    """When the source says it was reported; 0: now."""
    lat: Latitude | None = None
    lon: Longitude | None = None
    area: Code = ""
    """Stated kelurahan, a code of the pack."""
    place: Line = ""
    moved_from: tuple[Latitude, Longitude] | None = None
    media: tuple[Url, ...] = ()
    attributes: dict[str, str] = {}
    reporter: Reporter = NOBODY


class Filed(Struct, frozen=True, kw_only=True):
    """What becomes of a submission."""

    ref: str
    """The ticket, from `report_ref`."""
    report_id: int
    incident_id: int
    repeated: bool = False
    """True where this source reference had been filed before: nothing new was written."""


class Ticket(Struct, frozen=True, kw_only=True):
    """One report as its reporter may see it."""

    ref: str
    report: Report
    incident: Incident | None
    """The incident that holds it now (duplicates: the one that remains)."""
    updated_at: Millis
    """When what the reporter can read last changed; the time of closing for a closed one."""
    note: str = ""
    """Latest note marked public."""


class TicketQuery(Struct, frozen=True, kw_only=True):
    """Which tickets; newest first. `refs` overrides the other filters. Times are half-open [start, end)."""

    log: Log = Log.LIVE
    source: Code = "open311"
    """Only reports of this source: what was told to the room by telephone is nobody else's to read."""
    refs: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    """By the incident's category as it is now."""
    open: bool | None = None
    """None: both open and closed."""
    start: Millis = 0
    """By `received_at`."""
    end: Millis = 0
    """0: no end."""
    updated_after: Millis = 0
    updated_before: Millis = 0
    offset: int = 0
    limit: int = 1000


class Desk(Protocol):
    """The part of the backend's desk that the doors use. Everything runs on the backend's one loop."""

    @property
    def pack(self) -> CityPack: ...

    def epoch(self, log: Log) -> str:
        """Identity of a log; "" for a drill log while no drill runs."""
        ...

    def api_key_name(self, key: str) -> str:
        """Name of a valid, unrevoked key, "" otherwise. Answers from memory: it is asked for every report."""
        ...

    def file(self, submission: Submission) -> tuple[Filed, asyncio.Future[None] | None]:
        """Take a report. It counts once the future has resolved; None: it was on disk before.

        Raises `KnownError`: `drill_inactive`, `not_writable` …; the future may fail with one.
        """
        ...

    async def tickets(self, query: TicketQuery) -> Sequence[Ticket]: ...

    async def refused(self, log: Log, refusal: IntakeRefused) -> None:
        """Log that something came in and was not taken."""
        ...
