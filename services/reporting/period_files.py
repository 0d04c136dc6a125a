"""The files of a period: tables for a spreadsheet, points for a map, everything as JSON, and their hashes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from services.contract.period import AgencyCount, Count, Period, Point
from services.reporting.features import Box, Feature, collection
from services.reporting.period import Counted, Source, silent
from services.reporting.period_points import DECIMALS, personal_kinds
from services.reporting.period_rows import COLUMNS, rows_of
from services.reporting.period_words import WEEKDAYS
from services.reporting.sheets import sheet
from services.reporting.tables import moment

FIGURES: Final = "laporan.json"
PAPER: Final = "laporan.pdf"
INCIDENTS_CSV: Final = "kejadian.csv"
INCIDENTS_MAP: Final = "kejadian.geojson"
POINTS_MAP: Final = "berulang.geojson"
SUMS: Final = "SHA256SUMS"
_COUNTS: Final = ("kejadian", "masa_sebelumnya", "selisih")
_KEPT: Final = ("ditutup", "tepat_waktu", "terbuka_lewat_tenggat")
_POINTS: Final = (
    "titik", "kategori", "jalan", "kelurahan", "kecamatan", "lintang", "bujur", "kali_dalam_rentang",
    "kali_dengan_sebelumnya", "laporan", "pertama", "terakhir", "opd", "posisi", "nomor_kejadian",
)  # fmt: skip
_LAT, _LON = COLUMNS.index("lintang"), COLUMNS.index("bujur")
assert _LON == _LAT + 1
_Properties: Final = msgspec.defstruct(
    "_Properties", [(name, Any, "") for name in (*COLUMNS[:_LAT], *COLUMNS[_LON + 1 :])], omit_defaults=True
)
"""What is empty is not said."""
_FORGOTTEN: Final = (1980, 1, 1, 0, 0, 0)
"""A ZIP knows no earlier moment."""


class File(NamedTuple):
    """`pieces` are made when asked for, each time anew."""

    name: str
    pieces: Callable[[], Iterable[bytes]]


def encode(period: Period) -> bytes:
    """The bytes of `laporan.json`, whose hash stands on the paper."""
    return msgspec.json.encode(period) + b"\n"


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def files(source: Source, counted: Counted, progress: Callable[[str, int, int], None] = silent) -> list[File]:
    """All files but the PDF, each the same bytes for the same log and question."""
    period = counted.period
    zone, points = ZoneInfo(period.timezone), period.recurrence.points

    def rows(what: str) -> Iterator[tuple[Any, ...]]:
        for number, row in enumerate(rows_of(source, counted)):
            if number % 10_000 == 0:
                progress(f"Menulis {what}", number, period.total)
            yield row

    board = source.board
    shown = counted.rows[~np.isin(board.category[counted.rows], personal_kinds(board, source.pack))]
    spots = board.lon[shown], board.lat[shown]
    marked = [_point_feature(each, zone) for each in points]
    return [
        File(INCIDENTS_CSV, lambda: sheet(COLUMNS, rows(INCIDENTS_CSV))),
        File(INCIDENTS_MAP, lambda: collection(map(_feature, rows(INCIDENTS_MAP)), _box(*spots))),
        File(POINTS_MAP, lambda: collection(marked, _around(points))),
        *(File(name, partial(sheet, columns, rows)) for name, columns, rows in _tables(source, period, zone)),
        File(FIGURES, lambda: [encode(period)]),
    ]


_Table = tuple[str, tuple[str, ...], Sequence[Sequence[object]]]


def _tables(source: Source, period: Period, zone: ZoneInfo) -> Iterator[_Table]:
    """Name, columns and rows of what is small."""
    district = {area.code: area.district for area in source.pack.areas}
    districts = {each.code: each.name for each in source.pack.districts}
    yield "berulang.csv", _POINTS, [_point(each, zone) for each in period.recurrence.points]
    areas = [
        (each.code, each.name, districts.get(district.get(each.code, ""), ""), *_change(period, each))
        for each in period.areas
    ]
    yield "per-wilayah.csv", ("kode", "kelurahan", "kecamatan", *_COUNTS), areas
    categories = [
        (each.code, each.name, *_change(period, each), *_kept(period.kept_categories, each.code))
        for each in period.categories
    ]
    yield "per-kategori.csv", ("kode", "kategori", *_COUNTS, *_KEPT), categories
    agencies = [
        (
            *(each.code, each.name, *_change(period, each), each.supporting, each.unassigned),
            *_kept(period.kept_agencies, each.code),
        )
        for each in period.agencies
    ]
    columns = ("kode", "opd", *_COUNTS, "mendukung", "belum_ditugaskan", *_KEPT)
    yield "per-opd.csv", columns, agencies
    for name, counts in (("keparahan", period.severities), ("hasil", period.dispositions)):
        yield (
            f"per-{name}.csv",
            ("kode", name, *_COUNTS),
            [(each.code, each.name, *_change(period, each)) for each in counts],
        )
    hours = [(day, *each, sum(each)) for day, each in zip(WEEKDAYS, period.hours, strict=True)]
    yield "per-jam.csv", ("hari", *(f"{hour:02d}" for hour in range(24)), "jumlah"), hours


def packed(found: Iterable[File]) -> bytes:
    """All files with their hashes in one ZIP."""
    whole, sums = io.BytesIO(), []
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for file in found:
            data = b"".join(file.pieces())
            sums.append(f"{digest(data)}  {file.name}\n")
            archive.writestr(zipfile.ZipInfo(file.name, _FORGOTTEN), data, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo(SUMS, _FORGOTTEN), "".join(sums), zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _change(period: Period, each: Count | AgencyCount) -> tuple[object, ...]:
    """Nothing to compare with is not nought."""
    return (
        (each.count, each.before, each.count - each.before) if period.before_whole else (each.count, "", "")
    )


def _kept(table: dict[str, Any], code: str) -> tuple[object, ...]:
    kept = table.get(code)
    return ("", "", "") if kept is None else (kept.closed, kept.on_time, kept.overdue_open)


def _feature(cells: tuple[Any, ...]) -> Feature:
    lon, lat = (None if cells[at] == "" else cells[at] for at in (_LON, _LAT))
    return cells[0], lon, lat, _Properties(*cells[:_LAT], *cells[_LON + 1 :])


def _point(each: Point, zone: ZoneInfo) -> tuple[object, ...]:
    posts = []
    if each.approximate:
        posts.append(f"{each.approximate} perkiraan")
    if each.moved:
        posts.append(f"{each.moved} dipindahkan untuk latihan")
    return (
        each.number, each.category_name, each.street, each.area_name, each.district_name, each.lat, each.lon,
        each.in_period, len(each.times), each.reports, moment(each.times[0], zone),
        moment(each.times[-1], zone), ", ".join(each.agencies), ", ".join(posts) or "tepat",
        " ".join(each.refs),
    )  # fmt: skip


def _point_feature(each: Point, zone: ZoneInfo) -> Feature:
    cells = dict(zip(_POINTS, _point(each, zone), strict=True))
    del cells["lintang"], cells["bujur"]
    cells["nomor_kejadian"] = each.refs
    cells["kapan"] = [moment(at, zone) for at in each.times]
    return each.number, each.lon, each.lat, cells


def _around(points: tuple[Point, ...]) -> Box | None:
    return _box(np.array([each.lon for each in points]), np.array([each.lat for each in points]))


def _box(lon: np.ndarray[Any, Any], lat: np.ndarray[Any, Any]) -> Box | None:
    known = np.isfinite(lon) & np.isfinite(lat)
    if not known.any():
        return None
    west, south, east, north = lon[known].min(), lat[known].min(), lon[known].max(), lat[known].max()
    # As the positions are: a box of exact ones would tell the outermost again.
    a, b, c, d = (round(float(each), DECIMALS) for each in (west, south, east, north))
    return a, b, c, d
