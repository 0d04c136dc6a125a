"""Working an incident, on the dispatch window: its checklist, its times, and what the room is told."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.adapters.nuisance import Nuisance
from console.adapters.steps import Skips, StaleClaims, StepsAdapter
from console.names import Names
from console.session import Session
from console.windows.dispatch import DispatchWindow
from services.contract.records import Role
from services.rules.permissions import PERMISSIONS
from widgets.keys import Action
from widgets.steps.panel import StepsPanel
from widgets.steps.times import TimesBlock


class DeskSteps(QObject):
    """Adds its parts to the detail and listens for what concerns them."""

    def __init__(self, window: DispatchWindow, session: Session, names: Names) -> None:
        super().__init__()
        self._window, self._session = window, session
        theme, words, keys = window.detail.look
        self.panel = StepsPanel(theme, words, keys, window.detail.prompt)
        self.times = TimesBlock(theme, words)
        for part in (self.times, self.panel):  # each goes before those that are there
            window.detail.add_section("right", part)
        situation = session.situation
        self.adapter = StepsAdapter(situation, names, self.panel, self.times)
        self.skips = Skips(situation, names, window.show_notice)
        self.claims = StaleClaims(situation, names, window.show_notice)
        self.nuisance = Nuisance(situation, names, window.top.counts.set_note)
        for adapter in (self.adapter, self.skips, self.claims, self.nuisance):
            session.bridge.add(adapter)
        window.incident_selected.connect(self.adapter.select)
        self.panel.command_requested.connect(window.command_requested)
        self.panel.notice_requested.connect(window.show_notice)
        self.panel.left.connect(window.queue.view.setFocus)
        window.on_action(Action.STEPS, self._go)
        session.bridge.welcomed.connect(self._permit)
        self.panel.set_permitted(frozenset(PERMISSIONS[Role.SUPERVISOR]))

    def _go(self) -> None:
        self.panel.focus_first()
        self._window.detail.reveal_section(self.panel)

    def _permit(self) -> None:
        welcome = self._session.situation.welcome
        assert welcome is not None
        self.panel.set_permitted(frozenset(welcome.permissions))
