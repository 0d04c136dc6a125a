"""What shows one incident, the selected one, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.names import Names
from console.situation import Situation
from services.contract.records import Incident
from services.projection.apply import Changes


class OfSelected(QObject):
    """Shown anew when another is selected and when this one changed; ages count on in the widgets."""

    def __init__(self, situation: Situation, names: Names) -> None:
        super().__init__()
        self._situation, self._names = situation, names
        self._selected = 0

    def select(self, incident_id: int) -> None:
        """Show this incident; 0 shows none."""
        self._selected = incident_id
        self.show()

    def changed(self, changes: Changes) -> None:
        row = self._situation.board.row_of(self._selected) if self._selected else -1
        if changes.reset or row in changes.rows:
            self.show()

    def ticked(self, now: int) -> None:
        """Nothing here counts on by itself."""

    def show(self) -> None:
        """Put the selected incident on the screen anew."""
        board = self._situation.board
        row = board.row_of(self._selected) if self._selected else -1
        self._put(board.incident(row) if row >= 0 else None)

    def _put(self, incident: Incident | None) -> None:
        """The incident as it stands, or nothing."""
        raise NotImplementedError
