"""A queue and its panel with an invented evening in them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.invented import NOW, WORDS, evening
from widgets.queue.panel import QueuePanel
from widgets.queue.view import QueueView
from widgets.theme import Theme

THEME = Theme.load("dark")


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
