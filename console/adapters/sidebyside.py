"""Two incidents for the pane: rows from the board, reports from their details, evidence from the rules."""

from __future__ import annotations

import numpy as np

from console.adapters.detail import DetailAdapter
from console.adapters.similar import Lookalikes
from console.names import Names
from console.server_words import said
from console.situation import Situation
from services.contract.messages import Detail
from services.contract.records import Incident
from widgets.sidebyside.model import Pair, Side, SideReport
from widgets.words import status_word


class Pairs:
    """Which incidents may be the same as one, and how a pair of them looks."""

    def __init__(self, situation: Situation, names: Names, details: DetailAdapter) -> None:
        self._situation, self._names, self._details = situation, names, details
        self._lookalikes = Lookalikes(situation, names)

    def candidates(self, incident_id: int) -> tuple[int, ...]:
        """Open incidents that may be the same, likeliest first."""
        row = self._situation.board.row_of(incident_id)
        if row < 0:
            return ()
        detail = self._details.known(incident_id)
        found = self._lookalikes.of_incident(row, detail.same_callers if detail else ())
        return tuple(other.incident_id for other in found)

    def pair(self, incident_id: int, other_id: int, place: int, count: int) -> Pair | None:
        """None where one of them is no longer open."""
        board = self._situation.board
        mine, other = board.row_of(incident_id), board.row_of(other_id)
        if min(mine, other) < 0 or not (board.is_open(mine) and board.is_open(other)):
            return None
        left, right = board.incident(mine), board.incident(other)
        found = self._lookalikes.compare(mine, other, self._same_caller(incident_id, other_id))
        return Pair(
            left=self._side(left),
            right=self._side(right),
            distance_m=found.distance_m,
            minutes=found.minutes,
            speaks_for=tuple(said(each.words) for each in found.evidence if each.speaks_for),
            speaks_against=tuple(said(each.words) for each in found.evidence if not each.speaks_for),
            place=place,
            count=count,
            keep=_stays(left, right),
        )

    def merged_into(self, incident_id: int) -> tuple[Incident, ...]:
        """Incidents whose reports went to this one."""
        board = self._situation.board
        return tuple(board.incident(int(row)) for row in np.flatnonzero(board.merged_into == incident_id))

    def _same_caller(self, one: int, other: int) -> bool | None:
        first, second = (self._callers(self._details.known(number)) for number in (one, other))
        return bool(first & second) if first and second else None

    @staticmethod
    def _callers(detail: Detail | None) -> set[str]:
        return {report.reporter for report in detail.reports if report.reporter} if detail else set()

    def _side(self, incident: Incident) -> Side:
        names, detail = self._names, self._details.known(incident.id)
        agencies = names.agencies_line(incident.agencies)
        facts = (status_word(incident.status), names.category(incident.category), agencies, incident.owner)
        reports = () if detail is None else detail.reports
        return Side(
            incident_id=incident.id,
            rank=incident.severity.rank,
            ref=names.ref_of(incident),
            title=self._names.title(incident.title),
            facts=" · ".join(part for part in facts if part),
            place=names.where(incident),
            opened_at=incident.opened_at,
            report_count=incident.report_count,
            reports=tuple(
                SideReport(
                    at=report.reported_at,
                    channel=report.channel or report.source,
                    ref=names.report_ref(report),
                    text=report.text,
                )
                for report in reversed(reports)
            ),
            complete=detail is not None,
        )


def _stays(one: Incident, other: Incident) -> int:
    """The one with more work in it: agencies, then reports, then the older."""
    return max(one, other, key=lambda i: (bool(i.agencies), i.report_count, -i.id)).id
