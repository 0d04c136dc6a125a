"""What a screen remembers between starts: role, theme, language, sound, window place. One small JSON file."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

FILE = "console.json"


class Remembered(Struct, kw_only=True):
    """Everything a person set by using the console. Unknown fields of a newer version are dropped."""

    role: str = ""
    theme: str = "dark"
    lang: str = "id"
    sound: bool = True
    keys: dict[str, str] = {}
    windows: dict[str, tuple[int, int, int, int, bool]] = {}
    """Per role: x, y, width, height, maximised."""
    layouts: dict[str, str] = {}
    """Per role: what the window itself wants back, as it wrote it."""
    filters: list[Any] = []
    commands: list[str] = []
    """Lines of the command bar, oldest first."""
    draft: dict[str, Any] = {}
    server_user: dict[str, str] = {}


def recall(data_dir: Path) -> Remembered:
    """What was remembered; defaults where there is nothing or it cannot be read."""
    try:
        return msgspec.json.decode((data_dir / FILE).read_bytes(), type=Remembered)
    except (OSError, msgspec.MsgspecError):
        return Remembered()


def remember(data_dir: Path, what: Remembered) -> None:
    """Write it down; a full disk only costs the memory of a window's place."""
    path = data_dir / FILE
    with contextlib.suppress(OSError):
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(".json.new")
        fresh.write_bytes(msgspec.json.format(msgspec.json.encode(what), indent=2))
        fresh.replace(path)


def clamp(wanted: QRect, screens: list[QRect]) -> QRect:
    """The rectangle moved and shrunk until it lies on one of the screens: the one it overlaps most."""
    if not screens:
        return wanted
    best = max(screens, key=lambda screen: _area(screen.intersected(wanted)))
    width, height = min(wanted.width(), best.width()), min(wanted.height(), best.height())
    x = min(max(wanted.x(), best.x()), best.x() + best.width() - width)
    y = min(max(wanted.y(), best.y()), best.y() + best.height() - height)
    return QRect(x, y, width, height)


def _area(rect: QRect) -> int:
    return rect.width() * rect.height() if rect.isValid() else 0


def restore_window(window: QWidget, key: str, what: Remembered) -> None:
    """Put a window where it was, on the screens there are now."""
    place = what.windows.get(key)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if place is None:
        window.resize(clamp(QRect(0, 0, 1600, 950), screens).size())
        return
    x, y, width, height, maximised = place
    window.setGeometry(clamp(QRect(x, y, width, height), screens))
    if maximised:
        window.setWindowState(window.windowState() | window.windowState().WindowMaximized)


def note_window(window: QWidget, key: str, what: Remembered) -> None:
    """Take down where a window is."""
    rect = window.normalGeometry() if window.isMaximized() else window.geometry()
    what.windows[key] = (rect.x(), rect.y(), rect.width(), rect.height(), window.isMaximized())
