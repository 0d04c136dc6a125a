"""A first start without an answering server: a page that says why there is nothing and what to do next.

It covers a window that has nothing to show, and goes when the first data or the question of who is there
come. A wall shows its own empty picture instead.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from console.session import Session
from services.feed.link import STARTING, Phase
from widgets.nodata import NoDataPage
from widgets.theme import Theme

PATIENCE: Final = 3
"""Attempts that may fail before the page comes: a server that just starts needs one or two."""


class FirstData(QObject):
    """Looks at the link until there are data, and then never again."""

    def __init__(self, session: Session, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._session, self._window, self._theme = session, window, theme
        self._page: NoDataPage | None = None
        self._failures = 0
        session.bridge.link_changed.connect(self._look)

    @property
    def page(self) -> NoDataPage | None:
        """The page while it is shown."""
        return self._page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._page is not None:
            self._page.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        situation = self._session.situation
        socket = situation.socket
        if situation.data_at() or situation.welcome is not None or socket.code == "sign_in":
            self._close()
        elif socket.phase in (Phase.WAITING, Phase.REFUSED) and socket.code not in ("", STARTING):
            self._failures += 1
            if self._failures >= PATIENCE:
                self._tell(socket.detail)

    def _tell(self, reason: str) -> None:
        if self._page is None:
            page = NoDataPage(self._theme, self._window)
            page.retry_requested.connect(self._session.feed.wake)
            page.setGeometry(self._window.rect())
            page.show()
            page.raise_()
            page.retry.setFocus()
            self._window.installEventFilter(self)
            self._page = page
        self._page.explain(reason)

    def _close(self) -> None:
        if self._page is not None:
            self._window.removeEventFilter(self)
            self._page.hide()
            self._page.deleteLater()
            self._page = None
