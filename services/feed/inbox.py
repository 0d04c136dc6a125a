"""The hand-off between the feed's thread and the main thread: a queue for what has an order, the latest value
for what replaces itself. No locks: every operation used here is atomic in CPython."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Final

from services.contract.messages import Detail, Fault, Heartbeat, Outcome, Presence, Welcome
from services.feed.link import Socket
from services.feed.session import Appended, Replaced, Result

SLICE: Final = 256
"""Events per piece: what the main thread applies between two looks at its budget."""
FULL: Final = 100_000
"""Waiting events above which the feed stops reading; the backend then moves this console to a snapshot."""

Ordered = Appended | Replaced | Outcome | Detail | Fault | Welcome


def nobody() -> None:
    """Whom the feed's thread calls while no screen listens."""


class Inbox:
    """Filled by the feed's thread, emptied by the main thread once per frame."""

    def __init__(self) -> None:
        self._queue: deque[Ordered] = deque()
        self.arrived: Callable[[], None] = nobody
        """Called on the feed's thread when something lies here and the main thread was not called yet."""
        self._called = False
        self._put = 0
        self._taken = 0
        self.heartbeat: Heartbeat | None = None
        self.presence: Presence | None = None
        self.heard_at: float | None = None
        """Monotonic seconds of the last well-formed message."""
        self.clock: tuple[int, float] | None = None
        """The server's time in milliseconds, and the monotonic second at which it was told."""
        self.socket = Socket()
        self.bytes_in = 0
        """Received on the websocket since the start, as they came over the line; so the next."""
        self.bytes_out = 0

    def put(self, result: Result) -> None:
        """Called on the feed's thread."""
        match result:
            case Heartbeat():
                self.heartbeat = result
                self.clock = (result.at, time.monotonic())
                return
            case Presence():
                self.presence = result
                return
            case Appended() if len(result.events) > SLICE:
                self._put += len(result.events)
                for start in range(0, len(result.events), SLICE):
                    self._queue.append(Appended(result.log, result.events[start : start + SLICE]))
            case _:
                if isinstance(result, Appended):
                    self._put += len(result.events)
                self._queue.append(result)
        if not self._called:
            self._called = True
            self.arrived()

    def heard(self) -> None:
        """The main thread begins to take: what is put from now on calls it again."""
        self._called = False

    def take(self) -> Ordered | None:
        """The next piece in order, or None. Called on the main thread."""
        try:
            piece = self._queue.popleft()
        except IndexError:
            return None
        if isinstance(piece, Appended):
            self._taken += len(piece.events)
        return piece

    @property
    def waiting(self) -> int:
        """Events put and not yet taken."""
        return self._put - self._taken

    @property
    def is_full(self) -> bool:
        """True while the feed should leave further bytes in the socket."""
        return self.waiting >= FULL

    def __bool__(self) -> bool:
        return bool(self._queue)
