"""The dispatch window as one thing: keys, panes, folding, what is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.windows.dispatch import DispatchWindow
from services.contract.commands import ClaimIncident, DisposeIncident
from services.contract.records import Disposition, Role, Status
from services.rules.permissions import tags_for
from tests.widgets.invented import CHOICES, NOW, WORDS, Adviser, agencies, detail, evening
from widgets.intents import ChooseLog, ShowMap, UseSound, UseTheme
from widgets.keys import KeyMap
from widgets.linkbar import Link, LinkState
from widgets.queue.model import QueueFilter, Tab
from widgets.sound import Alarm
from widgets.theme import NAMES, Theme
from widgets.tickets import Ticket, TicketState

KEY = Qt.Key


class Sent(QObject):
    def __init__(self, window: DispatchWindow) -> None:
        super().__init__(window)
        self.commands: list[object] = []
        self.views: list[object] = []
        self.selected: list[int] = []
        self.filters: list[QueueFilter] = []
        window.command_requested.connect(self.commands.append)
        window.view_requested.connect(self.views.append)
        window.incident_selected.connect(self.selected.append)
        window.queue.filter_requested.connect(self.filters.append)


@pytest.fixture
def window(qtbot: QtBot) -> DispatchWindow:
    theme = Theme.load("dark")
    window = DispatchWindow(theme, WORDS)
    qtbot.addWidget(window)
    window.setStyleSheet(theme.stylesheet())
    window.set_permitted(frozenset(tags_for(Role.SUPERVISOR)), tuple(Status))
    window.set_now(NOW)
    window.queue.set_source(evening())
    window.detail.set_choices(CHOICES)
    window.contacts.set_agencies(agencies())
    window.intake.set_advisor(Adviser())
    window.link.set_state(LinkState(Link.LIVE, 1000))
    window.top.alarm.watch(Alarm(window))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def sent(window: DispatchWindow) -> Sent:
    return Sent(window)


def keyboard() -> QWidget:
    target = QApplication.focusWidget()
    assert target is not None
    return target


def press(*keys: Qt.Key, words: str = "") -> None:
    if words:
        QTest.keyClicks(keyboard(), words)
    for key in keys:
        QTest.keyClick(keyboard(), key)


def test_the_list_has_the_keyboard_at_first(window: DispatchWindow, sent: Sent) -> None:
    assert window.queue.view.hasFocus()
    press(KEY.Key_Down)
    assert sent.selected == [187]


def test_single_keys_act_on_the_selected_incident(window: DispatchWindow, sent: Sent) -> None:
    window.detail.set_detail(detail(owner="", mine=False))
    press(KEY.Key_K)
    window.detail.set_detail(detail(rank=2, report_count=1, agencies=()))
    press(KEY.Key_I)
    press(KEY.Key_G)
    assert sent.commands == [
        ClaimIncident(incident_id=201),
        DisposeIncident(incident_id=201, disposition=Disposition.PRANK),
        DisposeIncident(incident_id=201, disposition=Disposition.GHOST),
    ]


def test_without_a_selection_a_key_says_what_to_do(window: DispatchWindow, sent: Sent) -> None:
    press(KEY.Key_K)
    assert sent.commands == []
    assert window.toasts.sentences() == ["Pilih kejadian dahulu."]


def test_letters_typed_into_a_field_are_letters(window: DispatchWindow, sent: Sent, qtbot: QtBot) -> None:
    window.detail.set_detail(detail(rank=2, report_count=1, agencies=()))
    QTest.keyClick(keyboard(), KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.queue.filter_requested, timeout=3000):
        press(words="kgi ?/n")
    assert window.queue.filters.search.text() == "kgi ?/n"
    assert sent.commands == []
    assert not window.keyhelp.isVisible()


def test_letters_in_a_question_are_no_actions(window: DispatchWindow, sent: Sent) -> None:
    window.detail.set_detail(detail(rank=2, report_count=1, agencies=()))
    press(KEY.Key_S)
    press(KEY.Key_I)
    press(KEY.Key_G)
    assert sent.commands == []
    assert window.detail.prompt.isVisible()
    press(KEY.Key_Escape)
    assert window.queue.view.hasFocus()


def test_a_new_report_from_key_to_key(window: DispatchWindow, sent: Sent) -> None:
    press(KEY.Key_N)
    assert window.intake.isVisible()
    assert window.intake.phone.hasFocus()
    press(KEY.Key_Tab, KEY.Key_Tab, words="0812")
    press(words="pohon tumbang di jalan")
    press(KEY.Key_Escape)
    assert window.detail.isVisible()
    assert window.queue.view.hasFocus()
    press(KEY.Key_N)
    assert window.intake.text.toPlainText() == "pohon tumbang di jalan"
    QTest.keyClick(keyboard(), KEY.Key_I, Qt.KeyboardModifier.AltModifier)
    assert len(sent.commands) == 1
    assert not window.intake.isVisible()


def test_who_may_not_report_gets_no_form(window: DispatchWindow) -> None:
    window.set_permitted(frozenset(tags_for(Role.AUDITOR)), ())
    assert not window.top.new.isVisible()
    press(KEY.Key_N)
    assert not window.intake.isVisible()


def test_the_command_bar_reaches_everything(window: DispatchWindow, sent: Sent, qtbot: QtBot) -> None:
    press(KEY.Key_Slash)
    press(KEY.Key_Return, words="tema terang")
    assert sent.views == [UseTheme("light")]
    assert window.queue.view.hasFocus()
    press(KEY.Key_Slash)
    with qtbot.waitSignal(window.queue.filter_requested, timeout=3000):
        press(KEY.Key_Return, words="jalan mawar")
    assert sent.filters[-1].text == "jalan mawar"


def test_map_sound_and_tabs_have_keys(window: DispatchWindow, sent: Sent) -> None:
    press(KEY.Key_H, KEY.Key_M, KEY.Key_M, KEY.Key_B)
    assert sent.views == [ShowMap("home"), ShowMap("heat"), ShowMap("points"), UseSound(False)]
    press(KEY.Key_4)
    assert sent.filters[-1].tab is Tab.OVERDUE


def test_panes_by_key(window: DispatchWindow) -> None:
    window.detail.set_detail(detail())
    map_view = QLineEdit()
    window.set_map(map_view)
    panes: list[QWidget] = [map_view, window.detail, window.contacts, window.queue]
    for pane in panes:
        press(KEY.Key_F6)
        assert pane is keyboard() or pane.isAncestorOf(keyboard())
    QTest.keyClick(keyboard(), KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert window.contacts.isAncestorOf(keyboard())
    press(KEY.Key_Q)
    assert window.queue.view.hasFocus()
    press(KEY.Key_O)
    assert window.contacts.isAncestorOf(keyboard())
    press(KEY.Key_E)
    assert window.detail.isAncestorOf(keyboard())


def test_enter_opens_the_detail(window: DispatchWindow) -> None:
    window.detail.set_detail(detail())
    press(KEY.Key_Down, KEY.Key_Return)
    assert window.detail.isAncestorOf(keyboard())


def test_an_agency_is_assigned_from_its_card(window: DispatchWindow) -> None:
    window.detail.set_detail(detail(agencies=(), suggested_agencies=()))
    press(KEY.Key_O, KEY.Key_Return)
    assert window.detail.prompt.isVisible()
    assert window.detail.prompt.answer().picked == ("dlh",)


def test_all_keys_are_listed_and_put_away(window: DispatchWindow) -> None:
    press(KEY.Key_Question)
    assert window.keyhelp.isVisible()
    assert not window.keyhelp.grab().isNull()
    press(KEY.Key_Escape)
    assert not window.keyhelp.isVisible()
    assert window.queue.view.hasFocus()


def test_other_keys_can_be_put_in_force(window: DispatchWindow, sent: Sent) -> None:
    keys, problems = KeyMap.with_overrides({"claim": "J"})
    assert problems == []
    window.set_keys(keys)
    window.detail.set_detail(detail(owner="", mine=False))
    press(KEY.Key_K)
    assert sent.commands == []
    press(KEY.Key_J)
    assert sent.commands == [ClaimIncident(incident_id=201)]


def test_contacts_fold_under_the_queue_where_there_is_little_room(window: DispatchWindow) -> None:
    assert window.contacts.parent() is window.queue.parent()
    window.resize(1920, 1080)
    assert window.contacts.parent() is not window.queue.parent()
    assert window.queue.width() == pytest.approx(690, abs=4)
    assert window.contacts.width() == pytest.approx(330, abs=4)
    window.resize(1366, 768)
    assert window.contacts.parent() is window.queue.parent()
    assert window.contacts.isVisible()


def test_the_layout_is_remembered(window: DispatchWindow, qtbot: QtBot) -> None:
    window.resize(1920, 1080)
    window._main.setSizes([800, 790, 330])
    window._main.splitterMoved.emit(800, 1)
    saved = window.save_layout()
    again = DispatchWindow(Theme.load("dark"), WORDS)
    qtbot.addWidget(again)
    assert again.restore_layout(saved)
    again.resize(1920, 1080)
    again.show()
    assert again.queue.width() == pytest.approx(800, abs=6)


@pytest.mark.parametrize(
    "saved", [b"", b"[]", b"{", b'{"wide.main": ["a"]}', b'{"wide.main": [-1]}', b"\xff", b"7"]
)
def test_a_damaged_layout_is_left_alone(window: DispatchWindow, saved: bytes) -> None:
    assert not window.restore_layout(saved) or saved == b"[]"
    assert window.queue.width() > 300


def test_the_theme_changes_at_once(window: DispatchWindow) -> None:
    window.detail.set_detail(detail())
    window.queue.select(201)
    for name in NAMES:
        theme = Theme.load(name)
        window.setStyleSheet(theme.stylesheet())
        window.set_theme(theme)
        background = window.queue.grab().toImage().pixelColor(3, 3)
        assert background.name().upper() == theme.rail


def test_tickets_become_sentences(window: DispatchWindow) -> None:
    window.show_ticket(Ticket("1", 201, "Klaim", TicketState.SENT))
    window.show_ticket(Ticket("1", 201, "Klaim", TicketState.REJECTED, "Sudah dipegang O-2."))
    assert window.toasts.sentences() == ["Klaim: ditolak. Sudah dipegang O-2."]
    assert window.queue.view.hasFocus()


def test_back_to_the_real_log(window: DispatchWindow, sent: Sent) -> None:
    window.banner.set_drill(True)
    window.banner.set_real_reports(1)
    QTest.mouseClick(window.banner.live, Qt.MouseButton.LeftButton)
    assert sent.views == [ChooseLog("live")]


def test_the_keyboard_reaches_every_control(window: DispatchWindow) -> None:
    """Tab alone walks over the header, the list, the actions and the contacts, and comes back."""
    window.detail.set_detail(detail())
    window.queue.view.setFocus()
    seen: list[QWidget] = []
    for _ in range(120):
        press(KEY.Key_Tab)
        if keyboard() in seen:
            break
        seen.append(keyboard())
    for pane in (window.top, window.queue, window.detail, window.contacts):
        assert any(pane.isAncestorOf(widget) for widget in seen), pane
    assert window.queue.header in seen
    unnamed = [
        widget
        for widget in seen
        if not (widget.accessibleName() or widget.property("text") or widget.accessibleDescription())
        and widget.metaObject().className() not in ("QScrollArea",)
    ]
    assert unnamed == []


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("name", NAMES)
def test_every_size_and_theme_paints(qtbot: QtBot, size: tuple[int, int], name: str) -> None:
    window = DispatchWindow(Theme.load(name, 1.7 if size[0] > 2000 else 1.0), WORDS)
    qtbot.addWidget(window)
    window.queue.set_source(evening())
    window.detail.set_detail(detail())
    window.resize(*size)
    picture = window.grab().toImage()
    assert (picture.width(), picture.height()) == size


def test_on_a_small_screen_the_contacts_get_room_while_they_are_used(
    qtbot: QtBot, window: DispatchWindow
) -> None:
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.width() == 1366)
    before = window.contacts.height()
    window.contacts.focus_first()
    qtbot.waitUntil(lambda: window.contacts.height() > before)
    window.queue.view.setFocus()
    qtbot.waitUntil(lambda: window.contacts.height() == before)


def test_enter_presses_what_has_the_keyboard_and_a_held_one_does_not(window: DispatchWindow) -> None:
    window.detail.set_detail(detail())
    press(KEY.Key_Down, KEY.Key_Return)
    button = window.detail.first_button()
    assert keyboard() is button
    held = QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    assert not window.detail.prompt.asking
    press(KEY.Key_Return)
    assert window.detail.prompt.asking


def test_enter_on_cancel_cancels(window: DispatchWindow, sent: Sent) -> None:
    window.detail.set_detail(detail())
    press(KEY.Key_Down, KEY.Key_C)
    press(words="sudah aman")
    cancel = next(b for b in window.detail.prompt.findChildren(QPushButton) if b.text() == "Batal")
    cancel.setFocus()
    press(KEY.Key_Return)
    assert not window.detail.prompt.asking
    assert sent.commands == []


def test_a_call_taken_from_the_detail_leaves_the_queue_its_room(window: DispatchWindow) -> None:
    window.detail.set_detail(detail())
    press(KEY.Key_Down, KEY.Key_Return)
    before = window.queue.height()
    press(KEY.Key_N)
    assert window.intake.isAncestorOf(keyboard())
    assert window.queue.height() == before


def test_nothing_of_a_call_is_scrolled_away_on_a_small_screen(window: DispatchWindow, qtbot: QtBot) -> None:
    high = window._map_slot.height()
    press(KEY.Key_N)
    form = window.intake
    qtbot.wait_until(lambda: window._map_slot.height() < high)
    for part in (form.phone, form.place, form.rank_why):
        assert part.visibleRegion().boundingRect().size() == part.size()
    press(KEY.Key_Escape)
    qtbot.wait_until(lambda: window._map_slot.height() == high)


def test_before_the_first_agencies_the_contacts_accuse_nobody(qtbot: QtBot) -> None:
    window = DispatchWindow(Theme.load("dark"), WORDS)
    qtbot.addWidget(window)
    window.contacts.set_permitted(frozenset(tags_for(Role.SUPERVISOR)))
    said = {label.text() for label in window.contacts.findChildren(QLabel)}
    assert not any("agencies.yaml" in words for words in said)
    window.contacts.set_agencies(())
    said = {label.text() for label in window.contacts.findChildren(QLabel)}
    assert any("agencies.yaml" in words for words in said)
