"""A period as the command line reads it: straight from the database, whether or not a server runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from services.backend.checkpoints import advance_board, load_board
from services.city.holiday_table import calendar_for
from services.city.loader import load_pack
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.reporting.period import Source
from services.rules.clocks import Clocks
from services.store import queries
from services.store.engine import database_url, open_engine

_AT_ONCE = 20_000
"""Entries read between two words about the progress."""


@contextmanager
def source_of(
    data_dir: Path, database: str, city: Path, log: Log, progress: Callable[[str, int, int], None]
) -> Iterator[Source]:
    """What a period is counted from, as the log stands on disk. Raises `KnownError`."""
    pack = load_pack(city)
    engine = open_engine(database_url(database, data_dir))
    try:
        if not sa.inspect(engine).has_table("events"):
            raise KnownError("database_empty", "Di sini belum ada basis data Patria.")
        with engine.connect() as connection:
            info = queries.current_log(connection, log.value)
            if info is None:
                raise KnownError("log_unknown", "Log itu belum pernah dimulai.")
            kept = min(queries.newest_snapshot_seq(connection, info.id), info.seq)
            board = load_board(connection, info.id, info.epoch, kept)
            while board.seq < info.seq:
                progress("Membaca catatan", board.seq, info.seq)
                advance_board(connection, info.id, board, min(info.seq, board.seq + _AT_ONCE))
        categories = {category.code: category for category in pack.categories}
        clocks = Clocks(categories, calendar_for(pack))
        yield Source(board, pack, clocks, info.started_at, drill=log is Log.DRILL)
    except sa.exc.SQLAlchemyError as error:
        raise KnownError("database", f"Basis data: {getattr(error, 'orig', error)}") from None
    finally:
        engine.dispose()
