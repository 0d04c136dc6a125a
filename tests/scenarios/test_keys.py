"""The dispatch window driven by real key presses from the outside; the log says what came of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from services.contract.events import IncidentClaimed, IncidentDisposed, ReportReceived
from services.contract.records import Disposition
from tests.harness import BackendProcess, VirtualDisplay, wait_until
from tests.scenarios.actor import Actor
from tests.scenarios.city import backend_in, log_of, report, straight_to

pytestmark = [pytest.mark.scenario, pytest.mark.gui]


class Keyboard:
    """Somebody at the keyboard of a real console in a process of its own."""

    def __init__(
        self, display: VirtualDisplay, data_dir: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self._environment = {**display.environment, "PATRIA_TRACE_START": "1", **(environment or {})}
        self._log = data_dir.parent / "console.out"
        command = [
            sys.executable, "-m", "console.cli", "console", "--role", "dispatch",
            "--data-dir", str(data_dir), "--geometry", "1366x768",
        ]  # fmt: skip
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(command, env=self._environment, stdout=output, stderr=output)
        wait_until(lambda: "queue_usable" in self.said(), "the queue is painted")

    def said(self) -> str:
        return self._log.read_text(errors="replace")

    def window(self) -> str:
        found = self._xdotool("search", "--onlyvisible", "--name", "Patria · Dispatch", check=False)
        return found.split()[0] if found.split() else ""

    def focus(self) -> None:
        window = wait_until(self.window, "the window is on the screen")
        self._xdotool("windowactivate", "--sync", window)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "8", text)

    def close(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        finally:
            self.process.kill()
            self.process.wait()

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            check=check,
            timeout=20,
        )
        return done.stdout


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[BackendProcess]:
    with backend_in(tmp_path) as running:
        yield running


@pytest.fixture
def screen() -> Iterator[VirtualDisplay]:
    with VirtualDisplay((1366, 768)) as display:
        yield display


def until_logged(backend: BackendProcess, kind: type, what: str) -> list[object]:
    """Bodies of this kind, once there is one more than none."""
    return wait_until(lambda: [body for _, body in log_of(backend) if isinstance(body, kind)], what)


def test_a_shift_at_the_keyboard(
    qapp: object, tmp_path: Path, backend: BackendProcess, screen: VirtualDisplay
) -> None:
    with Actor(tmp_path / "caller", lambda: straight_to(backend)) as caller:
        for number in (1, 500):
            caller.submit(report(number))
        caller.until(lambda: caller.board.count == 2, "two incidents")
    keyboard = Keyboard(screen, backend.data_dir)
    try:
        keyboard.focus()
        wait_until(lambda: "map_usable" in keyboard.said(), "everything is there")

        keyboard.press("Down", "k")
        claimed = until_logged(backend, IncidentClaimed, "the claim is in the log")[0]
        assert isinstance(claimed, IncidentClaimed)
        assert claimed.owner == "lokal"

        # The other one is found by its number and settled as a prank call.
        other = 1 if claimed.incident_id == 2 else 2
        keyboard.press("ctrl+f")
        keyboard.type(f"laporan {1 if other == 1 else 500}")
        keyboard.press("Return")
        keyboard.press("q", "Down", "i")
        disposed = until_logged(backend, IncidentDisposed, "the prank is in the log")[0]
        assert isinstance(disposed, IncidentDisposed)
        assert (disposed.incident_id, disposed.disposition) == (other, Disposition.PRANK)

        before = len([body for _, body in log_of(backend) if isinstance(body, ReportReceived)])
        keyboard.press("n")
        keyboard.type("081234567890")
        keyboard.press("Tab", "Tab")
        keyboard.type("Pohon tumbang menimpa kabel di depan pasar")
        keyboard.press("Tab", "Tab")
        keyboard.type("Gedog")
        keyboard.press("Down", "Return")
        keyboard.press("ctrl+Return")
        received = wait_until(
            lambda: [b for _, b in log_of(backend) if isinstance(b, ReportReceived)][before:],
            "the call is in the log",
        )[0]
        assert received.report.text.startswith("Pohon tumbang menimpa kabel")
        assert received.report.channel == "112"
        assert "081234567890" not in str(received)
        assert keyboard.process.poll() is None
    finally:
        keyboard.close()
    assert keyboard.process.returncode == 0
