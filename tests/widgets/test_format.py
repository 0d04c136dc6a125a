"""Ages count on, deadlines turn negative, figures follow the language."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.format import DAY, HOUR, MINUTE, SECOND, Format

ID = Format(ZoneInfo("Asia/Jakarta"))
EN = Format(ZoneInfo("Asia/Jakarta"), language="en")
AT = int(datetime(2026, 11, 21, 14, 47, 8, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("elapsed", "indonesian", "english"),
    [
        (-5 * SECOND, "0 dtk", "0 s"),
        (0, "0 dtk", "0 s"),
        (59_999, "59 dtk", "59 s"),
        (MINUTE, "1 mnt", "1 min"),
        (42 * MINUTE, "42 mnt", "42 min"),
        (HOUR, "1 j", "1 h"),
        (70 * MINUTE, "1 j 10", "1 h 10"),
        (9 * HOUR + 5 * MINUTE, "9 j 05", "9 h 05"),
        (14 * HOUR + 59 * MINUTE, "14 j", "14 h"),
        (DAY - 1, "23 j", "23 h"),
        (2 * DAY + HOUR, "2 hr", "2 d"),
    ],
)
def test_ages(elapsed: int, indonesian: str, english: str) -> None:
    assert ID.age(elapsed) == indonesian
    assert EN.age(elapsed) == english


def test_a_deadline_turns_negative_when_it_is_over() -> None:
    assert ID.deadline(4 * MINUTE) == "4 mnt"
    assert ID.deadline(0) == "0 dtk"
    assert ID.deadline(-12 * MINUTE) == "−12 mnt"
    assert EN.deadline(-90 * MINUTE) == "−1 h 30"


def test_clock_date_and_moment_are_local() -> None:
    assert ID.clock(AT) == "21.47.08 WIB"
    assert EN.clock(AT) == "21:47:08 WIB"
    assert ID.minute(AT) == "21.47"
    assert ID.date(AT) == "Sab 21 Nov 2026"
    assert EN.date(AT) == "Sat 21 Nov 2026"
    assert ID.moment(AT, AT + HOUR) == "21.47.08"
    assert ID.moment(AT, AT + 3 * HOUR) == "21 Nov 21.47"
    # after midnight in Blitar it is still yesterday in UTC
    assert ID.date(AT + 3 * HOUR) == "Min 22 Nov 2026"


def test_stopwatch() -> None:
    assert ID.stopwatch(133 * SECOND) == "02.13"
    assert EN.stopwatch(HOUR + 133 * SECOND) == "1:02:13"


@pytest.mark.parametrize(
    ("metres", "text"),
    [(0, "0 m"), (85.4, "85 m"), (644, "640 m"), (996, "1,0 km"), (1240, "1,2 km"), (14_400, "14 km")],
)
def test_distances(metres: float, text: str) -> None:
    assert ID.distance(metres) == text
    assert EN.distance(metres) == text.replace(",", ".")


def test_numbers() -> None:
    assert ID.number(1234.5, 1) == "1.234,5"
    assert EN.number(1234.5, 1) == "1,234.5"
    assert ID.number(-3) == "−3"


@given(st.integers(0, 400 * DAY), st.integers(0, DAY))
def test_ages_never_count_backwards(elapsed: int, later: int) -> None:
    """Read back, a later age is never shorter than an earlier one."""
    units = {"dtk": SECOND, "mnt": MINUTE, "j": HOUR, "hr": DAY}

    def read(text: str) -> int:
        figure, unit, *rest = text.split()
        return int(figure) * units[unit] + (int(rest[0]) * MINUTE if rest else 0)

    assert read(ID.age(elapsed)) <= read(ID.age(elapsed + later))
    assert read(ID.age(elapsed)) <= elapsed
