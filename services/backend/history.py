"""The newest entries of one log in memory, encoded: what is pushed, replayed to a console that comes back,
and looked through when two people act at once."""

from __future__ import annotations

from typing import Final, NamedTuple

from services.contract.events import Envelope

MAX_ENTRIES: Final = 20_000
MAX_BYTES: Final = 32 * 1024 * 1024


class Entry(NamedTuple):
    """One entry; `data` is the encoded envelope."""

    incident_id: int
    envelope: Envelope
    data: bytes


class History:
    """Entries `first` to `last`, without gaps. Bounded by count and bytes."""

    def __init__(self, seq: int) -> None:
        self.first = seq + 1
        self._entries: list[Entry] = []
        self._bytes = 0

    @property
    def last(self) -> int:
        """Sequence number of the newest entry."""
        return self.first + len(self._entries) - 1

    def add(self, incident_id: int, envelope: Envelope, data: bytes) -> None:
        """Append the next entry."""
        self._entries.append(Entry(incident_id, envelope, data))
        self._bytes += len(data)

    def trim(self, published: int) -> None:
        """Forget the older half when there are too many; never what was not pushed yet."""
        if len(self._entries) > MAX_ENTRIES or self._bytes > MAX_BYTES:
            half = max(0, min(len(self._entries) // 2, published + 1 - self.first))
            self._bytes -= sum(len(entry.data) for entry in self._entries[:half])
            del self._entries[:half]
            self.first += half

    def holds(self, after: int) -> bool:
        """True where everything after a sequence number is here."""
        return self.first - 1 <= after <= self.last

    def encoded(self, after: int, upto: int) -> list[bytes]:
        """Encoded entries with `after` < seq <= `upto`; ask `holds(after)` first."""
        start = after + 1 - self.first
        return [entry.data for entry in self._entries[start : upto + 1 - self.first]]

    def about(self, incident_id: int, after: int) -> list[Envelope] | None:
        """Entries about an incident after a sequence number, oldest first; None: that is too long ago."""
        if not self.holds(after):
            return None
        start = after + 1 - self.first
        return [entry.envelope for entry in self._entries[start:] if entry.incident_id == incident_id]
