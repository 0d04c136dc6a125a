"""A screen of any size for a test or a tool: Xvfb with a window manager."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.harness import child
from tests.harness.waiting import wait_until


class VirtualDisplay:
    """An X server without a screen, on a display number nobody uses, with openbox as its window manager.

    `environment` is what a process needs to appear on it. Ends with its `with` block, and with its starter.
    """

    def __init__(self, size: tuple[int, int] = (1920, 1080), *, window_manager: bool = True) -> None:
        self.size = size
        self.name = ""
        self._window_manager = window_manager
        self._processes: list[subprocess.Popen[bytes]] = []

    @property
    def environment(self) -> dict[str, str]:
        """This process's environment with the display in it, and nothing that leads to another screen."""
        inherited = {key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"}
        return {**inherited, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Self:
        """Start both and return when windows can be opened; RuntimeError when a program is missing."""
        for program in ("Xvfb", "openbox"):
            if shutil.which(program) is None:
                raise RuntimeError(f"{program} is missing: tools/system-packages virtual installs it")
        with tempfile.TemporaryDirectory(prefix="patria-display-") as folder:  # what start-up leaves behind
            self._start_server(Path(folder))
            if self._window_manager:
                self._start_window_manager(Path(folder))
        return self

    def stop(self) -> None:
        """End both; harmless when they are gone."""
        while self._processes:
            child.end(self._processes.pop(), signal.SIGTERM)

    def leave(self) -> None:
        """Let it end with this process and not before: Qt gives up when its screen goes first."""
        for process in self._processes:
            process.returncode = 0  # Popen would complain at exit about a child that still runs
        self._processes.clear()

    def _start_server(self, folder: Path) -> None:
        width, height = self.size
        read_end, write_end = os.pipe()
        command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24", "-dpi", "96"]
        command += ["-nolisten", "tcp", "-noreset", "+extension", "RANDR"]
        try:
            self._processes.append(child.start(command, log=folder / "Xvfb.log", pass_fds=[write_end]))
        finally:
            os.close(write_end)
        with os.fdopen(read_end) as number:
            answer = number.readline().strip()  # the server writes it when it accepts connections
        if not answer:
            raise RuntimeError("Xvfb did not start: " + (folder / "Xvfb.log").read_text(errors="replace"))
        self.name = f":{answer}"

    def _start_window_manager(self, folder: Path) -> None:
        started = folder / "openbox-runs"
        command = ["openbox", "--sm-disable", "--startup", f"touch {started}"]
        environment = {**self.environment, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        self._processes.append(child.start(command, environment=environment, log=folder / "openbox.log"))
        wait_until(started.exists, "openbox runs")
