"""A backend elsewhere: its address, the token of whoever signed in, and signing in.

The token lies in a file only its owner can read; it is never part of an address or a log line.
"""

from __future__ import annotations

import os
from pathlib import Path

from console.folders import server_folder
from services.contract.errors import KnownError
from services.feed.link import Endpoint


class RemoteBackend:
    """Where a named server is reached."""

    def __init__(self, server: str, data_dir: Path, authority: str = "") -> None:
        self.server = server
        self._authority = Path(authority).expanduser() if authority else None
        self._token_file = server_folder(data_dir, server) / "token"

    def warm_up(self) -> None:
        """Nothing to start."""

    def endpoint(self) -> Endpoint:
        """Address and token. Raises `KnownError("sign_in")` while nobody is signed in."""
        token = self.token()
        if not token:
            raise KnownError("sign_in", "Belum masuk ke server ini.")
        return Endpoint(self.server, token, self._authority)

    def door(self) -> Endpoint:
        """Address without a token, for signing in."""
        return Endpoint(self.server, "", self._authority)

    def token(self) -> str:
        try:
            return self._token_file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def keep_token(self, token: str) -> None:
        """Remember a token in a file of mode 0600. Raises OSError."""
        self._token_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._token_file.unlink(missing_ok=True)
        handle = os.open(self._token_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(token)
