"""Reports know their door: what was told to the room by telephone is not listed to the public."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("source", sa.Text, nullable=False, server_default=""))
