"""An invented evening for looking at the dispatch widgets: 44 incidents, agencies, one whole detail."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from services.contract.records import Status
from widgets.contacts.model import AgencyRow, ChannelRow, Duty, LedgerRow, PersonRow
from widgets.detail.model import (
    Advice,
    Choices,
    DetailData,
    ReportRow,
    Rung,
    SimilarRow,
    TimelineRow,
)
from widgets.format import MINUTE, Format
from widgets.intake.model import CallerLine, CategoryChoice, IntakeSuggestion
from widgets.placehit import PlaceHit
from widgets.queue.model import QueueRow
from widgets.tickets import TicketState

WORDS = Format(ZoneInfo("Asia/Jakarta"))
NOW = int(datetime(2026, 11, 21, 14, 47, 8, tzinfo=UTC).timestamp() * 1000)

_PLACES = ("Gedog", "Sentul", "Ngadirejo", "Kauman", "Bendo", "Turi", "Pakunden", "Rembang", "Klampok")
_KINDS = (
    (2, "Dahan menggantung di atas jalan", "DLH"),
    (2, "Saluran tersumbat", "DPUPR"),
    (2, "PJU padam satu ruas", "Dishub"),
    (2, "Reklame roboh", "Satpol PP"),
    (3, "Sampah menumpuk", "DLH"),
    (3, "Parkir liar", "Dishub"),
    (3, "Jalan berlubang", "DPUPR"),
)
_HEAD = (
    (187, 0, "Banjir luapan, 40 cm, 12 KK", 9, "Plosokerep", "BPBD", "di lokasi", "P-1", 42, -12),
    (201, 0, "Pohon tumbang menimpa kabel listrik", 6, "Gedog", "DLH · PLN", "ditugaskan", "P-1", 11, 4),
    (203, 1, "Pohon tumbang tutup jalan", 3, "Ngadirejo", "DLH", "ditugaskan", "", 4, 11),
    (196, 1, "Lampu lalu lintas padam", 2, "Kepanjenlor", "Dishub", "ditugaskan", "O-2", 26, 19),
    (179, 1, "Genangan depan sekolah", 4, "Sukorejo", "DPUPR", "di lokasi", "O-2", 70, 35),
    (192, 1, "Atap rumah lepas", 1, "Tanggung", "BPBD", "ditugaskan", "P-1", 19, 26),
)


class Evening:
    """A `QueueSource` over a plain list."""

    def __init__(self, rows: Sequence[QueueRow]) -> None:
        self.rows = list(rows)

    def count(self) -> int:
        return len(self.rows)

    def row(self, index: int) -> QueueRow:
        return self.rows[index]

    def row_of(self, incident_id: int) -> int:
        return next((at for at, row in enumerate(self.rows) if row.incident_id == incident_id), -1)


def ref(number: int) -> str:
    return f"KB-261121-{number:04d}"


def evening(count: int = 44) -> Evening:
    """Worst first, as the room sees it."""
    rows = [
        QueueRow(
            incident_id=number,
            rank=rank,
            title=title,
            report_count=reports,
            ref=ref(number),
            area=area,
            agencies=agencies,
            assigned=True,
            status=status,
            owner=owner,
            opened_at=NOW - age * MINUTE,
            due_at=NOW + due * MINUTE,
            mine=owner == "P-1",
            owner_stale=number == 179,
            viewers=("O-2",) if number == 201 else (),
            ticket=TicketState.QUEUED if number == 203 else None,
        )
        for number, rank, title, reports, area, agencies, status, owner, age, due in _HEAD
    ]
    dice = random.Random(7)
    for number in range(178, 178 - (count - len(rows)), -1):
        rank, title, agency = _KINDS[dice.randrange(len(_KINDS))]
        age = dice.randrange(20, 600)
        assigned = dice.random() < 0.6
        rows.append(
            QueueRow(
                incident_id=number,
                rank=rank,
                title=title,
                report_count=dice.choice((1, 1, 1, 2, 3, 5)),
                ref=ref(number),
                area=dice.choice(_PLACES),
                agencies=agency,
                assigned=assigned,
                status="ditugaskan" if assigned else "baru",
                owner=dice.choice(("", "", "O-2", "P-1")),
                opened_at=NOW - age * MINUTE,
                due_at=NOW + dice.randrange(60, 4000) * MINUTE,
            )
        )
    rows.sort(key=lambda row: (row.rank, row.due_at))
    return Evening(rows)


def detail(**changes: object) -> DetailData:
    """The fallen tree on the power line."""
    at = NOW - 12 * MINUTE
    values: dict[str, object] = {
        "incident_id": 201,
        "rank": 0,
        "ref": ref(201),
        "title": "Pohon tumbang menimpa kabel listrik",
        "category": "tree.cable",
        "category_name": "Pohon menimpa kabel",
        "status": Status.DISPATCHED.value,
        "status_word": "ditugaskan",
        "place": "Gedog, Sananwetan",
        "opened_at": NOW - 11 * MINUTE,
        "report_count": 6,
        "viewers": ("O-2", "Wali Kota"),
        "owner": "P-1",
        "mine": True,
        "owner_at": NOW - 3 * MINUTE,
        "agencies": ("dlh", "pln"),
        "agency_names": "DLH · PLN",
        "task": "Amankan kabel, tunggu PLN, lalu potong",
        "due_at": NOW + 4 * MINUTE,
        "position_note": "patokan Gang Masjid · perkiraan",
        "rungs": (
            Rung("diterima", at),
            Rung("dilihat", at + 8_000),
            Rung("diklaim", at + 46_000),
            Rung("ditugaskan", at + 50_000),
            Rung("di lokasi"),
            Rung("tertangani"),
            Rung("ditutup"),
        ),
        "reports": (
            ReportRow(
                122,
                "KBL-261121-00122",
                at,
                "112",
                "Pohon besar roboh kena kabel, percik api, dekat gang masjid",
                known_reporter=True,
                earlier_reports=3,
            ),
            ReportRow(
                131,
                "KBL-261121-00131",
                at + 340_000,
                "app",
                "Kabel listrik putus ketimpa pohon, <img src=x onerror=alert(1)> tolong cepat 🙏",
                distance_m=40,
                media=("https://contoh.example/foto/8812.jpg",),
            ),
        ),
        "timeline": (
            TimelineRow(at, "Laporan 112", "“Pohon besar roboh kena kabel, percik api, dekat gang masjid”"),
            TimelineRow(at + 8_000, "Saran", "Pohon menimpa kabel · kata: pohon, roboh, kabel"),
            TimelineRow(at + 46_000, "P-1", "menjadi penanggung jawab"),
            TimelineRow(at + 50_000, "P-1", "menugaskan DLH (utama), PLN: “amankan kabel sebelum potong”"),
            TimelineRow(at + 186_000, "DLH", "catatan: Regu 2 berangkat, dua orang, gergaji mesin"),
            TimelineRow(at + 355_000, "Laporan app", "digabung: 40 m, 3 menit, kata sama: kabel, pohon"),
        ),
        "questions": ("Apakah kabel masih menyala?", "Adakah orang terluka?", "Apakah jalan tertutup penuh?"),
        "similar": (
            SimilarRow(203, 1, "Pohon tumbang tutup jalan", ref(203), "180 m · 7 mnt · kata: pohon"),
        ),
        "advice": (
            Advice(
                "Tambah Satpol PP — lalu lintas di satu jalur.",
                "wilayah tugas, beban 1 tugas",
                "nomor belum diisi",
            ),
        ),
    }
    return DetailData(**(values | changes))  # type: ignore[arg-type]  # the names are the class's own


CHOICES = Choices(
    agencies=(
        ("dlh", "DLH"),
        ("pln", "PLN ULP"),
        ("bpbd", "BPBD"),
        ("satpolpp", "Satpol PP"),
        ("dishub", "Dishub"),
    ),
    categories=(("tree.cable", "Pohon menimpa kabel"), ("tree.fallen", "Pohon tumbang"), ("flood", "Banjir")),
)


def agencies() -> list[AgencyRow]:
    phone = ChannelRow("phone", "0342-555-0110", "terverifikasi 2 hr lalu", "jawab 2 j lalu", link="tel:112")
    chat = ChannelRow("whatsapp", "0812-5550-0110", link="https://wa.me/6281255500110")
    radio = ChannelRow("radio", "Kanal 3", experience="tidak diangkat 20 mnt lalu")
    return [
        AgencyRow(
            "dlh",
            "DLH",
            "Dinas Lingkungan Hidup",
            people=(
                PersonRow("dlh-2", "Regu 2", "Petugas piket", (phone, chat), on_duty=True),
                PersonRow("dlh-k", "Koordinator lapangan", "", (radio,)),
            ),
            officer="Regu 2 piket s.d. 06.00 · pengganti",
            open_count=7,
            unclaimed_count=2,
            duty=Duty.LEAD,
            answered="jawab terakhir 2 j lalu",
            response="median 4 mnt · p90 11 mnt (12 jawaban)",
            tested="uji 21 Nov 08.00: 2 dari 3 saluran tersambung",
            ledger=(
                LedgerRow("21.36", "whatsapp", "Regu 2", "diserahkan ke penyedia"),
                LedgerRow("21.37", "email", "Koordinator", "gagal", "550 mailbox unavailable", bad=True),
            ),
            order_id=7,
        ),
        AgencyRow(
            "pln",
            "PLN ULP Blitar",
            "Perusahaan Listrik Negara, Unit Layanan Pelanggan Blitar",
            partner=True,
            roles=("Siaga gangguan",),
            open_count=1,
            duty=Duty.SUPPORT,
        ),
        AgencyRow(
            "bpbd",
            "BPBD",
            "Badan Penanggulangan Bencana Daerah",
            people=(PersonRow("bpbd-1", "Pusdalops", "", (radio,)),),
            officer="tidak ada yang piket · berikutnya Regu 1, 22 Nov 06.00",
            gap=True,
            answered="belum pernah menjawab",
            open_count=5,
        ),
        AgencyRow("damkar", "Damkar", "UPT Pemadam Kebakaran", parent="Satpol PP"),
        AgencyRow("dishub", "Dishub", "Dinas Perhubungan", roles=("Piket lalin",), open_count=2),
        AgencyRow("dpupr", "DPUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", open_count=4),
        AgencyRow("satpolpp", "Satpol PP", "Satuan Polisi Pamong Praja", open_count=1),
        AgencyRow("psc", "PSC 119", "Public Safety Center", parent="Dinkes"),
    ]


class Adviser:
    """An `IntakeAdvisor` that knows one storm."""

    def categories(self) -> Sequence[CategoryChoice]:
        return (
            CategoryChoice("tree.fallen", "Pohon tumbang", "Pohon", 1),
            CategoryChoice("tree.cable", "Pohon menimpa kabel", "Pohon", 0),
            CategoryChoice("flood", "Banjir", "Air", 1),
        )

    def suggest(self, text: str, category: str) -> IntakeSuggestion:
        code = category or ("tree.fallen" if "pohon" in text.casefold() else "")
        if not code:
            return IntakeSuggestion()
        rank = 0 if "kabel" in text.casefold() else 1
        return IntakeSuggestion(
            code,
            "kata: pohon, tumbang",
            rank,
            "kata: kabel" if rank == 0 else "bawaan kategori",
            ("Apakah jalan tertutup penuh?", "Adakah kabel yang tertimpa?"),
        )

    def search_places(self, text: str) -> Sequence[PlaceHit]:
        known = (
            PlaceHit("Gedog", "kelurahan · Sananwetan", "35.72.03.1005", -8.09, 112.18, "area"),
            PlaceHit("Jalan Gajah Mada", "jalan · Kepanjenkidul", "35.72.01.1001", -8.1, 112.16, "street"),
        )
        return [hit for hit in known if text.casefold() in hit.name.casefold()]

    def locate(self, lat: float, lon: float) -> PlaceHit:
        outside = 0 if -8.15 < lat < -8.04 else 1240
        return PlaceHit(f"{lat}, {lon}", "Gedog", "35.72.03.1005", lat, lon, "exact", outside)

    def similar(self, text: str, category: str, lat: float | None, lon: float | None) -> Sequence[SimilarRow]:
        del category, lat, lon
        if "pohon" not in text.casefold():
            return ()
        return (
            SimilarRow(
                201, 0, "Pohon tumbang menimpa kabel listrik", ref(201), "120 m · 11 mnt · kata: pohon"
            ),
            SimilarRow(203, 1, "Pohon tumbang tutup jalan", ref(203), "300 m · 4 mnt · kata: pohon, jalan"),
        )

    def caller_history(self, phone: str) -> CallerLine | None:
        if phone.endswith("666"):
            return CallerLine("5 panggilan, 4 iseng dalam 30 hari", nuisance=True)
        return CallerLine("2 laporan sebelumnya, terakhir 3 hr lalu, keduanya sah")
