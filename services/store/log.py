"""The one writer of the log: natural group commit on a thread of its own, in a burst in a second process.

Whatever gathers while one commit runs is the next commit. A future resolves on the loop only after its
commit is on disk. After a failed commit nothing is written any more: what is in memory may be ahead of the
disk, so the backend has to be restarted and rebuilds itself from the log.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from queue import SimpleQueue
from typing import Any, Final, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from services.contract.errors import KnownError
from services.store.anchor import Anchor
from services.store.appending import Appender, Head, Rows
from services.store.second_process import Failed, Heads, SecondProcess

T = TypeVar("T")
Row = tuple[Any, ...]
_log = logging.getLogger(__name__)

_BURST_EVENTS: Final = 16
"""Commits of so many events mean a burst: the next one goes when it is half as large …"""
_BURST_WAIT_S: Final = 0.002
"""… or has gathered for so long."""
_AHEAD: Final = 2
"""Batches the second process has at a time: the next one lies ready when it is done with one."""
_ANCHOR_EVERY_S: Final = 5.0


class NotWritable(KnownError):
    """A commit failed: nothing is taken until the backend was restarted."""

    def __init__(self) -> None:
        super().__init__(
            "not_writable",
            "Penyimpanan gagal ditulis, sehingga data baru tidak diterima. Periksa ruang dan kesehatan disk, "
            "lalu jalankan ulang peladen.",
        )


class EventRow(NamedTuple):
    """One entry on its way to the log; the writer adds the hash."""

    log: int
    seq: int
    at: int
    kind: str
    incident_id: int
    body: bytes


class _Shared(asyncio.Future[None]):
    """A future many wait for: whoever stops waiting (a console that hung up) does not stop the others.

    Awaiting a plain future passes a task's cancellation on to it, and a cancelled one cannot be resolved.
    """

    def cancel(self, msg: Any = None) -> bool:
        return False


class Batch:
    """What one commit writes. `done` resolves with None after it, or with `NotWritable`."""

    __slots__ = ("done", "events", "extras", "outcomes", "reporters", "reports")

    def __init__(self, done: asyncio.Future[None]) -> None:
        self.done = done
        self.events: list[EventRow] = []
        self.reports: list[Row] = []
        """Rows of the table of that name, columns in its order; so the next two."""
        self.reporters: list[Row] = []
        self.outcomes: list[Row] = []
        self.extras: list[sa.Executable] = []
        """Statements after the inserts, in order."""


class _Call(NamedTuple):
    function: Callable[[sa.Connection], Any]
    future: asyncio.Future[Any]


class LogWriter:
    """Gathers rows on the loop, commits them on its thread. Every method belongs to the loop."""

    def __init__(
        self,
        engine: sa.Engine,
        loop: asyncio.AbstractEventLoop,
        anchor: Anchor | None,
        keep_open: Sequence[int] = (),
    ) -> None:
        """`keep_open`: descriptors of the database's lock, for the second process."""
        self._engine = engine
        self._keep_open = keep_open
        self._loop = loop
        self._anchor = anchor
        self._anchored = time.monotonic()
        self._heads: dict[int, Head] = {}
        self._appender = Appender(engine)
        self._second: SecondProcess | None = None
        self._starting = False
        self._alone = False
        """True where the second process could not be started."""
        self._there: deque[tuple[Batch, float]] = deque()
        """What the second process has, the oldest first, and since when."""
        self._calls: deque[_Call] = deque()
        """What waits until the second process is done: the database has one writer at a time."""
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._on_thread = 0
        """What the thread was given and has not done yet."""
        self._batch: Batch | None = None
        self._busy = False
        """True while the thread has a batch: one at a time."""
        self._size = 0
        """Events of a commit lately: one small one does not end a burst."""
        self._enough = 0
        """Events with which the next batch need not wait for more; 0 where there is no burst."""
        self._waiting: asyncio.Handle | None = None
        self._stopping = False
        self._failed = False
        self._torn = False
        """True on the thread after a commit of its own failed."""
        self.on_committed: Callable[[Batch, float], None] = lambda batch, seconds: None
        """Called for each committed batch, with the seconds it took, before its future resolves."""
        self.on_failed: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._run, name="log-writer", daemon=True)

    @property
    def writable(self) -> bool:
        """False after a failed commit."""
        return not self._failed

    def open_log(self, log: int, epoch: str, seq: int, head: bytes) -> None:
        """Say where the hash chain of a log stands, before its first row is appended."""
        self._heads[log] = (epoch, seq, head)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self) -> None:
        """Write what is pending, note the heads outside and end. Blocks; futures resolve afterwards."""
        self._stopping = True
        while self._there and self._second is not None:
            self._second.wait()
        if self._batch is not None:
            self._on_the_thread(partial(self._write, self._batch))
            self._batch = None
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join()
        if self._second is not None:
            self._second.stop()
        self._note_heads(list(self._heads.values()))

    def gather(self) -> Batch:
        """The batch being gathered: fill it without awaiting in between. Raises `NotWritable`."""
        batch = self._batch
        if batch is None:
            if self._failed or self._stopping:
                raise NotWritable
            batch = self._batch = Batch(_Shared(loop=self._loop))
            # Nobody may be waiting for it when it fails, and that is no news then.
            batch.done.add_done_callback(asyncio.Future.exception)
            if not self._busy and not self._there:
                self._wait()
        return batch

    def pass_on(self) -> None:
        """Between two reports of a burst: let what has gathered go if it is enough.

        Else every report that one turn of the loop takes in would share a commit, all senders would wait for
        it together, and loop and writer would work in turns instead of at the same time.
        """
        enough = self._size if self._there else self._enough
        if self._batch is not None and len(self._batch.events) >= enough:
            self._hand_over()

    def call(self, function: Callable[[sa.Connection], T]) -> asyncio.Future[T]:
        """Run something small in a transaction of its own on the writer's thread (accounts, checkpoints)."""
        if self._failed or self._stopping:
            raise NotWritable
        future: asyncio.Future[T] = self._loop.create_future()
        call = _Call(function, future)
        if not self._there:
            self._on_the_thread(partial(self._run_call, call))
        else:
            self._calls.append(call)
        return future

    def _wait(self) -> None:
        if self._enough:
            self._waiting = self._loop.call_later(_BURST_WAIT_S, self._hand_over)
        else:
            self._waiting = self._loop.call_soon(self._hand_over)

    def _hand_over(self) -> None:
        """Have committed what has gathered, if its turn has come. The loop never touches it after that."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        batch = self._batch
        if batch is None or self._stopping or self._busy:
            return
        second = self._second_for(batch)
        if second is None and self._there:
            return
        self._batch = None
        if second is not None:
            # Where it follows on another one, the process knows the head that one leaves.
            ahead = {row.log for before, _ in self._there for row in before.events}
            heads = {log: head for log, head in self._heads.items() if log not in ahead}
            self._there.append((batch, time.perf_counter()))
            second.commit(_rows(batch, heads))
        else:
            self._busy = True
            self._on_the_thread(partial(self._write, batch))

    def _second_for(self, batch: Batch) -> SecondProcess | None:
        """Who commits a batch of a burst while the thread has nothing to do; the first burst starts it."""
        if self._alone or not (self._enough or len(batch.events) >= _BURST_EVENTS):
            return None
        if not self._starting:
            self._starting = True
            self._queue.put(self._start_second)
        second = self._second
        if second is None or not second.ready or batch.extras:
            return None
        free = not self._on_thread and not self._calls and len(self._there) < _AHEAD
        return second if free else None

    def _second_started(self, second: SecondProcess) -> None:
        if not self._stopping:
            second.listen(self._loop, self._second_told)

    def _second_told(self, answer: Heads | Failed) -> None:
        if isinstance(answer, Failed) or not self._there:
            self._second_failed(answer)
            return
        batch, began = self._there.popleft()
        self._heads.update(answer)
        if time.monotonic() - self._anchored > _ANCHOR_EVERY_S:
            self._queue.put(partial(self._note_heads, list(self._heads.values())))
        if not self._there:
            self._let_calls_go()
        self._committed(batch, time.perf_counter() - began)

    def _second_failed(self, answer: object) -> None:
        """With a batch, nobody knows what became of it; without one, nothing is lost by going on alone."""
        self._alone = True
        if not self._there:
            _log.error("no second process for commits: %s", answer)
            return
        _log.critical("commit failed, refusing writes from now on: %s", answer)
        self._broken(*(batch for batch, _ in self._there))
        self._there.clear()
        self._let_calls_go()

    def _let_calls_go(self) -> None:
        while self._calls:
            self._on_the_thread(partial(self._run_call, self._calls.popleft()))

    def _committed(self, batch: Batch, seconds: float) -> None:
        try:
            self.on_committed(batch, seconds)
        finally:
            batch.done.set_result(None)
            self._busy = False
            self._size = max(len(batch.events), self._size * 3 // 4)
            self._enough = self._size // 2 if self._size >= _BURST_EVENTS else 0
            if self._batch is not None:
                if len(self._batch.events) >= self._enough:
                    self._hand_over()
                else:
                    self._wait()

    def _broken(self, *batches: Batch) -> None:
        self._failed = True
        waiting = batches if self._batch is None else (*batches, self._batch)
        self._batch = None
        for each in waiting:
            each.done.set_exception(NotWritable())
        self.on_failed()

    def _on_the_thread(self, work: Callable[[], None]) -> None:
        self._on_thread += 1
        self._queue.put(work)

    def _off_the_thread(self, function: Callable[..., None], *arguments: object) -> None:
        self._on_thread -= 1
        function(*arguments)

    # --- on the writer's thread ---

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            work()

    def _post(self, function: Callable[..., None], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(function, *arguments)
        except RuntimeError:
            _log.warning("the loop had ended before its last commit was answered")

    def _run_call(self, call: _Call) -> None:
        result, failure = None, None
        try:
            with self._engine.begin() as connection:
                result = call.function(connection)
        except Exception as error:
            failure = error
        self._post(self._off_the_thread, _answer, call.future, result, failure)

    def _write(self, batch: Batch) -> None:
        began = time.perf_counter()
        if self._torn or not self._commit(batch):
            self._torn = True
            self._post(self._off_the_thread, self._broken, batch)
            return
        self._post(self._off_the_thread, self._committed, batch, time.perf_counter() - began)
        if time.monotonic() - self._anchored > _ANCHOR_EVERY_S:
            self._note_heads(list(self._heads.values()))

    def _commit(self, batch: Batch) -> bool:
        try:
            self._heads.update(self._appender.commit(_rows(batch, self._heads), batch.extras))
        except SQLAlchemyError as error:
            _log.critical("commit failed, refusing writes from now on: %s", error)
            return False
        except Exception:
            _log.critical("commit failed by a defect, refusing writes from now on", exc_info=True)
            return False
        return True

    def _start_second(self) -> None:
        try:
            self._second = SecondProcess(self._engine.url, self._keep_open)
        except (OSError, Failed) as error:
            self._post(self._second_failed, error)
        else:
            self._post(self._second_started, self._second)

    def _note_heads(self, heads: list[Head]) -> None:
        self._anchored = time.monotonic()
        if self._anchor is not None:
            try:
                self._anchor.note(heads)
            except OSError as error:
                _log.error("the head of the log could not be noted outside: %s", error)


def _rows(batch: Batch, heads: Mapping[int, Head]) -> Rows:
    return Rows(heads, batch.events, batch.reports, batch.reporters, batch.outcomes)


def _answer(future: asyncio.Future[Any], result: object, failure: Exception | None) -> None:
    if future.cancelled():
        return
    if failure is None:
        future.set_result(result)
    else:
        future.set_exception(failure)
