"""Many rows in one statement.

The driver gives up the interpreter lock for every statement and has to win it back from a busy loop, which
takes up to one switch interval: a statement per row would make a commit of 200 rows last a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

import sqlalchemy as sa

MAX_ROWS: Final = 256
"""Rows per statement; every smaller number is a statement of its own, kept prepared by the driver."""


class BulkInsert:
    """Inserts whole rows into one table, columns in the table's order."""

    def __init__(self, table: sa.Table, dialect: sa.Dialect) -> None:
        mark = "%s" if dialect.paramstyle in ("pyformat", "format") else "?"
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        self._row = "(" + ", ".join([mark] * len(table.columns)) + ")"
        self._head = f'INSERT INTO "{table.name}" ({columns}) VALUES '  # noqa: S608 - names of our own tables
        self._texts: dict[int, str] = {}

    def run(self, connection: sa.Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert the rows in order."""
        for start in range(0, len(rows), MAX_ROWS):
            piece = rows[start : start + MAX_ROWS]
            connection.exec_driver_sql(self._text(len(piece)), tuple(chain.from_iterable(piece)))

    def _text(self, rows: int) -> str:
        text = self._texts.get(rows)
        if text is None:
            text = self._texts[rows] = self._head + ", ".join([self._row] * rows)
        return text
