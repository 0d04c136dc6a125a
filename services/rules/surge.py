"""Many open incidents of one kind in one place within minutes: one line of the queue stands for them.

Only what nobody works on yet is grouped, and the first critical of each group keeps a line of its own.
Works on whole columns (numpy): a few passes over the rows that are listed, whatever their number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from services.contract.city import Policy

CRITICAL: Final = 0
"""Rank of the worst severity."""
Rows = NDArray[np.integer[Any]]


class Limits(NamedTuple):
    """When many become one line, as the city decided."""

    window_ms: int
    """What came within so long belongs together."""
    least: int
    """Fewer are read one by one."""


def limits_of(policy: Policy) -> Limits:
    """The city's limits; what it does not name is proposed by Patria."""
    return Limits(policy.surge_window_min * 60_000, policy.surge_least)


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


class Surge:
    """All groups of a list, in flat arrays: thousands of them cost no more than one."""

    def __init__(self, rows: Rows, keys: Rows, width: int) -> None:
        """`rows`: members, group after group; `keys`: category * `width` + area of each."""
        self.rows = rows
        self.starts = np.flatnonzero(np.diff(keys, prepend=-1))
        self.sizes = np.diff(self.starts, append=len(rows))
        self.keys = keys[self.starts]
        self._width = width

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Group]:
        return (self.group(number) for number in range(len(self)))

    def group(self, number: int) -> Group:
        start = int(self.starts[number])
        members = self.rows[start : start + int(self.sizes[number])]
        return Group(*divmod(int(self.keys[number]), self._width), members)

    @property
    def heads(self) -> Rows:
        """Where the lines stand."""
        return self.rows[self.starts]

    def without(self, pairs: Collection[tuple[int, int]]) -> Surge:
        """All groups but those of these (category, area)."""
        return self._those(~self._inside(pairs)) if pairs and len(self) else self

    def only(self, pairs: Collection[tuple[int, int]]) -> Surge:
        """The groups of these (category, area)."""
        return self._those(self._inside(pairs)) if pairs and len(self) else NOTHING

    def _inside(self, pairs: Collection[tuple[int, int]]) -> NDArray[np.bool_]:
        wanted = [category * self._width + area for category, area in pairs]
        return np.isin(np.repeat(self.keys, self.sizes), wanted)

    def _those(self, mask: NDArray[np.bool_]) -> Surge:
        return Surge(self.rows[mask], np.repeat(self.keys, self.sizes)[mask], self._width)

    def hidden(self, count: int) -> NDArray[np.bool_]:
        """Per row of `count`: True where a line stands for it and it is not that line itself."""
        mask = np.zeros(count, np.bool_)
        mask[self.rows] = True
        mask[self.heads] = False
        return mask


NOTHING: Final = Surge(np.zeros(0, np.int64), np.zeros(0, np.int64), 1)


def groups(columns: Columns, order: Rows, now: int, limits: Limits) -> Surge:
    """Groups among the rows of `order`."""
    # Whole columns in the order they lie in memory; only what is left is looked up by the list's order.
    rows = order[loose(columns, now, limits.window_ms)[order]]
    if len(rows) < limits.least:
        return NOTHING
    area = columns.area[rows].astype(np.int64)
    width = int(area.max()) + 1
    key = columns.category[rows].astype(np.int64) * width + area
    keep = _first_critical(columns.severity[rows], key)
    rows, key = rows[~keep], key[~keep]
    many = np.bincount(key, minlength=1) >= limits.least
    inside = many[key]
    rows, key = rows[inside], key[inside]
    # Small numbers are sorted by numpy in a tenth of the time; equal ones stay in the order of the list.
    small = (np.cumsum(many) - 1)[key].astype(np.uint16)
    by_group = np.argsort(small, kind="stable")
    return Surge(rows[by_group], key[by_group], width)


def loose(columns: Columns, now: int, window_ms: int) -> NDArray[np.bool_]:
    """True for rows of a known kind and place that came in within the window and nobody works on."""
    found: NDArray[np.bool_] = columns.opened_at >= now - window_ms
    found &= (columns.owner == 0) & (columns.agencies == 0) & (columns.status == 0)
    return found & (columns.category > 0) & (columns.area > 0)


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
