"""The desk as the doors of `services.intake` see it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from services.backend.access import LOCAL_USER, Denied
from services.backend.days import day_number
from services.backend.drafts import Identity, ReportDraft
from services.contract.city import CityPack
from services.contract.events import IntakeRefused
from services.contract.messages import Log
from services.contract.records import Incident, Placement, report_ref
from services.intake.ports import Filed, Reporter, Submission, Ticket, TicketQuery
from services.store import queries
from services.store.schema import reports

if TYPE_CHECKING:
    from services.backend.backend import Backend
    from services.backend.desk import Desk

ACTOR = "intake"
_MAX_LIMIT = 1000


class Doors:
    """Fits `services.intake.ports.Desk`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    @property
    def pack(self) -> CityPack:
        return self._backend.rules.pack

    def epoch(self, log: Log) -> str:
        """Identity of a log; "" for a drill log while no drill runs."""
        desk = self._backend.desk(log)
        return desk.log.epoch if desk.active else ""

    def api_key_name(self, key: str) -> str:
        """Name of a valid key, "" otherwise; from memory. The token of this machine's console is one too."""
        access = self._backend.access
        name = access.key_name(key)
        if name:
            return name
        try:
            user, _ = access.user_of(key)
        except Denied:
            return ""
        return user.name if user.name == LOCAL_USER else ""

    def file(self, submission: Submission) -> tuple[Filed, asyncio.Future[None] | None]:
        """Take a report, which counts once the future has resolved. Raises `KnownError`."""
        key = ""
        if submission.source_ref:
            key = f"{submission.source}\n{submission.channel}\n{submission.source_ref}"
        accepted, done = self._backend.desk(submission.log).take(_draft(submission), ACTOR, key)
        self._backend.writer.pass_on()
        filed = Filed(
            ref=accepted.ref,
            report_id=accepted.report_id,
            incident_id=accepted.incident_id,
            repeated=accepted.repeated,
        )
        return filed, done

    async def tickets(self, query: TicketQuery) -> Sequence[Ticket]:
        """Reports with where they stand, newest first."""
        desk = self._backend.desk(query.log)
        statement = _statement(query, desk)
        rows = await self._backend.read(lambda connection: connection.execute(statement).all())
        return [self._ticket(row, desk) for row in rows]

    def _ticket(self, row: sa.Row[tuple[object, ...]], desk: Desk) -> Ticket:
        report = queries.to_report(row)
        city, zone = self.pack.city, desk.tools.rules.zone
        ref = report_ref(city.prefix, report.received_at, report.day_no, zone)
        incident = _incident(desk, report.incident_id)
        return Ticket(ref=ref, report=report, incident=incident, updated_at=row.updated_at, note=row.note)

    async def refused(self, log: Log, refusal: IntakeRefused) -> None:
        """Log that something came in and was not taken; in the live log while no drill runs."""
        desk = self._backend.desk(log)
        if not desk.active:
            desk = self._backend.desk(Log.LIVE)
        await desk.recorded([refusal], ACTOR)


def _draft(submission: Submission) -> ReportDraft:
    stated = submission.reporter
    return ReportDraft(
        source=submission.source,
        channel=submission.channel,
        source_ref=submission.source_ref,
        text=submission.text,
        category=submission.category,
        reported_at=submission.reported_at,
        lat=submission.lat,
        lon=submission.lon,
        area=submission.area,
        placement=Placement.MOVED if submission.moved_from is not None else None,
        place=submission.place,
        moved_from=submission.moved_from,
        media=submission.media,
        attributes=submission.attributes,
        reporter=_identity(stated),
    )


def _identity(stated: Reporter) -> Identity:
    name = f"{stated.first_name} {stated.last_name}".strip()
    return Identity(
        name=name,
        phone=stated.phone,
        email=stated.email,
        account_id=stated.account_id,
        device_id=stated.device_id,
    )


def _incident(desk: Desk, incident_id: int) -> Incident | None:
    row = desk.board.row_of(incident_id)
    return desk.board.incident(row) if row >= 0 else None


def _statement(query: TicketQuery, desk: Desk) -> sa.Select[tuple[object, ...]]:
    table = reports
    statement = sa.select(table).where(table.c.log == desk.log.id, table.c.source == query.source)
    if query.refs:
        head = f"{desk.tools.rules.pack.city.prefix}L-"
        wanted = [found for ref in query.refs if ref.startswith(head) and (found := _parse_ref(ref))]
        statement = statement.where(sa.tuple_(table.c.day, table.c.day_no).in_(wanted))
    else:
        statement = statement.where(*_conditions(query, desk.tools.rules.zone))
    limit = min(query.limit, _MAX_LIMIT)
    return statement.order_by(table.c.id.desc()).offset(query.offset).limit(limit)


def _conditions(query: TicketQuery, zone: ZoneInfo) -> list[sa.ColumnElement[bool]]:
    table = reports
    conditions: list[sa.ColumnElement[bool]] = []
    if query.categories:
        conditions.append(table.c.category.in_(query.categories))
    if query.open is not None:
        conditions.append(table.c.open == int(query.open))
    if query.start:
        # The index knows days; the exact time is compared within them.
        conditions += [table.c.day >= day_number(query.start, zone), table.c.received_at >= query.start]
    if query.end:
        conditions += [table.c.day <= day_number(query.end, zone), table.c.received_at < query.end]
    if query.updated_after:
        conditions.append(table.c.updated_at >= query.updated_after)
    if query.updated_before:
        conditions.append(table.c.updated_at < query.updated_before)
    return conditions


def _parse_ref(ref: str) -> tuple[int, int] | None:
    """(day, number) of a ticket such as `KBL-261121-00123`; None for what is none."""
    parts = ref.split("-")
    if len(parts) != 3 or not (parts[1].isascii() and parts[1].isdigit() and parts[2].isascii()):
        return None
    if not parts[2].isdigit() or len(parts[1]) != 6 or len(parts[2]) > 9:
        return None
    return int(parts[1]), int(parts[2])
