"""Long answers: several lines, Enter hands in, what is left is said near the end and not passed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.longtext import LongText
from widgets.prompt import ROOM_SAID, Answer, Prompt, PromptPanel
from widgets.theme import Theme

MOST = 400


@pytest.fixture
def panel(qtbot: QtBot) -> PromptPanel:
    made = PromptPanel(Theme.load("dark"))
    made.resize(500, 300)
    qtbot.addWidget(made)
    made.show()
    return made


def ask(panel: PromptPanel, said: list[Answer]) -> LongText:
    panel.ask(Prompt(title="Catatan", accept="Simpan", done=said.append, text_hint="Catatan", text_most=MOST))
    field = panel._text
    assert isinstance(field, LongText)
    return field


def test_shift_enter_breaks_the_line_and_enter_answers(panel: PromptPanel) -> None:
    said: list[Answer] = []
    field = ask(panel, said)
    QTest.keyClicks(field, "baris satu")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "baris dua")
    assert not said
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [answer.text for answer in said] == ["baris satu\nbaris dua"]
    assert not panel.asking


def test_what_is_left_is_said_near_the_end_and_nothing_beyond_it_is_taken(panel: PromptPanel) -> None:
    field = ask(panel, [])
    field.setText("x" * (MOST - ROOM_SAID - 1))
    assert panel._room.text() == ""
    QTest.keyClicks(field, "y")
    QTest.keyClicks(field, "y")
    assert str(ROOM_SAID - 1) in panel._room.text()
    field.setText("z" * (MOST + 50))
    assert len(field.text()) == MOST
    assert "0" in panel._room.text()


def test_it_grows_with_its_text_and_escape_lets_go(panel: PromptPanel, qtbot: QtBot) -> None:
    field = ask(panel, [])
    low = field.height()
    field.setText("\n".join("abc" for _ in range(6)))
    qtbot.waitUntil(lambda: field.height() > low)
    field.setText("\n".join("abc" for _ in range(60)))
    tall = field.height()
    field.setText("\n".join("abc" for _ in range(90)))
    assert field.height() == tall
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not panel.asking


def test_one_enter_answers_one_question(panel: PromptPanel) -> None:
    """An answer that leads to another question leaves that one open, also where nothing has to be typed."""
    said: list[str] = []

    def confirm(answer: Answer) -> None:
        said.append(answer.text)
        panel.ask(Prompt(title="Sungguh?", accept="Ya", done=lambda _: said.append("ya")))

    panel.ask(Prompt(title="Siapa?", accept="Lanjut", done=confirm, text_hint="Nama akun"))
    line = panel._text
    QTest.keyClicks(line, "budi")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert said == ["budi"]
    assert panel.asking
    QTest.keyClick(panel._accept, Qt.Key.Key_Return)
    assert said == ["budi", "ya"]
    assert not panel.asking
