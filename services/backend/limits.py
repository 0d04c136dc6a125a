"""Rates and sign-in protection, in memory, over monotonic seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

MAX_ENTRIES: Final = 20_000
"""How many keys are told apart; beyond that the oldest are forgotten."""


class Rate:
    """A token bucket per key: `per_second` on average, `burst` at once."""

    def __init__(self, per_second: float, burst: float, clock: Callable[[], float]) -> None:
        self._per_second = per_second
        self._burst = burst
        self._clock = clock
        self._buckets: dict[str, tuple[float, float]] = {}

    def allows(self, key: str) -> bool:
        """Take one token; False where there is none."""
        now = self._clock()
        tokens, at = self._buckets.pop(key, (self._burst, now))
        tokens = min(self._burst, tokens + (now - at) * self._per_second)
        allowed = tokens >= 1
        # Put back at the end: the front of the dictionary is what was not asked for longest.
        self._buckets[key] = (tokens - 1 if allowed else tokens, now)
        if len(self._buckets) > MAX_ENTRIES:
            del self._buckets[next(iter(self._buckets))]
        return allowed


class Lockout:
    """Counts failures per key; `limit` of them within `window_s` lock the key for `window_s`."""

    def __init__(self, limit: int, window_s: float, clock: Callable[[], float]) -> None:
        self._limit = limit
        self._window = window_s
        self._clock = clock
        self._failures: dict[str, tuple[int, float]] = {}

    def locked(self, key: str) -> bool:
        """True while the key is locked."""
        count, since = self._failures.get(key, (0, 0.0))
        return count >= self._limit and self._clock() - since < self._window

    def failed(self, key: str) -> bool:
        """Count a failure; True where it was the one that locked the key."""
        now = self._clock()
        count, since = self._failures.pop(key, (0, now))
        if now - since >= self._window:
            count, since = 0, now
        count += 1
        self._failures[key] = (count, now if count >= self._limit else since)
        if len(self._failures) > MAX_ENTRIES:
            del self._failures[next(iter(self._failures))]
        return count == self._limit

    def forgive(self, key: str) -> None:
        """Forget the failures of a key after a success."""
        self._failures.pop(key, None)
