"""The paper of a period: the sentence first, everything that is told is there, the same file each time."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

import msgspec
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from services.contract.period import AgencyCount, Count, Kept, Period, Point, Recurrence, Spread
from tests.city.making import arjuna
from widgets.format import Format
from widgets.paper.bars import NAME_MM
from widgets.paper.period import BARS, IN_TABLE, PeriodPaper, period_pdf
from widgets.paper.period_facts import facts
from widgets.paper.sheet import Sheet

OCTOBER, DAY = 1_790_784_000_000, 86_400_000
WORDS = Format(ZoneInfo("Asia/Makassar"), "WITA")
STEPS = ("first_action", "dispatch", "acknowledge", "scene", "close")


def counts(*pairs: tuple[str, int, int]) -> tuple[Count, ...]:
    return tuple(Count(code=name, name=name, count=now, before=before) for name, now, before in pairs)


def point(number: int, **fields: object) -> Point:
    usual: dict[str, object] = {
        "number": number, "category": "rob", "category_name": "Rob", "lat": -3.29 + number / 5_000,
        "lon": 114.6, "street": "Jalan Pelita", "area": "CA1.1", "area_name": "Melati",
        "district_name": "Hulu", "times": (OCTOBER - DAY, OCTOBER + DAY, OCTOBER + 9 * DAY), "in_period": 2,
        "reports": 3, "refs": ("CAJ-261002-0001",), "agencies": ("Siaga",), "approximate": 0, "moved": 0,
    }  # fmt: skip
    return Point(**(usual | fields))  # type: ignore[arg-type]


def period(points: int = 3, **fields: object) -> Period:
    kept = Kept(closed=8, on_time=6, overdue_open=2, unmeasured=0, share=0.6)
    spread = Spread(count=9, median=1_260_000, p90=4_000_000)
    usual: dict[str, object] = {
        "city": "Kota Contoh Arjuna", "prefix": "CAJ", "timezone": "Asia/Makassar", "clock_label": "WITA",
        "area_word": "Desa", "district_word": "Distrik", "drill": False, "epoch": "e", "seq": 9, "pack": "p",
        "name": "Oktober 2026", "before_name": "September 2026", "start": OCTOBER, "end": OCTOBER + 31 * DAY,
        "before_start": OCTOBER - 30 * DAY, "before_end": OCTOBER, "running": False, "before_whole": True,
        "filters": (), "opened": 45, "total": 42, "before_total": 50, "reports": 60,
        "excluded": {"prank": 2, "duplicate": 1},
        "sentence": "Oktober 2026: 42 kejadian, 16 % lebih sedikit; 3 titik berulang.",
        "districts": counts(("Hulu", 42, 50)), "areas": counts(("Melati", 30, 20), ("Kamboja", 12, 30)),
        "categories": counts(("Rob", 30, 20), ("Lampu", 12, 30)),
        "severities": counts(("Kritis", 2, 0), ("Tinggi", 40, 50)), "dispositions": (),
        "agencies": (
            AgencyCount(code="siaga", name="Siaga", count=42, before=50, unassigned=1, supporting=4),
        ),
        "hours": tuple(tuple(hour % 5 for hour in range(24)) for _day in range(7)),
        "steps": dict.fromkeys(STEPS, spread), "steps_before": dict.fromkeys(STEPS, Spread()),
        "times_known": 42, "kept": kept, "kept_before": kept, "kept_agencies": {"siaga": kept},
        "kept_categories": {},
        "recurrence": Recurrence(
            radius_m=0, window_days=90, considered=40, approximate_area=1, unplaced=0, personal=1,
            found=points, points=tuple(point(number) for number in range(1, points + 1)),
        ),
    }  # fmt: skip
    return Period(**(usual | fields))  # type: ignore[arg-type]


def paper(found: Period) -> PeriodPaper:
    return PeriodPaper(found, "ab" * 32, arjuna().shapes, "Tempat yang sama: dalam 50 m dan 90 hari.")


def pages(pdf: bytes) -> list[str]:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    found = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return [" ".join(text.split()) for text in found]


def test_the_first_page_is_enough_and_ends_before_the_tables(qtbot: QtBot) -> None:
    del qtbot
    first, second, *others = pages(period_pdf(paper(period()), WORDS))
    assert first.index("Oktober 2026: 42 kejadian") < first.index("Melati (30), Kamboja (12)")
    assert "Rob naik dari 20 menjadi 30; Lampu turun dari 30 menjadi 12." in first
    assert "60 % (6 dari 10; 2 masih terbuka lewat tenggat); September 2026 60 %." in first
    assert "Paling sering berulang" in first
    assert "Menurut desa" not in first
    assert second.startswith("Menurut desa")
    whole = " ".join((second, *others))
    for told in (
        "Menurut distrik", "Menurut OPD", "Hari dan jam", "21 mnt · 1 j 06 (9)", "2 / 3", "30/9, 2/10, 10/10",
        "tidak dihitung 2 iseng, 1 duplikat", "SHA-256 laporan.json: " + "ab" * 32, "posisi, dan 1 yang",
    ):  # fmt: skip
        assert told in whole, told
    assert all("halaman" in page and "data abababababababab…" in page for page in (first, second, *others))


def test_the_map_is_named_says_that_it_is_estimated_and_the_figures_until_when(qtbot: QtBot) -> None:
    del qtbot
    whole = pages(period_pdf(paper(period()), WORDS))
    assert "Melati" in whole[0].replace("Melati (30)", "", 1), "the area is named on the map"
    assert "perkiraan, belum yang resmi" not in whole[0]
    assert "dihitung sampai" not in whole[0]
    first = pages(period_pdf(replace(paper(period(running=True)), estimated=True), WORDS))[0]
    assert "Batas wilayah perkiraan, belum yang resmi." in first
    assert "dihitung sampai" in first


def test_without_a_period_to_compare_with_none_is_claimed(qtbot: QtBot) -> None:
    del qtbot
    told = " ".join(pages(period_pdf(paper(period(before_whole=False)), WORDS)))
    assert "Tidak dibandingkan" in told
    assert "Dibandingkan dengan" not in told


def test_the_same_period_is_the_same_file_and_the_drill_says_so(qtbot: QtBot) -> None:
    del qtbot
    once = period_pdf(paper(period()), WORDS)
    assert period_pdf(paper(period()), WORDS) == once
    assert b"2026-" not in once, "no moment of printing"
    drill = pages(period_pdf(paper(period(drill=True)), WORDS))
    assert all("LATIHAN" in page for page in drill)
    assert "LATIHAN" not in " ".join(pages(once))


@pytest.mark.parametrize(
    "fields",
    [
        {"total": 0, "opened": 0, "areas": (), "categories": (), "agencies": (), "excluded": {}},
        {"before_whole": False},
        {"times_known": 1},
        {"categories": counts(*((f"Jenis {n}", 90 - n, n) for n in range(60)))},
        {"name": "1–22 November 2026, masih berjalan", "filters": ("kategori Rob", "Desa Melati")},
    ],
)
def test_nothing_much_and_unknown_are_told_too(qtbot: QtBot, fields: dict[str, object]) -> None:
    del qtbot
    points = 0 if fields.get("total") == 0 else 90
    found = period(points, **fields)
    text = pages(period_pdf(paper(found), WORDS))
    assert len(text) >= 2
    whole = " ".join(text)
    if not points:
        assert "Tidak ada dalam rentang ini." in whole
    else:
        assert f"Ada 90 titik; di sini {IN_TABLE} yang paling sering." in whole
    if len(found.categories) > BARS:
        assert f"{len(found.categories) - BARS + 1} jenis lain" in whole
    if not found.before_whole:
        assert not any(caption == "Berubah" for caption, _line in facts(found, WORDS))


def test_a_long_name_is_cut_and_not_painted_over_the_bar(qtbot: QtBot) -> None:
    del qtbot
    sheet = Sheet("x", "y")
    cut = sheet.cut("body", "Pencemaran air, udara atau tanah di sepanjang sungai yang panjang", NAME_MM)
    assert cut.endswith("…")
    assert sheet.text_width("body", cut) <= NAME_MM
    assert sheet.finish([]).startswith(b"%PDF-")


def test_a_period_survives_its_json() -> None:
    found = period()
    assert msgspec.json.decode(msgspec.json.encode(found), type=Period) == found
    assert re.search("titik berulang", found.sentence)
    assert replace(paper(found), digest="x").digest == "x"
