"""The shift log's page: notes by arrow keys, a corrected one stays and is struck through."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.handover.log import LogPage
from widgets.handover.model import InstructionLine, NoteLine
from widgets.theme import Theme

NOTES = (
    NoteLine(3, "21.50 · sri", "Genset di Sananwetan", "membetulkan sri, 21.40"),
    NoteLine(2, "21.45 · budi", "kata " * 80),
    NoteLine(1, "21.40 · sri", "Genset di Sukorejo", struck="dibetulkan 21.50 oleh sri"),
)


def page_of(qtbot: QtBot) -> LogPage:
    page = LogPage(Theme.load("dark"))
    qtbot.addWidget(page)
    page.resize(1100, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.set_entries(NOTES, "")
    page.focus_first()
    return page


def test_notes_are_walked_through_and_keep_the_keyboard(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    assert page.current == 3
    QTest.keyClick(page.rows[0], Qt.Key.Key_Down)
    assert page.current == 2
    page.set_entries((NoteLine(4, "21.55 · sri", "baru"), *NOTES), "")
    assert page.current == 2, "a new note on top does not take the keyboard"


def test_a_corrected_note_is_struck_through_and_spoken(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    row = page.rows[2]
    fonts = [font for font, _, words in row._parts() if words == "Genset di Sukorejo"]
    assert fonts[0].strikeOut()
    assert "dibetulkan 21.50 oleh sri" in row.accessibleName()


def test_a_long_note_wraps_instead_of_being_cut(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    row = page.rows[1]
    assert row.heightForWidth(300) > row.heightForWidth(900)
    qtbot.waitUntil(lambda: row.height() == row.heightForWidth(row.width()))


def test_the_filter_is_told(qtbot: QtBot) -> None:
    page = page_of(qtbot)
    with qtbot.waitSignal(page.filtered) as told:
        page.filter.setText("genset")
    assert told.args == ["genset"]
    page.set_beside((InstructionLine(1, "Jalan ditutup", "dari sri", confirmed=False),), ("sri · Meja 1",))
