"""A desktop's screen saver on the session bus: writes what it was asked to a file. Runs as a process."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, Slot
from PySide6.QtDBus import QDBusConnection


@ClassInfo({"D-Bus Interface": "org.freedesktop.ScreenSaver"})  # type: ignore[call-arg]  # the stub knows no arguments
class Saver(QObject):  # type: ignore[operator]  # as above
    def __init__(self, notes: Path) -> None:
        super().__init__()
        self._notes = notes

    def _note(self, words: str) -> None:
        with self._notes.open("a", encoding="utf-8") as file:
            file.write(words + "\n")

    @Slot(str, str, result="uint")
    def Inhibit(self, who: str, why: str) -> int:
        self._note(f"inhibit {who}: {why}")
        return 77


def main() -> None:
    app = QCoreApplication(sys.argv)
    saver, bus = Saver(Path(sys.argv[1])), QDBusConnection.sessionBus()
    assert bus.registerObject(
        "/org/freedesktop/ScreenSaver", saver, QDBusConnection.RegisterOption.ExportAllSlots
    )
    assert bus.registerService("org.freedesktop.ScreenSaver")
    saver._note("ready")
    app.exec()


if __name__ == "__main__":
    main()
