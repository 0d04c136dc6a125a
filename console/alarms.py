"""Which incidents the alarm sounds for: new critical ones that nobody has taken."""

from __future__ import annotations

from console.situation import Situation
from services.projection.apply import Changes
from widgets.sound import Alarm


class AlarmAdapter:
    """Feeds the alarm with what the board says."""

    def __init__(self, situation: Situation, alarm: Alarm) -> None:
        self._situation = situation
        self._alarm = alarm
        self._sounding: set[int] = set()

    def changed(self, changes: Changes) -> None:
        board = self._situation.board
        if changes.reset:
            # Another board: what was critical before is not news.
            for incident_id in self._sounding:
                self._alarm.settle(incident_id)
            self._sounding.clear()
            return
        for row in changes.opened:
            if self._is_urgent(row):
                incident_id = int(board.ids[row])
                self._sounding.add(incident_id)
                self._alarm.sound_for(incident_id)
        if self._sounding:
            for incident_id in list(self._sounding):
                row = board.row_of(incident_id)
                if row in changes.rows and not self._is_urgent(row):
                    self._sounding.discard(incident_id)
                    self._alarm.settle(incident_id)

    def ticked(self, now: int) -> None:
        """The alarm has a clock of its own."""

    def _is_urgent(self, row: int) -> bool:
        board = self._situation.board
        return board.severity[row] == 0 and board.owner[row] == 0 and board.is_open(row)
