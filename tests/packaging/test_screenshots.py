"""`make run-virtual` does not take a black rectangle for a picture of the console."""

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from tools.screenshots import fault_of

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
