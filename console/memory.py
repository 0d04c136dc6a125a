"""The replica as the main thread sees it: asks at once, answers later, never touches the disk itself.

SQLAlchemy is imported on the worker thread, after the first paint.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from console.orphans import Adopted, take_over
from services.contract.events import Envelope
from services.contract.messages import Detail, Log
from services.feed.session import Position, Result
from services.store.replica_worker import Worker
from services.store.waiting import Entry, Waiting

if TYPE_CHECKING:
    from services.store.replica import Replica

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Recalled:
    """What was on disk besides the snapshot file."""

    tail: list[Envelope] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    adopted: Adopted = field(default_factory=Adopted)


class Memory:
    """One console's replica in its own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.worker = Worker("replica")
        self._replica: Replica | None = None
        self._early: list[Result] = []

    @property
    def problems(self) -> list[str]:
        """Sentences about what the disk refused."""
        return list(self._replica.problems) if self._replica is not None else []

    def open(self, position: Position, then: Callable[[Recalled], None]) -> None:
        """Read what follows `position` in the live log; the worker has been started."""
        self.worker.do(lambda: self._open(position), lambda found, error: then(_or_nothing(found, error)))

    def adopt(self, then: Callable[[Adopted], None]) -> None:
        """Look again for what other consoles left waiting; `then` hears of it where there was something."""

        def taken(found: Adopted | None, error: Exception | None) -> None:
            if error is not None:
                log.error("other outboxes", exc_info=error)
            if found:
                then(found)

        self.worker.do(lambda: take_over(self._ready(), self.folder), taken)

    def close(self) -> None:
        """Write what waits, fold the tails, end the thread."""
        self.worker.do(self._close)
        self.worker.stop()

    def record(self, result: Result) -> None:
        """Take note of what the feed delivered; called on the feed's thread."""
        replica = self._replica
        if replica is None:
            self._early.append(result)
            return
        while self._early:
            replica.record(self._early.pop(0), self.worker.do_after)
        replica.record(result, self.worker.do_after)

    # --- outbox (console.commander.Outbox) ---

    def keep(self, entry: Entry, answer: Callable[[Exception | None], None]) -> None:
        def job() -> None:
            from services.store.outbox import keep

            self._ready().transaction(lambda connection: keep(connection, entry))

        self.worker.do(job, lambda _, error: answer(error))

    def settle(self, command_id: str) -> None:
        def job() -> None:
            from services.store.outbox import settle

            self._ready().transaction(lambda connection: settle(connection, command_id))

        self.worker.do(job)

    def ask_human(self, command_id: str, state: Waiting, message: str) -> None:
        def job() -> None:
            from services.store.outbox import ask_human

            self._ready().transaction(lambda connection: ask_human(connection, command_id, state, message))

        self.worker.do(job)

    # --- details ---

    def keep_detail(self, which: Log, epoch: str, detail: Detail, at: int) -> None:
        self.worker.do(lambda: self._ready().keep_detail(which, epoch, detail, at))

    def find_detail(
        self, which: Log, epoch: str, incident_id: int, then: Callable[[Detail | None], None]
    ) -> None:
        self.worker.do(
            lambda: self._ready().load_detail(which, epoch, incident_id), lambda found, error: then(found)
        )

    # --- on the worker's thread ---

    def _open(self, position: Position) -> Recalled:
        from services.store.outbox import load
        from services.store.replica import Replica

        replica = Replica(self.folder)
        replica.open()
        self._replica = replica
        adopted = take_over(replica, self.folder)
        return Recalled(
            adopted=adopted,
            tail=replica.load_tail(Log.LIVE, position.epoch, position.seq),
            entries=replica.transaction(load),
        )

    def _close(self) -> None:
        if self._replica is not None:
            self._replica.close()

    def _ready(self) -> Replica:
        if self._replica is None:
            raise RuntimeError("the replica is not open")
        return self._replica


def _or_nothing(found: Recalled | None, error: Exception | None) -> Recalled:
    if error is not None:
        log.error("replica: cannot open", exc_info=error)
    return found or Recalled()
