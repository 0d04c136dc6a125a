"""Which agency or unit to send: ranked, each with the reasons for it, and against it or missing.

It proposes and never sends. Every reason is an Indonesian sentence with its figure, so that whoever accepts
knows what it rests on and what nobody knows. Pure and deterministic: the same facts, the same order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from msgspec import Struct

from services.contract.city import Agency, Category, CityPack
from services.contract.contacts import Contact, Delivery, Duty, Position, Reach
from services.contract.records import Incident
from services.rules.duplicates import EARTH_M_PER_DEGREE
from services.rules.duty import watch
from services.rules.reach import Verified, agency_answers, verified
from services.rules.reachability import latest_trial

MINUTE: Final = 60_000
STALE_POSITION_MS: Final = 15 * MINUTE
"""An older position says where a unit was: proposed by Patria."""
LONGEST_WAIT: Final = 15
"""Points a slow answer or a long way costs at most."""
_NEIGHBOUR, _LEAD, _UNIT, _SUPPORT = 120, 100, 80, 50
"""Points to begin with: what the agency has to do with this kind of incident."""


class Load(Struct, frozen=True, kw_only=True):
    """What an agency has to do besides."""

    open: int = 0
    critical: int = 0
    waiting: int = 0
    """Other critical or high incidents of its categories that nobody was sent to yet."""


class Reason(Struct, frozen=True):
    """One sentence. `points`: above 0 speaks for it, below against, 0 informs."""

    text: str
    points: int
    missing: bool = False
    """Speaks against it, or is something that nobody knows."""


class Candidate(Struct, frozen=True, kw_only=True):
    """An agency or unit that could be sent."""

    agency: str
    lead: bool
    """False: supporting."""
    points: int
    reasons: tuple[Reason, ...]

    @property
    def because(self) -> tuple[str, ...]:
        """Why."""
        return tuple(reason.text for reason in self.reasons if not reason.missing)

    @property
    def against(self) -> tuple[str, ...]:
        """Why not, and what is missing."""
        return tuple(reason.text for reason in self.reasons if reason.missing)


class Known(Protocol):
    """The tables this needs; the board's casework offers them."""

    @property
    def contacts(self) -> Mapping[str, Contact]: ...
    @property
    def duties(self) -> Mapping[str, Duty]: ...
    @property
    def reach(self) -> Mapping[str, Reach]: ...
    @property
    def positions(self) -> Mapping[str, Position]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything a recommendation rests on. `now` in milliseconds."""

    pack: CityPack
    casework: Known
    load: Mapping[str, Load]
    tests: Sequence[Delivery] = ()
    """Deliveries that were tests of reachability."""
    now: int


def recommend(incident: Incident, facts: Facts) -> tuple[Candidate, ...]:
    """Candidates that are not assigned yet, the best first; none where the category names nobody."""
    category = next((c for c in facts.pack.categories if c.code == incident.category), None)
    found = [
        _candidate(agency, incident, category, base, facts)
        for agency, base in _eligible(incident, category, facts.pack)
        if agency.code not in incident.agencies
    ]
    return tuple(sorted(found, key=lambda candidate: -candidate.points))


def _eligible(incident: Incident, category: Category | None, pack: CityPack) -> Iterator[tuple[Agency, int]]:
    """Who has something to do with it, in the city pack's order."""
    for agency in pack.agencies:
        if agency.kind == "neighbour":
            if incident.outside_m > 0:
                yield agency, _NEIGHBOUR
        elif category is None or not category.agency:
            continue
        elif agency.code == category.agency:
            yield agency, _LEAD
        elif agency.code in category.supporting:
            yield agency, _SUPPORT
        elif agency.kind == "unit" and agency.parent == category.agency:
            yield agency, _UNIT


