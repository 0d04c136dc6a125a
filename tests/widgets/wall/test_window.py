"""The wall window on real (virtual) monitors that come and go."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.windows.wall import WallWindow
from tests.looks import wall_facts as facts
from tests.widgets.wall.monitors import Monitors
from widgets.theme import Theme
from widgets.wall import Viewing, WallView
from widgets.wall.scale import scale_for

DESK = QRect(0, 0, 700, 500)
WALL = QRect(700, 0, 800, 450)


@pytest.fixture
def monitors(qtbot: QtBot) -> Iterator[Monitors]:
    if QGuiApplication.platformName() != "xcb":
        pytest.skip("needs an X display")
    before = len(QGuiApplication.screens())
    with Monitors() as monitors:
        yield monitors
    qtbot.waitUntil(lambda: len(QGuiApplication.screens()) == before)


def names() -> set[str]:
    return {screen.name() for screen in QGuiApplication.screens()}


@pytest.fixture
def window(qtbot: QtBot, monitors: Monitors) -> WallWindow:
    """A wall on the monitor `dinding`, beside the desk's."""
    monitors.plug("meja", DESK, primary=True)
    monitors.plug("dinding", WALL)
    qtbot.waitUntil(lambda: {"meja", "dinding"} <= names())
    view = WallView(Theme.load("dark"), facts.WORDS, now=lambda: facts.NOW)
    window = WallWindow(view, Viewing(), "dinding")
    qtbot.addWidget(window)
    window.open()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.geometry() == WALL)
    return window


def test_it_fills_its_own_screen(window: WallWindow) -> None:
    assert window.isFullScreen()
    assert window.screen().name() == "dinding"
    assert window.view.scale == scale_for(Viewing(), WALL.width(), WALL.height())


def test_it_goes_back_when_its_screen_was_unplugged_for_a_while(
    qtbot: QtBot, monitors: Monitors, window: WallWindow
) -> None:
    monitors.pull("dinding")
    qtbot.waitUntil(lambda: "dinding" not in names())
    qtbot.waitUntil(lambda: window.isVisible() and window.geometry() != WALL)
    monitors.plug("dinding", WALL)
    qtbot.waitUntil(lambda: window.geometry() == WALL)
    assert window.isFullScreen()


def test_it_follows_its_screen_to_another_resolution(
    qtbot: QtBot, monitors: Monitors, window: WallWindow
) -> None:
    larger = QRect(700, 0, 1000, 600)
    monitors.pull("dinding")
    monitors.plug("dinding", larger)
    qtbot.waitUntil(lambda: window.geometry() == larger)
    assert window.view.scale == scale_for(Viewing(), 1000, 600)


def test_minimising_does_not_last(qtbot: QtBot, window: WallWindow) -> None:
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    qtbot.waitUntil(lambda: window.isFullScreen() and not window.isMinimized())


def test_without_a_name_it_takes_the_screen_that_is_not_the_desks(
    qtbot: QtBot, monitors: Monitors, window: WallWindow
) -> None:
    view = WallView(Theme.load("dark"), facts.WORDS, now=lambda: facts.NOW)
    other = WallWindow(view, Viewing())
    qtbot.addWidget(other)
    other.open()
    qtbot.waitUntil(lambda: other.isFullScreen() and other.screen().name() != "meja")


def test_f11_lets_installers_out_and_in_with_text_sized_for_the_panel(
    qtbot: QtBot, window: WallWindow
) -> None:
    panel = window.view.scale
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.isFullScreen())
    window.resize(640, 400)
    qtbot.waitUntil(lambda: window.view.width() <= 700)
    assert window.view.scale == panel
    assert window.cursor().shape() is Qt.CursorShape.ArrowCursor
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.isFullScreen() and window.geometry() == WALL)
    assert window.cursor().shape() is Qt.CursorShape.BlankCursor


def test_it_has_no_dialog_no_menu_and_no_tooltip(window: WallWindow) -> None:
    assert window.minimumSizeHint() == QSize(640, 360)
    for child in window.findChildren(QWidget):
        assert not child.isWindow()
        assert not child.toolTip()
        assert child.contextMenuPolicy() is not Qt.ContextMenuPolicy.CustomContextMenu
