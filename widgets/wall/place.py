"""Keeps the wall full screen on its own screen, whatever happens to the cables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SETTLE_MS = 200
"""Screens come and go in several steps; the last one counts."""


def choose_screen(screens: Sequence[QScreen], name: str, primary: QScreen) -> QScreen:
    """The screen of that name; without it the largest one that is not the desk's, else the only one."""
    for screen in screens:
        if screen.name() == name:
            return screen
    others = [screen for screen in screens if screen is not primary]
    return max(others, key=_pixels) if others else primary


def _pixels(screen: QScreen) -> int:
    size = screen.size()
    return size.width() * size.height()


class ScreenKeeper(QObject):
    """Puts `window` full screen on the named screen, and back there when the screen returns or changes."""

    def __init__(self, window: QWidget, screen_name: str = "") -> None:
        super().__init__(window)
        self._window = window
        self._name = screen_name
        self._windowed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.place)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._watch)
        app.screenRemoved.connect(self._later)
        app.primaryScreenChanged.connect(self._later)
        for screen in app.screens():
            screen.geometryChanged.connect(self._later)
        window.installEventFilter(self)

    @property
    def screen(self) -> QScreen:
        """Where the wall belongs now."""
        return choose_screen(QGuiApplication.screens(), self._name, QGuiApplication.primaryScreen())

    def place(self) -> None:
        """Full screen on its screen; nothing while an installer keeps it in a window."""
        if self._windowed:
            return
        screen = self.screen
        window = self._window
        if window.isVisible() and window.isFullScreen() and window.geometry() == screen.geometry():
            return
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()

    def toggle(self) -> None:
        """In and out of a window, for the people who hang up the panel."""
        self._windowed = not self._windowed
        if self._windowed:
            self._window.showNormal()
        else:
            self.place()

    @property
    def windowed(self) -> bool:
        return self._windowed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window manager that takes the full screen away, or minimises, does not keep it."""
        if (
            watched is self._window
            and event.type() == QEvent.Type.WindowStateChange
            and self._window.isVisible()
        ):
            self._timer.start()
        return super().eventFilter(watched, event)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._later)
        self._timer.start()

    def _later(self, *_: object) -> None:
        self._timer.start()
