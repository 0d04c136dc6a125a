"""The board: every incident of one log, in columns, as of one sequence number.

Rows are in order of incident id, are only ever appended, and keep their number for the life of a board; so
a row number is a stable key until a snapshot replaces the board.

A board that came as a snapshot keeps its whole numbers in the narrowest columns (`narrowed`); a column is
widened when a number is written that does not fit. What was read is made an `int` before anything is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from services.contract.records import (
    DISPOSITIONS,
    PLACEMENTS,
    SEVERITIES,
    STATUSES,
    Incident,
    Status,
)
from services.projection.casework import Casework
from services.projection.columns import Interner, NamedColumn, TextColumn, grown, narrowest
from services.projection.shiftbook import Shiftbook

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FIGURES: Final[dict[str, str]] = {
    "ids": "i8",
    "day_no": "i4",
    "severity": "i1",
    "status": "i1",
    "disposition": "i1",
    "placement": "i1",
    "category": "i4",
    "title_number": "i4",
    "area": "i4",
    "owner": "i4",
    "agencies": "i4",
    "lat": "f8",
    "lon": "f8",
    "outside_m": "i4",
    "opened_at": "i8",
    "updated_at": "i8",
    "owner_at": "i8",
    "due_at": "i8",
    "report_count": "i4",
    "merged_into": "i8",
    "version": "i8",
}
NARROWEST: Final[dict[str, str]] = {
    "ids": "i4",
    "day_no": "i2",
    "category": "i1",
    "title_number": "i1",
    "area": "i1",
    "owner": "i1",
    "agencies": "i1",
    "outside_m": "i2",
    "report_count": "i2",
    "merged_into": "i1",
    "version": "i4",
}
"""How narrow a column may become; the others are already, or are reckoned with as they are."""
TEXTS: Final = ("place", "summary")
ARRIVAL_BIN_MS: Final = 5 * 60_000
ARRIVAL_BINS: Final = 288
"""How many five-minute bins of arrivals are remembered: one day."""

SEVERITY_RANK: Final = {value: rank for rank, value in enumerate(SEVERITIES)}
STATUS_INDEX: Final = {value: index for index, value in enumerate(STATUSES)}
DISPOSITION_INDEX: Final = {value: index for index, value in enumerate(DISPOSITIONS)}
PLACEMENT_INDEX: Final = {value: index for index, value in enumerate(PLACEMENTS)}
_FIRST_NOT_OPEN: Final = STATUS_INDEX[Status.RESOLVED]


def _figure(name: str) -> property:
    def column(self: Board) -> npt.NDArray[Any]:
        return self._columns[name][: self.count]

    return property(column, doc=f"Column `{name}`, one entry per row.")


class Board:
    """Incidents of one log as of `seq` of `epoch`."""

    ids = _figure("ids")
    day_no = _figure("day_no")
    severity = _figure("severity")
    status = _figure("status")
    disposition = _figure("disposition")
    placement = _figure("placement")
    category = _figure("category")
    title_number = _figure("title_number")
    area = _figure("area")
    owner = _figure("owner")
    agencies = _figure("agencies")
    lat = _figure("lat")
    lon = _figure("lon")
    outside_m = _figure("outside_m")
    opened_at = _figure("opened_at")
    updated_at = _figure("updated_at")
    owner_at = _figure("owner_at")
    due_at = _figure("due_at")
    report_count = _figure("report_count")
    merged_into = _figure("merged_into")
    version = _figure("version")

    def __init__(self, epoch: str = "", seq: int = 0) -> None:
        self.epoch = epoch
        self.seq = seq
        self.count = 0
        self._columns: dict[str, npt.NDArray[Any]] = {
            name: np.zeros(64, kind) for name, kind in FIGURES.items()
        }
        self.categories: Interner[str] = Interner("")
        self.titles: Interner[str] = Interner("")
        self.areas: Interner[str] = Interner("")
        self.owners: Interner[str] = Interner("")
        self.agency_sets: Interner[tuple[str, ...]] = Interner(())
        self.place = TextColumn()
        self.summary = TextColumn()
        self.last_report_id = 0
        self.arrivals: dict[int, int] = {}
        """Reports per five-minute bin (`at // ARRIVAL_BIN_MS`), for the last day."""
        self.dispositions: dict[str, int] = {}
        """Reports by what they turned out to be, since the log began."""
        self.drill_active = False
        self.casework = Casework()
        self.shifts = Shiftbook()

    @classmethod
    def from_columns(cls, epoch: str, seq: int, columns: dict[str, npt.NDArray[Any]]) -> Board:
        """A board over ready columns, as a snapshot delivers them; copied only when first appended to."""
        board = cls(epoch, seq)
        board.count = len(columns["ids"])
        board._columns = columns
        return board

    def still(self) -> Board:
        """The same rows and records in tables that do not grow, for whoever goes through them in steps.

        Rows and records change on as the board does.
        """
        found = copy(self)
        found._columns = dict(self._columns)
        for name, tables in vars(self).items():
            if isinstance(tables, Struct):
                own = {field: getattr(tables, field) for field in tables.__struct_fields__}
                kept = {key: dict(table) for key, table in own.items() if isinstance(table, dict)}
                setattr(found, name, replace(tables, **kept))
        return found

    @property
    def title(self) -> NamedColumn:
        """Title per row, as text."""
        return NamedColumn(self.titles, lambda: self.title_number)

    def row_of(self, incident_id: int) -> int:
        """Row of an incident, or -1 when it is not on the board."""
        ids = self.ids
        try:
            wanted = ids.dtype.type(incident_id)  # of another width, it would have all ids copied
        except OverflowError:
            return -1
        row = int(ids.searchsorted(wanted))
        return row if row < self.count and ids[row] == wanted else -1

    def open_mask(self) -> Bools:
        """True for rows where somebody still has to act."""
        mask: Bools = self.status < _FIRST_NOT_OPEN
        return mask

    def is_open(self, row: int) -> bool:
        """True while somebody still has to act on this row."""
        return bool(self._columns["status"][row] < _FIRST_NOT_OPEN)

    def next_id(self) -> int:
        """The id the next incident will get."""
        return int(self._columns["ids"][self.count - 1]) + 1 if self.count else 1

    def append(self, incident: Incident, version: int) -> int:
        """Add an incident; its id must be larger than all before. Returns the row."""
        row = self._grow([incident])
        try:
            self._write(row, incident, version)
        except OverflowError:
            self._write_all(row, [incident], [version])
        return row

    def extend(self, incidents: Sequence[Incident], versions: Sequence[int]) -> int:
        """Add incidents in the order of their ids, column by column. Returns the first row."""
        first = self._grow(incidents)
        self._write_all(first, incidents, versions)
        return first

    def _write_all(self, first: int, incidents: Sequence[Incident], versions: Sequence[int]) -> None:
        ranks, statuses = SEVERITY_RANK, STATUS_INDEX
        dispositions, placements, nan = DISPOSITION_INDEX, PLACEMENT_INDEX, np.nan
        category, area, owner = self.categories.number, self.areas.number, self.owners.number
        title, agencies = self.titles.number, self.agency_sets.number
        columns: dict[str, Sequence[float]] = {
            "ids": [i.id for i in incidents],
            "day_no": [i.day_no for i in incidents],
            "severity": [ranks[i.severity] for i in incidents],
            "status": [statuses[i.status] for i in incidents],
            "disposition": [dispositions[i.disposition] for i in incidents],
            "placement": [placements[i.placement] for i in incidents],
            "category": [category(i.category) for i in incidents],
            "title_number": [title(i.title) for i in incidents],
            "area": [area(i.area) for i in incidents],
            "owner": [owner(i.owner) for i in incidents],
            "agencies": [agencies(i.agencies) for i in incidents],
            "lat": [nan if i.lat is None else i.lat for i in incidents],
            "lon": [nan if i.lon is None else i.lon for i in incidents],
            "outside_m": [i.outside_m for i in incidents],
            "opened_at": [i.opened_at for i in incidents],
            "updated_at": [i.updated_at for i in incidents],
            "owner_at": [i.owner_at for i in incidents],
            "due_at": [i.due_at for i in incidents],
            "report_count": [i.report_count for i in incidents],
            "merged_into": [i.merged_into for i in incidents],
            "version": versions,
        }
        for name, values in columns.items():
            try:
                self._columns[name][first : self.count] = values
            except OverflowError:
                self._widened(name)[first : self.count] = values
        self.place.extend(first, [i.place for i in incidents])
        self.summary.extend(first, [i.summary for i in incidents])

    def _grow(self, incidents: Sequence[Incident]) -> int:
        """Make room behind the last row, which it returns the number of. Raises `ValueError` for ids that
        are not larger than all before."""
        last = self.next_id() - 1
        for incident in incidents:
            if incident.id <= last:
                raise ValueError(f"incident {incident.id} arrives after {last}")
            last = incident.id
        first = self.count
        self.count = first + len(incidents)
        if self.count > len(self._columns["ids"]):
            capacity = max(64, self.count + (self.count >> 1))
            self._columns = {name: grown(column, capacity) for name, column in self._columns.items()}
        return first

    def _write(self, row: int, incident: Incident, version: int) -> None:
        c = self._columns
        c["ids"][row] = incident.id
        c["day_no"][row] = incident.day_no
        c["severity"][row] = SEVERITY_RANK[incident.severity]
        c["status"][row] = STATUS_INDEX[incident.status]
        c["disposition"][row] = DISPOSITION_INDEX[incident.disposition]
        c["placement"][row] = PLACEMENT_INDEX[incident.placement]
        c["category"][row] = self.categories.number(incident.category)
        c["area"][row] = self.areas.number(incident.area)
        c["owner"][row] = self.owners.number(incident.owner)
        c["agencies"][row] = self.agency_sets.number(incident.agencies)
        c["lat"][row] = np.nan if incident.lat is None else incident.lat
        c["lon"][row] = np.nan if incident.lon is None else incident.lon
        c["outside_m"][row] = incident.outside_m
        c["opened_at"][row] = incident.opened_at
        c["updated_at"][row] = incident.updated_at
        c["owner_at"][row] = incident.owner_at
        c["due_at"][row] = incident.due_at
        c["report_count"][row] = incident.report_count
        c["merged_into"][row] = incident.merged_into
        c["title_number"][row] = self.titles.number(incident.title)
        c["version"][row] = version
        self.place[row] = incident.place
        self.summary[row] = incident.summary

    def set(self, row: int, name: str, value: float) -> None:
        """Write one figure of one row."""
        column = self._columns[name]
        if not column.flags.writeable:
            column = self._columns[name] = column.copy()
        try:
            column[row] = value
        except OverflowError:
            self._widened(name)[row] = value

    def narrowed(self) -> Board:
        """This board with columns no wider than their numbers need: a third less memory."""
        for name, least in NARROWEST.items():
            self._columns[name] = narrowest(self._columns[name], least)
        return self

    def _widened(self, name: str) -> npt.NDArray[Any]:
        column = self._columns[name] = self._columns[name].astype(FIGURES[name])
        return column

    def incident(self, row: int) -> Incident:
        """One row as a record."""
        lat, lon = float(self.lat[row]), float(self.lon[row])
        return Incident(
            id=int(self.ids[row]),
            day_no=int(self.day_no[row]),
            severity=SEVERITIES[self.severity[row]],
            category=self.categories.values[self.category[row]],
            title=self.title[row],
            opened_at=int(self.opened_at[row]),
            updated_at=int(self.updated_at[row]),
            status=STATUSES[self.status[row]],
            disposition=DISPOSITIONS[self.disposition[row]],
            place=self.place[row],
            area=self.areas.values[self.area[row]],
            lat=None if np.isnan(lat) else lat,
            lon=None if np.isnan(lon) else lon,
            placement=PLACEMENTS[self.placement[row]],
            outside_m=int(self.outside_m[row]),
            agencies=self.agency_sets.values[self.agencies[row]],
            owner=self.owners.values[self.owner[row]],
            owner_at=int(self.owner_at[row]),
            due_at=int(self.due_at[row]),
            report_count=int(self.report_count[row]),
            merged_into=int(self.merged_into[row]),
            summary=self.summary[row],
            version=int(self.version[row]),
        )

    def count_arrival(self, at: int) -> None:
        """Count one report in its five-minute bin and forget bins older than a day."""
        current = at // ARRIVAL_BIN_MS
        if current not in self.arrivals:
            for old in [b for b in self.arrivals if b <= current - ARRIVAL_BINS]:
                del self.arrivals[old]
        self.arrivals[current] = self.arrivals.get(current, 0) + 1
