"""The wall window put together with a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.adapters.briefing import BriefingAdapter
from console.adapters.wall import WallAdapter
from console.briefing import BriefingControl
from console.names import Names
from console.situation import Situation
from console.windows.wall import WallWindow
from services.projection.apply import Changes
from services.reporting.handover import generate
from widgets.sound import Alarm
from widgets.speech import Voice
from widgets.theme import Theme
from widgets.tickets import TicketState, ticket_sentence
from widgets.wall import Viewing, WallView

if TYPE_CHECKING:
    from console.asking import Asker
    from console.commander import Commander
    from console.errands import Errands
    from console.session import Session
    from widgets.map import MapView


class WallDesk(QObject):
    """What a wall needs besides its window: its adapters, the briefing's keys, the notice of real reports."""

    def __init__(self, situation: Situation, names: Names, theme: Theme, viewing: Viewing) -> None:
        super().__init__()
        self._situation, self._names = situation, names
        self._view = WallView(theme, names.words, viewing, now=situation.now)
        self.window = WallWindow(self._view, viewing)
        self._adapter = WallAdapter(situation, names, self._view)
        self._adapter.changed(Changes(reset=True))
        self._sound, self._voice = Alarm(self), Voice(self)
        self._briefing: BriefingAdapter | None = None
        self._map: MapView | None = None

    @property
    def painted(self) -> QWidget:
        """The widget whose first paint counts as the first paint."""
        return self.window.view

    def open(self, place: bool) -> None:
        """Show it; `place`: full screen on the wall's own screen."""
        if place:
            self.window.open()
        else:
            self.window.show()

    def complete(self, session: Session, asker: Asker, errands: Errands) -> None:
        """From here on the wall follows what arrives."""
        session.bridge.add(self._adapter)
        session.bridge.link_changed.connect(self._adapter.link_changed)
        session.drills.real_reports_changed.connect(self._view.set_real_reports)
        commander, situation, names = session.commander, self._situation, self._names
        control = BriefingControl(
            situation, commander.submit, lambda: generate(situation.board, names.pack, situation.now())
        )
        briefing = BriefingAdapter(situation, names, self._view, control, self._sound, self._voice)
        self._briefing = briefing
        session.bridge.add(briefing)
        session.bridge.link_changed.connect(briefing.show)
        self.window.pressed.connect(lambda key: self._press(key, control))
        commander.tickets_changed.connect(lambda: self._settle(commander))
        if self._map is not None:
            briefing.set_map(self._map)

    def _press(self, key: str, control: BriefingControl) -> None:
        assert self._briefing is not None
        if key != "M":
            control.press(key)
        elif self._sound.muted_for_ms:
            self._sound.unmute()
        else:
            self._sound.mute()
        self._briefing.show()

    def _settle(self, commander: Commander) -> None:
        """Nobody settles anything at a wall: what was refused is said for a moment and forgotten."""
        for ticket in commander.tickets():
            if ticket.state in (TicketState.REJECTED, TicketState.EXPIRED):
                self._view.say(ticket_sentence(ticket))
                commander.dismiss(ticket.command_id)

    def add_map(self, view: MapView) -> None:
        self._map = view
        self.window.set_map(view)
        if self._briefing is not None:
            self._briefing.set_map(view)

    def use_theme(self, theme: Theme) -> None:
        self.window.view.set_theme(theme)

    def save(self) -> None:
        """The wall has no layout of its own."""
