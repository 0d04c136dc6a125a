"""A password that has to wait for the line, closed so that only the backend can open it (RFC 9180, HPKE).

The console has the backend's public key and nothing else: what it keeps it cannot open again, and nobody
who copies it can try passwords against it. What is signed is bound into the box: it opens for nothing else.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from services.contract.errors import KnownError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.hpke import Suite

KEY_NAME: Final = "handover-seal.key"
PADDED: Final = 1100
"""Bytes of every box's content: how long a password is is nobody's to see."""


class Signed(Struct, frozen=True, kw_only=True):
    """What a sealed password stands for: nothing of it can be exchanged afterwards."""

    log: str
    digest: str
    side: str
    by: str
    said_at: int
    restated: Sequence[tuple[str, str]]
    """(item, words) that were said under this name on somebody else's screen, by item."""


def seal(public: str, password: str, code: str, signed: Signed) -> str:
    """A box for the owner of `public`, in base64. Raises `KnownError` where that is no key.

    `code`: of a second factor, empty without one; a recovery code is as good later as it is now.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    try:
        key = X25519PublicKey.from_public_bytes(base64.b64decode(public))
    except ValueError:
        raise KnownError("seal_key", "Kunci segel server tidak terbaca; sambungkan dahulu.") from None
    padded = msgspec.json.encode((password, code)).ljust(PADDED)
    return base64.b64encode(_suite().encrypt(padded, key, _bound(signed))).decode()


class SealKey:
    """The backend's end: a key in a file of its own (mode 0600), so that a database alone opens nothing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / KEY_NAME

    @cached_property
    def public(self) -> str:
        """What consoles seal with. Raises OSError."""
        return base64.b64encode(self._key.public_key().public_bytes_raw()).decode()

    def open(self, box: str, signed: Signed) -> tuple[str, str]:
        """Password and code. Raises `KnownError` for a box made for another key or for something else."""
        from cryptography.exceptions import InvalidTag

        try:
            data = _suite().decrypt(base64.b64decode(box), self._key, _bound(signed))
            return msgspec.json.decode(data, type=tuple[str, str])
        except (ValueError, InvalidTag, msgspec.MsgspecError):
            words = "Tanda tangan tersegel itu tidak cocok dengan yang ditandatangani; tanda tangani lagi."
            raise KnownError("seal_broken", words) from None

    @cached_property
    def _key(self) -> X25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        if not self._path.exists():
            fresh = self._path.with_name(KEY_NAME + ".new")
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(X25519PrivateKey.generate().private_bytes_raw())
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
        return X25519PrivateKey.from_private_bytes(self._path.read_bytes())


def _suite() -> Suite:
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


def _bound(signed: Signed) -> bytes:
    return b"patria handover signature\0" + msgspec.json.encode(signed)
