"""Honest closing on the dispatch window: clock, proof, promises, and what a closing was refused for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from console.adapters.closing import ClosingAdapter, PromiseClock
from console.adapters.figures import FiguresAsker
from console.asking import Asker
from console.names import Names
from console.pictures import Pictures
from console.server_words import said
from console.session import Session
from console.windows.dispatch import DispatchWindow
from services.contract.commands import ChangeStatus, Command
from services.contract.messages import Outcome
from services.contract.records import Role
from services.projection.apply import Changes
from services.rules.permissions import PERMISSIONS
from services.rules.proof import LIMITS
from widgets.closing.model import ClosingChoices
from widgets.closing.parts import ClosingParts
from widgets.figures.panel import FiguresOverlay
from widgets.intents import ShowFigures, ShowPromises, ViewIntent
from widgets.keys import Action

NOT_FINISHED = "not_finished"
UNEXAMINED = "proof_unexamined"


class DeskClosing(QObject):
    """Adds its parts to the detail and listens for what concerns them."""

    def __init__(self, window: DispatchWindow, session: Session, names: Names, asker: Asker) -> None:
        super().__init__()
        self._session = session
        self._window, self._selected = window, 0
        theme, words, keys = window.detail.look
        beside = asker.beside()
        self.pictures = Pictures(beside, session.memory.folder / "photos")
        self.parts = ClosingParts(theme, words, keys, window.detail.prompt, self.pictures, window)
        window.detail.add_section("top", self.parts.top)
        window.detail.add_section("left", self.parts.proofs)
        window.detail.add_section("right", self.parts.promises)
        kinds = tuple((kind.code, said(kind.name)) for kind in names.pack.policy.pause_kinds)
        self.parts.set_choices(ClosingChoices(pause_kinds=kinds, limits=LIMITS))
        self.adapter = ClosingAdapter(session.situation, names, self.parts)
        self.clock = PromiseClock(session.situation, names, window.show_notice)
        for adapter in (self.adapter, self.clock, self):
            session.bridge.add(adapter)
        session.bridge.each_frame(beside.deliver)
        session.bridge.welcomed.connect(self._permit)
        session.commander.answered.connect(self._answered)
        self.pictures.arrived.connect(self.parts.pictures_changed)
        window.incident_selected.connect(self._select)
        self.figures = FiguresOverlay(theme, words, window)
        self.asker = FiguresAsker(session.situation, names, beside, self.figures.panel)
        self.figures.panel.days_requested.connect(self.asker.ask)
        window.view_requested.connect(self._view)
        self.parts.command_requested.connect(window.command_requested)
        self.parts.notice_requested.connect(window.show_notice)
        window.on_action(Action.PROOF, self.parts.go_to_proof)
        window.on_action(Action.PAUSE, self.parts.acts.pause)
        window.on_action(Action.PROMISE, self.parts.acts.promise)
        self.parts.set_permitted(frozenset(PERMISSIONS[Role.SUPERVISOR]))

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        """The parts have an adapter of their own."""

    def ticked(self, now: int) -> None:
        self.parts.set_now(now)

    # --- inside ---

    def _view(self, intent: ViewIntent) -> None:
        match intent:
            case ShowFigures():
                self.figures.open()
                self.asker.ask(self.figures.panel.days)
            case ShowPromises():
                filters = self._window.queue.filters
                filters.set_filter(replace(filters.filter, promised=not filters.filter.promised))

    def _select(self, incident_id: int) -> None:
        self._selected = incident_id
        self.adapter.select(incident_id)

    def _permit(self) -> None:
        welcome = self._session.situation.welcome
        assert welcome is not None
        self.parts.set_permitted(frozenset(welcome.permissions))

    def _answered(self, body: Command, outcome: Outcome) -> None:
        about = isinstance(body, ChangeStatus) and body.incident_id == self._selected
        if about and outcome.code == NOT_FINISHED:
            self.parts.show_refusal(said(outcome.message))
        if outcome.code == UNEXAMINED:
            self.parts.go_to_proof()
