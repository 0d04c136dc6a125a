"""The backend of this machine: found by `runtime.json`, started when nobody else did, restarted when it dies.

All consoles of one data folder share one backend. `endpoint` runs on the feed's thread before each attempt
to connect and never waits: while a backend starts it raises `KnownError("starting")`.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Annotated, Final

import msgspec
from msgspec import Meta, Struct

from services.contract.errors import KnownError
from services.feed.link import STARTING, Endpoint

log = logging.getLogger(__name__)

RUNTIME_FILE: Final = "runtime.json"
START_LOCK: Final = "start.lock"
START_PATIENCE: Final = 60.0
"""Seconds a backend may take until it serves; it may have to migrate a large database."""
STEADY: Final = 30.0
"""A backend that lived this long did not fail at its start."""
DELAYS: Final = (0.0, 1.0, 3.0, 10.0, 30.0)


class Runtime(Struct, frozen=True, kw_only=True):
    """What a running backend says about itself."""

    url: str
    pid: Annotated[int, Meta(gt=0)]
    token_file: str
    public_url: str = ""
    """What phones in the field call it."""
    second_factor_for: tuple[str, ...] = ()
    """Roles that do not get in with a password alone."""


class EmbeddedBackend:
    """Ensures one backend for a data folder."""

    def __init__(self, data_dir: Path, city: str = "") -> None:
        self._data_dir = data_dir
        self._city = city
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None
        self._started_at = 0.0
        self._failures = 0
        self._not_before = 0.0

    def endpoint(self) -> Endpoint:
        """Where the backend is. Raises `KnownError`: `starting`, or why it does not start."""
        runtime = read_runtime(self._data_dir)
        if runtime is not None:
            self._release()
            return Endpoint(runtime.url, _token(runtime.token_file))
        self._watch_own()
        if self._process is None:
            self._start()
        raise KnownError(STARTING, "Server lokal sedang dijalankan …")

    def warm_up(self) -> None:
        """Start it before anybody asks, if nobody runs one."""
        with contextlib.suppress(KnownError):
            self.endpoint()

    def _watch_own(self) -> None:
        """Notice that the process we started ended, or hangs."""
        if self._process is None:
            return
        code = self._process.poll()
        lived = time.monotonic() - self._started_at
        if code is None:
            if lived < START_PATIENCE:
                return
            log.error("the embedded backend does not become ready; ending it")
            self._process.kill()
            code = self._process.wait()
        self._process = None
        self._release()
        self._failures = 0 if lived > STEADY else self._failures + 1
        delay = DELAYS[min(self._failures, len(DELAYS) - 1)]
        self._not_before = time.monotonic() + delay
        log.warning("the embedded backend ended with %s after %.1f s", code, lived)

    def _start(self) -> None:
        wait = self._not_before - time.monotonic()
        if wait > 0:
            raise KnownError(
                "backend_stopped",
                f"Server lokal berhenti; dijalankan lagi dalam {wait:.0f} detik. Catatan: {self._log_path}",
            )
        self._data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = (self._data_dir / START_LOCK).open("w", encoding="ascii")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()  # another console is starting it
            raise KnownError(STARTING, "Server lokal sedang dijalankan …") from None
        self._lock = lock
        self._log_path.parent.mkdir(parents=True, exist_ok=True)
        command = [
            sys.executable,
            "-m",
            "console.cli",
            "serve",
            "--embedded",
            "--data-dir",
            str(self._data_dir),
        ]
        if self._city:
            command += ["--city", self._city]
        with self._log_path.open("ab") as output:
            # Fixed words and a folder of the user's own settings; no shell. Its own session, so that Ctrl-C
            # in the terminal of one console does not end the backend of the others.
            self._process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                cwd=Path(__file__).resolve().parent.parent,
            )
        self._started_at = time.monotonic()
        log.info("embedded backend started, pid %s", self._process.pid)

    @property
    def _log_path(self) -> Path:
        return self._data_dir / "logs" / "serve.log"

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def read_runtime(data_dir: Path) -> Runtime | None:
    """The running backend of a data folder, or None."""
    try:
        runtime = msgspec.json.decode((data_dir / RUNTIME_FILE).read_bytes(), type=Runtime)
    except (OSError, msgspec.MsgspecError):
        return None
    return runtime if _is_backend(runtime.pid) else None


def _is_backend(pid: int) -> bool:
    """True where the process lives and looks like ours: numbers of dead processes are given out again."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    with contextlib.suppress(OSError):
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        words = Path(f"/proc/{pid}/cmdline").read_bytes()
        return state != "Z" and b"serve" in words
    return True


def _token(name: str) -> str:
    if not name:
        # A server somebody runs by hand: people sign in to it like to any other.
        raise KnownError("sign_in", "Server di komputer ini meminta masuk dengan nama dan kata sandi.")
    file = Path(name)
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise KnownError("token_file", f"Token server lokal tidak terbaca: {error.strerror}.") from None
