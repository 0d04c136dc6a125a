"""The detail: honest states, masked reporters, text that is only text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from services.contract.commands import (
    RevealReporter,
)
from services.contract.records import Role
from services.rules.permissions import tags_for
from tests.widgets.detail.driving import KEY, Sent, buttons, press, shown_text
from tests.widgets.invented import NOW, detail
from widgets.detail import panel as panel_module
from widgets.detail.model import Completeness, DetailData, Identity, ReportRow, TimelineRow
from widgets.detail.panel import DetailPanel
from widgets.format import MINUTE
from widgets.keys import KeyMap
from widgets.tickets import Ticket, TicketState


def test_text_of_citizens_stays_text(panel: DetailPanel) -> None:
    assert "<img src=x onerror=alert(1)>" in shown_text(panel)
    for label in panel.findChildren(QLabel):
        assert label.textFormat() in (Qt.TextFormat.PlainText, Qt.TextFormat.AutoText)
        if label.textFormat() == Qt.TextFormat.AutoText:
            assert not label.text()


def test_a_word_longer_than_a_line_is_not_cut(panel: DetailPanel, qtbot: QtBot) -> None:
    panel.set_detail(detail(title="y" * 300, reports=(ReportRow(1, "KBL-1", NOW, "app", "z" * 4000),)))
    QApplication.processEvents()
    label = next(label for label in panel.findChildren(QLabel) if "zzz" in label.text())
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()), timeout=3000)
    assert label.height() > 20 * label.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: panel._title.height() > 1.9 * panel._title.fontMetrics().height(), timeout=3000)


def test_reporters_are_masked_until_revealed(panel: DetailPanel, sent: Sent, qtbot: QtBot) -> None:
    assert "pelapor: ••••, 3 laporan sebelumnya" in shown_text(panel)
    reveal = [b for b in panel.findChildren(QPushButton) if b.text() == "Tampilkan"]
    assert len(reveal) == 1
    QTest.mouseClick(reveal[0], Qt.MouseButton.LeftButton)
    press(KEY.Key_Return, "menelepon balik")
    assert sent.commands == [RevealReporter(report_id=122, reason="menelepon balik")]
    assert "0812" not in shown_text(panel)
    panel._forget.setInterval(50)
    panel.show_identity(Identity(122, "Ibu Contoh", "0812-5550-0199"))
    assert "Ibu Contoh · 0812-5550-0199" in shown_text(panel)
    qtbot.waitUntil(lambda: "0812" not in shown_text(panel), timeout=3000)
    assert panel_module.IDENTITY_MS <= 60_000


def test_who_may_not_reveal_sees_no_button(panel: DetailPanel) -> None:
    panel.set_permitted(frozenset(tags_for(Role.OPERATOR)))
    assert not [b for b in panel.findChildren(QPushButton) if b.text() == "Tampilkan" and b.isVisible()]
    assert "••••" in shown_text(panel)


def test_a_revealed_reporter_is_gone_with_the_incident(panel: DetailPanel) -> None:
    panel.show_identity(Identity(122, phone="0812-5550-0199"))
    panel.set_detail(detail(incident_id=5))
    assert "0812" not in shown_text(panel)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Completeness.OFFLINE, "Sambungan terputus"),
        (Completeness.LOADING, "sedang diambil"),
    ],
)
def test_incomplete_states_are_said(panel: DetailPanel, state: Completeness, words: str) -> None:
    panel.set_detail(detail(completeness=state))
    assert words in shown_text(panel)


def test_tickets_stand_beside_the_thing(panel: DetailPanel) -> None:
    panel.set_tickets(
        [
            Ticket("a", 201, "Tugaskan DLH", TicketState.SENT),
            Ticket("b", 201, "Klaim", TicketState.REJECTED, "Sudah dipegang O-2."),
            Ticket("c", 201, "Catatan", TicketState.CONFIRMED),
        ]
    )
    words = shown_text(panel)
    assert "Tugaskan DLH: terkirim" in words
    assert "Klaim: ditolak. Sudah dipegang O-2." in words
    assert "tercatat" not in words


def test_ages_and_the_deadline_count_on(panel: DetailPanel) -> None:
    assert "umur 11 mnt" in shown_text(panel)
    assert "tenggat 4 mnt" in shown_text(panel)
    panel.set_now(NOW + 10 * MINUTE)
    assert "umur 21 mnt" in shown_text(panel)
    assert "tenggat −6 mnt" in shown_text(panel)
    assert panel._deadline.property("tone") == "critical"


def test_a_similar_incident_is_one_press_away(panel: DetailPanel) -> None:
    wanted: list[int] = []
    panel.incident_requested.connect(wanted.append)
    line = next(
        b for b in panel.findChildren(QPushButton) if "Pohon tumbang tutup jalan" in b.accessibleName()
    )
    line.setFocus()
    QTest.keyClick(line, KEY.Key_Space)
    assert wanted == [203]


def test_long_histories_come_in_full_when_asked_for(panel: DetailPanel, qtbot: QtBot) -> None:
    reports = tuple(ReportRow(n, f"KBL-{n}", NOW, "app", f"laporan ke-{n}") for n in range(50))
    panel.set_detail(detail(reports=reports))
    qtbot.waitUntil(lambda: "Tampilkan semua, 50 laporan" in buttons(panel), timeout=3000)
    assert "laporan ke-49" in shown_text(panel)
    assert "laporan ke-20" not in shown_text(panel)
    QTest.mouseClick(buttons(panel)["Tampilkan semua, 50 laporan"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "laporan ke-0”" in shown_text(panel), timeout=3000)


def test_a_long_timeline_comes_in_full_when_asked_for(panel: DetailPanel, qtbot: QtBot) -> None:
    rows = tuple(TimelineRow(NOW + n, "P-1", f"baris ke-{n} " + "kata " * 40) for n in range(100))
    panel.set_detail(detail(timeline=rows))
    lines = panel._timeline.lines
    QApplication.processEvents()
    few = lines.height()
    assert lines.heightForWidth(300) > lines.heightForWidth(900)
    assert "baris ke-99" in lines.accessibleDescription()
    QTest.mouseClick(buttons(panel)["Tampilkan semua, 100 baris"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lines.height() > 2 * few, timeout=3000)
    assert "baris ke-0 " in lines.accessibleDescription()


def test_nothing_selected_says_how_to_select(panel: DetailPanel) -> None:
    panel.set_detail(None)
    assert "Pilih kejadian" in shown_text(panel)
    assert panel.incident_id == 0


@pytest.mark.parametrize("width", [720, 900, 1600])
def test_every_width_paints(panel: DetailPanel, width: int) -> None:
    panel.resize(width, 500)
    assert not panel.grab().isNull()


def test_buttons_show_their_keys_and_are_large_enough(panel: DetailPanel) -> None:
    for action, button in panel.buttons.items():
        assert button.accessibleName().endswith(f", {KeyMap().key(action)}")
        assert min(button.width(), button.height()) >= 24


def test_data_is_equal_by_value() -> None:
    assert detail() == detail()
    assert isinstance(detail(), DetailData)
