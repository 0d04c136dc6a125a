"""What somebody asks of the program rather than of the room: theme, language, a wall beside the desk."""

from __future__ import annotations

import os
import signal
import sys
from typing import Protocol

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from console.keeping import Keeping
from console.screen import RESTART
from console.settings import ConsoleSettings
from widgets.intents import ShowWall, UseLanguage, UseTheme, ViewIntent
from widgets.theme import SIZES, Theme


class Dressed(Protocol):
    """A desk, as far as errands are concerned."""

    def use_theme(self, theme: Theme) -> None: ...


class Errands:
    """Carries out what concerns the whole program."""

    def __init__(self, app: QApplication, settings: ConsoleSettings, keeping: Keeping, desk: Dressed) -> None:
        self._app = app
        self._settings = settings
        self._keeping = keeping
        self._wall = 0
        self._desk = desk

    def run(self, intent: ViewIntent) -> None:
        match intent:
            case UseTheme(name):
                self._use_theme(name)
            case UseLanguage(code):
                # Every text of the window changes: beginning again takes half a second and forgets nothing.
                self._keeping.what.lang = code
                self._app.exit(RESTART)
            case ShowWall():
                self._toggle_wall()

    def _use_theme(self, name: str) -> None:
        theme = Theme.load(name, self._app.font().pixelSize() / SIZES["body"])
        self._keeping.what.theme = name
        self._keeping.soon()
        self._app.setStyleSheet(theme.stylesheet())
        self._app.setPalette(theme.palette())
        self._desk.use_theme(theme)

    def _toggle_wall(self) -> None:
        """A wall is a console of its own, so that neither can stop the other; they share the backend."""
        if self._wall:
            try:
                os.kill(self._wall, signal.SIGTERM)
                self._wall = 0
                return
            except ProcessLookupError:
                self._wall = 0
        options = ["-m", "console.cli", "console", "--role", "wall"]
        for name, value in (
            ("--data-dir", self._settings.data_dir),
            ("--server", self._settings.server),
            ("--city", self._settings.city),
            ("--authority", self._settings.authority),
        ):
            if value:
                options += [name, value]
        # What PySide returns is a pair (started, pid).
        started, pid = QProcess.startDetached(sys.executable, options, "")
        self._wall = int(pid) if started else 0


def restart() -> None:
    """Replace this process by a new start with the same words, without the language that was changed."""
    words = list(sys.orig_argv[1:])
    if "--lang" in words:
        at = words.index("--lang")
        del words[at : at + 2]
    words = [word for word in words if not word.startswith("--lang=")]
    os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 - the very program that runs now
