"""No text on the wall is smaller than the norm allows, in any state, on any panel."""

import pytest
from PySide6.QtWidgets import QLabel

from tests.looks import wall_facts as facts
from tests.widgets.wall.conftest import MakeWall, feed
from tests.widgets.wall.painted import painted_text
from widgets.wall import Freshness, Link, Viewing, WallView
from widgets.wall.scale import FLOOR_ARCMIN, minimum_px

PANELS = ((1366, 768), (1920, 1080), (3840, 2160))


def too_small(wall: WallView, viewing: Viewing) -> list[str]:
    least = minimum_px(viewing, wall.width(), wall.height(), FLOOR_ARCMIN)
    texts = painted_text(wall)
    assert len(texts) > 10
    return [f"{text.text}: {text.pixels} < {least:.1f}" for text in texts if text.pixels < least]


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("distance", [3.0, 4.0, 6.0])
def test_everything_painted_is_large_enough(
    make_wall: MakeWall, panel: tuple[int, int], distance: float
) -> None:
    viewing = Viewing(distance_m=distance)
    wall = make_wall(*panel, viewing)
    feed(wall)
    assert too_small(wall, viewing) == []
    wall.set_drill(True)
    wall.set_real_reports(3)
    feed(wall, Freshness(60_000, facts.NOW - 60_000))
    wall.set_link(Link.LOST)
    assert too_small(wall, viewing) == []


def test_the_walk_finds_a_small_label(make_wall: MakeWall) -> None:
    """The test above would see one text that is too small, wherever it is."""
    wall = make_wall()
    feed(wall)
    label = QLabel("kecil", wall.findChild(type(wall).__bases__[0], "map"))
    label.setStyleSheet("font-size: 12px")
    label.show()
    assert too_small(wall, Viewing()) == [f"kecil: 12.0 < {minimum_px(Viewing(), 1920, 1080):.1f}"]


@pytest.mark.parametrize("panel", PANELS)
def test_no_text_leaves_the_panel(make_wall: MakeWall, panel: tuple[int, int]) -> None:
    wall = make_wall(*panel)
    feed(wall)
    for text in painted_text(wall):
        assert 0 <= text.x < wall.width(), text
        assert 0 < text.y <= wall.height(), text
