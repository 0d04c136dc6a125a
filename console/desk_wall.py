"""The wall window put together with a session."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.adapters.map import MapAdapter
from console.adapters.wall import WallAdapter
from console.names import Names
from console.session import Session
from console.windows.wall import WallWindow
from widgets.map import MapView
from widgets.theme import Theme
from widgets.wall import Viewing, WallView


class WallDesk(QObject):
    """What a wall needs besides its window: two adapters, and the notice of real reports."""

    def __init__(self, session: Session, names: Names, theme: Theme, viewing: Viewing) -> None:
        super().__init__()
        self._session = session
        self._names = names
        view = WallView(theme, names.words, viewing, now=session.situation.now)
        self.window = WallWindow(view, viewing)
        self._adapter = WallAdapter(session.situation, names, view)
        self._map: MapAdapter | None = None
        session.bridge.add(self._adapter)
        session.bridge.link_changed.connect(self._adapter.link_changed)
        session.drills.real_reports_changed.connect(view.set_real_reports)

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

    def add_map(self, view: MapView) -> None:
        """The map, once it has been built."""
        self.window.set_map(view)
        self._map = MapAdapter(self._session.situation, self._names, view)
        self._session.bridge.add(self._map)

    def use_theme(self, theme: Theme) -> None:
        self.window.view.set_theme(theme)

    def save(self) -> None:
        """The wall has no layout of its own."""
