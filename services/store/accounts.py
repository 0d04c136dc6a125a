"""Users, sessions and API keys in the database. Passwords by argon2id, tokens and keys as hashes only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import sqlalchemy as sa
from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct

from services.contract.errors import KnownError
from services.contract.records import Role
from services.store.schema import account_changes, api_keys, second_factors, sessions, users

MIN_PASSWORD: Final = 10
MAX_PASSWORD: Final = 256
_NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-")
# STANDARDS.md, "Security": argon2id with at least 19 MiB, t=2, p=1.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
_NOBODY: Final = _hasher.hash(secrets.token_hex(16))
"""Checked where there is no such user or no password, so that both take as long."""

_USERS: Final = sa.select(users, second_factors.c.user.label("factor")).outerjoin(
    second_factors, second_factors.c.user == users.c.name
)


class User(Struct, frozen=True):
    """An account. `password` is a hash; empty: cannot sign in with one."""

    name: str
    password: str
    roles: tuple[Role, ...]
    agency: str
    locked: bool
    second_factor: bool = False


class ApiKey(Struct, frozen=True):
    """A key for the doors. `rate`: requests a second, 0 = unlimited."""

    name: str
    key: bytes
    rate: int
    created_at: int = 0
    revoked_at: int = 0


class Change(Struct, frozen=True):
    """What the command line did to an account, not yet in the log."""

    id: int
    actor: str
    account: str
    change: str
    detail: str


@lru_cache(256)
def hash_token(token: str) -> bytes:
    """What is stored of a token or key: it is random enough that a plain digest protects it. The few keys of
    a burst come with every report."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def hash_password(password: str) -> str:
    """Argon2id hash. Raises `KnownError` where the password is too short or too long."""
    if len(password) < MIN_PASSWORD:
        raise KnownError("password_short", f"Kata sandi paling sedikit {MIN_PASSWORD} karakter.")
    if len(password) > MAX_PASSWORD:
        raise KnownError("password_long", f"Kata sandi paling banyak {MAX_PASSWORD} karakter.")
    return _hasher.hash(password)


def password_matches(user: User | None, password: str) -> bool:
    """True for the right password. Takes as long for a wrong name as for a wrong password."""
    stored = user.password if user is not None else ""
    try:
        _hasher.verify(stored or _NOBODY, password[: MAX_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False
    return bool(stored)


def load_users(connection: sa.Connection) -> list[User]:
    """All accounts, by name."""
    rows = connection.execute(_USERS.order_by(users.c.name))
    return [_user(row) for row in rows]


def load_user(connection: sa.Connection, name: str) -> User | None:
    """One account, or None."""
    row = connection.execute(_USERS.where(users.c.name == name)).first()
    return None if row is None else _user(row)


def _user(row: sa.Row[tuple[object, ...]]) -> User:
    known = {str(role) for role in Role}
    roles = tuple(Role(part) for part in row.roles.split() if part in known)
    return User(row.name, row.password, roles, row.agency, bool(row.locked), row.factor is not None)


def add_user(
    connection: sa.Connection, name: str, password: str, roles: Sequence[Role], agency: str, at: int
) -> User:
    """Create an account; an empty password cannot sign in. Raises `KnownError`."""
    if not name or len(name) > 64 or not _NAME.issuperset(name):
        raise KnownError("user_name", "Nama pengguna: huruf kecil, angka, titik, garis; paling banyak 64.")
    if load_user(connection, name) is not None:
        raise KnownError("user_exists", f"Pengguna {name} sudah ada.")
    check_roles(roles, agency)
    user = User(name, hash_password(password) if password else "", tuple(roles), agency, False)
    connection.execute(
        users.insert().values(
            name=name,
            password=user.password,
            roles=" ".join(roles),
            agency=agency,
            locked=0,
            created_at=at,
            changed_at=at,
        )
    )
    return user


def check_roles(roles: Sequence[Role], agency: str) -> None:
    """Raises `KnownError` where the roles make no sense."""
    if not roles:
        raise KnownError("roles_missing", "Sebutkan paling sedikit satu peran.")
    if Role.AGENCY in roles and not agency:
        raise KnownError("agency_missing", "Peran agency memerlukan kode OPD.")


def update_user(connection: sa.Connection, name: str, at: int, **values: object) -> None:
    """Change columns of an account. Raises `KnownError` for an unknown one."""
    done = connection.execute(users.update().where(users.c.name == name).values(changed_at=at, **values))
    if not done.rowcount:
        raise KnownError("user_unknown", f"Pengguna {name} tidak ada.")


def end_sessions(connection: sa.Connection, name: str, keep: bytes = b"") -> None:
    """Forget every session of a user except the one with the token hash `keep`."""
    connection.execute(sessions.delete().where(sessions.c.user == name, sessions.c.token != keep))


def load_sessions(connection: sa.Connection, now: int) -> list[tuple[bytes, str, int]]:
    """(token hash, user, expires_at) of the sessions that still run; the others are forgotten."""
    connection.execute(sessions.delete().where(sessions.c.expires_at <= now))
    rows = connection.execute(sa.select(sessions.c.token, sessions.c.user, sessions.c.expires_at))
    return [(bytes(row[0]), row[1], row[2]) for row in rows]


def load_api_keys(connection: sa.Connection) -> list[ApiKey]:
    """All keys, also the revoked ones, by name."""
    rows = connection.execute(sa.select(api_keys).order_by(api_keys.c.name))
    return [ApiKey(row.name, bytes(row.key), row.rate, row.created_at, row.revoked_at) for row in rows]


def note_change(
    connection: sa.Connection, at: int, actor: str, account: str, change: str, detail: str = ""
) -> None:
    """Leave word for the backend, which writes it into the log."""
    connection.execute(
        account_changes.insert().values(
            at=at, actor=actor, account=account, change=change, detail=detail, logged=0
        )
    )


def unlogged_changes(connection: sa.Connection) -> list[Change]:
    """What is not in the log yet, oldest first."""
    table = account_changes
    rows = connection.execute(sa.select(table).where(table.c.logged == 0).order_by(table.c.id))
    return [Change(row.id, row.actor, row.account, row.change, row.detail) for row in rows]


def mark_logged(numbers: Iterable[int]) -> sa.Executable:
    """The statement that ticks changes off, to run in the commit that logs them."""
    return account_changes.update().where(account_changes.c.id.in_(list(numbers))).values(logged=1)
