"""The contact panel by keyboard: calling, writing, what came of it, and what is offered to whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

from services.contract.contacts import CallOutcome, DeliveryState, DutyKind
from services.contract.contacts import TestReach as Try
from services.contract.records import Role
from services.rules.permissions import tags_for
from tests.widgets.detail.driving import keyboard, press
from tests.widgets.invented import agencies
from widgets.contacts.card import AgencyCard
from widgets.contacts.model import CallResult, Reaching
from widgets.contacts.panel import ContactsPanel
from widgets.contacts.words import delivery_word, outcome_word, turn_word

KEY = Qt.Key


def collected(signal: object) -> list[object]:
    heard: list[object] = []
    signal.connect(heard.append)  # type: ignore[attr-defined]
    return heard


def card(panel: ContactsPanel, code: str) -> AgencyCard:
    return next(card for card in panel.cards if card.agency.code == code)


def said(panel: ContactsPanel, code: str) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in card(panel, code).findChildren(QLabel))


def test_every_state_and_outcome_has_a_word() -> None:
    assert all(outcome_word(one) for one in CallOutcome)
    assert all(delivery_word(one) for one in DeliveryState)
    assert all(turn_word(one) for one in DutyKind)


def test_folded_it_says_who_is_on_duty_and_whether_the_number_is_proven(panel: ContactsPanel) -> None:
    dlh = said(panel, "dlh")
    assert "Regu 2 piket s.d. 06.00 · pengganti" in dlh
    assert "terverifikasi 2 hr lalu" in dlh
    assert "jawab terakhir 2 j lalu · +2 saluran" in dlh
    assert "1 pengiriman gagal" in dlh
    bpbd = card(panel, "bpbd")
    gap = next(label for label in bpbd.findChildren(QLabel) if "tidak ada yang piket" in label.text())
    assert gap.property("tone") == "system"
    unproven = next(label for label in bpbd.findChildren(QLabel) if label.text() == "belum diverifikasi")
    assert unproven.property("tone") == "system"


def test_opened_it_says_everything_and_another_one_closes_it(panel: ContactsPanel) -> None:
    panel.focus_first()
    press(KEY.Key_Right)
    told = said(panel, "dlh")
    for words in (
        "Regu 2 · Petugas piket · piket sekarang",
        "Koordinator lapangan",
        "tidak diangkat 20 mnt lalu",
        "median 4 mnt · p90 11 mnt (12 jawaban)",
        "uji 21 Nov 08.00: 2 dari 3 saluran tersambung",
        "21.37 surel Koordinator: gagal — “550 mailbox unavailable”",
    ):
        assert words in told
    assert card(panel, "dlh").hasFocus()
    press(KEY.Key_Down)
    press(KEY.Key_Right)
    assert [one.agency.code for one in panel.cards if one.opened] == ["pln"]
    press(KEY.Key_Left)
    assert not any(one.opened for one in panel.cards)


@pytest.mark.parametrize(
    ("key", "kind"), [(KEY.Key_T, "phone"), (KEY.Key_W, "whatsapp")], ids=["call", "write"]
)
def test_one_key_reaches_whoever_is_on_duty(panel: ContactsPanel, key: Qt.Key, kind: str) -> None:
    wanted = collected(panel.reach_requested)
    panel.focus_first()
    press(key)
    (reaching,) = wanted
    assert isinstance(reaching, Reaching)
    assert (reaching.contact_id, reaching.channel.kind, reaching.order_id) == ("dlh-2", kind, 7)


def test_without_such_a_channel_a_sentence_says_so(panel: ContactsPanel) -> None:
    wanted, notices = collected(panel.reach_requested), collected(panel.notice_requested)
    card(panel, "bpbd").setFocus()
    press(KEY.Key_W)
    assert wanted == []
    assert notices == ["OPD ini belum mempunyai saluran seperti itu."]
    press(KEY.Key_T)
    assert [one.channel.kind for one in wanted] == ["radio"]  # type: ignore[attr-defined]


def test_the_card_takes_its_keys_from_the_window(panel: ContactsPanel) -> None:
    for key, mine in ((KEY.Key_T, True), (KEY.Key_W, True), (KEY.Key_A, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(panel.cards[0], event)
        assert event.isAccepted() is mine


def test_a_click_on_the_address_reaches_it(panel: ContactsPanel) -> None:
    wanted = collected(panel.reach_requested)
    button = next(b for b in panel.cards[0].findChildren(QPushButton) if b.text() == "0342-555-0110")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(wanted) == 1


def call(panel: ContactsPanel) -> list[object]:
    """Press T on the first agency, as the console answers it."""
    panel.reach_requested.connect(panel.ask_outcome)
    results = collected(panel.called)
    panel.focus_first()
    press(KEY.Key_T)
    return results


def test_what_came_of_a_call_with_their_words(panel: ContactsPanel) -> None:
    results = call(panel)
    press(KEY.Key_1)
    press(KEY.Key_Return)
    press(KEY.Key_Tab, "Siap, dua orang berangkat")
    press(KEY.Key_Return, "14")
    (result,) = results
    assert isinstance(result, CallResult)
    assert (result.outcome, result.words, result.ms, result.acknowledged) == (
        CallOutcome.ANSWERED,
        "Siap, dua orang berangkat",
        14_000,
        False,
    )
    assert panel.cards[0].hasFocus()


def test_an_acknowledgement_needs_an_answer_and_their_words(panel: ContactsPanel) -> None:
    results = call(panel)
    box = panel.prompt.findChild(QCheckBox)
    assert box is not None
    box.setChecked(True)
    press(KEY.Key_2)
    panel.prompt.accept()
    assert results == []
    press(KEY.Key_1)
    panel.prompt.accept()
    assert results == []
    press(KEY.Key_Return)
    press(KEY.Key_Return, "siap")
    assert [one.acknowledged for one in results] == [True]  # type: ignore[attr-defined]


def test_cards_built_anew_while_a_question_is_open_take_the_keyboard_back(panel: ContactsPanel) -> None:
    panel.reach_requested.connect(panel.ask_outcome)
    results = collected(panel.called)
    card(panel, "bpbd").setFocus()
    press(KEY.Key_T)
    panel.set_agencies([replace(one, answered="jawab terakhir 3 j lalu") for one in agencies()])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    press(KEY.Key_2)
    panel.prompt.accept()
    assert len(results) == 1
    assert card(panel, "bpbd").hasFocus()


def test_only_what_the_role_may_do_is_offered(panel: ContactsPanel) -> None:
    commands, edits = collected(panel.command_requested), collected(panel.edit_requested)
    panel.focus_first()
    press(KEY.Key_F5)
    press(KEY.Key_F2)
    assert commands == [Try(agency="dlh")]
    assert edits == ["dlh"]
    panel.set_permitted(frozenset(tags_for(Role.OPERATOR)))
    panel.focus_first()
    press(KEY.Key_F5)
    press(KEY.Key_F2)
    assert (len(commands), len(edits)) == (1, 1)
    panel.reach_requested.connect(panel.ask_outcome)
    press(KEY.Key_T)
    assert panel.prompt.asking
    panel.prompt.dismiss()
    panel.set_permitted(frozenset(tags_for(Role.AUDITOR)))
    panel.focus_first()
    press(KEY.Key_T)
    assert not panel.prompt.asking


def test_the_keyboard_stays_on_a_button_s_agency_when_ages_change(panel: ContactsPanel) -> None:
    panel.focus_first()
    press(KEY.Key_Right)
    press(KEY.Key_Tab)
    assert keyboard() is not panel.cards[0]
    panel.set_agencies([replace(one, tested="uji hari ini") for one in agencies()])
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert panel.cards[0].hasFocus()
