"""Coming back to one place: the order of the input means nothing, and nobody sits where they may not."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.recurrence import DAY_MS, Limits, Seated, Spots, limits_of, seated, usual_radius
from tests.city.making import blitar

LATITUDE = -8.1
METRE = 1 / 111_195.0
LIMITS = Limits(
    radius_m=np.array([50.0, 25.0]), event_ms=np.array([3_600_000, 0]), window_ms=90 * DAY_MS,
    latitude=LATITUDE,
)  # fmt: skip
Incident = tuple[int, float, float, int]
"""When in milliseconds, metres north and east, category."""
_incidents = st.lists(
    st.tuples(
        st.integers(0, 400).map(lambda hours: hours * 12 * 3_600_000),
        st.floats(0, 200).map(lambda metres: round(metres, 1)),
        st.floats(0, 200).map(lambda metres: round(metres, 1)),
        st.integers(0, 1),
    ),
    max_size=40,
)


def spots(incidents: list[Incident], order: list[int]) -> Spots:
    squeeze = float(np.cos(np.radians(LATITUDE)))
    chosen = [incidents[index] for index in order]
    return Spots(
        ids=np.array([index + 1 for index in order], np.int64),
        at=np.array([each[0] for each in chosen], np.int64),
        lat=np.array([LATITUDE + each[1] * METRE for each in chosen], np.float64),
        lon=np.array([112.16 + each[2] * METRE / squeeze for each in chosen], np.float64),
        category=np.array([each[3] for each in chosen], np.int64),
    )


def seat(*incidents: Incident) -> Seated:
    return seated(spots(list(incidents), list(range(len(incidents)))), LIMITS)


@given(_incidents, st.randoms(use_true_random=False))
def test_the_order_of_the_input_means_nothing(incidents: list[Incident], chance: object) -> None:
    order = list(range(len(incidents)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    plain = seated(spots(incidents, list(range(len(incidents)))), LIMITS)
    shuffled = seated(spots(incidents, order), LIMITS)
    assert plain.seat[order].tolist() == shuffled.seat.tolist()
    assert plain.again[order].tolist() == shuffled.again.tolist()


@given(_incidents)
def test_who_sits_together_is_near_in_place_time_and_kind(incidents: list[Incident]) -> None:
    found = seat(*incidents)
    sitting: dict[int, list[int]] = {}
    for index in sorted(range(len(incidents)), key=lambda each: (incidents[each][0], each)):
        at, north, east, kind = incidents[index]
        earlier = sitting.setdefault(int(found.seat[index]), [])
        if earlier:
            first, before = incidents[earlier[0]], incidents[earlier[-1]]
            assert kind == first[3]
            assert np.hypot(north - first[1], east - first[2]) <= LIMITS.radius_m[kind] + 0.01
            assert at - before[0] <= LIMITS.window_ms
            assert found.again[index] == (at - before[0] > LIMITS.event_ms[kind])
        else:
            assert found.again[index]
            # Whoever founds a seat had none within reach that was in use.
            for other in (own for own in sitting.values() if own and incidents[own[0]][3] == kind):
                far = np.hypot(north - incidents[other[0]][1], east - incidents[other[0]][2])
                stale = at - incidents[other[-1]][0] > LIMITS.window_ms
                assert stale or far > LIMITS.radius_m[kind] - 0.01
        earlier.append(index)


def test_the_nearest_seat_is_taken_and_the_edge_of_a_cell_is_none() -> None:
    # 0 and 60 m apart are two seats; 45 m is within reach of both and nearer to the second.
    assert seat((0, 0, 0, 0), (1, 0, 60, 0), (2, 0, 45, 0)).seat.tolist() == [0, 1, 1]
    for east in (-49.0, -1.0, 1.0, 49.0):
        assert seat((0, 0, 0, 0), (1, 0, east, 0)).seat.tolist() == [0, 0]
        assert seat((0, 0, 0, 0), (1, east, 0, 0)).seat.tolist() == [0, 0]


def test_another_kind_or_too_long_ago_is_another_seat_and_a_chain_does_not_creep() -> None:
    assert seat((0, 0, 0, 0), (1, 0, 0, 1)).seat.tolist() == [0, 1]
    window = LIMITS.window_ms
    assert seat((0, 0, 0, 0), (window, 0, 0, 0), (2 * window + 1, 0, 0, 0)).seat.tolist() == [0, 0, 1]
    assert seat((0, 0, 0, 0), (1, 0, 40, 0), (2, 0, 80, 0)).seat.tolist() == [0, 0, 1]


def test_the_same_event_twice_does_not_count_as_coming_back() -> None:
    hour = 3_600_000
    found = seat((0, 0, 0, 0), (hour, 0, 5, 0), (2 * hour + 1, 0, 5, 0))
    assert (found.seat.tolist(), found.again.tolist()) == ([0, 0, 0], [True, False, True])


def test_the_usual_radius_is_a_quarter_within_bounds() -> None:
    assert [usual_radius(each) for each in (0, 60, 200, 300, 5_000)] == [25, 25, 50, 75, 100]
    pack = blitar()
    codes = ["", *(category.code for category in pack.categories)]
    usual = limits_of(pack, codes)
    assert usual.radius_m[0] == usual_radius(pack.policy.duplicate_default_radius_m)
    assert set(limits_of(pack, codes, 30, 7).radius_m) == {30.0}
    assert limits_of(pack, codes, 30, 7).window_ms == 7 * DAY_MS
