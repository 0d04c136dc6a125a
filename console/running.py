"""The second half of a start, after the first paint: threads, backend, the rest of the window, the map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from console import faults, trace
from console.asking import Asker
from console.collecting import Collector
from console.embedded import EmbeddedBackend
from console.errands import Errands
from console.first_data import FirstData
from console.keeping import Keeping
from console.names import Names
from console.remote import RemoteBackend
from console.roles import ScreenRole
from console.screen import save_picture
from console.session import Session
from console.settings import ConsoleSettings
from console.signing import Signing
from console.situation import Situation
from widgets.language import install_dialogs
from widgets.theme import Theme

if TYPE_CHECKING:
    from console.desks import Desk
    from widgets.map import MapView

MAP_FIRST_MS: Final = 700
"""How long the threads and the backend wait for the map: their imports would double the time it takes."""


class Running:
    """Everything that has to be ended again."""

    def __init__(
        self,
        app: QApplication,
        settings: ConsoleSettings,
        keeping: Keeping,
        role: ScreenRole,
        situation: Situation,
        names: Names,
        theme: Theme,
        folder: Path,
        desk: Desk,
        view: MapView,
    ) -> None:
        self._collector = Collector(app)
        self._names = names
        backend = backend_for(settings)
        self._asker = Asker(backend.endpoint)
        self._session = Session(role, names, folder, backend.endpoint, backend.warm_up, situation)
        self._session.ready.connect(faults.install_qt)
        if names.language == "id":
            self._session.ready.connect(lambda: install_dialogs(settings.data_path / "cache"))
        desk.complete(self._session, self._asker, Errands(app, settings, keeping, desk))
        self._signing: Signing | None = None
        if isinstance(backend, RemoteBackend):
            window = desk.painted.window()
            self._signing = Signing(self._session, backend, role, window, theme, keeping)
        # Nothing is painted into a window that is being closed.
        desk.window.closed.connect(self._session.bridge.stop)
        self._first_data = FirstData(self._session, desk.painted.window(), theme) if role.commands else None
        self._map_first = QTimer(desk.window, singleShot=True)
        self._map_first.timeout.connect(self._session.start)
        desk.window.closed.connect(self._map_first.stop)
        # Without a picture of the last time there is nothing to look at before the threads run.
        self._map_first.start(MAP_FIRST_MS if situation.data_at() else 0)
        view.failed.connect(situation.problems.append)
        view.ready.connect(self._map_is_there)
        QTimer.singleShot(0, lambda: self._bring_marks(view))
        if settings.screenshot:
            after = int(settings.screenshot_after * 1000)
            QTimer.singleShot(after, lambda: save_picture(desk.painted.window(), settings.screenshot))

    def stop(self) -> None:
        """End the threads; what has to be on disk is there afterwards."""
        self._asker.stop()
        if self._signing is not None:
            self._signing.stop()
        self._session.stop()

    def _bring_marks(self, view: MapView) -> None:
        """Fill the map while its processes start."""
        from console.adapters.map import MapAdapter

        self._session.bridge.add(MapAdapter(self._session.situation, self._names, view))

    def _map_is_there(self) -> None:
        trace.mark("map_usable")
        if self._map_first.isActive():
            self._map_first.stop()
            self._session.start()


def backend_for(settings: ConsoleSettings) -> EmbeddedBackend | RemoteBackend:
    """Where the feed connects: the server that was named, or one of this machine's own."""
    if settings.server:
        return RemoteBackend(settings.server, settings.data_path, settings.authority)
    return EmbeddedBackend(settings.data_path, settings.city)
