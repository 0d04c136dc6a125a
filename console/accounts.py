"""Accounts and API keys as the command line changes them: in the tables, with word left for the backend."""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from services.contract.errors import KnownError
from services.contract.records import Role
from services.store import accounts
from services.store.engine import database_url, migrate, open_engine
from services.store.schema import api_keys


def actor() -> str:
    """Who sits at the keyboard, for the audit."""
    import getpass

    with contextlib.suppress(OSError, KeyError):
        return f"cli:{getpass.getuser()}"[:64]
    return "cli"


def now() -> int:
    return time.time_ns() // 1_000_000


@contextmanager
def opened(data_dir: Path, database: str) -> Iterator[sa.Connection]:
    """A transaction on the backend's database; the backend may be running."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = open_engine(database_url(database, data_dir))
    try:
        if not sa.inspect(engine).has_table("second_factors"):
            migrate(engine)
        with engine.begin() as connection:
            yield connection
    except sa.exc.SQLAlchemyError as error:
        raise KnownError("database", f"Basis data: {getattr(error, 'orig', error)}") from None
    finally:
        engine.dispose()


def list_users(data_dir: Path, database: str) -> list[accounts.User]:
    with opened(data_dir, database) as connection:
        return accounts.load_users(connection)


def add_user(data_dir: Path, database: str, name: str, password: str, roles: list[Role], agency: str) -> None:
    with opened(data_dir, database) as connection:
        accounts.add_user(connection, name, password, roles, agency, now())
        accounts.note_change(connection, now(), actor(), name, "created", " ".join(roles))


def set_password(data_dir: Path, database: str, name: str, password: str) -> None:
    hashed = accounts.hash_password(password)
    _change(data_dir, database, name, "password_changed", "", ends=True, password=hashed)


def set_roles(data_dir: Path, database: str, name: str, roles: list[Role], agency: str) -> None:
    accounts.check_roles(roles, agency)
    words = " ".join(roles)
    _change(data_dir, database, name, "role_changed", words, ends=True, roles=words, agency=agency)


def set_locked(data_dir: Path, database: str, name: str, locked: bool) -> None:
    change = "locked" if locked else "unlocked"
    _change(data_dir, database, name, change, "", ends=locked, locked=int(locked))


def _change(
    data_dir: Path, database: str, name: str, change: str, detail: str, *, ends: bool, **values: object
) -> None:
    with opened(data_dir, database) as connection:
        accounts.update_user(connection, name, now(), **values)
        if ends:
            accounts.end_sessions(connection, name)
        accounts.note_change(connection, now(), actor(), name, change, detail)


def list_api_keys(data_dir: Path, database: str) -> list[accounts.ApiKey]:
    with opened(data_dir, database) as connection:
        return accounts.load_api_keys(connection)


def add_api_key(data_dir: Path, database: str, name: str, rate: int) -> str:
    """A new key. It is told once; the database keeps only its hash."""
    key = secrets.token_urlsafe(24)
    row = {"name": name, "key": accounts.hash_token(key), "rate": rate, "created_at": now(), "revoked_at": 0}
    with opened(data_dir, database) as connection:
        if any(found.name == name for found in accounts.load_api_keys(connection)):
            raise KnownError("api_key_exists", f"Kunci {name} sudah ada.")
        connection.execute(api_keys.insert().values(row))
        accounts.note_change(connection, now(), actor(), name, "api_key_created")
    return key


def revoke_api_key(data_dir: Path, database: str, name: str) -> None:
    with opened(data_dir, database) as connection:
        found = (api_keys.c.name == name) & (api_keys.c.revoked_at == 0)
        done = connection.execute(api_keys.update().where(found).values(revoked_at=now()))
        if not done.rowcount:
            raise KnownError("api_key_unknown", f"Tidak ada kunci {name} yang masih berlaku.")
        accounts.note_change(connection, now(), actor(), name, "api_key_revoked")


def keep_secret(path: Path, secret: str) -> None:
    """Write a file only its owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)


def read_secret(path: Path) -> str:
    """The secret, or an empty string."""
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


Ask = Callable[[str], str]


def new_password(ask: Ask, from_stdin: bool, read_line: Callable[[], str]) -> str:
    """A password typed twice, or one line from a pipe. Raises `KnownError`."""
    if from_stdin:
        return read_line().rstrip("\n")
    try:
        first, again = ask("Kata sandi baru: "), ask("Sekali lagi: ")
    except EOFError:
        raise KnownError(
            "no_password", "Tidak ada yang mengetik kata sandi; dari skrip pakai --password-stdin."
        ) from None
    if again != first:
        raise KnownError("password_differs", "Kedua kata sandi tidak sama; tidak ada yang diubah.")
    return first
