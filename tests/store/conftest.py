"""Both databases, empty and migrated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from services.store import queries
from services.store.engine import database_url, migrate, open_engine


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    url = "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    made = open_engine(database_url(url, tmp_path))
    migrate(made)
    yield made
    made.dispose()


@pytest.fixture
def engine(empty: sa.Engine) -> sa.Engine:
    """With a log that has begun."""
    with empty.begin() as connection:
        queries.new_log(connection, "live", "epoch", 1, active=True)
    return empty
