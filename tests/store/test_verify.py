"""What `patria verify` finds when somebody got past the triggers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.store import queries
from services.store.anchor import Anchor
from services.store.engine import database_url, migrate, open_engine
from services.store.verify import verify
from tests.store.test_log import fill


class Log:
    """Ten honest entries, and the means to tamper with them."""

    def __init__(self, engine: sa.Engine, anchor: Anchor) -> None:
        self.engine = engine
        self.anchor = anchor
        asyncio.run(fill(engine, 10, anchor))

    def tamper(self, *statements: str) -> None:
        with self.engine.begin() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("DROP TRIGGER events_no_update")
                connection.exec_driver_sql("DROP TRIGGER events_no_delete")
            else:
                connection.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER ALL")
            for statement in statements:
                connection.exec_driver_sql(statement)

    def found(self) -> dict[int, str]:
        return {finding.seq: finding.problem for finding in verify(self.engine, self.anchor)}


@pytest.fixture(params=["sqlite", "postgresql"])
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Log]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    engine = open_engine(database_url(url, tmp_path))
    migrate(engine)
    with engine.begin() as connection:
        queries.new_log(connection, "live", "epoch", 1, active=True)
    yield Log(engine, Anchor(tmp_path / "anchor"))
    engine.dispose()


def test_an_honest_log_is_clean(log: Log) -> None:
    assert log.found() == {}
    assert [head.seq for head in log.anchor.heads()] == [10]


def test_an_edited_row_is_named(log: Log) -> None:
    other = "(SELECT body FROM events WHERE seq = 5)"
    log.tamper(f"UPDATE events SET body = {other} WHERE seq = 4")
    assert 4 in log.found()


@pytest.mark.parametrize("column", ["at", "kind", "incident_id"])
def test_an_edited_column_is_named(log: Log, column: str) -> None:
    log.tamper(
        f"UPDATE events SET {column} = {chr(39) + 'x' + chr(39) if column == 'kind' else 77} WHERE seq = 4"
    )
    assert list(log.found()) == [4]
    assert column in log.found()[4]


def test_a_deleted_row_is_named(log: Log) -> None:
    log.tamper("DELETE FROM events WHERE seq = 4")
    assert "baris 4 hilang" in log.found()[5]


def test_exchanged_rows_are_named(log: Log) -> None:
    log.tamper(
        "UPDATE events SET seq = 99 WHERE seq = 4",
        "UPDATE events SET seq = 4 WHERE seq = 5",
        "UPDATE events SET seq = 5 WHERE seq = 99",
    )
    assert {4, 5} <= set(log.found())


def test_a_cut_off_end_is_found_by_the_note_outside(log: Log) -> None:
    log.tamper("DELETE FROM events WHERE seq > 7")
    assert verify(log.engine) == []
    assert "baris 8 sampai 10 hilang" in log.found()[8]


def test_a_log_that_vanished_is_found(log: Log) -> None:
    log.tamper("DELETE FROM events", "DELETE FROM logs")
    assert "hilang" in log.found()[10]


def test_a_rewritten_chain_is_found_by_the_note_outside(log: Log) -> None:
    """Whoever recomputes every hash still cannot change what was noted elsewhere."""
    import hashlib

    from services.store.verify import genesis

    with log.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT seq, body FROM events ORDER BY seq").all()
    head, digests = genesis("epoch"), []
    for row in rows:
        body = bytes(row[1]).replace(b"catatan", b"dipalsu") if row[0] == 2 else bytes(row[1])
        head = hashlib.sha256(head + body).digest()
        digests.append((row[0], body, head))
    log.tamper()
    with log.engine.begin() as connection:
        for seq, body, digest in digests:
            connection.execute(
                sa.text("UPDATE events SET body = :body, hash = :hash WHERE seq = :seq"),
                {"body": body, "hash": digest, "seq": seq},
            )
    assert verify(log.engine) == []
    assert list(log.found()) == [10]


def test_a_torn_note_is_passed_over(log: Log) -> None:
    with log.anchor.path.open("ab") as file:
        file.write(b'{"log":"epo')
    assert log.found() == {}
