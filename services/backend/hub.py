"""Fan-out: what is committed goes to every console at once, and nobody slows anybody.

A console is *live* on a log when it has been sent everything up to `published`. Whoever is not (just
connected, came back, or too slow) catches up in a task of its own and becomes live again.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final, Protocol, TypeVar

import sqlalchemy as sa

from services.backend.access import Access
from services.backend.checkpoints import load_board
from services.backend.desk import Desk
from services.backend.metrics import Metrics
from services.backend.wire import binary, event_frames
from services.contract.codec import encode
from services.contract.messages import Heartbeat, Log, Presence, Viewer
from services.contract.records import Role
from services.projection.board import Board
from services.projection.snapshot import encode_snapshot
from services.projection.thin import thin_board
from services.projection.wordless import wordless_board, wordless_entry
from services.store.log import LogWriter, NotWritable

T = TypeVar("T")
_log = logging.getLogger(__name__)
_BURST_GAP_S: Final = 0.004
"""Commits that follow each other faster than this are pushed together, this long after the last push …"""
_MANY: Final = 32
_GAP_A_CONSOLE_S: Final = 0.000_4
_LONGEST_GAP_S: Final = 0.016
"""… and where so many entries came with the last push, so much longer for each console, up to a frame's time:
a send costs 12 µs, whatever its size, and pushing takes a twentieth of a core for however many consoles."""
_PRESENCE_S: Final = 0.2
_PICTURE_AGE_S: Final = 10.0
_PICTURE_EVENTS: Final = 5000
"""A snapshot is given to several consoles while it is no older and no further behind than this."""
_THIN_LEVEL: Final = 19
"""A trimmed picture is small: the best compression costs milliseconds."""


class Behind(Protocol):
    """What the hub asks of the backend that owns it."""

    metrics: Metrics
    writer: LogWriter
    access: Access

    def desk(self, log: Log) -> Desk: ...
    def heartbeat(self) -> Heartbeat: ...
    def now(self) -> int: ...
    async def read(self, query: Callable[[sa.Connection], T]) -> T: ...


class Subscriber(Protocol):
    """A connected console, as the hub sees it."""

    log: Log | None
    live: bool
    user: str
    token: bytes
    viewer: Viewer
    wordless: bool
    """Gets figures only: its role may not read what people wrote."""

    def push(self, frame: bytes, payload: bytes, *, heartbeat: bool = False) -> None: ...
    def push_events(self, frame: bytes, upto: int) -> None: ...
    def restart(self) -> None: ...
    def end(self, code: int) -> None: ...


SESSION_ENDED: Final = 4001
"""Close code: signed out, locked, other password or role; somebody has to sign in again."""


class Hub:
    """One per backend, on its loop."""

    def __init__(self, backend: Behind) -> None:
        self._backend = backend
        self._consoles: set[Subscriber] = set()
        self._published: dict[Log, int] = {}
        self._pushed_at = 0.0
        self._pushed = 0
        """Entries of the last push."""
        self._timer: asyncio.TimerHandle | None = None
        self._presence: asyncio.TimerHandle | None = None
        self._pictures: dict[tuple[Log, bool], tuple[str, int, float, bytes]] = {}
        """By log and whether it is the one without words."""
        self._picture_lock = asyncio.Lock()

    @property
    def count(self) -> int:
        """Consoles connected."""
        return len(self._consoles)

    @property
    def busy(self) -> bool:
        """True within a quarter of a second of a push."""
        return time.monotonic() - self._pushed_at < 0.25

    def join(self, console: Subscriber) -> None:
        """A console said hello."""
        self._consoles.add(console)
        self.presence_changed()

    def leave(self, console: Subscriber) -> None:
        """A console is gone."""
        self._consoles.discard(console)
        self.presence_changed()

    def present(self, log: Log, role: Role) -> bool:
        """True where a console of that role shows the log as it is."""
        return any(
            console.live and console.log is log and console.viewer.role is role for console in self._consoles
        )

    # --- events ---

    def published(self, log: Log) -> int:
        """Sequence number up to which live consoles were sent everything."""
        return self._published[log]

    def publish(self, desk: Desk) -> None:
        """Something was committed: at once when it is quiet, a little later in a burst."""
        if self._timer is None:
            gap = _BURST_GAP_S
            if self._pushed >= _MANY:
                gap = min(max(gap, _GAP_A_CONSOLE_S * len(self._consoles)), _LONGEST_GAP_S)
            wait = gap - (time.monotonic() - self._pushed_at)
            if wait <= 0:
                self.flush()
            else:
                self._timer = asyncio.get_running_loop().call_later(wait, self.flush)

    def flush(self) -> None:
        """Push everything that is committed."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for log in Log:
            desk = self._backend.desk(log)
            after, upto = self._published[log], desk.committed
            if upto <= after:
                continue
            self._published[log] = upto
            self._pushed_at, self._pushed = time.monotonic(), upto - after
            listening = [console for console in self._consoles if console.live and console.log is log]
            if listening:
                encoded = desk.history.encoded(after, upto)
                walls = [console for console in listening if console.wordless]
                if walls:
                    _push([wordless_entry(entry) for entry in encoded], after, walls)
                    listening = [console for console in listening if not console.wordless]
                _push(encoded, after, listening)
            desk.history.trim(upto)

    def reset(self, log: Log) -> None:
        """A log begins, or begins anew: everybody on it gets the new picture."""
        self._published[log] = self._backend.desk(log).committed
        for wordless in (False, True):
            self._pictures.pop((log, wordless), None)
        for console in list(self._consoles):
            if console.log is log:
                console.restart()

    async def picture(self, desk: Desk, *, wordless: bool) -> tuple[int, bytes]:
        """Sequence number and frame of a snapshot of what is on disk, drawn lately."""
        async with self._picture_lock:
            known = self._pictures.get((desk.name, wordless))
            if known is not None:
                epoch, seq, at, frame = known
                fresh = time.monotonic() - at < _PICTURE_AGE_S and desk.committed - seq <= _PICTURE_EVENTS
                if epoch == desk.log.epoch and fresh and desk.history.holds(seq):
                    return seq, frame
            seq, data = await self._draw(desk, _wordless if wordless else encode_snapshot)
            frame = binary(data)
            self._pictures[desk.name, wordless] = (desk.log.epoch, seq, time.monotonic(), frame)
            return seq, frame

    async def thin_picture(self, desk: Desk) -> tuple[int, bytes]:
        """Sequence number and bytes of a trimmed snapshot, drawn now."""
        return await self._draw(desk, _thin)

    async def _draw(self, desk: Desk, encoded: Callable[[Board, int], bytes]) -> tuple[int, bytes]:
        writer = self._backend.writer
        board = desk.board
        at = self._backend.now()
        if writer.writable:
            seq, data = board.seq, encoded(board, at)
            try:
                if desk.committed < seq:
                    await writer.gather().done
                return seq, data
            except NotWritable:
                _log.info("the picture is drawn from disk, because the board is ahead of it")
        info = desk.log
        seq = desk.committed
        board = await self._backend.read(lambda connection: load_board(connection, info.id, info.epoch, seq))
        return seq, encoded(board, at)

    # --- everything else everybody gets ---

    def beat(self) -> None:
        """A heartbeat to everybody, and the end of sessions that ran out."""
        heartbeat = self._backend.heartbeat()
        payload = encode(heartbeat)
        frame = binary(payload)
        for console in list(self._consoles):
            if self._backend.access.holds(console.token):
                console.push(frame, payload, heartbeat=True)
            else:
                console.end(SESSION_ENDED)
        metrics = self._backend.metrics
        metrics.consoles.set(len(self._consoles))
        metrics.writable.set(int(heartbeat.writable))
        for log, state in ((Log.LIVE, heartbeat.live), (Log.DRILL, heartbeat.drill)):
            metrics.open_incidents.labels(log.value).set(state.open)
            metrics.log_seq.labels(log.value).set(state.seq)

    def end_sessions(self, user: str, token: bytes | None) -> None:
        """Close what somebody has open: one session, or all where `token` is None."""
        for console in list(self._consoles):
            if console.user == user and token in (None, console.token):
                console.end(SESSION_ENDED)

    def presence_changed(self) -> None:
        """Tell everybody who is here and what they look at, at most five times a second."""
        if self._presence is None:
            self._presence = asyncio.get_running_loop().call_later(_PRESENCE_S, self._tell_presence)

    def _tell_presence(self) -> None:
        self._presence = None
        for log in Log:
            here = [console for console in self._consoles if console.log is log]
            if here:
                payload = encode(Presence(viewers=tuple(console.viewer for console in here)))
                frame = binary(payload)
                for console in here:
                    console.push(frame, payload)

    def close(self, code: int) -> None:
        """The backend ends."""
        for timer in (self._timer, self._presence):
            if timer is not None:
                timer.cancel()
        for console in list(self._consoles):
            console.end(code)


def _push(encoded: list[bytes], after: int, consoles: list[Subscriber]) -> None:
    """Entries that follow `after`, each frame made once for all of `consoles`."""
    if not consoles:
        return
    for frame, count in event_frames(encoded):
        after += count
        for console in consoles:
            console.push_events(frame, after)


def _wordless(board: Board, at: int) -> bytes:
    return encode_snapshot(wordless_board(board), at)


def _thin(board: Board, at: int) -> bytes:
    return encode_snapshot(thin_board(board, at), at, level=_THIN_LEVEL)
