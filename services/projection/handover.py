"""A report handed to the neighbour: to whom, and whether they have taken it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from services.contract.orders import OrderKind, ReceiptKind
from services.projection.casework import Casework

TAKEN: Final = frozenset(
    {
        ReceiptKind.ACCEPTED,
        ReceiptKind.READ_BACK,
        ReceiptKind.CONFIRMED,
        ReceiptKind.EN_ROUTE,
        ReceiptKind.ON_SCENE,
        ReceiptKind.DONE,
        ReceiptKind.VERIFIED,
    }
)
"""Receipts that say: it is ours now."""
_GONE: Final = frozenset({ReceiptKind.WITHDRAWN, ReceiptKind.SUPERSEDED})


class HandOver(Struct, frozen=True):
    """The newest hand-over of an incident that is still in force."""

    agency: str
    order_id: int
    at: int
    taken_at: int = 0
    """When they took it; 0: still ours."""


def handed_over(casework: Casework, incident_id: int, neighbours: Collection[str]) -> HandOver | None:
    """None where it was not handed to any of `neighbours`."""
    for number in reversed(casework.of_incident.get(incident_id, [])):
        state = casework.orders.get(number)
        if state is None or state.order.kind is not OrderKind.ASSIGNMENT:
            continue
        if state.order.agency not in neighbours or any(r.kind in _GONE for r in state.receipts):
            continue
        taken = next((receipt.at for receipt in state.receipts if receipt.kind in TAKEN), 0)
        return HandOver(state.order.agency, number, state.order.issued_at, taken)
    return None
