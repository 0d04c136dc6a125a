"""The backend's two logs as `services.outreach` sees them, and what it hears of after each commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Final, Protocol, TypeVar

import msgspec
import sqlalchemy as sa

from services.backend.desk import Desk
from services.backend.drafts import Identity
from services.backend.rulebook import Rulebook
from services.contract.city import CityPack
from services.contract.closing import ReporterTold
from services.contract.codec import decode_body, decode_envelope
from services.contract.errors import MalformedMessage
from services.contract.events import Body, Envelope
from services.contract.messages import Log
from services.contract.orders import Order
from services.contract.records import Incident, report_ref
from services.outreach import citizens
from services.outreach.answer import TestLinks
from services.outreach.channels import ChannelFile
from services.outreach.links import Links
from services.outreach.plan import DAY_MS
from services.outreach.ports import Addressee, Waiting
from services.outreach.postman import WATCHED, Postman
from services.projection.casework import Casework
from services.rules.caller import normalise_phone
from services.store.log import EventRow
from services.store.schema import events, reporters, reports

LINK_MS: Final = 14 * DAY_MS
"""How long the link in a message opens its order; beyond its deadline a seventh of it."""
_SCANNED: Final = 20_000
"""Entries looked through at a start for reporters who were not told."""
_identity = msgspec.json.Decoder(Identity)
T = TypeVar("T")


class House(Protocol):
    """What of the backend is needed here."""

    rules: Rulebook
    links: Links
    public_url: str

    def desk(self, log: Log) -> Desk: ...

    async def read(self, query: Callable[[sa.Connection], T]) -> T: ...


class Outreach:
    """Fits `services.outreach.ports.Room`; begins to send between `start` and `stop`."""

    def __init__(self, backend: House, data_dir: Path) -> None:
        self._backend = backend
        self.postman = Postman(self, ChannelFile(data_dir))
        self._running = False
        self._stood_at: dict[int, int] = {}
        """Where each log (its number) stood at the start."""

    def start(self) -> None:
        """Begin to send; the backend runs."""
        self._running = True
        # What comes from here on is passed on; what was there before is for whoever resumes.
        desks = (self._backend.desk(log) for log in Log)
        self._stood_at = {desk.log.id: desk.committed for desk in desks}
        self.postman.start()

    async def stop(self) -> None:
        """End before the backend does."""
        if self._running:
            self._running = False
            await self.postman.stop()

    def committed(self, rows: Sequence[EventRow]) -> None:
        """Pass on what has just come to be on disk."""
        if not self._running:
            return
        for row in rows:
            if row.kind in WATCHED:
                self._pass_on(row)

    def _pass_on(self, row: EventRow) -> None:
        for log in Log:
            if self._backend.desk(log).log.id == row.log:
                envelope = decode_envelope(row.body)
                body = decode_body(envelope)
                if body is not None:
                    self.postman.notice(log, body, envelope.cause)

    # --- the port ---

    @property
    def pack(self) -> CityPack:
        return self._backend.rules.pack

    def now(self) -> int:
        """Server time in milliseconds UTC."""
        return self._backend.desk(Log.LIVE).tools.now()

    def epoch(self, log: Log) -> str:
        """Identity of a log; empty while it takes nothing."""
        desk = self._backend.desk(log)
        return desk.log.epoch if desk.active else ""

    def casework(self, log: Log) -> Casework:
        return self._backend.desk(log).board.casework

    def incident(self, log: Log, incident_id: int) -> Incident | None:
        """An incident as it stands, or None."""
        board = self._backend.desk(log).board
        row = board.row_of(incident_id)
        return board.incident(row) if row >= 0 else None

    async def recorded(self, log: Log, bodies: Sequence[Body], cause: str = "") -> None:
        """Append the system's events; returns when everything so far is on disk. Raises `KnownError`."""
        desk = self._backend.desk(log)
        desk.require_open_log()
        desk.record(bodies, "", cause)
        await desk.tools.writer.gather().done

    def link(self, log: Log, order: Order) -> str:
        """The address where the receiver answers an order."""
        epoch = self._backend.desk(log).log.epoch
        ends = max(order.issued_at + LINK_MS, order.by_at + LINK_MS // 7)
        return self._backend.links.make(epoch, order.id, order.agency, ends)

    def test_link(self, log: Log, delivery_id: str) -> str:
        """The address where somebody says that a test arrived."""
        return self._test_links.make(self._backend.desk(log).log.epoch, delivery_id)

    def test_of(self, token: str) -> tuple[str, str]:
        """(beginning of the epoch, delivery) a test's link names. Raises `KnownError`."""
        return self._test_links.read(token)

    @cached_property
    def _test_links(self) -> TestLinks:
        return TestLinks(self._backend.desk(Log.LIVE).tools.secret, self._backend.public_url)

    async def addressees(self, log: Log, incident_id: int) -> list[Addressee]:
        """Everybody who reported an incident and left a telephone number or an e-mail address."""
        number = self._backend.desk(log).log.id
        joined = reports.join(
            reporters,
            sa.and_(reporters.c.log == reports.c.log, reporters.c.report_id == reports.c.id),
        )
        statement = (
            sa.select(reports.c.id, reports.c.received_at, reports.c.day_no, reporters.c.identity)
            .select_from(joined)
            .where(reports.c.log == number, reports.c.incident_id == incident_id)
            .order_by(reports.c.id)
            .limit(citizens.MOST_AT_ONCE)
        )
        rows = await self._backend.read(lambda connection: connection.execute(statement).all())
        return [found for row in rows if (found := self._addressee(*row)) is not None]

    def _addressee(self, report_id: int, received_at: int, day_no: int, data: bytes) -> Addressee | None:
        identity = _identity.decode(data)
        city = self.pack.city
        phone = normalise_phone(identity.phone, city.phone_country) if identity.phone else ""
        email = identity.email.strip()
        if not phone and not email:
            return None
        ref = report_ref(city.prefix, received_at, day_no, self._backend.rules.zone)
        return Addressee(report_id=report_id, ref=ref, phone=phone, email=email)

    async def untold(self, log: Log) -> list[Waiting]:
        """What reporters were to be told in the day before the start, and nothing says that it went out or
        failed."""
        desk = self._backend.desk(log)
        number, upto, since = desk.log.id, desk.board.seq, self.now() - DAY_MS

        def look(connection: sa.Connection) -> list[bytes]:
            query = sa.select(events.c.body).where(
                events.c.log == number,
                events.c.seq > upto - _SCANNED,
                events.c.kind == ReporterTold.KIND,
                events.c.at >= since,
            )
            return [bytes(row[0]) for row in connection.execute(query.order_by(events.c.seq))]

        entries = [decode_envelope(data) for data in await self._backend.read(look)]
        return _untold(entries, self._stood_at.get(number, 0))


def _untold(entries: list[Envelope], upto: int) -> list[Waiting]:
    """Texts up to an entry without any message yet, and messages queued up to it and neither handed over nor
    given up since."""
    open_ones: dict[tuple[str, int], Waiting] = {}
    for entry in entries:
        try:
            body = decode_body(entry)
        except MalformedMessage:
            continue
        if not isinstance(body, ReporterTold):
            continue
        told = body.told
        key = (entry.cause, told.report_id)
        if told.channel == citizens.PUBLIC or told.state == citizens.QUEUED:
            if entry.seq > upto:
                continue
            # From the first message on, each is followed by itself.
            open_ones.pop((entry.cause, 0), None)
            open_ones[key] = Waiting(
                cause=entry.cause,
                incident_id=told.incident_id,
                report_id=told.report_id,
                channel=told.channel,
                text=told.text,
            )
        else:
            open_ones.pop(key, None)
            open_ones.pop((entry.cause, 0), None)
    return list(open_ones.values())
