"""Around the list: captions, tabs, search, filters, empty states."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.invented import WORDS, Evening
from widgets.queue.header import QueueHeader
from widgets.queue.model import Column, QueueChoices, QueueCounts, QueueFilter, SavedFilter, Tab
from widgets.queue.paint import columns
from widgets.queue.panel import QueuePanel
from widgets.theme import Theme

THEME = Theme.load("dark")
KEY = Qt.Key


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


def test_no_tab_is_cut_off_whatever_its_figure(panel: QueuePanel, qtbot: QtBot) -> None:
    panel.setStyleSheet(THEME.stylesheet())
    for width in (540, 700, 1200):
        panel.resize(width, 400)
        for figure in (7, 123, 4_321, 54_321):
            panel.set_counts(QueueCounts(dict.fromkeys(Tab, figure)))
            qtbot.waitUntil(lambda: all(tab.width() >= tab.sizeHint().width() for tab in panel.tabs.values()))


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


def test_only_what_is_assigned_is_asked_for_and_said_on_the_button(panel: QueuePanel, qtbot: QtBot) -> None:
    asked: list[QueueFilter] = []
    panel.filter_requested.connect(asked.append)
    panel.set_choices(QueueChoices((("dlh", "DLH"),), ()))
    QTest.keyClick(panel.filters.agency, KEY.Key_Down)
    for expected, words in ((True, "Ditugaskan ▾"), (False, "Saringan ▾")):
        menu = panel.filters.menu()
        next(action for action in menu.actions() if action.text().startswith("OPD:")).trigger()
        assert asked[-1] == QueueFilter(agency="dlh", assigned_only=expected)
        assert panel.filters.saved.text() == words


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


def test_an_area_that_narrows_the_list_is_never_out_of_sight(panel: QueuePanel) -> None:
    panel.resize(590, 500)
    panel.set_choices(QueueChoices(areas=(("a1", "Gedog"),)))
    assert not panel.filters.area.isVisible()
    panel.set_filter(QueueFilter(area="a1"))
    assert panel.filters.area.isVisible()
    assert panel.filters.area.currentText() == "Gedog"
    panel.set_filter(QueueFilter())
    assert not panel.filters.area.isVisible()
