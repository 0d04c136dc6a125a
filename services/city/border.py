"""Who takes over what lies at or beyond the city's edge."""

from __future__ import annotations

from services.city.geography import Located
from services.contract.city import CityPack


def neighbour_agency(pack: CityPack, located: Located) -> str:
    """The agency beyond the nearest edge; empty well inside the city, far away, or where nobody is known."""
    if not (located.near_border or (located.outside_m and located.neighbour)):
        return ""
    for neighbour in pack.city.neighbours:
        if neighbour.agency and (not neighbour.sides or located.side in neighbour.sides):
            return neighbour.agency
    return ""
