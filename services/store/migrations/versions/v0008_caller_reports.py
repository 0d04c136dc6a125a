"""Who called before is looked up in a table of its own, which follows behind; the backend fills it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("reports_reporter", "reports")
    op.create_table(
        "caller_reports",
        sa.Column("log", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("reporter", sa.Text, primary_key=True),
        sa.Column("report_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
