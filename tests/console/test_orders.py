"""Orders of the board on the dispatch window: rows, what is offered to whom, what has not left yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from console.adapters.orders import OrderRows
from console.adapters.wall import WallAdapter
from console.desk_dispatch import DispatchDesk
from console.desk_orders import DeskOrders
from console.situation import Situation
from console.words import wish
from console.words_orders import sentence
from services.backend.case import Case
from services.backend.handlers import decide
from services.backend.rulebook import Rulebook
from services.contract.catalogue import AnyCommand
from services.contract.codec import seal
from services.contract.commands import AssignAgencies
from services.contract.events import ReportReceived
from services.contract.messages import Log, LogState, Welcome
from services.contract.orders import (
    GiveDelegation,
    GiveReceipt,
    IssueOrder,
    OrderIssued,
    ReadBack,
    ReceiptKind,
)
from services.contract.records import Incident, Report, Role, Severity
from services.projection.apply import Changes, apply_body
from services.projection.board import Board
from services.rules.permissions import tags_for
from tests.console.making import NAMES, MemoryOutbox
from tests.console.test_desk import started
from widgets.orders.model import Mark, OrderAction, OrderRow

RULES = Rulebook(NAMES.pack)
HOUR = 3_600_000
K = ReceiptKind


class Evening:
    """A situation whose board is made by the backend's own decisions."""

    def __init__(self) -> None:
        self.situation = Situation()
        self.situation.boards[Log.LIVE] = Board("live")
        self.now = self.situation.now()
        report = Report(id=1, day_no=1, received_at=self.now, reported_at=self.now, source="x", incident_id=1)
        incident = Incident(
            id=1,
            day_no=1,
            severity=Severity.CRITICAL,
            category="pohon-tumbang",
            title="Pohon tumbang",
            opened_at=self.now,
            updated_at=self.now,
            place="Jalan Melati",
        )
        self.take([ReportReceived(report=report, incident=incident)], "intake")

    @property
    def board(self) -> Board:
        return self.situation.boards[Log.LIVE]

    def take(self, bodies: list[Any], actor: str) -> None:
        for body in bodies:
            self.board.seq += 1
            envelope, _ = seal("live", self.board.seq, self.now, body, actor, "")
            apply_body(self.board, envelope, body, Changes())

    def act(
        self, command: AnyCommand, user: str = "siti", role: Role = Role.SUPERVISOR, agency: str = ""
    ) -> None:
        self.take(decide(command, Case(self.board, RULES, user, role, agency, self.now)), user)

    def field(self, order_id: int, kind: ReceiptKind, **more: Any) -> None:
        agency = self.board.casework.orders[order_id].order.agency
        self.act(GiveReceipt(order_id=order_id, kind=kind, **more), f"field:{agency}", Role.AGENCY, agency)

    def sign_in(self, user: str = "siti", role: Role = Role.SUPERVISOR) -> None:
        state = LogState(epoch="live", seq=0)
        self.situation.welcome = Welcome(
            at=1, user=user, role=role, permissions=tags_for(role), pack_digest="", live=state, drill=state
        )

    def row(self, order_id: int) -> OrderRow:
        rows = OrderRows(self.situation, NAMES)
        return rows.row(self.board.casework.orders[order_id], self.now)


@pytest.fixture
def evening() -> Evening:
    evening = Evening()
    evening.act(AssignAgencies(incident_id=1, agencies=("dlh", "pln"), task="Amankan kabel"))
    evening.sign_in()
    return evening


def test_the_ladder_begins_with_what_is_on_disk(evening: Evening) -> None:
    row = evening.row(1)
    assert row.heading == "Penugasan DLH · utama"
    assert row.rungs[0].mark is Mark.MET
    assert [mark.mark for mark in row.rungs[1:3]] == [Mark.NEXT, Mark.OPEN]
    assert row.state == "belum terkirim"
    evening.now += HOUR
    assert evening.row(1).late_ms > 0
    assert evening.row(1).rungs[1].mark is Mark.LATE


