"""What the checks say about a proof, and whose proofs are looked at."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.closing import Finding, Photo, Proof
from services.contract.records import Placement
from services.rules.photoindex import ALIKE_BITS, PhotoIndex, featureless
from services.rules.proof import (
    Claim,
    Memory,
    Record,
    Scene,
    chosen,
    distance_m,
    examine,
    metres,
    record_of,
    sampling_share,
)

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
OPENED = 1_700_000_000_000
NOW = OPENED + 3 * HOUR
HERE = (-8.0955, 112.1678)
HASHES = st.integers(0, 2**64 - 1).map(lambda bits: f"{bits:016x}")


def photo(**fields: Any) -> Photo:
    given = {"sha256": "a" * 64, "phash": "f0f0f0f0aaaa5555", "taken_at": NOW - MINUTE, "camera": "X"}
    return Photo(**{**given, **fields})


def scene(**fields: Any) -> Scene:
    given = {"incident_id": 7, "lat": HERE[0], "lon": HERE[1], "placement": Placement.EXACT, "since": OPENED}
    return Scene(**{**given, "asked": True, "radius_m": 150, **fields})


def claim(*photos: Photo, **fields: Any) -> Claim:
    given = {"lat": HERE[0], "lon": HERE[1], "accuracy_m": 10.0, "officer": "Yanto", "at": NOW}
    return Claim(photos=photos or (photo(),), **{**given, **fields})


def earlier(*photos: Photo, incident_id: int = 3, **fields: Any) -> Proof:
    return Proof(id=1, incident_id=incident_id, photos=photos, at=OPENED - DAY, agency="dlh", **fields)


def memory(*proofs: Proof, **fields: Any) -> Memory:
    index = PhotoIndex()
    for proof in proofs:
        index.add(proof)
    return Memory(index=index, **fields)


def codes(findings: tuple[Finding, ...], *, suspicious: bool | None = None) -> list[str]:
    return [f.code for f in findings if suspicious is None or f.suspicious is suspicious]


def test_an_honest_proof_raises_no_suspicion_and_says_what_was_checked() -> None:
    found = examine(claim(), scene(), memory())
    assert codes(found) == ["near", "in_order"]
    assert not codes(found, suspicious=True)


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"lat": HERE[0] + 0.01}, {}, "far"),
        ({"lat": None, "lon": None}, {}, "place_missing"),
        ({"officer": ""}, {}, "person_missing"),
    ],
)
def test_what_is_wrong_with_the_filing(changes: dict[str, Any], place: dict[str, Any], code: str) -> None:
    found = examine(claim(**changes), scene(**place), memory())
    assert code in codes(found, suspicious=True)
    assert found[0].suspicious


@pytest.mark.parametrize(
    ("fields", "code", "suspicious"),
    [
        ({"taken_at": OPENED - HOUR}, "before_report", True),
        ({"taken_at": OPENED - 2 * MINUTE}, "in_order", False),  # within what telephones' clocks go wrong
        ({"taken_at": NOW + HOUR}, "from_future", True),
        ({"taken_at": 0}, "time_missing", False),
        ({"taken_at": 0, "camera": ""}, "no_metadata", False),
        ({"lat": HERE[0] + 0.01, "lon": HERE[1]}, "gps_differs", True),
        ({"software": "Adobe Photoshop 25.1"}, "edited", True),
        ({"software": "HDR+ 1.0.55"}, "in_order", False),
        ({"phash": "8000000000000000"}, "featureless", True),
    ],
)
def test_what_a_photograph_says_against_itself(fields: dict[str, Any], code: str, suspicious: bool) -> None:
    found = examine(claim(photo(**fields)), scene(), memory())
    assert code in codes(found, suspicious=suspicious)
    assert bool(codes(found, suspicious=True)) is suspicious


def test_a_photograph_sent_days_later_is_told_and_not_held_against_anybody() -> None:
    long_ago = scene(since=OPENED - 9 * DAY)
    found = examine(claim(photo(taken_at=NOW - 3 * DAY)), long_ago, memory())
    assert "sent_late" in codes(found, suspicious=False)


def test_the_place_may_come_from_the_photograph() -> None:
    placed = photo(lat=HERE[0], lon=HERE[1])
    assert "near" in codes(examine(claim(placed, lat=None, lon=None), scene(), memory()))


def test_an_uncertain_place_gives_room_and_an_inexact_position_only_so_much() -> None:
    off = {"lat": HERE[0] + 0.005}  # some 550 m
    assert "far" in codes(examine(claim(**off), scene(), memory()))
    assert "near" in codes(examine(claim(**off), scene(placement=Placement.STREET), memory()))
    far = claim(lat=HERE[0] + 0.02, accuracy_m=90_000.0)
    assert "far" in codes(examine(far, scene(), memory()))


def test_without_a_place_of_the_incident_nothing_is_claimed() -> None:
    found = examine(claim(), scene(lat=None, lon=None), memory())
    assert "scene_unknown" in codes(found, suspicious=False)
    assert distance_m(claim(), scene(lat=None, lon=None)) == -1


def test_where_no_proof_was_asked_a_missing_place_is_no_suspicion() -> None:
    found = examine(claim(lat=None, lon=None, officer=""), scene(asked=False), memory())
    assert not codes(found, suspicious=True)


def test_the_same_file_for_another_incident_is_found_with_its_number() -> None:
    found = examine(claim(), scene(), memory(earlier(photo()), ref_of=lambda n: f"KB-{n}"))
    reuse = next(f for f in found if f.code == "reused")
    assert (reuse.suspicious, reuse.seen_incident, reuse.photo) == (True, 3, 0)
    assert "KB-3" in reuse.words


def test_the_same_file_for_the_same_incident_is_a_repetition_unless_it_was_refused() -> None:
    before = memory(earlier(photo(), incident_id=7))
    assert "sent_before" in codes(examine(claim(), scene(), before), suspicious=False)
    refused = memory(earlier(photo(), incident_id=7), rejected=frozenset({"a" * 64}))
    assert "refused_before" in codes(examine(claim(), scene(), refused), suspicious=True)


@given(HASHES, st.sets(st.integers(0, 63), max_size=12))
def test_looking_alike_is_a_matter_of_few_bits(phash: str, turned: set[int]) -> None:
    other = f"{int(phash, 16) ^ sum(1 << bit for bit in turned):016x}"
    index = PhotoIndex()
    index.add(earlier(photo(sha256="b" * 64, phash=phash)))
    found = index.alike(other, 7)
    plain = featureless(phash) or featureless(other)
    assert (found is not None) is (len(turned) <= ALIKE_BITS and not plain)
    if found is not None:
        assert found[1] == len(turned)


def test_the_nearest_of_another_incident_is_named() -> None:
    index = PhotoIndex()
    for number, phash in enumerate(("f0f0f0f0aaaa5555", "f0f0f0f0aaaa5557", "0f0f0f0f5555aaaa")):
        index.add(earlier(photo(sha256=f"{number:064x}", phash=phash), incident_id=number + 1))
    assert index.alike("f0f0f0f0aaaa5555", 1) == (index.exact(f"{1:064x}", 9), 1)
    assert index.alike("", 1) is None


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0, 1))
def test_a_worse_record_is_looked_at_more(checked: int, rejected: int, least: float) -> None:
    record = Record(max(checked, rejected), rejected)
    share = sampling_share(record, least)
    assert least <= share <= 1
    worse = Record(record.checked + 1, record.rejected + 1)
    better = Record(record.checked + 1, record.rejected)
    assert sampling_share(better, least) <= share <= sampling_share(worse, least)


def test_a_new_agency_begins_at_a_fifth_a_clean_one_comes_down_a_bad_one_goes_up() -> None:
    assert sampling_share(Record(), 0.05) == 0.2
    assert sampling_share(Record(100, 0), 0.05) == 0.05
    assert sampling_share(Record(20, 14), 0.05) == 1.0


@given(st.floats(0.05, 0.95))
def test_the_lot_falls_as_often_as_the_share_says_and_the_same_way_again(share: float) -> None:
    drawn = [chosen(f"epoch:{n}", share) for n in range(2000)]
    assert abs(sum(drawn) / 2000 - share) < 0.06
    assert drawn == [chosen(f"epoch:{n}", share) for n in range(2000)]
    assert not chosen("x", 0.0)
    assert chosen("x", 1.0)


def test_only_what_somebody_looked_at_makes_a_record() -> None:
    proofs = [
        earlier(),
        earlier(verified_at=1, accepted=True),
        earlier(verified_at=1, accepted=False),
    ]
    assert record_of("dlh", proofs) == Record(2, 1)
    assert record_of("bpbd", proofs) == Record()


def test_metres_over_the_globe() -> None:
    assert round(metres(0, 0, 0, 1)) == 111_195
    assert metres(*HERE, *HERE) == 0
