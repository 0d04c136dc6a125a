"""A command that waits in the outbox, as everybody sees it. Needs no database."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from services.contract.messages import Do


class Waiting(StrEnum):
    """Why an entry is still in the outbox."""

    OUTCOME = "outcome"
    """Queued or sent; its outcome is not known."""
    EXPIRED = "expired"
    """Waited too long: a human has to send it again or drop it."""
    REJECTED = "rejected"
    """Refused: a human has to take note."""


class Entry(Struct, frozen=True, kw_only=True):
    """One command as it was given. A retry sends the very same bytes."""

    do: Do
    data: bytes
    state: Waiting = Waiting.OUTCOME
    message: str = ""
