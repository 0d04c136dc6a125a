"""Everything refused leaves a trace in the log, at a bounded rate."""

from __future__ import annotations

from typing import Final

from services.contract.events import IntakeRefused
from services.contract.messages import Log
from services.intake.masking import mask
from services.intake.ports import Desk

BURST: Final = 20
PER_SECOND: Final = 1.0


class Refusals:
    """Writes `intake.refused`; a flood of refusals is summed up instead of filling the log.

    Up to `BURST` at once and `PER_SECOND` after that are written singly; the next one written says how many
    were only counted.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._tokens = float(BURST)
        self._at = 0.0
        self._uncounted = 0

    async def note(self, log: Log, source: str, code: str, message: str, excerpt: str, now: float) -> None:
        """`now`: monotonic seconds. `excerpt` is shortened and people's numbers in it are hidden."""
        self._tokens = min(float(BURST), self._tokens + (now - self._at) * PER_SECOND)
        self._at = now
        if self._tokens < 1:
            self._uncounted += 1
            return
        self._tokens -= 1
        if self._uncounted:
            message = f"{message} (dan {self._uncounted} penolakan lain sejak catatan sebelumnya)"
            self._uncounted = 0
        body = IntakeRefused(
            source=source[:64], code=code[:64], message=message[:300], excerpt=mask(excerpt[:600])[:300]
        )
        await self._desk.refused(log, body)
