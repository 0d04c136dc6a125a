"""Row c of the limits: from a snapshot frame to a painted queue, and how fast the log is replayed.

Catching up: the frame of a board goes through the session, the bridge and the queue's adapter to the end of a
synchronous repaint; the peer gets the same incidents as a JSON list and fills a table model. Replay: encoded
event frames through session and projection, against `json` and dictionaries doing the same bookkeeping.

Replay over loopback is what follows a cut link: the newest entries of the log from the backend to the
console's feed client, and the same bytes from JetStream to its client. Both end with every entry decoded and
in its order; the board comes on top of either. Once with the backend that took the reports and has the
entries in memory, once after its restart, when it reads them from the database; JetStream's files are in the
machine's memory both times. A console further behind than the backend's limit gets a snapshot instead, which
the first figures are about.

What a million incidents weigh (row f) is the difference between two processes that show 100,000 and a million
more, queue and map's columns included, each started for it alone.
"""

from __future__ import annotations

import gc
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from console.adapters.map import MapAdapter
from console.adapters.queue import QueueAdapter
from console.bridge import Bridge
from console.names import Names
from console.situation import Situation
from resources import path
from services.city.loader import load_pack
from services.contract.codec import decode_envelope, events_frame, seal
from services.contract.messages import Log
from services.contract.records import Role
from services.feed.client import FeedClient
from services.feed.inbox import Inbox
from services.feed.link import Endpoint
from services.feed.session import Appended, FeedSession, Position, Result
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import encode_snapshot
from services.store import queries
from services.store.engine import database_url, open_engine
from tests.bench import jetstream
from tests.bench.bench_intake import Http
from tests.bench.measuring import Report, interleaved
from tests.bench.plenty import START, fill, opened
from tests.bench.served import served
from tests.harness import VirtualDisplay
from tests.harness.waiting import wait_until
from widgets.format import Format
from widgets.map import MapSource, MapView
from widgets.queue.panel import QueuePanel
from widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROUNDS = 5
INCIDENTS = 100_000
MORE = 1_000_000
EVENTS = 60_000
BATCH = 512
TAIL = 10_000
"""Entries over loopback: as many as the backend surely still has in memory."""
REPLAYS = 15
"""One takes a few hundredths of a second, so more of them than of the rest."""


class PeerModel(QAbstractTableModel):
    """A list of dictionaries, as a JSON document gives it, worst first."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        super().__init__()
        ranks = {"critical": 0, "high": 1, "medium": 2, "low": 3}
        self._rows = sorted(
            (row for row in rows if row.get("status", "open") != "closed"),
            key=lambda row: (ranks[row["severity"]], row["opened_at"]),
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        return (row["severity"], row["title"], row.get("summary", ""), row["opened_at"])[index.column()]


def ours_painted(frame: bytes, *, with_map: bool = False) -> Callable[[], float]:
    """From the bytes to the end of the repaint, with everything a console has in between."""
    names = Names(load_pack(path("cities/blitar")))
    panel = QueuePanel(Theme.load("dark"), Format(names.zone))
    panel.resize(690, 1000)
    panel.show()
    situation, inbox, owner = Situation(), Inbox(), QObject()
    bridge = Bridge(situation, inbox, lambda log, position: None, owner)
    adapter = QueueAdapter(situation, names, panel)
    panel.set_source(adapter)
    bridge.add(adapter)
    if with_map:
        bridge.add(MapAdapter(situation, names, MapView(Theme.load("dark"), MapSource(Path()))))

    def run() -> float:
        session = FeedSession(roles=(Role.WALL,))
        began = time.perf_counter()
        for result in session.receive(frame, began):
            inbox.put(result)
        bridge.frame()
        panel.view.viewport().repaint()
        assert adapter.count() > INCIDENTS // 2
        assert owner is not None
        return time.perf_counter() - began

    return run


def peer_painted(document: bytes) -> Callable[[], float]:
    table = QTableView()
    table.resize(690, 1000)
    table.show()

    def run() -> float:
        began = time.perf_counter()
        table.setModel(PeerModel(json.loads(document)))
        table.viewport().repaint()
        return time.perf_counter() - began

    return run


def ours_replayed(frames: list[bytes]) -> Callable[[], float]:
    def run() -> float:
        session, board = FeedSession(roles=(Role.WALL,)), Board("bench")
        session.positions[Log.LIVE] = Position("bench", 0)
        began = time.perf_counter()
        for frame in frames:
            for result in session.receive(frame, 0.0):
                assert isinstance(result, Appended)
                apply(board, result.events)
        assert board.count == EVENTS
        return EVENTS / (time.perf_counter() - began)

    return run


def peer_replayed(frames: list[bytes]) -> Callable[[], float]:
    def run() -> float:
        incidents: dict[int, dict[str, Any]] = {}
        seq = 0
        began = time.perf_counter()
        for frame in frames:
            for event in json.loads(frame)["events"]:
                assert event["seq"] == seq + 1
                seq = event["seq"]
                incident = event["body"].get("incident")
                if incident is not None:
                    incidents[incident["id"]] = {**incident, "version": seq}
        assert len(incidents) == EVENTS
        return EVENTS / (time.perf_counter() - began)

    return run


def history() -> list[bytes]:
    chance = random.Random(7)
    encoded = [
        seal("bench", seq, START + seq, opened(seq, chance, START), "", "")[1] for seq in range(1, EVENTS + 1)
    ]
    return [events_frame(encoded[start : start + BATCH]) for start in range(0, EVENTS, BATCH)]


@contextmanager
def console(host: str, port: int, token: str, last: bytes) -> Iterator[Callable[[], float]]:
    """A connected console that asks for the newest entries again: how many a second reach its inbox."""
    inbox, session, whole = Inbox(), FeedSession(roles=(Role.OPERATOR,)), threading.Event()
    end = decode_envelope(last)

    def record(result: Result) -> None:
        if isinstance(result, Appended) and result.events[-1].seq >= end.seq:
            whole.set()

    def run() -> float:
        while inbox:
            inbox.take()
        whole.clear()
        began = time.perf_counter()
        client.resync(Log.LIVE, Position(end.epoch, end.seq - TAIL))
        assert whole.wait(60)
        took = time.perf_counter() - began
        assert session.counters.snapshots == 1, "a picture came instead of the entries"
        return TAIL / took

    client = FeedClient(session, inbox, lambda: Endpoint(f"http://{host}:{port}", token), record)
    client.start()
    try:
        wait_until(lambda: session.position.seq >= end.seq, "the console is whole")
        yield run
    finally:
        client.stop()


def newest(folder: Path) -> list[bytes]:
    """The same entries as the database has them."""
    engine = open_engine(database_url("", folder))
    with engine.connect() as connection:
        live = queries.current_log(connection, Log.LIVE)
        assert live is not None
        stored = list(queries.bodies_after(connection, live.id, live.seq - TAIL, live.seq))
    engine.dispose()
    return stored


def over_loopback(report: Report) -> None:
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as name:
        folder = Path(name)
        with served(folder) as backend:
            http = Http(*backend)
            while http.acknowledged < TAIL:
                http.run()
            stored = newest(folder)
            with console(*backend, stored[-1]) as ours:
                compared(report, "", ours, stored)
        with served(folder) as backend, console(*backend, stored[-1]) as ours:
            compared(report, ", restarted", ours, stored)


@contextmanager
def as_in_a_console() -> Iterator[None]:
    """No garbage is looked for while entries arrive (console/collecting.py), nor with JetStream's client."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def compared(report: Report, which: str, ours: Callable[[], float], stored: list[bytes]) -> None:
    with jetstream.holding(stored) as peer, as_in_a_console():
        figures = interleaved(REPLAYS, {"ours": ours, **peer})
    report.figure(f"replay over loopback, ours{which}", figures["ours"], "events/s")
    if not peer:
        print("JetStream is left out: there is no nats-server (tools/system-packages bench installs it)")
        return
    for way in peer:
        report.figure(f"replay over loopback, JetStream, {way}{which}", figures[way], "events/s")
    fastest = max((figures[way] for way in peer), key=statistics.median)
    report.ratio(f"over loopback: ours{which} / JetStream's fastest way", fastest, figures["ours"], "≥ 4")


