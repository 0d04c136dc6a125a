"""The ladder of receipts: how far an order got, what is missing, what is late, and what differs.

Send, repeat back, confirm (AHRQ check-back; STANDARDS.md, "Orders"). Pure; the same in backend and console.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

import msgspec
from msgspec.structs import replace

from services.contract.city import Policy
from services.contract.orders import ENDED, RUNGS, Order, OrderState, ReceiptKind, Urgency
from services.rules.wording import Conflict, Hop, compare, conflicts, contradictions, hops, last_read_back

__all__ = [
    "DEFAULT_EXPIRY",
    "DEFAULT_TIMERS",
    "FROM_RECEIVER",
    "Conflict",
    "Hop",
    "Timers",
    "compare",
    "conflicts",
    "contradictions",
    "digest",
    "due_at",
    "ended",
    "expiry_of",
    "hops",
    "last_read_back",
    "lowest_unmet",
    "open_differences",
    "overdue",
    "reached",
    "rung_times",
    "since",
    "standing",
    "timers_of",
]

Timers = Mapping[Urgency, Mapping[ReceiptKind, int]]
"""Milliseconds from the rung below (or from the issue) to this one, per urgency; a missing rung has none."""


def _minutes(**rungs: float) -> Mapping[ReceiptKind, int]:
    return {ReceiptKind(rung): int(minutes * 60_000) for rung, minutes in rungs.items()}


DEFAULT_TIMERS: Final[Timers] = {
    Urgency.IMMEDIATE: _minutes(
        delivered=1, seen=2, read_back=3, confirmed=2, en_route=5, on_scene=15, verified=120
    ),
    Urgency.URGENT: _minutes(
        delivered=2, seen=5, read_back=10, confirmed=10, en_route=20, on_scene=45, verified=240
    ),
    Urgency.ROUTINE: _minutes(delivered=10, seen=120, read_back=240, confirmed=240, verified=2880),
}
"""Proposals of Patria where a city says nothing. Only the 15 minutes to the scene are a norm's (Permendagri
114/2018, fire); when it has to be done, the order itself says."""
DEFAULT_EXPIRY: Final[Mapping[Urgency, int]] = {
    Urgency.IMMEDIATE: 60 * 60_000,
    Urgency.URGENT: 240 * 60_000,
    Urgency.ROUTINE: 1440 * 60_000,
}
"""Milliseconds after which an order of leadership that nobody has seen is void."""


def timers_of(policy: Policy) -> Timers:
    """The city's timers, the defaults where it gives none."""
    return {
        urgency: {
            **DEFAULT_TIMERS[urgency],
            **{ReceiptKind(clock.rung): clock.minutes * 60_000 for clock in policy.ladder.get(urgency, ())},
        }
        for urgency in Urgency
    }


def expiry_of(policy: Policy, urgency: Urgency) -> int:
    """Milliseconds after which an unseen order of leadership is void."""
    minutes = policy.order_expires_minutes.get(urgency)
    return minutes * 60_000 if minutes else DEFAULT_EXPIRY[urgency]


FROM_RECEIVER: Final = frozenset(
    {
        ReceiptKind.SEEN,
        ReceiptKind.ACCEPTED,
        ReceiptKind.READ_BACK,
        ReceiptKind.QUERY,
        ReceiptKind.UNABLE,
        ReceiptKind.EN_ROUTE,
        ReceiptKind.ON_SCENE,
        ReceiptKind.DONE,
    }
)
"""Words of whoever received the order: they have seen it, so it was delivered."""
_SEEN: Final = (ReceiptKind.DELIVERED, ReceiptKind.SEEN)
_TAKES_BACK: Final = {
    ReceiptKind.DISPUTED: (ReceiptKind.READ_BACK, ReceiptKind.CONFIRMED),
    ReceiptKind.RETURNED: (ReceiptKind.DONE, ReceiptKind.VERIFIED),
}
"""Receipts of the issuer after which a rung has to be climbed again."""


def rung_times(state: OrderState) -> dict[ReceiptKind, int]:
    """Reached rung → server time at which it was (last) reached; several may share a receipt's time."""
    times: dict[ReceiptKind, int] = {}
    for receipt in state.receipts:
        for lost in _TAKES_BACK.get(receipt.kind, ()):
            times.pop(lost, None)
        for rung in _CLIMBS[receipt.kind]:
            times.setdefault(rung, receipt.at)
        if receipt.differences and receipt.kind is _READ_BACK:
            # Other words than were confirmed: the issuer has to look again.
            times.pop(ReceiptKind.CONFIRMED, None)
    return times


