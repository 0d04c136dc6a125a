"""How an incident's events change what its reporters read: rows of `reports`, in the event's transaction."""

from __future__ import annotations

import sqlalchemy as sa

from services.contract.events import (
    AgenciesAssigned,
    Body,
    CategoryChanged,
    IncidentDisposed,
    NoteAdded,
    StatusChanged,
)
from services.contract.records import Disposition
from services.store.schema import reports


def updates(body: Body, log: int, at: int, *, target_open: bool) -> sa.Executable | None:
    """The statement for one event, or None. `target_open`: for a duplicate, whether its target is open."""
    match body:
        case IncidentDisposed(disposition=Disposition.DUPLICATE):
            return _update(
                body.incident_id,
                log,
                at,
                incident_id=body.target_id,
                disposition=Disposition.DUPLICATE.value,
                open=int(target_open),
            )
        case IncidentDisposed():
            closes = {} if body.disposition.is_incident else {"open": 0}
            return _update(body.incident_id, log, at, disposition=body.disposition.value, **closes)
        case StatusChanged():
            note = {"note": body.note} if body.public and body.note else {}
            return _update(body.incident_id, log, at, open=int(body.status.is_open), **note)
        case CategoryChanged():
            return _update(body.incident_id, log, at, category=body.category)
        case NoteAdded(public=True):
            return _update(body.incident_id, log, at, note=body.text)
        case AgenciesAssigned():
            return _update(body.incident_id, log, at)
        case _:
            return None


def _update(incident: int, log: int, at: int, **values: object) -> sa.Executable:
    return (
        reports.update()
        .where(reports.c.log == log, reports.c.incident_id == incident)
        .values(updated_at=at, **values)
    )
