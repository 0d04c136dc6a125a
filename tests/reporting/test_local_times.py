"""Columns of moments read as single moments do, in any zone, also in the night the clocks are changed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.local_times import local_columns

CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 4, 4, 16, 30, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
]
MOMENTS = st.integers(0, 4 * 10**12) | st.builds(
    lambda change, beside: int(change.timestamp() * 1000) + beside,
    st.sampled_from(CHANGES),
    st.integers(-7_200_000, 7_200_000),
)


@pytest.mark.parametrize(
    "name", ["Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns"]
)
@given(moments=st.lists(MOMENTS, max_size=20))
def test_a_column_reads_as_its_moments(name: str, moments: list[int]) -> None:
    zone = ZoneInfo(name)
    texts, days = local_columns(np.array(moments, np.int64), zone)
    single = [datetime.fromtimestamp(at // 1000, UTC).astimezone(zone) for at in moments]
    assert texts.tolist() == [each.isoformat(timespec="seconds") for each in single]
    assert days.tolist() == [each.weekday() for each in single]
