"""Everything the room knows about the work besides the incident's row: orders, contacts, proof, clocks.

Plain records by key, changed by events only, the same in console and backend, and part of every snapshot.
Each table keeps its newest `MAX_ENTRIES`; what is older is in the log.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from services.contract.closing import (
    ClockResumed,
    IncidentUnmerged,
    Merged,
    Milestone,
    MilestoneReached,
    Pause,
    PauseAsked,
    PauseDecided,
    Promise,
    PromiseMade,
    PromiseSettled,
    Proof,
    ProofFiled,
    ProofVerified,
    ReporterTold,
    StepMark,
    StepMarked,
)
from services.contract.contacts import (
    CallLogged,
    CallOutcome,
    Contact,
    ContactRemoved,
    ContactSaved,
    Delivery,
    DeliveryChanged,
    DeliveryState,
    Duty,
    DutyRemoved,
    DutySaved,
    Position,
    PositionReported,
    Reach,
    reach_key,
)
from services.contract.events import Body, Envelope
from services.contract.orders import (
    ActRatified,
    Delegation,
    DelegationEnded,
    DelegationGiven,
    OrderIssued,
    OrderState,
    ReceiptGiven,
    ReceiptKind,
)

MAX_ENTRIES: Final = 50_000
KEEP_ANSWERS: Final = 20
EACH_TIME: Final = frozenset({Milestone.REOPENED, Milestone.RESOLVED, Milestone.CLOSED})


class Casework(Struct, omit_defaults=True, kw_only=True):
    """The tables of one log. Do not change them except through `advance`."""

    last_order_id: int = 0
    last_proof_id: int = 0
    last_promise_id: int = 0
    last_delegation_id: int = 0
    orders: dict[int, OrderState] = {}
    of_incident: dict[int, list[int]] = {}
    """Incident → its orders, oldest first."""
    delegations: dict[int, Delegation] = {}
    contacts: dict[str, Contact] = {}
    duties: dict[str, Duty] = {}
    deliveries: dict[str, Delivery] = {}
    reach: dict[str, Reach] = {}
    """By `reach_key`."""
    positions: dict[str, Position] = {}
    """By agency, or `agency:contact` where one is named."""
    steps: dict[int, dict[str, StepMark]] = {}
    times: dict[int, dict[str, int]] = {}
    """Incident → milestone → server time. What follows from the row (received) is not repeated here."""
    lost: dict[int, tuple[int, int]] = {}
    """Prank and ghost calls: when received, how long they took in milliseconds. By incident, or by the
    negative number of a report without one."""
    pauses: dict[int, list[Pause]] = {}
    proofs: dict[int, list[Proof]] = {}
    promises: dict[int, list[Promise]] = {}
    merges: dict[int, Merged] = {}
    """By the incident that was merged."""

    def encoded(self) -> bytes:
        """For the snapshot."""
        return msgspec.msgpack.encode(self)


_tables = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_decoders = {field.name: msgspec.msgpack.Decoder(field.type) for field in msgspec.structs.fields(Casework)}
_raw_orders = msgspec.msgpack.Decoder(dict[int, msgspec.Raw])
_order = msgspec.msgpack.Decoder(OrderState)
_NO_ORDERS: Final = msgspec.Raw(msgspec.msgpack.encode({}))


def decode_casework(data: bytes) -> Casework:
    """Raises `msgspec.MsgspecError`.

    A piece at a time: one call would keep every other thread waiting while it reads 50,000 orders.
    """
    if not data:
        return Casework()
    found = _tables.decode(data)
    orders = _raw_orders.decode(found.pop("orders", _NO_ORDERS))
    known = {name: _decoders[name].decode(table) for name, table in found.items() if name in _decoders}
    return Casework(**known, orders={number: _order.decode(state) for number, state in orders.items()})


def advance(casework: Casework, envelope: Envelope, body: Body) -> bool:
    """Take one event; False where it does not concern casework."""
    handler = _HANDLERS.get(type(body))
    if handler is None:
        return False
    handler(casework, envelope, body)
    return True


def mark_time(casework: Casework, incident_id: int, milestone: Milestone, at: int) -> None:
    """Note when a milestone was first reached; reopening, and what ends it again, is noted each time."""
    times = _entry(casework.times, incident_id, dict)
    if milestone in EACH_TIME or milestone.value not in times:
        times[milestone.value] = at


def _entry(table: dict[int, Any], key: int, kind: Callable[[], Any]) -> Any:
    found = table.get(key)
    if found is None:
        found = table[key] = kind()
        _trim(table)
    return found


def _trim(table: dict[Any, Any]) -> None:
    if len(table) > MAX_ENTRIES:
        del table[next(iter(table))]


# --- orders ---

RECEIPT_STEPS: Final = {
    ReceiptKind.DELIVERED: Milestone.NOTIFIED,
    ReceiptKind.ACCEPTED: Milestone.ACKNOWLEDGED,
    ReceiptKind.READ_BACK: Milestone.ACKNOWLEDGED,
    ReceiptKind.EN_ROUTE: Milestone.EN_ROUTE,
    ReceiptKind.ON_SCENE: Milestone.ON_SCENE,
}


def _issued(casework: Casework, envelope: Envelope, body: OrderIssued) -> None:
    order = body.order
    casework.last_order_id = max(casework.last_order_id, order.id)
    casework.orders[order.id] = OrderState(order=order)
    _trim(casework.orders)
    if order.incident_id:
        _entry(casework.of_incident, order.incident_id, list).append(order.id)
    if order.delegation_id in casework.delegations:
        given = casework.delegations[order.delegation_id]
        casework.delegations[given.id] = replace(given, acts=(*given.acts, order.id))


def _receipt(casework: Casework, envelope: Envelope, body: ReceiptGiven) -> None:
    state = casework.orders.get(body.order_id)
    if state is None:
        return
    state.receipts.append(body.receipt)
    milestone = RECEIPT_STEPS.get(body.receipt.kind)
    if milestone is not None and state.order.incident_id:
        mark_time(casework, state.order.incident_id, milestone, body.receipt.at)


def _delegated(casework: Casework, envelope: Envelope, body: DelegationGiven) -> None:
    given = body.delegation
    casework.last_delegation_id = max(casework.last_delegation_id, given.id)
    casework.delegations[given.id] = given
    _trim(casework.delegations)


def _delegation_ended(casework: Casework, envelope: Envelope, body: DelegationEnded) -> None:
    given = casework.delegations.get(body.delegation_id)
    if given is not None and not given.ended_at:
        casework.delegations[given.id] = replace(given, ended_at=envelope.at, ended_reason=body.reason)


def _ratified(casework: Casework, envelope: Envelope, body: ActRatified) -> None:
    given = casework.delegations.get(body.delegation_id)
    if given is not None:
        ratified = {**given.ratified, body.order_id: body.accepted}
        casework.delegations[given.id] = replace(given, ratified=ratified)


# --- contacts ---


def _contact_saved(casework: Casework, envelope: Envelope, body: ContactSaved) -> None:
    casework.contacts[body.contact.id] = body.contact
    _trim(casework.contacts)


def _contact_removed(casework: Casework, envelope: Envelope, body: ContactRemoved) -> None:
    casework.contacts.pop(body.contact_id, None)


def _duty_saved(casework: Casework, envelope: Envelope, body: DutySaved) -> None:
    casework.duties[body.duty.id] = body.duty
    _trim(casework.duties)


def _duty_removed(casework: Casework, envelope: Envelope, body: DutyRemoved) -> None:
    casework.duties.pop(body.duty_id, None)


def _called(casework: Casework, envelope: Envelope, body: CallLogged) -> None:
    reach = _reach(casework, body.contact_id, body.kind, body.address)
    reach.tries += 1
    reach.tried_at = envelope.at
    if body.outcome is CallOutcome.ANSWERED:
        _answered(reach, envelope.at, body.ms)
        _verify(casework, body.contact_id, (body.kind, body.address), envelope.at, envelope.actor)
    else:
        reach.failed_at = envelope.at
        reach.words = body.outcome.value
    if body.outcome is CallOutcome.WRONG_NUMBER:
        _verify(casework, body.contact_id, (body.kind, body.address), 0, "")


def _verify(casework: Casework, contact_id: str, channel_key: tuple[str, str], at: int, by: str) -> None:
    """Somebody truly answered there: the channel is verified. `at` 0: it is not theirs after all."""
    contact = casework.contacts.get(contact_id)
    if contact is None:
        return
    channels = tuple(
        replace(channel, verified_at=at, verified_by=by)
        if (channel.kind, channel.address) == channel_key
        else channel
        for channel in contact.channels
    )
    casework.contacts[contact.id] = replace(contact, channels=channels)


def _delivery(casework: Casework, envelope: Envelope, body: DeliveryChanged) -> None:
    delivery = body.delivery
    before = casework.deliveries.get(delivery.id)
    casework.deliveries[delivery.id] = delivery
    _trim(casework.deliveries)
    reach = _reach(casework, delivery.contact_id, delivery.kind, delivery.address)
    match delivery.state:
        case DeliveryState.HANDED_OVER:
            # Nobody has to answer a test: only its answer counts, never its silence.
            reach.tries += not delivery.test
            reach.tried_at = delivery.at
        case DeliveryState.FAILED if before is None or before.state is not DeliveryState.FAILED:
            reach.tries += 1
            reach.tried_at = reach.failed_at = delivery.at
            reach.words = delivery.words
        case DeliveryState.OPENED | DeliveryState.ANSWERED:
            # Opening a message and answering it is one answer.
            if before is None or before.state not in (DeliveryState.OPENED, DeliveryState.ANSWERED):
                reach.tries += delivery.test
                _answered(reach, delivery.at, delivery.at - delivery.queued_at)
            if delivery.state is DeliveryState.ANSWERED:
                channel = (delivery.kind, delivery.address)
                _verify(casework, delivery.contact_id, channel, delivery.at, envelope.actor)
        case _:
            pass


def _reach(casework: Casework, contact_id: str, kind: str, address: str) -> Reach:
    key = reach_key(contact_id, kind, address)
    reach = casework.reach.get(key)
    if reach is None:
        reach = casework.reach[key] = Reach()
        _trim(casework.reach)
    return reach


def _answered(reach: Reach, at: int, ms: int) -> None:
    reach.answered += 1
    reach.answered_at = at
    if ms > 0:
        reach.answer_ms = [*reach.answer_ms, ms][-KEEP_ANSWERS:]


def _positioned(casework: Casework, envelope: Envelope, body: PositionReported) -> None:
    position = body.position
    key = f"{position.agency}:{position.contact_id}" if position.contact_id else position.agency
    casework.positions[key] = position
    _trim(casework.positions)


# --- closing ---


def _step(casework: Casework, envelope: Envelope, body: StepMarked) -> None:
    _entry(casework.steps, body.incident_id, dict)[body.mark.step] = body.mark


def _milestone(casework: Casework, envelope: Envelope, body: MilestoneReached) -> None:
    mark_time(casework, body.incident_id, body.milestone, envelope.at)


def _unmerged(casework: Casework, envelope: Envelope, body: IncidentUnmerged) -> None:
    casework.merges.pop(body.incident_id, None)


def _pause_asked(casework: Casework, envelope: Envelope, body: PauseAsked) -> None:
    _entry(casework.pauses, body.incident_id, list).append(body.pause)


def _pause_decided(casework: Casework, envelope: Envelope, body: PauseDecided) -> None:
    pauses = casework.pauses.get(body.incident_id)
    if pauses:
        pauses[-1] = replace(
            pauses[-1],
            approver=envelope.actor,
            began_at=envelope.at if body.approved else 0,
            refused=not body.approved,
            verdict=body.reason,
            due_before=body.due_before or pauses[-1].due_before,
        )


def _resumed(casework: Casework, envelope: Envelope, body: ClockResumed) -> None:
    pauses = casework.pauses.get(body.incident_id)
    if pauses and not pauses[-1].ended_at:
        pauses[-1] = replace(pauses[-1], ended_at=envelope.at)


def _proof(casework: Casework, envelope: Envelope, body: ProofFiled) -> None:
    casework.last_proof_id = max(casework.last_proof_id, body.proof.id)
    _entry(casework.proofs, body.proof.incident_id, list).append(body.proof)


def _proof_verified(casework: Casework, envelope: Envelope, body: ProofVerified) -> None:
    proofs = casework.proofs.get(body.incident_id, [])
    for number, proof in enumerate(proofs):
        if proof.id == body.proof_id:
            proofs[number] = replace(
                proof,
                verified_by=envelope.actor,
                verified_at=envelope.at,
                accepted=body.accepted,
                verdict=body.verdict,
            )


def _promised(casework: Casework, envelope: Envelope, body: PromiseMade) -> None:
    casework.last_promise_id = max(casework.last_promise_id, body.promise.id)
    _entry(casework.promises, body.promise.incident_id, list).append(body.promise)


def _promise_settled(casework: Casework, envelope: Envelope, body: PromiseSettled) -> None:
    promises = casework.promises.get(body.incident_id, [])
    for number, promise in enumerate(promises):
        if promise.id == body.promise_id:
            promises[number] = replace(promise, settled_at=envelope.at, kept=body.kept, note=body.note)


def _told(casework: Casework, envelope: Envelope, body: ReporterTold) -> None:
    # Queued or failed: nobody was told yet.
    if body.told.state == "handed_over":
        mark_time(casework, body.told.incident_id, Milestone.REPORTER_TOLD, envelope.at)


_HANDLERS: dict[type[Body], Callable[[Casework, Envelope, Any], None]] = {
    OrderIssued: _issued,
    ReceiptGiven: _receipt,
    DelegationGiven: _delegated,
    DelegationEnded: _delegation_ended,
    ActRatified: _ratified,
    ContactSaved: _contact_saved,
    ContactRemoved: _contact_removed,
    DutySaved: _duty_saved,
    DutyRemoved: _duty_removed,
    CallLogged: _called,
    DeliveryChanged: _delivery,
    PositionReported: _positioned,
    StepMarked: _step,
    MilestoneReached: _milestone,
    IncidentUnmerged: _unmerged,
    PauseAsked: _pause_asked,
    PauseDecided: _pause_decided,
    ClockResumed: _resumed,
    ProofFiled: _proof,
    ProofVerified: _proof_verified,
    PromiseMade: _promised,
    PromiseSettled: _promise_settled,
    ReporterTold: _told,
}
