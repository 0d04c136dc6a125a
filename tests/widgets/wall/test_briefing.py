"""The briefing on the wall: everything of an item is there, and the alarms keep their place."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tests.looks import wall_facts as facts
from tests.widgets.wall.conftest import Clocks, MakeWall, feed
from tests.widgets.wall.painted import painted_text
from widgets.wall import Viewing, WallView
from widgets.wall.layout import AGES, ARRIVALS, BRIEFING, COUNTS, HEAD, LOADS, MAP, WORST, arrange
from widgets.wall.scale import scale_for


def shown(wall: WallView) -> set[str]:
    return {
        child.objectName()
        for child in wall.children()
        if isinstance(child, QWidget) and child.isVisibleTo(wall) and child.objectName()
    }


def texts(wall: WallView, name: str) -> list[str]:
    tile = wall.findChild(QWidget, name)
    assert tile is not None
    return [run.text for run in painted_text(tile)]


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)])
def test_an_item_in_full_and_nothing_smaller_than_may_be_read(
    make_wall: MakeWall, size: tuple[int, int]
) -> None:
    wall = make_wall(*size)
    feed(wall)
    before = shown(wall)
    wall.set_briefing(facts.card(remarks=("suara tidak tersedia",)), facts.FRESH)
    said = texts(wall, "briefing")
    for words in (
        "Pengarahan · 3/11 · Tidak stabil",
        "KRITIS",
        "KB-261121-0187",
        "Pohon tumbang menimpa kabel listrik",
        "Gedog · sejak 21.36 (11 mnt)",
        "sri · DLH · PLN",
        "DLH: belum dibaca ulang",
        "sisa 01.08",
        "suara tidak tersedia",
    ):
        assert words in said, words
    tile = wall.findChild(QWidget, "briefing")
    assert tile is not None
    assert min(run.pixels for run in painted_text(tile)) >= wall.scale.small
    assert {HEAD, MAP, COUNTS, WORST} <= shown(wall)
    assert not {LOADS, AGES, ARRIVALS} & shown(wall)
    wall.set_briefing(None, facts.FRESH)
    assert shown(wall) == before


def test_a_pause_is_said_and_another_card_takes_its_place(make_wall: MakeWall) -> None:
    wall = make_wall()
    feed(wall)
    wall.set_briefing(facts.card(), facts.FRESH)
    assert "JEDA" not in texts(wall, "briefing")
    wall.set_briefing(facts.card(paused=True), facts.FRESH)
    assert "JEDA" in texts(wall, "briefing")
    wall.set_briefing(facts.rest_card(), facts.FRESH)
    said = texts(wall, "briefing")
    assert "dan 663 lainnya" in said
    assert "KRITIS" not in said
    numbers = [int(words) for words in said if words.isdigit()]
    assert sum(numbers) == 663, "what has no cell of its own is counted in the last one"


def test_a_new_critical_incident_is_loud_during_it(make_wall: MakeWall, clocks: Clocks) -> None:
    wall = make_wall()
    feed(wall)
    wall.set_briefing(facts.card(), facts.FRESH)
    wall.set_urgent("KRITIS baru · Kebakaran rumah · Sukorejo", "belum diklaim")
    assert "new_critical" in shown(wall)
    assert "KRITIS baru · Kebakaran rumah · Sukorejo" in texts(wall, "new_critical")
    assert WORST in shown(wall)
    wall.set_urgent("")
    assert "new_critical" not in shown(wall)


@given(
    width=st.integers(640, 8000),
    height=st.integers(360, 5000),
    distance=st.floats(0.5, 20),
    banners=st.integers(0, 4),
)
def test_nothing_overlaps_or_leaves_the_panel(width: int, height: int, distance: float, banners: int) -> None:
    scale = scale_for(Viewing(distance_m=distance), width, height)
    plan = arrange(QSize(width, height), scale, banners, briefing=True)
    assert HEAD in plan.rects
    assert not {LOADS, AGES, ARRIVALS} & set(plan.rects)
    for rect in plan.rects.values():
        assert rect.left() >= 0
        assert rect.right() < width
        assert rect.top() >= 0
    for one, two in combinations([rect for rect in plan.rects.values() if not rect.isEmpty()], 2):
        assert not one.intersects(two)


def test_a_portrait_panel_has_map_list_and_card() -> None:
    plan = arrange(QSize(1080, 1920), scale_for(Viewing(), 1080, 1920), briefing=True)
    assert {MAP, WORST, BRIEFING} <= set(plan.rects)
