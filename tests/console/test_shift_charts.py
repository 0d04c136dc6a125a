"""The figures of the shift on their page: counted by week, drawn, read aloud, reached by keys alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk_handover import HandoverDesk
from console.shift_data import shift_data
from services.contract.messages import Log
from services.feed.link import LinkState
from services.projection.apply import Changes, apply
from services.projection.board import Board
from services.reporting.shift_figures import compared
from tests.console.making import EPOCHS, NAMES, Room
from tests.projection.making import EPOCH, START, histories
from tests.reporting.weeks import HOUR, five_weeks
from widgets.figures.plot import Plot
from widgets.figures.shift_charts import charts, period
from widgets.theme import Theme

NOW = 1_800_000_000_000
Key = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def sitting(qtbot: QtBot, *, incidents: int = 40) -> HandoverDesk:
    """Siti at the handover window, after a watch of seven hours."""
    room = Room()
    room.connect()
    room.situation.clock = (NOW, time.monotonic())
    room.situation.link = LinkState.LIVE
    if incidents:
        room.situation.boards[Log.LIVE] = five_weeks(NOW, epoch=EPOCHS[Log.LIVE], incidents=incidents)
    desk = HandoverDesk(room.situation, NAMES, Theme.load("dark"))
    qtbot.addWidget(desk.window)
    desk.window.resize(1366, 768)
    desk.window.show()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    return desk


def read(desk: HandoverDesk, code: str) -> str:
    return desk.window.figures.panels[code].accessibleDescription()


def test_one_key_shows_the_figures_and_one_puts_them_away(qtbot: QtBot) -> None:
    desk = sitting(qtbot)
    window, panels = desk.window, desk.window.figures.panels
    pressed: list[str] = []
    window.pressed.connect(pressed.append)
    assert not read(desk, "arrivals"), "nobody asked: nothing was counted"
    QTest.keyClick(window, Key.Key_G)
    assert window.on_figures
    qtbot.waitUntil(lambda: "40 kejadian" in read(desk, "arrivals"))
    assert panels["arrivals"].hasFocus()
    qtbot.waitUntil(lambda: all(panel.plot.ready for panel in panels.values()))
    QTest.keyClick(panels["arrivals"], Key.Key_Right)
    assert panels["steps"].hasFocus()
    QTest.keyClick(panels["steps"], Key.Key_Left)
    QTest.keyClick(panels["arrivals"], Key.Key_Up)
    assert panels["nuisance"].hasFocus(), "round and round"
    QTest.keyClick(window, Key.Key_S)
    assert pressed == [], "nothing is signed from behind a chart"
    printed: list[bool] = []
    window.print_requested.connect(printed.append)
    QTest.keyClick(window, Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window, Key.Key_P, CTRL_SHIFT)
    assert printed == [False, True]
    QTest.keyClick(window, Key.Key_Escape)
    assert not window.on_figures
    assert window.document.hasFocus()
    QTest.keyClick(window, Key.Key_S)
    assert pressed == ["S"]


def test_every_chart_says_of_how_many_and_what_is_usual(qtbot: QtBot) -> None:
    desk = sitting(qtbot)
    QTest.keyClick(desk.window, Key.Key_G)
    qtbot.waitUntil(lambda: bool(read(desk, "nuisance")))
    for code in ("arrivals", "load", "dispositions", "steps"):
        assert "iasanya" in read(desk, code), code
    for code in ("steps", "load", "dispositions", "nuisance"):
        assert "n " in read(desk, code), code
    assert "4 pekan lalu" in read(desk, "nuisance")
    assert "operator" in read(desk, "load")
    for panel in desk.window.figures.panels.values():
        assert panel.accessibleName()
        assert panel.plot.isVisible()
        note = panel._note
        assert note.height() >= note.heightForWidth(note.width()), "words are not cut"


def test_what_happens_meanwhile_is_counted_while_somebody_looks(qtbot: QtBot) -> None:
    desk = sitting(qtbot, incidents=0)
    desk.figures.changed(Changes(casework=True))
    assert not read(desk, "arrivals")
    QTest.keyClick(desk.window, Key.Key_G)
    qtbot.waitUntil(lambda: "Belum ada kejadian" in read(desk, "arrivals"))
    assert not desk.window.figures.panels["arrivals"].plot.isVisible()
    assert "1 operator diandaikan" in read(desk, "load")
    desk._situation.boards[Log.LIVE] = five_weeks(NOW, epoch=EPOCHS[Log.LIVE])
    desk.figures._calm._ran_at = 0.0
    desk.figures.changed(Changes(reset=True))
    qtbot.waitUntil(lambda: "40 kejadian" in read(desk, "arrivals"))
    desk.figures.ticked(NOW + 90_000)
    assert "lalu" in desk.window.figures._age.text()


@pytest.mark.parametrize("incidents", [1, 40, 700])
def test_nothing_is_drawn_outside_its_plot(incidents: int) -> None:
    found = compared(five_weeks(NOW, incidents=max(incidents, 13)), NOW - 7 * HOUR, NOW)
    data = shift_data(found.now, found.earlier)
    assert (data.weeks, len(data.usual_curve)) == (4, len(data.curve))
    for chart in charts(data, NAMES.words):
        assert chart.plot is not None, chart.code
        _inside(chart.plot)
        assert chart.headline in chart.reading
    assert "4 pekan" in period(data, NAMES.words)
    floods = next(chart for chart in charts(data, NAMES.words) if chart.code == "load")
    assert floods.worrying == (incidents == 700)


@settings(max_examples=60, deadline=None)
@given(histories(max_size=30), st.integers(0, 10**8), st.integers(1, 10**8))
def test_whatever_happened_it_is_drawn_inside_and_read_aloud(
    history: list,  # type: ignore[type-arg]
    first: int,
    length: int,
) -> None:
    board = Board(EPOCH)
    apply(board, history)
    found = compared(board, START + first, START + first + length)
    for chart in charts(shift_data(found.now, found.earlier), NAMES.words):
        assert chart.caption in chart.reading
        if chart.plot is not None:
            _inside(chart.plot)


def _inside(plot: Plot) -> None:
    for bar in plot.bars:
        assert 0 <= bar.x0 <= bar.x1 <= plot.wide
        assert 0 <= bar.y0 <= bar.y1 <= plot.tall
    for line in plot.lines:
        assert 0 <= min(line.x0, line.x1) <= max(line.x0, line.x1) <= plot.wide
        assert 0 <= min(line.y0, line.y1) <= max(line.y0, line.y1) <= plot.tall
    for dot in plot.dots:
        assert 0 <= dot.x <= plot.wide
        assert 0 <= dot.y <= plot.tall
