"""Many open incidents of one kind in one place within minutes: one line of the queue stands for them.

Only what nobody works on yet is grouped, and the first critical of each group keeps a line of its own.
Works on whole columns (numpy): a few passes over the rows that are listed, whatever their number.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

WINDOW_MS: Final = 30 * 60_000
"""Proposed by Patria: what came within half an hour belongs together."""
LEAST: Final = 5
"""Proposed by Patria: fewer are read one by one."""
CRITICAL: Final = 0
"""Rank of the worst severity."""
Rows = NDArray[np.integer[Any]]


class Columns(Protocol):
    """The columns this needs, all of one length; the board offers them. 0 means none, or still open."""

    @property
    def severity(self) -> NDArray[Any]: ...
    @property
    def category(self) -> NDArray[Any]: ...
    @property
    def area(self) -> NDArray[Any]: ...
    @property
    def owner(self) -> NDArray[Any]: ...
    @property
    def agencies(self) -> NDArray[Any]: ...
    @property
    def status(self) -> NDArray[Any]: ...
    @property
    def opened_at(self) -> NDArray[Any]: ...


class Group(NamedTuple):
    """One line for many."""

    category: int
    area: int
    members: Rows
    """In the order of the list; the first one is where the line stands. At most 65,536 groups are told apart:
    a city has fewer pairs of category and area."""


def groups(
    columns: Columns,
    order: Rows,
    now: int,
    *,
    window_ms: int = WINDOW_MS,
    least: int = LEAST,
) -> list[Group]:
    """Groups among the rows of `order`."""
    # Whole columns in the order they lie in memory; only what is left is looked up by the list's order.
    loose = (columns.opened_at >= now - window_ms) & (columns.owner == 0) & (columns.agencies == 0)
    loose &= (columns.status == 0) & (columns.category > 0) & (columns.area > 0)
    rows = order[loose[order]]
    if len(rows) < least:
        return []
    area = columns.area[rows].astype(np.int64)
    width = int(area.max()) + 1
    key = columns.category[rows].astype(np.int64) * width + area
    keep = _first_critical(columns.severity[rows], key)
    rows, key = rows[~keep], key[~keep]
    many = np.bincount(key, minlength=1) >= least
    inside = many[key]
    rows, key = rows[inside], key[inside]
    # Small numbers are sorted by numpy in a tenth of the time; equal ones stay in the order of the list.
    small = (np.cumsum(many) - 1)[key].astype(np.uint16)
    by_group = np.argsort(small, kind="stable")
    rows, key = rows[by_group], key[by_group]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    pieces = np.split(rows, starts[1:]) if len(starts) else []
    return [
        Group(*divmod(int(number), width), piece) for number, piece in zip(key[starts], pieces, strict=True)
    ]


def _first_critical(severity: NDArray[Any], key: Rows) -> NDArray[np.bool_]:
    """True for the first critical of each key: it is never put behind a line for many."""
    keep = np.zeros(len(key), np.bool_)
    critical = np.flatnonzero(severity == CRITICAL)
    if len(critical):
        first = np.zeros(int(key.max()) + 1, np.int64)
        # written backwards, so that the earliest of each key is what remains
        first[key[critical][::-1]] = critical[::-1]
        keep[first[np.unique(key[critical])]] = True
    return keep


def hidden(count: int, found: Collection[Group]) -> NDArray[np.bool_]:
    """Per row of `count`: True where a group's line stands for it and it is not that line itself."""
    mask = np.zeros(count, np.bool_)
    for group in found:
        mask[group.members[1:]] = True
    return mask
