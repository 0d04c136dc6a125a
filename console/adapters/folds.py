"""Which lines of the queue stand for many incidents of one kind in one place, and which were opened again."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Final

import numpy as np

from services.projection.board import Board
from services.projection.view import Bools, Rows
from services.rules.surge import Group, groups, hidden

AGAIN_S: Final = 0.25
"""In a burst groups are looked for anew this often; at once when one of their own incidents changed."""
_NOBODY: Final[Bools] = np.zeros(0, np.bool_)


class Folds:
    """Takes the rows behind a line out of an order."""

    def __init__(self) -> None:
        self._opened: set[tuple[int, int]] = set()
        self._heads: dict[int, Group] = {}
        self._open_heads: dict[int, Group] = {}
        self._hidden = _NOBODY
        self._members = _NOBODY
        self._found_at = 0.0
        self._positions: Rows | None = None
        self.order: Rows = np.zeros(0, np.int64)

    def forget(self) -> None:
        """Another board: its codes mean something else."""
        self._opened.clear()

    def fold(
        self, board: Board, order: Rows, now: int, *, wanted: bool, rows: Collection[int] | None
    ) -> None:
        """Bring `order` up to date; `rows` are those that changed, None: everything may have."""
        if not wanted:
            self._take([], board.count)
        elif rows is None or self._concerned(rows) or time.monotonic() - self._found_at > AGAIN_S:
            self._take(groups(board, order, now), board.count)
            self._found_at = time.monotonic()
        self._positions = None
        self.order = order if not self._heads else order[~self._of(self._hidden, order)]

    def group_at(self, row: int) -> Group | None:
        """The group a listed row stands for."""
        return self._heads.get(row)

    def opened_at(self, row: int) -> Group | None:
        """The opened group that begins with this row."""
        return self._open_heads.get(row)

    def position_of(self, row: int, count: int) -> int | None:
        """Where a row or its group's line stands; -1: nowhere; None: no row is behind a line."""
        if not self._heads:
            return None
        if self._positions is None:
            self._positions = np.full(count, -1, np.int64)
            self._positions[self.order] = np.arange(len(self.order))
            for head, group in self._heads.items():
                self._positions[group.members] = self._positions[head]
        return int(self._positions[row]) if 0 <= row < len(self._positions) else -1

    def set_open(self, row: int, opened: bool) -> bool:
        """Open or fold the group a row belongs to; False where it belongs to none."""
        for group in (*self._heads.values(), *self._open_heads.values()):
            if row in group.members:
                pair = (group.category, group.area)
                (self._opened.add if opened else self._opened.discard)(pair)
                return True
        return False

    def _take(self, found: list[Group], count: int) -> None:
        folded = [group for group in found if group[:2] not in self._opened]
        self._heads = {int(group.members[0]): group for group in folded}
        self._open_heads = {int(group.members[0]): group for group in found if group[:2] in self._opened}
        self._hidden = hidden(count, folded) if folded else _NOBODY
        self._members = np.zeros(count if found else 0, np.bool_)
        for group in found:
            self._members[group.members] = True

    def _concerned(self, rows: Collection[int]) -> bool:
        changed = np.fromiter(rows, np.int64, len(rows))
        return bool(self._of(self._members, changed).any())

    @staticmethod
    def _of(mask: Bools, rows: Rows) -> Bools:
        """`mask` at `rows`; rows that are newer than it are not in it."""
        if not len(mask):
            return np.zeros(len(rows), np.bool_)
        if len(rows) and int(rows.max()) >= len(mask):
            known = rows < len(mask)
            found = np.zeros(len(rows), np.bool_)
            found[known] = mask[rows[known]]
            return found
        return mask[rows]
