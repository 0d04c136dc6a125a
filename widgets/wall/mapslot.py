"""The tile around the map: any widget below a heading that says how old the picture is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from widgets.wall.ink import Ink
from widgets.wall.layout import MAP
from widgets.wall.tile import Tile
from widgets.wall.words import tile_title


class MapTile(Tile):
    """Keeps the map off the edges so that the rounded panel shows."""

    def __init__(self, ink: Ink, parent: QWidget) -> None:
        super().__init__(MAP, ink, parent)
        self._map: QWidget | None = None

    def set_map(self, widget: QWidget) -> None:
        """Takes the map; it fills the tile below the heading."""
        self._map = widget
        widget.setParent(self)
        self._place()
        widget.show()

    def title(self) -> str:
        return tile_title(MAP)

    def ground(self) -> str:
        return self.ink.theme.map_sea

    def set_ink(self, ink: Ink) -> None:
        super().set_ink(ink)
        self._place()

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _place(self) -> None:
        if self._map is not None:
            edge = self.ink.px(0.2)
            self._map.setGeometry(self.body_rect().adjusted(edge, 0, -edge, -edge))
