"""One browser and one backend for the pages of this folder; every test has an order of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.field.room import Dispatch, room
from tests.harness.browser import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def dispatch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dispatch]:
    with room(tmp_path_factory.mktemp("field")) as opened:
        yield opened
