"""From settings to a running console, in the order in which it happens.

settings → city pack → last picture → window → first paint → map → threads. What is expensive to import and
not needed for the first paint is imported after it (decision 0051).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from console import faults, places, trace
from console.desks import Desk
from console.folders import replica_folder
from console.keeping import Keeping
from console.names import Names
from console.roles import SCREEN_ROLES, ScreenRole
from console.screen import RESTART, FirstPaint, application, ask_for_role, dress, place_window, speak
from console.settings import ConsoleSettings
from console.situation import Situation
from services.city.loader import load_pack_here
from services.contract.city import CityPack
from services.contract.messages import Log
from services.store.snapshot_file import read_picture
from widgets.theme import NAMES, Theme, scale_for

if TYPE_CHECKING:
    from console.running import Running
    from widgets.map import MapView


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
    if role.key != "wall":  # the wall sizes its text by distance and diagonal
        theme = _sized(theme, settings, app.primaryScreen().size().width())
        app.setFont(theme.font())
    trace.mark("pack")
    code = _run_screen(app, role, settings, keeping, names, theme)
    if code == RESTART:
        from console.errands import restart

        restart()
    return code


def _run_screen(
    app: QApplication,
    role: ScreenRole,
    settings: ConsoleSettings,
    keeping: Keeping,
    names: Names,
    theme: Theme,
) -> int:
    """The screen of one role, from the last picture until the window is closed."""
    situation = Situation()
    folder, lock = replica_folder(settings.data_path, settings.server, role.key)
    situation.take_stored(read_picture(folder, Log.LIVE, situation.problems))
    trace.mark("picture")

    desk = build_desk(role, situation, names, theme, settings, keeping)
    dress(app, theme)  # after building: a style sheet is applied once instead of at every step
    place_window(desk.painted.window(), settings, keeping, role.key, lambda: desk.open(not settings.geometry))
    trace.mark("window")

    running: list[Running] = []

    def all_else(view: MapView) -> None:
        from console.running import Running

        running.append(Running(app, settings, keeping, role, situation, names, theme, folder, desk, view))

    FirstPaint(desk.painted, lambda: _add_map(desk, role, settings, names, theme, all_else))
    code = app.exec()
    _remember(desk, role, keeping)
    for part in running:
        part.stop()
    if lock is not None:
        lock.close()
    return code


def _add_map(
    desk: Desk,
    role: ScreenRole,
    settings: ConsoleSettings,
    names: Names,
    theme: Theme,
    then: Callable[[MapView], None],
) -> None:
    """After the first paint: the map, and `then` what a first picture can do without."""
    trace.mark("queue_usable")
    from console.first_map import begin_map

    view = begin_map(settings, names, theme)
    desk.add_map(view)
    if "map" in role.panels:
        view.start()
    # Behind the loading that `start` put in the queue.
    QTimer.singleShot(0, lambda: then(view))


def _sized(theme: Theme, settings: ConsoleSettings, screen: int) -> Theme:
    """The theme for the width of the window; `screen`: where none was asked for."""
    width = int(settings.geometry.split("x")[0]) if settings.geometry else screen
    return Theme.load(theme.name, scale_for(width))


def _remember(desk: Desk, role: ScreenRole, keeping: Keeping) -> None:
    """Where the window stood, and how it was laid out."""
    desk.save()
    places.note_window(desk.painted.window(), role.key, keeping.what)
    keeping.now()


def city_pack(settings: ConsoleSettings) -> CityPack:
    """The city this console works for."""
    return load_pack_here(settings.city_path, settings.data_path)


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
    if role.key == "leader":
        from console.desk_leader import LeaderDesk

        return LeaderDesk(situation, names, theme)
    if role.key == "handover":
        from console.desk_handover import HandoverDesk

        return HandoverDesk(situation, names, theme)
    from console.desk_wall import WallDesk
    from widgets.wall import Viewing

    usual = Viewing()
    viewing = Viewing(
        distance_m=settings.distance_m or usual.distance_m,
        diagonal_in=settings.diagonal_in or usual.diagonal_in,
    )
    return WallDesk(situation, names, theme, viewing)
