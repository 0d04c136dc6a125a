"""Pictures of orders on the dispatch window: `python tests/looks/orders_look.py FOLDER`.

The board is made by the backend's own decisions about an invented evening. Not a test: something to look at.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.asking import Asker
from console.desk_dispatch import DispatchDesk
from console.desk_orders import DeskOrders
from console.errands import Errands
from console.keeping import Keeping
from console.roles import SCREEN_ROLES
from console.session import Session
from console.settings import ConsoleSettings
from console.situation import Situation
from services.backend.case import Case
from services.backend.chores import OrderChores
from services.backend.handlers import decide
from services.backend.rulebook import Rulebook
from services.contract.catalogue import AnyCommand
from services.contract.codec import seal
from services.contract.commands import AssignAgencies
from services.contract.events import Body, ReportReceived
from services.contract.messages import Log
from services.contract.orders import GiveReceipt, IssueOrder, ReadBack, ReceiptKind, Urgency
from services.contract.records import Incident, Report, Role, Severity
from services.feed.link import Endpoint
from services.projection.apply import Changes, apply_body
from services.projection.board import Board
from tests.console.making import NAMES
from tests.looks.dispatch_look import settle
from widgets.theme import NAMES as THEMES
from widgets.theme import Theme

MINUTE = 60_000


class Evening:
    """A board and its clock."""

    def __init__(self, now: int) -> None:
        self.board = Board("look")
        self.rules = Rulebook(NAMES.pack)
        self.now = now

    def take(self, bodies: list[Any], actor: str) -> None:
        for body in bodies:
            self.board.seq += 1
            envelope, _ = seal("look", self.board.seq, self.now, body, actor, "")
            apply_body(self.board, envelope, body, Changes())

    def act(
        self,
        after_s: int,
        command: AnyCommand,
        user: str = "P-1",
        role: Role = Role.SUPERVISOR,
        agency: str = "",
    ) -> None:
        self.now += after_s * 1000
        self.take(decide(command, Case(self.board, self.rules, user, role, agency, self.now)), user)

    def chores(self, after_s: int) -> None:
        self.now += after_s * 1000
        self.take(OrderChores(self.rules).due(self.board, self.now, room_is_manned=True), "")


def opened(number: int, title: str, category: str, severity: Severity, place: str, at: int) -> Body:
    report = Report(
        id=number,
        day_no=number,
        received_at=at,
        reported_at=at,
        source="operator",
        text=title,
        incident_id=number,
    )
    incident = Incident(
        id=number, day_no=180 + number, severity=severity, category=category, title=title, opened_at=at,
        updated_at=at,
        place=place, area=NAMES.pack.areas[number].code,
    )  # fmt: skip
    return ReportReceived(report=report, incident=incident)


def evening(now: int) -> Evening:
    room = Evening(now - 40 * MINUTE)
    tree = opened(
        1, "Pohon tumbang menimpa kabel", "pohon-tumbang", Severity.CRITICAL, "Jalan Melati", room.now
    )
    flood = opened(2, "Banjir luapan", "banjir", Severity.HIGH, "Jalan Kelud", room.now)
    room.take([tree, flood], "O-1")
    asked = AssignAgencies(
        incident_id=1, agencies=("dlh", "pln"), task="Amankan kabel, tunggu PLN, lalu potong"
    )
    room.act(60, asked)
    field: Any = {"role": Role.AGENCY, "user": "field:dlh", "agency": "dlh"}
    room.act(1, GiveReceipt(order_id=1, kind=ReceiptKind.DELIVERED, via="field_page"), **field)
    room.act(90, GiveReceipt(order_id=1, kind=ReceiptKind.SEEN, via="field_page"), **field)
    order = room.board.casework.orders[1].order
    said = ReadBack(what="amankan kabel dulu, lalu potong", where=order.where, by_words=order.by_words)
    said_it = GiveReceipt(
        order_id=1, kind=ReceiptKind.READ_BACK, read_back=said, person="Darto, Regu 2", via="field_page"
    )
    room.act(35, said_it, **field)
    told(room)
    return room


def told(room: Evening) -> None:
    """What an agency asked back, and how the mayor's order went on from hand to hand."""
    spoken: Any = {
        "via": "phone",
        "person": "Rini, siaga gangguan",
        "words": "gardu yang mana, GD-12 atau GD-14?",
    }
    room.act(200, GiveReceipt(order_id=2, kind=ReceiptKind.QUERY, **spoken))
    wali: Any = {"role": Role.LEADER, "user": "Wali Kota"}
    first = IssueOrder(
        what="Utamakan akses ambulans ke Plosokerep",
        where="Plosokerep",
        by_words="sebelum 22.00",
        urgency=Urgency.IMMEDIATE,
    )
    room.act(60, first, **wali)
    room.chores(2)
    own = ReadBack(what="utamakan akses ambulans ke plosokerep", where="Plosokerep", by_words="22.00")
    room.act(40, GiveReceipt(order_id=3, kind=ReceiptKind.READ_BACK, read_back=own))
    room.act(20, GiveReceipt(order_id=3, kind=ReceiptKind.CONFIRMED), **wali)
    room.act(30, IssueOrder(parent_id=3, agency="dishub", appended="Alihkan lewat Jalan Melati"))
    room.act(5, IssueOrder(parent_id=3, agency="bpbd"))
    late = ReadBack(
        what="utamakan akses ambulans ke plosokerep", where="Plosokerep", by_words="sebelum 23.00"
    )
    heard = GiveReceipt(order_id=4, kind=ReceiptKind.READ_BACK, read_back=late, via="field_page")
    room.act(120, heard, user="field:dishub", role=Role.AGENCY, agency="dishub")
    room.act(
        60,
        GiveReceipt(order_id=5, kind=ReceiptKind.ON_SCENE),
        user="field:bpbd",
        role=Role.AGENCY,
        agency="bpbd",
    )
    room.act(
        10,
        IssueOrder(what="Laporkan jumlah warga di Balai RW 5", incident_id=2, urgency=Urgency.URGENT),
        **wali,
    )


