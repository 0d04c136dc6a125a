"""Open incidents that may be the same event, by the rules of the city pack."""

from __future__ import annotations

from collections.abc import Iterable

from console.names import Names
from console.server_words import parts_said
from console.situation import Situation
from services.contract.records import PLACEMENTS, Incident, Placement
from services.projection.board import Board
from services.rules.duplicates import Comparison, Duplicates, Probe, Similar
from widgets.detail.model import SimilarRow

NO_DISTANCE = "jarak belum diketahui, "
AREA = PLACEMENTS.index(Placement.AREA)


def probe_of(incident: Incident) -> Probe:
    """An incident as the rules look at it."""
    return Probe(
        lat=incident.lat,
        lon=incident.lon,
        at=incident.opened_at,
        category=incident.category,
        text=f"{incident.title} {incident.summary}",
        approximate=incident.placement is Placement.AREA,
    )


class Lookalikes:
    """Asks the duplicate rules about the board on the screen."""

    def __init__(self, situation: Situation, names: Names) -> None:
        self._situation = situation
        self._names = names
        self._rules: Duplicates | None = None
        self._known: tuple[int, int] = (0, 0)

    def of_incident(self, row: int, same_callers: Iterable[int] = ()) -> tuple[SimilarRow, ...]:
        """Like an incident on the board; `same_callers`: others that one of its callers reported."""
        board = self._situation.board
        return self._find(board, probe_of(board.incident(row)), same_callers, exclude=row)

    def of_text(
        self,
        text: str,
        category: str,
        lat: float | None,
        lon: float | None,
        same_callers: Iterable[int] = (),
    ) -> tuple[SimilarRow, ...]:
        """Like what somebody types."""
        probe = Probe(lat=lat, lon=lon, at=self._situation.now(), category=category, text=text)
        return self._find(self._situation.board, probe, same_callers)

    def compare(self, one: int, other: int, same_caller: bool | None) -> Comparison:
        """Two rows of the board beside each other."""
        board = self._situation.board
        first, second = (probe_of(board.incident(row)) for row in (one, other))
        return self._compiled(board).compare(first, second, same_caller=same_caller)

    def _compiled(self, board: Board) -> Duplicates:
        # The rules are compiled for the categories a board has seen; both can change.
        known = (id(board), len(board.categories.values))
        if self._rules is None or known != self._known:
            self._rules, self._known = Duplicates(self._names.pack, board.categories.values), known
        return self._rules

    def _find(
        self, board: Board, probe: Probe, same_callers: Iterable[int], exclude: int = -1
    ) -> tuple[SimilarRow, ...]:
        rows = (board.row_of(incident_id) for incident_id in same_callers)
        found = self._compiled(board).similar(
            board,
            board.open_mask(),
            probe,
            lambda row: f"{board.title[row]} {board.summary[row]}",
            approximate=board.placement == AREA,
            exclude=exclude,
            callers=[row for row in rows if row >= 0],
        )
        return tuple(self._row(board, similar, probe) for similar in found)

    def _row(self, board: Board, similar: Similar, probe: Probe) -> SimilarRow:
        row, reason = similar.row, similar.reason
        if probe.lat is None:  # then it is so for all of them, and says nothing about any
            reason = reason.removeprefix(NO_DISTANCE)
        return SimilarRow(
            incident_id=int(board.ids[row]),
            rank=int(board.severity[row]),
            title=self._names.title(board.title[row]),
            ref=self._names.incident_ref(int(board.opened_at[row]), int(board.day_no[row])),
            reason=parts_said(reason),
            place=self._names.place(board.areas.values[board.area[row]], int(board.outside_m[row])),
            said=board.summary[row],
        )
