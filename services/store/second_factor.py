"""Second factors: one-time codes (RFC 6238: SHA-1, six digits, thirty seconds) and recovery codes.

The secrets are sealed with a key in a file of its own, so that a database alone, stolen or in a backup, makes
no codes. Recovery codes are kept as digests: 80 random bits are not guessed from one.
"""

from __future__ import annotations

import base64
import contextlib
import hmac
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa
from msgspec import Struct

from services.contract.errors import KnownError
from services.store.accounts import hash_token
from services.store.schema import recovery_codes, second_factors

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

KEY_NAME: Final = "second-factor.key"
SECRET_BYTES: Final = 20
DIGITS: Final = 6
STEP_S: Final = 30
DRIFT: Final = 1
"""Steps by which a telephone's clock may be wrong."""
RECOVERY_CODES: Final = 10
ISSUER: Final = "Patria"
WRONG_PROOF: Final = "Kode itu belum cocok; tidak ada yang diubah. Periksa jam ponsel, lalu pindai lagi."
_NONCE: Final = 12


class Factor(Struct, frozen=True):
    """What is stored of one user's second factor. `step`: the newest time step that was used."""

    sealed: bytes
    step: int
    recovery: frozenset[bytes]


class KeyFile:
    """The key that seals the secrets: 32 bytes, mode 0600, made at the first use."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / KEY_NAME

    def seal(self, user: str, secret: bytes) -> bytes:
        """What goes into the database; it opens under the same name only."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self._read_or_make()).encrypt(nonce, secret, user.encode())

    def open(self, user: str, sealed: bytes) -> bytes:
        """The secret. Raises `KnownError` where the key is gone or another one."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            return AESGCM(self.path.read_bytes()).decrypt(sealed[:_NONCE], sealed[_NONCE:], user.encode())
        except (OSError, ValueError, InvalidTag):
            raise KnownError(
                "second_factor_key",
                f"Kunci faktor kedua ({KEY_NAME}) tidak ada atau bukan yang dipakai dahulu. Masuk dengan "
                "kode cadangan, atau minta administrator: patria user totp NAMA --remove",
            ) from None

    def _read_or_make(self) -> bytes:
        if not self.path.exists():
            # Whole or not at all, and whoever comes second takes the first one's.
            partial = self.path.with_name(f"{KEY_NAME}.{os.getpid()}")
            handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(32))
                os.fsync(handle)
            with contextlib.suppress(FileExistsError):
                os.link(partial, self.path)
            partial.unlink()
        return self.path.read_bytes()


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def written(secret: bytes) -> str:
    """The secret as a telephone takes it by hand: base32 in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def read(text: str) -> bytes:
    """The secret of `written`. Raises `KnownError`."""
    try:
        secret = base64.b32decode(plain(text).upper())
    except ValueError:
        secret = b""
    if len(secret) != SECRET_BYTES:
        raise KnownError("second_factor_secret", "Rahasia faktor kedua tidak terbaca.")
    return secret


def address(secret: bytes, user: str) -> str:
    """What the QR code says (`otpauth://`)."""
    return _totp(secret).get_provisioning_uri(user, ISSUER)


def plain(code: str) -> str:
    """A code as it is compared: without the spaces and dashes that people read it with."""
    return "".join(code.split()).replace("-", "").casefold()


def code_at(secret: bytes, step: int) -> str:
    """The code of one time step."""
    return _totp(secret).generate(step * STEP_S).decode()


def matching_step(secret: bytes, code: str, at: int, after: int) -> int:
    """The time step whose code this is: now or one beside it, newer than `after`; 0: none.

    `at`: milliseconds. All steps are looked at, so that the time it takes tells nothing.
    """
    given, now, found = plain(code).encode("utf-8", "replace"), at // 1000 // STEP_S, 0
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), given) and step > after:
            found = step
    return found


def _totp(secret: bytes) -> TOTP:
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.totp import TOTP

    return TOTP(secret, DIGITS, SHA1(), STEP_S)  # noqa: S303 - what RFC 6238 and the telephones speak


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes of 80 random bits, e.g. `k3vd-7qpx-aa2m-zr5t`."""
    found = []
    for _ in range(RECOVERY_CODES):
        text = base64.b32encode(secrets.token_bytes(10)).decode().lower()
        found.append("-".join(text[at : at + 4] for at in range(0, 16, 4)))
    return tuple(found)


def recovery_digest(code: str) -> bytes:
    return hash_token(plain(code))


# --- in the database ---


def load_factors(connection: sa.Connection) -> dict[str, Factor]:
    """The second factor of everybody who has one."""
    codes: dict[str, set[bytes]] = {}
    for row in connection.execute(sa.select(recovery_codes)):
        codes.setdefault(row.user, set()).add(bytes(row.code))
    return {
        row.user: Factor(bytes(row.secret), row.step, frozenset(codes.get(row.user, ())))
        for row in connection.execute(sa.select(second_factors))
    }


def set_factor(
    connection: sa.Connection, user: str, sealed: bytes, step: int, codes: Sequence[str], at: int
) -> Factor:
    """Give a user a second factor, in place of an earlier one. `step`: of the code that proved it."""
    remove_factor(connection, user)
    digests = frozenset(recovery_digest(code) for code in codes)
    row = {"user": user, "secret": sealed, "step": step, "created_at": at}
    connection.execute(second_factors.insert().values(row))
    connection.execute(recovery_codes.insert(), [{"user": user, "code": each} for each in digests])
    return Factor(sealed, step, digests)


def remove_factor(connection: sa.Connection, user: str) -> bool:
    """False where there was none."""
    connection.execute(recovery_codes.delete().where(recovery_codes.c.user == user))
    return bool(connection.execute(second_factors.delete().where(second_factors.c.user == user)).rowcount)


def use_step(user: str, step: int) -> sa.Executable:
    """The statement after which the code of a step is no longer taken."""
    return second_factors.update().where(second_factors.c.user == user).values(step=step)


def use_recovery(user: str, digest: bytes) -> sa.Executable:
    """The statement after which a recovery code is gone."""
    mine = (recovery_codes.c.user == user) & (recovery_codes.c.code == digest)
    return recovery_codes.delete().where(mine)
