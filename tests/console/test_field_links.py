"""The link of an assignment from its card to the clipboard, with a backend in a process of its own."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from console.desk_dispatch import DispatchDesk
from console.session import Session
from services.contract.commands import AssignAgencies, SubmitReport
from services.contract.records import Severity
from services.feed.link import Endpoint, LinkState
from tests.console.test_desk import started
from tests.harness import BackendProcess
from widgets.orders.model import OrderAction


def said(desk: DispatchDesk) -> str:
    """Every notice that stands in the window."""
    return "\n".join(label.text() for label in desk.window.toasts.findChildren(QLabel))


def test_l_on_an_assignment_copies_a_link_that_opens_it(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("dahulu")
    with BackendProcess(tmp_path / "server") as backend:
        there = Endpoint(backend.url, backend.token)
        with started(qtbot, qapp, tmp_path / "meja", endpoint=lambda: there) as desk:
            assert desk.work is not None
            session, orders = desk.work._session, desk.work.orders
            _assigned(qtbot, session)
            desk.window.show()
            desk.window.activateWindow()
            qtbot.waitUntil(desk.window.isActiveWindow)
            desk.window.select_incident(1)
            qtbot.waitUntil(lambda: bool(orders.of_incident.cards))
            [card] = orders.of_incident.cards
            card.setFocus()
            assert card.buttons[OrderAction.COPY_LINK].isVisible()
            QTest.keyClick(card, Qt.Key.Key_L)
            qtbot.waitUntil(lambda: _pumped(session, clipboard.text() != "dahulu"), timeout=20_000)
            with urlopen(clipboard.text()) as page:
                assert "Potong pohonnya" in page.read().decode()
            assert "Tautan disalin · berlaku sampai " in said(desk)
            backend.stop()
            clipboard.setText("dahulu")
            QTest.keyClick(card, Qt.Key.Key_L)
            qtbot.waitUntil(
                lambda: _pumped(session, "Tautan tidak dapat diambil: " in said(desk)), timeout=20_000
            )
            assert clipboard.text() == "dahulu"


def _assigned(qtbot: QtBot, session: Session) -> None:
    """Incident 1 with an assignment on the board of the console."""
    session.start()
    qtbot.waitUntil(lambda: _pumped(session, session.situation.link is LinkState.LIVE), timeout=20_000)
    session.commander.submit(
        SubmitReport(text="Pohon tumbang menutup jalan", category="pohon-tumbang", severity=Severity.HIGH)
    )
    qtbot.waitUntil(lambda: _pumped(session, session.situation.board.row_of(1) >= 0), timeout=20_000)
    session.commander.submit(AssignAgencies(incident_id=1, agencies=("dlh",), task="Potong pohonnya"))
    qtbot.waitUntil(lambda: _pumped(session, 1 in session.situation.board.casework.orders), timeout=20_000)


def _pumped(session: Session, condition: object) -> bool:
    session.bridge.frame()
    return bool(condition)


@pytest.mark.parametrize("found", [None, [], {"url": "http://x"}, {"url": "http://x", "expires_at": "kapan"}])
def test_another_answer_copies_nothing(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, found: object
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("dahulu")
    with started(qtbot, qapp, tmp_path) as desk:
        assert desk.work is not None
        desk.work.orders.links._answered(found, None)
        assert clipboard.text() == "dahulu"
        assert "Jawaban server tidak dikenal" in said(desk)
