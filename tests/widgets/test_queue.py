"""The queue: selection by incident, keys, requests, fading, and a million rows at the price of a screen."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.invented import NOW, WORDS, Evening, evening
from widgets.format import MINUTE
from widgets.queue.header import QueueHeader
from widgets.queue.model import Column, QueueChoices, QueueCounts, QueueFilter, QueueRow, SavedFilter, Tab
from widgets.queue.paint import columns, spoken
from widgets.queue.panel import QueuePanel
from widgets.queue.view import QueueView
from widgets.theme import Theme

THEME = Theme.load("dark")
KEY = Qt.Key


@pytest.fixture
def view(qtbot: QtBot) -> QueueView:
    view = QueueView(THEME, WORDS)
    qtbot.addWidget(view)
    view.resize(690, 500)
    view.set_now(NOW)
    view.set_source(evening())
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def panel(qtbot: QtBot) -> QueuePanel:
    panel = QueuePanel(THEME, WORDS)
    qtbot.addWidget(panel)
    panel.setStyleSheet(THEME.stylesheet())
    panel.resize(690, 700)
    panel.set_now(NOW)
    panel.set_source(evening())
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


class Endless:
    """A million rows that exist only where somebody looks."""

    def __init__(self, rows: int) -> None:
        self.rows, self.asked = rows, 0
        self._row = evening().row(0)

    def count(self) -> int:
        return self.rows

    def row(self, index: int) -> QueueRow:
        self.asked += 1
        return replace(self._row, incident_id=index + 1)

    def row_of(self, incident_id: int) -> int:
        return incident_id - 1


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


def test_a_new_row_fades_in_and_ends_as_it_should(view: QueueView, qtbot: QtBot) -> None:
    source = evening()
    source.rows.insert(0, replace(source.rows[0], incident_id=9001))
    view.set_source(source)
    critical = QColor(THEME.severity[0])

    def marked() -> bool:
        image: QImage = view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        return image.pixelColor(round(19 * ratio), round(25 * ratio)) == critical

    assert marked()
    view.refresh(opened=[9001])
    assert not marked()
    qtbot.waitUntil(marked, timeout=3000)
    assert view.visible_row_at(10) == 0


def test_a_million_rows_cost_a_screen(view: QueueView) -> None:
    source = Endless(1_000_000)
    view.set_source(source)
    source.asked = 0
    view.refresh(opened=[5])
    view.viewport().grab()
    assert source.asked <= 2 * (500 / 50) + 3  # once to compare, once to paint
    view.select(1_000_000)
    assert view.row_rect(1_000_000).bottom() < view.viewport().height()
    view.verticalScrollBar().setValue(25_000_000)
    assert view.visible_row_at(0) == 500_000


class PaintedRows(QObject):
    """Rows that were painted since the last look."""

    def __init__(self, view: QueueView) -> None:
        super().__init__(view)
        self.rows: set[int] = set()
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            for box in event.region():  # type: ignore[attr-defined]  # the stubs do not know that it iterates
                self.rows |= {self._view.visible_row_at(y) for y in range(box.top(), box.bottom() + 1)}
        return False


def test_only_what_looks_different_is_painted(view: QueueView, qtbot: QtBot) -> None:
    source = evening()
    view.set_source(source)
    qtbot.waitUntil(lambda: shows(view))
    painted = PaintedRows(view)
    source.rows[3] = replace(source.rows[3], owner="sari")
    source.rows[40] = replace(source.rows[40], owner="sari")
    view.refresh()
    qtbot.waitUntil(lambda: bool(painted.rows))
    assert painted.rows == {3}
    view.refresh(opened=[source.rows[41].incident_id])
    source.rows[5] = replace(source.rows[5], owner="budi")
    view.refresh()
    qtbot.waitUntil(lambda: 5 in painted.rows)
    assert painted.rows == {3, 5}


def shows(view: QueueView) -> bool:
    """True when the screen shows what a whole paint gives."""
    on_screen = view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return on_screen == view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("chance", [random.Random(seed) for seed in range(4)])
def test_the_screen_is_what_a_whole_paint_gives(view: QueueView, qtbot: QtBot, chance: random.Random) -> None:
    source = evening()
    view.set_source(source)
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)

    def place() -> int:
        return chance.randrange(len(source.rows))

    steps: list[Callable[[], object]] = [
        lambda: source.rows.insert(place(), replace(source.rows[0], incident_id=chance.randrange(10**6))),
        lambda: source.rows.append(source.rows.pop(place())),
        lambda: source.rows.__delitem__(slice(chance.choice([1, 4, 9]), None)),
        lambda: source.rows.extend(evening().rows),
        lambda: source.rows.__setitem__(0, replace(source.rows[0], owner=chance.choice(["", "sari"]))),
        lambda: view.select(source.rows[place()].incident_id, reveal=chance.random() < 0.5),
        lambda: view.verticalScrollBar().setValue(chance.randrange(600)),
        lambda: view.setFocus() if chance.random() < 0.5 else view.clearFocus(),
        source.rows.clear,
    ]
    for _ in range(25):
        if not source.rows:
            source.rows.extend(evening().rows)
        chance.choice(steps)()
        view.refresh()
        qtbot.waitUntil(lambda: shows(view), timeout=3000)


def test_the_focus_goes_round_the_list_when_its_row_is_gone(view: QueueView, qtbot: QtBot) -> None:
    source = evening()
    view.set_source(source)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.select(source.rows[5].incident_id)
    qtbot.waitUntil(lambda: shows(view))
    del source.rows[5]
    view.refresh()
    qtbot.waitUntil(lambda: shows(view), timeout=3000)


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


@pytest.mark.parametrize("width", [320, 500, 560, 600, 660, 690, 1200])
def test_columns_never_overlap(width: int) -> None:
    cells = list(columns(width, 1.0).values())
    for (left, size), (following, _) in pairwise(cells):
        assert left + size == pytest.approx(following)
    assert cells[-1][0] + cells[-1][1] <= width


@pytest.mark.parametrize("width", [320, 560, 690])
def test_every_width_paints(view: QueueView, width: int) -> None:
    view.resize(width, 300)
    view.select(203)
    assert not view.viewport().grab().isNull()


# --- header ---


def test_captions_sort_by_mouse_and_keyboard(qtbot: QtBot) -> None:
    header = QueueHeader(THEME)
    qtbot.addWidget(header)
    header.resize(690, 28)
    header.show()
    asked: list[tuple[str, bool]] = []
    header.sort_requested.connect(lambda column, descending: asked.append((column, descending)))
    cells = columns(680, 1.0)
    for column in (Column.TITLE, Column.DEADLINE, Column.AGE):
        where = QPoint(round(cells[column][0] + 20), 14)
        QTest.mouseClick(header, Qt.MouseButton.LeftButton, pos=where)
    assert asked == [("title", False), ("deadline", False), ("age", True)]
    header.set_sort(Column.AGE, True)
    header.setFocus()
    QTest.keyClick(header, KEY.Key_Return)
    assert asked[-1] == ("age", False)
    QTest.keyClick(header, KEY.Key_Right)
    QTest.keyClick(header, KEY.Key_Space)
    assert asked[-1] == ("deadline", False)
    assert "tenggat" in header.accessibleName()
    for left, width in cells.values():
        assert width >= 24, left


# --- panel ---


def test_tabs_ask_for_their_filter(panel: QueuePanel, qtbot: QtBot) -> None:
    asked: list[QueueFilter] = []
    panel.filter_requested.connect(asked.append)
    QTest.mouseClick(panel.tabs[Tab.MINE], Qt.MouseButton.LeftButton)
    panel.set_tab(Tab.OVERDUE)
    assert [wanted.tab for wanted in asked] == [Tab.MINE, Tab.OVERDUE]
    assert panel.tabs[Tab.OVERDUE].isChecked()
    panel.set_counts(QueueCounts({Tab.OPEN: 1234}))
    assert panel.tabs[Tab.OPEN].text() == "Terbuka 1.234"


def test_search_is_asked_for_after_a_pause_and_left_with_escape(panel: QueuePanel, qtbot: QtBot) -> None:
    asked: list[QueueFilter] = []
    panel.filter_requested.connect(asked.append)
    panel.focus_search()
    with qtbot.waitSignal(panel.filter_requested, timeout=3000):
        QTest.keyClicks(panel.filters.search, "pohon gedog")
    assert asked[-1].text == "pohon gedog"
    assert len(asked) < 11
    with qtbot.waitSignal(panel.filter_requested, timeout=3000):
        QTest.keyClick(panel.filters.search, KEY.Key_Escape)
    assert asked[-1].text == ""
    assert panel.view.hasFocus()


def test_down_goes_from_the_search_to_the_list_with_the_latest_words(panel: QueuePanel, qtbot: QtBot) -> None:
    asked: list[QueueFilter] = []
    panel.filter_requested.connect(asked.append)
    panel.focus_search()
    QTest.keyClicks(panel.filters.search, "pln")
    QTest.keyClick(panel.filters.search, KEY.Key_Down)
    assert asked[-1].text == "pln"
    assert panel.view.hasFocus()


def test_severity_agency_and_area_narrow(panel: QueuePanel, qtbot: QtBot) -> None:
    panel.resize(720, 700)
    panel.set_choices(QueueChoices((("dlh", "DLH"), ("pln", "PLN")), (("1005", "Gedog"),)))
    asked: list[QueueFilter] = []
    panel.filter_requested.connect(asked.append)
    QTest.mouseClick(panel.filters.toggles[0], Qt.MouseButton.LeftButton)
    QTest.keyClick(panel.filters.toggles[1], KEY.Key_Space)
    QTest.keyClick(panel.filters.agency, KEY.Key_Down)
    QTest.keyClick(panel.filters.area, KEY.Key_Down)
    assert asked[-1] == QueueFilter(ranks=frozenset({0, 1}), agency="dlh", area="1005")
    panel.set_choices(QueueChoices((("pln", "PLN"), ("dlh", "DLH")), (("1005", "Gedog"),)))
    assert panel.filter.agency == "dlh"


def test_filters_are_saved_under_a_name_and_come_back(panel: QueuePanel, qtbot: QtBot) -> None:
    kept: list[SavedFilter] = []
    panel.save_filter_requested.connect(lambda name, wanted: kept.append(SavedFilter(name, wanted)))
    panel.filters.search.setText("banjir")
    menu = panel.filters.menu()
    menu.actions()[0].trigger()
    QTest.keyClicks(panel.filters.name, "Banjir malam & pagi")
    QTest.keyClick(panel.filters.name, KEY.Key_Return)
    assert kept == [SavedFilter("Banjir malam & pagi", QueueFilter(text="banjir"))]
    assert not panel.filters.name.isVisible()

    panel.set_filter(QueueFilter())
    panel.set_saved_filters(kept)
    asked: list[QueueFilter] = []
    panel.filter_requested.connect(asked.append)
    panel.filters.menu().actions()[0].trigger()
    assert asked[-1] == kept[0].filter
    removed: list[str] = []
    panel.remove_filter_requested.connect(removed.append)
    menu = panel.filters.menu()
    remove = [action.menu() for action in menu.actions() if action.menu() is not None]
    remove[0].actions()[0].trigger()  # type: ignore[attr-defined]  # typed as QObject
    assert removed == ["Banjir malam & pagi"]


def test_empty_says_what_to_do_next(panel: QueuePanel) -> None:
    fresh = QueuePanel(THEME, WORDS)
    assert "Menunggu" in fresh._empty_sentence()
    panel.set_source(Evening([]))
    assert "tekan N" in panel._empty_sentence()
    panel.set_tab(Tab.MINE)
    assert "tekan K" in panel._empty_sentence()
    panel.filters.search.setText("zzz")
    assert "Kosongkan" in panel._empty_sentence()
    assert not panel.view.viewport().grab().isNull()


def test_the_room_order_is_one_click_away(panel: QueuePanel, qtbot: QtBot) -> None:
    asked: list[tuple[str, bool]] = []
    panel.sort_requested.connect(lambda column, descending: asked.append((column, descending)))
    panel.set_sort(Column.AGE, True)
    assert panel.order.text() == "urut: umur"
    QTest.mouseClick(panel.order, Qt.MouseButton.LeftButton)
    assert asked == [("worst", False)]


def test_targets_are_large_enough(panel: QueuePanel) -> None:
    targets = [*panel.tabs.values(), *panel.filters.toggles, panel.filters.agency, panel.filters.saved]
    for target in targets:
        assert target.width() >= 24, target
        assert target.height() >= 24, target
        assert target.accessibleName() or target.property("text")


# --- screen readers ---


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
