"""A real mail server on loopback that keeps what it was given."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
import threading
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.harness.waiting import wait_until


class Mailbox:
    """A context manager. `user` and `password`: who may send; `refuse`: an SMTP answer instead of taking it;
    `slow_s`: how long it thinks about each message."""

    def __init__(self, *, user: str = "", password: str = "", refuse: str = "", slow_s: float = 0.0) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuse = refuse
        self._slow_s = slow_s
        self._user, self._password = user, password
        self._lock = threading.Lock()
        self._controller: Controller | None = None
        self.port = 0

    def __enter__(self) -> Self:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        options: dict[str, Any] = {"hostname": "127.0.0.1", "port": self.port}
        if self._user:
            options |= {"authenticator": self._authenticate, "auth_require_tls": False}
        self._controller = Controller(self, **options)
        self._controller.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._controller is not None
        self._controller.stop()

    def template(self, user: str = "", password: str = "") -> str:
        """The provider that sends here."""
        login = f"{user}:{password}@" if user else ""
        return f"mailto://{login}127.0.0.1:{self.port}/?to={{address}}&from=posko@contoh.go.id"

    def wait(self, count: int = 1, within: float = 20.0) -> list[EmailMessage]:
        """The messages, once there are `count`."""
        wait_until(lambda: len(self.messages) >= count, f"{count} mails", within)
        return self.messages

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self._slow_s:
            await asyncio.sleep(self._slow_s)
        if self._user and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if self.refuse:
            return self.refuse
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        with self._lock:
            self.messages.append(message)
            self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        known = LoginPassword(self._user.encode(), self._password.encode())
        return AuthResult(success=data == known, handled=False)
