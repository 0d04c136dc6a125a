"""The signed, expiring link in a message: who holds it may answer one order for one agency.

The link names the log by its epoch, so that what an ended drill sent out does not open an order of the
next one, whose numbers begin anew.
"""

from __future__ import annotations

import hashlib
from typing import Final

from itsdangerous import BadData, URLSafeSerializer
from msgspec import Struct

from services.contract.errors import KnownError

PREFIX: Final = "/t/"
"""Where the field page is mounted."""
ASSETS: Final = "/t/-/"
"""Where what all pages share is served; no token begins like this."""
EPOCH_CHARS: Final = 12
"""So much of the epoch tells the few logs of one server apart, and keeps the link short."""
MAX_TOKEN: Final = 300
_SALT: Final = "patria.field-page.v1"


class Ticket(Struct, frozen=True):
    """What a valid link says."""

    epoch: str
    """The beginning (`EPOCH_CHARS`) of the log's epoch."""
    order_id: int
    agency: str
    expires_at: int
    """Milliseconds UTC."""


class Links:
    """Makes and reads links. `secret`: the server's own; `base_url`: what phones call this server."""

    def __init__(self, secret: bytes, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self._serializer = URLSafeSerializer(
            secret, salt=_SALT, signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}
        )

    def make(self, epoch: str, order_id: int, agency: str, expires_at_ms: int) -> str:
        """The address for a message. `epoch`: of the log that holds the order (`desk.log.epoch`)."""
        seconds = expires_at_ms // 1000
        token = self._serializer.dumps([epoch[:EPOCH_CHARS], order_id, agency, seconds])
        return f"{self.base_url}{PREFIX}{token}"

    def read(self, token: str, now: int) -> Ticket:
        """What the token of a link says. Raises `KnownError`: `link_forged`, `link_expired`."""
        try:
            if len(token) > MAX_TOKEN:
                raise BadData("too long")
            epoch, order_id, agency, seconds = self._serializer.loads(token)
            ticket = Ticket(str(epoch), int(order_id), str(agency), int(seconds) * 1000)
        except (BadData, ValueError, TypeError, RecursionError) as error:
            raise KnownError(
                "link_forged",
                "Tautan ini tidak dikenal. Mungkin terpotong saat disalin: buka lagi dari pesan aslinya, "
                "atau minta tautan baru kepada posko.",
            ) from error
        if now >= ticket.expires_at:
            raise KnownError(
                "link_expired",
                "Tautan ini sudah kedaluwarsa. Minta tautan baru kepada posko bila masih perlu.",
            )
        return ticket
