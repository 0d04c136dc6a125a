"""The board as marks on the map: columns in, columns out, no loop over incidents."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from console.adapters.calm import Calm
from console.names import Names
from console.situation import Situation
from services.contract.records import PLACEMENTS, Placement
from services.projection.apply import Changes
from services.projection.board import Board
from widgets.map import MapDelta, MapFlag, MapView

MOVED: Final = PLACEMENTS.index(Placement.MOVED)
OVERDUE_EVERY_S: Final = 10
EVERY_MS: Final = 250
"""In a burst the page is told four times a second: drawing it more often takes the queue's time."""
Rows = npt.NDArray[np.int64]


class MapAdapter:
    """Keeps the marks of all open incidents in step with the board on the screen."""

    def __init__(self, situation: Situation, names: Names, view: MapView) -> None:
        self._situation = situation
        self._names = names
        self._map = view
        self._ticks = 0
        self._looked_at = 0
        self._rows: set[int] = set()
        self._calm = Calm(EVERY_MS, self._send, view)
        view.set_tooltips(self.tooltip)

    def changed(self, changes: Changes) -> None:
        if changes.reset:
            board, now = self._situation.board, self._situation.now()
            self._rows.clear()
            self._looked_at = now
            self._map.apply(delta(board, np.flatnonzero(board.open_mask()), now, reset=True))
        if changes.rows:
            self._rows |= changes.rows
            self._calm.touch()

    def _send(self) -> None:
        rows = np.fromiter(self._rows, np.int64)
        self._rows.clear()
        if len(rows):
            self._map.apply(delta(self._situation.board, rows, self._situation.now()))

    def ticked(self, now: int) -> None:
        """Deadlines that passed since the last look ask for attention."""
        self._ticks += 1
        if self._ticks % OVERDUE_EVERY_S:
            return
        board = self._situation.board
        passed = (board.due_at > self._looked_at) & (board.due_at <= now) & board.open_mask()
        self._looked_at = now
        if passed.any():
            self._map.apply(delta(board, np.flatnonzero(passed), now))

    def tooltip(self, incident_id: int) -> str:
        """Words for a mark under the pointer."""
        board = self._situation.board
        row = board.row_of(incident_id)
        if row < 0:
            return ""
        ref = self._names.incident_ref(int(board.opened_at[row]), int(board.day_no[row]))
        place = self._names.place(board.areas.values[board.area[row]], int(board.outside_m[row]))
        age = self._names.words.age(self._situation.now() - int(board.opened_at[row]))
        return f"{self._names.title(board.title[row])}\n{ref} · {place} · {age}"


def delta(board: Board, rows: Rows, now: int, *, reset: bool = False) -> MapDelta:
    """Marks of these rows; those that are closed are taken off the map."""
    is_open = board.open_mask()[rows]
    gone = board.ids[rows[~is_open]]
    rows = rows[is_open]
    due = board.due_at[rows]
    flags = np.full(len(rows), MapFlag.OPEN, np.uint8)
    flags[board.outside_m[rows] > 0] |= MapFlag.OUTSIDE
    flags[board.placement[rows] == MOVED] |= MapFlag.MOVED
    # Only the worst may call: a ring around everything is a ring around nothing.
    calling = (board.owner[rows] == 0) | ((due > 0) & (due < now))
    flags[calling & (board.severity[rows] == 0)] |= MapFlag.ATTENTION
    return MapDelta(
        ids=board.ids[rows],
        lat=board.lat[rows],
        lon=board.lon[rows],
        severity=board.severity[rows].astype(np.uint8),
        flags=flags,
        removed=gone,
        reset=reset,
    )
