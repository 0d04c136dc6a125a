"""What the closing parts of the detail are fed with: one `ClosingData`, made anew whenever something changed.

Words come ready to read. Times in milliseconds since the epoch, 0 = none. Photographs are named by their
hash; a `PictureSource` has the pictures.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from PySide6.QtGui import QImage

Copy = Literal["thumbnail", "display"]


class PictureSource(Protocol):
    """Pictures by their hash."""

    def picture(self, sha256: str, copy: Copy) -> QImage | None:
        """The picture; None while it is on its way or cannot be had."""
        ...

    def why(self, sha256: str, copy: Copy) -> str:
        """Why it cannot be had, in words; empty while it is on its way."""
        ...

    def instead(self, sha256: str) -> str:
        """A word or two in the place of a thumbnail that is not there."""
        ...


class ProofState(StrEnum):
    """What became of a proof."""

    FILED = "filed"
    """Nothing found, not chosen: it counts."""
    WAITING = "waiting"
    """Somebody outside the agency has to look."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One thing the checks say."""

    words: str
    suspicious: bool = False
    photo: int = -1
    seen: str = ""
    """Hash of the earlier photo it looks like."""
    seen_incident: int = 0
    seen_words: str = ""
    """Where that was used: number and title."""


@dataclass(frozen=True, slots=True)
class ProofCard:
    """One proof with everything said about it."""

    proof_id: int
    state: ProofState
    at: int
    who: str
    """Officer and agency."""
    place: str
    """Distance to the incident in words."""
    note: str = ""
    photos: tuple[str, ...] = ()
    findings: tuple[FindingLine, ...] = ()
    sample: str = ""
    sampled: bool = False
    verdict: str = ""
    """By whom it was accepted or rejected, and their words."""
    verifiable: bool = False
    """This user may decide about it."""
    why_not: str = ""
    """Why not, where somebody has to."""


@dataclass(frozen=True, slots=True)
class PauseState:
    """The clock that stands still, or is asked to."""

    kind: str
    reason: str
    by: str
    at: int
    """Since when: asked, or approved."""
    running: bool
    approver: str = ""
    own: bool = False
    """Asked by this user, who may not decide."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What a reporter was promised."""

    promise_id: int
    text: str
    due_at: int
    by: str
    settled: bool = False
    kept: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClosingData:
    """Everything about finishing one incident."""

    incident_id: int
    asked: bool = False
    """Its category is not finished without proof."""
    closed: bool = False
    clock: bool = False
    """A deadline runs that could be paused."""
    pause: PauseState | None = None
    paused: str = ""
    """How long its clock stood still so far, in words; empty: never."""
    proofs: tuple[ProofCard, ...] = ()
    """The newest first."""
    promises: tuple[PromiseLine, ...] = ()
    reporters: int = 1
    """How many reports would hear."""


@dataclass(frozen=True, slots=True)
class ClosingChoices:
    """What the prompts offer, and what is said about the checks."""

    pause_kinds: tuple[tuple[str, str], ...] = ()
    """(code, name)."""
    limits: tuple[str, ...] = ()
    """Sentences: what the checks can and cannot find."""
