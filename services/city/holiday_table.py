"""Days on which offices are closed: national holidays and cuti bersama, from the `holidays` package.

Its tables ship with it, nothing is looked up online. Islamic dates of later years are its estimates until
the government's decree is out, so a city can add days itself (`policy.extra_holidays`).
"""

from __future__ import annotations

from datetime import date

from services.contract.city import CityPack
from services.rules.clocks import Calendar


def closed_days(pack: CityPack, year: int) -> frozenset[date]:
    """Closed days of the pack's country in `year`, and the city's own of any year."""
    import holidays

    own = {date.fromisoformat(day) for day in pack.policy.extra_holidays}
    try:
        supported = holidays.country_holidays(pack.city.country).supported_categories
        # `government` is where the package keeps cuti bersama.
        kinds = tuple(kind for kind in ("public", "government") if kind in supported)
        national = holidays.country_holidays(pack.city.country, years=year, categories=kinds)
    except NotImplementedError:
        return frozenset(own)
    return frozenset({*own, *national})


def calendar_for(pack: CityPack) -> Calendar:
    """The city's working days in any year. The first question takes some 0.2 s: the package is imported."""
    return Calendar(pack.city.timezone, lambda year: closed_days(pack, year))
