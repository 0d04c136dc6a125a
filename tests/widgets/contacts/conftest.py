"""A contact panel with an invented evening in it, and what it asks for."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from services.contract.records import Role
from services.rules.permissions import tags_for
from tests.widgets.invented import agencies
from widgets.contacts.panel import ContactsPanel
from widgets.keys import KeyMap
from widgets.theme import Theme


@pytest.fixture
def panel(qtbot: QtBot) -> ContactsPanel:
    panel = ContactsPanel(Theme.load("dark"), KeyMap())
    qtbot.addWidget(panel)
    panel.resize(330, 900)
    panel.set_permitted(frozenset(tags_for(Role.SUPERVISOR)))
    panel.set_agencies(agencies())
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel
