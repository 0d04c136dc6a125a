"""The private cluster serves databases, survives a crash when durable, and leaves nothing behind."""

import psycopg
import pytest

from tests.harness import PostgresCluster


def connect(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    """Connect to a database named by a SQLAlchemy URL."""
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def test_databases_are_separate(postgres: PostgresCluster) -> None:
    first, second = postgres.new_database(), postgres.new_database()
    with connect(first) as connection:
        connection.execute("CREATE TABLE here (x int)")
    with connect(second) as connection, pytest.raises(psycopg.errors.UndefinedTable):
        connection.execute("SELECT * FROM here")


def test_drop_works_under_an_open_connection(postgres: PostgresCluster) -> None:
    url = postgres.new_database()
    with connect(url):
        postgres.drop_database(url)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(url)


def test_a_durable_cluster_keeps_what_was_committed_before_a_crash() -> None:
    with PostgresCluster(durable=True) as cluster:
        url = cluster.new_database()
        port = cluster.port
        with connect(url) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
            connection.execute("CREATE TABLE kept (x int)")
            connection.execute("INSERT INTO kept VALUES (7)")
            cluster.kill()
        cluster.start()
        assert cluster.port == port
        with connect(url) as connection:
            assert connection.execute("SELECT x FROM kept").fetchone() == (7,)
        folder = cluster.log.parent
        assert folder.exists()
    assert not folder.exists()
