"""One row per incident of a period: what, where, who answered, when; nothing a citizen said, nobody's name.

A title is the name of its category, so it quotes nobody, and it is here. Of a place only the street is, and
positions are rounded to about eleven metres: enough for planning, too little for a door. Of kinds whose place
tells about a person, only the kelurahan is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from services.contract.closing import Milestone
from services.contract.records import PLACEMENTS, SEVERITIES, Placement, incident_number
from services.reporting.local_times import local_columns
from services.reporting.period import DISPOSITION_WORDS, SEVERITY_WORDS, UNKNOWN, Counted, Source
from services.reporting.period_points import DECIMALS, personal_kinds
from services.reporting.period_words import WEEKDAYS
from services.reporting.streets import streets
from services.reporting.tables import moment

COLUMNS: Final = (
    "nomor", "dibuka", "tanggal", "hari", "jam", "jenis", "kode_jenis", "kelompok", "keparahan", "status",
    "hasil", "kelurahan", "kecamatan", "kode_wilayah", "jalan", "lintang", "bujur", "mutu_posisi",
    "opd", "opd_pendukung", "laporan", "ditugaskan", "di_lokasi", "tertangani", "selesai", "titik_berulang",
)  # fmt: skip
STATUS_WORDS: Final = ("terbuka", "ditugaskan", "di lokasi", "tertangani", "selesai")
PLACEMENT_WORDS: Final = {
    Placement.UNKNOWN: UNKNOWN,
    Placement.EXACT: "tepat",
    Placement.STREET: "perkiraan dari nama jalan",
    Placement.LANDMARK: "perkiraan dari nama tempat",
    Placement.AREA: "hanya kelurahan",
    Placement.MOVED: "dipindahkan untuk latihan",
}
WITHHELD: Final = "dirahasiakan"
_MILESTONES: Final = (Milestone.ASSIGNED, Milestone.ON_SCENE, Milestone.RESOLVED, Milestone.CLOSED)
_NO_TIMES: Final = ("",) * len(_MILESTONES)
_CHUNK: Final = 5_000
assert len(SEVERITIES) == len(SEVERITY_WORDS)
assert len(PLACEMENTS) == len(PLACEMENT_WORDS)


def rows_of(source: Source, counted: Counted) -> Iterator[tuple[Any, ...]]:
    """Cells of `COLUMNS`, the oldest incident first. A missing position is an empty text."""
    writer = _Writer(source, counted)
    for first in range(0, len(counted.rows), _CHUNK):
        yield from writer.rows(counted.rows[first : first + _CHUNK])


class _Writer:
    def __init__(self, source: Source, counted: Counted) -> None:
        board, pack = source.board, source.pack
        self.board, self.times = board, board.casework.times
        self.point_of = counted.point_of
        self.zone, self.prefix = ZoneInfo(pack.city.timezone), pack.city.prefix
        known = {category.code: category for category in pack.categories}
        groups = {code: known[category.parent].name for code, category in known.items() if category.parent}
        self.kinds = [(code, groups.get(code, "")) for code in board.categories.values]
        districts = {district.code: district.name for district in pack.districts}
        areas = {area.code: (area.name, districts.get(area.district, "")) for area in pack.areas}
        self.areas = [(*areas.get(code, (code, "")), code) for code in board.areas.values]
        short = {agency.code: agency.short for agency in pack.agencies}
        self.sets = [
            (short.get(codes[0], codes[0]), ", ".join(short.get(code, code) for code in codes[1:]))
            if codes
            else ("", "")
            for codes in board.agency_sets.values
        ]
        self.personal = frozenset(personal_kinds(board, pack))
        self.street = streets(place.name for place in pack.places)

    def rows(self, rows: np.ndarray[Any, np.dtype[np.int64]]) -> Iterator[tuple[Any, ...]]:
        board = self.board
        opened = board.opened_at[rows].astype(np.int64)
        columns = (
            rows, board.ids[rows], board.day_no[rows], *local_columns(opened, self.zone),
            board.title_number[rows], board.category[rows], board.severity[rows], board.status[rows],
            board.disposition[rows],
            board.area[rows], board.lat[rows], board.lon[rows], board.placement[rows], board.agencies[rows],
            board.report_count[rows],
        )  # fmt: skip
        for cells in zip(*(column.tolist() for column in columns), strict=True):
            yield self._row(*cells)

    def _row(
        self, row: int, number: int, day_no: int, iso: str, weekday: int, title: int, category: int,
        severity: int, status: int, disposition: int, area: int, lat: float, lon: float, placement: int,
        agencies: int, reports: int,
    ) -> tuple[Any, ...]:  # fmt: skip
        known = category not in self.personal
        placed = known and lat == lat and lon == lon  # a missing position is not a number
        times = self.times.get(number)
        return (
            incident_number(self.prefix, f"{iso[2:4]}{iso[5:7]}{iso[8:10]}", day_no),
            iso,
            iso[:10],
            WEEKDAYS[weekday],
            iso[11:16],
            self.board.titles.values[title],
            *self.kinds[category],
            SEVERITY_WORDS[severity],
            STATUS_WORDS[status],
            DISPOSITION_WORDS[disposition],
            *self.areas[area],
            self.street(self.board.place[row]) if known else "",
            round(lat, DECIMALS) if placed else "",
            round(lon, DECIMALS) if placed else "",
            PLACEMENT_WORDS[PLACEMENTS[placement]] if known else WITHHELD,
            *self.sets[agencies],
            reports,
            *([moment(times.get(each, 0), self.zone) for each in _MILESTONES] if times else _NO_TIMES),
            self.point_of.get(row, ""),
        )
