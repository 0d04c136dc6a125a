"""Assigning agencies: who is responsible now, and one order for each of them."""

from __future__ import annotations

from typing import Final

from services.backend.case import Case
from services.backend.order_making import ending, issued, numbered, unseen
from services.contract.city import NO_CATEGORY
from services.contract.commands import AssignAgencies
from services.contract.errors import Rejected
from services.contract.events import AgenciesAssigned, Body
from services.contract.orders import Order, OrderKind, OrderState, ReceiptKind, Urgency
from services.contract.records import Incident, Severity, Status
from services.rules import ladder

URGENCY_OF: Final = {Severity.CRITICAL: Urgency.IMMEDIATE, Severity.HIGH: Urgency.URGENT}


def assign(command: AssignAgencies, case: Case) -> list[Body]:
    """The list as it is now, an order to each agency that has none or has another one, an end to the rest."""
    incident = case.open_incident(command.incident_id)
    unknown = [code for code in command.agencies if code not in case.rules.agencies]
    if unknown:
        raise Rejected("agency_unknown", f"OPD {unknown[0]} tidak ada dalam paket kota.")
    agencies = tuple(dict.fromkeys(command.agencies))
    if command.due_at and command.due_at <= case.now:
        raise Rejected("due_past", "Tenggatnya sudah lewat; pilih waktu yang akan datang.")
    if command.due_at and case.running_pause(incident.id) is not None:
        raise Rejected("clock_paused", "Jam kejadian ini sedang dijeda; lanjutkan dahulu, lalu beri tenggat.")
    due_at = command.due_at
    if not due_at and incident.status is Status.OPEN:
        due_at = case.due_at(incident, Status.DISPATCHED)
    orders = _orders(command, case, incident, agencies, due_at)
    same = agencies == incident.agencies and not (command.task or command.where or command.due_at)
    if same and not orders:
        raise Rejected("nothing_changed", "Kejadian ini memang sudah ditugaskan kepada OPD itu.")
    assigned = AgenciesAssigned(incident_id=incident.id, agencies=agencies, task=command.task, due_at=due_at)
    return [assigned, *orders]


def open_assignments(case: Case, incident_id: int) -> dict[str, OrderState]:
    """Agency → its assignment in force for an incident."""
    states = (case.casework.orders.get(number) for number in case.casework.of_incident.get(incident_id, ()))
    return {
        state.order.agency: state
        for state in states
        if state is not None and state.order.kind is OrderKind.ASSIGNMENT and ladder.ended(state) is None
    }


def without(incident: Incident, agency: str) -> AgenciesAssigned:
    """The incident's list after one agency's assignment was withdrawn."""
    left = tuple(code for code in incident.agencies if code != agency)
    return AgenciesAssigned(incident_id=incident.id, agencies=left)


def _orders(
    command: AssignAgencies, case: Case, incident: Incident, agencies: tuple[str, ...], due_at: int
) -> list[Body]:
    before = open_assignments(case, incident.id)
    bodies: list[Body] = []
    for agency, state in before.items():
        if agency not in agencies:
            kind = ReceiptKind.WITHDRAWN if unseen(state) else ReceiptKind.SUPERSEDED
            bodies.extend(ending(state, case, "OPD ini tidak ditugaskan lagi.", kind))
    made = 0
    for place, agency in enumerate(agencies):
        old = before.get(agency)
        order = _order(command, case, incident, agency, place == 0, due_at, old, made)
        if old is not None and _same(order, old.order):
            continue
        made += 1
        if old is not None:
            bodies.extend(ending(old, case, f"Digantikan perintah #{order.id}."))
        bodies.append(issued(case, order))
    return bodies


def _order(
    command: AssignAgencies,
    case: Case,
    incident: Incident,
    agency: str,
    lead: bool,
    due_at: int,
    old: OrderState | None,
    offset: int,
) -> Order:
    deadline = command.due_at or (due_at if due_at > case.now else 0)
    by_words = ""
    if old is not None and not command.due_at:
        deadline, by_words = old.order.by_at, old.order.by_words
    return numbered(
        case,
        offset,
        kind=OrderKind.ASSIGNMENT,
        incident_id=incident.id,
        agency=agency,
        lead=lead,
        what=command.task.strip()[:2000] or (old.order.what if old is not None else default_task(incident)),
        where=command.where.strip() or (old.order.where if old else case.rules.where(incident)),
        by_at=deadline,
        by_words=by_words,
        urgency=URGENCY_OF.get(incident.severity, Urgency.ROUTINE),
        supersedes=old.order.id if old is not None else 0,
    )


def _same(order: Order, other: Order) -> bool:
    return (order.what, order.where, order.by_at, order.lead) == (
        other.what,
        other.where,
        other.by_at,
        other.lead,
    )


def default_task(incident: Incident) -> str:
    """What is asked where the room gave no words of its own."""
    if not incident.title or incident.title == NO_CATEGORY:
        return "Periksa dan tangani laporan ini."
    return f"Tangani {incident.title[0].lower()}{incident.title[1:]}."
