"""The virtual display has the size asked for, a window manager, and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import VirtualDisplay
from tests.harness.child import alive, wait_gone

_WINDOW = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("Patria")
label.show()
screen = app.primaryScreen().size()
while not label.isActiveWindow():
    app.processEvents()
print(app.platformName(), screen.width(), screen.height())
"""


@pytest.mark.parametrize("size", [(1366, 768), (3840, 2160)])
def test_qt_opens_an_active_window_on_it(size: tuple[int, int]) -> None:
    with VirtualDisplay(size) as display:
        command = [sys.executable, "-c", _WINDOW]
        shown = subprocess.run(
            command, env=display.environment, check=True, capture_output=True, text=True, timeout=60
        )
    assert shown.stdout.split() == ["xcb", str(size[0]), str(size[1])]


def test_two_displays_do_not_meet() -> None:
    with VirtualDisplay((640, 480)) as first, VirtualDisplay((640, 480)) as second:
        assert first.name != second.name


def test_ends_with_its_block(tmp_path: Path) -> None:
    with VirtualDisplay((640, 480)) as display:
        pids = [process.pid for process in display._processes]
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


def test_ends_when_its_starter_is_killed() -> None:
    script = (
        "import os, signal\n"
        "from tests.harness import VirtualDisplay\n"
        "display = VirtualDisplay((640, 480)).start()\n"
        "pids = [process.pid for process in display._processes]\n"
        "display.leave()\n"
        "print(*pids, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    starter = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    pids = [int(pid) for pid in starter.stdout.split()]
    assert len(pids) == 2, starter.stderr
    for pid in pids:
        wait_gone(pid)


def test_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(RuntimeError, match="system-packages virtual"):
        VirtualDisplay().start()
