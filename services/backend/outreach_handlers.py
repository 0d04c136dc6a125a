"""Messages sent by hand, and tests of reachability: both go into the ledger, and the postman sends them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from services.backend.case import Case
from services.contract.commands import Command
from services.contract.contacts import (
    Contact,
    ContactChannel,
    Delivery,
    DeliveryChanged,
    DeliveryState,
    SendMessage,
    TestReach,
)
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.orders import Order
from services.outreach.channels import BY_HAND
from services.outreach.plan import delivery_id, entry, tests
from services.rules import ladder
from services.rules.duty import on_duty

TEST_PAUSE_MS: Final = 10 * 60_000
"""An agency is not tested more often."""
MOST_TIMES: Final = 20
"""One message to one person by one channel, by hand."""


def _send(command: SendMessage, case: Case) -> list[Body]:
    state = case.casework.orders.get(command.order_id)
    if state is None or (command.incident_id and state.order.incident_id != command.incident_id):
        raise Rejected("order_unknown", "Penugasan itu tidak ada dalam log ini.")
    if ladder.ended(state) is not None:
        raise Rejected("order_ended", "Penugasan itu sudah berakhir; tidak ada lagi yang dikirim.")
    contact = _receiver(command, state.order, case)
    channels = [channel for channel in contact.channels if not command.kind or channel.kind == command.kind]
    if not channels:
        raise Rejected("channel_missing", f"{contact.name} tidak punya saluran itu; lengkapi kontaknya.")
    made = [_entry(state.order, contact, channel, case) for channel in channels]
    entries = [delivery for delivery in made if delivery is not None]
    if not entries:
        raise Rejected("nothing_changed", "Pesan itu masih dalam antrean; tunggu sampai terkirim atau gagal.")
    return [DeliveryChanged(delivery=delivery) for delivery in entries]


def _receiver(command: SendMessage, order: Order, case: Case) -> Contact:
    """Whom to write to: the one named, otherwise whoever is on duty. Raises `Rejected`."""
    if command.contact_id:
        contact = case.casework.contacts.get(command.contact_id)
        if contact is None or contact.agency != order.agency:
            raise Rejected("contact_unknown", "Kontak itu bukan milik OPD yang ditugasi.")
        return contact
    duty = on_duty(case.casework.duties.values(), order.agency, case.now)
    contact = case.casework.contacts.get(duty.contact_id) if duty is not None else None
    if contact is None:
        raise Rejected("nobody_on_duty", "Tidak ada petugas piket OPD ini saat ini; pilih kontaknya.")
    return contact


def _entry(order: Order, contact: Contact, channel: ContactChannel, case: Case) -> Delivery | None:
    """A new entry of the ledger; None while an earlier one is still waiting to go out."""
    known = case.casework.deliveries
    for times in range(1, MOST_TIMES + 1):
        before = known.get(delivery_id(order.id, contact.id, channel, times - 1))
        if before is not None and before.state is DeliveryState.QUEUED:
            return None
        number = delivery_id(order.id, contact.id, channel, times)
        if number not in known:
            return entry(number, order, contact, channel, case.now, by_hand=channel.kind in BY_HAND)
    raise Rejected("too_many", f"Pesan ini sudah dikirim ulang {MOST_TIMES} kali; hubungi dengan cara lain.")


def _test(command: TestReach, case: Case) -> list[Body]:
    if command.agency not in case.rules.agencies:
        raise Rejected("agency_unknown", f"OPD {command.agency or '(kosong)'} tidak ada dalam paket kota.")
    for delivery in case.casework.deliveries.values():
        recent = case.now - delivery.queued_at < TEST_PAUSE_MS
        if delivery.test and recent and delivery.agency == command.agency:
            raise Rejected("tested_lately", "OPD ini baru saja diuji; tunggu sepuluh menit.")
    own = [contact for contact in case.casework.contacts.values() if contact.agency == command.agency]
    entries = tests(own, case.now)
    if not entries:
        raise Rejected(
            "channel_missing",
            "Kontak OPD ini belum punya saluran yang dapat diuji dengan pesan; telepon saja.",
        )
    return [DeliveryChanged(delivery=delivery) for delivery in entries]


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {
    SendMessage: _send,
    TestReach: _test,
}
