"""A whole console without a window: real feed, replica, outbox, projection; frames are pumped by the test."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import resources
from console.folders import replica_folder
from console.names import Names
from console.roles import SCREEN_ROLES
from console.session import Session
from services.city.loader import load_pack
from services.contract.commands import Command
from services.contract.messages import Log
from services.feed.link import Endpoint, LinkState
from services.projection.board import Board
from services.store.snapshot_file import read_picture
from widgets.tickets import Ticket, TicketState

T = TypeVar("T")
PACK = load_pack(resources.path("cities") / "blitar")


class Actor:
    """Somebody at a dispatch console. `endpoint` is asked before every attempt to connect."""

    def __init__(
        self, data_dir: Path, endpoint: Callable[[], Endpoint], role: str = "dispatch", *, alone: bool = False
    ) -> None:
        """`alone`: there is no backend to wait for."""
        self._alone = alone
        folder, self._lock = replica_folder(data_dir, "", role)
        self.session = Session(SCREEN_ROLES[role], Names(PACK), folder, endpoint)
        situation = self.session.situation
        situation.take_stored(read_picture(folder, Log.LIVE, situation.problems))
        self._ready = False
        self.session.ready.connect(self._on_ready)

    def _on_ready(self) -> None:
        self._ready = True

    def __enter__(self) -> Self:
        self.session.start()
        try:
            self.until(lambda: self._ready, "the replica is open")
            return self if self._alone else self.connected()
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.session.stop()
        if self._lock is not None:
            self._lock.close()

    @property
    def board(self) -> Board:
        return self.session.situation.board

    @property
    def link(self) -> LinkState:
        return self.session.situation.link

    def pump(self) -> None:
        """One frame."""
        self.session.bridge.frame()

    def until(self, condition: Callable[[], T], what: str, within: float = 20.0) -> T:
        """Pump frames until the condition is true; AssertionError naming `what` when it stays false."""
        deadline = time.monotonic() + within
        while True:
            self.pump()
            value = condition()
            if value:
                return value
            if time.monotonic() > deadline:
                raise AssertionError(f"after {within:g} s still not: {what}")
            time.sleep(0.005)

    def connected(self) -> Self:
        self.until(
            lambda: self.link is LinkState.LIVE and self.session.situation.welcome and self.is_complete(),
            "connected and complete",
        )
        return self

    def is_complete(self) -> bool:
        """Whether the board stands where the backend's last word says its log stands."""
        heartbeat = self.session.situation.heartbeat
        if heartbeat is None:
            return False
        state = heartbeat.live if self.session.situation.log is Log.LIVE else heartbeat.drill
        return (self.board.epoch, self.board.seq) == (state.epoch, state.seq)

    def submit(self, body: Command) -> str:
        return self.session.commander.submit(body)

    def ticket(self, command_id: str) -> Ticket | None:
        return next((t for t in self.session.commander.tickets() if t.command_id == command_id), None)

    def state(self, command_id: str) -> TicketState | None:
        """State of the ticket; a confirmed one disappears after a while, which counts as confirmed."""
        ticket = self.ticket(command_id)
        return ticket.state if ticket else None
