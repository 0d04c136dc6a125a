"""The writer: acknowledged means on disk, and after a failed commit nothing is taken any more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from services.contract.codec import seal
from services.contract.errors import KnownError
from services.contract.events import NoteAdded
from services.store import queries
from services.store.anchor import Anchor
from services.store.bulk import BulkInsert
from services.store.engine import DatabaseLock, database_url, migrate, open_engine
from services.store.log import EventRow, LogWriter, NotWritable
from services.store.schema import events, metadata, outcomes
from services.store.verify import verify

LOG = 1


@asynccontextmanager
async def writing(engine: sa.Engine, anchor: Anchor | None = None) -> AsyncIterator[LogWriter]:
    writer = LogWriter(engine, asyncio.get_running_loop(), anchor)
    with engine.connect() as connection:
        info = queries.current_log(connection, "live")
        assert info is not None
    writer.open_log(LOG, info.epoch, info.seq, info.head)
    writer.start()
    try:
        yield writer
    finally:
        writer.stop()


def note(writer: LogWriter, seq: int, text: str = "catatan") -> asyncio.Future[None]:
    batch = writer.gather()
    _envelope, data = seal("epoch", seq, seq, NoteAdded(incident_id=seq % 3, text=text), "sri", "")
    batch.events.append(EventRow(LOG, seq, seq, NoteAdded.KIND, seq % 3, data))
    return batch.done


def stored(engine: sa.Engine) -> list[int]:
    with engine.connect() as connection:
        return list(connection.execute(sa.select(events.c.seq).order_by(events.c.seq)).scalars())


async def fill(engine: sa.Engine, count: int, anchor: Anchor | None = None) -> None:
    async with writing(engine, anchor) as writer:
        await asyncio.gather(*(note(writer, seq) for seq in range(1, count + 1)))


def test_what_gathers_during_a_commit_is_the_next_commit(engine: sa.Engine) -> None:
    async def scenario() -> None:
        sizes = []
        async with writing(engine) as writer:
            writer.on_committed = lambda batch, seconds: sizes.append(len(batch.events))
            first = note(writer, 1)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            rest = [note(writer, seq) for seq in range(2, 400)]
            await asyncio.gather(first, *rest)
            assert stored(engine) == list(range(1, 400))
        assert sum(sizes) == 399
        assert len(sizes) <= 3

    asyncio.run(scenario())


def test_somebody_who_stops_waiting_stops_nobody_else(engine: sa.Engine) -> None:
    """A console that hung up with a command on its way once left the writer waiting for ever."""

    async def waits(done: asyncio.Future[None]) -> None:
        await done

    async def scenario() -> None:
        async with writing(engine) as writer:
            done = note(writer, 1)
            leaves, stays = asyncio.create_task(waits(done)), asyncio.create_task(waits(done))
            await asyncio.sleep(0)
            leaves.cancel()
            await asyncio.wait_for(stays, 10)
            await asyncio.wait_for(note(writer, 2), 10)
            assert leaves.cancelled() or leaves.done()
        assert stored(engine) == [1, 2]

    asyncio.run(scenario())


def test_the_database_refuses_to_alter_the_log(engine: sa.Engine) -> None:
    asyncio.run(fill(engine, 3))
    attempts: list[sa.Executable] = [
        sa.update(events).values(at=0),
        sa.delete(events).where(events.c.seq == 3),
    ]
    if engine.dialect.name == "postgresql":
        attempts.append(sa.text("TRUNCATE events"))
    for attempt in attempts:
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
            connection.execute(attempt)
    assert stored(engine) == [1, 2, 3]


def test_a_failed_statement_fails_its_batch_and_everything_after(engine: sa.Engine) -> None:
    async def scenario() -> None:
        failed: list[bool] = []
        announced: list[int] = []
        async with writing(engine) as writer:
            writer.on_failed = lambda: failed.append(True)
            writer.on_committed = lambda batch, seconds: announced.extend(row.seq for row in batch.events)
            await note(writer, 1)
            batch = writer.gather()
            bad = note(writer, 2)
            batch.outcomes += [(LOG, "same", b"", b"", 1), (LOG, "same", b"", b"", 1)]
            await asyncio.sleep(0)
            waiting = note(writer, 3)
            for future in (bad, waiting):
                with pytest.raises(NotWritable):
                    await future
            with pytest.raises(NotWritable):
                note(writer, 4)
            assert not writer.writable
        assert failed
        assert announced == [1]
        assert stored(engine) == [1]

    asyncio.run(scenario())


def test_a_full_database_loses_nothing_acknowledged(tmp_path: Path) -> None:
    engine = open_engine(database_url("", tmp_path))
    migrate(engine)
    with engine.begin() as connection:
        queries.new_log(connection, "live", "epoch", 1, active=True)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    @sa.event.listens_for(engine, "connect")
    def limit(connection: object, record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 40}")  # type: ignore[attr-defined]

    engine.dispose()
    acknowledged: list[int] = []
    announced: list[int] = []

    async def scenario() -> None:
        async with writing(engine) as writer:
            writer.on_committed = lambda batch, seconds: announced.extend(row.seq for row in batch.events)
            try:
                for seq in range(1, 5000):
                    await note(writer, seq, "x" * 1000)
                    acknowledged.append(seq)
            except NotWritable:
                return
            raise AssertionError("the database never became full")

    asyncio.run(scenario())
    assert acknowledged
    assert stored(engine) == acknowledged == announced
    assert verify(engine) == []
    engine.dispose()


def test_a_call_that_fails_concerns_only_its_caller(engine: sa.Engine) -> None:
    async def scenario() -> None:
        async with writing(engine) as writer:
            with pytest.raises(sa.exc.DBAPIError):
                await writer.call(
                    lambda connection: connection.execute(sa.text("SELECT nothing FROM nowhere"))
                )
            await note(writer, 1)
        assert stored(engine) == [1]

    asyncio.run(scenario())


def test_stopping_writes_what_is_pending(engine: sa.Engine) -> None:
    async def scenario() -> None:
        async with writing(engine) as writer:
            pending = note(writer, 1)
        await pending
        assert stored(engine) == [1]
        with pytest.raises(NotWritable):
            writer.gather()

    asyncio.run(scenario())


@given(
    st.lists(
        st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])), max_size=700
    )
)
def test_bulk_inserts_keep_every_row(texts: list[str]) -> None:
    engine = sa.create_engine("sqlite://")
    metadata.create_all(engine)
    rows = [(1, str(index), text.encode(), b"", index) for index, text in enumerate(texts)]
    with engine.begin() as connection:
        BulkInsert(outcomes, engine.dialect).run(connection, rows)
        found = connection.execute(sa.select(outcomes).order_by(outcomes.c.at)).all()
    assert [tuple(row) for row in found] == rows
    engine.dispose()


def test_one_backend_per_database(engine: sa.Engine) -> None:
    with DatabaseLock(engine):
        other = open_engine(engine.url)
        with pytest.raises(KnownError) as caught, DatabaseLock(other):
            pass
        assert caught.value.code == "database_in_use"
        other.dispose()
    with DatabaseLock(engine):
        pass


def test_migrating_twice_is_harmless_and_a_newer_database_is_refused(engine: sa.Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(KnownError) as caught:
        migrate(engine)
    assert caught.value.code == "database_newer"


def test_the_tables_are_what_the_migrations_make(engine: sa.Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": False})
        assert compare_metadata(context, metadata) == []


def test_commits_are_durable(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            said = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _DURABLE]
            assert said == list(_DURABLE.values())
        else:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


_DURABLE = {"journal_mode": "wal", "synchronous": 2, "wal_autocheckpoint": 0}
