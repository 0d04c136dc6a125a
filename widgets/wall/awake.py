"""Keeps the panel from going dark: asks the desktop's screen saver, or the X server itself."""

from __future__ import annotations

import logging
import shutil
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication

log = logging.getLogger(__name__)

_SERVICE: Final = "org.freedesktop.ScreenSaver"
_PATH: Final = "/org/freedesktop/ScreenSaver"
_AGAIN_MS: Final = 10 * 60_000
"""The X server is told again: another program may have switched the saver back on."""


class KeepAwake(QObject):
    """From `start` until the program ends the panel stays lit: the desktop takes its promise back by itself
    when the program leaves the bus. A desktop that refuses is said once in the log."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cookie: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN_MS)
        self._timer.timeout.connect(self._tell_x)

    def start(self) -> None:
        """Later calls change nothing."""
        if self._cookie is not None or self._timer.isActive():
            return
        self._cookie = self._inhibit()
        if QGuiApplication.platformName() == "xcb" and shutil.which("xset"):
            self._timer.start()
            self._tell_x()
        elif self._cookie is None:
            log.warning(
                "Layar bisa padam sendiri: desktop ini tidak menerima permintaan untuk tetap menyala."
            )

    @property
    def held(self) -> bool:
        return self._cookie is not None or self._timer.isActive()

    def _inhibit(self) -> int | None:
        """The desktop's cookie, or None where no desktop answers."""
        from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return None
        saver = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus)
        if not saver.isValid():
            return None
        saver.setTimeout(1000)
        reply = saver.call("Inhibit", "Patria", "Dinding pusat kendali")
        if reply.type() != QDBusMessage.MessageType.ReplyMessage or not reply.arguments():
            return None
        cookie = reply.arguments()[0]
        return int(cookie)

    def _tell_x(self) -> None:
        QProcess.startDetached("xset", ["s", "off", "s", "noblank", "-dpms"])
