"""Phone numbers in one form, and a past that fades."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.records import Disposition
from services.rules.caller import HALF_LIFE_MS, PastCall, normalise_phone, profile

NOW = 1_790_000_000_000
DAY = 24 * 3_600_000


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0812-3456-7890", "+6281234567890"),
        ("+62 812 3456 7890", "+6281234567890"),
        ("62812 34567890", "+6281234567890"),
        ("(0342) 801171", "+62342801171"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("0062 812 3456 7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("+1 202 555 0100", "+12025550100"),
        ("112", "112"),
        ("801171", "801171"),
        ("", ""),
        ("tidak ada", ""),
        ("12", ""),
        ("0" * 40, ""),
        ("٠٨١٢٣٤٥٦٧٨٩٠", ""),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert normalise_phone(text) == number


def test_another_country() -> None:
    assert normalise_phone("077 123 4567", "670") == "+670771234567"


@given(
    st.text(alphabet="0123456789+-() .x", max_size=30) | st.text(max_size=30),
    st.sampled_from(["62", "670", "1"]),
)
def test_twice_is_the_same_as_once(text: str, country: str) -> None:
    once = normalise_phone(text, country)
    assert normalise_phone(once, country) == once
    assert once == "" or once.lstrip("+").isdigit()


def test_no_history_says_nothing() -> None:
    assert profile([], NOW).summary == ""
    assert profile([], NOW).nuisance == 0


def test_what_the_past_says() -> None:
    past = [
        PastCall(NOW - DAY, Disposition.PRANK),
        PastCall(NOW - 2 * DAY, Disposition.GHOST),
        PastCall(NOW - 3 * DAY, Disposition.VALID),
        PastCall(NOW - 4 * DAY, Disposition.INFORMATION),
    ]
    found = profile(past, NOW)
    assert (found.calls, found.valid, found.prank, found.ghost) == (4, 1, 1, 1)
    assert found.last_at == NOW - DAY
    assert found.summary == "4 panggilan sebelumnya: 1 sah, 1 iseng, 1 kosong"


def test_an_old_prank_weighs_less_than_a_new_one() -> None:
    valid = PastCall(NOW, Disposition.VALID)
    new = profile([valid, PastCall(NOW, Disposition.PRANK)], NOW).nuisance
    old = profile([valid, PastCall(NOW - 3 * HALF_LIFE_MS, Disposition.PRANK)], NOW).nuisance
    assert old < new < 0.5
    assert profile([PastCall(NOW, Disposition.PRANK)] * 20, NOW).nuisance > 0.9


@given(
    st.lists(st.builds(PastCall, st.integers(0, 2 * NOW), st.sampled_from(list(Disposition))), max_size=30),
    st.integers(0, 2 * NOW),
)
def test_the_share_stays_a_share(past: list[PastCall], now: int) -> None:
    assert 0 <= profile(past, now).nuisance < 1
