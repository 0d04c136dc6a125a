"""A real backend in a process of its own, which a test may kill, freeze and start again."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from tests.harness import child
from tests.harness.waiting import wait_until

_ENTRY = "import sys; from console.cli import main; sys.exit(main())"


def patria(*arguments: str) -> list[str]:
    """Return the command line of the product as this checkout installs it."""
    installed = Path(sys.executable).parent / "patria"
    return [str(installed), *arguments] if installed.exists() else [sys.executable, "-c", _ENTRY, *arguments]


class BackendProcess:
    """`patria serve` on loopback with its data in `data_dir`; the port stays the same over restarts.

    `database`: a SQLAlchemy URL, SQLite in the data folder without. `arguments`: more for `patria serve`.
    `embedded`: like the one a console starts, with a token for the local user; without, a server whose first
    user has yet to be made with the secret in its log.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        database: str = "",
        embedded: bool = True,
        arguments: Sequence[str] = (),
        environment: dict[str, str] | None = None,
    ) -> None:
        self.data_dir = data_dir
        self.database = database
        self.arguments = [*(["--embedded"] if embedded else []), *arguments]
        self.environment = environment or {}
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._runtime: dict[str, Any] = {}

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

    @property
    def log(self) -> Path:
        """What the backend printed, over all its starts."""
        return self.data_dir / "serve.log"

    @property
    def url(self) -> str:
        """Its HTTP address, without a slash at the end."""
        return str(self._runtime["url"]).rstrip("/")

    @property
    def address(self) -> tuple[str, int]:
        """Host and port, what a proxy wants as its upstream."""
        return "127.0.0.1", self.port

    @property
    def pid(self) -> int:
        """The process id of the backend."""
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether the process exists; a frozen one does."""
        return self._process is not None and self._process.poll() is None

    @property
    def token_file(self) -> Path:
        """The file with the token of the local user; only an embedded backend has one."""
        return Path(self._runtime["token_file"])

    @property
    def token(self) -> str:
        """The bearer token of the local user."""
        return self.token_file.read_text(encoding="utf-8").strip()

    def start(self, within: float = 60.0) -> Self:
        """Start it and return when it serves; AssertionError with its log when it does not."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self._runtime_file.unlink(missing_ok=True)
        command = patria("serve", "--data-dir", str(self.data_dir), "--port", str(self.port), *self.arguments)
        if self.database:
            command += ["--database", self.database]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", **self.environment}
        self._process = child.start(command, environment=environment, log=self.log)
        try:
            wait_until(self._ready, "the backend serves", within)
        except AssertionError as error:
            raise AssertionError(f"{error}; its log:\n{self.log.read_text(errors='replace')}") from None
        self.port = urlsplit(self.url).port or 0
        return self

    def stop(self) -> None:
        """End it in order; harmless when it is gone."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would, as far as the process is concerned (kill -9)."""
        self._end(signal.SIGKILL)

    def restart(self, within: float = 60.0) -> None:
        """Start it again on the same data and port, after ending it in order if it still runs."""
        self.stop()
        self.start(within)

    def freeze(self) -> None:
        """Stop it without ending it: connections stay open and nothing is said (SIGSTOP)."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen backend go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    @property
    def _runtime_file(self) -> Path:
        return self.data_dir / "runtime.json"

    def _ready(self) -> bool:
        if not self.running:
            raise AssertionError("the backend ended at once")
        try:
            runtime = json.loads(self._runtime_file.read_text(encoding="utf-8"))
            with urllib.request.urlopen(runtime["url"].rstrip("/") + "/health", timeout=5) as reply:
                healthy = bool(reply.status == 200)
        except (OSError, ValueError, urllib.error.URLError):
            return False
        self._runtime = runtime
        return healthy

    def _end(self, gently: signal.Signals) -> None:
        if self._process is not None:
            child.end(self._process, gently)
            self._process = None
