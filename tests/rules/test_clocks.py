"""Deadlines: minutes around the clock, working days of the city's calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.city import Category, Clock
from services.contract.records import Severity, Status
from services.rules.clocks import Calendar, Clocks, due_at, paused_ms, running_clock, shifted, warn_at
from tests.city.making import blitar

WIB = ZoneInfo("Asia/Jakarta")
PLAIN = Calendar("Asia/Jakarta")
FAR = st.integers(946_684_800_000, 4_000_000_000_000)
DAYS = st.integers(1, 30)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=WIB).timestamp() * 1000)


def category(*clocks: Clock) -> Category:
    return Category(code="x", name="X", name_en="X", severity=Severity.LOW, clocks=clocks)


RESPOND = Clock(phase="respond", minutes=10, source="s")
ARRIVE = Clock(phase="arrive", minutes=15, source="s")
RESOLVE = Clock(phase="resolve", working_days=3, source="s")


@pytest.mark.parametrize(
    ("clocks", "status", "phase"),
    [
        ((RESPOND, ARRIVE, RESOLVE), Status.OPEN, "respond"),
        ((RESPOND, ARRIVE, RESOLVE), Status.DISPATCHED, "arrive"),
        ((RESPOND, ARRIVE, RESOLVE), Status.ON_SCENE, "resolve"),
        ((RESPOND, ARRIVE, RESOLVE), Status.RESOLVED, None),
        ((RESPOND, ARRIVE, RESOLVE), Status.CLOSED, None),
        ((RESOLVE,), Status.OPEN, "resolve"),
        ((RESPOND, RESOLVE), Status.DISPATCHED, "resolve"),
        ((RESPOND,), Status.ON_SCENE, None),
        ((), Status.OPEN, None),
    ],
)
def test_the_clock_follows_the_status(clocks: tuple[Clock, ...], status: Status, phase: str | None) -> None:
    found = running_clock(category(*clocks), status)
    assert (found.phase if found else None) == phase


def test_minutes_run_around_the_clock() -> None:
    start = at("2026-11-21 23:55")
    assert due_at(category(RESPOND), Status.OPEN, start, PLAIN) == start + 600_000
    assert due_at(None, Status.OPEN, start, PLAIN) == 0
    assert due_at(category(), Status.OPEN, start, PLAIN) == 0


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-11-23 08:00", 1, "2026-11-24 23:59"),  # Monday: the day of receipt does not count
        ("2026-11-20 15:00", 1, "2026-11-23 23:59"),  # Friday
        ("2026-11-21 10:00", 1, "2026-11-23 23:59"),  # Saturday
        ("2026-11-22 23:59", 3, "2026-11-25 23:59"),  # Sunday
        ("2026-11-20 15:00", 14, "2026-12-10 23:59"),
    ],
)
def test_working_days_skip_the_weekend(start: str, days: int, due: str) -> None:
    assert PLAIN.after_working_days(at(start), days) == at(due)


def test_working_days_skip_holidays_and_cuti_bersama() -> None:
    closed = [date(2026, 12, 24), date(2026, 12, 25)]
    calendar = Calendar("Asia/Jakarta", closed)
    assert calendar.after_working_days(at("2026-12-23 09:00"), 1) == at("2026-12-28 23:59")


def test_the_day_is_the_city_s_own() -> None:
    late = int(datetime(2026, 11, 23, 16, 30, tzinfo=UTC).timestamp() * 1000)  # 23:30 WIB, 00:30 WITA
    assert PLAIN.after_working_days(late, 1) == at("2026-11-24 23:59")
    wita = datetime(2026, 11, 25, 23, 59, tzinfo=ZoneInfo("Asia/Makassar"))
    assert Calendar("Asia/Makassar").after_working_days(late, 1) == int(wita.timestamp() * 1000)


@given(FAR, FAR, DAYS, st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), max_size=40))
def test_later_never_means_due_earlier(a: int, b: int, days: int, closed: list[date]) -> None:
    calendar = Calendar("Asia/Jakarta", closed)
    first, second = sorted((a, b))
    assert calendar.after_working_days(first, days) <= calendar.after_working_days(second, days)
    assert calendar.after_working_days(first, days) < calendar.after_working_days(first, days + 1)


@given(FAR, DAYS, st.integers(0, 20), st.integers(0, 9))
def test_the_deadline_is_on_a_working_day_with_that_many_between(
    start: int, days: int, offset: int, count: int
) -> None:
    day = datetime.fromtimestamp(start / 1000, UTC).astimezone(WIB).date()
    calendar = Calendar("Asia/Jakarta", [day + timedelta(days=offset + i) for i in range(count)])
    due = calendar.after_working_days(start, days)
    end = datetime.fromtimestamp(due / 1000, UTC).astimezone(WIB)
    assert calendar.is_working_day(end.date())
    between = [day + timedelta(days=i) for i in range(1, (end.date() - day).days + 1)]
    assert sum(map(calendar.is_working_day, between)) == days
    assert (end.hour, end.minute) == (23, 59)


@given(st.sampled_from(blitar().categories), st.sampled_from(list(Status)), FAR)
def test_every_clock_of_blitar_gives_a_deadline_after_the_start(
    kind: Category, status: Status, start: int
) -> None:
    clocks = Clocks({kind.code: kind}, PLAIN)
    due = clocks.due_at(kind.code, status, start)
    assert due > start if running_clock(kind, status) else due == 0
    assert clocks.due_at("unheard-of", status, start) == 0


HOUR = 3_600_000


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pauses of one clock never overlap: the next begins after the last ended."""
    end, found = 0, []
    for began, ended in spans:
        found.append((end + began, end + ended))
        end += ended
    return found


