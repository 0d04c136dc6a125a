"""Similar open incidents: near in place, time, kind and words, each said."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from services.rules.duplicates import Duplicates, Probe, Similar, telling
from tests.city.making import blitar

PACK = blitar()
CODES = ["", *(c.code for c in PACK.categories)]
RULES = Duplicates(PACK, CODES)
NOON = 1_790_000_000_000
MINUTE = 60_000


@dataclass
class Columns:
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    opened_at: NDArray[np.int64]
    category: NDArray[np.int16]


def columns(*rows: tuple[float | None, float | None, int, str]) -> Columns:
    return Columns(
        np.array([math.nan if r[0] is None else r[0] for r in rows]),
        np.array([math.nan if r[1] is None else r[1] for r in rows]),
        np.array([r[2] for r in rows], dtype=np.int64),
        np.array([CODES.index(r[3]) for r in rows], dtype=np.int16),
    )


def find(rows: Columns, probe: Probe, texts: list[str] | None = None, **options: object) -> list[Similar]:
    said = texts or [""] * len(rows.lat)
    return RULES.similar(rows, None, probe, said.__getitem__, **options)  # type: ignore[arg-type]


def test_the_same_tree_minutes_later_is_found_and_explained() -> None:
    rows = columns(
        (-8.1, 112.165, NOON, "pohon-tumbang"),
        (-8.1, 112.175, NOON, "pohon-tumbang"),  # more than a kilometre away
        (-8.1, 112.165, NOON - 600 * MINUTE, "pohon-tumbang"),  # in the morning
    )
    probe = Probe(
        lat=-8.10036,
        lon=112.165,
        at=NOON + 3 * MINUTE,
        category="pohon-tumbang",
        text="pohon tumbang di jalan",
    )
    (similar,) = find(rows, probe, ["Pohon besar tumbang", "", ""])
    assert similar.row == 0
    assert similar.reason == "40 m, 3 menit, kategori sama, kata sama: tumbang, pohon"
    assert similar.score > 0.9


def test_another_kind_of_the_same_group_counts_less() -> None:
    rows = columns(
        (-8.1, 112.165, NOON, "banjir"), (-8.1, 112.165, NOON, "genangan"), (-8.1, 112.165, NOON, "sampah")
    )
    found = find(rows, Probe(lat=-8.1, lon=112.165, at=NOON, category="banjir"))
    assert [s.row for s in found] == [0, 1, 2]
    assert "kelompok sama" in found[1].reason
    assert found[0].score > found[1].score > found[2].score


def test_closed_rows_and_the_incident_itself_are_left_out() -> None:
    rows = columns(*[(-8.1, 112.165, NOON, "banjir")] * 3)
    probe = Probe(lat=-8.1, lon=112.165, at=NOON, category="banjir")
    mask = np.array([True, False, True])
    found = RULES.similar(rows, mask, probe, lambda row: "", exclude=0)
    assert [s.row for s in found] == [2]
    assert RULES.similar(rows, np.zeros(3, dtype=bool), probe, lambda row: "") == []
    empty = columns()
    assert find(empty, probe) == []


def test_the_stricter_of_two_kinds_decides() -> None:
    by_code = {c.code: c for c in PACK.categories}
    flood, puddle = by_code["banjir"], by_code["genangan"]
    assert flood.duplicate_radius_m > puddle.duplicate_radius_m + 50
    metres = puddle.duplicate_radius_m + 50
    rows = columns((-8.1, 112.165, NOON, "banjir"), (-8.1, 112.165, NOON, "genangan"))
    probe = Probe(lat=-8.1 + metres / 111_195, lon=112.165, at=NOON, category="banjir")
    assert [similar.row for similar in find(rows, probe)] == [0]
    later = NOON + by_code["pohon-tumbang"].duplicate_window_min * MINUTE + 5 * MINUTE
    rows = columns((-8.1, 112.165, NOON, "pohon-tumbang"))
    assert find(rows, Probe(lat=-8.1, lon=112.165, at=later, category="angin-kencang")) == []


def test_an_approximate_position_says_so() -> None:
    rows = columns((-8.1, 112.165, NOON, "banjir"))
    probe = Probe(lat=-8.104, lon=112.165, at=NOON, category="banjir", approximate=True)
    (similar,) = find(rows, probe)
    assert "(perkiraan)" in similar.reason
    exact = find(rows, Probe(lat=-8.104, lon=112.165, at=NOON, category="banjir"))
    assert not exact


def test_without_a_place_only_common_words_count() -> None:
    rows = columns((-8.1, 112.165, NOON, "banjir"), (None, None, NOON, "banjir"))
    probe = Probe(at=NOON, category="banjir", text="banjir depan Pasar Legi")
    assert find(rows, probe, ["banjir di Sentul", "air masuk rumah"])[0].words == ("banjir",)
    assert find(rows, probe, ["", "air masuk rumah"]) == []
    assert find(rows, probe, ["pasar legi kebanjiran", ""])[0].reason.startswith("jarak belum diketahui")


def test_a_category_no_row_has_yet_keeps_its_own_radius() -> None:
    rules = Duplicates(PACK, ["", "banjir"])
    rows = columns((-8.102, 112.165, NOON, "banjir"))
    rows.category[:] = 1
    near = Probe(lat=-8.1, lon=112.165, at=NOON, category="banjir")
    assert rules.similar(rows, None, near, lambda row: "")
    unknown = Probe(lat=-8.1, lon=112.165, at=NOON, category="pju-padam")  # 60 m
    assert rules.similar(rows, None, unknown, lambda row: "") == []


_PLACE = st.one_of(st.none(), st.tuples(st.floats(-8.11, -8.09), st.floats(112.155, 112.175)))
_SIDE = st.tuples(
    _PLACE,
    st.integers(0, 90),
    st.sampled_from(["", "banjir", "genangan", "pohon-tumbang", "sampah", "abu-vulkanik"]),
    st.sampled_from(["", "pohon tumbang", "banjir depan pasar legi", "pasar legi"]),
    st.booleans(),
)


@given(_SIDE, _SIDE)
def test_it_does_not_matter_which_came_first(a: tuple, b: tuple) -> None:  # type: ignore[type-arg]
    def score(new: tuple, old: tuple) -> tuple[float, int, tuple[str, ...]] | None:  # type: ignore[type-arg]
        place, minute, category, text, _ = old
        rows = columns(
            (place[0] if place else None, place[1] if place else None, NOON + minute * MINUTE, category)
        )
        spot = new[0] or (None, None)
        probe = Probe(
            lat=spot[0],
            lon=spot[1],
            at=NOON + new[1] * MINUTE,
            category=new[2],
            text=new[3],
            approximate=new[4],
        )
        found = find(rows, probe, [text], approximate=np.array([old[4]]))
        return (found[0].score, found[0].distance_m, found[0].words) if found else None

    forth, back = score(a, b), score(b, a)
    assert (forth is None) == (back is None)
    if forth and back:
        assert forth[0] == pytest.approx(back[0], abs=0.002)
        assert abs(forth[1] - back[1]) <= 1
        assert forth[2] == back[2]


@given(st.integers(0, 300), st.integers(0, 2**32 - 1))
def test_columns_give_what_one_row_alone_gives(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = Columns(
        random.uniform(-8.11, -8.09, count),
        random.uniform(112.155, 112.175, count),
        NOON + random.integers(-200, 200, count) * MINUTE,
        random.integers(0, len(CODES), count).astype(np.int16),
    )
    rows.lat[random.random(count) < 0.1] = math.nan
    probe = Probe(lat=-8.1, lon=112.165, at=NOON, category="banjir", text="banjir pasar")
    found = RULES.similar(rows, None, probe, lambda row: "pasar", limit=1000)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    for similar in found:
        i = similar.row
        alone = Columns(
            rows.lat[i : i + 1], rows.lon[i : i + 1], rows.opened_at[i : i + 1], rows.category[i : i + 1]
        )
        (single,) = RULES.similar(alone, None, probe, lambda row: "pasar")
        assert (single.score, single.reason) == (similar.score, similar.reason)


@given(st.text(max_size=300))
def test_telling_words_of_any_text(text: str) -> None:
    assert all(len(word) > 3 for word in telling(text))


def test_the_same_caller_is_evidence_also_where_the_place_is_unknown() -> None:
    rows = columns(
        (None, None, NOON, "banjir"), (-8.1, 112.165, NOON, "banjir"), (-8.15, 112.2, NOON, "banjir")
    )
    probe = Probe(lat=-8.1, lon=112.165, at=NOON, category="banjir")
    assert [s.row for s in find(rows, probe)] == [1]
    found = find(rows, probe, callers=[0, 1, 2])
    assert [s.row for s in found] == [1, 0, 2]
    assert all("penelepon sama" in s.reason for s in found)
    assert found[0].score > find(rows, probe)[0].score or found[0].score == 1.0
    late = Probe(lat=-8.1, lon=112.165, at=NOON + 9000 * MINUTE, category="banjir")
    assert find(rows, late, callers=[0, 1, 2]) == []
    mask = np.array([False, True, True])
    assert [s.row for s in RULES.similar(rows, mask, probe, lambda row: "", callers=[0])] == [1]


def test_two_incidents_beside_each_other_say_what_speaks_for_and_against() -> None:
    one = Probe(lat=-8.1, lon=112.165, at=NOON, category="pohon-tumbang", text="pohon tumbang di pasar")
    near = Probe(
        lat=-8.10036, lon=112.165, at=NOON + 3 * MINUTE, category="pohon-tumbang", text="pohon pasar"
    )
    found = RULES.compare(one, near, same_caller=True)
    assert (found.distance_m, found.minutes) == (40, 3)
    assert all(each.speaks_for for each in found.evidence)
    words = "; ".join(each.words for each in found.evidence)
    assert "berjarak 40 m" in words
    assert "kata sama: pasar, pohon" in words
    far = Probe(lat=-8.2, lon=112.165, at=NOON + 900 * MINUTE, category="sampah", text="bau")
    against = RULES.compare(one, far, same_caller=False)
    assert not any(each.speaks_for for each in against.evidence)
    assert "penelepon berbeda" in {each.words for each in against.evidence}
    unknown = RULES.compare(one, Probe(at=NOON), same_caller=None)
    assert unknown.distance_m == -1
    assert not any("penelepon" in each.words for each in unknown.evidence)


def test_comparing_is_the_same_from_either_side() -> None:
    one = Probe(lat=-8.1, lon=112.165, at=NOON, category="banjir", text="air naik cepat")
    other = Probe(lat=-8.104, lon=112.168, at=NOON + 40 * MINUTE, category="genangan", text="air cepat")
    assert RULES.compare(one, other) == RULES.compare(other, one)
