"""Over how many handovers something was carried. Pure.

A handover does not write down the keys of what it lists: at ten thousand open incidents these are half a
megabyte in every console's feed, and in the log for ever. What is listed now and was there when an accepted
handover's picture was taken was listed there too, so its number tells how often. Logs of earlier versions
carry the keys; what was counted from those goes on from there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from zoneinfo import ZoneInfo

from services.contract.city import CityPack
from services.contract.closing import Milestone
from services.projection.board import Board
from services.projection.shiftbook import Carried
from services.rules.shift_clock import next_shift_end


class Crossing:
    """Of one board."""

    def __init__(self, board: Board, pack: CityPack) -> None:
        book = board.shifts
        self._counted, self._carried, self._times = book.crossed, book.carried, board.casework.times
        self._shifts, self._zone = pack.shifts, ZoneInfo(pack.city.timezone)

    def incident(self, key: str, number: int) -> int:
        """Of an incident: one that was reopened begins anew."""
        if not self._carried:
            return self._counted.get(key, 0)
        times = self._times.get(number)
        reopened = times.get(Milestone.REOPENED, 0) if times is not None else 0
        return self._since(key, max(self._knew_incident(number), self._from(reopened)))

    def order(self, key: str, number: int) -> int:
        """Of an order or an assignment, which is in force from its issue to its end."""
        return self._since(key, bisect_left(self._carried, number, key=lambda each: each.newest.order))

    def step(self, key: str, incident: int, at: int) -> int:
        """Of a step of an incident that is open since `at`."""
        return self._since(key, max(self._knew_incident(incident), self._from(at)))

    def promise(self, key: str, number: int, due_at: int) -> int:
        """Of a promise, which is listed from the handover on in whose next shift it falls due."""
        made = bisect_left(self._carried, number, key=lambda each: each.newest.promise)
        return self._since(key, bisect_right(self._carried, due_at, lo=made, key=self._reach))

    def _since(self, key: str, first: int) -> int:
        return self._counted.get(key, 0) + len(self._carried) - first

    def _knew_incident(self, number: int) -> int:
        return bisect_left(self._carried, number, key=lambda each: each.newest.incident)

    def _from(self, at: int) -> int:
        return bisect_left(self._carried, at, key=lambda each: each.at)

    def _reach(self, carried: Carried) -> int:
        """Until when a handover looked ahead."""
        return next_shift_end(self._shifts, carried.at, carried.since, self._zone)
