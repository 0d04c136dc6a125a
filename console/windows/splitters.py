"""Splitters of a window, and the sizes somebody gave them, as they are kept between starts."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


def splitter(orientation: Qt.Orientation, *parts: QWidget) -> QSplitter:
    """Parts beside or below each other; none of them can be pushed away."""
    made = QSplitter(orientation)
    made.setHandleWidth(2)
    made.setChildrenCollapsible(False)
    for part in parts:
        made.addWidget(part)
    return made


def edge() -> QWidget:
    """One pixel of the window's own colour between two parts."""
    made = QWidget()
    made.setFixedHeight(1)
    return made


def read_sizes(saved: bytes) -> dict[str, list[int]] | None:
    """Sizes in pixels by the name of a splitter; None where they cannot be read."""
    try:
        told = dict(json.loads(saved))
        sizes = {str(name): [int(size) for size in values] for name, values in told.items() if values}
    except (ValueError, TypeError, AttributeError):
        return None
    return None if any(size < 0 for values in sizes.values() for size in values) else sizes
