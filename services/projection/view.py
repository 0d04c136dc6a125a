"""A filtered, searched and sorted view of a board: a permutation of its rows, in numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from services.projection.apply import Changes
from services.projection.board import Board
from services.projection.search import SearchIndex

Rows = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class SortKey(StrEnum):
    """What the queue can be sorted by."""

    WORST = "worst"
    """Severity, then overdue before not, then oldest first."""
    REF = "ref"
    TITLE = "title"
    AREA = "area"
    AGENCY = "agency"
    STATUS = "status"
    OWNER = "owner"
    AGE = "age"
    DUE = "due"
    REPORTS = "reports"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the queue shows. Empty sets mean: all."""

    open_only: bool = True
    closed_only: bool = False
    owner: str | None = None
    """User name; "" = unclaimed only; None = anybody."""
    severities: frozenset[int] = frozenset()
    categories: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    """Agency codes that count as in charge: see `BoardView.agency_of`."""
    overdue_only: bool = False
    outside_only: bool = False
    text: str = ""
    """Words that must all occur in number, title, place or summary."""


class BoardView:
    """Keeps `order`, the rows to show, best first, in step with a board."""

    def __init__(self, board: Board, *, search: SearchIndex | None = None) -> None:
        self._board = board
        self._search = search or SearchIndex(board)
        self._filter = Filter()
        self._sort, self._descending = SortKey.WORST, False
        self.order: Rows = np.zeros(0, np.int64)
        self._positions: Rows | None = None
        self._stale = True

    @property
    def filter(self) -> Filter:
        """What is shown now."""
        return self._filter

    @property
    def sort(self) -> tuple[SortKey, bool]:
        """Key and whether descending."""
        return self._sort, self._descending

    def set_board(self, board: Board) -> None:
        """Look at another board, after a snapshot."""
        self._board = board
        self._search = SearchIndex(board)
        self._stale = True

    def set_filter(self, wanted: Filter) -> None:
        """Takes effect with the next `refresh`."""
        self._filter = wanted
        self._stale = True

    def set_sort(self, key: SortKey, descending: bool = False) -> None:
        """Takes effect with the next `refresh`."""
        self._sort, self._descending = key, descending
        self._stale = True

    def refresh(self, changes: Changes | None, now: int) -> bool:
        """Bring `order` up to date; `now` in milliseconds. True when the order may have changed."""
        if changes is not None and changes.rows:
            self._search.update(changes.rows)
        if not self._stale and not (changes and (changes.rows or changes.reset)):
            return False
        if not self._stale and changes and not self._affected(changes.rows, now):
            return False
        mask = self._mask(now)
        if self._stale:
            self.order = self._sorted(np.flatnonzero(mask), now)
        else:
            kept = self.order[mask[self.order]]
            mask[kept] = False
            # Almost sorted: a merge sort that knows runs needs a tenth of the time.
            self.order = self._sorted(np.concatenate([kept, np.flatnonzero(mask)]), now)
        self._positions = None
        self._stale = False
        return True

    def position_of(self, row: int) -> int:
        """Where a row stands in `order`, or -1."""
        if self._positions is None:
            self._positions = np.full(self._board.count, -1, np.int64)
            self._positions[self.order] = np.arange(len(self.order))
        return int(self._positions[row]) if 0 <= row < len(self._positions) else -1

    def _affected(self, rows: Iterable[int], now: int) -> bool:
        """False when none of the changed rows is shown or would be: a common case under a narrow filter."""
        changed = np.fromiter(rows, np.int64)
        if any(self.position_of(int(row)) >= 0 for row in changed):
            return True
        return bool(self._mask(now)[changed].any())

    def _mask(self, now: int) -> Bools:
        board, wanted = self._board, self._filter
        if wanted.closed_only:
            mask = ~board.open_mask()
        elif wanted.open_only:
            mask = board.open_mask()
        else:
            mask = np.ones(board.count, np.bool_)
        if wanted.owner is not None:
            number = board.owners.known(wanted.owner)
            mask = mask & (board.owner == number) if number is not None else np.zeros_like(mask)
        if wanted.severities:
            mask = mask & np.isin(board.severity, list(wanted.severities))
        if wanted.categories:
            mask = mask & _any_of(board.category, board.categories.values, wanted.categories)
        if wanted.areas:
            mask = mask & _any_of(board.area, board.areas.values, wanted.areas)
        if wanted.agencies:
            numbers = [n for n, codes in enumerate(board.agency_sets.values) if wanted.agencies & set(codes)]
            mask = mask & np.isin(board.agencies, numbers)
        if wanted.overdue_only:
            mask = mask & (board.due_at > 0) & (board.due_at < now)
        if wanted.outside_only:
            mask = mask & (board.outside_m > 0)
        if wanted.text.strip():
            mask = mask & self._search.match(wanted.text)
        return mask

    def _sorted(self, rows: Rows, now: int) -> Rows:
        """`rows` by the sort key; ties go to the older incident, whichever the direction."""
        key = _KEYS[self._sort](self._board, rows, now)
        if self._descending:
            key = -key
        by_key = np.argsort(key, kind="stable")
        order, key = rows[by_key], key[by_key]
        if ((key[1:] == key[:-1]) & (order[1:] < order[:-1])).any():
            order = order[np.lexsort((order, key))]
        return order


def _any_of(column: npt.NDArray[np.int32], values: list[str], wanted: frozenset[str]) -> Bools:
    numbers = [number for number, value in enumerate(values) if value in wanted]
    return np.isin(column, numbers)


def _worst(board: Board, rows: Rows, now: int) -> Rows:
    """Severity, overdue first, oldest first, packed into one sortable integer (2 + 1 + 52 bits)."""
    due = board.due_at[rows]
    overdue = (due > 0) & (due < now)
    packed = (board.severity[rows].astype(np.int64) << 53) | ((~overdue).astype(np.int64) << 52)
    key: Rows = packed | (board.opened_at[rows] & ((1 << 52) - 1))
    return key


def _due(board: Board, rows: Rows, now: int) -> Rows:
    due = board.due_at[rows]
    return np.where(due > 0, due, np.iinfo(np.int64).max >> 1)


def _words(column: npt.NDArray[np.int32], values: list[str]) -> Rows:
    """Alphabetical rank of an interned column; the empty value last."""
    ranks = np.zeros(len(values), np.int64)
    ranks[sorted(range(len(values)), key=lambda n: (not values[n], values[n].casefold()))] = np.arange(
        len(values)
    )
    return ranks[column]


_KEYS: dict[SortKey, Callable[[Board, Rows, int], Rows]] = {
    SortKey.WORST: _worst,
    SortKey.REF: lambda b, r, now: b.ids[r],
    SortKey.TITLE: lambda b, r, now: _words(b.title_number[r], b.titles.values),
    SortKey.AREA: lambda b, r, now: _words(b.area[r], b.areas.values),
    SortKey.AGENCY: lambda b, r, now: _words(b.agencies[r], [" ".join(c) for c in b.agency_sets.values]),
    SortKey.STATUS: lambda b, r, now: b.status[r].astype(np.int64),
    SortKey.OWNER: lambda b, r, now: _words(b.owner[r], b.owners.values),
    SortKey.AGE: lambda b, r, now: b.opened_at[r],
    SortKey.DUE: _due,
    SortKey.REPORTS: lambda b, r, now: b.report_count[r].astype(np.int64),
    SortKey.UPDATED: lambda b, r, now: b.updated_at[r],
}
