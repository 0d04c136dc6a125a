"""What somebody asks of the console itself. What they ask of the room is a command of the contract.

Widgets emit two kinds of wishes: `command_requested(Command)` (services.contract.commands, goes through the
outbox) and `view_requested(ViewIntent)` (these, carried out by this console at once).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Search(Struct, frozen=True):
    """Full-text search in the queue; empty text ends it."""

    text: str


class SelectIncident(Struct, frozen=True):
    """Show this incident in queue, map and detail."""

    incident_id: int


class ShowMap(Struct, frozen=True):
    """`points`, `heat`, or `home`: back to the view before the last gesture."""

    mode: Literal["points", "heat", "home"]


class ShowStreets(Struct, frozen=True):
    """Streets below the areas: from OpenStreetMap over the network, from the city's own file, or none."""

    layer: Literal["osm", "file"] | None


class UseTheme(Struct, frozen=True):
    name: Literal["dark", "light"]


class UseLanguage(Struct, frozen=True):
    code: Literal["id", "en"]


class ShowWall(Struct, frozen=True):
    """Open the wall window, or close it again."""


class UseSound(Struct, frozen=True):
    on: bool


class ChooseLog(Struct, frozen=True):
    """Look at the live log or at the drill."""

    log: Literal["live", "drill"]


class OpenIntake(Struct, frozen=True):
    """Open the form for a new report."""


class ShowKeys(Struct, frozen=True):
    """The overlay that lists every key."""


class ShowFigures(Struct, frozen=True):
    """How well deadlines are kept."""


class ExportPeriod(Struct, frozen=True):
    """A report about a period; `when` as people say it, empty for last month."""

    when: str


class ShowPromises(Struct, frozen=True):
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
    | ExportPeriod
)
