"""Which clocks of open incidents run out in a stretch of time, and in words which clock that is.

The running clock is a column of the board. Where it has run out already the later ones are counted here, such
as the fourteen working days of a complaint that nobody has taken up yet, by the same rules: holidays, pauses,
the day of receipt left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from services.city.holiday_table import calendar_for
from services.contract.city import Category, CityPack, Clock
from services.contract.records import STATUSES
from services.projection.board import Board
from services.projection.facts import clock_start, spans
from services.reporting.incident_items import Rows
from services.rules.clocks import PHASES, end_of, running_clock

Mask = npt.NDArray[np.bool_]
DAY_MS: Final = 86_400_000
MINUTE_MS: Final = 60_000
CLOSED_MOST: Final = 40
"""More closed days than any clock runs over."""
ASKED: Final = {"respond": "tanggapi", "arrive": "tiba di lokasi", "resolve": "selesaikan"}


class Due(NamedTuple):
    """A clock that runs out. `phase`: empty for the running one."""

    at: int
    row: int
    phase: str
    words: str


def words_of(clock: Clock) -> str:
    """Which clock it is, e.g. `SP4N: selesaikan dalam 14 hari kerja`."""
    kind = "SP4N" if "SP4N" in clock.source else "SLA"
    if clock.working_days is not None:
        span = f"{clock.working_days} hari kerja"
    else:
        minutes = clock.minutes or 0
        span = f"{minutes // 60} jam" if not minutes % 60 else f"{minutes} menit"
    return f"{kind}: {ASKED[clock.phase]} dalam {span}"


def falling_due(board: Board, pack: CityPack, since: int, until: int) -> list[Due]:
    """Clocks of open incidents with `since` <= end < `until`, the earliest first."""
    is_open = board.open_mask()
    found = list(_running(board, pack, is_open, since, until))
    found += _later(board, pack, is_open, since, until)
    return sorted(found)


def _running(board: Board, pack: CityPack, is_open: Mask, since: int, until: int) -> Iterator[Due]:
    categories = {category.code: category for category in pack.categories}
    rows: Rows = np.flatnonzero(is_open & (board.due_at >= since) & (board.due_at < until))
    columns = (board.due_at[rows], rows, board.category[rows], board.status[rows])
    said: dict[tuple[int, int], str] = {}
    for at, row, number, status in zip(*(column.tolist() for column in columns), strict=True):
        if (number, status) not in said:
            category = categories.get(board.categories.values[number])
            clock = running_clock(category, STATUSES[status]) if category is not None else None
            said[number, status] = words_of(clock) if clock is not None else ""
        yield Due(at, row, "", said[number, status])


def _later(board: Board, pack: CityPack, is_open: Mask, since: int, until: int) -> Iterator[Due]:
    calendar, pauses = calendar_for(pack), board.casework.pauses
    for category in pack.categories:
        number = board.categories.known(category.code)
        if number is None or len(category.clocks) < 2:
            continue
        mine = is_open & (board.category == number) & (board.due_at > 0) & (board.due_at < since)
        for status in np.unique(board.status[mine]).tolist():
            for clock in _after(category, running_clock(category, STATUSES[status])):
                near = mine & (board.status == status) & _near(board, clock, since, until)
                for row in np.flatnonzero(near).tolist():
                    incident = int(board.ids[row])
                    start = clock_start(board, incident, int(board.opened_at[row]))
                    at = end_of(clock, start, calendar, spans(pauses.get(incident, ()), since))
                    if since <= at < until:
                        yield Due(at, row, clock.phase, words_of(clock))


def _after(category: Category, running: Clock | None) -> list[Clock]:
    if running is None:
        return []
    first = PHASES.index(running.phase)
    return [clock for clock in category.clocks if PHASES.index(clock.phase) > first]


def _near(board: Board, clock: Clock, since: int, until: int) -> Mask:
    """Rows whose clock can end there at all: few are counted day by day, on most days none. A clock starts
    again, or gives time back, by an entry that touches the incident."""
    if clock.working_days is None:
        least = most = (clock.minutes or 0) * MINUTE_MS
    else:
        least = (clock.working_days - 1) * DAY_MS
        most = (clock.working_days * 7 // 5 + 3 + CLOSED_MOST) * DAY_MS
    near: Mask = (board.opened_at + least < until) & (board.updated_at + most >= since)
    return near
