"""What the wall is fed with: plain facts, already decided elsewhere. No person, no report text.

Times are integer milliseconds since the Unix epoch, UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from services.contract.records import Status

AGE_LIMITS_MIN: Final = (15, 60, 240)
"""Upper limits in minutes of the first three age bands; the fourth is everything older."""
BINS: Final = 24
"""Bars of the arrival curve, five minutes each."""


class Link(Enum):
    """What the console knows about its connection to the backend."""

    STARTING = "starting"
    """Nothing was ever received in this run; the picture, if any, is from disk."""
    LIVE = "live"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old the data of one tile was at the moment it was handed over.

    `age_ms`: milliseconds since the backend last vouched for it (event or heartbeat), measured with a
    monotonic clock; the tile keeps counting from there by itself. `data_at`: the backend's time of that
    moment, for saying "data 02.13"; 0 when there never was any.
    """

    age_ms: int
    data_at: int


@dataclass(frozen=True, slots=True)
class Head:
    """The first line. `unclaimed_critical`: open critical incidents without an owner in the room."""

    city: str = ""
    open_count: int = 0
    unclaimed_critical: int = 0
    scene: str = ""
    """Why the wall looks as it does, and until when; empty for the everyday scene."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Open incidents by severity (worst first) and by age (`AGE_LIMITS_MIN`, youngest first)."""

    by_severity: tuple[int, int, int, int] = (0, 0, 0, 0)
    by_age: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class WorstIncident:
    """One line of the worst list. `title` is the category's title, never what a citizen wrote."""

    incident_id: int
    severity: int
    """Rank, 0 is the worst."""
    title: str
    area: str
    """Name of the kelurahan, or how far outside the city; never a house or a person."""
    agencies: tuple[str, ...]
    """Short names, lead first; empty while nobody is assigned."""
    opened_at: int
    status: Status
    claimed: bool = False
    reports: int = 1


@dataclass(frozen=True, slots=True)
class Worst:
    """The worst open incidents in their order; `total` counts all open ones, shown or not."""

    incidents: tuple[WorstIncident, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class AgencyLoad:
    """Open incidents that one agency leads or supports, and how many of them are past their deadline."""

    name: str
    open_count: int
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Loads:
    """Agencies with work, busiest first; `unassigned` open incidents have none yet."""

    agencies: tuple[AgencyLoad, ...] = ()
    unassigned: int = 0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Reports per five minutes, oldest first, `BINS` of them; the last one is still filling.

    `start_at`: beginning of the first bin.
    """

    counts: tuple[int, ...] = (0,) * BINS
    start_at: int = 0


@dataclass(frozen=True, slots=True)
class BriefingCard:
    """What the briefing shows at this moment. Names people of the room and agencies, never a reporter."""

    number: int
    """Counted from 1."""
    cards: int
    title: str
    caption: str = ""
    """Chapter of the handover, e.g. `Tidak stabil`."""
    severity: int = -1
    """Rank, 0 is the worst; -1: no incident."""
    ref: str = ""
    place: str = ""
    since: str = ""
    who: str = ""
    next: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    """What is not shown one by one: caption and number."""
    steps: tuple[float, ...] = (1.0,)
    """Length of every card as a share of the whole."""
    done: float = 0.0
    """Share of the whole that is over."""
    left: str = ""
    """Time that is left, in words."""
    paused: bool = False
    remarks: tuple[str, ...] = ()
    """What people should know: no voice, only on this wall."""
