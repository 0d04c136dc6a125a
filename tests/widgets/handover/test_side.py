"""What stands beside the document is read to its end without a mouse."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.windows.handover import HandoverWindow
from widgets.format import Format
from widgets.handover.model import Fact
from widgets.theme import Theme


def test_keys_turn_the_column_beside_the_document(qtbot: QtBot) -> None:
    window = HandoverWindow(Theme.load("dark"), Format(ZoneInfo("Asia/Jakarta")))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.side.set_overview([Fact(f"Tidak stabil: butir {n}", wide=True) for n in range(60)], (), ())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    bar = window.side._pages[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    window.document.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.document, Qt.Key.Key_PageDown, shift)
    assert 0 < bar.value() <= bar.pageStep()
    for _ in range(9):
        QTest.keyClick(window.document, Qt.Key.Key_PageDown, shift)
    assert bar.value() == bar.maximum()
    for _ in range(9):
        QTest.keyClick(window.document, Qt.Key.Key_PageUp, shift)
    assert bar.value() == 0
