"""Many rows in one statement.

The driver gives up the interpreter lock once per statement and has to win it back from a busy loop, which
takes up to one switch interval: a statement per row would make a commit of 200 rows last a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import sqlalchemy as sa

_SIZES: Final = (256, 64, 16, 4, 1)
"""Rows per statement. Few different texts, so that both databases keep them prepared."""


class BulkInsert:
    """Inserts whole rows into one table, columns in the table's order."""

    def __init__(self, table: sa.Table, dialect: sa.Dialect) -> None:
        self._width = len(table.columns)
        mark = "%s" if dialect.paramstyle in ("pyformat", "format") else "?"
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        row = "(" + ", ".join([mark] * self._width) + ")"
        head = f'INSERT INTO "{table.name}" ({columns}) VALUES '  # noqa: S608 - names of our own tables
        self._texts = {size: head + ", ".join([row] * size) for size in _SIZES}

    def run(self, connection: sa.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert the rows in order, in as few statements as the prepared sizes allow."""
        start = 0
        for size in _SIZES:
            text = self._texts[size]
            while len(rows) - start >= size:
                values = tuple(chain.from_iterable(rows[start : start + size]))
                connection.exec_driver_sql(text, values)
                start += size
