"""What must be true before an incident may be called resolved or closed."""

from __future__ import annotations

from collections.abc import Iterator

from services.backend.case import Case
from services.backend.closing_handlers import open_matters
from services.backend.step_handlers import open_mandatory
from services.contract.errors import Rejected
from services.contract.orders import OrderKind, ReceiptKind
from services.contract.records import Incident, Status
from services.projection.handover import handed_over
from services.rules import ladder

MAX_MESSAGE = 2000
"""Longest answer, in characters."""


def require(case: Case, incident: Incident, wanted: Status) -> None:
    """Raises `Rejected` that names everything still missing, one line for each."""
    missing = blockers(case, incident, wanted)
    if missing:
        said = "\n".join(["Belum dapat diselesaikan.", *missing])
        raise Rejected("not_finished", said if len(said) <= MAX_MESSAGE else said[: MAX_MESSAGE - 1] + "…")


def blockers(case: Case, incident: Incident, wanted: Status) -> list[str]:
    """One Indonesian sentence for each thing that is missing; empty where it may be finished."""
    if wanted.is_open:
        return []
    return [
        *open_matters(case, incident, wanted),
        *open_steps(case, incident),
        *awaited_neighbour(case, incident),
        *(open_assignments(case, incident) if wanted is Status.CLOSED else ()),
    ]


def open_assignments(case: Case, incident: Incident) -> Iterator[str]:
    """The assignments that nobody has said are done."""
    shorts = {agency.code: agency.short for agency in case.rules.pack.agencies}
    for order_id in case.casework.of_incident.get(incident.id, ()):
        state = case.casework.orders.get(order_id)
        if state is None or state.order.kind is not OrderKind.ASSIGNMENT or ladder.ended(state) is not None:
            continue
        if ReceiptKind.DONE not in ladder.reached(state):
            agency = shorts.get(state.order.agency, state.order.agency)
            yield f"Penugasan {agency} (#{order_id}) belum dinyatakan selesai."


def awaited_neighbour(case: Case, incident: Incident) -> list[str]:
    """A neighbour it was handed to and who has not taken it yet."""
    handed = handed_over(case.casework, incident.id, case.rules.neighbours)
    if handed is None or handed.taken_at:
        return []
    name = case.rules.neighbours[handed.agency]
    return [f"Sudah diserahkan kepada {name} tetapi belum diterima di sana; tunggu atau catat jawabannya."]


def require_taken(case: Case, incident: Incident) -> None:
    """Raises `Rejected` where what lies at the line would be dropped before the neighbour has it."""
    if waits := awaited_neighbour(case, incident):
        raise Rejected("neighbour_awaited", waits[0])
    beyond = case.rules.neighbour_of(incident)
    if beyond and handed_over(case.casework, incident.id, case.rules.neighbours) is None:
        name = case.rules.neighbours[beyond]
        said = f"Serahkan dahulu kepada {name} dan tunggu diterima, lalu tandai di luar kota."
        raise Rejected("neighbour_unasked", said)


def open_steps(case: Case, incident: Incident) -> list[str]:
    """The mandatory steps of the category's playbook that are neither done nor skipped."""
    left = open_mandatory(case, incident)
    if not left:
        return []
    named = "; ".join(f"“{text}”" for text in left[:2])
    more = f" dan {len(left) - 2} lainnya" if len(left) > 2 else ""
    return [f"{len(left)} langkah wajib masih terbuka: {named}{more}."]
