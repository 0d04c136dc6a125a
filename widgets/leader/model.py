"""What the leader window is fed with: plain facts in words that are ready to be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the situation and what it is made of."""

    caption: str
    value: str
    note: str
    bad: bool = False
    """Something is late or hangs: said in the system's colour, never in a severity's."""


@dataclass(frozen=True, slots=True)
class WorstLine:
    """One of the worst open incidents."""

    incident_id: int
    rank: int
    title: str
    place: str
    """Area and agencies."""
    opened_at: int


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order of leadership and how far it got."""

    order_id: int
    words: str
    state: str
    """When, to whom, and the lowest unmet rung in words."""
    reached: int
    rungs: int
    wrong: bool = False
    """A read-back differs, somebody cannot, or it hangs beyond its time."""
    over: bool = False
    """Withdrawn, superseded, expired or verified: nothing more is expected."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What the thin link costs. Bytes of the last minute as they came over the line."""

    thin: bool
    used: int = 0
    allowed: int = 0
