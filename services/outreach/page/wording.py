"""What the field page says, in Indonesian: rungs, receipts, times and what is left of them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Final

from services.contract.orders import ReceiptKind
from services.contract.records import Role, Severity

RUNG_WORDS: Final = {
    ReceiptKind.DELIVERED: "Sampai",
    ReceiptKind.SEEN: "Dibuka",
    ReceiptKind.READ_BACK: "Dibaca ulang",
    ReceiptKind.CONFIRMED: "Dikonfirmasi",
    ReceiptKind.EN_ROUTE: "Berangkat",
    ReceiptKind.ON_SCENE: "Tiba",
    ReceiptKind.DONE: "Selesai",
    ReceiptKind.VERIFIED: "Diverifikasi",
}
WAITING_WORDS: Final = {
    ReceiptKind.DELIVERED: "menunggu tanda sampai",
    ReceiptKind.SEEN: "menunggu dibuka",
    ReceiptKind.READ_BACK: "berikutnya: baca ulang",
    ReceiptKind.CONFIRMED: "menunggu konfirmasi posko",
    ReceiptKind.EN_ROUTE: "berikutnya: berangkat",
    ReceiptKind.ON_SCENE: "berikutnya: tiba",
    ReceiptKind.DONE: "berikutnya: selesai",
    ReceiptKind.VERIFIED: "menunggu pemeriksaan posko",
}
RECEIPT_WORDS: Final = {
    **RUNG_WORDS,
    ReceiptKind.ACCEPTED: "Diterima",
    ReceiptKind.QUERY: "Ditanyakan",
    ReceiptKind.ANSWER: "Dijawab",
    ReceiptKind.UNABLE: "Tidak sanggup",
    ReceiptKind.DISPUTED: "Bukan itu yang diminta",
    ReceiptKind.RETURNED: "Belum diterima sebagai selesai",
    ReceiptKind.NOTE: "Catatan",
    ReceiptKind.ESCALATED: "Dinaikkan",
    ReceiptKind.WITHDRAWN: "Ditarik kembali",
    ReceiptKind.SUPERSEDED: "Digantikan",
    ReceiptKind.EXPIRED: "Gugur",
}
ENDED_WORDS: Final = {
    ReceiptKind.WITHDRAWN: "Perintah ini sudah ditarik kembali. Tidak ada yang perlu dikerjakan.",
    ReceiptKind.SUPERSEDED: "Perintah ini sudah digantikan. Jangan kerjakan yang di bawah ini.",
    ReceiptKind.EXPIRED: "Perintah ini gugur: tidak dibuka pada waktunya. Tanyakan kepada posko bila perlu.",
    ReceiptKind.VERIFIED: "Pekerjaan ini sudah diperiksa dan diterima. Terima kasih.",
}
STANDING_WORDS: Final = {
    ReceiptKind.QUERY: "Pertanyaan Anda menunggu jawaban posko.",
    ReceiptKind.UNABLE: "Anda menyatakan tidak sanggup. Posko mencari jalan lain.",
    ReceiptKind.DISPUTED: "Bukan itu yang diminta. Baca lagi perintahnya, lalu baca ulang sekali lagi.",
    ReceiptKind.RETURNED: "Hasilnya belum diterima sebagai selesai.",
}
DIFFERENCE_WORDS: Final = {"what": "apa", "where": "di mana", "by": "sebelum kapan"}
SEVERITY_WORDS: Final = {
    Severity.CRITICAL: "Kritis",
    Severity.HIGH: "Tinggi",
    Severity.MEDIUM: "Sedang",
    Severity.LOW: "Rendah",
}
SEVERITY_SHAPES: Final = ("◆", "▲", "■", "●")
ROLE_WORDS: Final = {Role.SUPERVISOR: "Pengawas", Role.LEADER: "Pimpinan", Role.OPERATOR: "Operator"}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_MINUTE: Final = 60_000


def moment(at: int, now: int, zone: tzinfo) -> str:
    """Local time of day, with the date where it is another day: `21.55`, `23 Nov 08.00`."""
    there = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)
    clock = f"{there:%H.%M}"
    if there.date() == datetime.fromtimestamp(now / 1000, UTC).astimezone(zone).date():
        return clock
    return f"{there.day} {_MONTHS[there.month - 1]} {clock}"


def span(ms: int) -> str:
    """A length of time in at most two units: `12 menit`, `3 jam 5 menit`, `2 hari`."""
    minutes = max(0, ms) // _MINUTE
    if minutes < 60:
        return f"{minutes} menit" if minutes else "kurang dari 1 menit"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} jam {rest} menit" if rest else f"{hours} jam"
    days, hours = divmod(hours, 24)
    return f"{days} hari {hours} jam" if hours else f"{days} hari"


def left(due_at: int, now: int) -> str:
    """How a deadline stands: `tinggal 12 menit`, `lewat 5 menit`."""
    return f"lewat {span(now - due_at)}" if now >= due_at else f"tinggal {span(due_at - now)}"
