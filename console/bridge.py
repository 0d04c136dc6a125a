"""The one door between the threads: inbox → projection → adapters, once per frame, on the main thread."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from console.collecting import give_back
from console.faults import assert_main_thread
from console.situation import Situation
from services.contract.messages import Detail, Fault, Log, Outcome, Welcome
from services.feed.inbox import Inbox, nobody
from services.feed.link import LinkState, link_state
from services.feed.session import Appended, Position, Replaced
from services.projection.apply import Changes, Gap, apply
from services.projection.board import Board

log = logging.getLogger(__name__)

FRAME_MS: Final = 16
SWITCH_S: Final = 0.000_5
"""So long another thread may keep the interpreter from the painting one, each time that comes back from Qt;
Python's own choice is 5 ms."""
BUDGET_S: Final = 0.008
"""What applying may take of a frame; the rest waits for the next one."""


class Adapter(Protocol):
    """Carries what changed into one part of a window."""

    def changed(self, changes: Changes) -> None:
        """The board on the screen changed; `changes.reset`: it is another one."""
        ...

    def ticked(self, now: int) -> None:
        """A second went by: ages count on. `now`: the server's time in milliseconds."""
        ...


class Bridge(QObject):
    """Drains the inbox every frame and tells the adapters once."""

    link_changed = Signal()
    """Link state, socket or its sentence changed."""
    welcomed = Signal()
    heartbeat_arrived = Signal()
    presence_changed = Signal()
    outcome_arrived = Signal(object)
    detail_arrived = Signal(object)
    fault_arrived = Signal(object)
    log_changed = Signal()
    _arrived = Signal()
    """From the feed's thread: something lies in the inbox."""

    def __init__(
        self, situation: Situation, inbox: Inbox, resync: Callable[[Log, Position], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.situation = situation
        self._inbox = inbox
        self._resync = resync
        self._adapters: list[Adapter] = []
        self._each_frame: list[Callable[[], object]] = []
        self._causes: list[Callable[[list[str]], None]] = []
        self._second = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.frame)
        self._told_at = 0.0
        self._arrived.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        self._inbox.arrived = self._arrived.emit
        self._timer.start()
        give_back()  # the picture from the disk

    def stop(self) -> None:
        self._inbox.arrived = nobody
        self._timer.stop()

    def add(self, adapter: Adapter) -> None:
        """An adapter is brought up to date at once."""
        self._adapters.append(adapter)
        adapter.changed(Changes(reset=True))
        adapter.ticked(self.situation.now())

    def each_frame(self, function: Callable[[], object]) -> None:
        """Called at the beginning of every frame, for answers of other threads."""
        self._each_frame.append(function)

    def on_causes(self, function: Callable[[list[str]], None]) -> None:
        """Told which commands had effect."""
        self._causes.append(function)

    def show_log(self, which: Log) -> None:
        """Put the other log on the screen."""
        if which is not self.situation.log:
            self.situation.log = which
            self.tell(Changes(reset=True))
            self.log_changed.emit()

    def tell(self, changes: Changes) -> None:
        """Tell the adapters."""
        assert_main_thread()
        for adapter in self._adapters:
            try:
                adapter.changed(changes)
            except Exception:  # one broken panel must not stop the others
                log.exception("adapter %s", type(adapter).__name__)

    def frame(self) -> None:
        """One frame: what arrived, then at most one telling."""
        self._inbox.heard()
        for function in self._each_frame:
            function()
        changes = self._drain(time.perf_counter() + BUDGET_S)
        if changes:
            self._told_at = time.monotonic()
            if changes.causes:
                for hear in self._causes:
                    hear(changes.causes)
            self.tell(changes)
        if changes.reset:
            QTimer.singleShot(0, give_back)
        self._look_at_link()
        self._latest()
        second = int(time.monotonic())
        if second != self._second:
            self._second = second
            now = self.situation.now()
            for adapter in self._adapters:
                adapter.ticked(now)

    def _wake(self) -> None:
        """What arrives after a pause is told at once; within a frame of the last telling it waits."""
        if self._timer.isActive() and time.monotonic() - self._told_at >= FRAME_MS / 1000:
            self._timer.start()  # the next frame is a whole one later
            self.frame()

    def _drain(self, deadline: float) -> Changes:
        changes = Changes()
        while time.perf_counter() < deadline and (piece := self._inbox.take()) is not None:
            match piece:
                case Appended():
                    applied = self._apply(piece)
                    if piece.log is self.situation.log:
                        changes.merge(applied)
                    else:
                        changes.causes += applied.causes
                case Replaced():
                    self.situation.boards[piece.log] = piece.board
                    self.situation.as_of[piece.log] = piece.at
                    if piece.log is self.situation.log:
                        changes.merge(Changes(reset=True))
                case Welcome():
                    self.situation.welcome = piece
                    self.welcomed.emit()
                case Outcome():
                    self.outcome_arrived.emit(piece)
                case Detail():
                    self.detail_arrived.emit(piece)
                case Fault():
                    log.warning("backend: %s: %s", piece.code, piece.message)
                    self.fault_arrived.emit(piece)
        return changes

    def _apply(self, piece: Appended) -> Changes:
        board = self.situation.boards.get(piece.log)
        if board is None:
            board = Board()
        try:
            changes = apply(board, piece.events)
        except Gap:
            # The session counts for us; disagreeing with it means that a board was exchanged in between.
            log.warning("gap on the main thread at %s/%s", board.epoch, board.seq)
            self._resync(piece.log, Position(board.epoch, board.seq))
            return Changes(reset=True)
        self.situation.as_of[piece.log] = max(self.situation.as_of.get(piece.log, 0), piece.events[-1].at)
        return changes

    def _latest(self) -> None:
        """Values of which only the newest counts."""
        heartbeat = self._inbox.heartbeat
        if heartbeat is not None and heartbeat is not self.situation.heartbeat:
            self.situation.heartbeat = heartbeat
            self.situation.clock = self._inbox.clock
            self._vouch()
            self.heartbeat_arrived.emit()
        presence = self._inbox.presence
        if presence is not None and presence is not self.situation.presence:
            self.situation.presence = presence
            self.presence_changed.emit()

    def _vouch(self) -> None:
        """A board that has all the heartbeat speaks of is complete as of the heartbeat."""
        heartbeat = self.situation.heartbeat
        assert heartbeat is not None
        for which, state in ((Log.LIVE, heartbeat.live), (Log.DRILL, heartbeat.drill)):
            board = self.situation.boards.get(which)
            if board is not None and board.epoch == state.epoch and board.seq >= state.seq:
                self.situation.as_of[which] = max(heartbeat.at, self.situation.as_of.get(which, 0))

    def _look_at_link(self) -> None:
        self.situation.heard_at = self._inbox.heard_at
        age = self.situation.age_ms()
        state = link_state(age)
        socket = self._inbox.socket
        if state is not self.situation.link or socket != self.situation.socket:
            if state is LinkState.LIVE and self.situation.link is not LinkState.LIVE:
                log.info("link is live")
            self.situation.link, self.situation.socket = state, socket
            self.link_changed.emit()
