"""The same kind of incident at the same place again: every incident sits down at the nearest seat.

In order of time, an incident joins the nearest seat of its category that lies within the radius and was last
used within the window, or founds one where it lies. A seat does not move, so a chain of neighbours cannot
creep along a street, and the order of the input does not matter. Within the category's duplicate window it
is taken for the same event, which does not count as coming back. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from services.contract.city import CityPack

EARTH_M_PER_DEGREE: Final = 111_195.0
DAY_MS: Final = 86_400_000
USUAL_DAYS: Final = 90
NEAREST_M: Final = 25
FARTHEST_M: Final = 100
"""Bounds of the usual radius: what telephones can tell apart, and what is still one place."""
_SHARE: Final = 4
_STEP: Final = 20_000
"""Incidents between two words about the progress."""
_SPAN: Final = 1 << 24
"""More cells than lie around the earth, from a radius of three metres on."""
_KIND: Final = 1 << 45
"""More than all rows of cells."""
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Spots(NamedTuple):
    """Incidents with a position, all columns of one length. `at`: milliseconds UTC."""

    ids: Ints
    at: Ints
    lat: Floats
    lon: Floats
    category: Ints
    """Index into the limits."""


class Limits(NamedTuple):
    """What one category calls the same place and the same event, by category index."""

    radius_m: Floats
    event_ms: Ints
    """Nearer in time than this, it is the same event."""
    window_ms: int
    latitude: float
    """About which metres are reckoned: the city's, not the data's."""


class Seated(NamedTuple):
    """Per incident, in the order of the input."""

    seat: Ints
    """Seats are numbered from 0 in the order of their first incident."""
    again: npt.NDArray[np.bool_]
    """False where it belongs to the event before it on the same seat."""


def usual_radius(duplicate_radius_m: int) -> int:
    """The same place, from how far apart two reports of one event may be: callers are less exact than
    places are small."""
    return min(FARTHEST_M, max(NEAREST_M, duplicate_radius_m // _SHARE))


def limits_of(pack: CityPack, codes: list[str], radius_m: int = 0, window_days: int = USUAL_DAYS) -> Limits:
    """Limits for category codes by index. `radius_m` 0: the usual one of each category."""
    known = {category.code: category for category in pack.categories}
    found = [known.get(code) for code in codes]
    policy = pack.policy
    wide = [each.duplicate_radius_m if each else policy.duplicate_default_radius_m for each in found]
    long = [each.duplicate_window_min if each else policy.duplicate_default_window_min for each in found]
    return Limits(
        radius_m=np.array([radius_m or usual_radius(metres) for metres in wide], np.float64),
        event_ms=np.array(long, np.int64) * 60_000,
        window_ms=window_days * DAY_MS,
        latitude=pack.city.lat,
    )


def seated(
    spots: Spots, limits: Limits, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Seated:
    """Seat every incident. `progress`: how many of how many are seated."""
    order = np.lexsort((spots.ids, spots.at))
    radius = limits.radius_m[spots.category][order]
    squeeze = float(np.cos(np.radians(limits.latitude)))
    y = spots.lat[order] * EARTH_M_PER_DEGREE
    x = spots.lon[order] * EARTH_M_PER_DEGREE * squeeze
    cell = np.floor(x / radius).astype(np.int64) + np.floor(y / radius).astype(np.int64) * _SPAN
    cell += spots.category[order] * _KIND
    table = _Seats(limits.window_ms)
    result = Seated(np.empty(len(order), np.int64), np.empty(len(order), np.bool_))
    for first in range(0, len(order), _STEP):
        progress(first, len(order))
        part = slice(first, first + _STEP)
        own = order[part]
        # A million numbers are not made objects all at once.
        columns = zip(
            cell[part].tolist(), x[part].tolist(), y[part].tolist(), radius[part].tolist(),
            spots.at[own].tolist(), limits.event_ms[spots.category[own]].tolist(), strict=True,
        )  # fmt: skip
        seats = [table.take(*incident) for incident in columns]
        result.seat[own] = [seat for seat, _again in seats]
        result.again[own] = [again for _seat, again in seats]
    progress(len(order), len(order))
    return result


class _Seats:
    """Seats by grid cell as wide as the radius, so that the nearest lies in one of nine."""

    def __init__(self, window_ms: int) -> None:
        self._window = window_ms
        self._cells: dict[int, list[int]] = {}
        self._around = [dx + dy * _SPAN for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
        self._x: list[float] = []
        self._y: list[float] = []
        self._last: list[int] = []
        """When a seat was last used."""

    def take(self, key: int, x: float, y: float, radius: float, at: int, event: int) -> tuple[int, bool]:
        """The seat of one incident, and whether it is more than the event before it there."""
        seat = self._nearest(key, x, y, radius * radius, at)
        if seat < 0:
            seat = len(self._last)
            self._x.append(x)
            self._y.append(y)
            self._last.append(at)
            self._cells.setdefault(key, []).append(seat)
            return seat, True
        again = at - self._last[seat] > event
        self._last[seat] = at
        return seat, again

    def _nearest(self, key: int, x: float, y: float, reach: float, at: int) -> int:
        """The nearest seat in use within the square root of `reach`, -1 for none; the older wins a tie."""
        best, xs, ys, last, oldest = -1, self._x, self._y, self._last, at - self._window
        for step in self._around:
            seats = self._cells.get(key + step)
            if seats is None:
                continue
            stale = False
            for seat in seats:
                if last[seat] < oldest:
                    stale = True
                    continue
                far = (xs[seat] - x) ** 2 + (ys[seat] - y) ** 2
                if far < reach or (far == reach and (best < 0 or seat < best)):
                    best, reach = seat, far
            if stale:
                self._cells[key + step] = [seat for seat in seats if last[seat] >= oldest]
        return best
