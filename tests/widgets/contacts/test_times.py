"""Times as people type them into a roster."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.contacts.times import moment_of, words_of

WIB = ZoneInfo("Asia/Jakarta")


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=WIB).timestamp() * 1000)


NOW = at(2026, 11, 21, 21, 47)


@pytest.mark.parametrize(
    ("words", "after", "expected"),
    [
        ("18.00", False, at(2026, 11, 21, 18)),
        (" 6:05 ", False, at(2026, 11, 21, 6, 5)),
        ("06.00", True, at(2026, 11, 22, 6)),
        ("21.47", True, at(2026, 11, 22, 21, 47)),
        ("22.00", True, at(2026, 11, 21, 22)),
        ("22-11 06.00", False, at(2026, 11, 22, 6)),
        ("1/1 00.00", False, at(2027, 1, 1, 0)),
        ("2026-12-01 07:30", False, at(2026, 12, 1, 7, 30)),
        ("22-11-2026 06.00", True, at(2026, 11, 22, 6)),
        ("", False, None),
        ("besok", False, None),
        ("24.00", False, None),
        ("31-02 06.00", False, None),
        ("06.60", False, None),
        ("22-11", False, None),
    ],
)
def test_what_is_typed_is_a_moment_or_nothing(words: str, after: bool, expected: int | None) -> None:
    assert moment_of(words, NOW, WIB, after=after) == expected


@given(st.integers(NOW // 60_000, NOW // 60_000 + 10 * 365 * 1440), st.integers(NOW - 10**10, NOW + 10**10))
def test_what_is_written_is_read_again(minute: int, near: int) -> None:
    assert moment_of(words_of(minute * 60_000, WIB), near, WIB) == minute * 60_000


@given(st.text(max_size=20))
def test_nothing_typed_breaks_it(words: str) -> None:
    moment_of(words, NOW, WIB, after=True)
