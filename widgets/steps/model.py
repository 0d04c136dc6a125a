"""What the checklist and the times are fed with, made anew whenever something in it changed."""

from __future__ import annotations

from dataclasses import dataclass

from services.contract.closing import StepState


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the playbook and what became of it."""

    code: str
    text: str
    mandatory: bool = False
    state: StepState = StepState.OPEN
    by: str = ""
    at: int = 0
    reason: str = ""

    @property
    def holds_back(self) -> bool:
        """True where the incident cannot be finished without it."""
        return self.mandatory and self.state is StepState.OPEN


@dataclass(frozen=True, slots=True)
class StepsData:
    """The checklist of one incident. Times in milliseconds since the epoch, 0 = none."""

    incident_id: int
    lines: tuple[StepLine, ...] = ()
    earlier: tuple[StepLine, ...] = ()
    """What was marked while it had another category."""
    controllable: bool = False
    """It can still be noted that the situation is under control."""
    editable: bool = False


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One moment of an incident."""

    word: str
    at: int
    since_ms: int = -1
    """Milliseconds since the moment before it; -1: there is none."""
