"""Signing in to a server elsewhere: a page over the window while the server wants to know who is there.

The feed keeps trying by itself; what it needs is a token that the server takes. The last picture, where there
is one, can be read without. A wall that has a picture is never covered: it says itself that it is old.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from console.asking import Asker
from console.keeping import Keeping
from console.remote import RemoteBackend
from console.roles import ScreenRole
from console.server_words import said
from console.session import Session
from services.contract.errors import KnownError
from services.feed.link import LinkState, Phase
from widgets.signin import SignInPage
from widgets.theme import Theme

translate = QCoreApplication.translate
ASKS = frozenset({"sign_in", "role"})
"""Codes of a refusal that somebody signing in can end."""


class Signing(QObject):
    """Shows the page when it is needed and takes it away when the link is live."""

    def __init__(
        self,
        session: Session,
        remote: RemoteBackend,
        role: ScreenRole,
        window: QWidget,
        theme: Theme,
        keeping: Keeping,
    ) -> None:
        super().__init__(window)
        self._session, self._remote, self._role, self._keeping = session, remote, role, keeping
        self._window, self._theme = window, theme
        self._page: SignInPage | None = None
        self._declined = False
        self._focused: QWidget | None = None
        self._asker = Asker(remote.endpoint)
        session.bridge.each_frame(self._asker.deliver)
        session.bridge.link_changed.connect(self._look)

    @property
    def page(self) -> SignInPage | None:
        """The page while it is shown."""
        return self._page

    def stop(self) -> None:
        self._asker.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._page is not None:
            self._page.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        situation = self._session.situation
        socket = situation.socket
        if situation.link is LinkState.LIVE:
            self._close()
            self._declined = False
        elif socket.phase is Phase.REFUSED and socket.code in ASKS and self._page is None:
            covered = situation.data_at() and not self._role.commands
            if not covered and not self._declined:
                self._open(socket.detail if self._remote.token() else "")

    def _open(self, why: str) -> None:
        user = self._keeping.what.server_user.get(self._remote.server, "")
        self._focused = self._window.focusWidget()
        page = SignInPage(self._theme, self._remote.server, user, self._window)
        page.fix_server()
        page.offer_offline(bool(self._session.situation.data_at()))
        page.sign_in_requested.connect(self._ask)
        page.offline_requested.connect(self._decline)
        page.setCursor(Qt.CursorShape.ArrowCursor)
        page.setGeometry(self._window.rect())
        page.show()
        page.raise_()
        if why:
            page.show_problem(why)
        self._page = page
        self._window.installEventFilter(self)
        QTimer.singleShot(0, page, page.take_focus)

    def _close(self) -> None:
        if self._page is not None:
            self._window.removeEventFilter(self)
            self._page.hide()
            self._page.deleteLater()
            self._page = None
            if self._focused is not None:
                self._focused.setFocus()

    def _decline(self) -> None:
        self._declined = True
        self._close()

    def _ask(self, _: str, user: str, password: str, code: str) -> None:
        self._keeping.what.server_user[self._remote.server] = user
        self._keeping.soon()
        # The certificate that the connection trusts holds for the password too.
        body = {"user": user, "password": password} | ({"code": code} if code else {})
        self._asker.post_to(self._remote.door(), "/api/login", body, self._answered)

    def _answered(self, found: Any, error: Exception | None) -> None:
        if self._page is None:
            return
        if isinstance(error, KnownError) and error.code == "second_factor_needed":
            self._page.ask_code(said(error.message))
            return
        if isinstance(error, KnownError):
            self._page.show_problem(said(error.message))
            return
        try:
            if error is not None:
                raise error
            self._remote.keep_token(str(found["token"]))
        except OSError as trouble:
            words = translate("SignIn", "Tanda masuk tidak dapat disimpan di disk: {reason}.")
            self._page.show_problem(words.format(reason=trouble.strerror or trouble))
            return
        except (KeyError, TypeError):
            self._page.show_problem(translate("SignIn", "Jawaban server tidak dikenal. Periksa alamatnya."))
            return
        self._session.feed.wake()
