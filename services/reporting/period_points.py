"""Points at which the same kind of incident came back in a period, as people can find them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from services.contract.city import CityPack
from services.contract.period import Point, Recurrence
from services.contract.records import Placement, incident_ref
from services.projection.board import PLACEMENT_INDEX, Board
from services.reporting.period_ask import Asked
from services.reporting.recurrence import DAY_MS, Seated, Spots, limits_of, seated
from services.reporting.streets import streets

MOST_POINTS: Final = 2_000
"""So many are written out; how many there are is told."""
DECIMALS: Final = 4
"""Of a degree: about 11 m, a street and not a door."""
_BY_NAME: Final = [PLACEMENT_INDEX[each] for each in (Placement.STREET, Placement.LANDMARK)]
_MOVED: Final = PLACEMENT_INDEX[Placement.MOVED]
Rows = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def points_of(
    board: Board,
    pack: CityPack,
    incident: Bools,
    asked: Asked,
    progress: Callable[[str, int, int], None],
) -> tuple[Recurrence, Mapping[int, int]]:
    """The points of a period, and row → number of its point. `incident`: rows that count at all.

    What lies in the window before the period is looked at too: to come back is to have been there.
    """
    opened = board.opened_at
    since = asked.start - asked.window_days * DAY_MS
    rows = np.flatnonzero(incident & (opened >= since) & (opened < asked.end))
    known = np.isfinite(board.lat[rows]) & np.isfinite(board.lon[rows])
    known &= board.placement[rows] != PLACEMENT_INDEX[Placement.UNKNOWN]
    exact = known & (board.placement[rows] != PLACEMENT_INDEX[Placement.AREA])
    inside = opened[rows] >= asked.start
    personal = np.isin(board.category[rows], personal_kinds(board, pack))
    exact &= ~personal
    limits = limits_of(pack, board.categories.values, asked.radius_m, asked.window_days)
    placed = rows[exact]
    spots = _spots(board, placed)
    found = seated(spots, limits, lambda done, of: progress("Mencari titik berulang", done, of))
    chosen, total = _chosen(found, spots, asked.start)
    writer = _Writer(board, pack, asked.start)
    members = _members(found, chosen)
    points = tuple(
        writer.point(number, placed[own], found.again[own]) for number, own in enumerate(members, 1)
    )
    recurrence = Recurrence(
        radius_m=asked.radius_m,
        window_days=asked.window_days,
        considered=int((exact & inside).sum()),
        approximate_area=int((known & ~exact & ~personal & inside).sum()),
        unplaced=int((~known & ~personal & inside).sum()),
        personal=int((personal & inside).sum()),
        found=total,
        points=points,
    )
    return recurrence, {
        int(row): number for number, own in enumerate(members, 1) for row in placed[own].tolist()
    }


def _spots(board: Board, rows: Rows) -> Spots:
    return Spots(
        ids=board.ids[rows].astype(np.int64),
        at=board.opened_at[rows].astype(np.int64),
        lat=board.lat[rows].astype(np.float64),
        lon=board.lon[rows].astype(np.float64),
        category=board.category[rows].astype(np.int64),
    )


def personal_kinds(board: Board, pack: CityPack) -> list[int]:
    """Numbers of the categories whose place tells about a person."""
    codes = {category.code for category in pack.categories if category.personal}
    return [index for index, code in enumerate(board.categories.values) if code in codes]


def _chosen(found: Seated, spots: Spots, start: int) -> tuple[list[int], int]:
    """Seats that somebody came back to in the period, the most frequent first, and how many there are."""
    if not len(found.seat):
        return [], 0
    size = int(found.seat.max()) + 1
    events = np.bincount(found.seat[found.again], minlength=size)
    recent = np.bincount(found.seat[found.again & (spots.at >= start)], minlength=size)
    last = np.zeros(size, np.int64)
    np.maximum.at(last, found.seat, spots.at)
    seats = np.flatnonzero((events > 1) & (recent > 0))
    order = np.lexsort((seats, -last[seats], -events[seats], -recent[seats]))
    return seats[order][:MOST_POINTS].tolist(), len(seats)


def _members(found: Seated, seats: list[int]) -> list[Rows]:
    """Which incidents sit on each of the seats."""
    order = found.seat.argsort(kind="stable")
    ordered = found.seat[order]
    first, end = ordered.searchsorted(seats, "left"), ordered.searchsorted(seats, "right")
    return [order[a:b] for a, b in zip(first.tolist(), end.tolist(), strict=True)]


class _Writer:
    """Puts points into words."""

    def __init__(self, board: Board, pack: CityPack, start: int) -> None:
        self._board, self._start = board, start
        self._zone, self._prefix = ZoneInfo(pack.city.timezone), pack.city.prefix
        self._areas = {area.code: area for area in pack.areas}
        self._districts = {district.code: district.name for district in pack.districts}
        self._categories = {category.code: category.name for category in pack.categories}
        self._responsible = {category.code: category.agency for category in pack.categories}
        self._agencies = {agency.code: agency.short for agency in pack.agencies}
        self._street = streets(place.name for place in pack.places)

    def point(self, number: int, rows: Rows, again: Bools) -> Point:
        board = self._board
        order = np.lexsort((board.ids[rows], board.opened_at[rows]))
        rows, again = rows[order], again[order]
        opened = board.opened_at[rows]
        times = opened[again].tolist()
        category = board.categories.values[board.category[rows[0]]]
        code = _most(board.areas.values[index] for index in board.area[rows].tolist())
        area = self._areas.get(code)
        placement = board.placement[rows]
        return Point(
            number=number,
            category=category,
            category_name=self._categories.get(category, category),
            lat=round(float(board.lat[rows].mean()), DECIMALS),
            lon=round(float(board.lon[rows].mean()), DECIMALS),
            street=_most(self._street(board.place[row]) for row in rows.tolist()),
            area=code,
            area_name=area.name if area is not None else code,
            district_name=self._districts.get(area.district, "") if area is not None else "",
            times=tuple(times),
            in_period=sum(at >= self._start for at in times),
            reports=len(rows),
            refs=tuple(
                incident_ref(self._prefix, at, day_no, self._zone)
                for at, day_no in zip(opened.tolist(), board.day_no[rows].tolist(), strict=True)
            ),
            agencies=self._answering(rows, category),
            approximate=int(np.isin(placement, _BY_NAME).sum()),
            moved=int((placement == _MOVED).sum()),
        )

    def _answering(self, rows: Rows, category: str) -> tuple[str, ...]:
        sets = self._board.agency_sets.values
        usual = self._responsible.get(category, "")
        codes = [sets[index][0] if sets[index] else usual for index in self._board.agencies[rows].tolist()]
        counts = Counter(code for code in codes if code)
        order = sorted(counts, key=lambda code: (-counts[code], code))
        return tuple(self._agencies.get(code, code) for code in order)


def _most(words: Iterable[str]) -> str:
    """The most frequent that says something; of two the one that comes first in the alphabet."""
    counts = Counter(word for word in words if word)
    return min(counts, key=lambda word: (-counts[word], word), default="")
