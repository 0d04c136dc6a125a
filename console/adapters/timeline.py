"""Events of an incident as lines of a timeline, and the rungs it has climbed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.names import Names
from console.words import AREAS, severity_word
from services.contract.codec import decode_body
from services.contract.errors import MalformedMessage
from services.contract.events import (
    AgenciesAssigned,
    Body,
    CategoryChanged,
    Envelope,
    IncidentClaimed,
    IncidentDisposed,
    IncidentReleased,
    IncidentRelocated,
    NoteAdded,
    ReporterRevealed,
    ReportReceived,
    SeverityChanged,
    StatusChanged,
)
from services.contract.records import Status
from widgets.detail.model import Rung, TimelineRow
from widgets.words import disposition_word, status_word

translate = QCoreApplication.translate

FIELD: Final = "field:"
"""What the actor of an answer from the field page begins with."""
RECEIVED: Final = 0
CLAIMED: Final = 1
ASSIGNED: Final = 2
ON_SCENE: Final = 3
RESOLVED: Final = 4
CLOSED: Final = 5
_REACHED: Final = {Status.ON_SCENE: ON_SCENE, Status.RESOLVED: RESOLVED, Status.CLOSED: CLOSED}

Read = tuple[Envelope, Body | None]


def read(events: Iterable[Envelope]) -> list[Read]:
    """Events with their bodies; None where this version does not know the kind."""
    found: list[Read] = []
    for envelope in events:
        try:
            found.append((envelope, decode_body(envelope)))
        except MalformedMessage:
            found.append((envelope, None))
    return found


def timeline(events: Iterable[Read], names: Names) -> tuple[TimelineRow, ...]:
    """One line per event, oldest first."""
    return tuple(
        TimelineRow(at=envelope.at, who=who(envelope, body, names), text=sentence(envelope, body, names))
        for envelope, body in events
    )


def who(envelope: Envelope, body: Body | None, names: Names) -> str:
    """Person or door behind an event."""
    if isinstance(body, ReportReceived):
        door = body.report.channel or body.report.source
        return translate("Timeline", "Laporan {door}").format(door=door)
    if envelope.actor.startswith(FIELD):
        return translate("Timeline", "{agency} di lapangan").format(
            agency=names.agency(envelope.actor.removeprefix(FIELD))
        )
    return envelope.actor or translate("Timeline", "sistem")


def sentence(envelope: Envelope, body: Body | None, names: Names) -> str:
    """What happened, in words."""
    text, remark = _words(body, names)
    if not text:
        text = translate("Timeline", "{kind} (jenis yang belum dikenal versi ini)").format(kind=envelope.kind)
    return f"{text}: {remark}" if remark else text


def _words(body: Body | None, names: Names) -> tuple[str, str]:
    match body:
        case ReportReceived():
            if body.incident is not None:
                return translate("Timeline", "membuka kejadian"), ""
            return translate("Timeline", "laporan digabung"), ""
        case IncidentDisposed():
            word = disposition_word(body.disposition)
            return translate("Timeline", "ditandai {what}").format(what=word), body.reason
        case SeverityChanged():
            word = severity_word(body.severity)
            return translate("Timeline", "keparahan menjadi {what}").format(what=word), body.reason
        case CategoryChanged():
            name = names.category(body.category)
            return translate("Timeline", "kategori menjadi {what}").format(what=name), body.reason
        case StatusChanged():
            word = status_word(body.status)
            return translate("Timeline", "status menjadi {what}").format(what=word), body.note
        case _:
            return _handling(body, names)


def _handling(body: Body | None, names: Names) -> tuple[str, str]:
    match body:
        case IncidentClaimed():
            took = translate("Timeline", "mengambil alih dari {whom}").format(whom=body.previous)
            return took if body.previous else translate("Timeline", "mengklaim"), body.reason
        case IncidentReleased():
            return translate("Timeline", "melepas klaim {whom}").format(whom=body.previous), body.reason
        case IncidentRelocated():
            place = body.place or names.place(body.area, body.outside_m)
            return translate("Timeline", "letak menjadi {where}").format(where=place), body.reason
        case AgenciesAssigned():
            agencies = names.agencies_line(body.agencies)
            return translate("Timeline", "menugaskan {whom}").format(whom=agencies), body.task
        case NoteAdded():
            public = translate("Timeline", "catatan untuk pelapor")
            return public if body.public else translate("Timeline", "catatan"), body.text
        case ReporterRevealed():
            return translate("Timeline", "membuka identitas pelapor"), body.reason
        case _:
            said = (area.sentence(body, names) for area in AREAS)
            return next((found for found in said if found[0]), ("", ""))


def rungs(events: Iterable[Read], opened_at: int) -> tuple[Rung, ...]:
    """The way from received to closed, with the server's time of each step; reopening takes steps back."""
    at = [0] * 6
    at[RECEIVED] = opened_at
    for envelope, body in events:
        match body:
            case IncidentClaimed():
                at[CLAIMED] = at[CLAIMED] or envelope.at
            case AgenciesAssigned():
                at[ASSIGNED] = at[ASSIGNED] or envelope.at
            case StatusChanged():
                reached = _REACHED.get(body.status)
                if reached is None:
                    at[RESOLVED] = at[CLOSED] = 0
                else:
                    at[reached] = envelope.at
                    at[reached + 1 :] = [0] * (5 - reached)
            case IncidentDisposed() if not body.disposition.is_incident:
                at[CLOSED] = envelope.at
    return tuple(Rung(word, reached) for word, reached in zip(_rung_words(), at, strict=True))


def _rung_words() -> tuple[str, ...]:
    return (
        translate("Rung", "diterima"),
        translate("Rung", "diklaim"),
        translate("Rung", "ditugaskan"),
        translate("Rung", "di lokasi"),
        translate("Rung", "tertangani"),
        translate("Rung", "selesai"),
    )
