"""The document of a handover: generated, hashed, the same for ever. Its words are Indonesian."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from services.contract.records import Code, Line, Millis

FORMAT = 1


class Chapter(StrEnum):
    """Parts of a handover, in the order in which they are read."""

    UNSTABLE = "unstable"
    WATCH = "watch"
    ORDERS = "orders"
    RECEIPTS = "receipts"
    ACTIONS = "actions"
    PROMISES = "promises"
    CLOCKS = "clocks"
    UNSEEN = "unseen"
    SUPPRESSED = "suppressed"
    CHANNELS = "channels"
    CONTACTS = "contacts"
    INSTRUCTIONS = "instructions"
    STABLE = "stable"


CHAPTERS = tuple(Chapter)


class Item(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One line: what, where, since, who, next step."""

    key: Code
    """The same over all shifts, e.g. `incident:187`."""
    title: Line
    place: Line = ""
    since: Millis = 0
    who: Line = ""
    next: Line = ""
    due_at: Millis = 0
    rank: int = -1
    """Severity, 0 the worst; -1: none."""
    ref: Line = ""
    note: Line = ""
    crossed: int = 0
    """How many handovers it was carried over."""


class Part(Struct, frozen=True, kw_only=True):
    chapter: Chapter
    items: tuple[Item, ...] = ()


class Document(Struct, frozen=True, kw_only=True):
    """A handover as of entry `seq` of the log `epoch`, generated at server time `at`."""

    format: int = FORMAT
    epoch: str
    seq: int
    at: Millis
    city: Line
    watch_id: int
    outgoing: Code
    since: Millis
    """When the outgoing watch began; 0: there is none."""
    parts: tuple[Part, ...]
