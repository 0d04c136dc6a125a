"""A handover over 10,000 open and 100,000 past incidents: made, painted, opened at the backend, and on paper.

The limit for making it is encoding the same document with msgspec. The peers are what Qt offers: the same
incidents in a `QStandardItemModel` under a `QListView`, a line of text made of each record; and the same 200
items as HTML in a `QTextDocument`, printed by the same `QPdfWriter`. Everything in turn in one process.
"""

from __future__ import annotations

import asyncio
import gc
import html
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPageSize, QPdfWriter, QStandardItem, QStandardItemModel, QTextDocument
from PySide6.QtWidgets import QApplication, QListView

from console.collecting import Collector
from console.desk_handover import HandoverDesk
from console.handover_paper import printed
from console.names import Names
from console.situation import Situation
from resources import path
from services.backend.backend import Backend
from services.backend.drafts import Session
from services.city.loader import load_pack
from services.contract.briefing import Chapter, Document, Item
from services.contract.city import CityPack
from services.contract.messages import Do, Log, OutcomeStatus
from services.contract.records import Role, incident_ref
from services.contract.shifts import Handover, OpenHandover, RestateItem
from services.projection.board import Board
from services.projection.snapshot import encode_snapshot
from services.reporting import handover
from services.reporting.places import places
from services.reporting.shift_figures import compared
from services.store import queries
from services.store.engine import database_url, open_engine
from tests.bench.measuring import Report, interleaved
from tests.bench.plenty import seed
from tests.bench.shiftful import AT, shift_end
from widgets.format import Format
from widgets.theme import Theme

OPEN, PAST = 10_000, 100_000
ROUNDS = 5
ON_PAPER = 200
LOGGED = 1_000
"""Entries in the backend's log; what the board holds besides came with its checkpoint."""
FRAME_MS = 16


def main() -> None:
    report = Report("handover", (__doc__ or "").partition("\n")[0])
    app = QApplication([])
    pack = load_pack(path("cities/blitar"))
    board = shift_end(pack, OPEN, PAST)
    document = handover.generate(board, pack, AT)
    count = sum(len(part.items) for part in document.parts)
    report.figure("items in the document", count, "")
    _made(report, board, pack, count)
    collector = Collector()  # as in the console
    _painted(report, app, board, pack, count)
    collector.deleteLater()
    _on_paper(report, board, pack, document)
    asyncio.run(_opened(report, pack, document))
    report.write()


def ms(job: Callable[[], object]) -> float:
    """How long it takes, in milliseconds."""
    gc.collect()
    began = time.perf_counter()
    job()
    return (time.perf_counter() - began) * 1000


def _made(report: Report, board: Board, pack: CityPack, count: int) -> None:
    document = handover.generate(board, pack, AT)
    restated = handover.unstable(document)[-1]
    times = interleaved(
        ROUNDS,
        {
            "made": lambda: ms(lambda: handover.generate(board, pack, AT)),
            "encoded": lambda: ms(lambda: handover.encode(document)),
            "one": lambda: ms(lambda: handover.item_now(board, pack, AT, restated)),
        },
    )
    report.figure("generated", times["made"], "ms")
    report.figure("generated, an item", [each * 1000 / count for each in times["made"]], "us")
    report.figure("encoded by msgspec (the limit)", times["encoded"], "ms")
    report.ratio("generated / encoded", times["encoded"], times["made"])
    report.figure("one item for its restatement", times["one"], "ms", "<= 1")


# --- on the screen ---


def resident_mb() -> float:
    """Memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


class Loop:
    """Watches the event loop: how long until something is so, and the longest time it was held."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def until(self, start: Callable[[], object], so: Callable[[], bool]) -> tuple[float, float]:
        gc.collect()
        began = last = time.perf_counter()
        start()
        longest = 0.0
        while True:
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            if so():
                return (now - began) * 1000, longest * 1000
            self._app.processEvents()


