"""A handover made between frames: at once in a usual room, else a few frames later, the same document."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.adapters import drafting
from console.adapters.drafting import Drafting
from services.contract.briefing import Document
from services.projection.board import Board
from services.reporting import handover
from tests.bench.plenty import START, fill
from tests.console.making import NAMES


def test_a_usual_room_is_done_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "SLICE_S", 0.0)
    board, made = fill(Board("live-1"), 200), Drafting(NAMES.pack)
    found = made.make(board, START, lambda document: pytest.fail("it is already there"))
    assert found == handover.generate(board, NAMES.pack, START)
    assert not made.busy
    assert not made.costs


def test_a_large_room_comes_between_frames(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafting, "SLICE_S", 0.0)
    monkeypatch.setattr(drafting, "AT_ONCE", 1)
    board, made = fill(Board("live-1"), 2_000), Drafting(NAMES.pack)
    found: list[Document] = []
    assert made.make(board, START, lambda document: pytest.fail("replaced by the next")) is None
    assert made.make(board, START + 1, found.append) is None
    assert made.busy
    monkeypatch.setattr(drafting, "SLICE_S", 0.005)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [handover.generate(board, NAMES.pack, START + 1)]
    assert not made.busy
    assert made.costs > 0
