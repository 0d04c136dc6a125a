"""Row d of the limits: sort, filter and search a long queue, to painted.

Ours is the real queue panel over the real board. The peer is what Qt offers for the job: a `QTableView` over
a `QSortFilterProxyModel` over a Python model of the same incidents, sorted by the same key. Measured is the
time from the request to the end of a synchronous repaint, in one process, on the same display.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from console.adapters.queue import QueueAdapter
from console.names import Names
from console.situation import Situation
from resources import path
from services.city.loader import load_pack
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from tests.bench.measuring import Report, interleaved, percentile
from tests.bench.plenty import fill
from widgets.format import Format
from widgets.queue.model import Column, QueueFilter, Tab
from widgets.queue.panel import QueuePanel
from widgets.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROUNDS = 5
PEER_ROWS = 20_000
"""The peer takes tens of seconds at 100,000 rows; it is measured at a fifth and compared at that size."""


class PeerModel(QAbstractTableModel):
    """The incidents as a Python model, one role per column: what one writes first."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._rows = [board.incident(row) for row in range(board.count)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        return (row.severity.rank, row.title, row.summary, row.opened_at)[index.column()]


def main() -> None:
    report = Report("queue", (__doc__ or "").partition("\n")[0])
    app = QApplication([])
    for count in (100_000, 1_000_000):
        _ours(report, app, count)
    _against_peer(report, app)
    report.write()


def _panel(board: Board) -> tuple[QueuePanel, QueueAdapter]:
    names = Names(load_pack(path("cities/blitar")))
    situation = Situation()
    situation.boards[situation.log] = board
    panel = QueuePanel(Theme.load("dark"), Format(names.zone))
    adapter = QueueAdapter(situation, names, panel)
    panel.set_source(adapter)
    panel.resize(690, 1000)
    panel.show()
    return panel, adapter


def _painted(app: QApplication, panel: QueuePanel, request: Callable[[], None]) -> float:
    """Milliseconds from a request until the panel is painted again."""
    began = time.perf_counter()
    request()
    panel.refresh()
    panel.repaint()
    app.processEvents()
    return (time.perf_counter() - began) * 1000


def _ours(report: Report, app: QApplication, count: int) -> None:
    board, _ = decode_snapshot(encode_snapshot(fill(Board("bench"), count), 0))
    panel, adapter = _panel(board)
    app.processEvents()
    everything = QueueFilter(tab=Tab.OPEN)
    wishes: dict[str, Callable[[], None]] = {
        "sort by age": lambda: adapter.set_sort(Column.AGE, True),
        "sort worst first": lambda: adapter.set_sort(Column.WORST, False),
        "filter overdue": lambda: adapter.set_filter(QueueFilter(tab=Tab.OVERDUE)),
        "search a common word": lambda: adapter.set_filter(QueueFilter(tab=Tab.OPEN, text="masjid")),
        "search a rare word": lambda: adapter.set_filter(QueueFilter(tab=Tab.OPEN, text=f"gang {count - 7}")),
        "show everything again": lambda: adapter.set_filter(everything),
    }
    target = "<= 25" if count == 100_000 else "<= 150"
    for wish in wishes.values():
        _painted(app, panel, wish)
    for name, wish in wishes.items():
        times = []
        for _ in range(ROUNDS):
            adapter.set_filter(everything)
            times.append(_painted(app, panel, wish))
        report.figure(f"{count:,} rows: {name}", times, "ms", target)
    paints = [_painted(app, panel, panel.update) for _ in range(60)]
    report.figure(f"{count:,} rows: repaint, 99 of 100", percentile(paints, 0.99), "ms")
    panel.close()


def _against_peer(report: Report, app: QApplication) -> None:
    board = fill(Board("bench"), PEER_ROWS)
    panel, adapter = _panel(board)
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(PeerModel(board))
    proxy.setFilterKeyColumn(2)
    table = QTableView()
    table.setModel(proxy)
    table.resize(690, 1000)
    table.show()
    app.processEvents()
    turn = random.Random(1)

    def peer(request: Callable[[], object]) -> float:
        began = time.perf_counter()
        request()
        table.viewport().repaint()
        app.processEvents()
        return (time.perf_counter() - began) * 1000

    def sort_peer() -> float:
        proxy.sort(-1)
        order = turn.choice([Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
        return peer(lambda: proxy.sort(3, order))

    def search_peer() -> float:
        proxy.setFilterFixedString("")
        return peer(lambda: proxy.setFilterFixedString("masjid"))

    def sort_ours() -> float:
        adapter.set_sort(Column.WORST, False)
        return _painted(app, panel, lambda: adapter.set_sort(Column.AGE, True))

    def search_ours() -> float:
        adapter.set_filter(QueueFilter(tab=Tab.OPEN))
        return _painted(app, panel, lambda: adapter.set_filter(QueueFilter(tab=Tab.OPEN, text="masjid")))

    figures = interleaved(
        ROUNDS, {"sort": sort_ours, "peer sort": sort_peer, "search": search_ours, "peer search": search_peer}
    )
    report.figure(f"{PEER_ROWS:,} rows: sort", figures["sort"], "ms")
    report.figure(f"{PEER_ROWS:,} rows: sort, proxy model", figures["peer sort"], "ms")
    report.ratio("sort: proxy model ÷ ours", figures["sort"], figures["peer sort"])
    report.ratio("search: proxy model ÷ ours", figures["search"], figures["peer search"])
    panel.close()
    table.close()


if __name__ == "__main__":
    main()
