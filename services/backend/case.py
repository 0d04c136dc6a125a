"""What a decision may look at: the board, the rules, and who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.backend.drafts import Drawn
from services.backend.rulebook import Rulebook
from services.backend.words import STATUS_WORDS
from services.contract.closing import Pause, Photo
from services.contract.errors import Rejected
from services.contract.records import Incident, Role, Status, incident_ref
from services.projection.board import Board
from services.projection.casework import Casework
from services.projection.facts import clock_start, spans
from services.rules.photoindex import PhotoIndex


@dataclass(frozen=True, slots=True)
class Case:
    """What a decision may look at."""

    board: Board
    rules: Rulebook
    user: str
    role: Role
    agency: str
    now: int
    photos: Mapping[str, Photo] = field(default_factory=dict)
    """The photographs the command names, as far as they were taken in."""
    seen: PhotoIndex = field(default_factory=PhotoIndex)
    """All photographs of earlier proofs."""
    documents: list[bytes] = field(default_factory=list)
    """What the decision made that is kept beside the log, in the same commit."""
    drawn: Drawn | None = None
    """The picture a handover is opened with, as the log has it; None for other commands."""
    proven: str = ""
    """Who else's password came with the command and was right."""
    listed: str = ""
    """The item the command is about, where the handover's document has it."""

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

    def ref(self, incident_id: int) -> str:
        """The number people say."""
        row = self.board.row_of(incident_id)
        if row < 0:
            return f"#{incident_id}"
        opened_at, day_no = int(self.board.opened_at[row]), int(self.board.day_no[row])
        return incident_ref(self.rules.pack.city.prefix, opened_at, day_no, self.rules.zone)

    # --- clocks ---

    def running_pause(self, incident_id: int) -> Pause | None:
        """The approved pause in which the clock stands still, or None."""
        last = next(iter(self.casework.pauses.get(incident_id, [])[-1:]), None)
        return last if last is not None and last.began_at and not last.ended_at else None

    def asked_pause(self, incident_id: int) -> Pause | None:
        """The pause that waits for a decision, or None."""
        last = next(iter(self.casework.pauses.get(incident_id, [])[-1:]), None)
        open_ = last is not None and not (last.began_at or last.refused or last.ended_at)
        return last if open_ else None

    def clock_start(self, incident: Incident) -> int:
        """When its clocks started: opened, or last reopened."""
        return clock_start(self.board, incident.id, incident.opened_at)

    def due_at(self, incident: Incident, status: Status, category: str = "", *, anew: bool = False) -> int:
        """Deadline of the phase of `status` with its pauses given back; 0 while the clock stands still.

        `anew`: the clocks start now.
        """
        if self.running_pause(incident.id) is not None:
            return 0
        if anew:
            return self.rules.due_at(category or incident.category, status, self.now)
        return self.clock_due(incident, status, category)

    def clock_due(self, incident: Incident, status: Status, category: str = "", *, upto: int = 0) -> int:
        """What the clock of `status` says after ended pauses, and the running one until `upto`."""
        still = spans(self.casework.pauses.get(incident.id, ()), upto)
        start = self.clock_start(incident)
        return self.rules.due_at(category or incident.category, status, start, still)
