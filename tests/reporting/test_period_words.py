"""Periods as people say them, and what they are called."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.errors import KnownError
from services.reporting.period_words import Days, chosen, days_of, local_day, name_of, slug_of

TODAY = date(2026, 11, 22)  # a Sunday
DAY_MS = 86_400_000


@pytest.mark.parametrize(
    ("said", "first", "end", "name"),
    [
        ("2026-10", "2026-10-01", "2026-11-01", "Oktober 2026"),
        ("2025", "2025-01-01", "2026-01-01", "2025"),
        ("bulan-lalu", "2026-10-01", "2026-11-01", "Oktober 2026"),
        ("Bulan lalu", "2026-10-01", "2026-11-01", "Oktober 2026"),
        ("minggu-lalu", "2026-11-09", "2026-11-16", "9–15 November 2026"),
        ("minggu-ini", "2026-11-16", "2026-11-23", "16–22 November 2026"),
        ("last week", "2026-11-09", "2026-11-16", "9–15 November 2026"),
        ("kemarin", "2026-11-21", "2026-11-22", "21 November 2026"),
        ("tahun-lalu", "2025-01-01", "2026-01-01", "2025"),
        ("2024-2", "2024-02-01", "2024-03-01", "Februari 2024"),
    ],
)
def test_one_expression(said: str, first: str, end: str, name: str) -> None:
    days = days_of(said, TODAY)
    assert (str(days.first), str(days.end), name_of(days)) == (first, end, name)


@pytest.mark.parametrize("said", ["2026-13", "2026-02-30", "besok", "", "0000", "9999-12", "2026-10-01x"])
def test_what_nobody_means_is_refused_in_words(said: str) -> None:
    with pytest.raises(KnownError, match="tidak dikenal"):
        days_of(said, TODAY)


def test_a_beginning_with_and_without_an_end() -> None:
    def between(since: str, until: str = "") -> tuple[str, str]:
        days = chosen(TODAY, since=since, until=until)
        return str(days.first), str(days.end)

    assert between("2026-10-01", "2026-11-01") == ("2026-10-01", "2026-11-01")
    assert between("2026-10") == ("2026-10-01", "2026-11-01")
    assert between("2026-11-10") == ("2026-11-10", "2026-11-23")
    assert between("2026-08", "2026-10") == ("2026-08-01", "2026-10-01")
    assert chosen(TODAY) == days_of("bulan-lalu", TODAY)
    for wrong in (
        {"until": "2026-10"},
        {"whole": "2026", "since": "2026"},
        {"since": "2020", "until": "2026"},
    ):
        with pytest.raises(KnownError):
            chosen(TODAY, **wrong)
    with pytest.raises(KnownError):
        between("2026-11-10", "2026-11-10")


def test_calendar_months_are_compared_with_calendar_months() -> None:
    assert days_of("2026-03", TODAY).before == days_of("2026-02", TODAY)
    assert days_of("2026", TODAY).before == days_of("2025", TODAY)
    assert Days(date(2026, 1, 5), date(2026, 1, 9)).before == Days(date(2026, 1, 1), date(2026, 1, 5))
    assert name_of(Days(date(2025, 12, 1), date(2026, 2, 1))) == "Desember 2025–Januari 2026"
    assert name_of(Days(date(2026, 9, 28), date(2026, 10, 4))) == "28 September – 3 Oktober 2026"
    assert slug_of(Days(date(2026, 9, 28), date(2026, 10, 4))) == "2026-09-28_2026-10-03"


@given(st.dates(date(1971, 1, 1), date(2100, 1, 1)), st.integers(1, 900))
def test_what_is_compared_ends_where_the_period_begins(first: date, length: int) -> None:
    days = Days(first, date.fromordinal(first.toordinal() + length))
    before = days.before
    assert before.end == days.first
    assert before.end > before.first
    assert days.months or before.end - before.first == days.end - days.first
    start, end = days.span(ZoneInfo("Asia/Jakarta"))
    assert end - start == length * DAY_MS
    assert local_day(start, ZoneInfo("Asia/Jakarta")) == first