def _climbed(kind: ReceiptKind) -> tuple[ReceiptKind, ...]:
    if kind is ReceiptKind.VERIFIED:
        return RUNGS
    below: tuple[ReceiptKind, ...] = _SEEN if kind in FROM_RECEIVER else ()
    if kind in (ReceiptKind.ON_SCENE, ReceiptKind.DONE):
        below = (*below, ReceiptKind.EN_ROUTE, ReceiptKind.ON_SCENE)
    return (*below, kind) if kind in RUNGS else below


_CLIMBS: Final = {kind: _climbed(kind) for kind in ReceiptKind}
"""Receipt → the rungs it stands for."""


def reached(state: OrderState) -> frozenset[ReceiptKind]:
    """The rungs an order stands on. What is done counts as understood, unless a difference is still open."""
    times = rung_times(state)
    if ReceiptKind.DONE in times and not open_differences(state) and standing(state) is None:
        return frozenset(RUNGS[: RUNGS.index(ReceiptKind.DONE) + 1]) | times.keys()
    return frozenset(times)


def lowest_unmet(state: OrderState) -> ReceiptKind | None:
    """The rung to climb next; None when the order has ended or is verified."""
    if ended(state) is not None:
        return None
    met = reached(state)
    return next((rung for rung in RUNGS if rung not in met), None)


def ended(state: OrderState) -> ReceiptKind | None:
    """How it ended: verified, withdrawn, superseded or expired; None while it is in force."""
    return next((receipt.kind for receipt in state.receipts if receipt.kind in ENDED), None)


def standing(state: OrderState) -> ReceiptKind | None:
    """What is still waiting for an answer: a query, an inability, a dispute or a return; None for nothing."""
    waiting: ReceiptKind | None = None
    for receipt in state.receipts:
        kind = receipt.kind
        if kind in _SETTLES:
            waiting = kind
        elif waiting is not None and kind in _SETTLES[waiting]:
            waiting = None
    return waiting


_TAKEN_UP: Final = frozenset(
    {
        ReceiptKind.ACCEPTED,
        ReceiptKind.READ_BACK,
        ReceiptKind.EN_ROUTE,
        ReceiptKind.ON_SCENE,
        ReceiptKind.DONE,
        ReceiptKind.VERIFIED,
    }
)
_SETTLES: Final[Mapping[ReceiptKind, frozenset[ReceiptKind]]] = {
    ReceiptKind.QUERY: _TAKEN_UP | {ReceiptKind.ANSWER},
    ReceiptKind.UNABLE: _TAKEN_UP,
    ReceiptKind.DISPUTED: frozenset({ReceiptKind.READ_BACK, ReceiptKind.CONFIRMED, ReceiptKind.VERIFIED}),
    ReceiptKind.RETURNED: frozenset({ReceiptKind.DONE, ReceiptKind.VERIFIED}),
}
"""What waits for an answer → what answers it."""
_LOOKED_AT: Final = frozenset({ReceiptKind.CONFIRMED, ReceiptKind.DISPUTED, ReceiptKind.VERIFIED})
_READ_BACK: Final = ReceiptKind.READ_BACK


def open_differences(state: OrderState) -> tuple[str, ...]:
    """Fields of the last read-back that differ and that the issuer has neither confirmed nor disputed."""
    found: tuple[str, ...] = ()
    for receipt in state.receipts:
        if receipt.kind is _READ_BACK:
            found = receipt.differences
        elif receipt.kind in _LOOKED_AT:
            found = ()
    return found


def overdue(state: OrderState, timers: Timers, now: int) -> tuple[ReceiptKind, int] | None:
    """The lowest unmet rung and by how many milliseconds it is late; None while nothing is late."""
    rung = lowest_unmet(state)
    due = due_at(state, timers, rung) if rung is not None else 0
    return (rung, now - due) if rung is not None and 0 < due < now else None


def due_at(state: OrderState, timers: Timers, rung: ReceiptKind) -> int:
    """When the next rung has to be reached, in milliseconds; 0 where nothing limits it."""
    order = state.order
    minutes = timers.get(order.urgency, {}).get(rung, 0)
    due = since(state) + minutes if minutes else 0
    # The deadline is the deadline, however generous the timers are.
    if order.by_at and rung is not ReceiptKind.VERIFIED:
        due = min(due, order.by_at) if due else order.by_at
    return due


def since(state: OrderState) -> int:
    """From when the next rung is waited for: the last step up or back, otherwise the issue."""
    moved = [state.order.issued_at, *rung_times(state).values()]
    moved += [receipt.at for receipt in state.receipts if receipt.kind in _TAKES_BACK]
    return max(moved)


def digest(order: Order) -> str:
    """SHA-256 over every field but the digest itself, hexadecimal."""
    return hashlib.sha256(msgspec.json.encode(replace(order, digest=""), order="sorted")).hexdigest()
