"""Text sizes follow the norm's formula."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.errors import KnownError
from widgets.wall.scale import FLOOR_ARCMIN, Viewing, minimum_px, scale_for

PREFERRED_ARCMIN = 20
"""What the norm prefers to its floor."""
PANELS = ((1366, 768), (1920, 1080), (3840, 2160))


def test_four_metres_at_twenty_minutes_are_the_figures_of_the_standards() -> None:
    viewing = Viewing(distance_m=4, diagonal_in=55, angle_arcmin=20)
    assert minimum_px(viewing, 1920, 1080) == pytest.approx(51, abs=0.5)
    assert minimum_px(viewing, 3840, 2160) == pytest.approx(102, abs=1)


@pytest.mark.parametrize("panel", PANELS)
def test_the_default_is_the_floor_for_small_and_above_preferred_for_everything_else(
    panel: tuple[int, int],
) -> None:
    viewing = Viewing()
    scale = scale_for(viewing, *panel)
    assert scale.small >= minimum_px(viewing, *panel, FLOOR_ARCMIN)
    assert scale.body >= minimum_px(viewing, *panel, PREFERRED_ARCMIN)
    assert scale.small < scale.body < scale.strong < scale.figure


@given(
    distance=st.floats(0.5, 50),
    diagonal=st.floats(10, 1000),
    angle=st.floats(FLOOR_ARCMIN, 60),
    width=st.integers(320, 16_000),
    height=st.integers(240, 9000),
)
def test_a_capital_subtends_the_angle_whatever_the_panel(
    distance: float, diagonal: float, angle: float, width: int, height: int
) -> None:
    small = scale_for(Viewing(distance, diagonal, angle), width, height).small
    pitch_mm = diagonal * 25.4 / math.hypot(width, height)
    seen = 2 * math.atan(small * 0.72 * pitch_mm / 2 / (distance * 1000))
    assert math.degrees(seen) * 60 >= angle * 0.999999


def test_settings_out_of_reason_are_refused() -> None:
    for wrong in ({"distance_m": 0}, {"diagonal_in": 1}, {"angle_arcmin": 12}):
        with pytest.raises(KnownError, match=r"harus|paling kecil"):
            Viewing(**wrong)
