"""Contacts and roster edited by keyboard: what is asked for, what is refused, what stays while typing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from services.contract.contacts import (
    Contact,
    ContactChannel,
    Duty,
    DutyKind,
    RemoveContact,
    RemoveDuty,
    SaveContact,
    SaveDuty,
)
from services.rules.addresses import address_problem
from tests.widgets.detail.driving import press
from tests.widgets.invented import NOW, WORDS
from widgets.contacts.editor import ContactEditor
from widgets.contacts.model import AgencyBook
from widgets.contacts.times import moment_of
from widgets.labels import flat_button
from widgets.theme import Theme

KEY = Qt.Key
HOUR = 3_600_000
PHONE = ContactChannel(kind="phone", address="0342 555 0110", verified_at=5, verified_by="sri", note="meja")
REGU = Contact(
    id="dlh-2",
    agency="dlh",
    name="Regu 2",
    position="Petugas piket",
    rank=1,
    channels=(PHONE, ContactChannel(kind="whatsapp", address="0812 5555 0110")),
)
NIGHT = Duty(id="n", agency="dlh", contact_id="dlh-2", start=NOW - HOUR, end=NOW + 8 * HOUR)
BOOK = AgencyBook("dlh", "DLH", "Dinas Lingkungan Hidup", (REGU,), (NIGHT,))
PLAIN = tuple(replace(channel, verified_at=0, verified_by="") for channel in REGU.channels)


@pytest.fixture
def editor(qtbot: QtBot) -> ContactEditor:
    editor = ContactEditor(Theme.load("dark"), WORDS)
    qtbot.addWidget(editor)
    editor.resize(800, 400)
    editor.set_checker(address_problem)
    editor.set_now(NOW)
    editor.show_book(BOOK)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    editor.begin()
    return editor


@pytest.fixture
def sent(editor: ContactEditor) -> list[object]:
    commands: list[object] = []
    editor.command_requested.connect(commands.append)
    return commands


def test_a_contact_is_shown_changed_and_saved(editor: ContactEditor, sent: list[object]) -> None:
    people = editor.people
    assert people.name.text() == "Regu 2"
    people.name.setFocus()
    QTest.keySequence(people.name, "Ctrl+A")
    press(KEY.Key_Return, "Regu 3")
    expected = replace(REGU, name="Regu 3", channels=PLAIN)
    assert sent == [SaveContact(contact=expected)]


def test_the_order_of_channels_is_that_of_the_lines(editor: ContactEditor, sent: list[object]) -> None:
    people = editor.people
    people.lines[1].moved_up.emit(people.lines[1])
    people.store()
    assert sent == [SaveContact(contact=replace(REGU, channels=PLAIN[::-1]))]
    people.lines[0].removed.emit(people.lines[0])
    people.store()
    assert sent[1:] == [SaveContact(contact=replace(REGU, channels=PLAIN[:1]))]


def test_a_wrong_address_is_told_and_nothing_is_sent(editor: ContactEditor, sent: list[object]) -> None:
    editor.people.lines[0].address.setText("tanya Budi")
    editor.people.store()
    assert sent == []
    assert "tidak dapat ditelepon" in editor.people.problem.text()
    assert editor.people.problem.property("tone") == "system"


def test_a_new_contact_gets_a_code_of_its_own(editor: ContactEditor, sent: list[object]) -> None:
    people = editor.people
    people.list.setCurrentRow(people.list.count() - 1)
    assert people.name.text() == ""
    people.store()
    assert sent == []
    people.name.setText("2")
    people.lines[0].address.setText("112")
    people.store()
    channel = ContactChannel(kind="phone", address="112")
    assert sent == [SaveContact(contact=Contact(id="dlh-2-2", agency="dlh", name="2", channels=(channel,)))]


def test_what_somebody_types_stays_when_the_log_moves_on(editor: ContactEditor) -> None:
    editor.people.name.setText("Regu Tiga")
    other = Contact(id="dlh-9", agency="dlh", name="Kepala bidang")
    editor.show_book(AgencyBook("dlh", "DLH", "Dinas", (REGU, other), (NIGHT,)))
    assert editor.people.name.text() == "Regu Tiga"
    assert editor.people.list.count() == 3
    editor.show_book(AgencyBook("bpbd", "BPBD", "Badan", (), ()))
    assert editor.people.name.text() == ""


def test_removing_is_asked_of_the_backend(editor: ContactEditor, sent: list[object]) -> None:
    editor.people.remove.click()
    assert sent == [RemoveContact(contact_id="dlh-2")]


def test_a_duty_over_midnight(editor: ContactEditor, sent: list[object]) -> None:
    roster = editor.roster
    editor.tabs[1].setChecked(True)
    roster.kind.setCurrentIndex(2)
    roster.start.setFocus()
    press(KEY.Key_Tab, "22.00")
    press(KEY.Key_Return, "06.00")
    (command,) = sent
    assert isinstance(command, SaveDuty)
    start = moment_of("22.00", NOW, WORDS.zone)
    assert start is not None
    duty = command.duty
    assert (duty.agency, duty.contact_id, duty.kind) == ("dlh", "dlh-2", DutyKind.SUBSTITUTE)
    assert (duty.start, duty.end) == (start, start + 8 * HOUR)
    assert "21-11-2026 22.00 sampai 22-11-2026 06.00" in roster.problem.text()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("besok", "06.00", "Mulai: tulis jam"),
        ("22.00", "pagi", "Selesai: tulis jam"),
        ("22.00", "21-11 20.00", "harus selesai setelah mulai"),
    ],
)
def test_a_wrong_time_is_told(
    editor: ContactEditor, sent: list[object], start: str, end: str, words: str
) -> None:
    editor.roster.start.setText(start)
    editor.roster.end.setText(end)
    editor.roster.store()
    assert sent == []
    assert words in editor.roster.problem.text()


def test_the_roster_is_listed_and_a_duty_can_be_taken_out(editor: ContactEditor, sent: list[object]) -> None:
    editor.tabs[1].setChecked(True)
    told = " ".join(label.text() for label in editor.roster.findChildren(QLabel))
    assert "Regu 2 · jadwal" in told
    kind = type(flat_button(Theme.load("dark"), ""))
    away = next(b for b in editor.roster.findChildren(kind) if b.text() == "×")
    assert "Hapus piket Regu 2" in away.accessibleName()
    away.click()
    assert sent == [RemoveDuty(duty_id="n")]


def test_escape_closes(editor: ContactEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.closed):
        press(KEY.Key_Escape)
