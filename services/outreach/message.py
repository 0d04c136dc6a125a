"""What stands in a message: plain Indonesian text, the order word for word."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from services.contract.city import CityPack
from services.contract.contacts import Contact, Delivery
from services.contract.orders import Order, OrderKind, Urgency
from services.contract.records import Incident, Severity, incident_ref

_SEVERITIES: Final = {
    Severity.CRITICAL: "Kritis",
    Severity.HIGH: "Tinggi",
    Severity.MEDIUM: "Sedang",
    Severity.LOW: "Rendah",
}
_URGENCIES: Final = {Urgency.IMMEDIATE: "SEGERA", Urgency.URGENT: "Mendesak", Urgency.ROUTINE: "Biasa"}
_TITLE: Final = 70
UNSURE: Final = "Mungkin sudah pernah Anda terima."


class Message(Struct, frozen=True):
    """Title and text, as they go out."""

    title: str
    text: str


def local(at: int, pack: CityPack) -> str:
    """Day and time in the city, e.g. `Sab 22/11 14.30 WIB`."""
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(pack.city.timezone))
    day = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")[moment.weekday()]
    return f"{day} {moment:%d/%m %H.%M} {pack.city.clock_label}"


def order_message(
    order: Order,
    incident: Incident | None,
    contact: Contact | None,
    delivery: Delivery,
    pack: CityPack,
    *,
    link: str = "",
    drill: bool = False,
    unsure: bool = False,
) -> Message:
    """An order for one person."""
    kind = "Penugasan" if order.kind is OrderKind.ASSIGNMENT else "Perintah"
    mark = "[LATIHAN] " if drill else ""
    ref = _ref(incident, pack)
    lines = [f"{mark}{kind.upper()} #{order.id} · {_URGENCIES[order.urgency]}"]
    if drill:
        lines.append("Ini latihan. Jangan berangkat tanpa petunjuk pelatih.")
    if contact is not None:
        lines.append(f"Untuk: {', '.join(part for part in (contact.name, contact.position) if part)}")
    if incident is not None:
        lines.append(f"Kejadian: {ref} {incident.title} ({_SEVERITIES[incident.severity]})")
    lines += ["", f"Apa: {order.what}"]
    if order.appended:
        lines.append(f"Tambahan: {order.appended}")
    lines.append(f"Di mana: {order.where or _place(incident) or 'tidak disebut'}")
    if incident is not None and incident.lat is not None:
        lines.append(f"Titik: {incident.lat:.5f},{incident.lon:.5f}")
    lines += [f"Paling lambat: {_deadline(order, pack)}", ""]
    lines.append(f"Buka dan jawab di sini: {link}" if link else "Jawab lewat telepon atau radio posko.")
    if unsure:
        lines.append(UNSURE)
    lines.append(f"Nomor pesan: {delivery.id}")
    short = " ".join(order.what.split())
    title = f"{mark}{kind} #{order.id}{f' {ref}' if ref else ''}: {short}"
    return Message(title if len(title) <= _TITLE else title[: _TITLE - 1] + "…", "\n".join(lines))


def reach_message(delivery: Delivery, pack: CityPack, *, link: str = "") -> Message:
    """A test of reachability: nothing has happened, and it says so first."""
    lines = [
        f"UJI SALURAN Posko {pack.city.name}. Tidak ada kejadian; tidak perlu bertindak.",
        f"Dikirim {local(delivery.queued_at, pack)} untuk memeriksa apakah pesan posko sampai.",
    ]
    if link:
        lines.append(f"Tandai sampai: {link}")
    lines.append(f"Nomor pesan: {delivery.id}")
    return Message("[UJI] Pemeriksaan saluran posko", "\n".join(lines))


def citizen_message(text: str, ref: str, pack: CityPack) -> Message:
    """What a reporter is told."""
    lines = [text, "", f"Nomor laporan Anda: {ref}", f"Posko {pack.city.name}"]
    return Message(f"Laporan {ref}", "\n".join(lines))


def _ref(incident: Incident | None, pack: CityPack) -> str:
    if incident is None:
        return ""
    zone = ZoneInfo(pack.city.timezone)
    return incident_ref(pack.city.prefix, incident.opened_at, incident.day_no, zone)


def _place(incident: Incident | None) -> str:
    return incident.place if incident is not None else ""


def _deadline(order: Order, pack: CityPack) -> str:
    at = local(order.by_at, pack) if order.by_at else ""
    if at and order.by_words:
        return f"{at} ({order.by_words})"
    return at or order.by_words or "tidak disebut"
