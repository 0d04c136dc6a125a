"""From settings to a running console, in the order in which it happens.

settings → city pack → last picture → window → first paint → threads → map. What is expensive to import and
not needed for the first paint is imported after it (decision 0051).
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

import resources
from console import faults, places, trace
from console.asking import Asker
from console.embedded import EmbeddedBackend
from console.errands import RESTART, Errands, restart
from console.keeping import Keeping
from console.memory import replica_folder
from console.names import Names
from console.remote import RemoteBackend
from console.roles import SCREEN_ROLES, ScreenRole
from console.screen import FirstPaint, application, ask_for_role, dress, place_window, save_picture, speak
from console.session import Session
from console.settings import ConsoleSettings
from services.city.loader import load_pack_cached, overlay_dir, street_map
from services.contract.city import CityPack
from services.contract.messages import Log
from services.store.snapshot_file import read_picture
from widgets.map import MapSource, MapView
from widgets.theme import Theme


class Desk(Protocol):
    """A window with what it needs around it."""

    @property
    def painted(self) -> QWidget:
        """The widget whose first paint is the first paint."""
        ...

    def open(self, place: bool) -> None:
        """Show the window; `place`: where it belongs by itself."""
        ...

    def add_map(self, view: MapView) -> None: ...

    def use_theme(self, theme: Theme) -> None: ...

    def save(self) -> None: ...


def run(settings: ConsoleSettings) -> int:
    """Run one console window until it is closed. Raises `KnownError` for what has to be put right first."""
    trace.mark("settings")
    data_dir = settings.data_path
    faults.install(data_dir, f"console-{settings.role or 'new'}", settings.log_level)
    app = application()
    keeping = Keeping(data_dir)
    theme = dress(app, settings.theme or keeping.what.theme)
    names = Names(city_pack(settings), speak(settings.lang or keeping.what.lang, data_dir / "cache"))
    role = chosen_role(settings, keeping, theme, names.pack.city.name)
    if role is None:
        return 0
    trace.mark("pack")

    folder, lock = replica_folder(data_dir, settings.server, role.key)
    backend = backend_for(settings)
    session = Session(role, names, folder, backend.endpoint, backend.warm_up)
    session.ready.connect(faults.install_qt)
    session.show_stored(read_picture(folder, Log.LIVE, session.situation.problems))
    trace.mark("picture")

    asker = Asker(backend.endpoint)
    errands = Errands(app, settings, keeping)
    desk = build_desk(role, session, names, theme, settings, keeping, asker, errands)
    errands.desk = desk
    place_window(desk.painted.window(), settings, keeping, role.key, lambda: desk.open(not settings.geometry))
    trace.mark("window")

    def after_first_paint() -> None:
        trace.mark("queue_usable")
        session.start()
        QTimer.singleShot(0, lambda: add_map(desk, theme, settings, session, names))
        if settings.screenshot:
            after = int(settings.screenshot_after * 1000)
            QTimer.singleShot(after, lambda: save_picture(desk.painted.window(), settings.screenshot))

    FirstPaint(desk.painted, after_first_paint)
    code = app.exec()
    desk.save()
    places.note_window(desk.painted.window(), role.key, keeping.what)
    keeping.now()
    asker.stop()
    session.stop()
    if lock is not None:
        lock.close()
    if code == RESTART:
        restart()
    return code


def pack_folder(settings: ConsoleSettings) -> Path:
    return Path(settings.city).expanduser() if settings.city else resources.path("cities") / "blitar"


def city_pack(settings: ConsoleSettings) -> CityPack:
    """The city this console works for."""
    folder, data_dir = pack_folder(settings), settings.data_path
    return load_pack_cached(folder, data_dir / "cache", overlay_dir(folder, data_dir))


def chosen_role(settings: ConsoleSettings, keeping: Keeping, theme: Theme, city: str) -> ScreenRole | None:
    """The role of this screen: set, remembered, or asked for; None when nobody answers."""
    key = settings.role or keeping.what.role
    if key not in SCREEN_ROLES:
        key, keep = ask_for_role(theme, city)
        if keep:
            keeping.what.role = key
            keeping.now()
    return SCREEN_ROLES.get(key)


def backend_for(settings: ConsoleSettings) -> EmbeddedBackend | RemoteBackend:
    """Where the feed connects: the server that was named, or one of this machine's own."""
    if settings.server:
        return RemoteBackend(settings.server, settings.data_path, settings.authority)
    return EmbeddedBackend(settings.data_path, settings.city)


def build_desk(
    role: ScreenRole,
    session: Session,
    names: Names,
    theme: Theme,
    settings: ConsoleSettings,
    keeping: Keeping,
    asker: Asker,
    errands: Errands,
) -> Desk:
    """The window of this role; the other one's code is not even imported."""
    if role.key == "dispatch":
        from console.desk_dispatch import DispatchDesk

        return DispatchDesk(session, names, theme, keeping, asker, errands.run)
    from console.desk_wall import WallDesk
    from widgets.wall import Viewing

    usual = Viewing()
    viewing = Viewing(
        distance_m=settings.distance_m or usual.distance_m,
        diagonal_in=settings.diagonal_in or usual.diagonal_in,
    )
    return WallDesk(session, names, theme, viewing)


def add_map(desk: Desk, theme: Theme, settings: ConsoleSettings, session: Session, names: Names) -> None:
    """Build the map: half a second of imports that the queue does not wait for."""
    folder, data_dir = pack_folder(settings), settings.data_path
    streets = street_map(folder, overlay_dir(folder, data_dir))
    view = MapView(theme, MapSource(cache=data_dir / "cache" / "map", street_file=streets))
    pack = names.pack
    view.set_areas(pack.shapes, pack.areas, pack.shapes_official)
    view.ready.connect(lambda: trace.mark("map_usable"))
    view.failed.connect(session.situation.problems.append)
    desk.add_map(view)
    view.start()
