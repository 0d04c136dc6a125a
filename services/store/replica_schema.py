"""Tables of the console's replica: caches of the log's tail and of details, and the outbox, which is none."""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

FILE: Final = "replica.sqlite3"
SCHEMA: Final = 1
"""Number of this layout, in SQLite's `user_version`. A file with another number is set aside."""

metadata = MetaData()

tail = Table(
    "tail",
    metadata,
    Column("log", String, primary_key=True),
    Column("epoch", String, primary_key=True),
    Column("first_seq", BigInteger, primary_key=True),
    Column("last_seq", BigInteger, nullable=False),
    Column("frame", LargeBinary, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("state", String, nullable=False),
    Column("message", Text, nullable=False, default=""),
    Column("data", LargeBinary, nullable=False),
)

details = Table(
    "details",
    metadata,
    Column("log", String, primary_key=True),
    Column("incident_id", BigInteger, primary_key=True),
    Column("epoch", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("stored_at", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("details_by_age", "log", "stored_at"),
)
