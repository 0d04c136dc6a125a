"""The pane by keyboard: which one remains, the next candidate, merging, and leaving them two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from services.contract.commands import DisposeIncident
from services.contract.records import Disposition
from tests.widgets.invented import NOW, WORDS, ref
from widgets.sidebyside.model import Pair, Side, SideReport
from widgets.sidebyside.pane import SideBySide
from widgets.theme import Theme

KEY = Qt.Key


def side(number: int, **fields: object) -> Side:
    made = Side(
        incident_id=number,
        rank=0,
        ref=ref(number),
        title="Pohon tumbang",
        facts="terbuka",
        place="Gedog",
        opened_at=NOW,
        report_count=2,
        reports=(SideReport(NOW, "112", "KBL-1", "<b>pohon</b> tumbang"),),
    )
    return replace(made, **fields)  # type: ignore[arg-type]


PAIR = Pair(
    left=side(201),
    right=side(187, complete=False),
    distance_m=40,
    minutes=3,
    speaks_for=("berjarak 40 m", "penelepon sama"),
    speaks_against=(),
    count=2,
    keep=187,
)


@pytest.fixture
def pane(qtbot: QtBot) -> SideBySide:
    pane = SideBySide(Theme.load("dark"), WORDS)
    qtbot.addWidget(pane)
    pane.set_pair(PAIR)
    pane.resize(700, 500)
    pane.show()
    pane.activateWindow()
    qtbot.waitUntil(pane.isActiveWindow)
    pane.setFocus()
    return pane


def words(pane: SideBySide) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def merged(sent: list[object]) -> list[tuple[int, int]]:
    assert all(isinstance(c, DisposeIncident) and c.disposition is Disposition.DUPLICATE for c in sent)
    return [(c.incident_id, c.target_id) for c in sent if isinstance(c, DisposeIncident)]


def test_both_are_shown_with_what_speaks_for_and_against(pane: SideBySide) -> None:
    shown = words(pane)
    assert f"{ref(201)} · " in shown
    assert f"{ref(187)} · " in shown
    assert "“<b>pohon</b> tumbang”" in shown
    assert "+ berjarak 40 m" in shown
    assert "1 dari 2" in shown
    assert "Laporan sedang diambil…" in shown


def test_the_one_that_remains_is_chosen_by_arrow_and_enter_merges(pane: SideBySide) -> None:
    sent: list[object] = []
    pane.command_requested.connect(sent.append)
    assert f"{ref(187)} tetap" in words(pane)
    QTest.keyClick(pane, KEY.Key_Return)
    QTest.keyClick(pane, KEY.Key_Left)
    assert f"{ref(201)} tetap" in words(pane)
    # new figures of the same two keep what was chosen
    pane.set_pair(replace(PAIR, minutes=4))
    QTest.keyClick(pane, KEY.Key_Return)
    QTest.keyClick(pane, KEY.Key_Right)
    QTest.keyClick(pane, KEY.Key_Enter)
    assert merged(sent) == [(201, 187), (187, 201), (201, 187)]


def test_other_candidates_and_the_way_out(pane: SideBySide, qtbot: QtBot) -> None:
    steps: list[int] = []
    pane.step_requested.connect(steps.append)
    QTest.keyClick(pane, KEY.Key_Down)
    QTest.keyClick(pane, KEY.Key_Up)
    assert steps == [1, -1]
    with qtbot.waitSignal(pane.closed):
        QTest.keyClick(pane, KEY.Key_Escape)
    assert pane.isHidden()
    assert pane.pair is None
