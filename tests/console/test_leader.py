"""The leader window over a real board: figures, orders in words, the line's bytes, lent authority."""

from __future__ import annotations

import time
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.adapters.leader import LeaderAdapter
from console.adapters.orders import OrderRows
from console.desk_leader import LeaderDesk
from console.leader_briefing import LeaderBriefing
from console.leader_delegation import Delegating
from console.leader_period import LeaderPeriod
from console.names import Names
from console.session import Session
from services.contract.codec import seal
from services.contract.commands import Command
from services.contract.events import Body
from services.contract.messages import Log, LogState, Welcome
from services.contract.orders import (
    Delegation,
    DelegationEnded,
    DelegationGiven,
    EndDelegation,
    GiveDelegation,
    IssueOrder,
    Order,
    OrderIssued,
    OrderKind,
    RatifyAct,
    ReadBack,
    Receipt,
    ReceiptGiven,
    ReceiptKind,
    Urgency,
)
from services.contract.records import Role, Severity
from services.contract.scenes import (
    Act,
    Briefing,
    BriefingEnded,
    BriefingStarted,
    ControlBriefing,
    StartBriefing,
)
from services.feed.link import Socket
from services.projection.apply import Changes, apply
from services.reporting import briefing_plan
from services.reporting.handover import generate
from tests.console.making import EPOCHS, NAMES, Room, opened
from tests.widgets.wall.painted import painted_text
from widgets.leader.model import Budget, Figure, OrderLine, WorstLine
from widgets.prompt import PromptPanel
from widgets.theme import Theme

NOW = 3_600_000
Key = Qt.Key


class Face:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.worst: tuple[WorstLine, ...] = ()
        self.orders: tuple[OrderLine, ...] = ()
        self.figures: tuple[Figure, ...] = ()
        self.budget = Budget(thin=False)

    def set_worst(self, lines: tuple[WorstLine, ...], now: int) -> None:
        self.worst = lines

    def set_orders(self, lines: tuple[OrderLine, ...], now: int) -> None:
        self.orders = lines

    def set_figures(self, figures: tuple[Figure, ...]) -> None:
        self.figures = figures

    def set_budget(self, budget: Budget) -> None:
        self.budget = budget


class Picture:
    """A room with a leader's adapter; events go straight onto the board."""

    def __init__(self, names: Names = NAMES) -> None:
        self.room = Room(Role.LEADER)
        self.face = Face()
        self.room.situation.clock = (NOW, time.monotonic())
        self.adapter = LeaderAdapter(
            self.room.situation, names, self.room.inbox, self.face, OrderRows(self.room.situation, names)
        )

    @property
    def now(self) -> int:
        return self.room.situation.now()

    def happen(self, *bodies: Body, actor: str = "wali", at: int = NOW) -> None:
        board = self.room.situation.board
        for body in bodies:
            apply(board, [seal(EPOCHS[Log.LIVE], board.seq + 1, at, body, actor, "")[0]])
        self.adapter.changed(Changes(reset=True))
        self.adapter.show()

    def open(self, count: int, severity: Severity = Severity.HIGH) -> None:
        board = self.room.situation.board
        for _ in range(count):
            apply(board, [opened(board.seq + 1, severity=severity)])
        self.adapter.changed(Changes(reset=True))
        self.adapter.show()


def order(number: int = 1, at: int = NOW, **fields: object) -> OrderIssued:
    usual: dict[str, object] = {
        "id": number,
        "kind": OrderKind.ORDER,
        "agency": "dlh",
        "what": "Utamakan akses ambulans",
        "issuer": "wali",
        "issuer_role": Role.LEADER,
        "issued_at": at,
        "urgency": Urgency.URGENT,
    }
    return OrderIssued(order=Order(**{**usual, **fields}))  # type: ignore[arg-type]


def receipt(kind: ReceiptKind, at: int = NOW, number: int = 1, **fields: object) -> ReceiptGiven:
    return ReceiptGiven(order_id=number, receipt=Receipt(kind=kind, at=at, **fields))  # type: ignore[arg-type]


