"""The wall window put together with a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.adapters.wall import WallAdapter
from console.names import Names
from console.situation import Situation
from console.windows.wall import WallWindow
from services.projection.apply import Changes
from widgets.theme import Theme
from widgets.wall import Viewing, WallView

if TYPE_CHECKING:
    from console.asking import Asker
    from console.errands import Errands
    from console.session import Session
    from widgets.map import MapView


class WallDesk(QObject):
    """What a wall needs besides its window: two adapters, and the notice of real reports."""

    def __init__(self, situation: Situation, names: Names, theme: Theme, viewing: Viewing) -> None:
        super().__init__()
        self._view = WallView(theme, names.words, viewing, now=situation.now)
        self.window = WallWindow(self._view, viewing)
        self._adapter = WallAdapter(situation, names, self._view)
        self._adapter.changed(Changes(reset=True))

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

    def add_map(self, view: MapView) -> None:
        self.window.set_map(view)

    def use_theme(self, theme: Theme) -> None:
        self.window.view.set_theme(theme)

    def save(self) -> None:
        """The wall has no layout of its own."""
