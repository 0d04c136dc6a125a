"""What a dispatch desk carries from one start to the next, and what it says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
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
from widgets.theme import Theme


@contextmanager
def started(
    qtbot: QtBot,
    app: QApplication,
    data_dir: Path,
    situation: Situation | None = None,
    endpoint: Callable[[], Endpoint] | None = None,
) -> Iterator[DispatchDesk]:
    """A dispatch desk from its start to its end; without an endpoint its backend never answers."""
    endpoint = endpoint or nowhere
    settings, keeping, situation = ConsoleSettings(), Keeping(data_dir), situation or Situation()
    desk = DispatchDesk(situation, NAMES, Theme.load("dark"), keeping)
    qtbot.addWidget(desk.window)
    asker = Asker(endpoint)
    session = Session(SCREEN_ROLES["dispatch"], NAMES, data_dir, endpoint, situation=situation)
    desk.complete(session, asker, Errands(app, settings, keeping, desk))
    yield desk
    asker.stop()
    session.stop()
    keeping.now()


def nowhere() -> Endpoint:
    return Endpoint("http://127.0.0.1:9", "")


def test_history_survives_a_restart(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    with started(qtbot, qapp, tmp_path) as desk:
        bar = desk.window.top.command
        bar.setText("tombol")
        QTest.keyClick(bar, Qt.Key.Key_Return)
        assert bar.text() == ""
    with started(qtbot, qapp, tmp_path) as desk:
        bar = desk.window.top.command
        QTest.keyClick(bar, Qt.Key.Key_Up)
        assert bar.text() == "tombol"


def test_what_is_wrong_with_this_machine_is_said_once(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    situation = Situation()
    with started(qtbot, qapp, tmp_path, situation) as desk:
        assert desk.work is not None
        for wrong in ("Cakram penuh.", "Salinan lama disisihkan."):
            situation.problems.append(wrong)
            desk.work.ticked(0)
            desk.work.ticked(1000)
        said = [label.text() for label in desk.window.toasts.findChildren(QLabel)]
        assert said == ["Cakram penuh.", "Salinan lama disisihkan."]
