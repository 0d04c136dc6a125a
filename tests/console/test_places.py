"""Windows come back on the screens there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from console.places import Remembered, clamp, recall, remember

DESK, WALL = QRect(0, 0, 1920, 1080), QRect(1920, 0, 3840, 2160)


@pytest.mark.parametrize(
    ("wanted", "screens", "expected"),
    [
        (QRect(100, 100, 800, 600), [DESK], QRect(100, 100, 800, 600)),
        (QRect(2500, 300, 1600, 900), [DESK], QRect(320, 180, 1600, 900)),
        (QRect(2500, 300, 1600, 900), [DESK, WALL], QRect(2500, 300, 1600, 900)),
        (QRect(-50, -50, 4000, 3000), [DESK], QRect(0, 0, 1920, 1080)),
        (QRect(9000, 9000, 100, 100), [DESK, WALL], QRect(1820, 980, 100, 100)),
    ],
)
def test_clamped_to_what_there_is(wanted: QRect, screens: list[QRect], expected: QRect) -> None:
    assert clamp(wanted, screens) == expected


def test_remembered_and_recalled(tmp_path: Path) -> None:
    what = Remembered(role="wall", windows={"wall": (1, 2, 3, 4, True)}, layouts={"dispatch": "{}"})
    remember(tmp_path, what)
    assert recall(tmp_path) == what


@pytest.mark.parametrize("content", ["", "no json", '{"role": 7}', "[]"])
def test_what_cannot_be_read_is_forgotten(tmp_path: Path, content: str) -> None:
    (tmp_path / "console.json").write_text(content)
    assert recall(tmp_path) == Remembered()


def test_a_newer_versions_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "console.json").write_text('{"role": "wall", "hologram": true}')
    assert recall(tmp_path).role == "wall"
