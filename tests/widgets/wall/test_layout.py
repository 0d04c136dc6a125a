"""Tiles keep apart, stay inside, and give way in their order instead of shrinking."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize

from widgets.wall.layout import AGES, ARRIVALS, COUNTS, HEAD, LOADS, MAP, WORST, arrange
from widgets.wall.scale import Viewing, scale_for

ALL = {HEAD, MAP, COUNTS, WORST, LOADS, AGES, ARRIVALS}


def plan_for(
    width: int, height: int, distance: float, banners: int = 0
) -> tuple[dict[str, QRect], list[str]]:
    scale = scale_for(Viewing(distance_m=distance), width, height)
    plan = arrange(QSize(width, height), scale, banners)
    return plan.rects, plan.shed


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)])
def test_the_default_distance_has_room_for_every_tile(size: tuple[int, int]) -> None:
    rects, shed = plan_for(*size, 3)
    assert set(rects) == ALL
    assert not shed


def test_farther_away_tiles_give_way_one_after_the_other() -> None:
    left = [len(plan_for(1920, 1080, distance)[1]) for distance in (3, 4, 5, 6, 8)]
    assert left == sorted(left)
    assert left[0] == 0
    assert left[-1] >= 4
    assert plan_for(1920, 1080, 4)[1] == [ARRIVALS]


@given(
    width=st.integers(640, 8000),
    height=st.integers(360, 5000),
    distance=st.floats(0.5, 20),
    banners=st.integers(0, 3),
)
def test_tiles_never_overlap_or_leave_the_panel(
    width: int, height: int, distance: float, banners: int
) -> None:
    rects, shed = plan_for(width, height, distance, banners)
    assert HEAD in rects
    assert set(rects) - {"banners"} | set(shed) == ALL
    for rect in rects.values():
        assert rect.left() >= 0
        assert rect.right() < width
        assert rect.top() >= 0
    for one, two in combinations([rect for rect in rects.values() if not rect.isEmpty()], 2):
        assert not one.intersects(two)


def test_a_portrait_panel_keeps_map_figures_and_list() -> None:
    rects, _ = plan_for(1080, 1920, 3)
    assert {MAP, COUNTS, WORST} <= set(rects)
    assert rects[MAP].bottom() < rects[COUNTS].top() < rects[WORST].top()