SPANS = st.lists(
    st.tuples(st.integers(0, 400 * HOUR), st.integers(0, 100 * HOUR)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=4,
).map(_apart)


def test_minutes_come_back_to_the_millisecond() -> None:
    start = at("2026-11-21 10:00")
    pause = (start + 60_000, start + 301_000)
    assert due_at(category(RESPOND), Status.OPEN, start, PLAIN, [pause]) == start + 600_000 + 241_000


def test_a_pause_after_the_deadline_repairs_nothing() -> None:
    start = at("2026-11-21 10:00")
    late = (start + 601_000, start + 9_000_000)
    assert due_at(category(RESPOND), Status.OPEN, start, PLAIN, [late]) == start + 600_000
    days = category(RESOLVE)
    assert due_at(
        days, Status.ON_SCENE, start, PLAIN, [(at("2027-01-04 08:00"), at("2027-01-20 08:00"))]
    ) == (due_at(days, Status.ON_SCENE, start, PLAIN))


def test_a_pause_before_the_reopening_is_over() -> None:
    start = at("2026-11-21 10:00")
    assert (
        due_at(category(RESPOND), Status.OPEN, start, PLAIN, [(start - HOUR, start - 1)]) == start + 600_000
    )


@pytest.mark.parametrize(
    ("began", "ended", "due"),
    [
        ("2026-11-23 09:00", "2026-11-23 15:00", "2026-11-25 23:59"),  # within one day: nothing lost
        ("2026-11-23 09:00", "2026-11-24 10:00", "2026-11-26 23:59"),  # Monday ended in a pause
        ("2026-11-20 16:00", "2026-11-23 08:00", "2026-11-25 23:59"),  # a weekend gives nothing
        ("2026-11-24 09:00", "2026-11-27 09:00", "2026-11-30 23:59"),  # three days, over a weekend
    ],
)
def test_a_working_day_that_ended_in_a_pause_does_not_count(began: str, ended: str, due: str) -> None:
    start = at("2026-11-20 10:00")  # a Friday; three working days end on Wednesday the 25th
    found = due_at(category(RESOLVE), Status.ON_SCENE, start, PLAIN, [(at(began), at(ended))])
    assert found == at(due)


@given(FAR, SPANS, st.sampled_from([category(RESPOND), category(RESOLVE)]))
def test_a_pause_never_takes_time_away_and_gives_back_no_more_than_it_took(
    start: int, spans: list[tuple[int, int]], kind: Category
) -> None:
    pauses = [(start + began, start + ended) for began, ended in spans]
    plain = due_at(kind, Status.ON_SCENE if kind.clocks == (RESOLVE,) else Status.OPEN, start, PLAIN)
    status = Status.ON_SCENE if kind.clocks == (RESOLVE,) else Status.OPEN
    due = due_at(kind, status, start, PLAIN, pauses)
    assert due >= plain
    if kind.clocks == (RESPOND,):
        assert due == plain + paused_ms(pauses, start, due)
        assert due == shifted(plain, reversed(pauses), since=start)


@given(FAR, st.integers(1, 10_000 * HOUR), st.floats(0.05, 0.95), st.floats(0, 1))
def test_a_clock_warns_before_it_breaks(start: int, span: int, share: float, paused: float) -> None:
    due = start + span
    warned = warn_at(due, start, share, int(paused * span))
    assert start <= warned <= due
    assert warn_at(0, start, share) == 0
    assert abs(warn_at(due, start, share) - (start + share * span)) <= 1


def test_the_figures_measure_against_the_last_phase() -> None:
    clocks = Clocks({"x": category(RESPOND, RESOLVE)}, PLAIN)
    start = at("2026-11-20 10:00")
    assert clocks.resolve_by("x", start) == at("2026-11-25 23:59")
    assert clocks.resolve_by("unknown", start) == 0
    assert Clocks({"x": category(RESPOND)}, PLAIN).resolve_by("x", start) == 0
