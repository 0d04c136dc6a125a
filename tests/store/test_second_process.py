"""A burst is committed in a second process: the same log, the same refusal if it fails, nobody left over."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.contract.codec import seal
from services.contract.errors import KnownError
from services.contract.events import NoteAdded
from services.store import queries
from services.store.anchor import Anchor
from services.store.engine import DatabaseLock, database_url, migrate, open_engine
from services.store.log import EventRow, LogWriter, NotWritable
from services.store.schema import events
from services.store.second_process import SecondProcess
from services.store.verify import verify

WITHIN_S = 20.0
LOG = 1


class Burst:
    """A writer that is given reports faster than it commits them, until the second process has joined in."""

    def __init__(self, engine: sa.Engine, anchor: Anchor | None = None) -> None:
        self.writer = LogWriter(engine, asyncio.get_running_loop(), anchor)
        with engine.connect() as connection:
            info = queries.current_log(connection, "live")
        assert info is not None
        self.writer.open_log(LOG, info.epoch, info.seq, info.head)
        self.writer.start()
        self.seq = info.seq
        self.acknowledged: list[int] = []

    def begin(self, count: int) -> asyncio.Future[None]:
        """Write in one go, without waiting."""
        batch = self.writer.gather()
        for _ in range(count):
            self.seq += 1
            _envelope, data = seal(
                "epoch", self.seq, self.seq, NoteAdded(incident_id=1, text="air naik"), "sri", ""
            )
            batch.events.append(EventRow(LOG, self.seq, self.seq, NoteAdded.KIND, 1, data))
        return batch.done

    async def write(self, count: int) -> None:
        """Write in one go; returns when it is acknowledged."""
        first = self.seq + 1
        await self.begin(count)
        self.acknowledged += range(first, self.seq + 1)

    async def until_joined(self) -> SecondProcess:
        """Bursts until the second process takes them."""
        async with asyncio.timeout(WITHIN_S):
            while True:
                await self.write(40)
                second = self.writer._second
                if second is not None and second.ready:
                    await self.write(40)
                    return second


def stored(engine: sa.Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.execute(sa.select(events.c.seq).order_by(events.c.seq)).scalars())


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_small_and_large_commits_take_turns_and_make_one_chain(engine: sa.Engine, tmp_path: Path) -> None:
    async def scenario() -> int:
        burst = Burst(engine, Anchor(tmp_path / "anchor"))
        second = await burst.until_joined()
        for count in (1, 100, 2, 3000, 1):
            await burst.write(count)
        called = await burst.writer.call(
            lambda connection: connection.execute(sa.select(sa.func.count()).select_from(events)).scalar()
        )
        assert called == burst.seq
        await burst.write(500)
        burst.writer.stop()
        assert burst.acknowledged == stored(engine)
        return second._process.pid

    process = asyncio.run(scenario())
    assert verify(engine, Anchor(tmp_path / "anchor")) == []
    assert gone(process)


def test_when_it_dies_with_a_commit_nothing_more_is_taken_and_nothing_acknowledged_is_lost(
    engine: sa.Engine,
) -> None:
    async def scenario() -> list[int]:
        burst = Burst(engine)
        second = await burst.until_joined()
        os.kill(second._process.pid, signal.SIGSTOP)
        unknown = burst.begin(100)
        burst.writer.pass_on()
        os.kill(second._process.pid, signal.SIGKILL)
        with pytest.raises(NotWritable):
            await unknown
        assert not burst.writer.writable
        with pytest.raises(NotWritable):
            burst.writer.gather()
        burst.writer.stop()
        return burst.acknowledged

    acknowledged = asyncio.run(scenario())
    assert stored(engine)[: len(acknowledged)] == acknowledged
    assert verify(engine) == []


def test_when_it_dies_at_rest_the_thread_goes_on_alone(engine: sa.Engine) -> None:
    async def scenario() -> None:
        burst = Burst(engine)
        second = await burst.until_joined()
        os.kill(second._process.pid, signal.SIGKILL)
        await asyncio.to_thread(second._process.wait)
        await burst.writer.call(lambda connection: None)
        assert burst.writer._alone
        await burst.write(100)
        burst.writer.stop()
        assert stored(engine) == burst.acknowledged

    asyncio.run(scenario())
    assert verify(engine) == []


def test_what_is_asked_during_a_commit_there_waits_for_its_end(engine: sa.Engine) -> None:
    async def scenario() -> None:
        burst = Burst(engine)
        await burst.until_joined()
        for _ in range(5):
            written = burst.begin(200)
            burst.writer.pass_on()
            count = sa.select(sa.func.count()).select_from(events)
            asked = burst.writer.call(lambda connection: connection.execute(count).scalar())  # noqa: B023
            assert await asked == burst.seq
            assert written.done()
        burst.writer.stop()

    asyncio.run(scenario())


def test_the_end_waits_for_a_commit_there(engine: sa.Engine) -> None:
    async def scenario() -> None:
        burst = Burst(engine)
        await burst.until_joined()
        last = burst.begin(3000)
        burst.writer.pass_on()
        burst.begin(20)
        burst.writer.stop()
        assert last.done()
        assert stored(engine) == list(range(1, burst.seq + 1))

    asyncio.run(scenario())
    assert verify(engine) == []


def test_a_commit_that_fails_there_fails_its_batch_and_everything_after(engine: sa.Engine) -> None:
    async def scenario() -> None:
        burst = Burst(engine)
        await burst.until_joined()
        batch = burst.writer.gather()
        batch.outcomes += [(LOG, "same", b"", b"", 1), (LOG, "same", b"", b"", 1)]
        with pytest.raises(NotWritable):
            await burst.write(50)
        assert not burst.writer.writable
        burst.writer.stop()
        assert stored(engine) == burst.acknowledged

    asyncio.run(scenario())


def test_what_stops_the_backends_group_does_not_stop_it_before_its_time(engine: sa.Engine) -> None:
    async def scenario() -> int:
        burst = Burst(engine)
        second = await burst.until_joined()
        for number in (signal.SIGINT, signal.SIGTERM):
            os.kill(second._process.pid, number)
        await burst.write(100)
        burst.writer.stop()
        return second._process.pid

    assert gone(asyncio.run(scenario()))


def test_where_it_cannot_start_the_thread_goes_on_alone(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")

    async def scenario() -> None:
        burst = Burst(engine)
        async with asyncio.timeout(WITHIN_S):
            while not burst.writer._alone:
                await burst.write(40)
        await burst.write(40)
        burst.writer.stop()
        assert stored(engine) == burst.acknowledged

    asyncio.run(scenario())
    assert "no second process" in caplog.text


def test_while_it_lives_nobody_else_opens_the_database(tmp_path: Path) -> None:
    """After a `kill -9` of the backend its last commit may still be going on."""
    engine = open_engine(database_url("", tmp_path))
    migrate(engine)
    with DatabaseLock(engine) as lock:
        second = SecondProcess(engine.url, lock.descriptors)
    try:
        with pytest.raises(KnownError) as caught, DatabaseLock(engine):
            pass
        assert caught.value.code == "database_in_use"
    finally:
        second.stop()
    with DatabaseLock(engine):
        pass
    engine.dispose()


def test_in_a_burst_one_turn_of_the_loop_makes_two_commits(engine: sa.Engine) -> None:
    """Else everybody waits for the same commit, and loop and writer work in turns."""

    async def scenario() -> list[int]:
        burst = Burst(engine)
        await burst.write(40)
        sizes: list[int] = []
        burst.writer.on_committed = lambda batch, seconds: sizes.append(len(batch.events))
        writing = []
        for _ in range(64):
            writing.append(burst.begin(1))
            burst.writer.pass_on()
        await asyncio.gather(*writing)
        burst.writer.stop()
        assert stored(engine) == list(range(1, 105))
        return sizes

    assert asyncio.run(scenario()) == [20, 44]


def test_two_logs_in_one_burst_keep_their_chains(engine: sa.Engine) -> None:
    """An exercise beside the real log: a batch of one goes behind a batch of the other."""
    with engine.begin() as connection:
        other = queries.new_log(connection, "drill", "drill", 1, active=True)

    async def scenario() -> None:
        burst = Burst(engine)
        writer, seq = burst.writer, 0
        await burst.until_joined()
        writer.open_log(other.id, other.epoch, other.seq, other.head)
        for _ in range(5):
            written = [burst.begin(60)]
            writer._hand_over()
            batch = writer.gather()
            for _ in range(60):
                seq += 1
                _envelope, data = seal("drill", seq, seq, NoteAdded(incident_id=1, text="uji"), "sri", "")
                batch.events.append(EventRow(other.id, seq, seq, NoteAdded.KIND, 1, data))
            written.append(batch.done)
            writer._hand_over()
            assert len(writer._there) == 2
            await asyncio.gather(*written)
        writer.stop()

    asyncio.run(scenario())
    assert verify(engine) == []


def test_one_small_commit_does_not_end_a_burst(engine: sa.Engine) -> None:
    """Else it goes to the thread, which takes the interpreter from a busy loop."""

    async def scenario() -> None:
        burst = Burst(engine)
        second = await burst.until_joined()
        for _ in range(3):
            written = burst.begin(2)
            burst.writer._hand_over()
            assert burst.writer._there
            await written
        assert second.ready
        while burst.writer._enough:
            await burst.write(1)
        alone = burst.begin(2)
        burst.writer._hand_over()
        assert not burst.writer._there
        await alone
        burst.writer.stop()

    asyncio.run(scenario())
    assert verify(engine) == []


def test_what_belongs_together_stays_in_one_commit(engine: sa.Engine) -> None:
    """An event and the outcome of its command, however large the burst around them."""

    async def scenario() -> None:
        burst = Burst(engine)
        await burst.write(40)
        batch = burst.writer.gather()
        burst.begin(30)
        assert burst.writer.gather() is batch
        await batch.done
        burst.writer.stop()

    asyncio.run(scenario())
