"""Coordinates: what is read, what is explained."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.errors import Rejected
from services.intake.position import distance_km, position

BLITAR = (-8.1, 112.17)
BOSTON = (42.36, -71.06)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [("-8.0954", "112.1609"), ("-8,0954", "112,1609"), (" \u22128.0954".strip(), "1.121609e2")],
)
def test_numbers_as_people_and_devices_write_them(lat: str, lon: str) -> None:
    assert position(lat, lon, BLITAR) == (-8.0954, 112.1609)


def test_nothing_sent_is_no_position_and_half_of_it_is_refused() -> None:
    assert position("", "", BLITAR) is None
    with pytest.raises(Rejected, match="long tidak dikirim"):
        position("-8.1", "", BLITAR)


@pytest.mark.parametrize(("lat", "lon", "city"), [("112.16", "-8.09", BLITAR), ("-71.05", "42.35", BOSTON)])
def test_a_swapped_pair_is_explained_with_the_right_one(
    lat: str, lon: str, city: tuple[float, float]
) -> None:
    with pytest.raises(Rejected, match=f"tertukar.*Kirim lat={lon} dan long={lat}"):
        position(lat, lon, city)


@pytest.mark.parametrize("text", ["abc", "nan", "inf", "1_0", "", "-8.1.2", "８..1", "1e999"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Rejected):
        position(text, "112.1", BLITAR)


@pytest.mark.parametrize(("lat", "lon"), [("-91", "10"), ("10", "181"), ("0", "0"), ("200", "300")])
def test_what_is_nowhere_is_refused(lat: str, lon: str) -> None:
    with pytest.raises(Rejected):
        position(lat, lon, BLITAR)


def test_a_far_point_is_for_the_room_to_weigh() -> None:
    assert position("-6.2", "106.8", BLITAR) == (-6.2, 106.8)
    assert position("42.36", "-71.06", BLITAR) == (42.36, -71.06)


@given(
    st.floats(-90, 90, allow_nan=False).filter(bool),
    st.floats(-180, 180, allow_nan=False).filter(bool),
)
def test_without_a_city_every_place_on_earth_passes(lat: float, lon: float) -> None:
    assert position(repr(lat), repr(lon), None) == (lat, lon)


def test_distance_is_that_of_a_sphere() -> None:
    assert math.isclose(distance_km(0, 0, 0, 90), 6371 * math.pi / 2)
    assert distance_km(*BLITAR, *BLITAR) == 0
