"""The faulty disk does what a bad disk does; SQLite's own promises are the measure."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.disk import FaultyDisk

_WRITER = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode=WAL")
connection.execute("PRAGMA synchronous=" + sys.argv[2])
connection.execute("CREATE TABLE IF NOT EXISTS kept (x INTEGER)")
for number in range(int(sys.argv[3])):
    connection.execute("INSERT INTO kept VALUES (?)", [number])
    print("acknowledged", number, flush=True)
    if os.environ.get("WAIT"):
        sys.stdin.readline()
os.kill(os.getpid(), signal.SIGKILL)
"""
_READER = (
    "import sqlite3, sys; print(*[x for (x,) in sqlite3.connect(sys.argv[1]).execute('SELECT x FROM kept')])"
)


@pytest.fixture
def disk(tmp_path: Path) -> FaultyDisk:
    root = tmp_path / "data"
    root.mkdir()
    return FaultyDisk(root, tmp_path / "scratch")


def kept(disk: FaultyDisk) -> list[int]:
    """Read what is in the database, with a healthy disk."""
    command = [sys.executable, "-c", _READER, str(disk.root / "log.db")]
    found = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return [int(word) for word in found.split()]


@pytest.mark.parametrize(("synchronous", "survives"), [("FULL", True), ("NORMAL", False)])
def test_power_cut_keeps_what_was_synced_and_nothing_else(
    disk: FaultyDisk, synchronous: str, survives: bool
) -> None:
    command = [sys.executable, "-c", _WRITER, str(disk.root / "log.db"), synchronous, "200"]
    environment = {**os.environ, **disk.environment}
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert done.stdout.count("acknowledged") == 200
    assert kept(disk) == list(range(200)), "kill -9 alone proves nothing"
    disk.cut_power()
    assert (kept(disk) == list(range(200))) is survives


@pytest.mark.parametrize(("fault", "words"), [("fill", "full"), ("break_sync", "disk I/O error")])
def test_a_fault_is_met_by_the_next_commit_only(disk: FaultyDisk, fault: str, words: str) -> None:
    command = [sys.executable, "-c", _WRITER, str(disk.root / "log.db"), "FULL", "100"]
    environment = {**os.environ, **disk.environment, "WAIT": "1"}
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "acknowledged 0\n"
        getattr(disk, fault)()
        _, errors = writer.communicate("\n" * 100, timeout=60)
    assert writer.returncode == 1
    assert words in errors
    disk.heal()
    assert kept(disk)[:1] == [0]
