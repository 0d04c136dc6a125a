"""What somebody asks of the console itself. What they ask of the room is a command of the contract.

Widgets emit two kinds of wishes: `command_requested(Command)` (services.contract.commands, goes through the
outbox) and `view_requested(ViewIntent)` (these, carried out by this console at once).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Search:
    """Full-text search in the queue; empty text ends it."""

    text: str


@dataclass(frozen=True, slots=True)
class SelectIncident:
    """Show this incident in queue, map and detail."""

    incident_id: int


@dataclass(frozen=True, slots=True)
class ShowMap:
    """`points`, `heat`, or `home`: back to the view before the last gesture."""

    mode: Literal["points", "heat", "home"]


@dataclass(frozen=True, slots=True)
class ShowStreets:
    """Streets below the areas: from OpenStreetMap over the network, from the city's own file, or none."""

    layer: Literal["osm", "file"] | None


@dataclass(frozen=True, slots=True)
class UseTheme:
    name: Literal["dark", "light"]


@dataclass(frozen=True, slots=True)
class UseLanguage:
    code: Literal["id", "en"]


@dataclass(frozen=True, slots=True)
class ShowWall:
    """Open the wall window, or close it again."""


@dataclass(frozen=True, slots=True)
class UseSound:
    on: bool


@dataclass(frozen=True, slots=True)
class ChooseLog:
    """Look at the live log or at the drill."""

    log: Literal["live", "drill"]


@dataclass(frozen=True, slots=True)
class OpenIntake:
    """Open the form for a new report."""


@dataclass(frozen=True, slots=True)
class ShowKeys:
    """The overlay that lists every key."""


@dataclass(frozen=True, slots=True)
class ShowFigures:
    """How well deadlines are kept."""


@dataclass(frozen=True, slots=True)
class ShowPromises:
    """Only incidents with an open promise in the queue, or all again."""


ViewIntent = (
    Search
    | SelectIncident
    | ShowMap
    | ShowStreets
    | UseTheme
    | UseLanguage
    | ShowWall
    | UseSound
    | ChooseLog
    | OpenIntake
    | ShowKeys
    | ShowFigures
    | ShowPromises
)
