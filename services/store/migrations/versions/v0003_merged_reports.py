"""What a report was in each incident it was merged out of, so that a merge can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merged_reports",
        sa.Column("log", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("report_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("depth", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("incident_id", sa.BigInteger, nullable=False),
        sa.Column("open", sa.SmallInteger, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("disposition", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_index("merged_reports_incident", "merged_reports", ["log", "incident_id"])
