"""The one formula: closed on time / (closed + overdue open), and what it must not reward."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.rules.figures import Fact, Figures, Report, Tallies

DAY = 86_400_000
START, END = 100 * DAY, 130 * DAY
TIMES = st.integers(60 * DAY, 160 * DAY)


def fact(**fields: object) -> Fact:
    given = {"category": "x", "agency": "a", "opened_at": START, "due_at": START + 5 * DAY, "done_at": 0}
    return Fact(**{**given, "closed_at": 0, **fields})  # type: ignore[arg-type]


def count(*facts: Fact) -> Figures:
    return report(*facts).total


def report(*facts: Fact) -> Report:
    tallies = Tallies(START, END)
    tallies.add(facts)
    return tallies.report()


ON_TIME = fact(done_at=START + 4 * DAY, closed_at=START + 6 * DAY)
LATE = fact(done_at=START + 6 * DAY, closed_at=START + 6 * DAY)
OVERDUE = fact()
FACTS = st.builds(
    lambda category, agency, opened, due, done, closed, pause: Fact(
        category,
        agency,
        opened,
        opened + due if due else 0,
        opened + done if done else 0,
        opened + done + closed if done and closed else 0,
        ((opened, opened + pause),) if pause else (),
    ),
    st.sampled_from("xyz"),
    st.sampled_from("ab"),
    TIMES,
    *[st.integers(0, 40 * DAY)] * 4,
)


def test_the_formula() -> None:
    figures = count(ON_TIME, ON_TIME, LATE, OVERDUE)
    assert (figures.closed, figures.on_time, figures.overdue_open) == (3, 2, 1)
    assert figures.share == 2 / 4


def test_fixed_in_time_and_closed_late_by_others_is_on_time() -> None:
    assert count(ON_TIME).share == 1.0


def test_waiting_to_be_closed_counts_neither_way_but_fixed_late_is_overdue() -> None:
    assert count(fact(done_at=START + DAY)) == Figures()
    assert count(fact(done_at=START + 6 * DAY)).overdue_open == 1


def test_nothing_to_count_is_no_figure() -> None:
    assert count().share is None
    assert count(fact(due_at=END + DAY)).share is None
    assert count(fact(due_at=0, closed_at=START + DAY)) == Figures(unmeasured=1)


def test_other_periods_do_not_count() -> None:
    assert count(fact(opened_at=0, due_at=DAY, done_at=DAY, closed_at=START - 1)) == Figures()
    later = fact(done_at=END + DAY, closed_at=END + DAY)
    assert count(later).overdue_open == 1  # at the end of the period it was


def test_paused_time_is_told() -> None:
    paused = fact(
        done_at=START + 4 * DAY, closed_at=START + 4 * DAY, pauses=((START + DAY, START + 2 * DAY),)
    )
    figures = count(paused)
    assert (figures.paused_ms, figures.elapsed_ms) == (DAY, 4 * DAY)
    assert figures.paused_share == 0.25


@given(st.lists(FACTS, max_size=30))
def test_shares_are_shares_and_the_parts_make_the_whole(facts: list[Fact]) -> None:
    found = report(*facts)
    total = found.total
    assert 0 <= total.on_time <= total.closed
    assert total.share is None or 0 <= total.share <= 1
    assert 0 <= total.paused_share <= 1
    for parts in (found.agencies, found.categories):
        assert sum(part.closed for part in parts.values()) == total.closed
        assert sum(part.on_time for part in parts.values()) == total.on_time
        assert sum(part.overdue_open for part in parts.values()) == total.overdue_open
        shares = [part.share for part in parts.values()]
        assert shares == sorted(shares, key=lambda share: share or 0)


@given(st.lists(FACTS, max_size=20))
def test_leaving_something_open_never_helps(facts: list[Fact]) -> None:
    before, after = count(*facts).share, count(*facts, OVERDUE).share
    assert after is not None
    assert before is None or after <= before