def test_a_difference_is_offered_for_dispute_first(evening: Evening) -> None:
    where = evening.row(1).where
    by = evening.row(1).by
    evening.field(1, K.READ_BACK, read_back=ReadBack(what="potong kabel", where=where, by_words=by))
    row = evening.row(1)
    assert row.wrong
    assert [(pair.name, pair.differs) for pair in row.pairs][:2] == [("apa", True), ("di mana", False)]
    assert row.actions[:2] == (OrderAction.DISPUTE, OrderAction.CONFIRM)
    assert row.rungs[3].mark is Mark.WRONG
    evening.act(GiveReceipt(order_id=1, kind=K.DISPUTED, words="jangan potong dulu"))
    again = evening.row(1)
    assert not again.wrong
    assert OrderAction.CONFIRM not in again.actions
    evening.field(1, K.READ_BACK, read_back=ReadBack(what="amankan kabel", where=where, by_words=by))
    assert evening.row(1).actions[:2] == (OrderAction.CONFIRM, OrderAction.DISPUTE)


def test_what_is_offered_follows_who_looks(evening: Evening) -> None:
    assert OrderAction.WITHDRAW in evening.row(1).actions
    evening.sign_in("op", Role.OPERATOR)
    assert evening.row(1).actions == (OrderAction.RECORD,)
    evening.sign_in("wali", Role.LEADER)
    assert evening.row(1).actions == ()
    evening.act(IssueOrder(what="Utamakan ambulans"), "wali", Role.LEADER)
    assert evening.row(3).actions == (OrderAction.WITHDRAW,)
    evening.sign_in()
    assert evening.row(3).actions[:2] == (OrderAction.READ_BACK, OrderAction.FORWARD)
    assert OrderAction.CONFIRM not in evening.row(3).actions


def test_a_contradiction_is_shown_at_both_orders(evening: Evening) -> None:
    evening.act(IssueOrder(incident_id=1, agency="dishub", what="Tutup Jalan Melati"), "wali", Role.LEADER)
    assert evening.row(3).conflicts == ()
    opposite = IssueOrder(incident_id=1, what="Buka Jalan Melati", despite_conflicts=True)
    evening.act(opposite, "sekda", Role.LEADER)
    assert ["#3" in words for words in evening.row(4).conflicts] == [True]
    assert ["#4" in words for words in evening.row(3).conflicts] == [True]
    evening.act(GiveReceipt(order_id=4, kind=K.WITHDRAWN), "sekda", Role.LEADER)
    assert evening.row(3).conflicts == ()


def test_whoever_holds_the_authority_speaks_for_the_issuer(evening: Evening) -> None:
    evening.act(IssueOrder(agency="dlh", what="Siapkan tenda"), "wali", Role.LEADER)
    assert OrderAction.WITHDRAW not in evening.row(3).actions
    lent = GiveDelegation(receiver="siti", until=evening.now + HOUR, reason="rapat")
    evening.act(lent, "wali", Role.LEADER)
    assert OrderAction.WITHDRAW in evening.row(3).actions
    evening.now += 2 * HOUR
    assert OrderAction.WITHDRAW not in evening.row(3).actions


def test_passing_on_shows_below_the_order_and_in_the_meter(evening: Evening) -> None:
    evening.act(IssueOrder(what="Utamakan ambulans", by_words="sebelum 22.00"), "wali", Role.LEADER)
    evening.act(IssueOrder(parent_id=3, agency="dishub", appended="lewat Jalan Melati"))
    evening.field(4, K.READ_BACK, read_back=ReadBack(what="utamakan ambulans", by_words="sebelum 23.00"))
    row = evening.row(3)
    assert [(passed.who, passed.state, passed.wrong) for passed in row.passed_on] == [
        ("Dishub", "baca ulang ≠", True)
    ]
    assert [hop.who for hop in row.hops] == ["wali", "siti", "Dishub (field:dishub)"]
    assert row.hops[1].added == ("lewat", "jalan", "melati")
    assert row.hops[2].differs == ("sebelum kapan",)


def test_the_wall_says_whose_authority_is_lent(evening: Evening) -> None:
    adapter = WallAdapter.__new__(WallAdapter)
    adapter.names = NAMES
    assert adapter._lent(evening.board, evening.now) == ""
    evening.act(
        GiveDelegation(receiver="sekda", until=evening.now + HOUR, reason="rapat"), "wali", Role.LEADER
    )
    evening.act(
        GiveDelegation(receiver="siti", until=evening.now + HOUR, reason="malam"), "sekda", Role.LEADER
    )
    assert adapter._lent(evening.board, evening.now).startswith("Wewenang wali · siti s.d. ")
    assert adapter._lent(evening.board, evening.now + 2 * HOUR) == ""


