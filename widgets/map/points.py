"""Every incident on the map in columns, and what the page has not been told yet."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
from numpy.typing import NDArray

from widgets.map.delta import MapDelta, MapFlag

STEPS = 1e7
"""Places are kept in steps of a ten-millionth of a degree, about a centimetre: half the memory."""
ABSENT = 255
"""Code of a slot without a mark; otherwise severity in bits 0-1 and the flags above them."""
MAX_LAT = 85.05112878
"""Web Mercator ends here (EPSG:3857)."""
HEADER = struct.Struct("<IIII")
"""reset, rows, slots in use, reserved; then x f64, y f64, slot u32, code u8, each `rows` long."""
_FLAGS = MapFlag.OPEN | MapFlag.OUTSIDE | MapFlag.MOVED | MapFlag.ATTENTION


def mercator(
    lat: NDArray[np.float64], lon: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Degrees to the unit square of Web Mercator, y growing southwards."""
    x = (lon + 180.0) / 360.0
    radians = np.radians(np.clip(lat, -MAX_LAT, MAX_LAT))
    y = 0.5 - np.arctanh(np.sin(radians)) / (2 * np.pi)
    return x, y


def _steps(degrees: NDArray[np.float64], nowhere: NDArray[np.bool_]) -> NDArray[np.int32]:
    return np.where(nowhere, 0.0, np.round(degrees * STEPS)).astype(np.int32)


class Points:
    """Latest value per incident. A slot number is what the page knows; it is never reused until a reset,
    so that a late click cannot mean another incident."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._ids: NDArray[np.integer[Any]] = np.empty(0, np.int32)
        """Known ids, ascending, and the slot of each. They are widened when one does not fit."""
        self._slot_of = np.empty(0, np.int32)
        self._used = 0
        self._lat = np.empty(1024, np.int32)
        self._lon = np.empty(1024, np.int32)
        self._code = np.full(1024, ABSENT, np.uint8)
        self._dirty = np.zeros(1024, np.bool_)
        self._reset = True
        self._pending = True

    @property
    def pending(self) -> bool:
        """True while the page has not been told everything."""
        return self._pending

    def apply(self, delta: MapDelta) -> None:
        """Take a delta; rows repeated within it keep their last value."""
        if delta.reset:
            self._clear()
        if len(delta.removed):
            slots = self.slots(delta.removed)
            self._set_code(slots[slots >= 0], np.uint8(ABSENT))
        if len(delta.ids):
            slots = self._slots_for(np.asarray(delta.ids, np.int64))
            code = (delta.severity & 3) | ((delta.flags & _FLAGS) << 2)
            nowhere = ~(np.isfinite(delta.lat) & np.isfinite(delta.lon))
            self._lat[slots] = _steps(delta.lat, nowhere)
            self._lon[slots] = _steps(delta.lon, nowhere)
            self._set_code(slots, np.where(nowhere, ABSENT, code).astype(np.uint8))

    def _set_code(self, slots: NDArray[np.int32], code: NDArray[np.uint8] | np.uint8) -> None:
        self._code[slots] = code
        self._dirty[slots] = True
        self._pending = self._pending or len(slots) > 0

    def slots(self, ids: NDArray[np.int64]) -> NDArray[np.int32]:
        """Slot of each id, -1 where unknown."""
        if not len(self._ids):
            return np.full(len(ids), -1, np.int32)
        # Searched for in their own type: in another one, all would be copied.
        at = np.minimum(self._ids.searchsorted(ids.astype(self._ids.dtype)), len(self._ids) - 1)
        return np.where(self._ids[at] == ids, self._slot_of[at], np.int32(-1))

    def _slots_for(self, ids: NDArray[np.int64]) -> NDArray[np.int32]:
        slots = self.slots(ids)
        if (slots >= 0).all():
            return slots
        fresh = np.sort(ids[slots < 0])
        fresh = fresh[np.append(True, fresh[1:] != fresh[:-1])]  # np.unique imports 20 ms of numpy.ma
        first, self._used = self._used, self._used + len(fresh)
        self._grow(self._used)
        new_slots = np.arange(first, self._used, dtype=np.int32)
        if fresh[-1] > np.iinfo(self._ids.dtype).max:
            self._ids = self._ids.astype(np.int64)
        at = np.searchsorted(self._ids, fresh)
        self._ids = np.insert(self._ids, at, fresh)
        self._slot_of = np.insert(self._slot_of, at, new_slots)
        return self.slots(ids)

    def _grow(self, size: int) -> None:
        extra = max(size, 2 * len(self._code)) - len(self._code)
        if size <= len(self._code):
            return
        self._lat = np.concatenate([self._lat, np.empty(extra, np.int32)])
        self._lon = np.concatenate([self._lon, np.empty(extra, np.int32)])
        self._code = np.concatenate([self._code, np.full(extra, ABSENT, np.uint8)])
        self._dirty = np.concatenate([self._dirty, np.zeros(extra, np.bool_)])

    def slot(self, incident_id: int) -> int:
        """Slot of one id, -1 where unknown."""
        return int(self.slots(np.array([incident_id], np.int64))[0])

    def incident_at(self, slot: int) -> int | None:
        """Id behind a slot the page named; None for one that does not exist."""
        return int(self._ids[(self._slot_of == slot).argmax()]) if 0 <= slot < self._used else None

    def position(self, incident_id: int) -> tuple[float, float] | None:
        """lat, lon of an incident that is on the map."""
        slot = self.slot(incident_id)
        if slot < 0 or self._code[slot] == ABSENT:
            return None
        return float(self._lat[slot]) / STEPS, float(self._lon[slot]) / STEPS

    def tell_all_again(self) -> None:
        """The page was loaded anew and knows nothing."""
        self._dirty[: self._used] = self._code[: self._used] != ABSENT
        self._reset = self._pending = True

    def take(self) -> bytes:
        """Everything the page has not been told, as one message, in the layout of `HEADER`."""
        slots = np.flatnonzero(self._dirty[: self._used])
        x, y = mercator(self._lat[slots] / STEPS, self._lon[slots] / STEPS)
        code = self._code[slots]
        head = HEADER.pack(int(self._reset), len(slots), self._used, 0)
        self._dirty[slots] = False
        self._reset = self._pending = False
        return b"".join((head, x.tobytes(), y.tobytes(), slots.astype("<u4").tobytes(), code.tobytes()))
