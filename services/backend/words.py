"""Events in words, for the answer to somebody who acted on an older picture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.contract.closing import (
    IncidentUnmerged,
    MilestoneReached,
    PauseAsked,
    PromiseMade,
    PromiseSettled,
    ProofFiled,
    ProofVerified,
    ReporterTold,
    StepMarked,
)
from services.contract.codec import decode_body
from services.contract.contacts import CallLogged, DeliveryChanged, PositionReported
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
    SeverityChanged,
    StatusChanged,
)
from services.contract.orders import (
    ActRatified,
    DelegationEnded,
    DelegationGiven,
    OrderIssued,
    ReceiptGiven,
)
from services.contract.records import Disposition, Severity, Status

SEVERITY_WORDS = {
    Severity.CRITICAL: "Kritis",
    Severity.HIGH: "Tinggi",
    Severity.MEDIUM: "Sedang",
    Severity.LOW: "Rendah",
}
STATUS_WORDS = {
    Status.OPEN: "Terbuka",
    Status.DISPATCHED: "Ditugaskan",
    Status.ON_SCENE: "Di lokasi",
    Status.RESOLVED: "Selesai",
    Status.CLOSED: "Ditutup",
}
DISPOSITION_WORDS = {
    Disposition.UNREVIEWED: "belum ditinjau",
    Disposition.VALID: "sah",
    Disposition.PRANK: "iseng",
    Disposition.GHOST: "kosong",
    Disposition.DUPLICATE: "ganda",
    Disposition.INFORMATION: "informasi",
    Disposition.OUTSIDE: "luar kota",
}
_CLAUSES: dict[type, Callable[[Any], str]] = {
    IncidentDisposed: lambda body: f"disposisi menjadi {DISPOSITION_WORDS[body.disposition]}",
    IncidentClaimed: lambda body: f"diambil oleh {body.owner}",
    IncidentReleased: lambda body: f"dilepas oleh {body.previous}",
    SeverityChanged: lambda body: f"keparahan menjadi {SEVERITY_WORDS[body.severity]}",
    CategoryChanged: lambda body: f"kategori menjadi {body.title}",
    IncidentRelocated: lambda body: f"lokasi dipindah ke {body.place or body.area or 'titik lain'}",
    AgenciesAssigned: lambda body: f"ditugaskan ke {', '.join(body.agencies)}",
    StatusChanged: lambda body: f"status menjadi {STATUS_WORDS[body.status]}",
    IncidentUnmerged: lambda body: "dipisahkan lagi dari gabungannya",
}
HARMLESS = frozenset(
    {
        *("report.received", "incident.note_added", "reporter.revealed"),
        *(kind.KIND for kind in (OrderIssued, ReceiptGiven, DelegationGiven, DelegationEnded, ActRatified)),
        *(kind.KIND for kind in (CallLogged, DeliveryChanged, PositionReported)),
        *(kind.KIND for kind in (StepMarked, MilestoneReached, PauseAsked, ProofFiled, ProofVerified)),
        *(kind.KIND for kind in (PromiseMade, PromiseSettled, ReporterTold)),
    }
)
"""Kinds that take nothing away from a decision made before them."""


def clock(at: int, zone: ZoneInfo) -> str:
    """Local time of day, e.g. `10.21`."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).strftime("%H.%M")


def describe(body: Body | None) -> str:
    """What happened, as a short clause."""
    words = _CLAUSES.get(type(body))
    return words(body) if words is not None else "diubah"


def changed_since(entries: list[Envelope], zone: ZoneInfo) -> str:
    """Who changed what and when, newest last, at most three: the answer to a version conflict."""
    parts = []
    for entry in entries[-3:]:
        try:
            said = describe(decode_body(entry))
        except MalformedMessage:
            said = "diubah"
        parts.append(f"{said} ({entry.actor or 'sistem'}, {clock(entry.at, zone)})")
    told = "; ".join(parts) if parts else "diubah oleh orang lain"
    return f"Kejadian ini sudah berubah: {told}. Periksa lagi, lalu ulangi bila masih perlu."[:300]
