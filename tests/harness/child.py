"""Child processes that never outlive the one who started them."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


def start(
    command: Sequence[str],
    *,
    user: str = "",
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    death_signal: str = "TERM",
    pass_fds: Sequence[int] = (),
) -> "subprocess.Popen[bytes]":
    """Start a command that gets `death_signal` when the starting thread ends, even by kill -9.

    `user`: run it as this one (needs root). `log`: where its output goes, appended; discarded without.
    The process id is the command's own, so signals reach it directly.
    """
    wrapper = ["setpriv", f"--pdeathsig={death_signal}"]
    if user:
        wrapper += [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    if shutil.which("setpriv") is None:
        raise RuntimeError("setpriv is missing (package util-linux)")
    with contextlib.ExitStack() as opened:
        output = opened.enter_context(log.open("ab")) if log else subprocess.DEVNULL
        return subprocess.Popen(
            [*wrapper, "--", *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if log else subprocess.DEVNULL,
            env=dict(environment) if environment is not None else None,
            pass_fds=pass_fds,
            start_new_session=True,
        )


def end(process: "subprocess.Popen[bytes]", gently: signal.Signals, within: float = 15.0) -> None:
    """Ask the process to end with the signal, insist with SIGKILL, and collect it."""
    if process.poll() is None:
        process.send_signal(signal.SIGCONT)
        process.send_signal(gently)
    try:
        process.wait(within)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def alive(pid: int) -> bool:
    """Tell whether a process with this id exists and is no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def wait_gone(pid: int, within: float = 15.0) -> None:
    """Wait for the end of a process that need not be a child of this one."""
    deadline = time.monotonic() + within
    while alive(pid):
        if time.monotonic() > deadline:
            raise AssertionError(f"process {pid} still runs after {within:g} s (asked by {os.getpid()})")
        time.sleep(0.02)
