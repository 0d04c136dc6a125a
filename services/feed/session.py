"""The feed without a socket: bytes in, typed results out; knows sequence, gaps, epochs and staleness.

One session follows one log at a time. Whatever arrives, `receive` never raises: what cannot be read is
counted, what is not contiguous is asked for again. Times are monotonic seconds given by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import zstandard

from services.contract.codec import decode_server, encode
from services.contract.errors import MalformedMessage
from services.contract.events import Envelope
from services.contract.messages import (
    SNAPSHOT_MAGIC,
    Detail,
    Events,
    Fault,
    Heartbeat,
    Hello,
    Log,
    LogState,
    Outcome,
    Presence,
    Resume,
    Unknown,
    Welcome,
)
from services.contract.records import Role
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot

RESUME_PATIENCE: Final = 4.0
"""Seconds an answer to `resume` may take before it is asked for again."""
LAG_PATIENCE: Final = 2.5
"""Seconds the log may stand elsewhere by the heartbeat's word without anything arriving."""
THIN_PATIENCE: Final = 90.0
"""The same on a thin link, where entries wait for room in the budget."""
BROKEN: Final = "stream"
MAX_MESSAGE: Final = 64 * 1024 * 1024
"""Largest message of a thin link, in bytes."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a log is known; an empty epoch means: not at all."""

    epoch: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Appended:
    """Contiguous new events of `log`, oldest first. `data`: the message as it came, where it is all new."""

    log: Log
    events: list[Envelope]
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A whole new board of `log`, taken at server time `at`; `data` is the frame as it came."""

    log: Log
    board: Board
    at: int
    data: bytes


Told = Welcome | Heartbeat | Outcome | Presence | Detail | Fault
Result = Appended | Replaced | Told


@dataclass(slots=True)
class Counters:
    """What the diagnostics show."""

    events: int = 0
    snapshots: int = 0
    duplicates: int = 0
    gaps: int = 0
    strays: int = 0
    """Entries of the log that was left a moment ago."""
    unknown: int = 0
    malformed: int = 0
    resumes: int = 0


@dataclass(slots=True)
class FeedSession:
    """One console's side of the feed. `outgoing` collects what has to be sent."""

    roles: tuple[Role, ...]
    """What this console would like to be, best first; the account decides which it gets."""
    thin: bool = False
    """Ask for a thin link."""
    client: str = "patria"
    log: Log = Log.LIVE
    positions: dict[Log, Position] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)
    outgoing: list[bytes] = field(default_factory=list)
    states: dict[Log, LogState] = field(default_factory=dict)
    """Where both logs stand by the backend's last word."""
    heard_at: float | None = None
    """Monotonic time of the last well-formed message."""
    refused: int = 0
    """How many of `roles` the account does not have."""
    _asked_at: float | None = None
    """When `resume` was sent; None once its answer came."""
    _moved_at: float = 0.0
    _stream: Any = None
    """Decompressor of a thin link, from its welcome on."""
    broken: bool = False
    """The stream of a thin link cannot be read any further: only a new connection helps."""

    @property
    def has_role(self) -> bool:
        """False once the account has none of the roles that were asked for."""
        return self.refused < len(self.roles)

    @property
    def position(self) -> Position:
        """How far the followed log is known."""
        return self.positions.get(self.log, Position())

    @property
    def behind(self) -> int:
        """Entries the backend has and we do not, by its last word."""
        state = self.states.get(self.log)
        if state is None:
            return 0
        return max(0, state.seq - (self.position.seq if state.epoch == self.position.epoch else 0))

    def opened(self, now: float) -> None:
        """A connection stands: introduce ourselves and ask for what is missing."""
        self.outgoing.clear()
        self._stream = None
        self.broken = False
        role = self.roles[min(self.refused, len(self.roles) - 1)]
        self.outgoing.append(encode(Hello(client=self.client, role=role, thin=self.thin)))
        self._resume(now)

    def follow(self, log: Log, now: float) -> None:
        """Change to another log."""
        self.log = log
        self._resume(now)

    def receive(self, data: bytes, now: float) -> list[Result]:
        """What a frame means. Never raises for what the other side sent."""
        try:
            if self._stream is not None:
                data = _unpacked(self._stream, data)
            if data.startswith(SNAPSHOT_MAGIC):
                return self._snapshot(data, now)
            message = decode_server(data)
        except MalformedMessage as error:
            self.counters.malformed += 1
            self.broken = error.code == BROKEN
            return []
        self.heard_at = now
        match message:
            case Unknown():
                self.counters.unknown += 1
                return []
            case Events():
                return self._events(message.events, data, now)
            case Welcome() | Heartbeat():
                if isinstance(message, Welcome) and message.budget:
                    self._stream = zstandard.ZstdDecompressor().decompressobj()
                self.states = {Log.LIVE: message.live, Log.DRILL: message.drill}
                self.tick(now)
                return [message]
            case Fault(code="role_refused"):
                self.refused += 1
                return [message]
            case _:
                return [message]

    def tick(self, now: float) -> None:
        """Ask again where an answer is overdue, or the backend stands elsewhere and sends nothing."""
        if self._asked_at is not None:
            if self._caught_up():
                self._asked_at = None
            elif now - self._asked_at >= RESUME_PATIENCE:
                self._resume(now)
        elif self._caught_up() or not self.states:
            self._moved_at = now
        elif now - self._moved_at >= (THIN_PATIENCE if self.thin else LAG_PATIENCE):
            self._resume(now)

    def _caught_up(self) -> bool:
        state = self.states.get(self.log)
        return state is not None and state.epoch == self.position.epoch and state.seq == self.position.seq

    def _resume(self, now: float) -> None:
        self._asked_at = now
        self.counters.resumes += 1
        here = self.position
        self.outgoing.append(encode(Resume(log=self.log, epoch=here.epoch, after=here.seq)))

    def _snapshot(self, data: bytes, now: float) -> list[Result]:
        board, at = decode_snapshot(data)
        self.heard_at = now
        if self._is_stray(board.epoch):
            self.counters.strays += 1
            return []
        self.counters.snapshots += 1
        self._advance(Position(board.epoch, board.seq), now)
        return [Replaced(self.log, board, at, data)]

    def _events(self, events: list[Envelope], data: bytes, now: float) -> list[Result]:
        here = self.position
        taken: list[Envelope] = []
        seq = here.seq
        asked = self._asked_at
        resync = False
        for envelope in events:
            if envelope.epoch != here.epoch:
                self.counters.strays += 1
                resync |= not self._is_stray(envelope.epoch)
            elif envelope.seq == seq + 1:
                taken.append(envelope)
                seq += 1
            elif envelope.seq <= seq:
                self.counters.duplicates += 1
            else:
                self.counters.gaps += 1
                resync = True
                break
        if taken:
            self.counters.events += len(taken)
            self._advance(Position(here.epoch, seq), now)
        if resync:
            # One question at a time: what is in flight behind a gap asks nothing again.
            if asked is None:
                self._resume(now)
            else:
                self._asked_at = asked
        if not taken:
            return []
        return [Appended(self.log, taken, data if len(taken) == len(events) else b"")]

    def _is_stray(self, epoch: str) -> bool:
        return any(state.epoch == epoch for log, state in self.states.items() if log is not self.log)

    def _advance(self, position: Position, now: float) -> None:
        self.positions[self.log] = position
        self._asked_at = None
        self._moved_at = now


def _unpacked(stream: Any, data: bytes) -> bytes:
    """One message of a thin link. Raises `MalformedMessage`; the stream is of no use after that."""
    try:
        message: bytes = stream.decompress(data)
    except zstandard.ZstdError as error:
        raise MalformedMessage(BROKEN, f"Aliran ringkas tidak terbaca: {error}") from None
    if len(message) > MAX_MESSAGE:
        raise MalformedMessage("too_large", "Pesan pada sambungan ringkas terlalu besar.")
    return message
