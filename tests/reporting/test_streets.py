"""Of a place only the street is kept: no number, no house, no name of anybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.streets import street_of, streets


@pytest.mark.parametrize(
    ("place", "street"),
    [
        ("Jalan Merdeka 12", "Jalan Merdeka"),
        ("Jl. Veteran No. 5, rumah Bu Siti", "Jl. Veteran"),
        ("Ibu Siti, Jalan Anggrek RT 03 RW 02", "Jalan Anggrek"),
        ("Gang Mawar II no 4", "Gang Mawar II"),
        ("Jl. Dr. Wahidin Sudirohusodo Km 3", "Jl. Dr. Wahidin Sudirohusodo"),
        ("depan rumah Pak Budi", ""),
        ("Jalan di depan rumah Pak Andi", ""),
        ("RT 03 RW 02", ""),
        ("warung Bu Tini", ""),
        ("", ""),
    ],
)
def test_the_street_and_nothing_else(place: str, street: str) -> None:
    assert street_of(place) == street


@given(st.text(max_size=80))
def test_no_digit_and_no_line_ever_comes_through(place: str) -> None:
    found = street_of(place)
    assert not any(char.isdigit() for char in found)
    assert "\n" not in found
    assert len(found) <= 60


def test_the_citys_own_landmarks_are_known_by_name() -> None:
    find = streets(["Alun-Alun Contoh", "Makam", ""])
    assert find("dekat alun-alun contoh, rumah 3") == "Alun-Alun Contoh"
    assert find("rumah Pak Makamu") == ""
