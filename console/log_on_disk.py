"""One log as it stands on disk, for the commands that read without a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from services.contract.errors import KnownError
from services.contract.messages import Log
from services.store import queries
from services.store.engine import database_url, open_engine


@contextmanager
def log_on_disk(
    data_dir: Path, database: str, log: Log, *, table: str, missing: str
) -> Iterator[tuple[sa.Connection, queries.LogInfo]]:
    """Where the log can be read, and how far it goes; `missing` is said where the database has no `table`.

    Raises `KnownError`, also for what the database says while it is read.
    """
    engine = open_engine(database_url(database, data_dir))
    try:
        if not sa.inspect(engine).has_table(table):
            raise KnownError("database_empty", missing)
        with engine.connect() as connection:
            info = queries.current_log(connection, log.value)
            if info is None:
                raise KnownError("log_unknown", "Log itu belum pernah dimulai.")
            yield connection, info
    except sa.exc.SQLAlchemyError as error:
        raise KnownError("database", f"Basis data: {getattr(error, 'orig', error)}") from None
    finally:
        engine.dispose()
