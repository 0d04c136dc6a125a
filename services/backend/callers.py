"""What is known of an incident's callers from their other calls. It informs people and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import sqlalchemy as sa
from msgspec.structs import replace

from services.contract.messages import CallerStanding
from services.contract.records import Disposition, Report
from services.rules.caller import CallerProfile, PastCall, profile
from services.store import queries
from services.store.callers import Callers

MAX_CALLERS: Final = 20
"""Callers of one incident whose history is looked up, newest first."""
MAX_INCIDENTS: Final = 20
Past = Sequence[tuple[int, str, int]]
"""(received_at, disposition, incident) of earlier reports, newest first."""


def standing(past: Past, now: int) -> CallerProfile:
    """The profile of one number, with what its newest calls were about."""
    made = profile((PastCall(at, Disposition(disposition)) for at, disposition, _ in past), now)
    about = dict.fromkeys(incident for _, _, incident in past if incident)
    return replace(made, incidents=tuple(about)[:MAX_INCIDENTS])


def elsewhere(
    connection: sa.Connection, callers: Callers, incident_id: int, reports: Iterable[Report], now: int
) -> tuple[tuple[CallerStanding, ...], tuple[int, ...]]:
    """How the callers of an incident stand by their other calls, and the incidents those were about."""
    reporters = list(dict.fromkeys(report.reporter for report in reversed(list(reports)) if report.reporter))
    known: list[CallerStanding] = []
    others: set[int] = set()
    for reporter in reporters[:MAX_CALLERS]:
        past = queries.past_calls(connection, callers.log, reporter, callers.recent(reporter))
        found = standing([call for call in past if call[2] != incident_id], now)
        if found.calls:
            others.update(found.incidents)
            known.append(
                CallerStanding(
                    reporter=reporter, calls=found.calls, nuisance=found.nuisance, summary=found.summary
                )
            )
    return tuple(known), tuple(sorted(others, reverse=True)[:MAX_INCIDENTS])
