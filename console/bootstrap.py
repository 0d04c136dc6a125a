"""From settings to a running console, in the order in which it happens.

settings → city pack → last picture → window → first paint → threads → map. What is expensive to import and
not needed for the first paint is imported after it (decision 0051).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

import resources
from console import faults, places, trace
from console.folders import replica_folder
from console.keeping import Keeping
from console.names import Names
from console.roles import SCREEN_ROLES, ScreenRole
from console.screen import RESTART, FirstPaint, application, ask_for_role, dress, place_window, speak
from console.settings import ConsoleSettings
from console.situation import Situation
from services.city.loader import load_pack_cached, overlay_dir
from services.contract.city import CityPack
from services.contract.messages import Log
from services.store.snapshot_file import read_picture
from widgets.theme import NAMES, Theme

if TYPE_CHECKING:
    from console.asking import Asker
    from console.errands import Errands
    from console.running import Running
    from console.session import Session
    from console.windows.dispatch import DispatchWindow
    from console.windows.wall import WallWindow
    from widgets.map import MapView


class Desk(Protocol):
    """A window with what it needs around it."""

    @property
    def window(self) -> DispatchWindow | WallWindow: ...

    @property
    def painted(self) -> QWidget:
        """The widget whose first paint is the first paint."""
        ...

    def open(self, place: bool) -> None:
        """Show the window; `place`: where it belongs by itself."""
        ...

    def complete(self, session: Session, asker: Asker, errands: Errands) -> None:
        """Everything the first paint did not need."""
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
    wanted = settings.theme or keeping.what.theme
    theme = Theme.load(wanted if wanted in NAMES else NAMES[0])
    app.setFont(theme.font())
    names = Names(city_pack(settings), speak(settings.lang or keeping.what.lang, data_dir / "cache"))
    role = chosen_role(settings, keeping, theme, names.pack.city.name)
    if role is None:
        return 0
    trace.mark("pack")

    situation = Situation()
    folder, lock = replica_folder(data_dir, settings.server, role.key)
    situation.take_stored(read_picture(folder, Log.LIVE, situation.problems))
    trace.mark("picture")

    desk = build_desk(role, situation, names, theme, settings, keeping)
    dress(app, theme)  # after building: a style sheet is applied once instead of at every step
    place_window(desk.painted.window(), settings, keeping, role.key, lambda: desk.open(not settings.geometry))
    trace.mark("window")

    running: list[Running] = []

    def after_first_paint() -> None:
        trace.mark("queue_usable")
        from console.running import Running

        running.append(Running(app, settings, keeping, role, situation, names, theme, folder, desk))

    FirstPaint(desk.painted, after_first_paint)
    code = app.exec()
    desk.save()
    places.note_window(desk.painted.window(), role.key, keeping.what)
    keeping.now()
    for part in running:
        part.stop()
    if lock is not None:
        lock.close()
    if code == RESTART:
        from console.errands import restart

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


def build_desk(
    role: ScreenRole,
    situation: Situation,
    names: Names,
    theme: Theme,
    settings: ConsoleSettings,
    keeping: Keeping,
) -> Desk:
    """The window of this role; the other one's code is not even imported."""
    if role.key == "dispatch":
        from console.desk_dispatch import DispatchDesk

        return DispatchDesk(situation, names, theme, keeping)
    from console.desk_wall import WallDesk
    from widgets.wall import Viewing

    usual = Viewing()
    viewing = Viewing(
        distance_m=settings.distance_m or usual.distance_m,
        diagonal_in=settings.diagonal_in or usual.diagonal_in,
    )
    return WallDesk(situation, names, theme, viewing)