@pytest.fixture
def picture(qapp: QApplication) -> Picture:
    return Picture()


def test_figures_say_what_they_are_made_of(picture: Picture) -> None:
    picture.open(3)
    picture.open(1, Severity.CRITICAL)
    assert picture.face.figures[0].value == "4"
    assert picture.face.figures[0].note.startswith("1 kritis · 3 tinggi")
    assert [line.rank for line in picture.face.worst] == [0, 1, 1, 1]


def test_a_figure_the_server_counted_says_when_also_where_there_is_nothing_to_count(picture: Picture) -> None:
    for share, said in ((None, "belum ada yang ditutup · per 08.00"), (0.5, "· per 08.00")):
        picture.adapter.set_on_time(share, 0.0, NOW)
        picture.adapter.show()
        assert picture.face.figures[3].note.endswith(said)


def test_an_order_says_its_lowest_unmet_rung(picture: Picture) -> None:
    picture.happen(order(), receipt(ReceiptKind.DELIVERED))
    line = picture.face.orders[0]
    assert line.words == "Utamakan akses ambulans"
    assert "DLH" in line.state
    assert "belum dilihat" in line.state
    assert (line.reached, line.wrong) == (2, False)


def test_a_read_back_that_differs_hangs_until_the_issuer_speaks(picture: Picture) -> None:
    back = receipt(
        ReceiptKind.READ_BACK, read_back=ReadBack(what="Utamakan ambulans besok"), differences=("by",)
    )
    picture.happen(order(), back)
    assert picture.face.orders[0].wrong
    assert "baca ulang ≠" in picture.face.orders[0].state
    hanging = picture.face.figures[4]
    assert (hanging.value, hanging.bad) == ("1", True)
    picture.happen(receipt(ReceiptKind.CONFIRMED))
    assert picture.face.figures[4].value == "0"


def test_an_order_nobody_opens_hangs_when_its_time_is_over(picture: Picture) -> None:
    picture.happen(order(at=1, issued_at=1), at=1)
    assert picture.face.orders[0].wrong
    assert "terlambat" in picture.face.orders[0].state


def test_a_withdrawn_order_is_over_and_stands_below_the_others(picture: Picture) -> None:
    picture.happen(order(1), order(2, at=NOW - 5), receipt(ReceiptKind.WITHDRAWN))
    assert [(line.order_id, line.over) for line in picture.face.orders] == [(2, False), (1, True)]


def test_the_lines_bytes_are_those_of_the_last_minute(picture: Picture) -> None:
    state = LogState(epoch="x", seq=0)
    picture.room.situation.welcome = Welcome(
        at=1, user="wali", role=Role.LEADER, permissions=(), pack_digest="", budget=20480, live=state,
        drill=state,
    )  # fmt: skip
    picture.room.inbox.bytes_in = 50_000
    picture.adapter.ticked(NOW)
    picture.room.inbox.bytes_in += 1_000
    picture.room.inbox.bytes_out += 24
    picture.adapter.ticked(NOW + 30_000)
    assert picture.face.budget == Budget(thin=True, used=1_024, allowed=20_480)
    picture.adapter.ticked(NOW + 90_001)
    assert picture.face.budget.used == 0


# --- lent authority ---


@pytest.fixture
def lending(picture: Picture, qtbot: QtBot) -> tuple[Delegating, PromptPanel, list[Command]]:
    picture.room.connect(Role.LEADER)
    panel = PromptPanel(Theme.load("dark"))
    qtbot.addWidget(panel)
    panel.resize(460, 300)
    given: list[Command] = []
    return Delegating(picture.room.situation, NAMES, panel, given.append), panel, given


def _delegation(**fields: object) -> Delegation:
    usual = {"id": 1, "giver": "siti", "receiver": "sekda", "since": NOW, "until": NOW + 8 * NOW}
    return Delegation(**{**usual, **fields})  # type: ignore[arg-type]


