"""A report as it comes in: placed, judged by the rules, and numbered."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from services.backend.days import Day
from services.backend.drafts import Identity, ReportDraft
from services.backend.merge_handlers import surviving
from services.backend.rulebook import Rulebook
from services.contract.closing import Milestone
from services.contract.commands import SubmitReport
from services.contract.errors import Rejected
from services.contract.records import Disposition, Incident, Report, Severity, Status
from services.projection.board import Board
from services.rules.caller import normalise_phone

_SUMMARY = 280
OPERATOR = "operator"
AHEAD_MS = 60_000
"""So far a console's idea of the server's time may be ahead; what is further is a wrong clock."""


class Received(NamedTuple):
    """A judged report. `incident`: the one it opens; `severity`: what a human chose instead of the rules."""

    report: Report
    incident: Incident | None
    severity: Severity | None


def draft_of(command: SubmitReport) -> ReportDraft:
    """The operator's intake as a draft."""
    return ReportDraft(
        source=OPERATOR,
        channel=command.channel,
        text=command.text,
        category=command.category,
        severity=command.severity,
        severity_reason=command.severity_reason,
        lat=command.lat,
        lon=command.lon,
        placement=command.placement,
        area=command.area,
        place=command.place,
        reporter=Identity(name=command.caller_name, phone=command.caller_phone),
        disposition=command.disposition,
        times={
            Milestone.ANSWERED.value: command.answered_at,
            Milestone.LOCATED.value: command.located_at,
            Milestone.TYPED.value: command.typed_at,
        },
        incident_id=command.incident_id,
    )


def reporter_hash(secret: bytes, identity: Identity, country: str) -> str:
    """Keyed hash (BLAKE2b) of the phone number, else of the e-mail address; empty where there is neither.

    Not `hmac`: OpenSSL's gives up the interpreter lock even for twenty bytes, and winning it back from the
    writer in every report costs more than everything else here.
    """
    stated = normalise_phone(identity.phone, country) if identity.phone else ""
    stated = stated or identity.email.strip().lower()
    return hashlib.blake2b(stated.encode(), key=secret, digest_size=16).hexdigest() if stated else ""


def receive(
    draft: ReportDraft, board: Board, rules: Rulebook, number: int, day: Day, now: int, reporter: str
) -> Received:
    """Judge a draft and number what it becomes. Raises `Rejected` before any number is used up."""
    if draft.category:
        rules.check_category(draft.category)
    incident_id = _attached_to(draft, board)
    spot = rules.spot(draft.lat, draft.lon, draft.area, draft.placement)
    suggestion = rules.suggester.suggest(draft.text, draft.category)
    category = draft.category or suggestion.category
    opens = not incident_id and draft.disposition.is_incident
    incident = None
    if opens:
        incident_id = board.next_id()
        day.incidents += 1
        incident = Incident(
            id=incident_id,
            day_no=day.incidents,
            severity=suggestion.severity,
            category=category,
            title=rules.title(category),
            opened_at=now,
            updated_at=now,
            disposition=draft.disposition,
            place=draft.place,
            area=spot.area,
            lat=spot.lat,
            lon=spot.lon,
            placement=spot.placement,
            outside_m=spot.outside_m,
            due_at=rules.due_at(category, Status.OPEN, now),
            summary=" ".join(draft.text[: 2 * _SUMMARY].split())[:_SUMMARY],
        )
    day.reports += 1
    report = Report(
        id=number,
        day_no=day.reports,
        received_at=now,
        reported_at=draft.reported_at or now,
        source=draft.source,
        channel=draft.channel,
        source_ref=draft.source_ref,
        text=draft.text,
        category=draft.category,
        lat=spot.lat,
        lon=spot.lon,
        placement=spot.placement,
        area=spot.area,
        place=draft.place,
        outside_m=spot.outside_m,
        moved_from=draft.moved_from,
        media=draft.media,
        attributes=draft.attributes,
        reporter=reporter,
        disposition=draft.disposition,
        suggestion=suggestion,
        times=_times(draft, now),
        incident_id=incident_id,
    )
    chosen = draft.severity if incident is not None and draft.severity is not suggestion.severity else None
    return Received(report, incident, chosen)


def _times(draft: ReportDraft, now: int) -> dict[str, int]:
    """The times of the call that can be true: not older than a report may wait for a link."""
    oldest, latest = now - SubmitReport.OFFLINE_MS, now + AHEAD_MS
    return {name: min(at, now) for name, at in draft.times.items() if oldest <= at <= latest}


def _attached_to(draft: ReportDraft, board: Board) -> int:
    """The incident a draft goes to, 0 for none. Raises `Rejected`."""
    if not draft.incident_id:
        if draft.disposition is Disposition.DUPLICATE:
            raise Rejected("target_missing", "Sebutkan kejadian mana yang sama dengan laporan ini.")
        return 0
    if not draft.disposition.is_incident and draft.disposition is not Disposition.DUPLICATE:
        return 0
    row = surviving(board, draft.incident_id)
    if row < 0:
        raise Rejected("incident_unknown", "Kejadian itu tidak ada dalam log ini.")
    if not board.is_open(row):
        raise Rejected("incident_closed", "Kejadian itu sudah ditutup; laporkan sebagai kejadian baru.")
    return int(board.ids[row])
