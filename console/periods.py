"""A period as the command line reads it: straight from the database, whether or not a server runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from console.log_on_disk import log_on_disk
from services.backend.checkpoints import advance_board, load_board, step_times
from services.city.holiday_table import calendar_for
from services.city.loader import load_pack_here
from services.contract.messages import Log
from services.reporting.period import Source
from services.rules.clocks import Clocks
from services.store import queries

_AT_ONCE = 20_000
"""Entries read between two words about the progress."""


def source_of(
    data_dir: Path, database: str, city: Path, log: Log, progress: Callable[[str, int, int], None]
) -> Source:
    """What a period is counted from, as the log stands on disk. Raises `KnownError`."""
    pack = load_pack_here(city, data_dir)
    missing = "Di sini belum ada basis data Patria."
    with log_on_disk(data_dir, database, log, table="events", missing=missing) as (connection, info):
        kept = min(queries.newest_snapshot_seq(connection, info.id), info.seq)
        board = load_board(connection, info.id, info.epoch, kept)
        while board.seq < info.seq:
            progress("Membaca catatan", board.seq, info.seq)
            advance_board(connection, info.id, board, min(info.seq, board.seq + _AT_ONCE))
        steps = step_times(
            connection, info.id, board, lambda seq: progress("Membaca waktu langkah", seq, info.seq)
        )
    categories = {category.code: category for category in pack.categories}
    clocks = Clocks(categories, calendar_for(pack))
    return Source(board, pack, clocks, info.started_at, log is Log.DRILL, steps)
