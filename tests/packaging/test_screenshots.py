"""`make run-virtual` takes pictures of every window, and no black rectangle for one."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.harness import VirtualDisplay
from tools.evening import evening
from tools.screenshots import LAPTOP, fault_of, smaller, take, take_page

ARTIFACTS = Path(__file__).parents[2] / "artifacts" / "screens"
_SIZE = (320, 200)


def picture(file: Path, colours: int) -> Path:
    """Write a picture in vertical stripes of so many colours."""
    image = QImage(*_SIZE, QImage.Format.Format_RGB32)
    for x in range(_SIZE[0]):
        for y in range(_SIZE[1]):
            image.setPixelColor(x, y, QColor.fromHsv(x * colours // _SIZE[0] * 255 // colours, 255, 255))
    assert image.save(str(file))
    return file


def test_a_picture_with_something_on_it_is_one(tmp_path: Path) -> None:
    assert fault_of(picture(tmp_path / "a.png", 12), _SIZE) == ""


def test_blank_absent_and_missized_ones_are_named(tmp_path: Path) -> None:
    assert "blank" in fault_of(picture(tmp_path / "a.png", 1), _SIZE)
    assert "no picture" in fault_of(tmp_path / "absent.png", _SIZE)
    assert "320 × 200" in fault_of(tmp_path / "a.png", (1920, 1080))


def test_rare_colours_are_kept_when_a_picture_is_made_small(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    image = QImage(*_SIZE, QImage.Format.Format_RGB32)
    for x in range(_SIZE[0]):
        for y in range(_SIZE[1]):
            image.setPixelColor(x, y, QColor(20 + x % 30, 20 + y % 30, 40))
    image.setPixelColor(7, 7, QColor(255, 76, 112))
    assert image.save(str(file))
    smaller(file)
    kept = QImage(str(file)).pixelColor(7, 7)
    assert abs(kept.red() - 255) + abs(kept.green() - 76) + abs(kept.blue() - 112) < 24


@pytest.mark.scenario
def test_an_invented_evening_on_the_leaders_window_and_on_the_field_page(tmp_path: Path) -> None:
    ARTIFACTS.mkdir(parents=True, exist_ok=True)
    log = ARTIFACTS / "console.log"
    with evening(tmp_path) as scene, VirtualDisplay(LAPTOP) as display:
        assert take_page(scene.field_url, ARTIFACTS / "field_390x844.png", log) == ""
        leader = ARTIFACTS / "leader_1366x768.png"
        assert take("leader", LAPTOP, leader, display, log, data_dir=tmp_path) == ""
