"""A real dispatch console in a process of its own, and somebody at its keyboard."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.harness import BackendProcess, VirtualDisplay
from tests.harness.waiting import wait_until
from tests.scenarios.city import log_of


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


def until_logged(backend: BackendProcess, kind: type, what: str) -> list[object]:
    """Bodies of this kind, once there is one more than none."""
    return wait_until(lambda: [body for _, body in log_of(backend) if isinstance(body, kind)], what)
