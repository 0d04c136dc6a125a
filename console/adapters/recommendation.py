"""The rules' proposal for the selected incident, as rows for the detail and as what one key would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.calm import Calm
from console.adapters.contacts import loads_of
from console.names import Names
from console.server_words import said
from console.situation import Situation
from services.contract.contacts import Delivery
from services.contract.records import Incident
from services.projection.apply import Changes
from services.rules.recommend import Candidate, Facts, recommend
from widgets.contacts.recommendation import AdviceRow, CandidateRow, RecommendationSection
from widgets.detail.actions import DetailActions
from widgets.detail.assign import Proposal

translate = QCoreApplication.translate

EVERY_MS: Final = 1000
AGES_MS: Final = 60_000
TAG: Final = "incident.assign"


class RecommendationAdapter(QObject):
    """Proposes for the selected incident as long as it is open; the section hides where there is nothing."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        section: RecommendationSection,
        acts: DetailActions,
        tests: Callable[[], Sequence[Delivery]],
    ) -> None:
        """`tests`: the deliveries that were tests of reachability."""
        super().__init__()
        self._situation, self._names = situation, names
        self._section, self._acts, self._tests = section, acts, tests
        self._selected = 0
        self._minute = 0
        self._may = True
        self._calm = Calm(EVERY_MS, self.show, self)

    def select(self, incident_id: int) -> None:
        self._selected = incident_id
        self.show()

    def set_permitted(self, tags: frozenset[str]) -> None:
        self._may = TAG in tags
        self.show()

    def changed(self, changes: Changes) -> None:
        if self._selected:
            self._calm.touch()

    def ticked(self, now: int) -> None:
        if self._selected and now // AGES_MS != self._minute:
            self._minute = now // AGES_MS
            self._calm.touch()

    def show(self) -> None:
        """Propose anew; equal advice costs nothing on the screen."""
        board = self._situation.board
        row = board.row_of(self._selected) if self._selected else -1
        incident = board.incident(row) if row >= 0 else None
        if incident is None or not incident.status.is_open or incident.merged_into:
            self._section.set_advice(AdviceRow())
            self._acts.set_proposal(None)
            return
        facts = Facts(
            pack=self._names.pack,
            casework=board.casework,
            load=loads_of(board, self._names, incident.id),
            tests=self._tests(),
            now=self._situation.now(),
        )
        self._propose(incident, recommend(incident, facts))

    def _propose(self, incident: Incident, found: tuple[Candidate, ...]) -> None:
        rows = tuple(self._row(candidate) for candidate in found)
        self._section.set_advice(
            AdviceRow(
                candidates=rows,
                may=self._may,
                look_first=incident.severity.rank == 0 or bool(incident.agencies),
                beside=bool(incident.agencies),
            )
        )
        if not rows:
            self._acts.set_proposal(None)
            return
        self._acts.set_proposal(
            Proposal(incident.id, rows[0].agency, rows[0].lead, in_words(rows[0], bool(incident.agencies)))
        )

    def _row(self, candidate: Candidate) -> CandidateRow:
        return CandidateRow(
            agency=candidate.agency,
            name=self._names.agency(candidate.agency),
            lead=candidate.lead,
            because=tuple(said(reason) for reason in candidate.because),
            against=tuple(said(reason) for reason in candidate.against),
        )


def in_words(row: CandidateRow, beside: bool) -> str:
    """The proposal with its reasons, for the question that asks whom to assign."""
    head = (
        translate("Recommendation", "Saran: tambah {0}.")
        if beside
        else translate("Recommendation", "Saran: {0}.")
    )
    parts = [head.format(row.name)]
    if row.because:
        parts.append(translate("Recommendation", "Karena: {0}").format(" ".join(row.because)))
    if row.against:
        parts.append(translate("Recommendation", "Kurang: {0}").format(" ".join(row.against)))
    return "\n".join(parts)
