"""Worst first, the same over columns as over single incidents."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.rules.ordering import worst_first, worst_first_key

NOW = 1_000
Row = tuple[int, int, int]
"""Rank, deadline, opening."""


def key(row: Row) -> tuple[int, int, int, int]:
    rank, due_at, opened_at = row
    return worst_first_key(rank, due_at, opened_at, NOW)


def test_severity_then_overdue_then_deadline_then_age() -> None:
    incidents = [
        (0, 0, 900),  # critical without a deadline
        (0, 5_000, 800),  # critical, still time
        (0, 500, 950),  # critical and overdue
        (1, 200, 100),  # high and long overdue
        (1, 0, 50),
        (1, 0, 40),
    ]
    ordered = sorted(incidents, key=key)
    assert ordered == [incidents[i] for i in (2, 1, 0, 3, 5, 4)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2_000), st.integers(0, 2_000)), max_size=60))
def test_columns_sort_as_single_keys_do(incidents: list[Row]) -> None:
    rank, due_at, opened_at = (np.array([row[k] for row in incidents], dtype=np.int64) for k in range(3))
    order = worst_first(rank, due_at, opened_at, NOW)
    expected = sorted(range(len(incidents)), key=lambda i: key(incidents[i]))
    assert [incidents[i] for i in order] == [incidents[i] for i in expected]
