"""What waits for a human stays on the screen until a human decided."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from widgets.theme import Theme
from widgets.tickets import Ticket, TicketState
from widgets.unsettled import SHOWN, UnsettledPanel


def ticket(number: int, state: TicketState, why: str = "") -> Ticket:
    return Ticket(command_id=f"c{number}", incident_id=number, what=f"Klaim {number}", state=state, why=why)


def test_only_what_waits_is_shown_and_both_ways_out_work(qtbot: QtBot) -> None:
    panel = UnsettledPanel(Theme.load("dark"))
    qtbot.addWidget(panel)
    panel.set_tickets([ticket(1, TicketState.QUEUED), ticket(2, TicketState.CONFIRMED)])
    assert panel.isHidden()
    panel.set_tickets(
        [ticket(3, TicketState.EXPIRED, "terlambat"), ticket(4, TicketState.REJECTED, "selesai")]
    )
    assert not panel.isHidden()
    shown = [label.text() for label in panel.findChildren(QLabel)]
    assert any("terlambat" in words for words in shown)
    heard: list[tuple[str, str]] = []
    panel.resend_requested.connect(lambda key: heard.append(("again", key)))
    panel.discard_requested.connect(lambda key: heard.append(("drop", key)))
    for button in panel.findChildren(QPushButton):
        button.click()
    assert heard == [("again", "c3"), ("drop", "c3"), ("again", "c4"), ("drop", "c4")]
    panel.set_tickets([])
    assert panel.isHidden()


def test_what_was_typed_can_be_read_and_copied(qtbot: QtBot) -> None:
    panel = UnsettledPanel(Theme.load("dark"))
    qtbot.addWidget(panel)
    words = "pohon tumbang menutup jalan, kabel terbawa"
    refused = replace(ticket(1, TicketState.REJECTED, "diambil ani"), typed=words)
    panel.set_tickets([refused])
    assert words in [label.text().replace("\u200b", "") for label in panel.findChildren(QLabel)]
    copy = next(button for button in panel.findChildren(QPushButton) if button.text() == "Salin")
    copy.click()
    assert QGuiApplication.clipboard().text() == words
    panel.set_tickets([replace(refused, typed="pohon tumbang " * 200)])
    assert max(len(label.text().replace("\u200b", "")) for label in panel.findChildren(QLabel)) == SHOWN
    [button for button in panel.findChildren(QPushButton) if button.text() == "Salin"][-1].click()
    assert QGuiApplication.clipboard().text() == "pohon tumbang " * 200


def test_many_are_counted_not_stacked(qtbot: QtBot) -> None:
    panel = UnsettledPanel(Theme.load("light"))
    qtbot.addWidget(panel)
    panel.set_tickets([ticket(number, TicketState.EXPIRED) for number in range(9)])
    assert any("6" in label.text() for label in panel.findChildren(QLabel))
    assert len(panel.findChildren(QPushButton)) == 6
