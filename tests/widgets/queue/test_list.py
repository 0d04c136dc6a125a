"""The list: selection by incident, keys, and what is said of a row."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.invented import NOW, WORDS, Evening, evening
from tests.widgets.queue.endless import Endless
from widgets.format import MINUTE
from widgets.queue.paint import spoken
from widgets.queue.panel import QueuePanel
from widgets.queue.view import QueueView
from widgets.theme import Theme

THEME = Theme.load("dark")
KEY = Qt.Key


def test_keys_walk_through_the_list(view: QueueView, qtbot: QtBot) -> None:
    rows = evening().rows
    selected: list[int] = []
    view.incident_selected.connect(selected.append)
    QTest.keyClick(view, KEY.Key_Down)
    assert view.selected == rows[0].incident_id
    QTest.keyClick(view, KEY.Key_Down)
    QTest.keyClick(view, KEY.Key_Down)
    QTest.keyClick(view, KEY.Key_Up)
    assert view.selected == rows[1].incident_id
    QTest.keyClick(view, KEY.Key_End)
    assert view.selected == rows[-1].incident_id
    assert view.row_rect(view.selected).intersects(view.viewport().rect())
    QTest.keyClick(view, KEY.Key_PageUp)
    assert view.selected == rows[-1 - (500 // 50 - 1)].incident_id
    QTest.keyClick(view, KEY.Key_Home)
    QTest.keyClick(view, KEY.Key_Up)
    assert view.selected == rows[0].incident_id
    assert selected[0] == rows[0].incident_id


def test_enter_and_double_click_open(view: QueueView, qtbot: QtBot) -> None:
    opened: list[int] = []
    view.open_requested.connect(opened.append)
    QTest.keyClick(view, KEY.Key_Return)
    assert opened == []
    QTest.keyClick(view, KEY.Key_Down)
    QTest.keyClick(view, KEY.Key_Return)
    where = QPoint(100, 60)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == [evening().rows[0].incident_id, evening().rows[1].incident_id]


def test_selection_is_an_incident_and_survives_a_reorder(view: QueueView) -> None:
    source = evening()
    view.set_source(source)
    wanted = source.rows[3].incident_id
    view.select(wanted)
    selected: list[int] = []
    view.incident_selected.connect(selected.append)
    source.rows.reverse()
    view.refresh()
    assert view.selected == wanted
    assert selected == []
    source.rows = [row for row in source.rows if row.incident_id != wanted]
    view.refresh()
    assert view.selected == wanted
    assert view.row_rect(wanted).isEmpty()


@pytest.mark.parametrize(("key", "place"), [(KEY.Key_Down, 3), (KEY.Key_Up, 2)])
def test_after_a_settled_incident_comes_the_one_that_took_its_place(
    view: QueueView, key: Qt.Key, place: int
) -> None:
    source = evening()
    view.set_source(source)
    view.select(source.rows[3].incident_id)
    del source.rows[3]
    view.refresh()
    QTest.keyClick(view, key)
    assert view.selected == source.rows[place].incident_id


def test_a_scrolled_list_stays_where_it_is_read(view: QueueView) -> None:
    source = evening()
    view.set_source(source)
    view.verticalScrollBar().setValue(10 * 50 + 7)
    first = source.rows[10].incident_id
    source.rows.insert(0, replace(source.rows[0], incident_id=9001))
    view.refresh(opened=[9001])
    assert view.row_rect(first).top() == -7


def test_at_the_top_new_rows_push_in(view: QueueView) -> None:
    source = evening()
    view.set_source(source)
    source.rows.insert(0, replace(source.rows[0], incident_id=9001))
    view.refresh(opened=[9001])
    assert view.row_rect(9001).top() == 0


def test_ages_count_on_without_new_data(view: QueueView) -> None:
    before = view.viewport().grab().toImage()
    view.set_now(NOW + 5 * MINUTE)
    assert view.viewport().grab().toImage() != before


def test_text_of_citizens_is_only_text(view: QueueView) -> None:
    row = replace(evening().rows[0], title="<img src=x onerror=1>\n<b>tebal</b>\u202e\x00")
    view.set_source(Evening([row]))
    view.viewport().grab()
    view.select(row.incident_id)
    assert "<b>tebal</b>" in view.accessibleDescription()


def test_a_screen_reader_hears_the_whole_row(view: QueueView) -> None:
    view.select(187)
    spoken_row = view.accessibleDescription()
    for part in ("Kritis", "Banjir luapan", "Plosokerep", "BPBD", "P-1", "lewat tenggat 12 mnt", "dari 44"):
        assert part in spoken_row
    assert "lewat" not in spoken(replace(evening().row(0), closed=True), 0, 1, NOW, WORDS)


def test_a_screen_reader_is_told_the_selected_row(panel: QueuePanel) -> None:
    view = panel.view
    view.set_source(Endless(1_000_000))
    view.select(500_003)
    told = view.accessibleDescription()
    assert "baris 500003 dari 1000000" in told
    assert "Kritis" in told
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert "baris 500004 dari 1000000" in view.accessibleDescription()


def test_nothing_of_ours_stands_between_qt_and_its_accessible_objects() -> None:
    """PySide 6.11 dies in a factory written in Python when the map's page takes the focus."""
    program = (
        "from PySide6.QtGui import QAccessible\n"
        "def refuse(factory): raise SystemExit('a factory was installed')\n"
        "QAccessible.installFactory = staticmethod(refuse)\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from zoneinfo import ZoneInfo\n"
        "from widgets.format import Format\n"
        "from widgets.queue.panel import QueuePanel\n"
        "from widgets.theme import Theme\n"
        "app = QApplication([])\n"
        "QueuePanel(Theme.load('dark'), Format(ZoneInfo('Asia/Jakarta')))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
