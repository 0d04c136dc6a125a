"""Street tiles for the page: from the network through an on-disk cache, or from the city's own file.

The page asks our scheme only; what goes out and under which name is decided here.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache, QNetworkReply, QNetworkRequest
from PySide6.QtSql import QSqlDatabase, QSqlQuery

from widgets.map.scheme import Request

AGENT = "Patria/0.1 (command-center map for city governments)"
"""OpenStreetMap's tile usage policy asks for a name that identifies the application."""
CACHE_BYTES = 256 * 1024 * 1024
TILE_BYTES = 2 * 1024 * 1024
"""Larger answers are no tiles."""
TIMEOUT_MS = 10_000
KINDS = (".mbtiles", ".pmtiles")
_MAGIC = ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"RIFF", "image/webp"))
_numbers = count(1)


class VectorTiles(Exception):
    """The file holds vector tiles, which this map does not draw."""


class UnreadableTiles(Exception):
    """There is no file, or it is not a tile file."""


class Tiles(Protocol):
    """Something that answers for tiles."""

    max_zoom: int

    def serve(self, request: Request) -> None:
        """Answer a request whose path ends in `z/x/y`, now or later."""


def image_type(data: bytes) -> str | None:
    """Media type by the first bytes, whatever a server or file claims; None for no image of a tile."""
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)


def tile_of(request: Request) -> tuple[int, int, int] | None:
    """z, x, y of a request, if they can exist."""
    try:
        z, x, y = (int(part) for part in request.parts[-3:])
    except ValueError:
        return None
    return (z, x, y) if 0 <= z <= 22 and 0 <= x < 1 << z and 0 <= y < 1 << z else None


def find_street_file(folder: Path) -> Path | None:
    """The first tile file in a city pack's folder, by name."""
    return next((file for file in sorted(folder.glob("*")) if file.suffix.lower() in KINDS), None)


class NetworkTiles(QObject):
    """Tiles from a server: fresh ones from disk, others asked for once, stale ones if nobody answers."""

    max_zoom = 19

    def __init__(self, url: str, cache: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._url = url
        self._net = QNetworkAccessManager(self)
        self._net.setTransferTimeout(TIMEOUT_MS)
        disk = QNetworkDiskCache(self)
        disk.setCacheDirectory(str(cache / "tiles"))
        disk.setMaximumCacheSize(CACHE_BYTES)
        self._net.setCache(disk)

    def serve(self, request: Request) -> None:
        tile = tile_of(request)
        if tile is None:
            request.refuse()
        else:
            self._ask(request, tile, QNetworkRequest.CacheLoadControl.PreferNetwork)

    def _ask(
        self, request: Request, tile: tuple[int, int, int], control: QNetworkRequest.CacheLoadControl
    ) -> None:
        z, x, y = tile
        wanted = QNetworkRequest(QUrl(self._url.format(z=z, x=x, y=y)))
        wanted.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, AGENT)
        attribute = QNetworkRequest.Attribute
        wanted.setAttribute(attribute.CacheLoadControlAttribute, control)
        wanted.setAttribute(
            attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
        )
        wanted.setAttribute(attribute.CookieLoadControlAttribute, QNetworkRequest.LoadControl.Manual)
        wanted.setAttribute(attribute.CookieSaveControlAttribute, QNetworkRequest.LoadControl.Manual)
        reply = self._net.get(wanted)
        reply.downloadProgress.connect(lambda have, _all: reply.abort() if have > TILE_BYTES else None)
        reply.finished.connect(lambda: self._answer(request, tile, reply, control))

    def _answer(
        self,
        request: Request,
        tile: tuple[int, int, int],
        reply: QNetworkReply,
        control: QNetworkRequest.CacheLoadControl,
    ) -> None:
        reply.deleteLater()
        good = reply.error() == QNetworkReply.NetworkError.NoError
        data = bytes(reply.readAll().data()) if good else b""
        kind = image_type(data)
        always = QNetworkRequest.CacheLoadControl.AlwaysCache
        if kind is not None:
            request.answer(kind, data)
        elif control != always:
            self._ask(request, tile, always)
        else:
            request.refuse()


class MbtilesFile(QObject):
    """Raster tiles of an MBTiles file (SQLite; rows counted from the south, MBTiles 1.3)."""

    def __init__(self, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._database = QSqlDatabase.addDatabase("QSQLITE", f"street-tiles-{next(_numbers)}")
        self._database.setConnectOptions("QSQLITE_OPEN_READONLY")
        self._database.setDatabaseName(str(file))
        if not file.is_file() or not self._database.open():
            raise UnreadableTiles(file)
        if self._value("SELECT value FROM metadata WHERE name = 'format'") == "pbf":
            raise VectorTiles(file)
        highest = self._value("SELECT max(zoom_level) FROM tiles")
        if not isinstance(highest, int):
            raise UnreadableTiles(file)
        self.max_zoom = highest

    def _value(self, statement: str) -> object:
        query = QSqlQuery(self._database)
        return query.value(0) if query.exec(statement) and query.next() else None

    def serve(self, request: Request) -> None:
        tile = tile_of(request)
        data = self._tile(*tile) if tile else b""
        kind = image_type(data)
        if kind:
            request.answer(kind, data)
        else:
            request.refuse()

    def _tile(self, z: int, x: int, y: int) -> bytes:
        query = QSqlQuery(self._database)
        query.prepare("SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?")
        for value in (z, x, (1 << z) - 1 - y):
            query.addBindValue(value)
        if not (query.exec() and query.next()):
            return b""
        data = query.value(0)
        return data.data() if hasattr(data, "data") else bytes(data)


class PmtilesFile(QObject):
    """Raster tiles of a PMTiles 3 archive."""

    def __init__(self, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        from pmtiles import reader
        from pmtiles.tile import TileType

        untyped: Any = reader

        try:
            with file.open("rb") as handle:
                self._reader = untyped.Reader(untyped.MmapSource(handle))  # the mapping outlives the handle
            header = self._reader.header()
        except Exception as error:  # the package raises bare exceptions of many kinds on a damaged file
            raise UnreadableTiles(file) from error
        if header["tile_type"] == TileType.MVT:
            raise VectorTiles(file)
        self.max_zoom = int(header["max_zoom"])

    def serve(self, request: Request) -> None:
        tile = tile_of(request)
        data = (self._reader.get(*tile) if tile else None) or b""
        kind = image_type(data)
        if kind:
            request.answer(kind, data)
        else:
            request.refuse()


def open_street_file(file: Path | None, parent: QObject) -> Tiles:
    """The tiles of a file. Raises `UnreadableTiles` or `VectorTiles`."""
    if file is None:
        raise UnreadableTiles
    return PmtilesFile(file, parent) if file.suffix.lower() == ".pmtiles" else MbtilesFile(file, parent)
