"""What has to be true before something is called finished: steps, paused clocks, proof, promises."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from services.contract.commands import MINUTE, Command, Reason
from services.contract.events import Body
from services.contract.records import (
    Code,
    Disposition,
    Latitude,
    Line,
    Longitude,
    Millis,
    Status,
    Text,
)

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class StepState(StrEnum):
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


class StepMark(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A step of the playbook and what became of it."""

    step: Code
    """`<category>:<number>`, counted from 0 in the city pack."""
    state: StepState
    text: Line = ""
    mandatory: bool = False
    by: Code = ""
    at: Millis = 0
    reason: Line = ""


class Milestone(StrEnum):
    """Times every incident carries, given by the server (STANDARDS.md, "Times")."""

    ANSWERED = "answered"
    LOCATED = "located"
    TYPED = "typed"
    QUEUED = "queued"
    VIEWED = "viewed"
    ASSIGNED = "assigned"
    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    UNDER_CONTROL = "under_control"
    RESOLVED = "resolved"
    REPORTER_TOLD = "reporter_told"
    CLOSED = "closed"
    REOPENED = "reopened"


class Pause(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A stop of an incident's clock: asked for, approved by somebody else, ended."""

    kind: Code
    """Why, from the pack's list: `waiting_reporter`, `waiting_budget`, `weather`, `third_party`, `other`."""
    reason: Line
    by: Code
    asked_at: Millis
    approver: Code = ""
    verdict: Line = ""
    began_at: Millis = 0
    """When it was approved; 0: not yet."""
    ended_at: Millis = 0
    refused: bool = False
    due_before: Millis = 0
    """The deadline that was running."""


class Photo(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A photograph as it came in. The original is kept under its hash, a stripped copy is shown."""

    sha256: Sha256
    phash: Code = ""
    """Perceptual hash, hexadecimal."""
    width: int = 0
    height: int = 0
    size: int = 0
    taken_at: Millis = 0
    """By its own metadata; 0: not stated."""
    lat: Latitude | None = None
    lon: Longitude | None = None
    camera: Line = ""
    software: Line = ""


class Finding(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One thing the checks say about a proof."""

    code: Code
    words: Line
    suspicious: bool = False
    photo: int = -1
    """Which photo of the proof it is about; -1: the whole proof."""
    seen: Code = ""
    """Hash of the earlier photo it looks like."""
    seen_incident: int = 0


class Proof(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Photo, place, time and person that say: it is fixed."""

    id: int
    incident_id: int
    order_id: int = 0
    photos: Annotated[tuple[Photo, ...], Meta(max_length=8)] = ()
    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: float = 0.0
    at: Millis
    officer: Line = ""
    by: Code = ""
    """User name, or `field:<agency>`, of whoever filed it."""
    agency: Code = ""
    note: Text = ""
    distance_m: float = -1.0
    """From the incident; -1: unknown."""
    findings: tuple[Finding, ...] = ()
    sampled: bool = False
    """Chosen for verification although nothing was found."""
    sample_words: Line = ""
    """How large the agency's share is, and from which record it follows."""
    verified_by: Code = ""
    verified_at: Millis = 0
    accepted: bool = False
    verdict: Line = ""

    @property
    def needs_verification(self) -> bool:
        """True until somebody outside the agency looked at a suspicious or sampled one."""
        return not self.verified_at and (self.sampled or any(f.suspicious for f in self.findings))


class Promise(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Something a citizen was told would happen by a time."""

    id: int
    incident_id: int
    text: Line
    due_at: Millis
    by: Code
    made_at: Millis
    settled_at: Millis = 0
    kept: bool = False
    note: Line = ""


class Merged(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What an incident was before it was merged, so that it can be again."""

    target_id: int
    at: Millis
    by: Code = ""
    status: Status
    disposition: Disposition
    due_at: Millis = 0
    report_count: int = 1
    target_report_count: int = 1


class Told(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What a reporter was told, how, and whether it went out."""

    incident_id: int
    report_id: int = 0
    channel: Code
    """`open311`, `email`, `sms`, `phone` …"""
    text: Text = ""
    state: Code = "handed_over"
    words: Line = ""


# --- what happened ---


class StepMarked(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "incident.step"
    incident_id: int
    mark: StepMark


class MilestoneReached(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "incident.milestone"
    incident_id: int
    milestone: Milestone


class IncidentUnmerged(Body, frozen=True, kw_only=True):
    """A merge is undone; `before` is what the merge had kept."""

    KIND: ClassVar[str] = "incident.unmerged"
    incident_id: int
    target_id: int
    before: Merged
    reason: Line = ""


class PauseAsked(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "clock.pause_asked"
    incident_id: int
    pause: Pause


class PauseDecided(Body, frozen=True, kw_only=True):
    """An approved pause takes the deadline away until it ends."""

    KIND: ClassVar[str] = "clock.pause_decided"
    incident_id: int
    approved: bool
    reason: Line = ""
    due_before: Millis = 0
    """The deadline that an approved one takes away."""


class ClockResumed(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "clock.resumed"
    incident_id: int
    due_at: Millis = 0
    reason: Line = ""


class ProofFiled(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "proof.filed"
    proof: Proof

    @property
    def incident_id(self) -> int:
        return self.proof.incident_id


class ProofVerified(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "proof.verified"
    incident_id: int
    proof_id: int
    accepted: bool
    verdict: Line = ""


class PromiseMade(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "promise.made"
    promise: Promise

    @property
    def incident_id(self) -> int:
        return self.promise.incident_id


class PromiseSettled(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "promise.settled"
    incident_id: int
    promise_id: int
    kept: bool
    note: Line = ""


class ReporterTold(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "reporter.told"
    told: Told

    @property
    def incident_id(self) -> int:
        return self.told.incident_id


# --- what somebody wants ---


class MarkStep(Command, frozen=True, kw_only=True, tag="incident.mark_step"):
    OFFLINE_MS: ClassVar[int] = 60 * MINUTE
    incident_id: int
    step: Code
    state: StepState
    reason: Line = ""


class MarkMilestone(Command, frozen=True, kw_only=True, tag="incident.mark_milestone"):
    incident_id: int
    milestone: Milestone


class UnmergeIncident(Command, frozen=True, kw_only=True, tag="incident.unmerge"):
    incident_id: int
    reason: Reason


class AskPause(Command, frozen=True, kw_only=True, tag="clock.ask_pause"):
    incident_id: int
    kind: Code
    reason: Reason


class DecidePause(Command, frozen=True, kw_only=True, tag="clock.decide_pause"):
    """By somebody else than whoever asked."""

    incident_id: int
    approved: bool
    reason: Line = ""


class ResumeClock(Command, frozen=True, kw_only=True, tag="clock.resume"):
    incident_id: int
    reason: Line = ""


class FileProof(Command, frozen=True, kw_only=True, tag="proof.file"):
    """Photographs were uploaded before and are named by their hash."""

    OFFLINE_MS: ClassVar[int] = 24 * 60 * MINUTE
    incident_id: int
    order_id: int = 0
    photos: Annotated[tuple[Sha256, ...], Meta(max_length=8)] = ()
    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: Annotated[float, Meta(ge=0, le=100_000)] = 0.0
    officer: Line = ""
    note: Text = ""


class VerifyProof(Command, frozen=True, kw_only=True, tag="proof.verify"):
    incident_id: int
    proof_id: int
    accepted: bool
    verdict: Line = ""


class MakePromise(Command, frozen=True, kw_only=True, tag="promise.make"):
    incident_id: int
    text: Annotated[str, Meta(min_length=3, max_length=300)]
    due_at: Millis


class SettlePromise(Command, frozen=True, kw_only=True, tag="promise.settle"):
    incident_id: int
    promise_id: int
    kept: bool
    note: Line = ""


class TellReporter(Command, frozen=True, kw_only=True, tag="reporter.tell"):
    """Tell everybody who reported it: on the public status, and by message where a channel exists."""

    OFFLINE_MS: ClassVar[int] = 60 * MINUTE
    incident_id: int
    text: Annotated[str, Meta(min_length=3, max_length=1000)]
