"""The wall window: the wall view over a whole screen, and nothing else."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QScreen, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.map import MapView
from widgets.wall import Viewing, WallView
from widgets.wall.awake import KeepAwake
from widgets.wall.place import ScreenKeeper

KEYS: Final = ("V", "Space", "Right", "Left", "Esc", "M")


class WallWindow(QWidget):
    """Frameless, without cursor; goes back to its screen by itself. F11 is for the people who hang it up.

    `view` is what the console feeds. `screen_name` as the system names it, e.g. `HDMI-1`; empty for the
    largest screen that is not the desk's.
    """

    closed = Signal()
    pressed = Signal(str)
    """A key of the briefing, or `M` for its voice."""

    def __init__(self, view: WallView, viewing: Viewing, screen_name: str = "") -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("window")
        self.setWindowTitle(self.tr("Patria · Dinding"))
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.view = view
        self._viewing = viewing
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(view)
        self._keeper = ScreenKeeper(self, screen_name)
        self._awake = KeepAwake(self)
        for key in KEYS:  # shortcuts, because the map's page may hold the keyboard
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self.pressed.emit, key))

    def set_map(self, view: MapView) -> None:
        """The map without gestures, in wall sizes."""
        view.set_interactive(False)
        view.set_text_px(self.view.scale.small)
        self.view.scale_changed.connect(view.set_text_px)
        self.view.set_map(view, lambda: view.is_ready)

    def open(self) -> None:
        """Shows the wall where it belongs."""
        self._keeper.place()

    def _measure(self, screen: QScreen) -> None:
        """Text is sized for the panel, also while the window is smaller than it."""
        self.view.set_viewing(self._viewing, screen.size() if self._keeper.windowed else None)

    def showEvent(self, event: QShowEvent) -> None:
        self._awake.start()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.WindowStateChange:
            self._keeper.state_changed()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self._keeper.toggle()
            self._measure(self.screen())
            self.setCursor(
                Qt.CursorShape.ArrowCursor if self._keeper.windowed else Qt.CursorShape.BlankCursor
            )
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 360)
