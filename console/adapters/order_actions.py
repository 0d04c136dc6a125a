"""What somebody at this console may do about an order: what is offered, never what is allowed."""

from __future__ import annotations

from dataclasses import dataclass

from services.contract.orders import Delegation, OrderState, ReceiptKind
from services.contract.records import Role
from services.projection.casework import Casework
from services.rules import ladder
from services.rules.permissions import PERMISSIONS
from widgets.orders.model import OrderAction


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: decides what is offered."""

    user: str
    role: Role


def actions_of(state: OrderState, who: Viewer, casework: Casework, now: int) -> tuple[OrderAction, ...]:
    """What somebody can do about an order in force."""
    order = state.order
    offered: list[OrderAction] = []
    if speaks_for_issuer(state, who, casework, now):
        offered += _issuer_actions(state)
    if not order.agency and who.role is Role.SUPERVISOR:
        offered += _receiver_actions(state)
    if order.agency and who.role in (Role.SUPERVISOR, Role.OPERATOR):
        offered.append(OrderAction.RECORD)
    if order.agency and "outreach.send" in PERMISSIONS[who.role]:
        offered.append(OrderAction.COPY_LINK)
    return tuple(offered)


def speaks_for_issuer(state: OrderState, who: Viewer, casework: Casework, now: int) -> bool:
    """True for the issuer, the room about its assignments, and whoever holds the issuer's authority."""
    order = state.order
    if who.user == order.issuer:
        return True
    if order.issuer_role is not Role.LEADER:
        lender = casework.delegations.get(order.delegation_id)
        return who.role is Role.SUPERVISOR or (lender is not None and lender.giver == who.user)
    return any(
        (given.giver, given.receiver) == (order.issuer, who.user)
        for given in active(casework.delegations, now)
    )


def active(delegations: dict[int, Delegation], now: int) -> list[Delegation]:
    """Authority that is lent at this moment."""
    return [
        given for given in delegations.values() if not given.ended_at and given.since <= now < given.until
    ]


def _issuer_actions(state: OrderState) -> list[OrderAction]:
    reached, standing = ladder.rung_times(state), ladder.standing(state)
    offered = []
    said = ladder.last_read_back(state)
    if said is not None and ReceiptKind.CONFIRMED not in reached and standing is not ReceiptKind.DISPUTED:
        # What differs is looked at: the first key must not wave it through.
        decide = [OrderAction.CONFIRM, OrderAction.DISPUTE]
        offered += decide[::-1] if ladder.open_differences(state) else decide
    if standing in (ReceiptKind.QUERY, ReceiptKind.UNABLE):
        offered.insert(0, OrderAction.ANSWER)
    if ReceiptKind.DONE in reached:
        offered += [OrderAction.VERIFY, OrderAction.RETURN]
    if ReceiptKind.SEEN not in ladder.reached(state):
        offered.append(OrderAction.WITHDRAW)
    return offered


def _receiver_actions(state: OrderState) -> list[OrderAction]:
    reached = ladder.rung_times(state)
    offered = []
    if ReceiptKind.READ_BACK not in reached:
        offered.append(OrderAction.READ_BACK)
    offered.append(OrderAction.FORWARD)
    if ReceiptKind.DONE not in reached:
        if ReceiptKind.EN_ROUTE not in reached:
            offered.append(OrderAction.EN_ROUTE)
        offered += [OrderAction.DONE, OrderAction.QUERY, OrderAction.UNABLE]
    return offered
