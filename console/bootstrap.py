"""From settings to a running console, in the order in which it happens.

settings → city pack → last picture → window → first paint → threads → map. What is expensive to import and
not needed for the first paint is imported after it (decision 0051).
"""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

import resources
from console import faults, places, trace
from console.embedded import EmbeddedBackend
from console.memory import replica_folder
from console.names import Names
from console.remote import RemoteBackend
from console.roles import SCREEN_ROLES, ScreenRole
from console.session import Session
from console.settings import ConsoleSettings
from services.city.loader import load_pack_cached, overlay_dir, street_map
from services.contract.errors import KnownError
from services.contract.messages import Log
from services.store.snapshot_file import read_picture
from widgets.map import MapSource, MapView, prepare_web_engine
from widgets.theme import Theme
from widgets.wall import Viewing

log = logging.getLogger(__name__)


class Desk(Protocol):
    """A window with what it needs around it."""

    @property
    def painted(self) -> QWidget: ...

    def open(self, place: bool) -> None: ...

    def add_map(self, view: MapView) -> None: ...


def run(settings: ConsoleSettings) -> int:
    """Run one console window until it is closed. Raises `KnownError` for what has to be put right first."""
    trace.mark("settings")
    data_dir = settings.data_path
    faults.install(data_dir, f"console-{settings.role or 'new'}", settings.log_level)
    app = application(settings)
    remembered = places.recall(data_dir)
    theme = Theme.load(settings.theme or remembered.theme, scale=1.0)
    app.setStyleSheet(theme.stylesheet())
    app.setPalette(theme.palette())

    pack_dir = Path(settings.city).expanduser() if settings.city else resources.path("cities") / "blitar"
    overlay = overlay_dir(pack_dir, data_dir)
    pack = load_pack_cached(pack_dir, data_dir / "cache", overlay)
    names = Names(pack, "en" if (settings.lang or remembered.lang) == "en" else "id")
    role = chosen_role(settings, remembered, theme, pack.city.name)
    if role is None:
        return 0
    trace.mark("pack")

    folder, lock = replica_folder(data_dir, settings.server, role.key)
    backend = backend_for(settings, data_dir)
    session = Session(role, names, folder, backend.endpoint, backend.warm_up)
    session.show_stored(read_picture(folder, Log.LIVE, session.situation.problems))
    trace.mark("picture")

    desk = build_desk(role, session, names, theme, settings)
    show(desk, settings, remembered, role)
    trace.mark("window")

    def after_first_paint() -> None:
        trace.mark("queue_usable")
        session.start()
        QTimer.singleShot(0, lambda: add_map(desk, theme, data_dir, pack_dir, overlay, session, names))
        if settings.screenshot:
            QTimer.singleShot(
                int(settings.screenshot_after * 1000), lambda: save_picture(desk.painted.window(), settings)
            )

    FirstPaint(desk.painted, after_first_paint)
    code = app.exec()
    session.stop()
    places.note_window(desk.painted.window(), role.key, remembered)
    places.remember(data_dir, remembered)
    if lock is not None:
        lock.close()
    return code


def application(settings: ConsoleSettings) -> QApplication:
    """The Qt application. Raises `KnownError` where there is no display to open a window on."""
    import os

    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise KnownError(
            "no_display",
            "Tidak ada layar di sini (DISPLAY kosong). Jalankan di desktop, atau pakai `make run-virtual`.",
        )
    prepare_web_engine()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("patria")
    app.setApplicationDisplayName("Patria")
    faults.install_qt()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: app.quit())
    return app


def chosen_role(
    settings: ConsoleSettings, remembered: places.Remembered, theme: Theme, city: str
) -> ScreenRole | None:
    """The role of this screen: set, remembered, or asked for; None when nobody answers."""
    key = settings.role or remembered.role
    if key in SCREEN_ROLES:
        return SCREEN_ROLES[key]
    from PySide6.QtCore import QEventLoop

    from widgets.chooser import RoleChooser

    page, answer, loop = RoleChooser(theme, city), [""], QEventLoop()

    def chosen(role: str, keep: bool) -> None:
        answer[0] = role
        if keep:
            remembered.role = role
        loop.quit()

    page.chosen.connect(chosen)
    QGuiApplication.instance().lastWindowClosed.connect(loop.quit)  # type: ignore[union-attr]  # it exists
    page.resize(1100, 700)
    page.show()
    QGuiApplication.setQuitOnLastWindowClosed(False)
    loop.exec()
    page.hide()
    page.deleteLater()
    QGuiApplication.setQuitOnLastWindowClosed(True)
    return SCREEN_ROLES.get(answer[0])


def backend_for(settings: ConsoleSettings, data_dir: Path) -> EmbeddedBackend | RemoteBackend:
    """Where the feed connects: the server that was named, or one of this machine's own."""
    if settings.server:
        return RemoteBackend(settings.server, data_dir, settings.authority)
    return EmbeddedBackend(data_dir, settings.city)


def build_desk(
    role: ScreenRole, session: Session, names: Names, theme: Theme, settings: ConsoleSettings
) -> Desk:
    """The window of this role."""
    from console.desk_wall import WallDesk

    viewing = Viewing(
        distance_m=settings.distance_m or Viewing().distance_m,
        diagonal_in=settings.diagonal_in or Viewing().diagonal_in,
    )
    return WallDesk(session, names, theme, viewing)


def show(desk: Desk, settings: ConsoleSettings, remembered: places.Remembered, role: ScreenRole) -> None:
    """Open the window at the size that was asked for, or where it was last time."""
    window = desk.painted.window()
    if settings.geometry:
        width, height = (int(part) for part in settings.geometry.split("x"))
        screens = [screen.geometry() for screen in QGuiApplication.screens()]
        place = places.clamp(QRect(0, 0, width, height), screens)
        window.setGeometry(QRect(place.topLeft(), place.size()))
        window.resize(width, height)
    else:
        places.restore_window(window, role.key, remembered)
    if settings.fullscreen:
        window.showFullScreen()
    else:
        desk.open(place=not settings.geometry)


def add_map(
    desk: Desk,
    theme: Theme,
    data_dir: Path,
    pack_dir: Path,
    overlay: Path,
    session: Session,
    names: Names,
) -> None:
    """Build the map: half a second of imports that the queue does not wait for."""
    source = MapSource(cache=data_dir / "cache" / "map", street_file=street_map(pack_dir, overlay))
    view = MapView(theme, source)
    pack = names.pack
    view.set_areas(pack.shapes, pack.areas, pack.shapes_official)
    view.ready.connect(lambda: trace.mark("map_usable"))
    view.failed.connect(session.situation.problems.append)
    desk.add_map(view)
    view.start()


def save_picture(window: QWidget, settings: ConsoleSettings) -> None:
    """Write the window as a PNG and end."""
    path = Path(settings.screenshot).expanduser()
    # What is really on the screen: the map is drawn by another process.
    picture = window.screen().grabWindow(window.winId())
    if picture.isNull():
        picture = window.grab()
    path.parent.mkdir(parents=True, exist_ok=True)
    if not picture.save(str(path)):
        log.error("cannot write the picture %s", path)
    QApplication.quit()


class FirstPaint(QObject):
    """Calls a function after a widget was painted for the first time."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False
