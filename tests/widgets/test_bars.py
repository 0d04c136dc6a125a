"""Link bar, top bar, banner, toasts, contacts and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.invented import NOW, WORDS, agencies
from widgets.banner import DrillBanner
from widgets.chips import KeyButton
from widgets.commandbar.bar import CommandBar
from widgets.commandbar.parse import CommandContext
from widgets.contacts.model import AgencyRow, Duty
from widgets.contacts.panel import ContactsPanel
from widgets.flow import Flow
from widgets.icons import ICONS, pixmap
from widgets.intents import Search, UseTheme
from widgets.keys import DEFAULTS, Action, KeyMap, action_word
from widgets.linkbar import Link, LinkBar, LinkState, link_sentence
from widgets.theme import Theme
from widgets.tickets import Ticket, TicketState, ticket_sentence
from widgets.toast import MOST, Toasts
from widgets.topbar import TopBar

THEME = Theme.load("dark")
KEY = Qt.Key


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


# --- link ---


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (LinkState(Link.LIVE, 1000), "Tersambung · data 1 dtk"),
        (LinkState(Link.STALE, 4000), "Basi · 4 dtk"),
        (LinkState(Link.DOWN, 133_000), "Terputus · data 2 mnt lalu"),
        (LinkState(Link.DOWN), "Terputus · belum ada data"),
        (LinkState(Link.CONNECTING, 3_733_000), "Menyambung… · data 1 j 02 lalu"),
        (LinkState(Link.REFUSED, None, reason="Sesi berakhir."), "Ditolak server · Sesi berakhir."),
    ],
)
def test_the_link_in_words(state: LinkState, sentence: str) -> None:
    assert link_sentence(state, WORDS) == sentence


def test_the_link_bar_says_everything_to_everybody(qtbot: QtBot) -> None:
    bar = LinkBar(THEME, WORDS)
    qtbot.addWidget(bar)
    bar.set_hints([("K", "klaim"), ("?", "semua tombol")])
    bar.set_state(LinkState(Link.DOWN, 133_000, queued=3, writable=False))
    assert "Terputus" in bar.accessibleName()
    assert "antrean kirim 3" in bar.accessibleName()
    assert "menolak penulisan" in bar.accessibleName()
    assert bar._link.property("tone") == "cut"
    bar.set_state(LinkState(Link.LIVE, 0))
    assert bar._link.property("tone") == "strong"
    assert not bar.grab().isNull()


def test_hints_give_way_whole_to_what_the_system_says(qtbot: QtBot) -> None:
    bar = LinkBar(THEME, WORDS)
    qtbot.addWidget(bar)
    bar.resize(640, 30)
    bar.show()
    bar.set_hints([("K", "klaim"), ("T", "tanya"), ("?", "semua tombol")])
    bar.set_state(LinkState(Link.LIVE, 0))
    assert all(cap.isVisible() for cap in bar._caps)
    bar.set_state(LinkState(Link.DOWN, 133_000, queued=3, reason="Tidak tersambung; sedang dicoba lagi."))
    shown = [cap for cap in bar._caps if cap.isVisible()]
    assert len(shown) < len(bar._caps)
    qtbot.waitUntil(lambda: all(cap.width() >= cap.sizeHint().width() for cap in shown))
    bar.resize(1366, 30)
    qtbot.waitUntil(lambda: all(cap.isVisible() for cap in bar._caps))


def test_the_top_bar_counts_and_ticks(qtbot: QtBot) -> None:
    bar = TopBar(THEME, WORDS, KeyMap())
    qtbot.addWidget(bar)
    bar.resize(1366, 44)
    bar.set_now(NOW)
    bar.counts.set_counts((2, 4, 14, 1024))
    assert bar._clock.text() == "21.47.08 WIB"
    assert bar.counts.accessibleName() == "Terbuka: Kritis 2, Tinggi 4, Sedang 14, Rendah 1024"
    assert not bar.grab().isNull()


# --- banner ---


def test_the_drill_is_said_and_a_real_report_is_louder(qtbot: QtBot) -> None:
    banner = DrillBanner(THEME)
    qtbot.addWidget(banner)
    banner.resize(1000, 36)
    assert not banner.isVisible()
    banner.set_drill(True, "Gladi banjir")
    assert banner.accessibleName() == "LATIHAN. Bukan kejadian nyata · Gladi banjir"
    assert not banner.live.isVisible()
    banner.set_real_reports(2)
    assert "Laporan NYATA masuk: 2" in banner.accessibleName()
    with qtbot.waitSignal(banner.live_requested):
        QTest.mouseClick(banner.live, Qt.MouseButton.LeftButton)
    banner.set_drill(False)
    assert not banner.isVisible()


# --- toasts ---


def test_a_toast_never_covers_what_has_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    fields = {}
    for name, x, y in (("right", 500, 380), ("left", 20, 380), ("top", 500, 60)):
        field = QLineEdit(window)
        field.setGeometry(x, y, 260, 60)
        fields[name] = field
    toasts = Toasts(THEME, window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    toasts.show_sentence("Tugaskan DLH: ditolak. Kejadian sudah selesai.", system=True)
    for field in fields.values():
        field.setFocus()
        covered = toasts.geometry().intersected(QRect(field.pos(), field.size()))
        assert covered.isEmpty(), field.pos()
        assert field.hasFocus()


def test_toasts_replace_stack_and_end(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widgets.toast.SHOWN_MS", 80)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    toasts = Toasts(THEME, window)
    toasts.show_sentence("antre", key="a")
    toasts.show_sentence("terkirim", key="a")
    assert toasts.sentences() == ["terkirim"]
    for number in range(5):
        toasts.show_sentence(str(number))
    assert len(toasts.sentences()) == MOST
    qtbot.waitUntil(lambda: not toasts.isVisible(), timeout=3000)


# --- contacts ---


@pytest.fixture
def contacts(qtbot: QtBot) -> ContactsPanel:
    panel = ContactsPanel(THEME, KeyMap())
    qtbot.addWidget(panel)
    panel.resize(330, 900)
    panel.set_agencies(agencies())
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def test_the_responsible_agency_comes_first_and_gaps_are_said(contacts: ContactsPanel) -> None:
    assert [card.agency.code for card in contacts.cards[:3]] == ["dlh", "pln", "bpbd"]
    assert "nomor belum diisi · belum diverifikasi" in words_in(contacts.cards[1])
    assert "0342-555-0110" in {button.text() for button in contacts.cards[0].findChildren(QPushButton)}
    assert "terverifikasi 2 hr lalu" in words_in(contacts.cards[0])
    assert "OPD utama" in contacts.cards[0].accessibleName()
    assert "nomor belum diisi" in contacts.cards[1].accessibleName()
    assert not contacts.grab().isNull()


def test_agencies_by_keyboard(contacts: ContactsPanel, qtbot: QtBot) -> None:
    contacts.focus_first()
    QTest.keyClick(contacts.cards[0], KEY.Key_Down)
    assert contacts.cards[1].hasFocus()
    QTest.keyClick(contacts.cards[1], KEY.Key_Up)
    QTest.keyClick(contacts.cards[0], KEY.Key_Up)
    assert contacts.cards[0].hasFocus()
    with qtbot.waitSignal(contacts.assign_requested) as asked:
        QTest.keyClick(contacts.cards[0], KEY.Key_Return)
    assert asked.args == ["dlh"]


def test_the_keyboard_stays_on_its_agency_when_the_order_changes(contacts: ContactsPanel) -> None:
    contacts.cards[2].setFocus()
    rows = [AgencyRow(a.code, a.short, a.name, duty=Duty.NONE) for a in reversed(agencies())]
    contacts.set_agencies(rows)
    focused = [card.agency.code for card in contacts.cards if card.hasFocus()]
    assert focused == ["bpbd"]


def test_another_incident_moves_the_cards_and_builds_none(contacts: ContactsPanel) -> None:
    before = {card.agency.code: card for card in contacts.cards}
    rows = [replace(a, duty=Duty.LEAD if a.code == "dishub" else Duty.NONE) for a in agencies()]
    contacts.set_agencies(rows)
    QApplication.processEvents()
    assert contacts.cards[0].agency.code == "dishub"
    assert "OPD utama" in contacts.cards[0].accessibleName()
    assert all(before[card.agency.code] is card for card in contacts.cards)
    tops = [card.y() for card in contacts.cards]
    assert tops == sorted(tops)
    changed = [replace(a, people=()) if a.code == "dlh" else a for a in rows]
    contacts.set_agencies(changed)
    QApplication.processEvents()
    tops = [card.y() for card in contacts.cards]
    assert tops == sorted(tops)
    assert "nomor belum diisi" in words_in(next(c for c in contacts.cards if c.agency.code == "dlh"))


def test_a_pack_without_agencies_says_so(qtbot: QtBot) -> None:
    panel = ContactsPanel(THEME, KeyMap())
    qtbot.addWidget(panel)
    panel.set_agencies([])
    panel.show()
    assert panel._empty.isVisible()


# --- command bar ---


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def bar(window: QWidget) -> CommandBar:
    bar = CommandBar(THEME, window)
    bar.setGeometry(10, 10, 400, 30)
    bar.set_context(lambda: CommandContext(selected=7, agencies={"DLH": "dlh"}))
    bar.show()
    return bar


def test_commands_complete_run_and_are_remembered(bar: CommandBar, qtbot: QtBot) -> None:
    bar.begin()
    QTest.keyClicks(bar, "tem")
    assert bar.drop.isVisible()
    QTest.keyClick(bar, KEY.Key_Tab)
    assert bar.text() == "tema "
    QTest.keyClick(bar, KEY.Key_Down)
    QTest.keyClick(bar, KEY.Key_Down)
    with qtbot.waitSignal(bar.view_requested) as asked:
        QTest.keyClick(bar, KEY.Key_Return)
    assert asked.args == [UseTheme("light")]
    assert not bar.drop.isVisible()
    with qtbot.waitSignal(bar.command_requested):
        QTest.keyClicks(bar, "klaim")
        QTest.keyClick(bar, KEY.Key_Return)
    bar.begin()
    QTest.keyClick(bar, KEY.Key_Up)
    assert bar.text() == "klaim"
    QTest.keyClick(bar, KEY.Key_Up)
    assert bar.text() == "tema terang"
    QTest.keyClick(bar, KEY.Key_Down)
    assert bar.text() == "klaim"


def test_a_problem_is_said_and_the_line_stays(bar: CommandBar) -> None:
    bar.begin()
    QTest.keyClicks(bar, "tugaskan DPRD")
    QTest.keyClick(bar, KEY.Key_Return)
    assert "DPRD" in bar._says.text()
    assert bar._says.isVisible()
    assert bar.text() == "tugaskan DPRD"
    QTest.keyClick(bar, KEY.Key_Escape)
    assert bar.text() == ""
    assert not bar.drop.isVisible()


def test_anything_else_is_a_search(bar: CommandBar, qtbot: QtBot) -> None:
    bar.begin()
    QTest.keyClicks(bar, "jalan mawar")
    with qtbot.waitSignal(bar.view_requested) as asked:
        QTest.keyClick(bar, KEY.Key_Return)
    assert asked.args == [Search("jalan mawar")]


def test_empty_line_just_leaves(bar: CommandBar, qtbot: QtBot) -> None:
    bar.begin()
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar, KEY.Key_Return)


# --- keys ---


def test_defaults_are_unique_and_have_words() -> None:
    assert set(DEFAULTS) == set(Action)
    assert len(set(DEFAULTS.values())) == len(DEFAULTS)
    assert len({action_word(action) for action in Action}) == len(Action)


def test_overrides_win_and_problems_are_told() -> None:
    keys, problems = KeyMap.with_overrides(
        {"claim": "j", "assign": "J", "fly": "F", "note": "tombol aneh", "ghost": "", "prank": "K"}
    )
    assert keys.key(Action.CLAIM) == "J"
    assert keys.key(Action.ASSIGN) == "A"
    assert keys.key(Action.GHOST) == ""
    assert keys.key(Action.PRANK) == "K"
    assert len(problems) == 3
    assert any("fly" in problem for problem in problems)


def test_an_override_takes_the_key_from_a_default() -> None:
    keys, problems = KeyMap.with_overrides({"note": "K"})
    assert (keys.key(Action.NOTE), keys.key(Action.CLAIM), problems) == ("K", "", [])


# --- words and icons ---


@pytest.mark.parametrize("state", list(TicketState))
def test_every_ticket_has_a_sentence(state: TicketState) -> None:
    assert ticket_sentence(Ticket("1", 2, "Klaim", state, "Sebab.")).startswith("Klaim: ")


def test_every_icon_is_in_the_set(qtbot: QtBot) -> None:
    del qtbot
    assert QApplication.instance() is not None
    for name in ICONS:
        picture = pixmap(name, "#FFFFFF", 16).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name
    with pytest.raises(KeyError):
        pixmap("dragon", "#FFFFFF", 16)


def test_a_cut_line_is_said_louder_than_a_late_one(qtbot: QtBot) -> None:
    bar = LinkBar(Theme.load("dark"), WORDS)
    qtbot.addWidget(bar)
    tones = []
    for link in (Link.LIVE, Link.STALE, Link.DOWN, Link.LIVE):
        bar.set_state(LinkState(link, 4000))
        tones.append(bar._link.property("tone"))
    assert tones == ["strong", "system", "cut", "strong"]


def test_what_does_not_fit_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    theme = Theme.load("dark")
    holder = QWidget()
    qtbot.addWidget(holder)
    buttons = [KeyButton(theme, words, "K") for words in ("Tugaskan", "Klaim", "Status", "Ubah", "Gabung")]
    flow = Flow(buttons, 6)
    holder.setLayout(flow)
    buttons[1].hide()
    holder.resize(flow.sizeHint().width(), 40)
    holder.show()
    shown = [button for button in buttons if button is not buttons[1]]
    assert {button.y() for button in shown} == {0}
    narrow = flow.sizeHint().width() - 1
    holder.resize(narrow, flow.heightForWidth(narrow))
    assert len({button.y() for button in shown}) == 2
    for button in shown:
        assert button.width() == button.sizeHint().width()
        assert holder.rect().contains(button.geometry())
