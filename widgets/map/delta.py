"""What changed on the map: columns in, one compact binary message to the page out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray


class MapFlag:
    """Bits of `MapDelta.flags`: plain integers, because numpy widens a column that meets an enumeration."""

    OPEN: Final = 1
    """Somebody still has to act; without it the mark is drawn dim."""
    OUTSIDE: Final = 2
    """Beyond the city's edge: drawn hollow."""
    MOVED: Final = 4
    """Carried into the city for an exercise: underlined in the system colour."""
    ATTENTION: Final = 8
    """Nobody has taken it, or its deadline has passed: critical and high ones get a strong ring."""


def _no_ids() -> NDArray[np.int64]:
    return np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class MapDelta:
    """Incidents that are new or changed, as parallel columns of one length, and those that are gone.

    `lat` and `lon` are WGS 84 degrees; a row with NaN in either has no place and is taken off the map.
    `severity` is the rank (0 worst, 3 mildest). With `reset` everything known before is forgotten first.
    """

    ids: NDArray[np.int64]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    severity: NDArray[np.uint8]
    flags: NDArray[np.uint8]
    removed: NDArray[np.int64] = field(default_factory=_no_ids)
    reset: bool = False
