"""What a decision may look at: the board, the rules, and who asks."""

from __future__ import annotations

from dataclasses import dataclass

from services.backend.rulebook import Rulebook
from services.backend.words import STATUS_WORDS
from services.contract.errors import Rejected
from services.contract.records import Incident, Role
from services.projection.board import Board
from services.projection.casework import Casework


@dataclass(frozen=True, slots=True)
class Case:
    """What a decision may look at."""

    board: Board
    rules: Rulebook
    user: str
    role: Role
    agency: str
    now: int

    @property
    def casework(self) -> Casework:
        """Orders, contacts, steps and so on of this log."""
        return self.board.casework

    def incident(self, incident_id: int) -> Incident:
        """The incident as it stands. Raises `Rejected`."""
        row = self.board.row_of(incident_id)
        if row < 0:
            raise Rejected("incident_unknown", "Kejadian itu tidak ada dalam log ini.")
        return self.board.incident(row)

    def open_incident(self, incident_id: int) -> Incident:
        """The incident, which must be open. Raises `Rejected`."""
        incident = self.incident(incident_id)
        if not incident.status.is_open:
            word = STATUS_WORDS[incident.status].lower()
            raise Rejected("incident_closed", f"Kejadian sudah {word}; buka kembali lebih dahulu.")
        return incident