def test_authority_is_lent_by_keys_alone(
    picture: Picture, lending: tuple[Delegating, PromptPanel, list[Command]], qtbot: QtBot
) -> None:
    delegating, panel, given = lending
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    delegating.ask()
    fields = {field.placeholderText(): field for field in panel.findChildren(QLineEdit)}
    hours = panel.findChildren(QPushButton)[0]
    QTest.keyClick(hours, Qt.Key.Key_1)
    who, why = fields["Kepada siapa (nama akun)"], fields["Alasan"]
    QTest.keyClicks(who, "sekda")
    QTest.keyClick(who, Qt.Key.Key_Return)
    QTest.keyClicks(why, "rapat di Jakarta")
    QTest.keyClick(why, Qt.Key.Key_Return)
    assert len(given) == 1
    command = given[0]
    assert isinstance(command, GiveDelegation)
    assert (command.receiver, command.reason) == ("sekda", "rapat di Jakarta")
    assert 0 < command.until - picture.now <= 2 * 3_600_000


def test_who_acts_for_whom_is_said_and_ended(
    picture: Picture, lending: tuple[Delegating, PromptPanel, list[Command]]
) -> None:
    delegating, panel, given = lending
    picture.happen(DelegationGiven(delegation=_delegation()))
    assert delegating.words(picture.now).startswith("sekda bertindak untuk siti sampai")
    panel.show()
    delegating.ask()
    panel.accept()
    assert given == [EndDelegation(delegation_id=1)]


def test_acts_under_it_wait_for_the_giver_afterwards(
    picture: Picture, lending: tuple[Delegating, PromptPanel, list[Command]]
) -> None:
    delegating, panel, given = lending
    picture.happen(
        DelegationGiven(delegation=_delegation()),
        order(1, issuer="sekda", delegation_id=1),
        DelegationEnded(delegation_id=1),
    )
    assert "1" in delegating.words(picture.now)
    panel.show()
    delegating.ask()
    panel.accept()
    assert given == [RatifyAct(delegation_id=1, order_id=1, accepted=True)]


# --- the window ---


def test_the_window_shows_the_walls_picture_and_comes_back(
    qtbot: QtBot, picture: Picture, tmp_path: Path
) -> None:
    desk = LeaderDesk(picture.room.situation, NAMES, Theme.load("dark"))
    qtbot.addWidget(desk.window)
    desk.window.wall_requested.connect(desk._turn_wall)
    desk.window.resize(1366, 768)
    desk.window.show()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    before = desk.window.centre.currentWidget()
    QTest.keyClick(desk.window, Qt.Key.Key_D)
    assert desk.window.centre.currentWidget() is desk._wall
    assert not desk.window.side.isVisible()
    QTest.keyClick(desk.window, Qt.Key.Key_D)
    assert desk.window.side.isVisible()
    assert before is not desk._wall


class AtTheWall:
    """A leader's window with what steers a briefing; what is given is kept."""

    def __init__(self, qtbot: QtBot, picture: Picture) -> None:
        self.picture = picture
        situation = picture.room.situation
        picture.room.connect(Role.LEADER)
        situation.as_of[Log.LIVE] = NOW
        self.desk = LeaderDesk(situation, NAMES, Theme.load("dark"))
        self.window = self.desk.window
        qtbot.addWidget(self.window)
        self.given: list[Command] = []
        self.asked: list[str] = []
        briefing = LeaderBriefing(self.window, self.desk._wall, situation, NAMES, self.given.append)
        self.desk._briefing = self.briefing = briefing
        self.window.wall_requested.connect(self.desk._turn_wall)
        self.window.order_requested.connect(lambda _: self.asked.append("order"))
        self.window.decision_requested.connect(lambda _: self.asked.append("decision"))
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.window, key)

    def happen(self, *bodies: Body) -> None:
        self.picture.happen(*bodies)
        self.briefing._line.show()
        self.briefing._card.show()

    @property
    def top(self) -> str:
        return self.window.top._briefing.text()

    @property
    def hints(self) -> list[str]:
        return [f"{key} {what}" for key, what in self.window.link._hints]

    @property
    def card(self) -> list[str]:
        tile = self.desk._wall.findChild(QWidget, "briefing")
        assert tile is not None
        return [run.text for run in painted_text(tile)] if tile.isVisibleTo(self.desk._wall) else []


