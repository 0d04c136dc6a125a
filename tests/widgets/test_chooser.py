"""The role chooser, by key, mouse and arrows."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from widgets.chooser import RoleChooser
from widgets.theme import Theme


@pytest.fixture
def page(qtbot: QtBot) -> RoleChooser:
    page = RoleChooser(Theme.load("dark"), "Kota Blitar")
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.mark.parametrize(
    ("key", "role"),
    [
        (Qt.Key.Key_1, "dispatch"),
        (Qt.Key.Key_2, "wall"),
        (Qt.Key.Key_3, "leader"),
        (Qt.Key.Key_4, "handover"),
    ],
)
def test_a_number_chooses(qtbot: QtBot, page: RoleChooser, key: Qt.Key, role: str) -> None:
    with qtbot.waitSignal(page.chosen) as chosen:
        QTest.keyClick(page, key)
    assert chosen.args == [role, True]


def test_arrows_move_and_enter_confirms(qtbot: QtBot, page: RoleChooser) -> None:
    assert page.cards[0].hasFocus()
    QTest.keyClick(page.cards[0], Qt.Key.Key_Right)
    assert page.cards[1].hasFocus()
    with qtbot.waitSignal(page.chosen) as chosen:
        QTest.keyClick(page.cards[1], Qt.Key.Key_Return)
    assert chosen.args == ["wall", True]


def test_it_forgets_when_told_to(qtbot: QtBot, page: RoleChooser) -> None:
    page.remember.setFocus()
    QTest.keyClick(page.remember, Qt.Key.Key_Space)
    spy = QSignalSpy(page.chosen)
    QTest.mouseClick(page.cards[0], Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert [spy.at(0)[0], spy.at(0)[1]] == ["dispatch", False]


def test_tab_reaches_everything_and_names_are_spoken(qtbot: QtBot, page: RoleChooser) -> None:
    order = []
    for _ in range(5):
        focused = page.focusWidget()
        assert focused is not None
        order.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert order == [*page.cards, page.remember]
    assert page.cards[1].accessibleName() == "Dinding, 2"
    assert "kursor" in page.cards[1].accessibleDescription()


def test_it_fits_the_smallest_screen(page: RoleChooser) -> None:
    assert page.minimumSizeHint().width() <= 1366
    assert page.minimumSizeHint().height() <= 768
