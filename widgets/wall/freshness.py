"""How old a tile is. Each keeps its own pulse, so a frozen one says so itself.

Limits: stale after 3 s, disconnected after 6 s (`services.contract.messages`).
"""

from __future__ import annotations

import math
from enum import Enum

from services.contract.messages import DISCONNECTED_MS, STALE_MS
from widgets.wall.model import Freshness


class Grade(Enum):
    """What may be believed of a tile."""

    NONE = "none"
    """It never had data."""
    FRESH = "fresh"
    STALE = "stale"
    DEAD = "dead"


class Pulse:
    """The heartbeat of one tile: fed with `beat`, it counts on with the monotonic clock alone."""

    def __init__(self) -> None:
        self._fresh: Freshness | None = None
        self._beat_at = 0

    def beat(self, fresh: Freshness, monotonic_ms: int) -> None:
        """The tile was fed: data was `fresh.age_ms` old at `monotonic_ms`."""
        self._fresh = fresh
        self._beat_at = monotonic_ms

    @property
    def data_at(self) -> int:
        """Backend time of the data in ms; 0 for none."""
        return self._fresh.data_at if self._fresh else 0

    def age_ms(self, monotonic_ms: int) -> int:
        """Age now; 0 where there is no data."""
        if self._fresh is None:
            return 0
        return max(0, self._fresh.age_ms + monotonic_ms - self._beat_at)

    def age_s(self, monotonic_ms: int) -> int:
        """Age in whole seconds, rounded up: never younger than it is, and calm between heartbeats."""
        return max(1, math.ceil(self.age_ms(monotonic_ms) / 1000))

    def grade(self, monotonic_ms: int) -> Grade:
        if self._fresh is None or not self._fresh.data_at:
            return Grade.NONE
        age = self.age_ms(monotonic_ms)
        if age >= DISCONNECTED_MS:
            return Grade.DEAD
        return Grade.STALE if age >= STALE_MS else Grade.FRESH

    def next_change_ms(self, monotonic_ms: int) -> int:
        """Milliseconds until the grade changes by itself; a large number when it will not."""
        age = self.age_ms(monotonic_ms)
        for limit in (STALE_MS, DISCONNECTED_MS):
            if age < limit:
                return limit - age
        return 1 << 30
