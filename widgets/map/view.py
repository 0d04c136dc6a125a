"""The map widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMargins, Signal
from PySide6.QtWidgets import QWidget

from services.contract.city import Area, Shape
from widgets.map.delta import MapDelta

if TYPE_CHECKING:
    from widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class MapSource:
    """Where the map keeps its files and takes streets from.

    `cache` is a writable folder; `street_file` an MBTiles or PMTiles file with raster tiles, if the city
    has one; `tile_url` the address of the online layer with {z}, {x} and {y}.
    """

    cache: Path
    street_file: Path | None = None
    tile_url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    attribution: str = "© OpenStreetMap contributors"


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

    def __init__(self, theme: Theme, source: MapSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    @property
    def locked(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        """Load WebEngine and the page. Call after the first paint of the window."""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours at once."""

    def set_areas(self, shapes: Sequence[Shape], areas: Sequence[Area], official: bool) -> None:
        """Draw the city: outlines by district, names, and whether the outlines are official."""

    def apply(self, delta: MapDelta) -> None:
        """Take changes; several between two frames become one message."""

    def set_tooltips(self, lookup: Callable[[int], str] | None) -> None:
        """How the words for an incident under the pointer are found; always shown as plain text."""

    def select(self, incident_id: int | None) -> None:
        """Highlight one incident without moving the map."""

    def show_incident(self, incident_id: int, *, by_user: bool = False) -> None:
        """Bring an incident into view. `by_user`: a gesture of the user, so it moves a locked view too."""

    def show_place(self, lat: float, lon: float, *, by_user: bool = False) -> None:
        """Bring a position into view."""

    def show_city(self) -> None:
        """Fit the whole city."""

    def return_to_earlier(self) -> None:
        """Go back to exactly where the view was before the user's first gesture, and unlock."""

    def set_pick_mode(self, on: bool) -> None:
        """The next click reports a place instead of an incident, until switched off."""

    def set_mode(self, mode: Literal["points", "heat"]) -> None:
        """Symbols (clustered where dense) or density."""

    def set_street_layer(self, layer: Literal["osm", "file"] | None) -> None:
        """Streets below the areas: from the network, from the city's file, or none."""

    def set_interactive(self, on: bool) -> None:
        """Off for the wall: no gestures, no controls, no pointer."""

    def set_text_px(self, px: int) -> None:
        """Height of the map's words in pixels; symbols grow with it."""

    def set_margins(self, margins: QMargins) -> None:
        """Room that other things take over the map; the city is fitted into the rest."""

    def set_note(self, text: str) -> None:
        """Words after the caption, e.g. a warning in force."""
