"""What somebody said on the page, as commands: one form is one act, however often it arrives."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from services.contract.catalogue import AnyCommand
from services.contract.closing import FileProof, MarkMilestone, Milestone, Photo
from services.contract.contacts import ReportPosition
from services.contract.errors import KnownError
from services.contract.orders import GiveReceipt, Order, ReadBack, ReceiptKind
from services.outreach.page.form import Form
from services.outreach.page.ports import OrderView

VIA: Final = "field_page"
LINE: Final = 300
TEXT: Final = 2000
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLOCK: Final = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[.:]([0-5]\d)(?![\d.:])")
_RECEIPTS: Final = {
    "terima": ReceiptKind.ACCEPTED,
    "baca": ReceiptKind.READ_BACK,
    "tanya": ReceiptKind.QUERY,
    "tidak": ReceiptKind.UNABLE,
    "berangkat": ReceiptKind.EN_ROUTE,
    "tiba": ReceiptKind.ON_SCENE,
    "selesai": ReceiptKind.DONE,
    "catatan": ReceiptKind.NOTE,
}
_WORDS_MISSING: Final = {
    "tanya": "Tulis dahulu apa yang ditanyakan.",
    "tidak": "Tulis dahulu mengapa tidak sanggup, supaya posko dapat mencari jalan lain.",
    "catatan": "Tulis dahulu catatannya.",
}
DONE_WORDS: Final = {
    "terima": "Diterima. Baca ulang perintahnya begitu sempat.",
    "baca": "Baca ulang terkirim.",
    "tanya": "Pertanyaan terkirim ke posko.",
    "tidak": "Posko sudah diberi tahu.",
    "berangkat": "Tercatat: berangkat.",
    "tiba": "Tercatat: tiba di lokasi.",
    "terkendali": "Tercatat: keadaan terkendali.",
    "selesai": "Laporan selesai terkirim.",
    "catatan": "Catatan terkirim.",
}
"""What the page says after an act."""


class Act(NamedTuple):
    """A command and the id under which it is the same act again."""

    id: str
    command: AnyCommand
    optional: bool = False
    """Refusing it takes nothing away from the rest."""


def form_id(form: Form) -> str:
    """The form's own number, which makes a double tap one act. Raises `KnownError`."""
    number = form.fields.get("id", "").strip().lower()
    if not _UUID.fullmatch(number):
        raise KnownError("form_unknown", "Formulir ini tidak lengkap. Muat ulang halaman, lalu isi lagi.")
    return number


def acts(form: Form, view: OrderView, zone: tzinfo, photos: Sequence[Photo]) -> list[Act]:
    """Everything a form leads to, in order. Raises `KnownError` in words where something is missing."""
    number, wanted = form_id(form), form.fields.get("do", "")
    order = view.state.order
    if wanted == "terkendali":
        if not order.incident_id:
            raise KnownError("no_incident", "Perintah ini bukan tentang satu kejadian.")
        marked = MarkMilestone(incident_id=order.incident_id, milestone=Milestone.UNDER_CONTROL)
        return [Act(number, marked)]
    if wanted not in _RECEIPTS:
        raise KnownError("form_unknown", "Formulir ini tidak dikenal. Muat ulang halaman, lalu isi lagi.")
    words = form.text("words", TEXT)
    if wanted in _WORDS_MISSING and len(words) < 2:
        raise KnownError("words_missing", _WORDS_MISSING[wanted])
    receipt = GiveReceipt(
        order_id=order.id,
        incident_id=order.incident_id,
        kind=_RECEIPTS[wanted],
        person=form.text("person", LINE),
        via=VIA,
        words=words,
        read_back=_read_back(form, order, zone) if wanted == "baca" else None,
        written_at=_written(form, order),
    )
    before: list[Act] = []
    if wanted == "selesai":
        before = _proof(form, view, number, photos)
    return [*before, Act(number, receipt), *_position(form, number, wanted)]


def _read_back(form: Form, order: Order, zone: tzinfo) -> ReadBack:
    what = _repeated(form, "what", order.what, TEXT, "Isi bagian “Apa” dengan kata Anda sendiri")
    where = _repeated(form, "where", order.where, LINE, "Isi bagian “Di mana” dengan kata Anda sendiri")
    by_words = _repeated(form, "by", order.by_words, LINE, "Isi bagian “Sebelum” dengan kata Anda sendiri")
    same = by_words == order.by_words
    return ReadBack(
        what=what,
        where=where,
        by_words=by_words,
        by_at=order.by_at if same else understood(by_words, order, zone),
    )


def _repeated(form: Form, name: str, original: str, longest: int, missing: str) -> str:
    """One field of a read-back: as typed, or the order's own words by choice."""
    if not original:
        return ""
    typed = form.text(name, longest)
    if form.fields.get(f"same_{name}"):
        return original
    if not typed:
        raise KnownError("read_back_missing", f"{missing}, atau pilih “sama seperti tertulis”.")
    return typed


def understood(words: str, order: Order, zone: tzinfo) -> int:
    """The deadline somebody means by a time of day: its first occurrence after the order was given; 0 for
    words without one."""
    found = _CLOCK.search(words)
    if found is None:
        return 0
    issued = datetime.fromtimestamp(order.issued_at / 1000, UTC).astimezone(zone)
    meant = issued.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    if meant <= issued:
        meant += timedelta(days=1)
    if order.by_at:
        # A time of day says no date: they mean the order's own, unless they said another one.
        day = datetime.fromtimestamp(order.by_at / 1000, UTC).astimezone(zone)
        meant = meant.replace(year=day.year, month=day.month, day=day.day)
    return int(meant.timestamp() * 1000)


def _written(form: Form, order: Order) -> int:
    """When it was written, by the phone's own account corrected to our clock; the same at every retry."""
    written = form.number("written", order.issued_at, 253_402_300_799_999)
    return int(written) if written else 0


def _proof(form: Form, view: OrderView, number: str, photos: Sequence[Photo]) -> list[Act]:
    order = view.state.order
    if not photos or not order.incident_id:
        return []
    lat, lon, accuracy = _spot(form)
    filed = FileProof(
        incident_id=order.incident_id,
        order_id=order.id,
        photos=tuple(dict.fromkeys(photo.sha256 for photo in photos)),
        lat=lat,
        lon=lon,
        accuracy_m=accuracy,
        officer=form.text("person", LINE),
        note=form.text("words", TEXT),
    )
    return [Act(_derived(number, "proof"), filed)]


def _position(form: Form, number: str, wanted: str) -> list[Act]:
    lat, lon, accuracy = _spot(form)
    if lat is None or lon is None or wanted not in ("berangkat", "tiba", "selesai"):
        return []
    position = ReportPosition(lat=lat, lon=lon, accuracy_m=accuracy)
    return [Act(_derived(number, "position"), position, optional=True)]


def _spot(form: Form) -> tuple[float | None, float | None, float]:
    lat, lon = form.number("lat", -90, 90), form.number("lon", -180, 180)
    if lat is None or lon is None:
        return None, None, 0.0
    return lat, lon, form.number("accuracy", 0, 100_000) or 0.0


def _derived(number: str, part: str) -> str:
    return str(uuid.uuid5(uuid.UUID(number), part))
