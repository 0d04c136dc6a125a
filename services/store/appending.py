"""One commit of the log: hashes chained, rows inserted. The same in the backend and in its second process."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from msgspec import Struct

from services.store import schema
from services.store.bulk import BulkInsert

Head = tuple[str, int, bytes]
"""Epoch of a log, its last entry, and the hash of that."""
_TABLES: Final = ("events", "reports", "reporters", "outcomes")


class Rows(Struct, array_like=True, frozen=True):
    """What a commit inserts: whole rows, columns in the order of the table of that name."""

    heads: Mapping[int, Head]
    """Where the logs stood before, by number; at least those that `events` are for."""
    events: Sequence[tuple[int, int, int, str, int, bytes]]
    """Without the hash."""
    reports: Sequence[tuple[Any, ...]]
    reporters: Sequence[tuple[Any, ...]]
    outcomes: Sequence[tuple[Any, ...]]


class Appender:
    """Commits rows to one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._inserts = {name: BulkInsert(getattr(schema, name), engine.dialect) for name in _TABLES}

    def commit(self, rows: Rows, extras: Iterable[sa.Executable] = ()) -> dict[int, Head]:
        """Write the rows, then the statements, durably. Where the logs it wrote to stand afterwards."""
        events, heads = _chained(rows)
        with self._engine.begin() as connection:
            self._inserts["events"].run(connection, events)
            self._inserts["reports"].run(connection, rows.reports)
            self._inserts["reporters"].run(connection, rows.reporters)
            self._inserts["outcomes"].run(connection, rows.outcomes)
            for statement in extras:
                connection.execute(statement)
        return heads


def _chained(rows: Rows) -> tuple[list[tuple[Any, ...]], dict[int, Head]]:
    """Entries with their hashes. Raises `AssertionError` where one does not follow the one before it."""
    heads: dict[int, Head] = {}
    hashed: list[tuple[Any, ...]] = []
    sha256 = hashlib.sha256
    current, epoch, last, head = -1, "", 0, b""
    for row in rows.events:
        if row[0] != current:
            if current >= 0:
                heads[current] = (epoch, last, head)
            current = row[0]
            epoch, last, head = heads.get(current) or rows.heads[current]
        if row[1] != last + 1:
            raise AssertionError(f"entry {row[1]} of log {current} would follow {last}")
        last = row[1]
        head = sha256(head + row[5]).digest()
        hashed.append((*row, head))
    if current >= 0:
        heads[current] = (epoch, last, head)
    return hashed, heads
