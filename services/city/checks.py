"""Cross checks of a pack: what each file alone cannot know."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from services.city.problems import Problem, ProblemKind
from services.city.sections import Sources
from services.contract.city import Agency, Area, Category, CityFacts, Policy, PriorityRule, Shift
from services.rules.words import tokens

MAX_FROM_CENTRE_KM: Final = 120.0
"""A kelurahan farther than this from the city's own position is a typing mistake."""
MAX_AREAS: Final = 5_000
_DAY: Final = 24 * 60


def check(sources: Sources) -> list[Problem]:
    """Everything that is wrong between the files; items that could not be read are not looked at again."""
    view = _View(sources)
    found: list[Problem] = []
    for part in (
        _city,
        _codes,
        _agencies,
        _areas,
        _categories,
        _groups,
        _words,
        _rules,
        _shifts,
        _places,
        _ladder,
    ):
        found.extend(part(view))
    return found


class _View:
    """The parts of a pack as far as they could be read."""

    def __init__(self, sources: Sources) -> None:
        get = sources.values.get
        self.city: CityFacts | None = get("city")
        self.areas: Sequence[Area] = get("areas", ())
        self.agencies: Sequence[Agency] = get("agencies", ())
        self.categories: Sequence[Category] = get("categories", ())
        self.priority: Sequence[PriorityRule] = get("priority_rules", ())
        self.shifts: Sequence[Shift] = get("shifts", ())
        self.policy: Policy = get("policy") or Policy()
        self.values = sources.values
        self.error = sources.problem
        # A file with unreadable items would make every reference into it look wrong as well.
        self.complete = not sources.problems

    def codes(self, field: str) -> set[str]:
        return {item.code for item in self.values.get(field, ())}

    def warning(self, field: str, index: int | None, path: tuple[str | int, ...], message: str) -> Problem:
        problem = self.error(field, index, path, message)
        return msgspec.structs.replace(problem, severity=ProblemKind.WARNING)

    def unknown(
        self, field: str, index: int, key: str, codes: Iterable[str], known: set[str], what: str
    ) -> Iterator[Problem]:
        for place, code in enumerate(codes):
            if code and code not in known and self.complete:
                yield self.error(field, index, (key, place), f"{key}: kode {what} {code!r} tidak ada")


def _city(view: _View) -> Iterator[Problem]:
    city = view.city
    if city is None:
        return
    try:
        ZoneInfo(city.timezone)
    except (OSError, ValueError, KeyError):
        yield view.error(
            "city",
            None,
            ("timezone",),
            f"timezone: {city.timezone!r} bukan zona waktu IANA (contoh: Asia/Jakarta)",
        )
    if not city.code or not city.name:
        yield view.error("city", None, (), "code dan name kota wajib diisi")
    neighbours = {agency.code for agency in view.agencies if agency.kind == "neighbour"}
    for index, neighbour in enumerate(city.neighbours):
        if neighbour.agency and neighbour.agency not in neighbours and view.complete:
            message = f"{neighbour.name}: agency {neighbour.agency!r} bukan OPD dengan kind neighbour"
            yield view.error("city", None, ("neighbours", index, "agency"), message)
    kinds = [kind.code for kind in view.policy.pause_kinds]
    for code in sorted({code for code in kinds if kinds.count(code) > 1}):
        yield view.error("policy", None, ("pause_kinds",), f"kode jeda {code!r} dipakai dua kali")


def _codes(view: _View) -> Iterator[Problem]:
    for field in ("districts", "areas", "agencies", "categories", "shifts", "cameras"):
        seen: set[str] = set()
        for index, item in enumerate(view.values.get(field, ())):
            if not item.code.strip():
                yield view.error(field, index, ("code",), "code tidak boleh kosong")
            elif item.code in seen:
                yield view.error(field, index, ("code",), f"kode {item.code!r} dipakai dua kali")
            seen.add(item.code)


