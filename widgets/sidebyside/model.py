"""What the pane is fed with. Citizens' texts are plain text, whatever they contain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SideReport:
    """One citizen's words."""

    at: int
    channel: str
    ref: str
    text: str
    caller: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    incident_id: int
    rank: int
    ref: str
    title: str
    facts: str
    """Status, agencies, owner."""
    place: str
    opened_at: int
    report_count: int
    reports: tuple[SideReport, ...] = ()
    complete: bool = True
    """False while its reports are on their way."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The selected incident, one that may be the same, and what speaks for and against it."""

    left: Side
    right: Side
    distance_m: int
    """-1: unknown."""
    minutes: int
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()
    place: int = 0
    """Which of the candidates, from 0."""
    count: int = 1
    keep: int = 0
    """Incident that should remain unless somebody chooses the other."""
