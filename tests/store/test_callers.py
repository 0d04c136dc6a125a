"""Who called before: the same answer while the index is behind, after it caught up, and after a kill."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.store import queries
from services.store.callers import Callers
from services.store.schema import caller_reports, meta, reports

LOG, OTHER = 1, 2
PEOPLE = ("", "a", "b", "c")


def row(log: int, number: int, reporter: str) -> tuple[object, ...]:
    """A row of `reports`."""
    return (log, number, number, 261122, number, 1000 + number, 0, 1, "", "unreviewed", reporter, "", b"", "")


def taken_in(engine: sa.Engine, callers: Callers, first: int, people: Sequence[str]) -> None:
    rows = [row(LOG, first + place, reporter) for place, reporter in enumerate(people)]
    with engine.begin() as connection:
        for each in rows:
            connection.execute(reports.insert().values(each))
    callers.add(rows)


def known(engine: sa.Engine, callers: Callers, reporter: str) -> list[int]:
    with engine.connect() as connection:
        return [
            at - 1000 for at, _, _ in queries.past_calls(connection, LOG, reporter, callers.recent(reporter))
        ]


STEPS = st.lists(
    st.sampled_from(["index", "kill"]) | st.lists(st.sampled_from(PEOPLE), max_size=5), max_size=12
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_answer_never_depends_on_how_far_the_index_is(engine: sa.Engine, steps: list[object]) -> None:
    with engine.begin() as connection:
        for table in (reports, caller_reports, meta):
            connection.execute(table.delete())
    callers, everybody = Callers(LOG), list[str]()
    for step in steps:
        if step == "kill":
            callers = Callers(LOG)
            callers.catch_up(engine)
            assert callers.waiting == 0
        elif step == "index" and callers.waiting:
            piece = callers.piece()[:2]
            with engine.begin() as connection:
                callers.write(connection, piece)
            callers.indexed(piece)
        elif isinstance(step, list):
            taken_in(engine, callers, len(everybody) + 1, step)
            everybody += step
        for reporter in PEOPLE[1:]:
            expected = [number for number, who in enumerate(everybody, 1) if who == reporter]
            assert known(engine, callers, reporter) == expected[::-1]


def test_a_piece_that_was_written_before_a_kill_is_not_written_again(engine: sa.Engine) -> None:
    callers = Callers(LOG)
    taken_in(engine, callers, 1, ["a", "b", "a"])
    with engine.begin() as connection:
        callers.write(connection, callers.piece())
    after = Callers(LOG)
    after.catch_up(engine)
    assert known(engine, after, "a") == [3, 1]


def test_reports_of_another_log_are_passed_over(engine: sa.Engine) -> None:
    callers = Callers(LOG)
    callers.add([row(OTHER, 1, "a"), row(LOG, 1, "")])
    assert callers.waiting == 0
    assert callers.recent("a") == ()
