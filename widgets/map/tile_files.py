"""Street tiles from the city's own file: MBTiles or PMTiles with images in it."""

from __future__ import annotations

import base64
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtSql import QSqlDatabase, QSqlQuery

from widgets.map.scheme import Request
from widgets.map.tiles import Tiles, image_type, tile_of

_NOTHING = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""An image of one transparent pixel: the file has no tile there, which is no failure."""
_numbers = count(1)


class VectorTiles(Exception):
    """The file holds vector tiles, which this map does not draw."""


class UnreadableTiles(Exception):
    """There is no file, or it is not a tile file."""


class TileFile(QObject):
    """Answers from a file; `tile` gives the bytes, empty where there are none."""

    min_zoom = 0
    max_zoom = 0

    def tile(self, z: int, x: int, y: int) -> bytes:
        raise NotImplementedError

    def serve(self, request: Request) -> None:
        """Answer a request whose path ends in `z/x/y`."""
        place = tile_of(request)
        if place is None:
            request.refuse()
            return
        data = self.tile(*place)
        kind = image_type(data)
        request.answer(kind or "image/png", data if kind else _NOTHING)


class Mbtiles(TileFile):
    """MBTiles 1.3: an SQLite file, rows counted from the south."""

    def __init__(self, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._database = QSqlDatabase.addDatabase("QSQLITE", f"street-tiles-{next(_numbers)}")
        self._database.setConnectOptions("QSQLITE_OPEN_READONLY")
        self._database.setDatabaseName(str(file))
        if not file.is_file() or not self._database.open():
            raise UnreadableTiles(file)
        if self._value("SELECT value FROM metadata WHERE name = 'format'") == "pbf":
            raise VectorTiles(file)
        lowest = self._value("SELECT min(zoom_level) FROM tiles")
        highest = self._value("SELECT max(zoom_level) FROM tiles")
        if not isinstance(lowest, int) or not isinstance(highest, int):
            raise UnreadableTiles(file)
        self.min_zoom, self.max_zoom = lowest, highest

    def _value(self, statement: str) -> object:
        query = QSqlQuery(self._database)
        return query.value(0) if query.exec(statement) and query.next() else None

    def tile(self, z: int, x: int, y: int) -> bytes:
        query = QSqlQuery(self._database)
        query.prepare("SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?")
        for value in (z, x, (1 << z) - 1 - y):
            query.addBindValue(value)
        return bytes(query.value(0).data()) if query.exec() and query.next() else b""


class Pmtiles(TileFile):
    """A PMTiles 3 archive."""

    def __init__(self, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        from pmtiles import reader
        from pmtiles.tile import TileType

        untyped: Any = reader
        try:
            with file.open("rb") as handle:
                self._reader = untyped.Reader(untyped.MmapSource(handle))  # the mapping outlives the handle
            header = self._reader.header()
        except Exception as error:  # the package raises errors of many kinds on a damaged file
            raise UnreadableTiles(file) from error
        if header["tile_type"] == TileType.MVT:
            raise VectorTiles(file)
        self.min_zoom, self.max_zoom = int(header["min_zoom"]), int(header["max_zoom"])

    def tile(self, z: int, x: int, y: int) -> bytes:
        try:
            return self._reader.get(z, x, y) or b""
        except Exception:  # a damaged directory inside the archive
            return b""


def open_street_file(file: Path | None, parent: QObject) -> Tiles:
    """The tiles of a file. Raises `UnreadableTiles` or `VectorTiles`."""
    if file is None:
        raise UnreadableTiles
    return Pmtiles(file, parent) if file.suffix.lower() == ".pmtiles" else Mbtiles(file, parent)
