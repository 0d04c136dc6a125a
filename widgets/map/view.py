"""The map widget."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QProcess, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QWidget

from resources import path as resource
from services.contract.city import Area, Shape
from widgets.map import look
from widgets.map.cover import Cover
from widgets.map.delta import MapDelta
from widgets.map.ground import areas_message
from widgets.map.points import Points
from widgets.theme import Theme

if TYPE_CHECKING:
    from widgets.map.scheme import Request
    from widgets.map.tiles import Tiles
    from widgets.map.web import MapWeb

log = logging.getLogger(__name__)
OSM_URL: Final = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_CREDIT: Final = "© OpenStreetMap contributors"
_RELOAD_MS: Final = (200, 2_000, 10_000)
"""Pauses before the page is loaded again, the last one for every further time."""
_PATIENCE_MS: Final = 30_000
"""How long the page may take to become ready."""
_KEPT: Final = (
    "texts",
    "theme",
    "interactive",
    "areas",
    "mode",
    "street",
    "select",
    "pick",
    "spot",
    "note",
)
"""What the page is told again after a reload, in this order."""
_MOVES: Final = ("fit", "show", "visit")


@dataclass(frozen=True, slots=True)
class MapSource:
    """Where the map keeps its files and takes streets from.

    `cache` is a writable folder; `street_file` an MBTiles or PMTiles file with raster tiles, if the city
    has one; `tile_url` the address of the online layer with {z}, {x} and {y}.
    """

    cache: Path
    street_file: Path | None = None
    tile_url: str = OSM_URL
    attribution: str = OSM_CREDIT


class MapView(QWidget):
    """Areas and incidents of one city.

    Everything may be called before `start()` and is kept until the page is there. Moves made by the program
    are ignored while a user's gesture holds the view (`locked`).
    """

    ready = Signal()
    failed = Signal(str)
    """An Indonesian sentence; the map reloads itself."""
    incident_activated = Signal("qlonglong")  # type: ignore[arg-type]
    place_picked = Signal(float, float)
    """lat, lon in degrees, in pick mode."""
    lock_changed = Signal(bool)
    left = Signal()
    """Escape: the keyboard wants to go back to where it came from."""

    def __init__(self, theme: Theme, source: MapSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = source
        self._text_px = 0
        """As asked for; 0 follows the theme."""
        self._points = Points()
        self._lookup: Callable[[int], str] | None = None
        self._kept: dict[str, object] = {}
        self._selected: int | None = None
        self._areas = b"{}"
        self._started = self._locked = self._is_ready = False
        self._reloads = 0
        self._web: MapWeb | None = None
        self._held: Request | None = None
        self._tiles: dict[str, Tiles] = {}
        self._patience = QTimer(self, singleShot=True)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._open)
        self._cover = Cover(theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate()
        self.set_theme(theme)

    # --- life ---

    @property
    def locked(self) -> bool:
        """True while a user's gesture holds the view."""
        return self._locked

    @property
    def is_ready(self) -> bool:
        """True while the page is there and has been told everything."""
        return self._is_ready

    @property
    def blocked_requests(self) -> int:
        """Requests of the page to anything but this process, all of them stopped."""
        return self._web.gate.blocked if self._web else 0

    def start(self) -> None:
        """Load WebEngine and the page. Call after the first paint of the window."""
        from widgets.map.page import page_file

        if self._started:
            return
        self._started = True
        file = page_file(self._source.cache)
        if file.is_file():
            self._import_then_load(file)
        else:
            self._build(file)

    def _import_then_load(self, file: Path) -> None:
        """In two steps: each of them holds the event loop up for about 100 ms."""
        try:
            import widgets.map.web  # noqa: F401  # loads WebEngine
        except ImportError as error:
            self._give_up(str(error))
            return
        QTimer.singleShot(0, self, lambda: self._load(file))

    def _build(self, file: Path) -> None:
        """Have a child process build the page, so that this one never imports folium."""
        child = QProcess(self)
        child.setWorkingDirectory(str(resource("").parent))
        child.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        child.finished.connect(lambda code: self._built(file, code, child))
        child.start(sys.executable, ["-m", "widgets.map.page", str(file)])

    def _built(self, file: Path, code: int, child: QProcess) -> None:
        child.deleteLater()
        if code == 0 and file.is_file():
            self._import_then_load(file)
            return
        self._give_up(child.readAll().toStdString())

    def _give_up(self, reason: str) -> None:
        self._started = False
        log.error("the map could not be prepared: %s", reason)
        self._cover.tell(look.page_missing())
        self.failed.emit(look.page_missing())

    def _load(self, file: Path) -> None:
        from widgets.map.web import MapWeb

        web = self._web = MapWeb(file, self._theme.map_sea, self)
        web.handler.routes.update(
            {
                "map/delta": self._on_delta,
                "map/event": self._on_event,
                "map/words": self._on_words,
                "map/areas": lambda request: request.answer("application/json", self._areas),
                "tiles/osm": self._on_tile,
                "tiles/file": self._on_tile,
            }
        )
        web.died.connect(self._on_died)
        self._patience.timeout.connect(lambda: self._on_died("the page did not become ready"))
        web.view.setGeometry(self.rect())
        web.view.show()
        self._cover.raise_()
        self.setFocusProxy(web.view)
        self._open()

    def _open(self) -> None:
        assert self._web is not None
        self._patience.start(_PATIENCE_MS)
        self._web.load()

    def _on_died(self, reason: str) -> None:
        log.error("the map stopped: %s", reason)
        self._patience.stop()
        self._is_ready = False
        self._cover.tell(look.died())
        self.failed.emit(look.died())
        pause = _RELOAD_MS[min(self._reloads, len(_RELOAD_MS) - 1)]
        self._reloads += 1
        self._retry.start(pause)

    def _on_ready(self) -> None:
        assert self._web is not None
        self._patience.stop()
        self._web.step_back()
        self._is_ready = True
        self._set_locked(False)
        self._points.tell_all_again()
        for name in (*_KEPT, *_MOVES):
            if name in self._kept:
                self._run(name, self._kept[name])
        for name in _MOVES:
            self._kept.pop(name, None)
        self._cover.hide()
        self.ready.emit()

    # --- to the page ---

    def _tell(self, name: str, value: object) -> None:
        if self._is_ready:
            self._run(name, value)
        if name in _KEPT or not self._is_ready:
            self._kept[name] = value

    def _run(self, name: str, value: object) -> None:
        assert self._web is not None
        self._web.run(f"patria.do({json.dumps(name)}, {json.dumps(value)})")

    def set_theme(self, theme: Theme) -> None:
        """Take other colours at once."""
        self._theme = self._cover.theme = theme
        px = self._cover.text_px = self._text_px or theme.px(look.TEXT_PX)
        self._cover.update()
        if self._web is not None:
            self._web.page.setBackgroundColor(QColor(theme.map_sea))
        self._tell("theme", look.look(theme, px))

    def set_text_px(self, px: int) -> None:
        """Height of the map's words in pixels, symbols grow with it; 0 follows the theme."""
        self._text_px = px
        self.set_theme(self._theme)

    def retranslate(self) -> None:
        """Take the words of the application's new language."""
        words = look.words()
        self.setAccessibleName(str(words["map"]))
        if not self._is_ready:
            self._cover.tell(look.loading())
        self._tell("texts", words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def set_areas(self, shapes: Sequence[Shape], areas: Sequence[Area], official: bool) -> None:
        """Draw the city: outlines by district, names, and whether the outlines are official."""
        self._areas = areas_message(shapes, areas, official)
        self._tell("areas", None)

    def apply(self, delta: MapDelta) -> None:
        """Take changes; several between two frames become one message."""
        self._points.apply(delta)
        self._answer_held()
        if self._selected is not None:
            self.select(self._selected)

    def set_tooltips(self, lookup: Callable[[int], str] | None) -> None:
        """How the words for an incident under the pointer are found; always shown as plain text."""
        self._lookup = lookup

    def select(self, incident_id: int | None) -> None:
        """Highlight one incident without moving the map."""
        self._selected = incident_id
        slot = -1 if incident_id is None else self._points.slot(incident_id)
        if self._kept.get("select", -1) != slot:
            self._tell("select", slot)

    def show_incident(self, incident_id: int, *, by_user: bool = False) -> None:
        """Bring an incident into view. `by_user`: a gesture of the user, so it moves a locked view too."""
        place = self._points.position(incident_id)
        if place is not None:
            self.show_place(*place, by_user=by_user)

    def show_place(self, lat: float, lon: float, *, by_user: bool = False) -> None:
        """Bring a position into view."""
        self._tell("show", {"lat": lat, "lon": lon, "user": by_user})

    def show_city(self) -> None:
        """Fit the whole city."""
        self._tell("fit", None)

    def return_to_earlier(self) -> None:
        """Go back to exactly where the view was before the user's first gesture, and unlock."""
        if self._is_ready:
            self._run("back", None)

    def visit_incident(self, incident_id: int) -> bool:
        """Fly to an incident for a while and mark it; `leave` returns to exactly the view before the first
        visit. A view that a user's gesture holds stays. False where it is not on the map."""
        place = self._points.position(incident_id)
        if place is None:
            return False
        self.select(incident_id)
        self._tell("visit", {"lat": place[0], "lon": place[1]})
        return True

    def leave(self) -> None:
        """The visits are over, or pause."""
        self.select(None)
        self._kept.pop("visit", None)
        if self._is_ready:
            self._run("leave", None)

    def set_pick_mode(self, on: bool) -> None:
        """The next click reports a place instead of an incident, until switched off."""
        self._tell("pick", on)

    def set_spot(self, place: tuple[float, float] | None) -> None:
        """Mark a place (lat, lon) that is no incident yet."""
        self._tell("spot", place)

    def set_mode(self, mode: Literal["points", "heat"]) -> None:
        """Symbols (clustered where dense) or density."""
        self._tell("mode", mode)

    def set_interactive(self, on: bool) -> None:
        """Off for the wall: no gestures, no controls, no pointer."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)
        self._tell("interactive", on)

    def set_note(self, text: str) -> None:
        """Words after the caption, e.g. a warning in force."""
        self._tell("note", text)

    def set_street_layer(self, layer: Literal["osm", "file"] | None) -> None:
        """Streets below the areas: from the network, from the city's file, or none."""
        from widgets.map import tile_files, tiles

        self._tiles.clear()
        state: dict[str, object] = {"kind": None, "attribution": "", "trouble": ""}
        try:
            if layer == "osm":
                self._tiles["osm"] = tiles.NetworkTiles(self._source.tile_url, self._source.cache, self)
                state["attribution"] = self._source.attribution
            elif layer == "file":
                self._tiles["file"] = tile_files.open_street_file(self._source.street_file, self)
            if layer is not None:
                chosen = self._tiles[layer]
                state |= {"kind": layer, "minZoom": chosen.min_zoom, "maxZoom": chosen.max_zoom}
        except tile_files.VectorTiles:
            state["trouble"] = look.vector_file()
        except tile_files.UnreadableTiles:
            state["trouble"] = look.no_street_file()
        self._tell("street", state)

    # --- from the page ---

    def _on_delta(self, request: Request) -> None:
        """The page asks for changes and waits here until there are some."""
        self._held = request
        self._answer_held()

    def _answer_held(self) -> None:
        held = self._held
        if held is None or not self._points.pending or not self._is_ready:
            return
        self._held = None
        if held.alive:
            held.answer("application/octet-stream", self._points.take())

    def _on_words(self, request: Request) -> None:
        incident = self._points.incident_at(int(request.parts[1])) if self._lookup else None
        text = self._lookup(incident) if self._lookup and incident is not None else ""
        request.answer("text/plain; charset=utf-8", text.encode())

    def _on_tile(self, request: Request) -> None:
        tiles = self._tiles.get(request.parts[0])
        if tiles is None:
            request.refuse()
        else:
            tiles.serve(request)

    def _on_event(self, request: Request) -> None:
        request.answer("text/plain", b"")
        kind, *values = request.parts[1:]
        if kind == "ready":
            self._on_ready()
        elif kind == "activate":
            incident = self._points.incident_at(int(values[0]))
            if incident is not None:
                self.incident_activated.emit(incident)
        elif kind == "pick":
            self.place_picked.emit(float(values[0]), float(values[1]))
        elif kind == "lock":
            self._set_locked(values[0] == "1")
        elif kind == "leave":
            self.left.emit()
        elif kind == "areas":
            self._reloads = 0

    def _set_locked(self, on: bool) -> None:
        if on != self._locked:
            self._locked = on
            self.lock_changed.emit(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._cover.setGeometry(self.rect())
        if self._web is not None:
            self._web.view.setGeometry(self.rect())
