"""Which lines of the queue stand for many incidents of one kind in one place, and which were opened again."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Final

import numpy as np

from services.projection.board import Board
from services.projection.view import Bools, Rows
from services.rules.surge import NOTHING, Group, Limits, Surge, groups, loose

SHARE: Final = 20
"""Looking for groups may take one part in this many of the time: in a burst it waits for its turn."""
_NOBODY: Final[Bools] = np.zeros(0, np.bool_)


class Folds:
    """Takes the rows behind a line out of an order."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._opened: set[tuple[int, int]] = set()
        self._folded = self._unfolded = NOTHING
        self._heads: dict[int, int] = {}
        self._open_heads: dict[int, int] = {}
        self._hidden = self._members = _NOBODY
        self._next_at = 0.0
        self._late = False
        self._positions: Rows | None = None
        self.order: Rows = np.zeros(0, np.int64)

    def forget(self) -> None:
        """Another board: its codes mean something else."""
        self._opened.clear()
        self._next_at = 0.0

    @property
    def late(self) -> bool:
        """True where groups are to be looked for again as soon as it is their turn."""
        return self._late

    def fold(
        self, board: Board, order: Rows, now: int, *, wanted: bool, rows: Collection[int] | None
    ) -> None:
        """Bring `order` up to date; `rows` are those that changed, None: everything may have."""
        if not wanted:
            self._take(NOTHING, board.count)
        elif rows is None or self._clock() >= self._next_at:
            started = self._clock()
            self._take(groups(board, order, now, self._limits), board.count)
            ended = self._clock()
            self._next_at = ended + SHARE * (ended - started)
        else:
            self._late = True
            self._let_go(board, now, rows)
        self._positions = None
        self.order = order[~_at(self._hidden, order)] if self._heads else order

    def group_at(self, row: int) -> Group | None:
        """The group a listed row stands for."""
        number = self._heads.get(row)
        return None if number is None else self._folded.group(number)

    def opened_at(self, row: int) -> Group | None:
        """The opened group that begins with this row."""
        number = self._open_heads.get(row)
        return None if number is None else self._unfolded.group(number)

    def position_of(self, row: int, count: int) -> int | None:
        """Where a row or its group's line stands; -1: nowhere; None: no row is behind a line."""
        if not self._heads:
            return None
        if self._positions is None:
            found = np.full(count, -1, np.int64)
            lines = np.repeat(self._folded.heads, self._folded.sizes)
            place = np.full(count, -1, np.int64)
            place[self.order] = np.arange(len(self.order))
            found[self._folded.rows] = place[lines]
            found[self.order] = place[self.order]
            self._positions = found
        return int(self._positions[row]) if 0 <= row < len(self._positions) else -1

    def set_open(self, row: int, opened: bool) -> bool:
        """Open or fold the group a row belongs to; False where it belongs to none."""
        if not 0 <= row < len(self._members) or not self._members[row]:
            return False
        for group in (*self._folded, *self._unfolded):
            if row in group.members:
                pair = (group.category, group.area)
                (self._opened.add if opened else self._opened.discard)(pair)
                return True
        return False

    def _take(self, found: Surge, count: int) -> None:
        self._folded = found.without(self._opened)
        self._unfolded = found.only(self._opened)
        self._heads = {int(row): number for number, row in enumerate(self._folded.heads)}
        self._open_heads = {int(row): number for number, row in enumerate(self._unfolded.heads)}
        self._hidden = self._folded.hidden(count) if len(self._folded) else _NOBODY
        self._members = np.zeros(count if len(found) else 0, np.bool_)
        if len(found):
            self._members[found.rows] = True
        self._late = False

    def _let_go(self, board: Board, now: int, rows: Collection[int]) -> None:
        """Until the next look: what somebody took comes out, and a line without its first row falls open."""
        changed = np.fromiter(rows, np.int64, len(rows))
        inside = changed[_at(self._members, changed)]
        gone = inside[~loose(board, now, self._limits.window_ms)[inside]] if len(inside) else inside
        for row in gone.tolist():
            self._hidden[row] = self._members[row] = False
            number = self._heads.pop(row, None)
            if number is not None:
                self._hidden[self._folded.group(number).members] = False


def _at(mask: Bools, rows: Rows) -> Bools:
    """`mask` at `rows`; rows that are newer than it are not in it."""
    if not len(mask):
        return np.zeros(len(rows), np.bool_)
    known = rows < len(mask)
    if known.all():
        found: Bools = mask[rows]
        return found
    found = np.zeros(len(rows), np.bool_)
    found[known] = mask[rows[known]]
    return found
