"""Row a of the limits: a report is accepted, synced to disk, pushed to 50 consoles and painted here.

Ours: citizens in one process post over Open311, `patria serve` runs in another, 50 consoles listen in a
third, and this one runs the console's session with the queue panel sorted worst first and the live map, on a
queue that already holds 100,000 incidents. Measured is from the server's time of acceptance (the event's
`at`) to the end of the queue's next paint, per report, on one machine's clock, in milliseconds. Worst first,
most of a burst takes its place below what can be seen; once more with the newest on top, every report is
painted as a row of its own that fades in.

The peer is what one writes first: a commit per report, a signal per report, a `QSortFilterProxyModel`, at a
thousand reports a second on a queue of 20,000; it has no network, no map and no other consoles.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QAbstractTableModel,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from console.adapters.map import MapAdapter
from console.adapters.queue import QueueAdapter
from console.collecting import Collector
from console.names import Names
from console.roles import SCREEN_ROLES
from console.session import Session
from resources import path
from services.city.loader import load_pack
from services.feed.link import Endpoint
from services.projection.apply import Changes
from tests.bench.measuring import Report, percentile
from tests.bench.plenty import incident, seed
from tests.bench.served import served
from widgets.format import Format
from widgets.map import MapSource, MapView, prepare_web_engine
from widgets.queue.model import Column
from widgets.queue.panel import QueuePanel
from widgets.theme import Theme

BEFORE = 100_000
RATES = (100, 1_000, 3_000, 10_000)
SECONDS = 5.0
PEER_BEFORE = 20_000
BEAT_MS = 5
Index = QModelIndex | QPersistentModelIndex


class PaintClock(QObject):
    """Latency of every report opened since the last paint, taken when the turn of the event loop is over in
    which the window painted all that had changed in it: rows, figures, scroll bar. Also the longest time in
    which the loop did not come round to a timer."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.latencies: list[float] = []
        self.longest_gap = 0.0
        self._session = session
        self._waiting: list[int] = []
        self._painting = False
        self._last = time.perf_counter()
        window.installEventFilter(self)
        loop = QAbstractEventDispatcher.instance()
        assert loop is not None
        loop.aboutToBlock.connect(self._settle)

    def changed(self, changes: Changes) -> None:
        opened_at = self._session.situation.board.opened_at
        self._waiting += [int(opened_at[row]) for row in changes.opened]

    def ticked(self, now: int) -> None: ...

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._painting |= event.type() == QEvent.Type.UpdateRequest
        return False

    def _settle(self) -> None:
        """What was painted in this turn is on the screen now."""
        if self._painting and self._waiting:
            now = time.time() * 1000
            self.latencies += [now - at for at in self._waiting]
            self._waiting.clear()
        self._painting = False

    def beat(self) -> None:
        """Called by a timer every `BEAT_MS`."""
        now = time.perf_counter()
        self.longest_gap = max(self.longest_gap, now - self._last - BEAT_MS / 1000)
        self._last = now


@contextmanager
def crowd(*words: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.bench.crowd", *map(str, words)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def ours(report: Report, folder: Path) -> None:
    names = Names(load_pack(path("cities/blitar")))
    seed(folder / "data", BEFORE)
    with served(folder / "data") as (host, port, token):
        session = Session(
            SCREEN_ROLES["dispatch"],
            names,
            folder / "replica",
            lambda: Endpoint(f"http://{host}:{port}", token),
        )
        panel = QueuePanel(Theme.load("dark"), Format(names.zone))
        queue = QueueAdapter(session.situation, names, panel)
        panel.set_source(queue)
        panel.resize(690, 1000)
        panel.show()
        view = MapView(Theme.load("dark"), MapSource(folder / "map"))
        view.set_areas(names.pack.shapes, names.pack.areas, names.pack.shapes_official)
        view.resize(1000, 1000)
        view.show()
        view.start()
        clock = PaintClock(session, panel)
        session.bridge.add(queue)
        session.bridge.add(MapAdapter(session.situation, names, view))
        session.bridge.add(clock)
        session.start()
        turn(clock, lambda: session.situation.board.count >= BEFORE, 60)
        with crowd("consoles", host, port, token, 50) as others:
            assert others.stdout is not None
            others.stdout.readline()
            rest(clock)
            for rate in RATES:
                burst(report, clock, (host, port, token, rate))
            queue.set_sort(Column.AGE, descending=False)
            burst(report, clock, (host, port, token, 1_000), ", newest on top")
        session.stop()
        panel.close()
        view.close()


def burst(report: Report, clock: PaintClock, load: tuple[str, int, str, int], how: str = "") -> None:
    rate = load[-1]
    clock.latencies.clear()
    with crowd("citizens", *load, SECONDS) as citizens:
        turn(clock, lambda: False, 0.5)
        clock.longest_gap = 0.0
        turn(clock, lambda: citizens.poll() is not None, SECONDS * 8)
        assert citizens.stdout is not None
        said = json.loads(citizens.stdout.readline())
    goal = said["accepted"]
    turn(clock, lambda: len(clock.latencies) >= goal, 20)
    at = f"{rate:,}/s offered{how}"
    report.figure(f"{at}: accepted", said["accepted"] / said["seconds"], "1/s")
    report.figure(f"{at}: accepted to painted, median", percentile(clock.latencies, 0.5), "ms")
    report.figure(f"{at}: accepted to painted, 99 of 100", percentile(clock.latencies, 0.99), "ms", "<= 33")
    report.figure(f"{at}: longest pause of the event loop", clock.longest_gap * 1000, "ms", "<= 50")
    report.figure(f"{at}: accepted and never painted", float(goal - len(clock.latencies)), "reports", "0")


def rest(clock: PaintClock) -> None:
    """Until the map is drawn and the other consoles have their picture: starting is row f."""
    for _ in range(30):
        clock.longest_gap = 0.0
        turn(clock, lambda: False, 1.0)
        if clock.longest_gap < BEAT_MS / 1000:
            return


def turn(clock: PaintClock, done: Any, seconds: float) -> None:
    """Let the event loop run until `done()` or the time is up."""
    until, loop = time.perf_counter() + seconds, QEventLoop()

    def beat() -> None:
        clock.beat()
        if done() or time.perf_counter() > until:
            loop.quit()

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=BEAT_MS)
    timer.timeout.connect(beat)
    timer.start()
    loop.exec()


