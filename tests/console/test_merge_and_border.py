"""The dispatch window by keyboard: steps, two incidents side by side, un-merging, and the border desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from console.desk_work import DeskWork
from console.situation import Situation
from services.contract.closing import MarkStep, StepState, UnmergeIncident
from services.contract.codec import seal
from services.contract.commands import AssignAgencies, DisposeIncident
from services.contract.events import AgenciesAssigned, Body, IncidentDisposed, ReportReceived
from services.contract.messages import Detail, Log
from services.contract.orders import (
    Order,
    OrderIssued,
    OrderKind,
    Receipt,
    ReceiptGiven,
    ReceiptKind,
)
from services.contract.records import Disposition, Incident, Report, Role, Severity
from services.projection.apply import Changes, apply
from services.projection.board import Board
from tests.console.making import EPOCHS
from tests.console.test_desk import started

TREE = {"lat": -8.0975, "lon": 112.1660, "area": "35.72.02.1004"}
BEYOND = {"lat": -8.0620, "lon": 112.1900}


class Desk:
    """A dispatch window whose log a test writes."""

    def __init__(self, work: DeskWork) -> None:
        self.work, self.window = work, work.window
        self.situation = work.queue._situation
        self.commands: list[object] = []
        self.window.command_requested.connect(self.commands.append)
        self.now = self.situation.now()
        self.window.resize(1366, 900)
        self.window.show()
        self.window.activateWindow()

    def happen(self, body: Body, actor: str = "siti") -> None:
        """An event, as the bridge tells it to everybody concerned."""
        board = self.situation.board
        envelope, _ = seal(EPOCHS[Log.LIVE], board.seq + 1, self.now, body, actor, "")
        changes = apply(board, [envelope])
        self.tell(changes)

    def tell(self, changes: Changes) -> None:
        work = self.work
        for adapter in (work.queue, work.detail, work.steps.adapter, work.merge, work.border):
            adapter.changed(changes)

    def open(self, number: int, place: dict[str, Any], reporter: str = "") -> None:
        report = Report(
            id=number, day_no=number, received_at=self.now, reported_at=self.now, source="operator",
            text="Pohon tumbang di pasar", reporter=reporter, incident_id=number,
        )  # fmt: skip
        incident = Incident(
            id=number, day_no=number, severity=Severity.HIGH, category="pohon-tumbang",
            title="Pohon tumbang", summary="Pohon tumbang di pasar", opened_at=self.now, updated_at=self.now,
            **place,
        )  # fmt: skip
        self.happen(ReportReceived(report=report, incident=incident))
        board = self.situation.board
        detail = Detail(incident_id=number, seq=board.seq, reports=(report,))
        self.work.detail._take(board.epoch, detail)

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, words: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)

    def said(self) -> list[str]:
        return [label.text() for label in self.window.toasts.findChildren(QLabel)]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    situation = Situation(boards={Log.LIVE: Board(EPOCHS[Log.LIVE])})
    with started(qtbot, qapp, tmp_path, situation) as found:
        assert found.work is not None
        made = Desk(found.work)
        qtbot.waitUntil(made.window.isActiveWindow)
        made.window.queue.view.setFocus()
        yield made


K = Qt.Key


def test_j_goes_to_the_first_open_step_and_space_marks_it(desk: Desk) -> None:
    desk.open(1, TREE)
    desk.press(K.Key_Down, K.Key_J, K.Key_Down, K.Key_Space)
    assert desk.commands == [MarkStep(incident_id=1, step="pohon-tumbang:1", state=StepState.DONE)]
    desk.press(K.Key_Escape)
    assert desk.window.queue.view.hasFocus()


def test_two_incidents_are_compared_merged_and_the_work_goes_on_in_the_one_that_stays(desk: Desk) -> None:
    desk.open(1, TREE, "same")
    desk.happen(AgenciesAssigned(incident_id=1, agencies=("dlh",)))
    desk.open(2, TREE, "same")
    desk.window.select_incident(2)
    desk.press(K.Key_Equal)
    pair = desk.work.merge.pane.pair
    assert pair is not None
    assert (pair.left.incident_id, pair.right.incident_id, pair.keep) == (2, 1, 1)
    assert "penelepon sama" in pair.speaks_for
    desk.press(K.Key_Return)
    (merge,) = desk.commands
    assert isinstance(merge, DisposeIncident)
    assert (merge.incident_id, merge.target_id) == (2, 1)
    desk.happen(
        IncidentDisposed(incident_id=2, disposition=Disposition.DUPLICATE, target_id=1, report_count=1)
    )
    assert desk.window.queue.selected == 1
    assert desk.window.queue.view.hasFocus()
    assert "Digabung ke sini: KB-" in desk.work.merge.said.text()
    desk.press(K.Key_D, shift=True)
    desk.type("pohon lain")
    desk.press(K.Key_Return)
    assert desk.commands[-1] == UnmergeIncident(incident_id=2, reason="pohon lain")


def test_nothing_to_compare_and_nothing_to_take_out_is_said(desk: Desk) -> None:
    desk.open(1, TREE)
    desk.press(K.Key_Down, K.Key_Equal)
    desk.press(K.Key_D, shift=True)
    assert desk.said() == ["Tidak ada kejadian terbuka yang mirip.", "Tidak ada yang digabung di sini."]
    assert not desk.commands


def test_x_hands_a_report_beyond_the_line_to_the_neighbour_and_says_who_is_awaited(desk: Desk) -> None:
    desk.open(1, BEYOND)
    desk.press(K.Key_Down)
    assert "wilayah Kab. Blitar. X menyerahkannya." in desk.work.border.said.text()
    desk.press(K.Key_X)
    desk.type("mohon dibantu")
    desk.press(K.Key_Return)
    assert desk.commands == [AssignAgencies(incident_id=1, agencies=("kabblitar",), task="mohon dibantu")]
    desk.happen(AgenciesAssigned(incident_id=1, agencies=("kabblitar",)))
    order = Order(
        id=1, kind=OrderKind.ASSIGNMENT, incident_id=1, agency="kabblitar", what="mohon dibantu",
        issuer="siti", issuer_role=Role.SUPERVISOR, issued_at=desk.now,
    )  # fmt: skip
    desk.happen(OrderIssued(order=order))
    assert desk.work.border.said.text().startswith("Menunggu Kab. Blitar menerima")
    row = desk.work.queue.row(0)
    assert (row.status, row.unmet) == ("menunggu", "Kab. Blitar")
    taken = Receipt(kind=ReceiptKind.ACCEPTED, at=desk.now, words="kami ambil", via="phone")
    desk.happen(ReceiptGiven(order_id=1, incident_id=1, receipt=taken))
    assert desk.work.border.said.text().startswith("Diterima Kab. Blitar")
    assert desk.work.queue.row(0).status != "menunggu"
    desk.press(K.Key_X)
    assert len(desk.commands) == 1


def test_inside_the_city_there_is_nothing_to_hand_over(desk: Desk) -> None:
    desk.open(1, TREE)
    desk.press(K.Key_Down, K.Key_X)
    assert desk.said() == ["Letaknya tidak di dekat atau di luar batas kota."]
    assert desk.work.border.said.isHidden()
