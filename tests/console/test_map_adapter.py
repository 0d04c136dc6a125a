"""The map is told at once when it is quiet, four times a second in a burst, and of everything."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from console.adapters.map import MapAdapter
from console.situation import Situation
from services.projection.apply import Changes
from services.projection.board import Board
from tests.bench.plenty import incident
from tests.console.making import NAMES
from widgets.map import MapDelta, MapView


class Told(QObject):
    """Takes the place of the map view and keeps what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.deltas: list[MapDelta] = []

    def set_tooltips(self, ask: Callable[[int], str]) -> None: ...

    def apply(self, delta: MapDelta) -> None:
        self.deltas.append(delta)


def test_a_burst_is_told_in_few_deltas_that_miss_nothing(qtbot: QtBot) -> None:
    situation, view = Situation(), Told()
    situation.boards[situation.log] = board = Board("e")
    chance = random.Random(1)
    for number in range(1, 51):
        board.append(incident(number, chance), number)
    adapter = MapAdapter(situation, NAMES, cast(MapView, view))
    adapter.changed(Changes(reset=True))
    assert [len(delta.ids) for delta in view.deltas] == [50]
    adapter.changed(Changes(rows={0}))
    assert [delta.ids.tolist() for delta in view.deltas[1:]] == [[1]]
    for row in range(1, 50):
        adapter.changed(Changes(rows={row}))
    qtbot.waitUntil(lambda: sum(len(delta.ids) for delta in view.deltas[1:]) >= 50)
    assert sorted(i for delta in view.deltas[1:] for i in delta.ids.tolist()) == list(range(1, 51))
    assert len(view.deltas) < 10


def test_a_new_board_forgets_what_was_waiting(qtbot: QtBot) -> None:
    situation, view = Situation(), Told()
    situation.boards[situation.log] = board = Board("e")
    board.append(incident(1, random.Random(1)), 1)
    adapter = MapAdapter(situation, NAMES, cast(MapView, view))
    adapter.changed(Changes(rows={0}))
    adapter.changed(Changes(rows={0}))
    situation.boards[situation.log] = Board("f")
    adapter.changed(Changes(reset=True))
    with qtbot.assertNotEmitted(view.destroyed, wait=400):
        pass
    assert [len(delta.ids) for delta in view.deltas] == [1, 0]
