"""Opening the backend's database: SQLite or PostgreSQL, durable, migrated, and for one backend only."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from services.contract.errors import KnownError

DATABASE_NAME = "patria.sqlite3"
BUSY_MS = 5000
_LOCK_KEY = 0x50A7121A
"""Key of PostgreSQL's advisory lock: any number, the same in every Patria."""
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    f"PRAGMA busy_timeout={BUSY_MS}",
    # Checkpoints run on a connection of their own: in the commit path they cost a tail of 140 ms.
    "PRAGMA wal_autocheckpoint=0",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA cache_size=-65536",
)


def database_url(database: str, data_dir: Path) -> URL:
    """The URL to open: the given one, or SQLite in the data folder. Raises `KnownError`."""
    if not database:
        return URL.create("sqlite", database=str(data_dir / DATABASE_NAME))
    try:
        url = make_url(database)
    except sa.exc.ArgumentError:
        raise KnownError("database_url", "Alamat basis data tidak terbaca.") from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise KnownError("database_url", "Basis data harus sqlite:///… atau postgresql://…")
    return url


def open_engine(url: URL) -> sa.Engine:
    """An engine whose commits are on disk when they return."""
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url, connect_args={"timeout": BUSY_MS / 1000, "cached_statements": 1024})
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    return sa.create_engine(
        url, connect_args={"options": "-c synchronous_commit=on", "connect_timeout": 10}, pool_pre_ping=True
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the newest shape. Raises `KnownError` for a database from a newer version."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise KnownError(
                "database_newer",
                "Basis data ini dibuat oleh versi Patria yang lebih baru; perbarui program ini.",
            ) from None


class DatabaseLock:
    """Held while a backend runs: a second one on the same database is refused in words."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._file: int | None = None
        self._connection: sa.Connection | None = None

    def __enter__(self) -> Self:
        try:
            taken = self._take_file() if self._engine.dialect.name == "sqlite" else self._take_advisory()
        except (OSError, SQLAlchemyError) as error:
            self.release()
            raise KnownError("database", f"Basis data tidak dapat dibuka: {_first_line(error)}") from error
        if not taken:
            self.release()
            raise KnownError(
                "database_in_use", "Basis data ini sedang dipakai oleh peladen Patria lain; hentikan dahulu."
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _take_file(self) -> bool:
        path = f"{self._engine.url.database}.lock"
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _take_advisory(self) -> bool:
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        return bool(self._connection.execute(sa.select(sa.func.pg_try_advisory_lock(_LOCK_KEY))).scalar())

    @property
    def descriptors(self) -> tuple[int, ...]:
        """What another process has to inherit to hold the lock too; PostgreSQL's cannot be shared."""
        return () if self._file is None else (self._file,)

    def release(self) -> None:
        """Let the next backend in; harmless when nothing is held."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if self._connection is not None:
            # The lock belongs to the database session: only really closing it gives it back.
            with suppress(SQLAlchemyError):
                self._connection.invalidate()
            self._connection.close()
            self._connection = None


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().split("\n", 1)[0]
