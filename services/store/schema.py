"""Tables of the backend's database, the same on SQLite and PostgreSQL.

Times are milliseconds UTC. `log` is `logs.id`: one row there per epoch, so a finished drill stays readable
under its own epoch. Flags are small integers because both databases agree on those.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)

metadata = MetaData()

logs = Table(
    "logs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("epoch", Text, nullable=False, unique=True),
    Column("active", SmallInteger, nullable=False),
    Column("started_at", BigInteger, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("incident_id", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("events_incident", "log", "incident_id"),
)
Index(
    "events_proofs",
    events.c.log,
    events.c.seq,
    sqlite_where=events.c.kind == "proof.filed",
    postgresql_where=events.c.kind == "proof.filed",
)

reports = Table(
    "reports",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("incident_id", BigInteger, nullable=False),
    Column("day", Integer, nullable=False),
    Column("day_no", Integer, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    Column("open", SmallInteger, nullable=False),
    Column("category", Text, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("reporter", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("source", Text, nullable=False, server_default=""),
    Index("reports_incident", "log", "incident_id"),
    Index("reports_day", "log", "day", "day_no"),
    Index("reports_updated", "log", "updated_at"),
)

caller_reports = Table(
    "caller_reports",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("reporter", Text, primary_key=True),
    Column("report_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Reports by who sent them, some time after they came in (`services.store.callers`)."""

merged_reports = Table(
    "merged_reports",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("report_id", BigInteger, primary_key=True, autoincrement=False),
    Column("depth", Integer, primary_key=True, autoincrement=False),
    Column("incident_id", BigInteger, nullable=False),
    Column("open", SmallInteger, nullable=False),
    Column("category", Text, nullable=False),
    Column("disposition", Text, nullable=False),
    Column("note", Text, nullable=False),
    Index("merged_reports_incident", "log", "incident_id"),
)
"""What a report was in each incident it was merged out of, innermost first (`depth` 0)."""

reporters = Table(
    "reporters",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("report_id", BigInteger, primary_key=True, autoincrement=False),
    Column("reporter", Text, nullable=False),
    Column("identity", LargeBinary, nullable=False),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("outcome", LargeBinary, nullable=False),
    Column("at", BigInteger, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    Column("password", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("locked", SmallInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("user", Text, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("step", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)
"""`secret` is sealed with a key that is not in the database; `step`: the newest time step that was used."""

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user", Text, primary_key=True),
    Column("code", LargeBinary, primary_key=True),
)
"""Digests of the codes that were not used yet."""

sessions = Table(
    "sessions",
    metadata,
    Column("token", LargeBinary, primary_key=True),
    Column("user", Text, nullable=False, index=True),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("name", Text, primary_key=True),
    Column("key", LargeBinary, nullable=False, unique=True),
    Column("rate", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger, nullable=False),
)

account_changes = Table(
    "account_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("actor", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("logged", SmallInteger, nullable=False),
)
"""What the command line did to accounts; the backend writes it into the log and closes sessions."""

snapshots = Table(
    "snapshots",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("digest", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("pack", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What was handed over, byte for byte, by its SHA-256; `pack`: digest of the city pack it was made with."""

log_lines = Table(
    "log_lines",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
    Column("grp", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("incident_id", BigInteger, nullable=False),
    Column("watch_id", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Index("log_lines_at", "log", "at"),
)
"""The shift log as it is read and searched: made from `events`, and made again where it is missing."""

log_watches = Table(
    "log_watches",
    metadata,
    Column("log", Integer, primary_key=True, autoincrement=False),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("shift", Text, nullable=False),
    Column("supervisor", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("until", BigInteger, nullable=False),
)
"""The watches those lines belong to; `until` 0: still going on."""

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
