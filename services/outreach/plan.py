"""Whom to message next about an order, what to tell the issuer, and when to look again. Pure.

Everything follows from what is in the log: the order with its receipts, its deliveries, contacts and roster.
So a restart carries on where the end interrupted, and planning again without news changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.contract.contacts import (
    CHANNEL_KINDS,
    Contact,
    ContactChannel,
    Delivery,
    DeliveryState,
    Reach,
)
from services.contract.orders import Order, OrderState, Receipt, ReceiptKind, Urgency
from services.outreach.channels import SENT
from services.rules import ladder
from services.rules.reach import channel_order, contact_order

DAY_MS: Final = 24 * 3_600_000
MOST_DELIVERIES: Final = 60
"""Of one order."""
_SHORTEST_PATIENCE_MS: Final = 20_000
_DEFAULT_PATIENCE_MS: Final = 5 * 60_000
BY_HAND_WORDS: Final = "Harus dihubungi dengan tangan: tidak ada penyedia yang mengirim lewat saluran ini."
_ANSWERED_WORDS: Final = "Tidak dicoba lagi: penerima sudah menjawab lewat jalan lain."
_ENDED_WORDS: Final = "Tidak dikirim lagi: perintahnya sudah berakhir."
_REACHED: Final = (DeliveryState.HANDED_OVER, DeliveryState.OPENED, DeliveryState.ANSWERED)


class Circumstances(Struct, frozen=True, kw_only=True):
    """All that a decision about one order looks at."""

    state: OrderState
    now: int
    timers: ladder.Timers
    deliveries: Sequence[Delivery] = ()
    """Of this order."""
    contacts: Sequence[Contact] = ()
    """Of its agency."""
    duty: str = ""
    """Contact on duty now; empty: nobody."""
    reach: Mapping[str, Reach] = {}
    kinds: frozenset[str] = frozenset()
    """Kinds of channel that can be sent."""
    agency: str = ""
    """What the room calls the agency."""
    silent: bool = False
    """A drill whose messages go nowhere: the first person's entries say so, that is all."""


