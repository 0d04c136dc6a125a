"""Full-text search over the board: every word must occur in number, title, area, place or summary.

Repeated values (titles, areas) are searched once per distinct value; free text lies in one lower-case byte
string per column and is scanned as a whole. Case is ignored for ASCII letters, which covers Indonesian.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from services.projection.board import Board
from services.projection.columns import TextColumn

Bools = npt.NDArray[np.bool_]
FEW: Final = 1000
"""So few rows are looked at one by one instead of scanning the columns for a further word."""
_NUMBER = re.compile(rb"(?:[a-z]{2,4}-)?(?:\d{6}-)?0*(\d{1,9})")


class SearchIndex:
    """Search over one board; follows its changes by itself."""

    def __init__(self, board: Board, few: int = FEW, shown: Callable[[str], str] = str) -> None:
        """`shown`: a title as the screen says it, which is found beside the one in the log."""
        self._board = board
        self._few = few
        self._shown = shown
        self._texts = [_Haystack(board.place), _Haystack(board.summary)]

    def update(self, rows: Iterable[int]) -> None:
        """Rows whose free text may have changed."""
        for text in self._texts:
            text.update(rows)

    def match(self, query: str) -> Bools:
        """True for every row that contains all words of the query."""
        mask = np.ones(self._board.count, np.bool_)
        for word in sorted(query.split(), key=len, reverse=True):
            left = np.flatnonzero(mask)
            if len(left) > self._few:
                mask &= self._rows_with(_lower(word))
            else:
                for row in left.tolist():
                    mask[row] = self._row_has(row, _lower(word))
        return mask

    def _row_has(self, row: int, word: bytes) -> bool:
        board = self._board
        area = board.areas.values[board.area[row]]
        title = board.title[row]
        texts = (title, self._shown(title), area, board.place[row], board.summary[row])
        number = _NUMBER.fullmatch(word)
        if number and board.day_no[row] == int(number[1]):
            return True
        return any(word in _lower(text) for text in texts)

    def _rows_with(self, word: bytes) -> Bools:
        board = self._board
        titles = (f"{title}\n{self._shown(title)}" for title in board.titles.values)
        mask: Bools = _containing(titles, word)[board.title_number]
        mask |= _containing(board.areas.values, word)[board.area]
        number = _NUMBER.fullmatch(word)
        if number:
            mask |= board.day_no == int(number[1])
        for text in self._texts:
            text.mark(word, mask)
        return mask


def _lower(text: str) -> bytes:
    return text.encode("utf-8", "replace").lower()


def _containing(values: Iterable[str], word: bytes) -> Bools:
    return np.fromiter((word in _lower(value) for value in values), np.bool_)


class _Haystack:
    """One text column as one lower-case byte string, plus the rows written since the snapshot."""

    def __init__(self, column: TextColumn) -> None:
        self._column = column
        self._text: bytes | None = None
        self._written: dict[int, bytes] = {}

    def update(self, rows: Iterable[int]) -> None:
        if self._text is None:
            return
        written = self._column.written
        for row in rows:
            if row in written:
                self._written[row] = _lower(written[row])

    def mark(self, needle: bytes, mask: Bools) -> None:
        """Set True for the rows that contain `needle`."""
        if self._text is None:
            self._text = self._column.base[0].lower()
            self.update(self._column.written)
        rows = self._rows(needle)
        if self._written:
            rows = rows[~np.isin(rows, np.fromiter(self._written, np.int64))]
        mask[rows] = True
        for row, line in self._written.items():
            if needle in line:
                mask[row] = True

    def _rows(self, needle: bytes) -> npt.NDArray[np.int64]:
        """Rows of the snapshot's text with `needle` inside. A hit that runs over the end of its row is none,
        but may hide one that begins within it."""
        text, offsets = self._text or b"", self._column.base[1]
        hits = np.fromiter((hit.start() for hit in re.finditer(re.escape(needle), text)), np.int64)
        rows = offsets.searchsorted(hits, "right") - 1
        inside = hits + len(needle) <= offsets[rows + 1]
        hidden: list[int] = []
        for hit in hits[~inside].tolist():
            at = hit
            while (at := text.find(needle, at + 1, hit + 2 * len(needle) - 1)) >= 0:
                hidden.append(at)
        if not hidden:
            return rows[inside]
        late = np.array(hidden, np.int64)
        late_rows = offsets.searchsorted(late, "right") - 1
        fits = late + len(needle) <= offsets[late_rows + 1]
        return np.concatenate([rows[inside], late_rows[fits]])