def _agencies(view: _View) -> Iterator[Problem]:
    known, areas = view.codes("agencies"), view.codes("areas")
    for index, agency in enumerate(view.agencies):
        yield from view.unknown("agencies", index, "parent", [agency.parent], known, "OPD")
        yield from view.unknown("agencies", index, "areas", agency.areas, areas, "wilayah")
        if agency.kind == "unit" and not agency.parent:
            yield view.error("agencies", index, ("kind",), f"{agency.short}: unit wajib punya parent")
        if agency.parent == agency.code:
            yield view.error(
                "agencies", index, ("parent",), f"{agency.short}: parent menunjuk dirinya sendiri"
            )
        for number, channel in enumerate(agency.channels):
            if channel.verified_on and not channel.address:
                yield view.error(
                    "agencies",
                    index,
                    ("channels", number),
                    "verified_on tanpa address: alamat kosong tidak terverifikasi",
                )


def _areas(view: _View) -> Iterator[Problem]:
    districts = view.codes("districts")
    if not view.areas and view.complete:
        yield view.error("areas", None, (), "paling sedikit satu wilayah diperlukan")
    if len(view.areas) > MAX_AREAS:
        yield view.error("areas", MAX_AREAS, (), f"terlalu banyak wilayah (paling banyak {MAX_AREAS})")
    places: dict[tuple[float, float], str] = {}
    for index, area in enumerate(view.areas):
        yield from view.unknown("areas", index, "district", [area.district], districts, "kecamatan/distrik")
        if view.city is not None:
            far = _km(area.lat, area.lon, view.city.lat, view.city.lon)
            if far > MAX_FROM_CENTRE_KM:
                message = f"{area.name}: titik pusat {far:.0f} km dari kota; periksa lat dan lon (tertukar?)"
                yield view.error("areas", index, ("lat",), message)
        twin = places.setdefault((round(area.lat, 6), round(area.lon, 6)), area.name)
        if twin != area.name:
            yield view.error("areas", index, ("lat",), f"{area.name}: titik pusat sama dengan {twin}")


def _km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    east = (lon - lon2) * math.cos(math.radians((lat + lat2) / 2))
    return math.hypot(lat - lat2, east) * 111.195


def _categories(view: _View) -> Iterator[Problem]:
    agencies = view.codes("agencies")
    parents = {c.parent for c in view.categories if c.parent}
    for index, category in enumerate(view.categories):
        yield from view.unknown("categories", index, "agency", [category.agency], agencies, "OPD")
        yield from view.unknown("categories", index, "supporting", category.supporting, agencies, "OPD")
        if category.agency and category.agency in category.supporting:
            yield view.warning(
                "categories", index, ("supporting",), f"{category.agency!r} sudah penanggung jawab"
            )
        if category.code not in parents and not category.agency:
            yield view.error(
                "categories", index, ("code",), f"{category.name}: agency (OPD penanggung jawab) wajib diisi"
            )
        phases: set[str] = set()
        for number, clock in enumerate(category.clocks):
            path: tuple[str | int, ...] = ("clocks", number)
            if not clock.source.strip():
                yield view.error("categories", index, (*path, "source"), "source (dasar tenggat) wajib diisi")
            if (clock.minutes is None) == (clock.working_days is None):
                yield view.error("categories", index, path, "isi salah satu: minutes atau working_days")
            if clock.phase in phases:
                yield view.error(
                    "categories", index, (*path, "phase"), f"fase {clock.phase!r} ditulis dua kali"
                )
            phases.add(clock.phase)
        codes = [a.code for a in category.attributes]
        for number, code in enumerate(codes):
            if code in codes[:number]:
                yield view.error(
                    "categories", index, ("attributes", number), f"kode {code!r} dipakai dua kali"
                )


def _groups(view: _View) -> Iterator[Problem]:
    by_code = {c.code: c for c in view.categories}
    parents = {c.parent for c in view.categories if c.parent}
    for index, category in enumerate(view.categories):
        yield from view.unknown("categories", index, "parent", [category.parent], set(by_code), "kategori")
        parent = by_code.get(category.parent)
        if parent is not None and parent.parent:
            message = (
                f"{category.name}: kelompok {parent.code!r} sendiri ada di dalam kelompok; hanya dua tingkat"
            )
            yield view.error("categories", index, ("parent",), message)
        if category.code in parents and category.words:
            yield view.warning(
                "categories", index, ("words",), f"{category.name}: kata pada kelompok tidak dipakai"
            )


