"""Invented but plausible facts for looking at the wall: a stormy evening."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from services.contract.records import Status
from widgets.format import Format
from widgets.wall import (
    AgencyLoad,
    Arrivals,
    BriefingCard,
    Counts,
    Freshness,
    Head,
    Loads,
    Worst,
    WorstIncident,
)

ZONE = ZoneInfo("Asia/Jakarta")
NOW = int(datetime(2026, 11, 21, 21, 47, 8, tzinfo=ZONE).timestamp() * 1000)
MINUTE = 60_000
WORDS = Format(ZONE, "WIB")
FRESH = Freshness(1400, NOW - 1400)

_ROWS = (
    (0, "Banjir luapan", "Plosokerep", ("BPBD",), 42, Status.ON_SCENE, True),
    (0, "Pohon tumbang menimpa kabel listrik", "Gedog", ("DLH", "PLN"), 11, Status.DISPATCHED, True),
    (0, "Kebakaran rumah", "Sukorejo", (), 1, Status.OPEN, False),
    (1, "Lampu lalu lintas padam", "Kepanjenlor", ("Dishub",), 26, Status.DISPATCHED, True),
    (1, "Pohon tumbang menutup jalan", "Ngadirejo", ("DLH",), 4, Status.DISPATCHED, True),
    (1, "Genangan", "Sukorejo", ("DPUPR",), 70, Status.ON_SCENE, True),
    (1, "Atap rumah lepas", "Tanggung", ("BPBD", "Dinsos"), 19, Status.DISPATCHED, True),
    (1, "Tiang listrik miring", "Bendogerit", (), 8, Status.OPEN, False),
    (2, "Saluran tersumbat", "Karangtengah", ("DPUPR",), 40, Status.DISPATCHED, True),
    (2, "Lampu jalan padam", "Rembang", ("Dishub",), 120, Status.DISPATCHED, True),
)


def head(**changes: object) -> Head:
    facts: dict[str, object] = {
        "city": "Kota Blitar",
        "open_count": 44,
        "unclaimed_critical": 1,
        "scene": "Adegan: Cuaca ekstrem · s.d. 23.30",
    }
    return Head(**(facts | changes))  # type: ignore[arg-type]


def counts() -> Counts:
    return Counts((4, 9, 14, 17), (6, 13, 18, 7))


def worst() -> Worst:
    return Worst(
        tuple(
            WorstIncident(
                number,
                severity,
                title,
                area,
                agencies,
                NOW - age * MINUTE - 9000,
                status,
                claimed,
                1 + age // 5,
            )
            for number, (severity, title, area, agencies, age, status, claimed) in enumerate(_ROWS, 1)
        ),
        44,
    )


def loads() -> Loads:
    pairs = (
        ("DLH", 7, 0),
        ("BPBD", 5, 1),
        ("DPUPR", 4, 2),
        ("Dishub", 2, 0),
        ("Satpol PP", 1, 0),
        ("Dinkes", 1, 0),
    )
    return Loads(tuple(AgencyLoad(*pair) for pair in pairs), 3)


def arrivals() -> Arrivals:
    curve = (2, 1, 1, 3, 2, 2, 4, 6, 5, 9, 14, 23, 31, 28, 23, 18, 12, 9, 7, 6, 5, 4, 4, 2)
    start = NOW - NOW % (5 * MINUTE) - 23 * 5 * MINUTE
    return Arrivals(curve, start)


def card(**changes: object) -> BriefingCard:
    """The third of eleven."""
    facts: dict[str, object] = {
        "number": 3,
        "cards": 11,
        "title": "Pohon tumbang menimpa kabel listrik",
        "caption": "Tidak stabil",
        "severity": 0,
        "ref": "KB-261121-0187",
        "place": "Gedog",
        "since": "sejak 21.36 (11 mnt)",
        "who": "sri · DLH · PLN",
        "next": "DLH: belum dibaca ulang",
        "steps": (0.12, *(0.088,) * 10),
        "done": 0.24,
        "left": "sisa 01.08",
        "remarks": ("suara tidak tersedia: tidak ada suara bahasa Indonesia",),
    }
    return BriefingCard(**(facts | changes))  # type: ignore[arg-type]


def rest_card() -> BriefingCard:
    """Everything that found no card of its own."""
    names = (
        "Tidak stabil", "Dipantau", "Perintah pimpinan", "Tugas tanpa tanda terima", "Langkah wajib terbuka",
        "Janji ke warga", "Tenggat regu berikut", "Belum pernah dilihat", "Jeda dan delegasi",
        "Pesan yang gagal", "Kontak belum terverifikasi", "Instruksi tetap", "Stabil",
    )  # fmt: skip
    counts = tuple((name, number * number + 1) for number, name in enumerate(names))
    return card(
        number=11, title="dan 663 lainnya", caption="", severity=-1, ref="", place="", since="", who="",
        next="", counts=counts, done=0.95, left="sisa 00.04",
    )  # fmt: skip


def nothing_card() -> BriefingCard:
    return card(
        number=1, cards=1, title="Tidak ada butir terbuka", caption="", severity=-1, ref="", place="",
        since="", who="", next="", steps=(1.0,), done=0.3, left="sisa 01.03", remarks=("dibacakan",),
    )  # fmt: skip
