"""Scenes of the wall: the briefing at shift change, the same on every wall.

The record holds which items are shown and for how long, and where it stood when it was last moved. Nobody's
words are in it: each wall shows an incident as it stands at that moment.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Final

from msgspec import Meta, Struct

from services.contract.briefing import Chapter
from services.contract.commands import Command
from services.contract.events import Body
from services.contract.records import Code, Line, Millis

BRIEFING_MS: Final = 90_000
"""How long a briefing takes when nobody stops it."""
PAUSE_MOST_MS: Final = 10 * 60_000
"""A pause that lasts longer ends the briefing: the wall is never left standing in one."""
MOST_CARDS: Final = 60


class CardKind(StrEnum):
    ITEM = "item"
    """One incident."""
    REST = "rest"
    """How many more there are, by chapter."""
    NOTHING = "nothing"
    """There is nothing to hand over."""


class Card(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One step of a briefing, and how long it is shown."""

    kind: CardKind
    ms: Annotated[int, Meta(ge=1, le=BRIEFING_MS)]
    chapter: Chapter | None = None
    key: Code = ""
    """As in the handover, e.g. `incident:187`."""
    next: Line = ""
    """What comes next, as generated at the start: a wall is not told of orders."""
    counts: tuple[tuple[Chapter, int], ...] = ()


class Briefing(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One briefing: it stood at `position_ms` of its timetable at server time `since`."""

    id: int
    by: Code
    at: Millis
    """When it began."""
    handover_id: int = 0
    """The one that was open; 0: none was."""
    cards: Annotated[tuple[Card, ...], Meta(min_length=1, max_length=MOST_CARDS)]
    since: Millis
    position_ms: int = 0
    paused: bool = False
    moved_by: Code = ""
    """Who paused, resumed or stepped it last."""
    ended_at: Millis = 0
    """When somebody ended it; 0: nobody did, it ends with its timetable."""
    ended_by: Code = ""


class Act(StrEnum):
    PAUSE = "pause"
    RESUME = "resume"
    GO = "go"
    """To the beginning of a card; after the last one: end."""
    END = "end"


# --- what happened ---


class BriefingStarted(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "briefing.started"
    briefing: Briefing


class BriefingMoved(Body, frozen=True, kw_only=True):
    """Paused, resumed or stepped: from now on it stands there."""

    KIND: ClassVar[str] = "briefing.moved"
    briefing_id: int
    position_ms: int
    paused: bool = False


class BriefingEnded(Body, frozen=True, kw_only=True):
    """Somebody ended it before its time."""

    KIND: ClassVar[str] = "briefing.ended"
    briefing_id: int
    position_ms: int


# --- what somebody wants ---


class StartBriefing(Command, frozen=True, kw_only=True, tag="briefing.start"):
    """Of the room as it stands; what has to be restated in an open handover comes first."""

    OFFLINE_MS: ClassVar[int] = 0


class ControlBriefing(Command, frozen=True, kw_only=True, tag="briefing.control"):
    """`card`: where `go` leads. It names the card and not a direction, so that two who press at once, or
    one who presses as the card changes by itself, skip nothing."""

    OFFLINE_MS: ClassVar[int] = 0
    briefing_id: int
    act: Act
    card: Annotated[int, Meta(ge=0, le=MOST_CARDS)] = 0
