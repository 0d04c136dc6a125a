"""Figures of a shift: nearest rank, only what was reached by its end, a week earlier beside it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from services.contract.events import AgenciesAssigned
from services.projection.apply import apply
from services.projection.board import Board
from services.reporting.shift_figures import (
    MOST_BARS,
    STEPS,
    WEEK_MS,
    compared,
    figures,
    spread,
    step_spreads,
    usual,
)
from tests.projection.making import EPOCH, START, histories
from tests.reporting.test_handover import board_of


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_both_figures_are_lengths_that_occurred(lengths: list[int]) -> None:
    found = spread(lengths)
    assert found.count == len(lengths)
    assert {found.median, found.p90} <= set(lengths)
    assert found.median <= found.p90
    assert sum(each <= found.median for each in lengths) * 2 >= len(lengths)
    assert sum(each <= found.p90 for each in lengths) * 10 >= len(lengths) * 9


def test_of_nothing_there_is_no_spread() -> None:
    assert (spread([]).count, spread([]).median, spread(range(1, 11)).p90) == (0, 0, 9)


def test_only_what_was_reached_by_the_end_counts() -> None:
    board = board_of(AgenciesAssigned(incident_id=1, agencies=("dlh",)))
    opened = int(board.opened_at[0])
    found = figures(board, opened, 6_000)
    assert (found.arrivals, found.steps["dispatch"].median) == (1, 5_000 - opened)
    assert figures(board, opened, 4_999).steps["dispatch"].count == 0
    assert figures(board, opened + 1, 6_000).arrivals == 0
    beside = compared(board, opened + WEEK_MS, 6_000 + WEEK_MS)
    assert (beside.now.arrivals, beside.before.steps) == (0, found.steps)
    assert [week.arrivals for week in beside.earlier] == [1], "before the log began there is no quiet week"
    assert compared(board, opened + 3 * WEEK_MS, 6_000 + 3 * WEEK_MS).earlier[2].arrivals == 1


@settings(max_examples=60, deadline=None)
@given(histories(max_size=30), st.integers(0, 10**8))
def test_columns_count_what_a_look_at_each_case_counts(history: list, until: int) -> None:  # type: ignore[type-arg]
    board = Board(EPOCH)
    apply(board, history)
    end = START + until
    expected: dict[str, list[int]] = {step: [] for step in STEPS}
    for row in range(board.count):
        times = board.casework.times.get(int(board.ids[row]), {})
        for step, milestones in STEPS.items():
            reached = [times[name] for name in milestones if name in times]
            if step == "first_action" and board.owner_at[row]:
                reached.append(int(board.owner_at[row]))
            if reached and min(reached) <= end:
                expected[step].append(max(0, min(reached) - int(board.opened_at[row])))
    found = step_spreads(board, range(board.count), end)
    assert found == {step: spread(lengths) for step, lengths in expected.items()}


@settings(max_examples=60, deadline=None)
@given(histories(max_size=30), st.integers(1, 10**8), st.integers(1, 10**8))
def test_the_bars_are_the_arrivals_and_periods_add_up(history: list, first: int, second: int) -> None:  # type: ignore[type-arg]
    board = Board(EPOCH)
    apply(board, history)
    middle, end = START + first, START + first + second
    parts = figures(board, START, middle), figures(board, middle, end)
    whole = figures(board, START, end)
    assert whole.arrivals == parts[0].arrivals + parts[1].arrivals == sum(whole.curve)
    assert whole.reports == parts[0].reports + parts[1].reports
    assert sum(whole.dispositions.values()) == whole.arrivals
    assert whole.lost_ms == parts[0].lost_ms + parts[1].lost_ms
    assert len(whole.curve) <= MOST_BARS
    assert whole.bar_ms * (len(whole.curve) - 1) < whole.end - whole.start <= whole.bar_ms * len(whole.curve)


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=4))
def test_usual_lies_between_the_least_and_the_most(values: list[float]) -> None:
    found = usual(values)
    assert found is not None
    assert found.low <= found.median <= found.high
    assert (found.low, found.high, found.weeks) == (min(values), max(values), len(values))
    assert usual([]) is None