def nowhere() -> Endpoint:
    return Endpoint("http://127.0.0.1:9", "")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    for name in THEMES:
        for size in ((1366, 768), (1920, 1080)):
            with tempfile.TemporaryDirectory() as data:
                _pictures(app, folder, name, size, Path(data))


def _pictures(app: QApplication, folder: Path, name: str, size: tuple[int, int], data: Path) -> None:
    theme = Theme.load(name)
    app.setPalette(theme.palette())
    app.setStyleSheet(theme.stylesheet())
    situation, settings, keeping = Situation(), ConsoleSettings(), Keeping(data)
    situation.boards[Log.LIVE] = evening(situation.now()).board
    desk = DispatchDesk(situation, NAMES, theme, keeping)
    asker = Asker(nowhere)
    session = Session(SCREEN_ROLES["dispatch"], NAMES, data, nowhere, situation=situation)
    desk.complete(session, asker, Errands(app, settings, keeping, desk))
    window = desk.window
    window.resize(*size)
    window.show()
    app.setActiveWindow(window)
    assert desk.work is not None
    orders = desk.work.orders

    def keep(what: str) -> None:
        settle()
        window.grab().save(str(folder / f"orders_{name}_{size[0]}{what}.png"))

    settle(800)
    window.select_incident(1)
    orders.adapter.show()
    keep("")
    orders._focus()
    keep("_focus")
    if name == "dark":
        _questions(orders, keep)
    window.close()
    asker.stop()
    session.stop()


def _questions(orders: DeskOrders, keep: Callable[[str], None]) -> None:
    """What comes up when somebody works on an order."""
    card = orders.of_incident.current()
    assert card is not None
    card.turn_meter()
    keep("_hops")
    QTest.keyClick(card, Qt.Key.Key_C)
    keep("_record")
    orders.of_incident.prompt.dismiss()
    orders.of_room.focus_first()
    keep("_room")
    orders._forward()
    keep("_forward")
    composer = orders._composers[1]
    composer.let_go()
    orders.of_room.compose()
    composer.what.setText("Buka semua jalan ke Plosokerep")
    composer.by.setText("30 menit")
    composer._doubt()
    keep("_compose")


if __name__ == "__main__":
    main()