def test_a_briefing_has_the_walls_keys_where_the_walls_picture_is(qtbot: QtBot, picture: Picture) -> None:
    seat = AtTheWall(qtbot, picture)
    picture.open(2, Severity.CRITICAL)
    seat.press(Key.Key_V, Key.Key_Space, Key.Key_Right)
    assert (seat.given, seat.asked) == ([], ["decision"])
    assert "D dinding, pengarahan" in seat.hints
    assert "L laporan" in seat.hints
    seat.press(Key.Key_D, Key.Key_P)
    assert seat.asked == ["decision"], "nothing opens where it is not seen"
    assert seat.hints == ["V mulai pengarahan", "D kembali"]
    seat.press(Key.Key_V)
    assert seat.given == [StartBriefing()]

    cards = briefing_plan.plan(generate(picture.room.situation.board, NAMES.pack, NOW))
    seat.happen(BriefingStarted(briefing=Briefing(id=1, by="wali", at=NOW, since=NOW, cards=cards)))
    assert seat.top.startswith(f"Pengarahan 1/{len(cards)} · sisa")
    assert any("Pengarahan" in words for words in seat.card)
    assert not any("suara" in words for words in seat.card), "nobody expects this screen to read"
    assert seat.hints == ["V akhiri pengarahan", "Spasi jeda, lanjut", "← → kartu", "D kembali"]
    seat.press(Key.Key_Right, Key.Key_Space)
    assert seat.given[1:] == [
        ControlBriefing(briefing_id=1, act=Act.GO, card=1),
        ControlBriefing(briefing_id=1, act=Act.PAUSE),
    ]
    seat.press(Key.Key_D, Key.Key_Right, Key.Key_Space, Key.Key_V)
    assert len(seat.given) == 3, "away from the picture the keys are the lists' again"
    assert seat.top.startswith("Pengarahan 1/"), "it is told there too"
    seat.press(Key.Key_D, Key.Key_V)
    assert seat.given[3:] == [ControlBriefing(briefing_id=1, act=Act.END)]
    seat.happen(BriefingEnded(briefing_id=1, position_ms=5_000))
    assert seat.card == []
    assert seat.hints == ["V mulai pengarahan", "D kembali"]


def test_a_report_of_a_period_has_a_key(qtbot: QtBot, picture: Picture) -> None:
    seat = AtTheWall(qtbot, picture)
    asked: list[str] = []
    LeaderPeriod(seat.window, asked.append)
    seat.press(Key.Key_L)
    assert seat.window.prompt.asking
    line = next(each for each in seat.window.prompt.findChildren(QLineEdit) if each.isVisibleTo(seat.window))
    assert "bulan lalu" in line.placeholderText()
    QTest.keyClicks(line, "2026-10")
    QTest.keyClick(line, Key.Key_Return)
    assert asked == ["2026-10"]
    seat.press(Key.Key_D, Key.Key_L)
    assert not seat.window.prompt.asking, "not where it would not be seen"


def test_an_order_that_has_not_left_stays_on_the_screen(qtbot: QtBot, picture: Picture) -> None:
    """It does not fade with the sentence that told it, it is there on every page, and it goes once it has."""
    room = picture.room
    desk = LeaderDesk(room.situation, NAMES, Theme.load("dark"))
    qtbot.addWidget(desk.window)
    desk._session = cast(Session, room)  # what it asks for now is the commander
    desk.window.show()
    room.connect(Role.LEADER)
    room.situation.socket = room.inbox.socket = Socket()
    command = room.commander.submit(IssueOrder(what="Tutup Jalan Veteran " * 9, agency="dlh"))
    desk.ticked(picture.now)
    said = desk.window.unsent.text()
    assert desk.window.unsent.isVisible()
    assert said.startswith("BELUM TERKIRIM: Perintah ke DLH: “Tutup Jalan Veteran")
    assert "…”. Sesudah" in said
    desk.window.show_page(QWidget())
    assert desk.window.unsent.isVisible()
    room.commander.on_causes([command])
    desk.ticked(picture.now)
    assert not desk.window.unsent.isVisible()
