"""What asked an operator to act, counted per ten minutes when it happened, and how many were seated then.

An alarm is everything the console raises and expects an action on (ISA-18.2): a new critical or high
incident, one raised to that, a deadline of an incident that passed, an order that was escalated, an answer
that differs, asks or declines, a message that failed for good. The rows say what is; this says what was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from services.contract.closing import ClockResumed
from services.contract.contacts import DeliveryChanged, DeliveryState
from services.contract.events import (
    AgenciesAssigned,
    Body,
    CategoryChanged,
    Envelope,
    IncidentDisposed,
    ReportReceived,
    SeverityChanged,
    StatusChanged,
)
from services.contract.orders import Receipt, ReceiptGiven, ReceiptKind
from services.contract.records import SEVERITIES, Severity
from services.contract.shifts import SeatChanged, SeatState
from services.projection.alarmbook import Alarm, count, seated
from services.projection.board import Board

URGENT: Final = frozenset({Severity.CRITICAL, Severity.HIGH})
_URGENT_RANK: Final = max(SEVERITIES.index(severity) for severity in URGENT)


def take(board: Board, envelope: Envelope, body: Body) -> None:
    """Count what this event raises; called before it changes the board."""
    handler = _HANDLERS.get(type(body))
    if handler is not None:
        for at, alarm in handler(board, envelope, body):
            count(board.shifts.alarms, at, alarm)


def take_opened(board: Board, envelope: Envelope, body: ReportReceived) -> None:
    """The part of `take` for an incident that opens: a burst is mostly these."""
    if body.incident is not None and body.incident.severity in URGENT:
        count(board.shifts.alarms, envelope.at, Alarm.INCIDENT)


_Found = Iterator[tuple[int, Alarm]]


def _opened(board: Board, envelope: Envelope, body: ReportReceived) -> _Found:
    if body.incident is not None and body.incident.id >= board.next_id() and body.incident.severity in URGENT:
        yield envelope.at, Alarm.INCIDENT


def _graded(board: Board, envelope: Envelope, body: SeverityChanged) -> _Found:
    row = board.row_of(body.incident_id)
    if row >= 0 and body.severity in URGENT and board.severity[row] > _URGENT_RANK:
        yield envelope.at, Alarm.RAISED
    yield from _due_replaced(board, envelope, body)


def _due_replaced(board: Board, envelope: Envelope, body: Any) -> _Found:
    """A deadline that has passed is counted when it gives way to another; until then the row shows it."""
    row = board.row_of(body.incident_id)
    if row < 0:
        return
    old = int(board.due_at[row])
    if 0 < old < envelope.at and old != getattr(body, "due_at", 0):
        yield old, Alarm.DEADLINE


def _assigned(board: Board, envelope: Envelope, body: AgenciesAssigned) -> _Found:
    return _due_replaced(board, envelope, body) if body.due_at else iter(())


def _disposed(board: Board, envelope: Envelope, body: IncidentDisposed) -> _Found:
    return iter(()) if body.disposition.is_incident else _due_replaced(board, envelope, body)


def _receipt(board: Board, envelope: Envelope, body: ReceiptGiven) -> _Found:
    if body.receipt.kind is ReceiptKind.ESCALATED:
        yield envelope.at, Alarm.ORDER
    elif _wants_an_answer(body.receipt):
        yield envelope.at, Alarm.ANSWER


def _wants_an_answer(receipt: Receipt) -> bool:
    if receipt.kind is ReceiptKind.READ_BACK:
        return bool(receipt.differences)
    return receipt.kind in (ReceiptKind.QUERY, ReceiptKind.UNABLE)


def _delivery(board: Board, envelope: Envelope, body: DeliveryChanged) -> _Found:
    delivery = body.delivery
    if delivery.state is DeliveryState.FAILED and not delivery.next_at and not delivery.test:
        yield envelope.at, Alarm.CHANNEL


def _seat(board: Board, envelope: Envelope, body: SeatChanged) -> _Found:
    """Not an alarm: who is there to answer them."""
    others = sum(
        seat.state is SeatState.SEATED for seat in board.shifts.seats.values() if seat.user != body.seat.user
    )
    seated(board.shifts.alarms, envelope.at, others + (body.seat.state is SeatState.SEATED))
    return iter(())


_HANDLERS: Final[dict[type[Body], Callable[[Board, Envelope, Any], _Found]]] = {
    ReportReceived: _opened,
    SeverityChanged: _graded,
    CategoryChanged: _due_replaced,
    StatusChanged: _due_replaced,
    ClockResumed: _due_replaced,
    AgenciesAssigned: _assigned,
    IncidentDisposed: _disposed,
    ReceiptGiven: _receipt,
    DeliveryChanged: _delivery,
    SeatChanged: _seat,
}
