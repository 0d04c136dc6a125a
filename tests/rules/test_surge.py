"""Grouping in a surge: nothing is lost, nothing worked on is hidden, and the first critical stands alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from services.contract.city import Policy
from services.rules.surge import Group, Limits, Surge, groups, limits_of, loose

NOW = 1_790_000_000_000
LIMITS = limits_of(Policy())
WINDOW_MS, LEAST = LIMITS


@dataclass
class Columns:
    severity: NDArray[np.int8]
    category: NDArray[np.int32]
    area: NDArray[np.int32]
    owner: NDArray[np.int32]
    agencies: NDArray[np.int32]
    status: NDArray[np.int8]
    opened_at: NDArray[np.int64]


def columns(count: int, **fixed: object) -> Columns:
    values = {
        "severity": 2, "category": 1, "area": 1, "owner": 0, "agencies": 0, "status": 0, "opened_at": NOW,
    } | fixed  # fmt: skip
    return Columns(**{name: np.full(count, value) for name, value in values.items()})


def surge(rows: Columns) -> Surge:
    return groups(rows, np.arange(len(rows.severity)), NOW, LIMITS)


def find(rows: Columns) -> list[Group]:
    return list(surge(rows))


def test_a_dozen_floods_in_one_place_are_one_line() -> None:
    rows = columns(12)
    (group,) = find(rows)
    assert (group.category, group.area, list(group.members)) == (1, 1, list(range(12)))
    assert surge(rows).hidden(14).tolist() == [False] + [True] * 11 + [False] * 2


def test_narrow_columns_do_not_overflow() -> None:
    rows = columns(12, category=11, area=13)
    rows.category, rows.area = rows.category.astype(np.int8), rows.area.astype(np.int8)
    (group,) = find(rows)
    assert (group.category, group.area) == (11, 13)


def test_the_citys_own_limits_count() -> None:
    policy = Policy(surge_window_min=1, surge_least=3)
    assert limits_of(policy) == (60_000, 3)
    rows = columns(3)
    assert len(list(groups(rows, np.arange(3), NOW, limits_of(policy)))) == 1
    rows.opened_at[:] = NOW - 60_001
    assert not list(groups(rows, np.arange(3), NOW, limits_of(policy)))


def test_a_few_are_read_one_by_one() -> None:
    assert find(columns(LEAST - 1)) == []
    assert find(columns(LEAST))


def test_another_place_kind_hour_or_hand_is_not_grouped() -> None:
    for name, value in (
        ("area", 0),
        ("category", 0),
        ("owner", 3),
        ("agencies", 2),
        ("status", 1),
        ("opened_at", NOW - WINDOW_MS - 1),
    ):
        rows = columns(LEAST)
        getattr(rows, name)[2] = value
        assert find(rows) == [], name
    rows = columns(2 * LEAST)
    rows.area[::2] = 2
    assert [list(g.members) for g in find(rows)] == [list(range(1, 10, 2)), list(range(0, 10, 2))]


def test_the_first_critical_stands_alone_and_those_after_it_do_not() -> None:
    rows = columns(8)
    rows.severity[[2, 5]] = 0
    (group,) = find(rows)
    assert 2 not in group.members
    assert 5 in group.members


def test_groups_somebody_looks_into_are_left_out() -> None:
    rows = columns(2 * LEAST)
    rows.area[::2] = 2
    both = surge(rows)
    assert [group.area for group in both.without({(1, 1)})] == [2]
    assert len(both.without({(1, 1), (1, 2)})) == 0
    assert both.without(set()) is both
    assert list(both.heads) == [1, 0]


small = st.integers(0, 3)


@st.composite
def lists(draw: st.DrawFn) -> tuple[Columns, NDArray[np.int64]]:
    count = draw(st.integers(0, 60))
    made = {
        name: np.array(draw(st.lists(values, min_size=count, max_size=count)), dtype=np.int64)
        for name, values in {
            "severity": small, "category": small, "area": small, "owner": st.sampled_from([0, 0, 0, 1]),
            "agencies": st.sampled_from([0, 0, 0, 1]), "status": st.sampled_from([0, 0, 0, 1]),
            "opened_at": st.sampled_from([NOW, NOW - WINDOW_MS, NOW - 2 * WINDOW_MS]),
        }.items()
    }  # fmt: skip
    order = np.array(draw(st.permutations(range(count))), dtype=np.int64)
    return Columns(**made), order[: draw(st.integers(0, count))]  # type: ignore[arg-type]


@given(lists(), st.integers(2, 6))
def test_every_row_stands_in_the_list_or_behind_one_line(
    drawn: tuple[Columns, NDArray[np.int64]], least: int
) -> None:
    rows, order = drawn
    found, free = groups(rows, order, NOW, Limits(WINDOW_MS, least)), loose(rows, NOW, WINDOW_MS)
    members = [int(row) for group in found for row in group.members]
    assert max(Counter(members).values(), default=1) == 1
    assert set(members) <= set(order.tolist())
    places = {int(row): place for place, row in enumerate(order)}
    first: dict[tuple[int, int], int] = {}
    for row in order.tolist():
        if rows.severity[row] == 0 and bool(free[row]):
            first.setdefault((int(rows.category[row]), int(rows.area[row])), row)
    assert not set(first.values()) & set(members)
    for group in found:
        assert len(group.members) >= least
        assert {(int(rows.category[r]), int(rows.area[r])) for r in group.members} == {group[:2]}
        assert free[group.members].all()
        assert sorted(group.members, key=lambda r: places[int(r)]) == list(group.members)
    mask = found.hidden(len(rows.severity))
    assert int(mask.sum()) == len(members) - len(found)
