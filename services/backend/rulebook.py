"""The city pack with its rules compiled, asked for every report."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from msgspec import Struct

from services.city.border import neighbour_agency
from services.city.geography import Geography
from services.city.holiday_table import calendar_for
from services.contract.city import NO_CATEGORY, Category, CityPack
from services.contract.errors import Rejected
from services.contract.records import Incident, Placement, Status
from services.rules.clocks import Clocks, Span
from services.rules.suggest import Suggester


class Spot(Struct, frozen=True):
    """A position as the city sees it."""

    lat: float | None
    lon: float | None
    placement: Placement
    area: str
    outside_m: int


_NOWHERE = Spot(None, None, Placement.UNKNOWN, "", 0)


class Rulebook:
    """One per backend; used on its loop only."""

    def __init__(self, pack: CityPack) -> None:
        self.pack = pack
        self.zone = ZoneInfo(pack.city.timezone)
        self.categories: dict[str, Category] = {category.code: category for category in pack.categories}
        self.groups = frozenset(category.parent for category in pack.categories if category.parent)
        self.agencies = frozenset(agency.code for agency in pack.agencies)
        self.neighbours = {a.code: a.short for a in pack.agencies if a.kind == "neighbour"}
        self.suggester = Suggester(pack)
        self.clocks = Clocks(self.categories, calendar_for(pack))
        self._geography = Geography(pack)
        self._areas = {area.code: area.name for area in pack.areas}
        self._centres = {area.code: (area.lat, area.lon) for area in pack.areas}

    def title(self, category: str) -> str:
        """What an incident of this category is called."""
        found = self.categories.get(category)
        return found.name if found is not None else NO_CATEGORY

    def agency_of(self, category: str) -> str:
        """The agency in charge of a category; empty for an unknown one."""
        found = self.categories.get(category)
        return found.agency if found is not None else ""

    def due_at(self, category: str, status: Status, opened_at: int, pauses: Iterable[Span] = ()) -> int:
        """Deadline of the running SLA phase in milliseconds; 0 where nothing is due."""
        return self.clocks.due_at(category, status, opened_at, pauses)

    def spot(self, lat: float | None, lon: float | None, area: str, placement: Placement | None) -> Spot:
        """Where something is. Coordinates win; an area alone is its centre. Raises `Rejected`."""
        if area and area not in self._centres:
            raise Rejected("area_unknown", f"Wilayah {area} tidak ada dalam paket kota.")
        if (lat is None) != (lon is None):
            raise Rejected("position_incomplete", "Lintang dan bujur harus diisi keduanya.")
        if lat is not None and lon is not None:
            found = self._geography.locate(lat, lon)
            known = placement if placement not in (None, Placement.UNKNOWN) else Placement.EXACT
            return Spot(lat, lon, known, found.area, found.outside_m)
        if area:
            centre = self._centres[area]
            return Spot(centre[0], centre[1], Placement.AREA, area, 0)
        return _NOWHERE

    def neighbour_of(self, incident: Incident) -> str:
        """The agency that takes over what lies there; empty where the city itself does."""
        if incident.lat is None or incident.lon is None:
            return ""
        return neighbour_agency(self.pack, self._geography.locate(incident.lat, incident.lon))

    def where(self, incident: Incident) -> str:
        """The place of an incident in words; empty where nobody knows."""
        area = self._areas.get(incident.area, "")
        if area and area.casefold() in incident.place.casefold():
            area = ""
        named = f"{self.pack.city.area_word} {area}" if area else ""
        return ", ".join(part for part in (incident.place, named) if part)[:300]

    def check_category(self, code: str) -> None:
        """Raises `Rejected` for a category that is not in the pack."""
        if code and code not in self.categories:
            raise Rejected("category_unknown", f"Kategori {code} tidak ada dalam paket kota.")
