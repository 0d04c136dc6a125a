"""The Qt side of a start: application, theme, language, role chooser, window place, first paint, picture."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QEvent, QEventLoop, QLocale, QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from console import places
from console.keeping import Keeping
from console.settings import ConsoleSettings
from services.contract.errors import KnownError
from widgets.map import prepare_web_engine
from widgets.theme import Theme

log = logging.getLogger(__name__)

RESTART: Final = 75
"""Exit code of the event loop that means: begin again with what is remembered now."""


def application() -> QApplication:
    """The Qt application. Raises `KnownError` where there is no display to open a window on."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise KnownError(
            "no_display",
            "Tidak ada layar di sini (DISPLAY kosong). Jalankan di desktop, atau pakai `make run-virtual`.",
        )
    prepare_web_engine()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("patria")
    app.setApplicationDisplayName("Patria")
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not `quit`: that closes the windows first, and one that is being painted takes the process with it.
        signal.signal(number, lambda *_: app.exit(0))
    return app


def dress(app: QApplication, theme: Theme) -> None:
    """Put a theme on the application."""
    app.setFont(theme.font())
    app.setStyleSheet(theme.stylesheet())
    app.setPalette(theme.palette())


def speak(language: str, cache: Path) -> Literal["id", "en"]:
    """Install the translation of a language; Indonesian is what the sources speak, and what remains."""
    if language == "en":
        from widgets.language import install_language

        if install_language("en", cache):
            return "en"
    # Not the desktop's language: a refusal of the server would be told in that.
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian))
    return "id"


def ask_for_role(theme: Theme, city: str) -> tuple[str, bool]:
    """What this screen is for, and whether to remember it; an empty role when the page was closed."""
    from widgets.chooser import RoleChooser

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, theme)
    page, answer, loop = RoleChooser(theme, city), ["", ""], QEventLoop()

    def chosen(role: str, keep: bool) -> None:
        answer[:] = [role, "keep" if keep else ""]
        loop.quit()

    page.chosen.connect(chosen)
    app.setQuitOnLastWindowClosed(False)
    app.lastWindowClosed.connect(loop.quit)
    page.resize(1100, 700)
    page.show()
    loop.exec()
    app.lastWindowClosed.disconnect(loop.quit)
    page.hide()
    page.deleteLater()
    app.setQuitOnLastWindowClosed(True)
    return answer[0], bool(answer[1])


def place_window(
    window: QWidget, settings: ConsoleSettings, keeping: Keeping, key: str, open_it: Callable[[], None]
) -> None:
    """Open a window at the size that was asked for, or where it was last time."""
    if settings.geometry:
        width, height = (int(part) for part in settings.geometry.split("x"))
        window.setGeometry(QRect(0, 0, width, height))
    else:
        places.restore_window(window, key, keeping.what)
    if settings.fullscreen:
        window.showFullScreen()
    else:
        open_it()


def save_picture(window: QWidget, file: str) -> None:
    """Write the window as a PNG and end."""
    path = Path(file).expanduser()
    # What is really on the screen: the map is drawn by another process.
    picture = window.screen().grabWindow(window.winId())
    if picture.isNull():
        picture = window.grab()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(path)):
        log.error("cannot write the picture %s", path)
    QApplication.exit(0)


class FirstPaint(QObject):
    """Calls a function after a widget was painted for the first time."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False