class PeerModel(QAbstractTableModel):
    """Rows as Python objects, inserted one by one."""

    def __init__(self) -> None:
        super().__init__()
        chance = random.Random(3)
        self.rows = [incident(number, chance) for number in range(1, PEER_BEFORE + 1)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self.rows[index.row()]
        return (row.severity.rank, row.title, row.summary)[index.column()]

    def take(self, made: Any) -> None:
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
        self.rows.append(made)
        self.endInsertRows()


class PeerIntake(QObject):
    """A commit and a signal per report, on a thread of its own."""

    arrived = Signal(object)

    def run(self, file: Path, rate: int, seconds: float) -> None:
        store = sqlite3.connect(file, isolation_level=None)
        store.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE r (at, text)")
        chance, began, sent = random.Random(5), time.perf_counter(), 0
        while (elapsed := time.perf_counter() - began) < seconds:
            if sent >= elapsed * rate:
                time.sleep(0.0005)
                continue
            at = time.time() * 1000
            made = incident(PEER_BEFORE + 1 + sent, chance, int(at))
            store.execute("INSERT INTO r VALUES (?, ?)", (at, made.summary))
            sent += 1
            self.arrived.emit((at, made))
        store.close()


def peer(app: QApplication, folder: Path) -> list[float]:
    model, proxy, table, intake = PeerModel(), QSortFilterProxyModel(), QTableView(), PeerIntake()
    proxy.setSourceModel(model)
    proxy.setDynamicSortFilter(True)
    proxy.sort(0)
    table.setModel(proxy)
    table.resize(690, 1000)
    table.show()
    app.processEvents()
    latencies: list[float] = []
    waiting: list[float] = []

    def arrived(message: tuple[float, Any]) -> None:
        waiting.append(message[0])
        model.take(message[1])

    intake.arrived.connect(arrived, Qt.ConnectionType.QueuedConnection)
    thread = threading.Thread(target=intake.run, args=(folder / "peer.db", 1_000, 4.0))
    thread.start()
    until = time.perf_counter() + 60
    while (thread.is_alive() or waiting) and time.perf_counter() < until:
        app.processEvents()
        if waiting:
            table.viewport().repaint()
            now = time.time() * 1000
            latencies += [now - at for at in waiting]
            waiting.clear()
    thread.join()
    table.close()
    return latencies


def main() -> None:
    report = Report("pipeline", (__doc__ or "").partition("\n")[0])
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as scratch:
        prepare_web_engine()
        app = QApplication([])
        collector = Collector()
        theirs = peer(app, Path(scratch))
        report.figure("peer, 1,000/s: accepted to painted, median", percentile(theirs, 0.5), "ms")
        report.figure("peer, 1,000/s: accepted to painted, 99 of 100", percentile(theirs, 0.99), "ms")
        ours(report, Path(scratch))
        mine = report.figures["1,000/s offered: accepted to painted, 99 of 100"]["median"]
        collector.deleteLater()
        report.ratio("99 of 100 at 1,000/s: peer ÷ ours", [mine], [percentile(theirs, 0.99)])
    report.write()


if __name__ == "__main__":
    main()
