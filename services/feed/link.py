"""The state of the link in words, from the age of the last message: independent of what a socket believes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from services.contract.messages import DISCONNECTED_MS, STALE_MS

STARTING: Final = "starting"
"""Code of the `KnownError` an endpoint raises while a backend is being started."""


class LinkState(StrEnum):
    """What the room may believe about the picture it sees."""

    NEVER = "never"
    """No message yet since the console started: the picture comes from the disk, if there is one."""
    LIVE = "live"
    STALE = "stale"
    DISCONNECTED = "disconnected"


class Phase(StrEnum):
    """What the socket is doing about it."""

    WAITING = "waiting"
    CONNECTING = "connecting"
    OPEN = "open"
    REFUSED = "refused"
    """The backend answered and does not want us (token, certificate)."""


@dataclass(frozen=True, slots=True)
class Socket:
    """The client's own view, for the diagnostics and the sentence beside the link state."""

    phase: Phase = Phase.WAITING
    detail: str = ""
    """An Indonesian sentence on why there is no connection; empty when there is one."""
    code: str = ""
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the backend is. `url` is http(s) or ws(s); `authority` an additional certificate (PEM file)."""

    url: str
    token: str = ""
    authority: Path | None = None


def link_state(age_ms: float | None) -> LinkState:
    """State by the age of the last message; None: there has been none."""
    if age_ms is None:
        return LinkState.NEVER
    if age_ms >= DISCONNECTED_MS:
        return LinkState.DISCONNECTED
    return LinkState.STALE if age_ms >= STALE_MS else LinkState.LIVE