class Plan(Struct, frozen=True, kw_only=True):
    """What follows. Deliveries come in the state they are to be recorded in."""

    deliveries: tuple[Delivery, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    wake_at: int = 0
    """When time alone changes the plan; 0: never."""


def delivery_id(order_id: int, contact_id: str, channel: ContactChannel, times: int = 0) -> str:
    """One entry of the ledger per person and channel; `times`: how often somebody asked to send it anew."""
    key = f"{contact_id}\n{channel.kind}\n{channel.address}".encode()
    return f"{order_id}.{hashlib.blake2b(key, digest_size=5).hexdigest()}.{times}"


def entry(
    number: str, order: Order, contact: Contact, channel: ContactChannel, now: int, *, by_hand: bool
) -> Delivery:
    """A new entry of the ledger: to be sent, or for somebody to call."""
    return Delivery(
        id=number,
        agency=order.agency,
        contact_id=contact.id,
        kind=channel.kind,
        address=channel.address,
        order_id=order.id,
        incident_id=order.incident_id,
        state=DeliveryState.BY_HAND if by_hand else DeliveryState.QUEUED,
        queued_at=now,
        at=now,
        words=BY_HAND_WORDS if by_hand else "",
    )


def tests(contacts: Sequence[Contact], now: int) -> list[Delivery]:
    """A test of everything that can be sent to these contacts."""
    found = [(one, channel) for one in contacts for channel in one.channels if channel.kind in SENT]
    return [
        Delivery(
            id=f"uji.{now}.{delivery_id(0, one.id, channel).split('.')[1]}",
            agency=one.agency,
            contact_id=one.id,
            kind=channel.kind,
            address=channel.address,
            queued_at=now,
            at=now,
            test=True,
        )
        for one, channel in found[:MOST_DELIVERIES]
    ]


def plan(case: Circumstances) -> Plan:
    """What to do now."""
    if ladder.ended(case.state) is not None:
        return Plan(deliveries=tuple(_stopped(case, _ENDED_WORDS)))
    receipts, wakes, exhausted = _delivered(case), [0], False
    if answered(case.state):
        deliveries = [*_stopped(case, _ANSWERED_WORDS), *_marked(case)]
    else:
        deliveries, again = _due(case)
        wakes.append(again)
        if case.state.order.agency and case.now - case.state.order.issued_at < DAY_MS:
            fresh, patience, exhausted = _walk(case)
            deliveries += fresh
            wakes.append(patience)
    receipts += _escalated(case, exhausted=exhausted)
    later = [at for at in wakes if at > case.now]
    return Plan(deliveries=tuple(deliveries), receipts=tuple(receipts), wake_at=min(later, default=0))


def answered(state: OrderState) -> bool:
    """Whether the receiver, or somebody for them, said anything."""
    return any(receipt.kind in ladder.FROM_RECEIVER for receipt in state.receipts)


def route(case: Circumstances) -> list[tuple[Contact, ContactChannel]]:
    """Every person and channel in the order to try them: whoever is on duty, then by rank and experience."""
    people = sorted(contact_order(case.contacts, case.reach), key=lambda one: one.id != case.duty)
    if case.silent or not _can_send(case):
        people = people[:1]
    return [(one, channel) for one in people for channel in channel_order(one, case.reach)]


def backoff_ms(attempt: int, first_ms: int, longest_ms: int, jitter: float) -> int:
    """How long to wait after the `attempt`-th failure: doubling, bounded, and spread by `jitter` (0 to 1)."""
    whole = min(longest_ms, first_ms * 2 ** min(attempt - 1, 30))
    return int(whole * (0.5 + 0.5 * jitter))


def patience_ms(case: Circumstances) -> int:
    """How long a message may stay unanswered before the next channel or person is tried."""
    seen = case.timers.get(case.state.order.urgency, {}).get(ReceiptKind.SEEN, 0)
    return max(_SHORTEST_PATIENCE_MS, seen // 4) if seen else _DEFAULT_PATIENCE_MS


def _walk(case: Circumstances) -> tuple[list[Delivery], int, bool]:
    """(new entries, when to look again, whether nobody is left)."""
    known = {delivery.id: delivery for delivery in case.deliveries}
    order = case.state.order
    fresh: list[Delivery] = []
    for contact, channel in route(case)[:MOST_DELIVERIES]:
        number = delivery_id(order.id, contact.id, channel)
        delivery = known.get(number)
        if delivery is not None:
            blocks, until = _blocks(case, delivery)
            if blocks:
                return fresh, until, False
            continue
        sendable = channel.kind in case.kinds
        fresh.append(entry(number, order, contact, channel, case.now, by_hand=not sendable))
        if sendable:
            return fresh, 0, False
    return fresh, 0, True


def _blocks(case: Circumstances, delivery: Delivery) -> tuple[bool, int]:
    """Whether the next person or channel has to wait for this entry, and until when (0: for its news)."""
    match delivery.state:
        case DeliveryState.QUEUED:
            return True, 0
        case DeliveryState.FAILED if delivery.next_at:
            # Where minutes count, the next channel does not wait for this one's repetition.
            return case.state.order.urgency is not Urgency.IMMEDIATE, 0
        case DeliveryState.HANDED_OVER:
            until = delivery.at + patience_ms(case)
            return case.now < until, until
        case DeliveryState.OPENED | DeliveryState.ANSWERED:
            return True, 0
        case _:
            return False, 0


def _due(case: Circumstances) -> tuple[list[Delivery], int]:
    """(entries whose repetition has come, queued again; when the next one comes)."""
    again = []
    later = []
    for delivery in case.deliveries:
        if delivery.state is not DeliveryState.FAILED or not delivery.next_at:
            continue
        if delivery.next_at > case.now:
            later.append(delivery.next_at)
            continue
        again.append(
            replace(
                delivery,
                state=DeliveryState.QUEUED,
                attempt=delivery.attempt + 1,
                at=case.now,
                next_at=0,
                words="",
            )
        )
    return again, min(later, default=0)


def _stopped(case: Circumstances, words: str) -> list[Delivery]:
    """Entries that were to be repeated and need not be."""
    waiting = (d for d in case.deliveries if d.state is DeliveryState.FAILED and d.next_at)
    return [replace(d, at=case.now, next_at=0, words=words) for d in waiting]


def _marked(case: Circumstances) -> list[Delivery]:
    """The message behind each receipt of the receiver: opened, or answered."""
    entries = {d.id: d for d in case.deliveries if d.state in _REACHED}
    changed: dict[str, Delivery] = {}
    for receipt in case.state.receipts:
        if receipt.kind not in ladder.FROM_RECEIVER:
            continue
        before = [
            entry
            for entry in entries.values()
            # What is opened already carries the time of its own receipt.
            if _carried(entry, receipt)
            and (entry.state is not DeliveryState.HANDED_OVER or entry.at <= receipt.at)
        ]
        if not before:
            continue
        behind = _behind(before, receipt, case.contacts)
        wanted = DeliveryState.OPENED if receipt.kind is ReceiptKind.SEEN else DeliveryState.ANSWERED
        if _REACHED.index(behind.state) < _REACHED.index(wanted):
            moved = replace(behind, state=wanted, at=receipt.at, next_at=0, words="")
            entries[moved.id] = changed[moved.id] = moved
    return list(changed.values())


def _carried(delivery: Delivery, receipt: Receipt) -> bool:
    """A receipt that came by telephone answers no message; by its link or the console it answers any."""
    return receipt.via not in CHANNEL_KINDS or receipt.via == delivery.kind


def _behind(before: list[Delivery], receipt: Receipt, contacts: Sequence[Contact]) -> Delivery:
    """The message a receipt answers: one already opened, the named person's, otherwise the newest."""
    names = {contact.id: contact.name for contact in contacts}

    def likely(delivery: Delivery) -> tuple[bool, bool, int, str]:
        named = bool(receipt.person) and names.get(delivery.contact_id) == receipt.person
        opened = delivery.state is not DeliveryState.HANDED_OVER
        return named, opened, delivery.at, delivery.id

    return max(before, key=likely)


def _delivered(case: Circumstances) -> list[Receipt]:
    """The first message a provider took is the first rung."""
    if ReceiptKind.DELIVERED in ladder.reached(case.state):
        return []
    taken = [delivery for delivery in case.deliveries if delivery.state in _REACHED]
    if not taken:
        return []
    first = min(taken, key=lambda delivery: (delivery.at, delivery.id))
    names = {contact.id: contact.name for contact in case.contacts}
    person = names.get(first.contact_id, "")
    return [Receipt(kind=ReceiptKind.DELIVERED, at=case.now, via=first.kind, person=person)]


def _escalated(case: Circumstances, *, exhausted: bool) -> list[Receipt]:
    """To the supervisor, once a rung, where the way is known to be bad; timers tell what is only late."""
    rung = ladder.lowest_unmet(case.state)
    if rung is None:
        return []
    words = _problem(case, rung) if case.state.order.agency else ""
    if not words and exhausted and not case.silent:
        words = f"Tidak ada lagi petugas atau saluran {case.agency} yang dapat dicoba; hubungi sendiri."
    since = ladder.since(case.state)
    told = any(
        receipt.kind is ReceiptKind.ESCALATED and receipt.rung is rung and receipt.at >= since
        for receipt in case.state.receipts
    )
    if not words or told:
        return []
    return [Receipt(kind=ReceiptKind.ESCALATED, at=case.now, via="system", words=words, rung=rung)]


def _problem(case: Circumstances, rung: ReceiptKind) -> str:
    """What is known to be wrong with the way to the agency before anything was delivered; empty: nothing."""
    if rung is not ReceiptKind.DELIVERED or case.silent:
        return ""
    if not case.contacts:
        return f"{case.agency} belum punya kontak; sampaikan dengan cara lain."
    found = []
    if not case.duty:
        found.append(f"tidak ada petugas piket {case.agency} yang tercatat saat ini")
    if not _can_send(case):
        found.append("tidak ada saluran yang dapat dikirimi, harus dihubungi dengan tangan")
    channels = [channel for contact in case.contacts for channel in contact.channels]
    if channels and not any(channel.verified_at for channel in channels):
        found.append("tidak satu pun alamatnya sudah diverifikasi")
    words = "; ".join(found)
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _can_send(case: Circumstances) -> bool:
    return any(channel.kind in case.kinds for contact in case.contacts for channel in contact.channels)
