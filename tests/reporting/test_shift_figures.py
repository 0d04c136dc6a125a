"""Figures of a shift: nearest rank, only what was reached by its end, a week earlier beside it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.contract.events import AgenciesAssigned
from services.reporting.shift_figures import WEEK_MS, compared, figures, spread
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
    assert (beside.now.arrivals, beside.before) == (0, found)
