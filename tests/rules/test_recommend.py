"""Whom to send: every reason has its figure, every gap is said, and the same facts give the same order."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.contract.contacts import (
    Contact,
    ContactChannel,
    Delivery,
    DeliveryState,
    Duty,
    DutyKind,
    Position,
    Reach,
    reach_key,
)
from services.contract.records import Incident, Severity
from services.projection.casework import Casework
from services.rules.recommend import Candidate, Facts, Load, recommend
from tests.city.making import blitar

MINUTE = 60_000
HOUR = 60 * MINUTE
NOW = 1_795_300_000_000
PACK = blitar()
AREA = PACK.areas[0]
TREE = Incident(
    id=1,
    day_no=1,
    severity=Severity.HIGH,
    category="pohon-tumbang",
    title="Pohon tumbang",
    opened_at=NOW - HOUR,
    updated_at=NOW - HOUR,
    area=AREA.code,
    lat=AREA.lat,
    lon=AREA.lon,
)
PHONE = ContactChannel(kind="phone", address="0342 555 0110", verified_at=NOW - HOUR, verified_by="sri")


def facts(load: dict[str, Load] | None = None, **tables: Any) -> Facts:
    return Facts(pack=PACK, casework=Casework(**tables), load=load or {}, now=NOW)


def after_tests(*tests: Delivery) -> Facts:
    return Facts(pack=PACK, casework=Casework(), load={}, tests=tests, now=NOW)


def of(agency: str, found: tuple[Candidate, ...]) -> Candidate:
    return next(candidate for candidate in found if candidate.agency == agency)


def staffed(agency: str, **channel: Any) -> dict[str, Any]:
    """An agency with a verified number, somebody on duty and good answers."""
    contact = Contact(id=f"{agency}-1", agency=agency, name="Regu 2", channels=(replace(PHONE, **channel),))
    key = reach_key(contact.id, PHONE.kind, PHONE.address)
    return {
        "contacts": {contact.id: contact},
        "duties": {
            "d": Duty(
                id="d", agency=agency, contact_id=contact.id, start=NOW - HOUR, end=NOW + 3 * HOUR
            )
        },
        "reach": {
            key: Reach(tries=5, answered=4, answered_at=NOW, answer_ms=[MINUTE, 4 * MINUTE, 11 * MINUTE])
        },
    }  # fmt: skip


def test_the_responsible_agency_leads_and_what_is_missing_is_said() -> None:
    found = recommend(TREE, facts())
    assert [candidate.agency for candidate in found] == ["bpbd", "damkar", "dlh", "dishub", "pln"]
    first = found[0]
    assert first.lead
    assert first.because[0] == "Penanggung jawab utama kategori Pohon tumbang."
    assert first.against == (
        "Jadwal piketnya belum diisi.",
        "Posisi unitnya tidak diketahui.",
        "Belum ada nomor atau saluran yang diisi.",
    )
    assert not of("dlh", found).lead


def test_a_staffed_agency_has_its_figures() -> None:
    tables = staffed("bpbd")
    tables["positions"] = {
        "bpbd:a": Position(agency="bpbd", contact_id="a", lat=AREA.lat, lon=AREA.lon + 0.011, at=NOW - MINUTE)
    }
    first = recommend(TREE, facts(**tables))[0]
    assert first.because == (
        "Penanggung jawab utama kategori Pohon tumbang.",
        "Wilayah tugasnya seluruh kota.",
        "Regu 2 sedang piket, masih 3 jam.",
        "Unit terdekat 1,2 km, posisinya 1 menit yang lalu.",
        "Sedang tanpa tugas lain.",
        "Biasanya menjawab dalam 4 menit; 9 dari 10 kali dalam 11 menit (dari 3 jawaban).",
    )
    assert first.against == ()


def test_every_kind_of_gap() -> None:
    tables = staffed("bpbd", verified_at=NOW - 120 * 24 * HOUR)
    tables["duties"] = {"d": replace(tables["duties"]["d"], start=NOW + 2 * HOUR)}
    tables["reach"] = {key: Reach(tries=4, failed_at=NOW) for key in tables["reach"]}
    tables["positions"] = {"bpbd": Position(agency="bpbd", lat=AREA.lat, lon=AREA.lon, at=NOW - 22 * MINUTE)}
    load = {"bpbd": Load(open=4, critical=1, waiting=2)}
    assert of("bpbd", recommend(TREE, facts(load, **tables))).against == (
        "Tidak ada yang piket sekarang; piket berikutnya 2 jam lagi.",
        "Unit terdekat 0 m, tetapi posisinya sudah 22 menit lama.",
        "Sudah memegang 4 kejadian terbuka, 1 di antaranya Kritis.",
        "Bila dikirim, 2 kejadian Kritis atau Tinggi lain miliknya tetap menunggu.",
        "Belum pernah menjawab dari 4 kali dihubungi.",
        "Nomornya terakhir terbukti benar 120 hari yang lalu.",
    )
    tables = staffed("bpbd", verified_at=0)
    unverified = of("bpbd", recommend(TREE, facts(**tables))).against
    assert "Nomornya belum diverifikasi (0 dari 1 saluran)." in unverified


def test_the_last_free_unit_of_the_responsible_agency_is_told() -> None:
    category = next(c for c in PACK.categories if c.agency in {a.parent for a in PACK.agencies} and c.parent)
    fire = replace(TREE, category=category.code)
    family = [a for a in PACK.agencies if category.agency in (a.code, a.parent)]
    busy = {agency.code: Load(open=1) for agency in family[1:]}
    last = of(family[0].code, recommend(fire, facts(busy)))
    assert any("tidak ada lagi unit" in reason for reason in last.against)
    free = of(family[0].code, recommend(fire, facts()))
    assert not any("tidak ada lagi unit" in reason for reason in free.against)


def test_the_latest_test_of_reachability_is_told() -> None:
    def tried(number: int, state: DeliveryState, at: int = NOW - 2 * HOUR) -> Delivery:
        return Delivery(
            id=str(number), agency="bpbd", kind="email", queued_at=at, at=at, state=state, test=True
        )  # fmt: skip

    old = tried(0, DeliveryState.FAILED, NOW - 30 * HOUR)
    taken = [tried(1, DeliveryState.HANDED_OVER), tried(2, DeliveryState.BY_HAND)]
    good = recommend(TREE, after_tests(old, *taken))[0]
    assert good.because[-1] == "Uji jangkauan 2 jam yang lalu: 1 dari 2 saluran menerima."
    failed = tried(3, DeliveryState.FAILED)
    bad = recommend(TREE, after_tests(*taken, failed))[0]
    assert bad.against[-1] == "Uji jangkauan 2 jam yang lalu: 1 dari 3 saluran menerima."


def test_a_service_area_counts_both_ways() -> None:
    district = next(agency for agency in PACK.agencies if AREA.code in agency.areas)
    category = next(c for c in PACK.categories if c.code == "pohon-tumbang")
    pack = replace(
        PACK, categories=(replace(category, agency=district.code, supporting=("dlh",)),)
    )  # fmt: skip
    asked = Facts(pack=pack, casework=Casework(), load={}, now=NOW)
    assert f"Wilayah tugasnya mencakup {AREA.name}." in of(district.code, recommend(TREE, asked)).because
    elsewhere = next(area for area in PACK.areas if area.code not in district.areas)
    away = of(district.code, recommend(replace(TREE, area=elsewhere.code), asked))
    assert f"{elsewhere.name} di luar wilayah tugasnya." in away.against


def test_the_neighbour_comes_first_beyond_the_line_and_only_there() -> None:
    neighbour = next(agency.code for agency in PACK.agencies if agency.kind == "neighbour")
    assert neighbour not in {candidate.agency for candidate in recommend(TREE, facts())}
    first = recommend(replace(TREE, outside_m=420), facts())[0]
    assert first.agency == neighbour
    assert first.because[0] == "Titiknya 420 m di luar batas kota."


def test_whoever_is_assigned_is_not_proposed_again_and_without_a_category_nobody_is() -> None:
    rest = recommend(replace(TREE, agencies=("bpbd", "dlh")), facts())
    assert [candidate.agency for candidate in rest] == ["damkar", "dishub", "pln"]
    assert recommend(replace(TREE, category=""), facts()) == ()


loads = st.builds(Load, open=st.integers(0, 9), critical=st.integers(0, 3), waiting=st.integers(0, 4))
codes = st.sampled_from([agency.code for agency in PACK.agencies])
positions = st.builds(
    Position,
    agency=codes,
    contact_id=st.sampled_from(["a", "b"]),
    lat=st.floats(-8.2, -8.0),
    lon=st.floats(112.1, 112.2),
    at=st.integers(NOW - 2 * HOUR, NOW + MINUTE),
)
duties = st.builds(
    Duty,
    id=st.uuids().map(str),
    agency=codes,
    contact_id=st.just("Budi"),
    start=st.integers(NOW - 9 * HOUR, NOW + 9 * HOUR),
    end=st.integers(NOW - 9 * HOUR, NOW + 9 * HOUR),
    kind=st.sampled_from(DutyKind),
)


@given(
    st.dictionaries(codes, loads, max_size=5),
    st.lists(positions, max_size=5),
    st.lists(duties, max_size=5),
    st.sampled_from([category.code for category in PACK.categories]),
)
def test_the_order_is_that_of_the_points_and_every_reason_is_a_sentence(
    load: dict[str, Load], where: list[Position], roster: list[Duty], category: str
) -> None:
    placed = {f"{one.agency}:{one.contact_id}": one for one in where}
    asked = facts(load, positions=placed, duties={one.id: one for one in roster})
    found = recommend(replace(TREE, category=category), asked)
    assert found == recommend(replace(TREE, category=category), asked)
    points = [candidate.points for candidate in found]
    assert points == sorted(points, reverse=True)
    for candidate in found:
        assert candidate.points == sum(reason.points for reason in candidate.reasons)
        for reason in candidate.reasons:
            assert reason.text.endswith(".")
            assert reason.text[0].isupper()
            assert not reason.missing or reason.points <= 0
