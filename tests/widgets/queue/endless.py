"""A list without an end."""

from __future__ import annotations

from dataclasses import replace

from tests.widgets.invented import evening
from widgets.queue.model import QueueRow


class Endless:
    """A million rows that exist only where somebody looks."""

    def __init__(self, rows: int) -> None:
        self.rows, self.asked = rows, 0
        self._row = evening().row(0)

    def count(self) -> int:
        return self.rows

    def row(self, index: int) -> QueueRow:
        self.asked += 1
        return replace(self._row, incident_id=index + 1)

    def row_of(self, incident_id: int) -> int:
        return incident_id - 1
