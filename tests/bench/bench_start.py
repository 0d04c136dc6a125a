"""Row f of the limits: from exec to a usable queue and a usable map, 100,000 incidents in the replica.

Ours is `patria console --role dispatch` as people start it, backend included. The peer is the same program
that imports everything first, which is what one gets without thinking about it. Moments are printed by the
console itself (PATRIA_TRACE_START=1) with the monotonic clock that this process shares.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import resources
from console.embedded import read_runtime
from services.city.loader import load_pack_here
from services.contract.messages import Log
from services.projection.board import Board
from services.projection.snapshot import encode_snapshot
from services.store.snapshot_file import snapshot_path
from tests.bench.measuring import Report
from tests.bench.plenty import START, fill
from tests.harness import VirtualDisplay, child
from widgets.map.page import build_page, page_file

ROUNDS = 5
INCIDENTS = 100_000
GIVE_UP_S = 30.0
PACK = resources.path("cities") / "blitar"
EAGER = (
    "import asyncio, sqlalchemy, websockets.asyncio.client, pyqtgraph, folium, httpx, cyclopts, shapely\n"
    "import yaml, PySide6.QtWebEngineWidgets, PySide6.QtMultimedia, services.store.replica\n"
)
RUN = "import sys; from console.cli import main; sys.exit(main())"


def started(data_dir: Path, display: VirtualDisplay, code: str) -> dict[str, float]:
    """Start a console, wait for its map, end it. Returns seconds since exec per moment."""
    command = [sys.executable, "-c", code, "console", "--role", "dispatch", "--data-dir", str(data_dir)]
    environment = {**display.environment, "PATRIA_TRACE_START": "1", "QT_LOGGING_RULES": "*=false"}
    moments: dict[str, float] = {}
    before = time.monotonic()
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("TRACE "):
                _, moment, at = line.split()
                moments[moment] = float(at) - before
            if "map_usable" in moments or time.monotonic() - before > GIVE_UP_S:
                break
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
    _end_backend(data_dir)
    return moments


def _end_backend(data_dir: Path) -> None:
    runtime = read_runtime(data_dir)
    if runtime is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(runtime.pid, signal.SIGTERM)
        child.wait_gone(runtime.pid)


def prepared(folder: Path) -> Path:
    """The data folder of a machine that ran before: compiled city pack, map page, many incidents."""
    load_pack_here(PACK, folder)
    page = page_file(folder / "cache" / "map")
    page.parent.mkdir(parents=True)
    page.write_text(build_page(), encoding="utf-8")
    replica = folder / "console" / "lokal" / "dispatch"
    replica.mkdir(parents=True)
    board = fill(Board("bench"), INCIDENTS)
    snapshot_path(replica, Log.LIVE).write_bytes(encode_snapshot(board, START))
    return folder


def main() -> None:
    report = Report("start", "exec → usable queue and map, 100,000 incidents in the replica")
    ours: list[dict[str, float]] = []
    peers: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as name, contextlib.ExitStack() as stack:
        display = stack.enter_context(VirtualDisplay())
        folder = Path(name)
        for run in range(ROUNDS + 1):
            for label, code, kept in (("ours", RUN, ours), ("eager", EAGER + RUN, peers)):
                moments = started(prepared(folder / f"{label}-{run}"), display, code)
                if run:  # the first of each fills the disk's cache
                    kept.append(moments)
    for moment, target in (("queue_usable", "≤ 0.5"), ("map_usable", "≤ 1.0")):
        mine = [moments[moment] for moments in ours]
        theirs = [moments[moment] for moments in peers]
        report.figure(f"{moment}, ours", mine, "s", target)
        report.figure(f"{moment}, everything imported first", theirs, "s")
        report.ratio(f"{moment}, imported first / ours", mine, theirs)
    for moment in ("main", "settings", "pack", "picture", "window"):
        report.figure(f"  on the way: {moment}", [moments[moment] for moments in ours], "s")
    report.write()


if __name__ == "__main__":
    main()
