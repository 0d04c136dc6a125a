"""The map page's whole world: an address scheme answered by this process, and a gate that blocks the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import shiboken6
from PySide6.QtCore import QBuffer, QObject
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from resources import path as resource

SCHEME = b"patria"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".png": "image/png",
}
Route = Callable[["Request"], None]


@cache
def register_scheme() -> None:
    """Make the scheme known. Must come before the first WebEngine profile of the process."""
    scheme = QWebEngineUrlScheme(SCHEME)
    flag = QWebEngineUrlScheme.Flag
    # Not LocalScheme: local pages reach other local addresses only where they may read files too.
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    QWebEngineUrlScheme.registerScheme(scheme)


class Request:
    """One request of the page, answered now or later, at most once."""

    def __init__(self, job: QWebEngineUrlRequestJob) -> None:
        self._job = job
        self.method = job.requestMethod().toStdString()
        self.parts = tuple(part for part in job.requestUrl().path().split("/") if part)

    @property
    def alive(self) -> bool:
        """False once the page no longer waits for it."""
        return shiboken6.isValid(self._job)

    def answer(self, mime: str, data: bytes) -> None:
        """Send a complete answer."""
        if not self.alive:
            return
        buffer = QBuffer(self._job)
        buffer.setData(data)
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        self._job.reply(mime.encode(), buffer)

    def refuse(self) -> None:
        """Answer that there is no such thing."""
        if self.alive:
            self._job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers `patria://HOST/FIRST/…` by the route of `HOST/FIRST`; files ship with the program."""

    def __init__(self, page_file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._page_file = page_file
        self.routes: dict[str, Route] = {}

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        request = Request(job)
        host = job.requestUrl().host()
        first = request.parts[0] if request.parts else ""
        route = self.routes.get(f"{host}/{first}")
        if route is not None:
            route(request)
        elif host == "map":
            self._answer_file(request)
        else:
            request.refuse()

    def _answer_file(self, request: Request) -> None:
        file = self._shipped_file(request.parts)
        try:
            if file is None:
                request.refuse()
            else:
                request.answer(_TYPES[file.suffix], file.read_bytes())
        except OSError:
            request.refuse()

    def _shipped_file(self, parts: tuple[str, ...]) -> Path | None:
        """Only names below the two shipped folders, never a way out of them."""
        if not parts:
            return self._page_file
        folders = {"own": resource("map"), "leaflet": leaflet_folder()}
        folder = folders.get(parts[0])
        if folder is None or any(part.startswith(".") for part in parts):
            return None
        file = folder.joinpath(*parts[1:])
        return file if file.suffix in _TYPES and file.is_file() else None


@cache
def leaflet_folder() -> Path:
    """Where the XStatic-Leaflet package keeps Leaflet."""
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR)


class NetworkGate(QWebEngineUrlRequestInterceptor):
    """Lets the page ask this process only. Street tiles are asked here too and fetched by `tiles`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.blocked = 0
        """Requests that were stopped since the start."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if info.requestUrl().scheme() not in (SCHEME.decode(), "data", "blob"):
            self.blocked += 1
            info.block(True)
