"""One console without its window: situation, bridge, commander, replica and feed, put together."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.bridge import Bridge
from console.commander import Commander
from console.drills import DrillFollower
from console.memory import Memory, Recalled
from console.names import Names
from console.orphans import Adopted
from console.roles import ScreenRole
from console.situation import Situation
from services.contract.codec import encode
from services.contract.messages import Log, Viewing
from services.feed.inbox import Inbox
from services.feed.link import Endpoint
from services.feed.session import FeedSession, Position
from services.projection.apply import Gap, apply

if TYPE_CHECKING:
    from services.feed.client import FeedClient

log = logging.getLogger(__name__)
translate = QCoreApplication.translate


class Session(QObject):
    """Everything between the socket and the adapters. `start` comes after the first paint."""

    ready = Signal()
    """Everything is imported: from here on Qt may load plugins that log while they are being loaded."""
    adopted = Signal(int)
    """So many commands, and the files they name, came from a console of this role that has ended."""

    def __init__(
        self,
        role: ScreenRole,
        names: Names,
        folder: Path,
        endpoint: Callable[[], Endpoint],
        warm_up: Callable[[], object] = lambda: None,
        situation: Situation | None = None,
    ) -> None:
        """`warm_up` is called on a worker as soon as possible, for instance to start a backend; `situation`
        may already hold the picture from the disk."""
        super().__init__()
        self.role = role
        self.thin = role.thin
        self.situation = situation or Situation()
        self.inbox = Inbox()
        self.memory = Memory(folder)
        self._endpoint = endpoint
        self._warm_up = warm_up
        self._feed = _Feed()
        self.bridge = Bridge(self.situation, self.inbox, self._feed.resync, self)
        self.commander = Commander(
            self.situation, names, self.memory, self._feed.send, role.session_roles[0], self
        )
        self.drills = DrillFollower(self.situation, self.bridge, role, self._feed.follow, self)
        self.bridge.each_frame(self.memory.worker.deliver)
        self.bridge.each_frame(self.commander.on_frame)
        self.bridge.on_causes(self.commander.on_causes)
        self.bridge.welcomed.connect(self.commander.flush)
        self.bridge.welcomed.connect(lambda: self.memory.adopt(self._take_over))
        self.bridge.outcome_arrived.connect(self.commander.on_outcome)

    @property
    def feed(self) -> _Feed:
        return self._feed

    def start(self) -> None:
        """Bring up replica and feed on their threads."""
        board = self.situation.boards.get(Log.LIVE)
        position = Position(board.epoch, board.seq) if board else Position()
        worker = self.memory.worker
        worker.start()
        worker.do(self._warm_up, _log_error)
        worker.do(_load_client, lambda _, error: self._connect(position, error))
        self.memory.open(position, self._recalled)
        self.bridge.add(self.commander)
        self.bridge.start()

    def view(self, incident_ids: tuple[int, ...]) -> None:
        """Tell the others what this console looks at."""
        self._feed.send(encode(Viewing(incident_ids=incident_ids)), "")

    def stop(self) -> None:
        """End the threads; what has to be on disk is there afterwards."""
        self.bridge.stop()
        self._feed.stop()
        self.memory.close()

    def _connect(self, position: Position, error: Exception | None) -> None:
        if error is not None:
            raise error
        from services.feed.client import FeedClient

        session = FeedSession(roles=self.role.session_roles, client=f"patria {self.role.key}", thin=self.thin)
        if position.epoch:
            session.positions[Log.LIVE] = position
        self._feed.start(
            FeedClient(
                session,
                self.inbox,
                self._endpoint,
                record=self.memory.record,
                written=self.commander.written,
            )
        )

    def _recalled(self, found: Recalled) -> None:
        board = self.situation.boards.get(Log.LIVE)
        if board is not None and found.tail:
            try:
                changes = apply(board, found.tail)
            except Gap:
                log.info("the stored tail does not follow the board any more")
            else:
                at = max(found.tail[-1].at, self.situation.as_of.get(Log.LIVE, 0))
                self.situation.as_of[Log.LIVE] = at
                if changes and self.situation.log is Log.LIVE:
                    self.bridge.tell(changes)
        self.situation.problems += self.memory.problems
        if found.adopted:
            self._say_adopted(found.adopted)
        self.commander.load(found.entries)
        self.ready.emit()

    def _take_over(self, found: Adopted) -> None:
        self._say_adopted(found)
        self.commander.load(found.entries)

    def _say_adopted(self, found: Adopted) -> None:
        """Files come first: a command that names one must not leave before it."""
        count = len(found.entries)
        self.adopted.emit(count)
        if count:
            self.situation.problems.append(
                translate(
                    "Session",
                    "%n perintah dari konsol lain di komputer ini, yang sudah ditutup, dikirim dari sini.",
                    "",
                    count,
                )
            )


class _Feed:
    """The feed client once it is there; before that, what it is told is of no use to anybody."""

    def __init__(self) -> None:
        self._client: FeedClient | None = None

    def start(self, client: FeedClient) -> None:
        self._client = client
        client.start()

    def stop(self) -> None:
        if self._client is not None:
            self._client.stop()

    def send(self, data: bytes, tag: str) -> None:
        if self._client is not None:
            self._client.send(data, tag)

    def follow(self, which: Log) -> None:
        if self._client is not None:
            self._client.follow(which)

    def resync(self, which: Log, position: Position) -> None:
        if self._client is not None:
            self._client.resync(which, position)

    def wake(self) -> None:
        """Try to connect now."""
        if self._client is not None:
            self._client.wake()


def _load_client() -> None:
    """The import costs more than a frame: it happens on the worker's thread."""
    import services.feed.client  # noqa: F401


def _log_error(_: object, error: Exception | None) -> None:
    if error is not None:
        log.info("warm-up: %s", error)
