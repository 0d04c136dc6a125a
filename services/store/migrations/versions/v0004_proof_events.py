"""Proofs are found without reading the whole log: every start compares new photographs with all of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    proofs = sa.text("kind = 'proof.filed'")
    op.create_index("events_proofs", "events", ["log", "seq"], sqlite_where=proofs, postgresql_where=proofs)
