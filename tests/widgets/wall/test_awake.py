"""The panel stays lit: asked of a real session bus, by a process like the console."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness import wait_until

WALL = """
from PySide6.QtGui import QGuiApplication
from widgets.wall.awake import KeepAwake
app = QGuiApplication([])
awake = KeepAwake(app)
awake.start()
print(awake.held)
"""


def run_wall(environment: dict[str, str], repository: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WALL],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | environment,
        cwd=repository,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a session bus of the test's own."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not installed")
    process = subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process:
        yield process.stdout.readline().strip()
        process.kill()


def test_it_asks_the_desktop(bus: str, tmp_path: Path, repository: Path) -> None:
    notes = tmp_path / "notes"
    environment = {"DBUS_SESSION_BUS_ADDRESS": bus}
    saver = subprocess.Popen(
        [sys.executable, "-m", "tests.widgets.wall.saver", str(notes)],
        env=os.environ | environment,
        cwd=repository,
    )
    with saver:
        wait_until(notes.is_file, "the screen saver is on the bus")
        assert run_wall(environment, repository).stdout == "True\n"
        asked = "inhibit Patria: Dinding pusat kendali"
        wait_until(lambda: asked in notes.read_text(encoding="utf-8"), "it was asked")
        saver.kill()


def test_without_a_desktop_it_says_so_and_goes_on(tmp_path: Path, repository: Path) -> None:
    nobody = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody"}
    done = run_wall(nobody, repository)
    assert done.stdout == "False\n"
    assert "Layar bisa padam sendiri" in done.stderr
