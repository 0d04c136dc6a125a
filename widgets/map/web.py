"""The WebEngine side of the map: one private profile, everything off that a map does not need."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QColor
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from widgets.map.page import ORIGIN
from widgets.map.scheme import SCHEME, NetworkGate, SchemeHandler, register_scheme

_NICENESS: Final = 10
_HOME = QUrl(f"{ORIGIN}/")
_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.LocalStorageEnabled,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.ShowScrollBars,
    _Attribute.SpatialNavigationEnabled,
)


class _Page(QWebEnginePage):
    """Stays on its own address, opens nothing, and sends what the script complains about to the log."""

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        return QUrl(url) == _HOME


class MapWeb(QObject):
    """View, page, profile and scheme handler of one map."""

    died = Signal(str)
    """The page is gone or could not be loaded; why, for the log."""

    def __init__(self, page_file: Path, ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        register_scheme()
        # The page has to go before its profile, also when the whole application goes.
        self.profile = QWebEngineProfile(QCoreApplication.instance())
        self.profile.setSpellCheckEnabled(False)
        self.handler = SchemeHandler(page_file, self.profile)
        self.profile.installUrlSchemeHandler(SCHEME, self.handler)
        self.gate = NetworkGate(self.profile)
        self.profile.setUrlRequestInterceptor(self.gate)
        self.page = _Page(self.profile)
        self.view = QWebEngineView(self.page, parent)
        self.page.setParent(self.view)
        self.page.destroyed.connect(self.profile.deleteLater)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.view.setAcceptDrops(False)
        self._configure(ground)

    def _configure(self, ground: str) -> None:
        settings = self.page.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        self.page.setBackgroundColor(QColor(ground))
        self.page.permissionRequested.connect(QWebEnginePermission.deny)
        self.page.renderProcessTerminated.connect(
            lambda _status, code: self.died.emit(f"render process ended with code {code}")
        )
        self.page.loadFinished.connect(lambda good: None if good else self.died.emit("page not loaded"))

    def load(self) -> None:
        """Load the page, again if it was there before."""
        self.page.load(_HOME)

    def step_back(self) -> None:
        """Have the page's process give way to the queue where both want a core."""
        page = self.page.renderProcessPid()
        if page and hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, page, _NICENESS)

    def run(self, script: str) -> None:
        """Run a script in the page without waiting for it."""
        self.page.runJavaScript(script)
