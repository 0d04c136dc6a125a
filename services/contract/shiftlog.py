"""The shift log as people read it: lines made from the event log, and the watches they belong to."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from msgspec import Struct

from services.contract.shifts import Note

MAX_PAGE: Final = 200
"""Lines of one page."""
MAX_PICTURE: Final = 4 * 1024 * 1024
"""Bytes of a picture of a panel."""


class LogGroup(StrEnum):
    """What a line is about."""

    INCIDENT = "incident"
    REPORTS = "reports"
    ORDER = "order"
    CHANNEL = "channel"
    """Contacts, rosters, calls and messages that did not go out."""
    WATCH = "watch"
    """Who is responsible, handovers, instructions, seats."""
    NOTE = "note"
    SYSTEM = "system"
    """Drills, accounts, looks at what is protected."""


class LogLine(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One line. A burst of reports is one line with its count."""

    seq: int
    last_seq: int
    """The last entry it stands for; equals `seq` for all but bursts."""
    at: int
    last_at: int
    count: int = 1
    group: LogGroup
    who: str = ""
    """Empty for the system itself."""
    words: str = ""
    incident_id: int = 0
    ref: str = ""
    """Number of the incident as people say it."""
    watch_id: int = 0
    """Under whose responsibility it happened; 0: nobody had taken it."""
    note: Note | None = None
    """The note itself where the line is one."""


class WatchSpan(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One watch: the heading of its lines."""

    id: int
    shift: str = ""
    """Name of the city pack's shift."""
    supervisor: str = ""
    since: int
    until: int = 0
    """0: still going on."""


class LogPage(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Newest first."""

    lines: tuple[LogLine, ...] = ()
    watches: tuple[WatchSpan, ...] = ()
    """Those the lines belong to."""
    seq: int = 0
    """Up to which entry of the log these lines were made."""
    behind: int = 0
    """Newer entries that are not made into lines yet."""
    before: int = 0
    """Ask with this for what is older; 0: there is nothing older."""
    reach: int = 0
    """Lines are made from this time on; older ones are still being made. 0: nothing that was asked for is
    missing."""
    looked_to: int = 0
    """Where a search stopped before the beginning: the time it got to; 0: it looked at everything."""
