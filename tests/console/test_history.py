"""The command bar knows the lines of the last start."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.asking import Asker
from console.desk_dispatch import DispatchDesk
from console.errands import Errands
from console.keeping import Keeping
from console.roles import SCREEN_ROLES
from console.session import Session
from console.settings import ConsoleSettings
from console.situation import Situation
from services.feed.link import Endpoint
from tests.console.making import NAMES
from widgets.commandbar.bar import CommandBar
from widgets.theme import Theme


@contextmanager
def command_bar(qtbot: QtBot, app: QApplication, data_dir: Path) -> Iterator[CommandBar]:
    """The bar of a dispatch window from its start to its end."""
    settings, keeping, situation = ConsoleSettings(), Keeping(data_dir), Situation()
    desk = DispatchDesk(situation, NAMES, Theme.load("dark"), keeping)
    qtbot.addWidget(desk.window)
    asker = Asker(nowhere)
    session = Session(SCREEN_ROLES["dispatch"], NAMES, data_dir, nowhere, situation=situation)
    desk.complete(session, asker, Errands(app, settings, keeping, desk))
    yield desk.window.top.command
    asker.stop()
    session.stop()
    keeping.now()


def nowhere() -> Endpoint:
    return Endpoint("http://127.0.0.1:9", "")


def test_history_survives_a_restart(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with command_bar(qtbot, qapp, tmp_path) as bar:
        bar.setText("tombol")
        QTest.keyClick(bar, Qt.Key.Key_Return)
        assert bar.text() == ""
    with command_bar(qtbot, qapp, tmp_path) as bar:
        QTest.keyClick(bar, Qt.Key.Key_Up)
        assert bar.text() == "tombol"