def weigh(file: Path) -> None:
    """Print what this process takes in megabytes when it shows the board in `file`."""
    application = QApplication(["bench"])
    run = ours_painted(file.read_bytes(), with_map=True)
    run()
    application.processEvents()
    status = Path("/proc/self/status").read_text()
    print(int(status.partition("VmRSS:")[2].split()[0]) / 1000)


def weighed(frames: list[bytes]) -> list[float]:
    weights = []
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as folder:
        for frame in frames:
            file = Path(folder) / "board"
            file.write_bytes(frame)
            command = [sys.executable, "-m", "tests.bench.bench_catchup", "weigh", str(file)]
            told = subprocess.run(command, check=True, capture_output=True, text=True)
            weights.append(float(told.stdout) - len(frame) / 1e6)
    return weights


def a_million_more(report: Report) -> None:
    board = fill(Board("bench"), INCIDENTS)
    few = encode_snapshot(board, START)
    many = encode_snapshot(fill(board, MORE, seed=8), START)
    run = ours_painted(many)
    report.figure(
        "1,100,000: snapshot frame → painted queue", [1000 * run() for _ in range(ROUNDS)], "ms", "≤ 700"
    )
    weights = [weighed([few, many]) for _ in range(3)]
    report.figure("a million incidents more", [b - a for a, b in weights], "MB", "≤ 150")


def main() -> None:
    if sys.argv[1:2] == ["weigh"]:
        weigh(Path(sys.argv[2]))
        return
    report = Report("catchup", "snapshot to painted, and replay, 100,000 incidents")
    with VirtualDisplay() as screen:
        os.environ.update(screen.environment)
        application = QApplication.instance() or QApplication(["bench"])
        board = fill(Board("bench"), INCIDENTS)
        frame = encode_snapshot(board, START)
        document = msgspec.json.encode([board.incident(row) for row in range(board.count)])
        painted = interleaved(
            ROUNDS,
            {
                "ours": _in_ms(ours_painted(frame)),
                "json": _in_ms(peer_painted(document)),
            },
        )
        report.figure("snapshot frame → painted queue", painted["ours"], "ms", "≤ 150")
        report.figure("JSON list → painted table", painted["json"], "ms")
        report.ratio("painted: JSON table / ours", painted["ours"], painted["json"])
        report.figure("frame size", len(frame) / 1e6, "MB")
        report.figure("JSON size", len(document) / 1e6, "MB")
        frames = history()
        replayed = interleaved(ROUNDS, {"ours": ours_replayed(frames), "json": peer_replayed(frames)})
        report.figure("replay, ours", replayed["ours"], "events/s")
        report.figure("replay, json and dictionaries", replayed["json"], "events/s")
        report.ratio("replay: ours / json", replayed["json"], replayed["ours"])
        over_loopback(report)
        a_million_more(report)
        assert application is not None
    report.write()


def _in_ms(run: Callable[[], float]) -> Callable[[], float]:
    return lambda: 1000 * run()


if __name__ == "__main__":
    main()
