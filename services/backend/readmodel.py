"""How an incident's events change what its reporters read: rows of `reports`, in the event's transaction.

A report stands in the incident that holds it. A merge keeps what the report was before, one row a level in
`merged_reports`; what is written to the merged incident meanwhile goes there, and un-merging takes it back.
"""

from __future__ import annotations

import sqlalchemy as sa

from services.contract.closing import IncidentUnmerged, ReporterTold
from services.contract.events import (
    AgenciesAssigned,
    Body,
    CategoryChanged,
    IncidentDisposed,
    NoteAdded,
    StatusChanged,
)
from services.contract.records import Disposition
from services.store.schema import merged_reports, reports

OPEN311 = "open311"
"""Channel of what stands in the public status; every other one is a message to one person."""
_KEPT = ("open", "category", "disposition", "note")


def updates(body: Body, log: int, at: int, *, target_open: bool) -> list[sa.Executable]:
    """The statements for one event. `target_open`: for a duplicate, whether its target is open."""
    match body:
        case IncidentDisposed(disposition=Disposition.DUPLICATE):
            return _merge(body, log, at, target_open)
        case IncidentDisposed():
            closes = {} if body.disposition.is_incident else {"open": 0}
            return [_update(body.incident_id, log, at, disposition=body.disposition.value, **closes)]
        case StatusChanged():
            note = {"note": body.note} if body.public and body.note else {}
            return [_update(body.incident_id, log, at, open=int(body.status.is_open), **note)]
        case CategoryChanged():
            return [_update(body.incident_id, log, at, category=body.category)]
        case AgenciesAssigned():
            return [_update(body.incident_id, log, at)]
        case IncidentUnmerged():
            return _unmerge(body.incident_id, log, at)
        case _:
            text = public_words(body)
            return _note(getattr(body, "incident_id", 0), log, at, text) if text else []


def public_words(body: Body) -> str:
    """What an event says to everybody who reported it; empty for nothing."""
    match body:
        case NoteAdded(public=True):
            return body.text
        case ReporterTold() if body.told.channel == OPEN311:
            return body.told.text
        case _:
            return ""


def _update(incident: int, log: int, at: int, **values: object) -> sa.Executable:
    return (
        reports.update()
        .where(reports.c.log == log, reports.c.incident_id == incident)
        .values(updated_at=at, **values)
    )


def _note(incident: int, log: int, at: int, text: str) -> list[sa.Executable]:
    kept = (
        merged_reports.update()
        .where(merged_reports.c.log == log, merged_reports.c.incident_id == incident)
        .values(note=text)
    )
    return [_update(incident, log, at, note=text), kept]


def _merge(body: IncidentDisposed, log: int, at: int, target_open: bool) -> list[sa.Executable]:
    earlier = merged_reports.alias()
    depth = (
        sa.select(sa.func.coalesce(sa.func.max(earlier.c.depth) + 1, 0))
        .where(earlier.c.log == reports.c.log, earlier.c.report_id == reports.c.id)
        .scalar_subquery()
    )
    before = sa.select(
        reports.c.log, reports.c.id, depth, reports.c.incident_id, *(reports.c[name] for name in _KEPT)
    ).where(reports.c.log == log, reports.c.incident_id == body.incident_id)
    moved = _update(
        body.incident_id,
        log,
        at,
        incident_id=body.target_id,
        disposition=Disposition.DUPLICATE.value,
        open=int(target_open),
    )
    columns = ["log", "report_id", "depth", "incident_id", *_KEPT]
    return [merged_reports.insert().from_select(columns, before), moved]


def _unmerge(incident: int, log: int, at: int) -> list[sa.Executable]:
    """Back to what they were in this incident; what a further merge had kept above it is forgotten."""
    kept = merged_reports.alias()
    of_incident = (kept.c.log == log, kept.c.incident_id == incident)

    def before(name: str) -> sa.ScalarSelect[object]:
        return sa.select(kept.c[name]).where(*of_incident, kept.c.report_id == reports.c.id).scalar_subquery()

    restored = (
        reports.update()
        .where(reports.c.log == log, reports.c.id.in_(sa.select(kept.c.report_id).where(*of_incident)))
        .values(updated_at=at, incident_id=incident, **{name: before(name) for name in _KEPT})
    )
    level = (
        sa.select(kept.c.depth)
        .where(*of_incident, kept.c.report_id == merged_reports.c.report_id)
        .scalar_subquery()
    )
    forgotten = merged_reports.delete().where(
        merged_reports.c.log == log,
        merged_reports.c.report_id.in_(sa.select(kept.c.report_id).where(*of_incident)),
        merged_reports.c.depth >= level,
    )
    return [restored, forgotten]