def _candidate(
    agency: Agency, incident: Incident, category: Category | None, base: int, facts: Facts
) -> Candidate:
    reasons = (
        _responsible(agency, incident, category, base, facts.pack),
        *_area(agency, incident, facts.pack),
        _duty(agency, facts),
        *_nearest(agency, incident, facts),
        *_load(agency, category, facts),
        *_answers(agency, facts),
        *_verified(agency, facts),
        *_tested(agency, facts),
    )
    return Candidate(
        agency=agency.code,
        lead=base != _SUPPORT,
        points=sum(reason.points for reason in reasons),
        reasons=reasons,
    )


def _responsible(
    agency: Agency, incident: Incident, category: Category | None, base: int, pack: CityPack
) -> Reason:
    if base == _NEIGHBOUR:
        return Reason(f"Titiknya {_metres(incident.outside_m)} di luar batas kota.", base)
    name = category.name if category else ""
    if base == _UNIT:
        parent = _short(pack, agency.parent)
        return Reason(f"Unit dari {parent}, penanggung jawab kategori {name}.", base)
    words = "Penanggung jawab utama" if base == _LEAD else "Pendukung"
    return Reason(f"{words} kategori {name}.", base)


def _area(agency: Agency, incident: Incident, pack: CityPack) -> Iterator[Reason]:
    if not incident.area:
        return
    name = next((area.name for area in pack.areas if area.code == incident.area), incident.area)
    if not agency.areas:
        yield Reason("Wilayah tugasnya seluruh kota.", 0)
    elif incident.area in agency.areas:
        yield Reason(f"Wilayah tugasnya mencakup {name}.", 15)
    else:
        yield Reason(f"{name} di luar wilayah tugasnya.", -30, missing=True)


def _duty(agency: Agency, facts: Facts) -> Reason:
    found = watch(facts.casework.duties.values(), agency.code, facts.now)
    if found.now is not None:
        contact = facts.casework.contacts.get(found.now.contact_id)
        name = contact.name if contact else found.now.contact_id
        return Reason(f"{name} sedang piket, masih {_age(found.until - facts.now)}.", 20)
    if not found.known:
        return Reason("Jadwal piketnya belum diisi.", -10, missing=True)
    if found.then_at:
        wait = _age(found.then_at - facts.now)
        return Reason(f"Tidak ada yang piket sekarang; piket berikutnya {wait} lagi.", -25, missing=True)
    return Reason("Tidak ada yang piket sekarang, dan jadwalnya sudah habis.", -25, missing=True)


def _nearest(agency: Agency, incident: Incident, facts: Facts) -> Iterator[Reason]:
    units = [one for one in facts.casework.positions.values() if one.agency == agency.code]
    if incident.lat is None or incident.lon is None:
        return
    if not units:
        yield Reason("Posisi unitnya tidak diketahui.", 0, missing=True)
        return
    fresh = [one for one in units if facts.now - one.at <= STALE_POSITION_MS] or units
    metres, nearest = min(
        ((_distance(incident.lat, incident.lon, one), one) for one in fresh),
        key=lambda pair: (pair[0], -pair[1].at, pair[1].contact_id),
    )
    age = facts.now - nearest.at
    told = f"Unit terdekat {_metres(metres)}"
    if age <= STALE_POSITION_MS:
        yield Reason(f"{told}, posisinya {_age(age)} yang lalu.", max(0, LONGEST_WAIT - round(metres / 400)))
    else:
        yield Reason(f"{told}, tetapi posisinya sudah {_age(age)} lama.", -5, missing=True)


def _load(agency: Agency, category: Category | None, facts: Facts) -> Iterator[Reason]:
    load = facts.load.get(agency.code, Load())
    if not load.open:
        yield Reason("Sedang tanpa tugas lain.", 5)
    else:
        critical = f", {load.critical} di antaranya Kritis" if load.critical else ""
        points = -min(20, 2 * load.open + 3 * load.critical)
        yield Reason(f"Sudah memegang {load.open} kejadian terbuka{critical}.", points, missing=True)
    if load.waiting:
        points = -min(15, 3 * load.waiting)
        words = f"Bila dikirim, {load.waiting} kejadian Kritis atau Tinggi lain miliknya tetap menunggu."
        yield Reason(words, points, missing=True)
    if category is not None and not load.open and _last_free(agency, category, facts):
        family = _short(facts.pack, category.agency)
        yield Reason(f"Bila dikirim, tidak ada lagi unit {family} yang bebas tugas.", -5, missing=True)


