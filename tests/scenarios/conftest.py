"""What scenarios with windows share."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from console.collecting import Collector


@pytest.fixture
def collector(qapp: object) -> Iterator[None]:
    """As in the product: a window's cycles are collected on the main thread only."""
    found = Collector()
    yield
    found.deleteLater()
    gc.unfreeze()
    gc.collect()
    gc.enable()