def _words(view: _View) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for index, category in enumerate(view.categories):
        for number, word in enumerate(category.words):
            key = " ".join(tokens(word))
            path: tuple[str | int, ...] = ("words", number)
            if not key:
                yield view.error("categories", index, path, f"kata {word!r} tidak berisi huruf")
                continue
            first = owner.setdefault(key, category.code)
            if first != category.code:
                message = f"kata {word!r} juga milik {first!r}; bobotnya dibagi"
                yield view.warning("categories", index, path, message)


def _rules(view: _View) -> Iterator[Problem]:
    known = view.codes("categories")
    for field in ("priority_rules", "depth_rules"):
        for index, rule in enumerate(view.values.get(field, ())):
            yield from view.unknown(field, index, "categories", rule.categories, known, "kategori")
    for index, rule in enumerate(view.priority):
        if not rule.words or not all(tokens(word) for word in rule.words):
            yield view.error(
                "priority_rules", index, ("words",), "words: paling sedikit satu kata yang berisi huruf"
            )
    for word, cm in view.values.get("depth_words", {}).items():
        if not tokens(word) or not 1 <= cm <= 1000:
            yield view.error("depth_words", None, (word,), f"{word!r}: kedalaman harus 1 sampai 1000 cm")


def _shifts(view: _View) -> Iterator[Problem]:
    if not view.shifts:
        return
    minutes: list[list[int]] = [[] for _ in range(_DAY)]
    for index, shift in enumerate(view.shifts):
        start, end = _minute(shift.start), _minute(shift.end)
        for step in range((end - start) % _DAY or _DAY):
            minutes[(start + step) % _DAY].append(index)
    reported: set[tuple[int, ...]] = set()
    for minute, holders in enumerate(minutes):
        key = tuple(holders)
        if len(holders) == 1 or key in reported:
            continue
        reported.add(key)
        clock = f"{minute // 60:02d}:{minute % 60:02d}"
        if holders:
            names = " dan ".join(view.shifts[i].name for i in holders)
            yield view.error("shifts", holders[-1], ("start",), f"regu {names} bertumpuk pada {clock}")
        else:
            yield view.error("shifts", None, (), f"tidak ada regu yang bertugas pada {clock}")


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _places(view: _View) -> Iterator[Problem]:
    areas = view.codes("areas")
    for field in ("places", "cameras"):
        for index, item in enumerate(view.values.get(field, ())):
            if field == "places":
                yield from view.unknown(field, index, "area", [item.area], areas, "wilayah")
            if (item.lat is None) != (item.lon is None):
                yield view.error(
                    field, index, ("name",), f"{item.name}: lat dan lon diisi keduanya atau tidak sama sekali"
                )
            elif item.lat is not None and view.city is not None:
                far = _km(item.lat, item.lon, view.city.lat, view.city.lon)
                if far > MAX_FROM_CENTRE_KM:
                    yield view.error(
                        field, index, ("lat",), f"{item.name}: {far:.0f} km dari kota; periksa lat dan lon"
                    )


def _ladder(view: _View) -> Iterator[Problem]:
    policy: Policy | None = view.values.get("policy")
    for urgency, clocks in (policy.ladder if policy is not None else {}).items():
        rungs: set[str] = set()
        for number, clock in enumerate(clocks):
            path: tuple[str | int, ...] = ("ladder", urgency, number)
            if not clock.source.strip():
                yield view.error("policy", None, (*path, "source"), "source (dasar tenggat) wajib diisi")
            if clock.rung in rungs:
                yield view.error(
                    "policy", None, (*path, "rung"), f"anak tangga {clock.rung!r} ditulis dua kali"
                )
            rungs.add(clock.rung)
