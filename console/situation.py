"""What the console knows at this moment. Written by the bridge, read by adapters, on the main thread only."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from services.contract.messages import Heartbeat, Log, Presence, Welcome
from services.contract.records import Role
from services.feed.link import LinkState, Socket
from services.projection.board import Board
from services.store.snapshot_file import StoredPicture


@dataclass(slots=True)
class Situation:
    """Boards of both logs, the link, the session and the server's clock."""

    log: Log = Log.LIVE
    boards: dict[Log, Board] = field(default_factory=dict)
    as_of: dict[Log, int] = field(default_factory=dict)
    """Server time up to which each board is known to be complete; 0 or missing: never."""
    link: LinkState = LinkState.NEVER
    heard_at: float | None = None
    socket: Socket = field(default_factory=Socket)
    welcome: Welcome | None = None
    heartbeat: Heartbeat | None = None
    presence: Presence = field(default_factory=Presence)
    clock: tuple[int, float] | None = None
    signed_in: str = ""
    """Who was signed in here at the last welcome, in a console that starts without a line."""
    problems: list[str] = field(default_factory=list)
    """Sentences about this machine that the diagnostics show."""

    def take_stored(self, stored: StoredPicture | None) -> None:
        """The live board from the disk, before anything else is there."""
        if stored is not None:
            self.boards[Log.LIVE], self.as_of[Log.LIVE] = stored.board, stored.at

    @property
    def board(self) -> Board:
        """The board of the log on the screen."""
        board = self.boards.get(self.log)
        if board is None:
            board = self.boards[self.log] = Board()
        return board

    @property
    def user(self) -> str:
        """Who is signed in; empty where nobody ever was."""
        return self.welcome.user if self.welcome else self.signed_in

    @property
    def role(self) -> Role | None:
        return self.welcome.role if self.welcome else None

    def now(self) -> int:
        """Server time in milliseconds, carried on by the monotonic clock; the machine's before that."""
        if self.clock is None:
            return int(time.time() * 1000)
        told, at = self.clock
        return told + int((time.monotonic() - at) * 1000)

    def skew_ms(self) -> int:
        """This machine's wall clock minus the server's; 0 before the server told it."""
        return int(time.time() * 1000) - self.now() if self.clock else 0

    def age_ms(self) -> float | None:
        """Milliseconds since the last message; None: none yet."""
        return None if self.heard_at is None else (time.monotonic() - self.heard_at) * 1000

    def data_at(self) -> int:
        """Server time for which the picture on the screen is vouched; 0: never."""
        return self.as_of.get(self.log, 0)
