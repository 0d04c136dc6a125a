"""A detail panel with an incident in it, and what it asks for."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.detail.driving import SUPERVISOR, Sent
from tests.widgets.invented import CHOICES, NOW, WORDS, detail
from widgets.detail.panel import DetailPanel
from widgets.keys import KeyMap
from widgets.theme import Theme


@pytest.fixture
def panel(qtbot: QtBot) -> DetailPanel:
    panel = DetailPanel(Theme.load("dark"), WORDS, KeyMap())
    qtbot.addWidget(panel)
    panel.resize(900, 900)
    panel.set_now(NOW)
    panel.set_choices(CHOICES)
    panel.set_permitted(SUPERVISOR)
    panel.set_detail(detail())
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


@pytest.fixture
def sent(panel: DetailPanel) -> Sent:
    return Sent(panel)
