"""What most scenarios begin with: an empty server on this machine, and a screen nobody else uses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness import BackendProcess, VirtualDisplay
from tests.scenarios.city import backend_in


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[BackendProcess]:
    with backend_in(tmp_path) as running:
        yield running


@pytest.fixture
def screen() -> Iterator[VirtualDisplay]:
    with VirtualDisplay((1366, 768)) as display:
        yield display
