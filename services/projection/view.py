"""A filtered, searched and sorted view of a board: a permutation of its rows, in numpy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from services.projection.apply import Changes
from services.projection.board import Board
from services.projection.search import SearchIndex

Rows = npt.NDArray[np.integer[Any]]
Keys = npt.NDArray[np.integer[Any]]
Bools = npt.NDArray[np.bool_]
FEW: Final = 4096
"""So few changed rows are moved to their new places one by one; more are cheaper to sort with all others."""
_ALL: Final = slice(None)


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
    """Assigned to one of these …"""
    responsible: frozenset[str] = frozenset()
    """… or of one of these categories and assigned to nobody yet."""
    overdue_only: bool = False
    outside_only: bool = False
    incidents: frozenset[int] | None = None
    """Only these; None: all."""
    text: str = ""
    """Words that must all occur in number, title, place or summary."""


class BoardView:
    """Keeps `order`, the rows to show, best first, in step with a board."""

    def __init__(
        self, board: Board, *, search: SearchIndex | None = None, shown: Callable[[str], str] = str
    ) -> None:
        """`shown`: a title as the screen says it; it is searched and sorted by."""
        self._board = board
        self._shown = shown
        self._search = search or SearchIndex(board, shown=shown)
        self._filter = Filter()
        self._sort, self._descending = SortKey.WORST, False
        self.order: Rows = np.zeros(0, np.int32)
        self._now = 0
        """As of when `order` is sorted."""
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
        self._search = SearchIndex(board, shown=self._shown)
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
        if not self._stale and not (changes and changes.rows):
            return False
        if self._stale:
            self._sort_rows(np.flatnonzero(self._mask(now)), now)
        else:
            assert changes is not None
            rows = self._touched(changes.rows, now)
            if len(rows) > FEW or self._filter.text.strip() or self._sort in _RANKED:
                self._sort_again(now)
            elif not self._move(rows, now):
                return False
        self._positions = None
        self._stale = False
        return True

    def position_of(self, row: int) -> int:
        """Where a row stands in `order`, or -1."""
        if self._positions is None:
            self._positions = np.full(self._board.count, -1, np.int32)
            self._positions[self.order] = np.arange(len(self.order))
        return int(self._positions[row]) if 0 <= row < len(self._positions) else -1

    def _touched(self, rows: Iterable[int], now: int) -> Rows:
        """The changed rows and those whose deadline passed since the last look, each once, ascending."""
        due, (first, last) = self._board.due_at, sorted((self._now, now))
        self._now = now
        passed = np.flatnonzero((due >= first) & (due < last) & (due > 0))
        touched = np.sort(np.concatenate([np.fromiter(rows, np.int64), passed]))
        return touched[np.diff(touched, prepend=-1) > 0]

    def _move(self, rows: Rows, now: int) -> bool:
        """Take these rows out and put those that are shown where they belong; False where none was or is."""
        moving = np.zeros(self._board.count, np.bool_)
        moving[rows] = True
        stay = ~moving[self.order]
        coming = rows[self._mask(now, rows)]
        if not len(coming) and stay.all():
            return False
        order, wanted = self.order[stay], self._keys_of(coming, now)
        by_key = np.lexsort((coming, wanted))  # equal keys: the older incident first
        coming, wanted = coming[by_key], wanted[by_key]
        self.order = np.insert(order, self._places(order, coming, wanted, now), coming)
        return True

    def _places(self, order: Rows, coming: Rows, wanted: Keys, now: int) -> Rows:
        """Where each of `coming` belongs in `order`. Keys are reckoned where the search looks: kept for every
        row they would be the largest column there is."""
        low, high = np.zeros(len(coming), np.intp), np.full(len(coming), len(order), np.intp)
        for _ in range(len(order).bit_length()):
            middle = (low + high) >> 1
            looked = order[np.minimum(middle, len(order) - 1)]
            key = self._keys_of(looked, now)
            before = (low < high) & ((key < wanted) | ((key == wanted) & (looked < coming)))
            low = np.where(before, middle + 1, low)
            high = np.where(before, high, middle)
        return low

    def _sort_again(self, now: int) -> None:
        mask = self._mask(now)
        kept = self.order[mask[self.order]]
        mask[kept] = False
        # Almost sorted: a merge sort that knows runs needs a tenth of the time.
        self._sort_rows(np.concatenate([kept, np.flatnonzero(mask)]), now)

    def _mask(self, now: int, rows: Rows | slice = _ALL) -> Bools:
        """True for those of `rows` that are shown."""
        board, wanted = self._board, self._filter
        if wanted.closed_only:
            mask = ~board.open_mask()[rows]
        elif wanted.open_only:
            mask = board.open_mask()[rows]
        else:
            mask = np.ones(board.count, np.bool_)[rows]
        if wanted.owner is not None:
            number = board.owners.known(wanted.owner)
            mask = mask & (board.owner[rows] == number) if number is not None else np.zeros_like(mask)
        if wanted.severities:
            mask = mask & np.isin(board.severity[rows], list(wanted.severities))
        if wanted.categories:
            mask = mask & _any_of(board.category[rows], board.categories.values, wanted.categories)
        if wanted.areas:
            mask = mask & _any_of(board.area[rows], board.areas.values, wanted.areas)
        if wanted.agencies:
            mask = mask & self._of_agencies(rows)
        if wanted.overdue_only:
            mask = mask & (board.due_at[rows] > 0) & (board.due_at[rows] < now)
        if wanted.incidents is not None:
            mask = mask & np.isin(board.ids[rows], list(wanted.incidents))
        if wanted.outside_only:
            mask = mask & (board.outside_m[rows] > 0)
        if wanted.text.strip():
            mask = mask & self._search.match(wanted.text)[rows]
        return mask

    def _of_agencies(self, rows: Rows | slice) -> Bools:
        board, wanted = self._board, self._filter
        numbers = [n for n, codes in enumerate(board.agency_sets.values) if wanted.agencies & set(codes)]
        theirs = np.isin(board.agencies[rows], numbers)
        if wanted.responsible:
            nobody = board.agencies[rows] == board.agency_sets.known(())
            theirs |= nobody & _any_of(board.category[rows], board.categories.values, wanted.responsible)
        return theirs

    def _sort_rows(self, rows: Rows, now: int) -> None:
        """`rows` by the sort key; ties go to the older incident, whichever the direction."""
        key = self._keys_of(rows, now)
        # numpy's unstable sort uses vector instructions: a fifth of the time where few keys are equal.
        by_key = np.argsort(key, kind="stable" if self._sort in _COARSE else "quicksort")
        order, key = rows[by_key].astype(np.int32), key[by_key]
        same = key[1:] == key[:-1]
        if (same & (order[1:] < order[:-1])).any():
            tied = np.flatnonzero(np.append(same, False) | np.insert(same, 0, False))
            order[tied] = order[tied][np.lexsort((order[tied], key[tied]))]
        self.order, self._now = order, now

    def _keys_of(self, rows: Rows, now: int) -> Keys:
        if self._sort is SortKey.TITLE:
            titles = [self._shown(title) for title in self._board.titles.values]
            key = _words(self._board.title_number[rows], titles)
        else:
            key = _KEYS[self._sort](self._board, rows, now)
        return -key if self._descending else key


def _any_of(column: npt.NDArray[np.integer[Any]], values: list[str], wanted: frozenset[str]) -> Bools:
    numbers = [number for number, value in enumerate(values) if value in wanted]
    return np.isin(column, numbers)


def _worst(board: Board, rows: Rows, now: int) -> Keys:
    """Severity, overdue first, oldest first, packed into one sortable integer (2 + 1 + 52 bits)."""
    due = board.due_at[rows]
    overdue = (due > 0) & (due < now)
    packed = (board.severity[rows].astype(np.int64) << 53) | ((~overdue).astype(np.int64) << 52)
    key: Keys = packed | (board.opened_at[rows] & ((1 << 52) - 1))
    return key


def _due(board: Board, rows: Rows, now: int) -> Keys:
    due = board.due_at[rows]
    return np.where(due > 0, due, np.iinfo(np.int64).max >> 1)


def _words(column: npt.NDArray[np.integer[Any]], values: list[str]) -> Keys:
    """Alphabetical rank of an interned column; the empty value last."""
    ranks = np.zeros(len(values), np.int64)
    ranks[sorted(range(len(values)), key=lambda n: (not values[n], values[n].casefold()))] = np.arange(
        len(values)
    )
    key: Keys = ranks[column]
    return key


_KEYS: dict[SortKey, Callable[[Board, Rows, int], Keys]] = {
    SortKey.WORST: _worst,
    SortKey.REF: lambda b, r, now: b.ids[r],
    SortKey.AREA: lambda b, r, now: _words(b.area[r], b.areas.values),
    SortKey.AGENCY: lambda b, r, now: _words(b.agencies[r], [" ".join(c) for c in b.agency_sets.values]),
    SortKey.STATUS: lambda b, r, now: b.status[r].astype(np.int64),
    SortKey.OWNER: lambda b, r, now: _words(b.owner[r], b.owners.values),
    SortKey.AGE: lambda b, r, now: b.opened_at[r],
    SortKey.DUE: _due,
    SortKey.REPORTS: lambda b, r, now: b.report_count[r].astype(np.int64),
    SortKey.UPDATED: lambda b, r, now: b.updated_at[r],
}
_RANKED: Final = frozenset({SortKey.TITLE, SortKey.AREA, SortKey.AGENCY, SortKey.OWNER})
"""Sort keys that depend on all the words there are: a new word moves other rows too."""
_COARSE: Final = _RANKED | {SortKey.STATUS, SortKey.REPORTS}
"""Sort keys with few values: most rows are tied."""