def _painted(report: Report, app: QApplication, board: Board, pack: CityPack, count: int) -> None:
    names, loop = Names(pack), Loop(app)
    situation = Situation(clock=(AT, time.monotonic()))
    situation.boards[situation.log] = Board(board.epoch)
    theme = Theme.load("dark")
    desk = HandoverDesk(situation, names, theme)
    desk.window.setStyleSheet(theme.stylesheet())
    desk.window.resize(1366, 768)
    desk.window.show()
    app.processEvents()

    def complete() -> bool:
        shown = desk.adapter.document
        if shown is None or not shown.parts or shown.epoch != board.epoch:
            return False
        desk.window.repaint()
        return True

    def arrives() -> None:
        situation.boards[situation.log] = board
        desk.adapter.show()

    def gone() -> None:
        situation.boards[situation.log] = Board("none")
        desk.adapter.show()
        app.processEvents()

    gone()
    before, memory = resident_mb(), 0.0
    ours, held, theirs = [], [], []
    for _ in range(ROUNDS):
        gone()
        whole, longest = loop.until(arrives, complete)
        memory = memory or resident_mb() - before
        ours.append(whole)
        held.append(longest)
        theirs.append(ms(lambda: _peer_painted(app, board, pack)))
    report.figure("generated and painted", ours, "ms")
    report.figure("generated and painted, an item", [each * 1000 / count for each in ours], "us")
    report.figure("the same, the event loop held at most", held, "ms", f"<= {FRAME_MS}")
    report.figure("the same, memory", memory, "MB")
    report.figure("records into a QListView, painted", theirs, "ms")
    report.ratio("QListView / ours", ours, theirs)
    paints = [ms(desk.window.document.viewport().repaint) for _ in range(30)]
    report.figure("the document repainted", paints, "ms", f"<= {FRAME_MS}")
    desk.window.close()


def _peer_painted(app: QApplication, board: Board, pack: CityPack) -> None:
    """What one writes first: every open incident as a record, a line of text made of it, an item for it."""
    names = Names(pack)
    agencies = {agency.code: agency.short for agency in pack.agencies}
    model = QStandardItemModel()
    for row in range(board.count):
        if not board.is_open(row):
            continue
        incident = board.incident(row)
        ref = incident_ref(pack.city.prefix, incident.opened_at, incident.day_no, names.zone)
        who = " · ".join((incident.owner or "belum ada PJ", *(agencies[code] for code in incident.agencies)))
        item = QStandardItem(f"{incident.title} · {incident.place} · {who} · {ref}")
        item.setData(incident.severity.rank)
        model.appendRow(item)
    view = QListView()
    view.setModel(model)
    view.resize(836, 700)
    view.show()
    view.viewport().repaint()
    app.processEvents()
    view.close()


# --- on paper ---


def _on_paper(report: Report, board: Board, pack: CityPack, document: Document) -> None:
    short = _shortened(document)
    opened = Handover(
        id=1,
        watch_id=1,
        outgoing="sri",
        opened_at=AT,
        seq=document.seq,
        digest=handover.digest(short),
        unstable=handover.unstable(short),
    )
    figures, words = compared(board, document.since, AT), Names(pack).words
    where = places(document, board)
    sizes: dict[str, int] = {}

    def ours() -> None:
        sizes["ours"] = len(printed(opened, short, figures, where, pack, drill=False))

    def peer() -> None:
        sizes["peer"] = len(_html_pdf(short, words))

    times = interleaved(ROUNDS, {"ours": lambda: ms(ours), "peer": lambda: ms(peer)})
    report.figure(f"PDF of {ON_PAPER} items, with map, code and figures", times["ours"], "ms")
    report.figure(f"PDF of {ON_PAPER} items, size", sizes["ours"] / 1024, "KB")
    report.figure(f"QTextDocument of the same {ON_PAPER} items, printed", times["peer"], "ms")
    report.figure("QTextDocument, size", sizes["peer"] / 1024, "KB")
    report.ratio("QTextDocument / ours", times["ours"], times["peer"])


