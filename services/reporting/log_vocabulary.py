"""States and kinds as the sentences of the shift log call them."""

from __future__ import annotations

from typing import Final

from services.contract.closing import StepState
from services.contract.contacts import CallOutcome, DutyKind
from services.contract.orders import ReceiptKind
from services.contract.records import Disposition, Severity, Status
from services.contract.shifts import SeatState, Side

SEVERITIES: Final = {
    Severity.CRITICAL: "Kritis",
    Severity.HIGH: "Tinggi",
    Severity.MEDIUM: "Sedang",
    Severity.LOW: "Rendah",
}
STATUSES: Final = {
    Status.OPEN: "Terbuka lagi",
    Status.DISPATCHED: "Ditugaskan",
    Status.ON_SCENE: "Petugas di lokasi",
    Status.RESOLVED: "Selesai di lapangan",
    Status.CLOSED: "Ditutup",
}
DISPOSITIONS: Final = {
    Disposition.UNREVIEWED: "belum ditinjau",
    Disposition.VALID: "valid",
    Disposition.PRANK: "iseng",
    Disposition.GHOST: "panggilan kosong",
    Disposition.DUPLICATE: "duplikat",
    Disposition.INFORMATION: "informasi",
    Disposition.OUTSIDE: "di luar kota",
}
RECEIPTS: Final = {
    ReceiptKind.DELIVERED: "terkirim",
    ReceiptKind.SEEN: "dilihat",
    ReceiptKind.READ_BACK: "dibaca ulang",
    ReceiptKind.CONFIRMED: "baca ulang dikonfirmasi",
    ReceiptKind.EN_ROUTE: "berangkat",
    ReceiptKind.ON_SCENE: "tiba di lokasi",
    ReceiptKind.DONE: "dinyatakan selesai",
    ReceiptKind.VERIFIED: "selesainya diverifikasi",
    ReceiptKind.ACCEPTED: "disanggupi",
    ReceiptKind.QUERY: "ditanyakan",
    ReceiptKind.ANSWER: "pertanyaannya dijawab",
    ReceiptKind.UNABLE: "tidak disanggupi",
    ReceiptKind.DISPUTED: "baca ulang dibantah",
    ReceiptKind.RETURNED: "dikembalikan",
    ReceiptKind.NOTE: "diberi catatan",
    ReceiptKind.ESCALATED: "dieskalasi",
    ReceiptKind.WITHDRAWN: "ditarik",
    ReceiptKind.SUPERSEDED: "diganti perintah baru",
    ReceiptKind.EXPIRED: "kedaluwarsa",
}
UNMET: Final = {
    ReceiptKind.DELIVERED: "belum terkirim",
    ReceiptKind.SEEN: "belum dilihat",
    ReceiptKind.READ_BACK: "belum dibaca ulang",
    ReceiptKind.CONFIRMED: "baca ulang belum dikonfirmasi",
    ReceiptKind.EN_ROUTE: "belum berangkat",
    ReceiptKind.ON_SCENE: "belum di lokasi",
    ReceiptKind.DONE: "belum selesai",
    ReceiptKind.VERIFIED: "belum diverifikasi",
}
CHANNELS: Final = {
    "phone": "telepon",
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "email": "surel",
    "sms": "SMS",
    "webhook": "sistem",
    "mqtt": "MQTT",
}
"""What the screens call them; a kind that is missing is called as it is."""
CALLS: Final = {
    CallOutcome.ANSWERED: "dijawab",
    CallOutcome.NO_ANSWER: "tidak diangkat",
    CallOutcome.BUSY: "sibuk",
    CallOutcome.WRONG_NUMBER: "salah sambung",
    CallOutcome.UNREACHABLE: "tidak terhubung",
}
STEPS: Final = {StepState.OPEN: "dibuka lagi", StepState.DONE: "dikerjakan", StepState.SKIPPED: "dilewati"}
SEATS: Final = {
    SeatState.SEATED: "duduk",
    SeatState.BREAK: "istirahat",
    SeatState.LEFT: "meninggalkan tempat",
}
SIDES: Final = {Side.OUTGOING: "yang menyerahkan", Side.INCOMING: "yang menerima"}
DUTIES: Final = {
    DutyKind.REGULAR: "piket",
    DutyKind.SWAP: "tukar piket",
    DutyKind.SUBSTITUTE: "pengganti piket",
}
ACCOUNTS: Final = {
    "created": "dibuat",
    "role_changed": "berganti peran",
    "roles_changed": "berganti peran",
    "locked": "dikunci",
    "unlocked": "dibuka kuncinya",
    "lockout": "dikunci sementara: terlalu banyak percobaan masuk",
    "password_changed": "berganti kata sandi",
    "second_factor_set": "memasang faktor kedua",
    "second_factor_removed": "melepas faktor kedua",
    "recovery_code_used": "memakai kode cadangan",
    "removed": "dihapus",
}
