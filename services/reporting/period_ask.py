"""Which period somebody asks for, narrowed to what: names and codes of people become a question. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from services.contract.city import CityPack
from services.contract.errors import KnownError
from services.reporting.period_words import Days, local_day, midnight, name_of
from services.reporting.recurrence import USUAL_DAYS

LEAST_RADIUS_M: Final = 5
MOST_RADIUS_M: Final = 2_000
MOST_DAYS: Final = 366


class Asked(Struct, frozen=True, kw_only=True):
    """A question. Times in milliseconds UTC, ends not included; an empty set means everything."""

    name: str
    before_name: str
    start: int
    end: int
    before_start: int
    before_end: int
    running: bool
    categories: frozenset[str]
    areas: frozenset[str]
    agencies: frozenset[str]
    filters: tuple[str, ...]
    radius_m: int
    """0: the usual one of each category."""
    window_days: int


def asked(
    pack: CityPack,
    days: Days,
    now: int,
    *,
    category: str = "",
    area: str = "",
    agency: str = "",
    radius_m: int = 0,
    window_days: int = USUAL_DAYS,
) -> Asked:
    """Raises `KnownError` for a name nobody knows, a period that has not begun, a radius of no use."""
    if radius_m and not LEAST_RADIUS_M <= radius_m <= MOST_RADIUS_M:
        raise KnownError("period", f"Radius titik berulang: {LEAST_RADIUS_M} sampai {MOST_RADIUS_M} meter.")
    if not 1 <= window_days <= MOST_DAYS:
        raise KnownError("period", f"Jendela titik berulang: 1 sampai {MOST_DAYS} hari.")
    zone = ZoneInfo(pack.city.timezone)
    start, end = days.span(zone)
    if start >= now:
        raise KnownError("period", f"{name_of(days)} belum dimulai.")
    names = _categories(pack, category), _areas(pack, area), _agencies(pack, agency)
    before_start, before_name = midnight(days.before.first, zone), name_of(days.before)
    name, running = name_of(days), now < end
    if running:
        # What has not happened yet is not compared with what has: as much time before as has gone.
        end, before_start = now, start - (now - start)
        name = f"{name_of(Days(days.first, min(days.end, _day_after(now, zone))))}, masih berjalan"
        before_name = "masa sama panjang sebelumnya"
    return Asked(
        name=name,
        before_name=before_name,
        start=start,
        end=end,
        before_start=before_start,
        before_end=start,
        running=running,
        categories=names[0][0],
        areas=names[1][0],
        agencies=names[2][0],
        filters=tuple(words for _codes, words in names if words),
        radius_m=radius_m,
        window_days=window_days,
    )


def _day_after(now: int, zone: ZoneInfo) -> date:
    return local_day(now, zone) + timedelta(days=1)


_Chosen = tuple[frozenset[str], str]


def _categories(pack: CityPack, said: str) -> _Chosen:
    found = _find(said, "Kategori", ((c.code, (c.code, c.name)) for c in pack.categories))
    if not found:
        return frozenset(), ""
    name = next(c.name for c in pack.categories if c.code == found)
    codes = {found, *(c.code for c in pack.categories if c.parent == found)}
    return frozenset(codes), f"kategori {name}"


def _areas(pack: CityPack, said: str) -> _Chosen:
    city = pack.city
    words: Mapping[str, str] = {
        **{d.code: f"{city.district_word} {d.name}" for d in pack.districts},
        **{a.code: f"{city.area_word} {a.name}" for a in pack.areas},
    }
    named = ((code, (code, full, full.partition(" ")[2])) for code, full in words.items())
    found = _find(said, "Wilayah", named, {a.code for a in pack.areas})
    if not found:
        return frozenset(), ""
    inside = frozenset(a.code for a in pack.areas if found in (a.code, a.district))
    return inside, words[found]


def _agencies(pack: CityPack, said: str) -> _Chosen:
    found = _find(said, "OPD", ((a.code, (a.code, a.short, a.name)) for a in pack.agencies))
    if not found:
        return frozenset(), ""
    short = next(a.short for a in pack.agencies if a.code == found)
    return frozenset({found}), f"OPD {short} (penanggung jawab atau pendukung)"


def _find(
    said: str, what: str, known: Iterable[tuple[str, tuple[str, ...]]], rather: Iterable[str] = ()
) -> str:
    """The code of what somebody named; `rather`: the codes that win where a name means two things."""
    if not said.strip():
        return ""
    wanted = said.strip().casefold()
    found = [code for code, names in known if wanted in {name.casefold() for name in names}]
    better = [code for code in found if code in set(rather)] or found
    if not better:
        raise KnownError("period", f"{what} “{said[:60]}” tidak ada dalam paket kota.")
    return better[0]
