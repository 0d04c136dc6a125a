"""The first shape of the database: log, read model, accounts; the log refuses to be altered."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE_GUARDS = (
    "CREATE TRIGGER events_no_update BEFORE UPDATE ON events "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER events_no_delete BEFORE DELETE ON events "
    "BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
)
_POSTGRES_GUARDS = (
    "CREATE FUNCTION patria_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
    "CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events "
    "FOR EACH STATEMENT EXECUTE FUNCTION patria_append_only()",
)


def _text(name: str, *, unique: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, unique=unique or None, index=index or None)


def _big(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _small(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger, nullable=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)


def _log() -> sa.Column[int]:
    return sa.Column("log", sa.Integer, nullable=False)


def upgrade() -> None:
    _create_log()
    _create_accounts()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_GUARDS if sqlite else _POSTGRES_GUARDS:
        op.execute(statement)


def _create_log() -> None:
    op.create_table(
        "logs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        _text("name"),
        _text("epoch", unique=True),
        _small("active"),
        _big("started_at"),
    )
    op.create_table(
        "events",
        _log(),
        *(_big("seq"), _big("at"), _text("kind"), _big("incident_id"), _bytes("body"), _bytes("hash")),
        sa.PrimaryKeyConstraint("log", "seq"),
    )
    op.create_index("events_incident", "events", ["log", "incident_id"])
    op.create_table(
        "reports",
        _log(),
        *(_big("id"), _big("incident_id"), sa.Column("day", sa.Integer, nullable=False)),
        sa.Column("day_no", sa.Integer, nullable=False),
        *(_big("received_at"), _big("updated_at"), _small("open"), _text("category")),
        *(_text("disposition"), _text("reporter"), _text("note"), _bytes("body")),
        sa.PrimaryKeyConstraint("log", "id"),
    )
    op.create_index("reports_incident", "reports", ["log", "incident_id"])
    op.create_index("reports_day", "reports", ["log", "day", "day_no"])
    op.create_index("reports_updated", "reports", ["log", "updated_at"])
    known = sa.text("reporter <> ''")
    op.create_index(
        "reports_reporter", "reports", ["log", "reporter"], sqlite_where=known, postgresql_where=known
    )
    op.create_table(
        "reporters",
        *(_log(), _big("report_id"), _text("reporter"), _bytes("identity")),
        sa.PrimaryKeyConstraint("log", "report_id"),
    )
    op.create_table(
        "outcomes",
        *(_log(), _text("id"), _bytes("digest"), _bytes("outcome"), _big("at")),
        sa.PrimaryKeyConstraint("log", "id"),
    )
    op.create_table(
        "snapshots",
        *(_log(), _big("seq"), _big("at"), _bytes("body")),
        sa.PrimaryKeyConstraint("log", "seq"),
    )
    op.create_table("meta", sa.Column("key", sa.Text, primary_key=True), _bytes("value"))


def _create_accounts() -> None:
    op.create_table(
        "users",
        sa.Column("name", sa.Text, primary_key=True),
        *(_text("password"), _text("roles"), _text("agency"), _small("locked")),
        *(_big("created_at"), _big("changed_at")),
    )
    op.create_table(
        "sessions",
        sa.Column("token", sa.LargeBinary, primary_key=True),
        *(_text("user", index=True), _big("created_at"), _big("expires_at")),
    )
    op.create_table(
        "api_keys",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("key", sa.LargeBinary, nullable=False, unique=True),
        sa.Column("rate", sa.Integer, nullable=False),
        *(_big("created_at"), _big("revoked_at")),
    )
    op.create_table(
        "account_changes",
        sa.Column("id", sa.Integer, primary_key=True),
        *(_big("at"), _text("actor"), _text("account"), _text("change"), _text("detail"), _small("logged")),
    )