def _shortened(document: Document) -> Document:
    """The first items of each long chapter, `ON_PAPER` in all."""
    wanted = {Chapter.UNSTABLE: 40, Chapter.WATCH: 100, Chapter.RECEIPTS: 20, Chapter.ACTIONS: 40}
    assert sum(wanted.values()) == ON_PAPER
    parts = (replace(part, items=part.items[: wanted.get(part.chapter, 0)]) for part in document.parts)
    return replace(document, parts=tuple(parts))


def _html_pdf(document: Document, words: Format) -> bytes:
    def row(item: Item) -> str:
        since = words.moment(item.since, document.at)
        due = words.moment(item.due_at, document.at) if item.due_at else ""
        facts = (item.title, item.place, item.who, item.next, since, due, item.ref, item.note)
        return "<tr>" + "".join(f"<td>{html.escape(fact)}</td>" for fact in facts) + "</tr>"

    parts = "".join(
        f"<h2>{part.chapter}</h2><table>{''.join(map(row, part.items))}</table>"
        for part in document.parts
        if part.items
    )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    text = QTextDocument()
    text.setHtml(f"<h1>Serah terima</h1>{parts}")
    text.print_(writer)
    del writer
    return bytes(buffer.data().data())


# --- at the backend ---


async def _opened(report: Report, pack: CityPack, document: Document) -> None:
    """Opened and restated at a real backend over SQLite: the answer, and how long the loop was held."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await asyncio.to_thread(seed, folder, LOGGED)
        backend = Backend(pack, folder)
        _keep_board(folder, pack)
        await backend.start()
        gc.enable()
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)  # as `patria serve` does
        try:
            opening, restating = [], []
            session = Session(user="sri", role=Role.SUPERVISOR)
            for _ in range(ROUNDS):
                opening.append(await _held(backend, OpenHandover(), session))
                key = handover.unstable(document)[0]
                number = backend.desk(Log.LIVE).board.shifts.last_handover_id
                said = RestateItem(handover_id=number, item=key, words="pohon tumbang, klaim dan periksa")
                restating.append(await _held(backend, said, Session(user="budi", role=Role.SUPERVISOR)))
        finally:
            await backend.stop()
    report.figure("opened at the backend, on disk", [each[0] for each in opening], "ms")
    report.figure("opened, the backend's loop held at most", [each[1] for each in opening], "ms", "<= 20")
    report.figure("an item restated, on disk", [each[0] for each in restating], "ms")
    report.figure("restated, the backend's loop held at most", [each[1] for each in restating], "ms", "<= 20")


def _keep_board(folder: Path, pack: CityPack) -> None:
    """The backend's checkpoint is the room at the end of the shift."""
    engine = open_engine(database_url("", folder))
    with engine.begin() as connection:
        info = queries.current_log(connection, Log.LIVE.value)
        assert info is not None
        board = shift_end(pack, OPEN, PAST, epoch=info.epoch)
        board.seq = LOGGED
        queries.keep_snapshot(connection, info.id, LOGGED, AT, encode_snapshot(board, AT))
    engine.dispose()


async def _held(backend: Backend, body: OpenHandover | RestateItem, session: Session) -> tuple[float, float]:
    """(until it was answered, the longest pause of the loop meanwhile), in milliseconds."""
    gc.collect()
    now, longest, over = backend.now(), 0.0, False

    async def watch() -> None:
        nonlocal longest
        last = time.perf_counter()
        while not over:
            await asyncio.sleep(0.001)
            longest, last = max(longest, time.perf_counter() - last), time.perf_counter()

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.02)
    longest = 0.0
    do = Do(id=f"bench-{time.perf_counter_ns()}", log=Log.LIVE, at=now, expires_at=now + 60_000, body=body)
    began = time.perf_counter()
    outcome = await backend.handle(do, session)
    took = time.perf_counter() - began
    over = True
    await watching
    assert outcome.status is OutcomeStatus.ACCEPTED, outcome
    return took * 1000, longest * 1000


if __name__ == "__main__":
    main()
