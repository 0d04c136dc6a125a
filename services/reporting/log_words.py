"""What the sentences of the shift log are made of: the room's names, and people's words cut short."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from services.contract.city import CityPack
from services.contract.shiftlog import LogGroup

LONGEST: Final = 240
"""Characters of somebody's own words in a line; notes of the log itself stand in full."""
FIELD: Final = "field:"
DOOR: Final = "intake"
"""What let a citizen's report in: nobody of the room."""


class Said(Struct, frozen=True, kw_only=True):
    """One entry in words, with what it can be found by."""

    group: LogGroup
    words: str
    incident_id: int = 0
    incidents: tuple[int, ...] = ()
    agencies: tuple[str, ...] = ()
    """Codes."""
    persons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Speaker:
    """Codes of one city pack in the words of the room."""

    def __init__(self, pack: CityPack) -> None:
        self.zone = ZoneInfo(pack.city.timezone)
        self._agencies = {agency.code: agency.short for agency in pack.agencies}
        self._categories = {category.code: category.name for category in pack.categories}
        self._areas = {area.code: area.name for area in pack.areas}
        self._shifts = {shift.code: shift.name for shift in pack.shifts}

    def agency(self, code: str) -> str:
        return self._agencies.get(code, code)

    def agencies(self, codes: tuple[str, ...]) -> str:
        return ", ".join(self.agency(code) for code in codes)

    def category(self, code: str) -> str:
        return self._categories.get(code, code)

    def shift(self, code: str) -> str:
        return self._shifts.get(code, code)

    def place(self, place: str, area: str) -> str:
        """Place and area, each said once."""
        name = self._areas.get(area, area)
        if name and name.casefold() in place.casefold():
            return place
        return ", ".join(part for part in (place, name) if part)

    def who(self, actor: str) -> str:
        """A user as they are called here; an agency's field page by its agency; empty: the system."""
        if actor == DOOR:
            return ""
        if actor.startswith(FIELD):
            return f"{self.agency(actor.removeprefix(FIELD))} (lapangan)"
        return actor

    def moment(self, at: int) -> str:
        """Day and time of day, e.g. `22/11 19.02`."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone).strftime("%d/%m %H.%M")

    def clock(self, at: int) -> str:
        """Time of day, e.g. `19.02`."""
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone).strftime("%H.%M")


def number(value: int) -> str:
    """`5.059`."""
    return f"{value:,}".replace(",", ".")


def cut(words: str) -> str:
    """Somebody's words on one line, shortened."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"


def quoted(words: str) -> str:
    """`: “…”`, or nothing where nothing was said."""
    return f": “{cut(words)}”" if words.strip() else ""


def because(reason: str) -> str:
    """` · alasan: …`, or nothing."""
    return f" · alasan: {cut(reason)}" if reason.strip() else ""
