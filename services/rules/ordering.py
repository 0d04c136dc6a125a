"""Worst first: the one order in which the room looks at open work."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def worst_first_key(rank: int, due_at: int, opened_at: int, now: int) -> tuple[int, int, int, int]:
    """Sort key of one incident: severity, then overdue, then the nearest deadline, then the oldest.

    `rank` is `Severity.rank` (0 = worst); times in milliseconds, `due_at` 0 = no deadline.
    """
    overdue = 0 < due_at <= now
    return rank, not overdue, due_at or 1 << 62, opened_at


def worst_first(
    rank: NDArray[Any], due_at: NDArray[Any], opened_at: NDArray[Any], now: int
) -> NDArray[np.intp]:
    """The permutation that `worst_first_key` sorts to, over columns of equal length."""
    deadline = np.where(due_at > 0, due_at, np.int64(1 << 62))
    return np.lexsort((opened_at, deadline, deadline > now, rank))