def test_wishes_and_lines_of_the_timeline_are_indonesian(evening: Evening) -> None:
    assert wish(IssueOrder(agency="dlh", what="Siapkan tenda"), NAMES) == "Perintah ke DLH: “Siapkan tenda”"
    assert wish(IssueOrder(parent_id=3, agency="dlh"), NAMES) == "Teruskan perintah ke DLH"
    assert wish(GiveReceipt(order_id=3, kind=K.CONFIRMED), NAMES) == "Perintah #3: dikonfirmasi"
    order = evening.board.casework.orders[1].order
    assert sentence(OrderIssued(order=order), NAMES) == ("penugasan #1 ke DLH", "“Amankan kabel”")


# --- the window ---


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, evening: Evening) -> Iterator[DispatchDesk]:
    evening.act(IssueOrder(what="Utamakan ambulans", by_words="sebelum 22.00"), "wali", Role.LEADER)
    with started(qtbot, qapp, tmp_path, evening.situation) as desk:
        desk.window.resize(1920, 1080)
        desk.window.show()
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
        assert desk.work is not None
        desk.work._session.commander._outbox = MemoryOutbox()
        yield desk


def orders_of(desk: DispatchDesk) -> DeskOrders:
    assert desk.work is not None
    return desk.work.orders


def test_the_incidents_assignments_are_in_its_detail_and_leaderships_orders_beside_it(
    qtbot: QtBot, desk: DispatchDesk
) -> None:
    orders = orders_of(desk)
    orders.adapter.show()
    assert [card.row.order_id for card in orders.of_room.cards] == [3]
    assert orders.of_incident.cards == []
    desk.window.select_incident(1)
    assert [card.row.order_id for card in orders.of_incident.cards] == [1, 2]
    desk.window.queue.view.setFocus()
    QTest.keyClick(desk.window.queue.view, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: orders.of_incident.current() is not None)


def test_f_passes_leaderships_order_on(qtbot: QtBot, desk: DispatchDesk) -> None:
    orders = orders_of(desk)
    orders.adapter.show()
    QTest.keyClick(desk.window.queue.view, Qt.Key.Key_F)
    field = orders.of_room.composer.receiver.field
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "bpbd")
    QTest.keyClick(field, Qt.Key.Key_Return)
    said = QApplication.focusWidget()
    assert isinstance(said, QLineEdit)
    QTest.keyClick(said, Qt.Key.Key_Return)
    assert desk.work is not None
    [ticket] = desk.work._session.commander.tickets()
    assert ticket.what == "Teruskan perintah ke BPBD"


def test_an_order_without_a_link_reads_belum_terkirim(qtbot: QtBot, desk: DispatchDesk) -> None:
    assert desk.work is not None
    commander = desk.work._session.commander
    commander.submit(IssueOrder(parent_id=3, agency="bpbd"))
    orders = orders_of(desk)
    qtbot.waitUntil(lambda: "BELUM TERKIRIM" in orders.of_room._unsent.text())
    [ticket] = commander.tickets()
    commander.ticked(ticket.expires_at + 1)
    assert orders.of_room._unsent.text() == ""
    qtbot.waitUntil(desk.window.unsettled.isVisible)


def test_the_queue_says_what_the_lead_agency_owes(desk: DispatchDesk, evening: Evening) -> None:
    row = desk.queue.row(0)
    assert (row.status, row.unmet, row.alarming) == ("tersimpan", "belum terkirim", False)
    where, by = evening.row(1).where, evening.row(1).by
    evening.field(1, K.READ_BACK, read_back=ReadBack(what="potong", where=where, by_words=by))
    row = desk.queue.row(0)
    assert (row.status, row.unmet, row.alarming) == ("baca ulang ≠", "belum konfirmasi", True)
    evening.field(2, K.ON_SCENE)
    assert desk.queue.row(0).status == "baca ulang ≠"
