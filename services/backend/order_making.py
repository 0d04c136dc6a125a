"""How an order is put together: number, deadline in words, hash, and what ends with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from services.backend.case import Case
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.orders import (
    Order,
    OrderIssued,
    OrderState,
    Receipt,
    ReceiptGiven,
    ReceiptKind,
)
from services.projection.casework import Casework
from services.rules import ladder

_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ENDED_WORDS: Final = {
    ReceiptKind.WITHDRAWN: "sudah ditarik kembali",
    ReceiptKind.SUPERSEDED: "sudah digantikan",
    ReceiptKind.EXPIRED: "sudah gugur karena tidak dilihat pada waktunya",
    ReceiptKind.VERIFIED: "sudah selesai dan diverifikasi",
}


def deadline_words(at: int, now: int, zone: ZoneInfo, label: str) -> str:
    """A deadline as the room says it: `sebelum 22.00 WIB`, with the date where it is not today."""
    there = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone)
    words = f"sebelum {there:%H.%M} {label}"
    if there.date() == datetime.fromtimestamp(now / 1000, UTC).astimezone(zone).date():
        return words
    return f"{words}, {there.day} {_MONTHS[there.month - 1]} {there.year}"


def numbered(case: Case, offset: int = 0, **fields: Any) -> Order:
    """A new order of whoever asks, with its hash; the `offset`-th of several in one command."""
    by_at, by_words = fields.pop("by_at", 0), fields.pop("by_words", "").strip()
    city = case.rules.pack.city
    if by_at and not by_words:
        by_words = deadline_words(by_at, case.now, case.rules.zone, city.clock_label)
    order = Order(
        id=case.casework.last_order_id + 1 + offset,
        issuer=case.user,
        issuer_role=case.role,
        issued_at=case.now,
        by_at=by_at,
        by_words=by_words,
        **fields,
    )
    return replace(order, digest=ladder.digest(order))


def issued(case: Case, order: Order) -> OrderIssued:
    """The event, with what the order contradicts."""
    return OrderIssued(order=order, conflicts=ladder.conflicts(order, comparable(case.casework, order)))


def comparable(casework: Casework, order: Order) -> Iterator[OrderState]:
    """Orders in force that could contradict one: about its incident, or about none."""
    return (
        state
        for state in casework.orders.values()
        if (not order.incident_id or state.order.incident_id in (order.incident_id, 0))
        and ladder.ended(state) is None
    )


def order_state(case: Case, order_id: int) -> OrderState:
    """An order with its receipts. Raises `Rejected`."""
    state = case.casework.orders.get(order_id)
    if state is None:
        raise Rejected("order_unknown", f"Perintah #{order_id} tidak ada dalam log ini.")
    return state


def in_force(case: Case, order_id: int) -> OrderState:
    """An order that has not ended. Raises `Rejected` in words that say how it ended."""
    state = order_state(case, order_id)
    end = ladder.ended(state)
    if end is None:
        return state
    words = ENDED_WORDS[end]
    newer = next((s.order.id for s in case.casework.orders.values() if s.order.supersedes == order_id), 0)
    by = f" oleh perintah #{newer}" if newer and end is ReceiptKind.SUPERSEDED else ""
    raise Rejected("order_ended", f"Perintah #{order_id} {words}{by}; tidak ada lagi yang perlu dilaporkan.")


def receipt(state: OrderState, case: Case, kind: ReceiptKind, words: str = "", **more: Any) -> ReceiptGiven:
    """A receipt of whoever asks."""
    more.setdefault("via", "console")
    given = Receipt(kind=kind, at=case.now, by=case.user, words=words, **more)
    return ReceiptGiven(order_id=state.order.id, incident_id=state.order.incident_id, receipt=given)


def unseen(state: OrderState) -> bool:
    """True while nobody who received it has said anything: only then it can be withdrawn."""
    return ReceiptKind.SEEN not in ladder.reached(state)


def ending(
    state: OrderState, case: Case, words: str, kind: ReceiptKind = ReceiptKind.SUPERSEDED
) -> Iterator[Body]:
    """What ends an order and everything that passed it on."""
    yield receipt(state, case, kind, words)
    below = f"Perintah induknya #{state.order.id} tidak berlaku lagi."
    for child in case.casework.orders.values():
        if child.order.parent_id == state.order.id and ladder.ended(child) is None:
            yield from ending(child, case, below, kind)
