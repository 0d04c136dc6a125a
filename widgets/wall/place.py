"""Keeps the wall full screen on its own screen, whatever happens to the cables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_SETTLE_MS: Final = 200
"""Screens come and go in several steps; the last one counts."""
_AGAIN_MS: Final = 3000
"""Pace of asking a window manager that will not have it full screen: nothing flickers."""
_TRIES: Final = 5
"""How often it insists where a window manager puts the wall elsewhere."""


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
        self._windowed = True
        self._tries = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._insist)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._watch)
        app.screenRemoved.connect(self._later)
        app.primaryScreenChanged.connect(self._later)
        for screen in app.screens():
            screen.geometryChanged.connect(self._later)

    @property
    def screen(self) -> QScreen:
        """Where the wall belongs now."""
        return choose_screen(QGuiApplication.screens(), self._name, QGuiApplication.primaryScreen())

    def place(self) -> None:
        """Full screen on its screen, from now on and again whenever something changes."""
        self._windowed = False
        self._tries = _TRIES
        self._insist()

    def _insist(self) -> None:
        if self._windowed or self._settled() or not self._tries:
            return
        self._tries -= 1
        screen, window = self.screen, self._window
        if window.isFullScreen() and window.isVisible():
            window.showNormal()  # a window manager does not move what is full screen
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
        self._timer.start(_SETTLE_MS)

    def _settled(self) -> bool:
        window = self._window
        there = window.isVisible() and window.isFullScreen() and not window.isMinimized()
        return there and window.geometry() == self.screen.geometry()

    def toggle(self) -> None:
        """In and out of a window, for the people who hang up the panel."""
        if self._windowed:
            self.place()
            return
        self._windowed = True
        self._window.showNormal()

    @property
    def windowed(self) -> bool:
        """True before the first `place` and while somebody keeps it in a window."""
        return self._windowed

    def state_changed(self) -> None:
        """The window was minimised or taken out of full screen by somebody else: it does not stay so."""
        if self._window.isVisible() and not self._timer.isActive():
            self._tries = max(self._tries, 1)
            self._timer.start(_SETTLE_MS if self._tries > 1 else _AGAIN_MS)

    def _watch(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._later)
        self._later()

    def _later(self, *_: object) -> None:
        self._tries = _TRIES
        self._timer.start(_SETTLE_MS)