def _last_free(agency: Agency, category: Category, facts: Facts) -> bool:
    """True where the responsible agency has several units and this is the last one without work."""
    family = [a for a in facts.pack.agencies if category.agency in (a.code, a.parent)]
    free = [a for a in family if not facts.load.get(a.code, Load()).open]
    return len(family) > 1 and [a.code for a in free] == [agency.code]


def _answers(agency: Agency, facts: Facts) -> Iterator[Reason]:
    casework = facts.casework
    told = agency_answers(casework.contacts.values(), agency.code, casework.reach)
    if told.answered and told.counted:
        points = max(0, LONGEST_WAIT - told.median_ms // MINUTE)
        yield Reason(
            f"Biasanya menjawab dalam {_age(told.median_ms)}; "
            f"9 dari 10 kali dalam {_age(told.p90_ms)} (dari {told.counted} jawaban).",
            points,
        )
    elif told.answered:
        yield Reason(f"Terakhir menjawab {_age(facts.now - told.last_at)} yang lalu.", 3)
    elif told.tries:
        points = -min(20, 5 * told.tries)
        yield Reason(f"Belum pernah menjawab dari {told.tries} kali dihubungi.", points, missing=True)
    elif _contacts(agency, facts):
        yield Reason("Belum pernah dihubungi dari ruang ini.", 0, missing=True)


def _verified(agency: Agency, facts: Facts) -> Iterator[Reason]:
    channels = [channel for contact in _contacts(agency, facts) for channel in contact.channels]
    if not channels:
        yield Reason("Belum ada nomor atau saluran yang diisi.", -20, missing=True)
        return
    states = [verified(channel, facts.now) for channel in channels]
    if Verified.FRESH in states:
        return
    if Verified.OLD in states:
        age = facts.now - max(channel.verified_at for channel in channels)
        yield Reason(f"Nomornya terakhir terbukti benar {_age(age)} yang lalu.", -3, missing=True)
    else:
        yield Reason(f"Nomornya belum diverifikasi (0 dari {len(channels)} saluran).", -10, missing=True)


def _tested(agency: Agency, facts: Facts) -> Iterator[Reason]:
    trial = latest_trial(facts.tests, agency.code)
    if trial is None:
        return
    told = f"Uji jangkauan {_age(facts.now - trial.at)} yang lalu"
    words = f"{told}: {trial.reached} dari {trial.channels} saluran menerima."
    yield Reason(words, -5 if trial.bad else 3, missing=trial.bad)


def _contacts(agency: Agency, facts: Facts) -> list[Contact]:
    return [contact for contact in facts.casework.contacts.values() if contact.agency == agency.code]


def _distance(lat: float, lon: float, position: Position) -> float:
    """Metres, on a plane: exact enough within one city."""
    east = (position.lon - lon) * math.cos(math.radians(lat))
    return math.hypot(position.lat - lat, east) * EARTH_M_PER_DEGREE


def _short(pack: CityPack, code: str) -> str:
    return next((agency.short for agency in pack.agencies if agency.code == code), code)


def _metres(metres: float) -> str:
    if metres < 1000:
        return f"{round(metres, -1):.0f} m"
    return f"{metres / 1000:.1f} km".replace(".", ",")


def _age(milliseconds: int) -> str:
    minutes = max(0, milliseconds) // MINUTE
    if minutes < 1:
        return "kurang dari 1 menit"
    if minutes < 120:
        return f"{minutes} menit"
    return f"{minutes // 60} jam" if minutes < 48 * 60 else f"{minutes // 1440} hari"
