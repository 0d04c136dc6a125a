"""Which shift a moment belongs to, over midnight too."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.rules.caller import Lost, lost_since
from services.rules.shift_clock import shift_of
from tests.city.making import blitar

ZONE = ZoneInfo("Asia/Jakarta")
SHIFTS = blitar().shifts


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


@pytest.mark.parametrize(
    ("now", "name", "since"),
    [
        ("2026-11-22T07:00", "Regu Pagi", "2026-11-22T07:00"),
        ("2026-11-22T13:59", "Regu Pagi", "2026-11-22T07:00"),
        ("2026-11-22T23:10", "Regu Malam", "2026-11-22T21:00"),
        ("2026-11-23T03:10", "Regu Malam", "2026-11-22T21:00"),
    ],
)
def test_the_shift_of_a_moment(now: str, name: str, since: str) -> None:
    assert shift_of(SHIFTS, at(now), ZONE) == (name, at(since))


def test_without_shifts_it_is_the_day() -> None:
    assert shift_of((), at("2026-11-22T03:10"), ZONE) == ("", at("2026-11-22T00:00"))


@given(st.integers(1_700_000_000_000, 1_900_000_000_000))
def test_it_began_before_and_less_than_a_day_ago(moment: int) -> None:
    name, since = shift_of(SHIFTS, moment, ZONE)
    assert name
    assert moment - 86_400_000 < since <= moment


def test_what_was_lost_since_then() -> None:
    assert lost_since([(5, 10), (10, 20), (11, 30)], 10) == Lost(2, 50)
    assert lost_since([], 10) == Lost()
