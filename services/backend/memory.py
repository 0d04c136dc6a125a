"""Outcomes by idempotency key, so that a retry is answered with the first answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

MAX_KEYS: Final = 100_000


class Remembered(NamedTuple):
    """`done`: the commit it is waiting for; None where it is on disk since before this start."""

    digest: bytes
    outcome: bytes
    done: asyncio.Future[None] | None


class Memory:
    """The newest keys in memory; the older ones are looked up in the database."""

    def __init__(
        self, known: Iterable[tuple[str, bytes, bytes]], find: Callable[[str], tuple[bytes, bytes] | None]
    ) -> None:
        self._keys = {key: Remembered(digest, outcome, None) for key, digest, outcome in known}
        self._complete = len(self._keys) < MAX_KEYS
        self._find = find

    def get(self, key: str) -> Remembered | None:
        """What a key was answered with, or None for a new one."""
        found = self._keys.get(key)
        if found is None and not self._complete:
            stored = self._find(key)
            found = Remembered(*stored, None) if stored is not None else None
        return found

    def put(self, key: str, digest: bytes, outcome: bytes, done: asyncio.Future[None]) -> None:
        """Remember an answer that is about to be committed."""
        self._keys[key] = Remembered(digest, outcome, done)
        if len(self._keys) > MAX_KEYS:
            for old in list(self._keys)[: MAX_KEYS // 4]:
                del self._keys[old]
            self._complete = False
