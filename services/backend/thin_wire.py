"""A thin link: everything to one console through one compressed stream, within so many bytes a minute.

The stream is never reset, so that what repeats (heartbeats, field names) costs a few bytes. The budget holds
back entries of the log, never outcomes, heartbeats or what the console asked for: what is late shows its age.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

import zstandard

from services.backend.wire import Connection, binary

BYTES_A_MINUTE: Final = 20 * 1024
HEARTBEAT_EVERY: Final = 2
"""Of the heartbeats every second one: still within what counts as live."""
PRESENCE_GAP_S: Final = 10.0
GATHER_S: Final = 1.0
"""How long entries gather before they are sent together."""
MOST_ENTRIES: Final = 300
"""More than this behind, a new picture is shorter than the entries."""
_LEVEL: Final = 12
_WINDOW: Final = 60.0


class ThinWire:
    """One per console on a thin link."""

    def __init__(self, connection: Connection, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._clock = clock
        self._stream = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
        self._sent: deque[tuple[float, int]] = deque()
        self._beats = 0
        self._presence_at = -PRESENCE_GAP_S
        self._presence = b""

    def write(self, payload: bytes) -> None:
        """Compress and send one message."""
        block = zstandard.COMPRESSOBJ_FLUSH_BLOCK
        frame = binary(self._stream.compress(payload) + self._stream.flush(block))
        self._sent.append((self._clock(), len(frame)))
        self._connection.write(frame)

    def push(self, payload: bytes, *, heartbeat: bool) -> None:
        """What may be missed: every second heartbeat, presence now and then."""
        if heartbeat:
            self._beats += 1
            if self._beats % HEARTBEAT_EVERY == 0:
                self.write(payload)
        else:
            self._presence = payload
        now = self._clock()
        if self._presence and now - self._presence_at >= PRESENCE_GAP_S:
            self._presence_at = now
            self.write(self._presence)
            self._presence = b""

    @property
    def spent(self) -> int:
        """Bytes of the last minute."""
        oldest = self._clock() - _WINDOW
        while self._sent and self._sent[0][0] < oldest:
            self._sent.popleft()
        return sum(size for _, size in self._sent)

    @property
    def has_room(self) -> bool:
        """Whether entries of the log may be sent now."""
        return self.spent < BYTES_A_MINUTE
