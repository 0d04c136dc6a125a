"""Worst first, the same over columns as over single incidents."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.rules.ordering import worst_first, worst_first_key

NOW = 1_000


def test_severity_then_overdue_then_deadline_then_age() -> None:
    incidents = [
        (0, 0, 900),  # critical without a deadline
        (0, 5_000, 800),  # critical, still time
        (0, 500, 950),  # critical and overdue
        (1, 200, 100),  # high and long overdue
        (1, 0, 50),
        (1, 0, 40),
    ]
    ordered = sorted(incidents, key=lambda i: worst_first_key(*i, now=NOW))
    assert ordered == [incidents[i] for i in (2, 1, 0, 3, 5, 4)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2_000), st.integers(0, 2_000)), max_size=60))
def test_columns_sort_as_single_keys_do(incidents: list[tuple[int, int, int]]) -> None:
    columns = [np.array([i[k] for i in incidents], dtype=np.int64) for k in range(3)]
    order = worst_first(*columns, now=NOW)
    expected = sorted(range(len(incidents)), key=lambda i: worst_first_key(*incidents[i], now=NOW))
    assert [incidents[i] for i in order] == [incidents[i] for i in expected]
