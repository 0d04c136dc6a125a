"""Tables that open by a double click where the system is set to Indonesian.

UTF-8 with a byte order mark, semicolons between the cells, a decimal comma: with a point, Excel would read
112.161 degrees as a hundred and twelve thousand. Programs read the JSON and GeoJSON instead.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from services.reporting.tables import FORMULA

BOM: Final = b"\xef\xbb\xbf"
_CHUNK: Final = 2_000


def sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A table in pieces, so that a million rows are never in memory at once."""
    yield BOM + _lines([columns])
    left = iter(rows)
    while chunk := list(itertools.islice(left, _CHUNK)):
        yield _lines(chunk)


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    formula = frozenset(FORMULA)
    for row in rows:
        # In one piece, because a table may have thirty million cells.
        writer.writerow(
            [
                (f"'{cell}" if cell and cell[0] in formula else cell)
                if isinstance(cell, str)
                else (str(cell).replace(".", ",") if isinstance(cell, float) else cell)
                for cell in row
            ]
        )
    return text.getvalue().encode("utf-8", "replace")
