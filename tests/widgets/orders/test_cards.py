"""Orders by keyboard: what a card shows, what its keys ask for, and what is sent."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from services.contract.orders import GiveReceipt, IssueOrder, ReadBack, ReceiptKind, Urgency
from tests.widgets.invented import NOW, WORDS
from widgets.labels import column
from widgets.orders.composer import TO_ROOM, OrderComposer
from widgets.orders.model import FieldPair, HopRow, Mark, OrderAction, OrderRow, RungMark, SaidLine
from widgets.orders.panel import OrdersPanel
from widgets.orders.when import deadline_at
from widgets.picker import Item
from widgets.theme import Theme

KEY = Qt.Key
ZONE = ZoneInfo("Asia/Jakarta")
MINUTE = 60_000
ASKED = OrderRow(
    order_id=7,
    incident_id=201,
    heading="Penugasan DLH · utama",
    what="Amankan kabel, tunggu PLN, lalu potong",
    where="Gedog",
    by="sebelum 21.55 WIB",
    issuer="P-1",
    issued_at=NOW - 11 * MINUTE,
    digest="9f3c" + "0" * 58 + "a1",
    rungs=(RungMark("tersimpan", NOW, Mark.MET), RungMark("baca ulang", NOW, Mark.WRONG)),
    state="baca ulang belum dikonfirmasi",
    late_ms=4 * MINUTE,
    waiting="Baca ulang berbeda: konfirmasi atau bantah.",
    pairs=(
        FieldPair(
            "apa", "Amankan kabel, tunggu PLN, lalu potong", "amankan kabel, lalu potong", differs=True
        ),
        FieldPair("di mana", "Gedog", "Gedog"),
    ),
    wrong=True,
    said=(SaidLine(NOW, "Darto · bertanya", "gardu mana?"),),
    hops=(
        HopRow("P-1", NOW - 11 * MINUTE, 0, "Amankan kabel, tunggu PLN, lalu potong"),
        HopRow(
            "DLH (Darto)",
            NOW,
            2 * MINUTE,
            "amankan kabel, lalu potong",
            missing=("tunggu", "pln"),
            differs=("apa",),
        ),
    ),
    actions=(OrderAction.DISPUTE, OrderAction.CONFIRM, OrderAction.RECORD, OrderAction.HOPS),
)
TOLD = OrderRow(
    order_id=9,
    incident_id=0,
    heading="Perintah pimpinan untuk ruang",
    what="Utamakan akses ambulans",
    where="Plosokerep",
    by="sebelum 22.00",
    issuer="Wali Kota",
    issued_at=NOW - MINUTE,
    state="belum dibaca ulang",
    actions=(OrderAction.READ_BACK, OrderAction.FORWARD, OrderAction.QUERY),
)


class Desk(QWidget):
    """A panel with its composer, keys of a window around it, and what was asked for."""

    def __init__(self, *rows: OrderRow, narrow: bool = False) -> None:
        super().__init__()
        theme = Theme.load("dark")
        self.setStyleSheet(theme.stylesheet())
        self.composer = OrderComposer(theme, WORDS, ZONE)
        self.composer.set_receivers(
            [Item(TO_ROOM, "Ruang"), Item("dlh", "DLH", "Dinas Lingkungan Hidup"), Item("bpbd", "BPBD")]
        )
        self.composer.set_now(NOW)
        self.panel = OrdersPanel(theme, WORDS, "Penugasan dan perintah", self.composer, narrow=narrow)
        self.other = QLineEdit()
        self.setLayout(column(self.panel, self.other, 0))
        self.sent: list[object] = []
        self.pressed: list[str] = []
        self.panel.command_requested.connect(self.sent.append)
        for key in "KBCWUFT":
            QShortcut(QKeySequence(key), self).activated.connect(lambda key=key: self.pressed.append(key))
        self.panel.set_rows(rows, NOW)
        self.resize(900, 700)

    def words(self) -> str:
        return "\n".join(label.text() for label in self.findChildren(QLabel) if label.isVisible())

    def type(self, *lines: str) -> None:
        """Write lines and press Enter, each in the field that has the keyboard."""
        for line in lines:
            focus = QApplication.focusWidget()
            assert isinstance(focus, QLineEdit), focus
            QTest.keyClicks(focus, line)
            QTest.keyClick(focus, KEY.Key_Return)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return shown(qtbot, Desk(ASKED))


def shown(qtbot: QtBot, desk: Desk) -> Desk:
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.panel.focus_first()
    qtbot.waitUntil(lambda: desk.panel.current() is not None)
    return desk


def press(desk: Desk, key: Qt.Key) -> None:
    card = desk.panel.current()
    assert card is not None
    QTest.keyClick(card, key)


def test_the_card_says_who_asked_what_and_how_far_it_got(desk: Desk) -> None:
    words = desk.words()
    for said in ("“Amankan kabel, tunggu PLN, lalu potong”", "sidik 9f3c…a1", "umur 11 mnt", "lewat 4 mnt"):
        assert said in words
    assert "Darto · bertanya: “gardu mana?”" in words


def test_a_difference_is_red_field_by_field(desk: Desk) -> None:
    red = {label.text() for label in desk.findChildren(QLabel) if label.property("tone") == "critical"}
    assert "≠ “amankan kabel, lalu potong”" in red
    assert "“Gedog”" not in red
    assert any("Baca ulang berbeda" in words for words in red)
    desk.panel.set_rows([ASKED], NOW + 1000)
    assert "≠ “amankan kabel, lalu potong”" in desk.words()


def test_letters_belong_to_the_card_while_it_has_the_keyboard(desk: Desk) -> None:
    press(desk, KEY.Key_K)
    assert desk.pressed == []
    assert desk.sent == [GiveReceipt(order_id=7, incident_id=201, kind=ReceiptKind.CONFIRMED)]
    press(desk, KEY.Key_U)
    assert desk.pressed == ["U"]


def test_enter_on_a_difference_disputes_with_words(desk: Desk) -> None:
    press(desk, KEY.Key_Return)
    assert desk.panel.prompt.asking
    desk.type("")
    assert desk.sent == []
    desk.type("PLN dahulu, baru potong")
    [command] = desk.sent
    assert isinstance(command, GiveReceipt)
    assert (command.kind, command.words) == (ReceiptKind.DISPUTED, "PLN dahulu, baru potong")
    assert desk.panel.current() is not None


def test_the_meter_puts_the_words_side_by_side(desk: Desk) -> None:
    assert "− tunggu" not in desk.words()
    press(desk, KEY.Key_W)
    assert "− tunggu" in desk.words()
    assert "berbeda: apa" in desk.words()
    press(desk, KEY.Key_W)
    assert "− tunggu" not in desk.words()


def test_somebody_elses_answer_needs_channel_person_and_words(desk: Desk) -> None:
    press(desk, KEY.Key_C)
    number = QApplication.focusWidget()
    assert isinstance(number, QPushButton)
    QTest.keyClick(number, KEY.Key_5)
    picker = desk.panel.prompt._picker
    picker.field.setFocus()
    QTest.keyClicks(picker.field, "tel")
    QTest.keyClick(picker.field, KEY.Key_Return)
    desk.type("siap, berangkat")
    assert desk.sent == []
    desk.panel.prompt._extra.setFocus()
    desk.type("Bu Tini")
    [command] = desk.sent
    assert isinstance(command, GiveReceipt)
    assert (command.kind, command.via, command.person, command.words) == (
        ReceiptKind.EN_ROUTE,
        "phone",
        "Bu Tini",
        "siap, berangkat",
    )


def test_the_room_reads_back_in_its_own_words(qtbot: QtBot) -> None:
    desk = shown(qtbot, Desk(TOLD, narrow=True))
    press(desk, KEY.Key_U)
    prompt = desk.panel.prompt
    assert [line.text() for line in (prompt._text, prompt._more, prompt._extra)] == ["", "", ""]
    prompt._more.setText("Plosokerep")
    prompt._extra.setText("jam 10 malam")
    prompt._text.setFocus()
    desk.type("dahulukan ambulans")
    [command] = desk.sent
    assert isinstance(command, GiveReceipt)
    assert command.read_back == ReadBack(
        what="dahulukan ambulans", where="Plosokerep", by_words="jam 10 malam"
    )
    # The keyboard is back where it was, not in some line that is next to what was hidden.
    assert desk.panel.current() is desk.panel.cards[0]


def test_passing_on_shows_the_words_and_lets_nobody_change_them(qtbot: QtBot) -> None:
    desk = shown(qtbot, Desk(TOLD, narrow=True))
    press(desk, KEY.Key_F)
    assert "“Utamakan akses ambulans” · Plosokerep · sebelum 22.00" in desk.words()
    assert not desk.composer.what.isVisible()
    QTest.keyClicks(desk.composer.receiver.field, "lingk")
    QTest.keyClick(desk.composer.receiver.field, KEY.Key_Return)
    desk.type("lewat Jalan Melati")
    assert desk.sent == [IssueOrder(parent_id=9, agency="dlh", appended="lewat Jalan Melati")]


def test_an_order_is_composed_with_the_keyboard_alone(qtbot: QtBot) -> None:
    desk = shown(qtbot, Desk(TOLD))
    desk.composer.set_checker(
        lambda order: ["Berlawanan dengan perintah #3."] if order.agency == "bpbd" else []
    )
    desk.panel.compose()
    desk.type("Buka semua jalan", "Plosokerep", "30 menit")
    assert "Tenggat terbaca" in desk.words()
    QTest.keyClicks(desk.composer.receiver.field, "bpbd")
    QTest.keyClick(desk.composer.receiver.field, KEY.Key_Return)
    urgency = QApplication.focusWidget()
    assert isinstance(urgency, QPushButton)
    QTest.keyClick(urgency, KEY.Key_Return)
    assert desk.sent == []
    assert "Berlawanan dengan perintah #3." in desk.words()
    again = QApplication.focusWidget()
    assert isinstance(again, QPushButton)
    QTest.keyClick(again, KEY.Key_Space)
    [command] = desk.sent
    assert command == IssueOrder(
        agency="bpbd",
        what="Buka semua jalan",
        where="Plosokerep",
        by_words="",
        by_at=NOW + 30 * MINUTE,
        urgency=Urgency.URGENT,
        despite_conflicts=True,
    )
    assert not desk.composer.isVisible()


def test_a_changed_text_is_checked_anew(qtbot: QtBot) -> None:
    desk = shown(qtbot, Desk(TOLD))
    desk.composer.set_checker(lambda order: ["Berlawanan."] if "Buka" in order.what else [])
    desk.composer.begin(receiver="bpbd")
    QTest.keyClicks(desk.composer.what, "Buka jalan")
    QTest.keyClick(desk.composer.what, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.sent == []
    desk.composer.what.setFocus()
    desk.composer.what.selectAll()
    QTest.keyClicks(desk.composer.what, "Jaga jalan")
    QTest.keyClick(desk.composer.what, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [command] = desk.sent
    assert isinstance(command, IssueOrder)
    assert not command.despite_conflicts


def test_escape_lets_go_and_the_keyboard_returns(qtbot: QtBot) -> None:
    desk = shown(qtbot, Desk(TOLD))
    desk.other.setFocus()
    desk.composer.begin()
    QTest.keyClick(desk.composer.what, KEY.Key_Escape)
    assert QApplication.focusWidget() is desk.other
    assert desk.sent == []


def test_arrows_go_from_card_to_card_and_escape_leaves(qtbot: QtBot) -> None:
    desk = shown(qtbot, Desk(ASKED, TOLD))
    left: list[bool] = []
    desk.panel.left.connect(lambda: left.append(True))
    press(desk, KEY.Key_Down)
    assert desk.panel.current() is desk.panel.cards[1]
    desk.panel.set_rows([TOLD], NOW)
    card = desk.panel.current()
    assert card is not None
    assert card.row is TOLD
    press(desk, KEY.Key_Escape)
    assert left == [True]


def test_a_question_about_an_order_goes_with_it(qtbot: QtBot) -> None:
    desk = shown(qtbot, Desk(TOLD, ASKED))
    press(desk, KEY.Key_C)
    assert desk.panel.prompt.asking
    desk.panel.set_rows([TOLD, ASKED], NOW + 1000)
    assert desk.panel.prompt.asking
    desk.panel.set_rows([TOLD], NOW + 2000)
    assert not desk.panel.prompt.asking
    desk.panel.focus_first()
    press(desk, KEY.Key_F)
    desk.panel.set_rows([ASKED], NOW + 3000)
    assert not desk.composer.isVisible()


def test_what_has_not_left_is_said_although_there_is_no_order(qtbot: QtBot) -> None:
    desk = Desk(narrow=True)
    qtbot.addWidget(desk)
    desk.show()
    assert not desk.panel.isVisible()
    desk.panel.set_unsent(["BELUM TERKIRIM: Perintah ke BPBD."])
    assert "BELUM TERKIRIM" in desk.words()
    desk.panel.set_unsent([])
    assert not desk.panel.isVisible()


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("30", 30), ("30 menit", 30), ("2 jam", 120), ("22.00", 13), ("22:00 WIB", 13), ("21.00", 13 + 23 * 60)],
)
def test_a_deadline_as_it_is_typed(typed: str, minutes: int) -> None:
    assert round((deadline_at(typed, NOW, ZONE) - NOW) / MINUTE) == minutes


@pytest.mark.parametrize("typed", ["besok 10.00", "secepatnya", "senin 08.00", "1 Desember 2026", "0", ""])
def test_what_cannot_be_read_stays_words(typed: str) -> None:
    assert deadline_at(typed, NOW, ZONE) == 0
