"""A period for planning: from the log on disk to a folder with every table, map and the paper.

The physical limit is reading the same rows from SQLite and nothing else. The log holds one opened incident
per entry, all in one period and close together, which is the worst case for finding what came back. A million
are counted in a process of their own, from a checkpoint as the backend writes it, for time and memory.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from console.period_folder import write
from console.period_paper import printed
from console.periods import source_of
from resources import path
from services.city.holiday_table import calendar_for
from services.city.loader import load_pack
from services.contract.messages import Log
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.reporting.period import Source, count, silent
from services.reporting.period_ask import Asked, asked
from services.reporting.period_files import files
from services.reporting.period_words import chosen, local_day
from services.rules.clocks import Clocks
from services.store import queries
from services.store.engine import database_url, open_engine
from tests.bench.measuring import Report, interleaved
from tests.bench.plenty import START, fill, seed, worked_on
from tests.bench.plenty import write as write_log
from widgets.format import DAY

INCIDENTS: Final = 100_000
MANY: Final = 1_000_000
WORKED_ON: Final = 200_000
ROUNDS: Final = 5
CITY: Final = path("cities/blitar")


def question(source: Source) -> Asked:
    """The month in which everything happened, once it was over."""
    now = START + 60 * DAY
    month = local_day(START, calendar_for(source.pack).zone)
    days = chosen(local_day(now, calendar_for(source.pack).zone), whole=f"{month:%Y-%m}")
    return asked(source.pack, days, now)


def ours(folder: Path, out: Path) -> Callable[[], float]:
    """From the database to the folder."""

    def run() -> float:
        began = time.perf_counter()
        source = source_of(folder, "", CITY, Log.LIVE, silent)
        counted = count(source, question(source))
        write(out, files(source, counted), lambda figures: printed(figures, source.pack))
        assert counted.period.total > INCIDENTS // 2
        return time.perf_counter() - began

    return run


def limit(folder: Path) -> Callable[[], float]:
    """The same rows, read."""

    def run() -> float:
        began = time.perf_counter()
        with sqlite3.connect(folder / "patria.sqlite3") as database:
            rows = sum(len(body) > 0 for (body,) in database.execute("SELECT body FROM events ORDER BY seq"))
        assert rows == INCIDENTS
        return time.perf_counter() - began

    return run


def keep_checkpoint(folder: Path) -> None:
    """As the backend leaves one in the first quiet second."""
    source = source_of(folder, "", CITY, Log.LIVE, silent)
    body = encode_snapshot(source.board, START)
    engine = open_engine(database_url("", folder))
    with engine.begin() as connection:
        info = queries.current_log(connection, "live")
        assert info is not None
        queries.keep_snapshot(connection, info.id, info.seq, START, body)
    engine.dispose()


def stages(report: Report, folder: Path, out: Path) -> None:
    """What the time goes into, from a checkpoint."""
    source = source_of(folder, "", CITY, Log.LIVE, silent)
    wanted = question(source)

    def of_count() -> float:
        began = time.perf_counter()
        count(source, wanted)
        return time.perf_counter() - began

    counted = count(source, wanted)

    def of_files() -> float:
        began = time.perf_counter()
        write(out, files(source, counted), lambda _figures: b"")
        return time.perf_counter() - began

    def of_paper() -> float:
        figures = (out / "laporan.json").read_bytes()
        began = time.perf_counter()
        printed(figures, source.pack)
        return time.perf_counter() - began

    found = interleaved(ROUNDS, {"count": of_count, "files": of_files, "paper": of_paper})
    report.figure("count, with the points that came back", found["count"], "s")
    report.figure("tables and maps written", found["files"], "s")
    report.figure("paper drawn", found["paper"], "s")


def weigh(file: Path) -> None:
    """Print seconds and megabytes of a period counted over the board in `file`."""
    board, _at = decode_snapshot(file.read_bytes())
    pack = load_pack(CITY)
    source = Source(board, pack, Clocks({each.code: each for each in pack.categories}, calendar_for(pack)), 0)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as out:
        counted = count(source, question(source))
        counting = time.perf_counter() - began
        write(Path(out), files(source, counted), lambda figures: printed(figures, pack))
    whole = time.perf_counter() - began
    # Of this process alone: what `getrusage` tells began with the one that started it.
    most = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    print(json.dumps([counting, whole, int(most) / 1000]))


def with_steps(report: Report) -> None:
    """More incidents than the board remembers the steps of: those are read from the log once more."""
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as name:
        folder = Path(name)
        write_log(folder, worked_on(WORKED_ON))
        began = time.perf_counter()
        source = source_of(folder, "", CITY, Log.LIVE, silent)
        loaded = time.perf_counter() - began
        period = count(source, question(source)).period
        whole = time.perf_counter() - began
    assert period.times_known == period.total == WORKED_ON
    report.figure("200,000 worked on, a million entries: read, with every step", loaded, "s")
    report.figure("the same: read and counted", whole, "s")


def a_million(report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as folder:
        file = Path(folder) / "board"
        file.write_bytes(encode_snapshot(fill(Board("bench"), MANY), START))
        command = [sys.executable, "-m", "tests.bench.bench_period", "weigh", str(file)]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
    counting, whole, megabytes = json.loads(told.stdout)
    report.figure("1,000,000: counted", counting, "s")
    report.figure("1,000,000: counted and written", whole, "s")
    report.figure("1,000,000: most memory at once", megabytes, "MB")


def main() -> None:
    if sys.argv[1:2] == ["weigh"]:
        weigh(Path(sys.argv[2]))
        return
    report = Report("period", "a period for planning over 100,000 incidents, and over a million")
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as name:
        folder, out = Path(name) / "data", Path(name) / "out"
        seed(folder, INCIDENTS)
        cold = interleaved(ROUNDS, {"ours": ours(folder, out), "limit": limit(folder)})
        report.figure("log without a checkpoint → all files", cold["ours"], "s")
        report.figure("the same rows read from SQLite", cold["limit"], "s")
        report.ratio("all files / rows read", cold["limit"], cold["ours"])
        keep_checkpoint(folder)
        warm = interleaved(ROUNDS, {"ours": ours(folder, out), "limit": limit(folder)})
        report.figure("log with a checkpoint → all files", warm["ours"], "s")
        report.ratio("all files from a checkpoint / rows read", warm["limit"], warm["ours"])
        stages(report, folder, out)
    with_steps(report)
    a_million(report)
    report.write()


if __name__ == "__main__":
    main()
