"""Street tiles from the network, through an on-disk cache.

The page asks our scheme only; what goes out and under which name is decided here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache, QNetworkReply, QNetworkRequest

from widgets.map.scheme import Request

AGENT = "Patria/0.1 (command-center map for city governments)"
"""OpenStreetMap's tile usage policy asks for a name that identifies the application."""
CACHE_BYTES = 256 * 1024 * 1024
TILE_BYTES = 2 * 1024 * 1024
"""Larger answers are no tiles."""
TIMEOUT_MS = 10_000
_MAGIC = ((b"\x89PNG", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"RIFF", "image/webp"))


class Tiles(Protocol):
    """Something that answers for tiles."""

    min_zoom: int
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


class NetworkTiles(QObject):
    """Tiles from a server: fresh ones from disk, others asked for once, stale ones if nobody answers."""

    min_zoom, max_zoom = 0, 19

    def __init__(self, url: str, cache: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._url = url
        self._net = QNetworkAccessManager(self)
        self._net.setTransferTimeout(TIMEOUT_MS)
        disk = self._disk = QNetworkDiskCache(self)
        disk.setCacheDirectory(str(cache / "tiles"))
        disk.setMaximumCacheSize(CACHE_BYTES)
        self._net.setCache(disk)

    def serve(self, request: Request) -> None:
        tile = tile_of(request)
        if tile is None:
            request.refuse()
            return
        z, x, y = tile
        wanted = QNetworkRequest(QUrl(self._url.format(z=z, x=x, y=y)))
        wanted.setHeader(QNetworkRequest.KnownHeaders.UserAgentHeader, AGENT)
        attribute = QNetworkRequest.Attribute
        wanted.setAttribute(
            attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
        )
        wanted.setAttribute(attribute.CookieLoadControlAttribute, QNetworkRequest.LoadControl.Manual)
        wanted.setAttribute(attribute.CookieSaveControlAttribute, QNetworkRequest.LoadControl.Manual)
        reply = self._net.get(wanted)
        reply.downloadProgress.connect(lambda have, _all: reply.abort() if have > TILE_BYTES else None)
        reply.finished.connect(lambda: self._answer(request, reply))

    def _answer(self, request: Request, reply: QNetworkReply) -> None:
        reply.deleteLater()
        good = reply.error() == QNetworkReply.NetworkError.NoError
        data = bytes(reply.readAll().data()) if good else self._kept(reply.request().url())
        kind = image_type(data)
        if kind is None:
            request.refuse()
        else:
            request.answer(kind, data)

    def _kept(self, url: QUrl) -> bytes:
        """The tile as it was when the server last answered, however old."""
        device = self._disk.data(url)
        if device is None:
            return b""
        data = bytes(device.readAll().data())
        device.close()
        return data
