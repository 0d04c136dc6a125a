"""Reports as their reporters read them: GET requests of GeoReport v2."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from functools import cached_property
from typing import Final

from services.city.holiday_table import calendar_for
from services.contract.city import Category, CityPack
from services.contract.errors import Rejected
from services.contract.messages import Log
from services.contract.records import Disposition, Incident, Status
from services.intake.forms import Fields, listed, single
from services.intake.masking import mask
from services.intake.moments import from_text, to_text
from services.intake.ports import Ticket, TicketQuery
from services.intake.render import Record
from services.intake.services_offered import Service
from services.rules.clocks import Calendar, due_at

DAY_MS: Final = 86_400_000
SPAN_MS: Final = 90 * DAY_MS
"""The standard's limit of one query."""
MAX_RESULTS: Final = 1000
MAX_PAGE: Final = 1_000_000

_STATUS_WORDS: Final = {
    Status.OPEN: "Laporan diterima dan menunggu tindak lanjut.",
    Status.DISPATCHED: "Laporan diteruskan kepada petugas.",
    Status.ON_SCENE: "Petugas sedang menangani di lokasi.",
    Status.RESOLVED: "Penanganan selesai.",
    Status.CLOSED: "Laporan ditutup.",
}
_DISPOSITION_WORDS: Final = {
    Disposition.DUPLICATE: "Laporan digabung dengan laporan lain tentang kejadian yang sama.",
    Disposition.OUTSIDE: "Lokasi di luar wilayah kota; laporan ditutup.",
    Disposition.INFORMATION: "Laporan dicatat sebagai informasi.",
    Disposition.PRANK: "Laporan tidak dapat ditindaklanjuti.",
    Disposition.GHOST: "Laporan tidak dapat ditindaklanjuti.",
}


def query(fields: Fields, log: Log, zone: tzinfo, now: int) -> TicketQuery:
    """The filters of GET requests; `now` in milliseconds. Raises `Rejected`."""
    refs = listed(fields, "service_request_id")
    if len(refs) > MAX_RESULTS:
        raise Rejected("too_many", f"Paling banyak {MAX_RESULTS} service_request_id dalam satu permintaan.")
    page_size = _count(fields, "page_size", MAX_RESULTS, MAX_RESULTS)
    offset = (_count(fields, "page", 1, MAX_PAGE) - 1) * page_size
    if refs:
        return TicketQuery(log=log, refs=refs, offset=offset, limit=page_size)
    updated_after, updated_before = (
        _moment(fields, "updated_after", zone),
        _moment(fields, "updated_before", zone),
    )
    start, end = _moment(fields, "start_date", zone), _moment(fields, "end_date", zone)
    if start and end and start > end:
        raise Rejected("bad_range", "start_date lebih lambat daripada end_date.")
    if start and end and end - start > SPAN_MS:
        raise Rejected("bad_range", "Rentang start_date sampai end_date paling panjang 90 hari.")
    if start:
        end = end or start + SPAN_MS
    elif end:
        start = max(0, end - SPAN_MS)
    elif not (updated_after or updated_before):
        start = max(0, now - SPAN_MS)
    return TicketQuery(
        log=log,
        categories=listed(fields, "service_code"),
        open=_open(fields),
        start=start,
        end=end,
        updated_after=updated_after,
        updated_before=updated_before,
        offset=offset,
        limit=page_size,
    )


def _moment(fields: Fields, name: str, zone: tzinfo) -> int:
    text = single(fields, name, 60)
    return from_text(text, zone, name) if text else 0


def _count(fields: Fields, name: str, default: int, most: int) -> int:
    text = single(fields, name, 20)
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text) <= most:
        raise Rejected("bad_page", f"{name} harus berupa bilangan 1 sampai {most}.")
    return int(text)


def _open(fields: Fields) -> bool | None:
    wanted = set(listed(fields, "status"))
    unknown = wanted - {"open", "closed"}
    if unknown:
        raise Rejected(
            "bad_status", f"status “{min(unknown)[:40]}” tidak dikenal; pilihannya open dan closed."
        )
    return None if len(wanted) != 1 else "open" in wanted


def is_open(ticket: Ticket) -> bool:
    """What the citizen sees as open: somebody still has to act on the incident that holds the report."""
    incident = ticket.incident
    return incident is not None and incident.status.is_open and incident.disposition.is_incident


class Clerk:
    """Writes tickets as records of the standard, in the city's words and clock."""

    def __init__(self, pack: CityPack, services: Mapping[str, Service], zone: tzinfo) -> None:
        self._pack = pack
        self._services = services
        self._zone = zone
        self._categories = {category.code: category for category in pack.categories}
        self._agencies = {agency.code: agency.name for agency in pack.agencies}
        self._areas = {area.code: area.name for area in pack.areas}

    def record(self, ticket: Ticket) -> Record:
        """One request, with every element of the standard; what is not known is empty."""
        report, incident = ticket.report, ticket.incident
        code = (incident.category if incident else "") or report.category
        category = self._categories.get(code)
        service = self._services.get(code)
        return {
            "service_request_id": ticket.ref,
            "status": "open" if is_open(ticket) else "closed",
            "status_notes": mask(ticket.note) or _words(ticket),
            "service_name": category.name if category else code,
            "service_code": code,
            "description": mask(report.text),
            "agency_responsible": self._agency(incident, code),
            "service_notice": service.notice if service else None,
            "requested_datetime": to_text(report.received_at, self._zone),
            "updated_datetime": to_text(max(ticket.updated_at, report.received_at), self._zone),
            "expected_datetime": self._expected(ticket, category),
            "address": mask(report.place) or self._areas.get(report.area),
            "address_id": report.area or report.attributes.get("address_id"),
            "zipcode": None,
            "lat": report.lat,
            "long": report.lon,
            "media_url": report.media[0] if report.media else None,
        }

    def _expected(self, ticket: Ticket, category: Category | None) -> str | None:
        """When it should be settled: the resolve clock, not the next phase that the room watches."""
        if not is_open(ticket):
            return None
        at = due_at(category, Status.ON_SCENE, ticket.report.received_at, self._calendar)
        return to_text(at, self._zone) if at else None

    @cached_property
    def _calendar(self) -> Calendar:
        return calendar_for(self._pack)

    def _agency(self, incident: Incident | None, category: str) -> str | None:
        code = incident.agencies[0] if incident and incident.agencies else ""
        if not code and category in self._categories:
            code = self._categories[category].agency
        return self._agencies.get(code)


def _words(ticket: Ticket) -> str:
    report, incident = ticket.report, ticket.incident
    disposition = incident.disposition if incident else report.disposition
    if report.disposition is Disposition.DUPLICATE and incident and incident.disposition.is_incident:
        return _DISPOSITION_WORDS[Disposition.DUPLICATE]
    if not disposition.is_incident:
        return _DISPOSITION_WORDS[disposition]
    return _STATUS_WORDS[incident.status] if incident else _STATUS_WORDS[Status.CLOSED]
