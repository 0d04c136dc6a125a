"""The checklist by keyboard: what is asked for, what is shown, and where the keyboard is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from services.contract.closing import MarkMilestone, MarkStep, Milestone, StepState
from tests.widgets.invented import NOW, WORDS
from widgets.keys import KeyMap
from widgets.labels import column
from widgets.prompt import PromptPanel
from widgets.steps.line import StepRow
from widgets.steps.model import StepLine, StepsData, TimeLine
from widgets.steps.panel import StepsPanel
from widgets.steps.times import TimesBlock
from widgets.theme import Theme

LINES = (
    StepLine("pohon:0", "Pastikan aliran listrik padam", mandatory=True),
    StepLine("pohon:1", "Jauhkan warga 10 m"),
    StepLine("pohon:2", "PLN menyatakan aman", mandatory=True),
)
DATA = StepsData(incident_id=201, lines=LINES, controllable=True, editable=True)
KEY = Qt.Key


class Desk(QWidget):
    """A checklist under its question, and what it asked for."""

    def __init__(self) -> None:
        super().__init__()
        theme = Theme.load("dark")
        self.prompt = PromptPanel(theme)
        self.panel = StepsPanel(theme, WORDS, KeyMap(), self.prompt)
        self.setLayout(column(self.prompt, self.panel, 0))
        self.commands: list[object] = []
        self.notices: list[str] = []
        self.panel.command_requested.connect(self.commands.append)
        self.panel.notice_requested.connect(self.notices.append)
        self.panel.set_permitted(frozenset({"incident.mark_step"}))
        self.panel.set_data(DATA)

    def at(self) -> str:
        focus = QApplication.focusWidget()
        assert isinstance(focus, StepRow)
        return focus.line.code

    def words(self) -> str:
        QApplication.processEvents()
        return "\n".join(label.text() for label in self.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(420, 600)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_arrows_walk_and_space_marks(desk: Desk) -> None:
    desk.panel.focus_first()
    assert desk.at() == "pohon:0"
    press(KEY.Key_Space)
    press(KEY.Key_Down)
    press(KEY.Key_Down)
    press(KEY.Key_Space)
    press(KEY.Key_Down)
    press(KEY.Key_Space)
    press(KEY.Key_Down)
    assert desk.at() == ""
    assert desk.commands == [
        MarkStep(incident_id=201, step="pohon:0", state=StepState.DONE),
        MarkStep(incident_id=201, step="pohon:2", state=StepState.DONE),
        MarkMilestone(incident_id=201, milestone=Milestone.UNDER_CONTROL),
    ]


def test_a_done_step_is_opened_again_and_the_first_open_one_is_gone_to(desk: Desk) -> None:
    marked = StepLine("pohon:0", LINES[0].text, True, StepState.DONE, "P-1", NOW)
    desk.panel.focus_first()
    desk.panel.set_data(StepsData(incident_id=201, lines=(marked, *LINES[1:]), editable=True))
    # another list of lines: the keyboard stays where it was
    assert desk.at() == "pohon:0"
    press(KEY.Key_Space)
    assert desk.commands == [MarkStep(incident_id=201, step="pohon:0", state=StepState.OPEN)]
    desk.panel.focus_first()
    assert desk.at() == "pohon:1"
    assert "1 dari 3" in desk.words()
    assert "P-1" in desk.words()


def test_a_skip_asks_why_and_s_is_its_key_only_here(desk: Desk) -> None:
    status: list[int] = []
    shortcut = QShortcut(QKeySequence("S"), desk)
    shortcut.activated.connect(lambda: status.append(1))
    desk.panel.focus_first()
    press(KEY.Key_S)
    assert desk.prompt.asking
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, KEY.Key_Return)
    assert desk.prompt.asking
    QTest.keyClicks(focus, "sudah padam")
    QTest.keyClick(focus, KEY.Key_Return)
    assert desk.commands == [
        MarkStep(incident_id=201, step="pohon:0", state=StepState.SKIPPED, reason="sudah padam")
    ]
    assert desk.at() == "pohon:0"
    assert not status
    desk.setFocus()
    QTest.keyClick(desk, KEY.Key_S)
    assert status


def test_what_holds_back_what_was_skipped_and_what_is_from_before_is_said(desk: Desk) -> None:
    assert "2" in desk.words()
    skipped = StepLine("pohon:2", "PLN menyatakan aman", True, StepState.SKIPPED, "O-2", NOW, "PLN penuh")
    old = StepLine("banjir:0", "Ukur air", True, StepState.DONE, "O-2", NOW)
    desk.panel.set_data(StepsData(201, (*LINES[:2], skipped), (old,), editable=True))
    words = desk.words()
    assert "dilewati: PLN penuh · O-2" in words
    assert "Dari kategori sebelumnya: Ukur air (selesai)" in words


def test_what_may_not_be_marked_is_said_and_not_sent(desk: Desk) -> None:
    desk.panel.set_data(StepsData(201, LINES, editable=False))
    desk.panel.focus_first()
    press(KEY.Key_Space)
    desk.panel.set_permitted(frozenset())
    press(KEY.Key_Space)
    press(KEY.Key_S)
    assert not desk.commands
    assert len(desk.notices) == 3
    desk.panel.set_data(None)
    desk.panel.focus_first()
    assert len(desk.notices) == 4


def test_times_say_what_passed_between_them(qtbot: QtBot) -> None:
    block = TimesBlock(Theme.load("light"), WORDS)
    qtbot.addWidget(block)
    block.set_lines((TimeLine("masuk antrean", NOW),))
    assert block.isHidden()
    block.set_lines((TimeLine("dijawab", NOW - 133_000), TimeLine("masuk antrean", NOW, 133_000)))
    assert not block.isHidden()
    assert [label.text() for label in block.findChildren(QLabel) if "+" in label.text()] == ["+02.13"]
