"""The second half of a start, after the first paint: threads, backend, the rest of the window, the map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
from widgets.theme import Theme

if TYPE_CHECKING:
    from console.desks import Desk


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
    ) -> None:
        self._collector = Collector(app)
        self._settings, self._names, self._theme, self._desk = settings, names, theme, desk
        backend = backend_for(settings)
        self._asker = Asker(backend.endpoint)
        self._session = Session(role, names, folder, backend.endpoint, backend.warm_up, situation)
        self._session.ready.connect(faults.install_qt)
        desk.complete(self._session, self._asker, Errands(app, settings, keeping, desk))
        self._signing: Signing | None = None
        if isinstance(backend, RemoteBackend):
            window = desk.painted.window()
            self._signing = Signing(self._session, backend, role, window, theme, keeping)
        # Nothing is painted into a window that is being closed.
        desk.window.closed.connect(self._session.bridge.stop)
        self._first_data = FirstData(self._session, desk.painted.window(), theme) if role.commands else None
        self._session.start()
        QTimer.singleShot(0, self._add_map)
        if settings.screenshot:
            after = int(settings.screenshot_after * 1000)
            QTimer.singleShot(after, lambda: save_picture(desk.painted.window(), settings.screenshot))

    def stop(self) -> None:
        """End the threads; what has to be on disk is there afterwards."""
        self._asker.stop()
        if self._signing is not None:
            self._signing.stop()
        self._session.stop()

    def _add_map(self) -> None:
        """Build the map: half a second of imports that the queue did not wait for."""
        from services.city.loader import overlay_dir, street_map
        from widgets.map import MapSource, MapView

        folder, data_dir = self._settings.city_path, self._settings.data_path
        streets = street_map(folder, overlay_dir(folder, data_dir))
        view = MapView(self._theme, MapSource(cache=data_dir / "cache" / "map", street_file=streets))
        pack = self._names.pack
        view.set_areas(pack.shapes, pack.areas, pack.shapes_official)
        view.ready.connect(lambda: trace.mark("map_usable"))
        view.failed.connect(self._session.situation.problems.append)
        self._desk.add_map(view)
        view.start()
        wanted = self._settings.streets or ("file" if streets else "off")
        if wanted != "off":
            view.set_street_layer(wanted)


def backend_for(settings: ConsoleSettings) -> EmbeddedBackend | RemoteBackend:
    """Where the feed connects: the server that was named, or one of this machine's own."""
    if settings.server:
        return RemoteBackend(settings.server, settings.data_path, settings.authority)
    return EmbeddedBackend(settings.data_path, settings.city)
