"""Alarms per operator and ten minutes: bounded, additive, the same however the board came about."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.contract.closing import Promise, PromiseMade
from services.contract.codec import seal
from services.contract.contacts import Delivery, DeliveryChanged, DeliveryState
from services.contract.events import Body, CategoryChanged, IncidentDisposed, SeverityChanged, StatusChanged
from services.contract.orders import Receipt, ReceiptGiven, ReceiptKind
from services.contract.records import Disposition, Severity, Status
from services.contract.shifts import Seat, SeatChanged, SeatState
from services.projection.alarmbook import WINDOW_MS
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.reporting.alarm_load import FLOOD, AlarmLoad, alarm_load
from tests.console.making import opened
from tests.projection.making import EPOCH, START, histories

MINUTE = 60_000
AT = 600 * WINDOW_MS


def board_of(*happened: tuple[int, Body], due_at: int = 0) -> Board:
    """One mild incident and what happened to it, each at its minute after `AT`."""
    board = Board("live-1")
    apply(board, [opened(1, severity=Severity.LOW)])
    first = CategoryChanged(incident_id=1, category="pju", title="Lampu", due_at=due_at)
    for minute, body in ((0, first), *happened):
        apply(board, [seal("live-1", board.seq + 1, AT + minute * MINUTE, body, "sri", "")[0]])
    return board


def seat(user: str, state: SeatState = SeatState.SEATED) -> SeatChanged:
    return SeatChanged(seat=Seat(user=user, state=state, at=AT))


def after(board: Board, minutes: int = 60) -> AlarmLoad:
    return alarm_load(board, AT, AT + minutes * MINUTE)


@settings(max_examples=80, deadline=None)
@given(histories(max_size=30), st.lists(st.integers(0, 600), min_size=3, max_size=3).map(sorted))
def test_periods_that_meet_add_up_and_nothing_leaves_its_bounds(
    history: list,  # type: ignore[type-arg]
    cuts: list[int],
) -> None:
    board = Board(EPOCH)
    apply(board, history)
    now = START + 10**8
    start, middle, end = (START + cut * 3 * MINUTE for cut in cuts)
    whole = alarm_load(board, start, end, now)
    first, second = alarm_load(board, start, middle, now), alarm_load(board, middle, end, now)
    assert (*first.windows, *second.windows) == whole.windows
    assert first.total + second.total == whole.total == sum(whole.kinds.values()) == sum(whole.windows)
    assert first.floods + second.floods == whole.floods
    assert first.assumed + second.assumed == whole.assumed <= len(whole.windows)
    assert all(people >= 1 for people in whole.operators)
    assert 0 <= whole.mean <= whole.peak + 1e-9
    assert (whole.peak > FLOOD) == (whole.floods > 0)
    assert (whole.peak_at == 0) == (whole.total == 0)


@settings(max_examples=40, deadline=None)
@given(histories(max_size=30), st.integers(0, 30))
def test_one_log_one_load(history: list, cut: int) -> None:  # type: ignore[type-arg]
    board, again = Board(EPOCH), Board(EPOCH)
    apply(board, history)
    apply(again, history[:cut])
    again, _at = decode_snapshot(encode_snapshot(again, 0))
    apply(again, history[cut:])
    assert again.shifts == board.shifts
    period = (START, START + 10**8)
    assert alarm_load(again, *period) == alarm_load(board, *period)


def test_each_thing_that_needs_somebody_is_an_alarm_once() -> None:
    failed = Delivery(id="d", agency="dlh", kind="email", state=DeliveryState.FAILED, queued_at=AT, at=AT)
    received = [
        Receipt(kind=ReceiptKind.ESCALATED, at=AT),
        Receipt(kind=ReceiptKind.QUERY, at=AT),
        Receipt(kind=ReceiptKind.READ_BACK, at=AT, differences=("what",)),
        Receipt(kind=ReceiptKind.READ_BACK, at=AT),
    ]
    board = board_of(
        (1, SeverityChanged(incident_id=1, severity=Severity.HIGH, reason="x")),
        (2, SeverityChanged(incident_id=1, severity=Severity.CRITICAL, reason="x")),
        (3, DeliveryChanged(delivery=failed)),
        *((4, ReceiptGiven(order_id=1, receipt=receipt)) for receipt in received),
        (
            5,
            PromiseMade(
                promise=Promise(id=1, incident_id=1, text="x", due_at=AT + 30 * MINUTE, by="sri", made_at=AT)
            ),
        ),
    )
    assert after(board).kinds == {"raised": 1, "order": 1, "answer": 2, "channel": 1, "promise": 1}
    assert after(board, 20).kinds.get("promise") is None, "not due yet"


@pytest.mark.parametrize(
    "then",
    [
        StatusChanged(incident_id=1, status=Status.RESOLVED),
        CategoryChanged(incident_id=1, category="pju", title="Lampu", due_at=AT + 90 * MINUTE),
        IncidentDisposed(incident_id=1, disposition=Disposition.PRANK),
        None,
    ],
)
def test_a_deadline_that_passed_is_counted_whatever_came_after_it(then: Body | None) -> None:
    board = board_of(*([(30, then)] if then else []), due_at=AT + 12 * MINUTE)
    found = after(board)
    assert (found.kinds, found.windows[:3]) == ({"deadline": 1}, (0, 1, 0))
    kept = board_of((11, then), due_at=AT + 12 * MINUTE) if then else None
    assert kept is None or after(kept).total == 0, "it was in time"


def test_who_was_seated_divides_and_nobody_known_is_one_assumed() -> None:
    raised = [SeverityChanged(incident_id=1, severity=s, reason="x") for s in (Severity.HIGH, Severity.LOW)]
    alarms = [(45, raised[number % 2]) for number in range(24)]
    alone = after(board_of(*alarms))
    assert (alone.total, alone.assumed, alone.peak, alone.floods) == (12, 6, 12.0, 1)
    seats: list[tuple[int, Body]] = [
        (20, seat("ani")),
        (20, seat("budi")),
        (35, seat("budi", SeatState.BREAK)),
    ]
    found = after(board_of(*seats, *alarms))
    assert found.operators == (1.0, 1.0, 2.0, 1.5, 1.0, 1.0)
    assert (found.assumed, found.peak, found.floods) == (2, 12.0, 1)
    both = after(board_of((20, seat("ani")), (20, seat("budi")), *alarms))
    assert (both.peak, both.floods, both.peak_at) == (6.0, 0, AT + 40 * MINUTE)
    assert math.isclose(both.mean, 12 / (2 + 4 * 2))


def test_an_alarm_of_a_newer_backend_counts_too() -> None:
    board = board_of()
    board.shifts.alarms.raised[AT // WINDOW_MS] = {"sensor": 3}
    assert (after(board).total, after(board).kinds) == (3, {"sensor": 3})


def test_of_no_time_there_is_no_load() -> None:
    none = alarm_load(board_of(), AT, AT)
    assert (none.windows, none.mean, none.peak, none.rates) == ((), 0.0, 0.0, ())
