"""How agencies are reached: contacts, duty roster, deliveries, calls, positions.

Contacts are entered by the city and live in the log like everything else: who was called at which number is
part of the record. They are official channels of a post; a private number has no place here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from services.contract.commands import MINUTE, Command
from services.contract.events import Body
from services.contract.records import Code, Latitude, Line, Longitude, Millis, Text

CHANNEL_KINDS = ("phone", "whatsapp", "telegram", "email", "radio", "sms", "webhook", "mqtt")
ChannelKind = Annotated[str, Meta(pattern="^(" + "|".join(CHANNEL_KINDS) + ")$")]


class ContactChannel(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One way to reach somebody, in the order in which it is tried."""

    kind: ChannelKind
    address: Line
    verified_at: Millis = 0
    """When somebody last reached the right person there; 0: *belum diverifikasi*."""
    verified_by: Code = ""
    note: Line = ""


class Contact(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A post or person of an agency."""

    id: Code
    agency: Code
    name: Annotated[str, Meta(min_length=1, max_length=120)]
    position: Line = ""
    channels: Annotated[tuple[ContactChannel, ...], Meta(max_length=12)] = ()
    rank: int = 0
    """Order of escalation within the agency, lowest first."""
    note: Line = ""


class DutyKind(StrEnum):
    REGULAR = "regular"
    SWAP = "swap"
    SUBSTITUTE = "substitute"


class Duty(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Somebody is on duty for an agency from `start` to `end`; swaps and substitutes win over regulars."""

    id: Code
    agency: Code
    contact_id: Code
    start: Millis
    end: Millis
    kind: DutyKind = DutyKind.REGULAR
    note: Line = ""


class DeliveryState(StrEnum):
    QUEUED = "queued"
    HANDED_OVER = "handed_over"
    """The provider took it; nothing is known beyond that."""
    FAILED = "failed"
    OPENED = "opened"
    """Its link was opened."""
    ANSWERED = "answered"
    BY_HAND = "by_hand"
    """No provider carries this channel: somebody has to call, nothing was sent."""


class Delivery(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One attempt to reach one person by one channel; the same id again is its next state."""

    id: Code
    agency: Code
    contact_id: Code = ""
    kind: ChannelKind
    address: Line = ""
    order_id: int = 0
    """0 for a test of reachability."""
    incident_id: int = 0
    state: DeliveryState = DeliveryState.QUEUED
    attempt: int = 1
    queued_at: Millis
    at: Millis
    """When it came into this state."""
    next_at: Millis = 0
    """When it is tried again; 0: not by itself."""
    words: Line = ""
    """The provider's own words."""
    test: bool = False


class CallOutcome(StrEnum):
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    UNREACHABLE = "unreachable"


class Reach(Struct, omit_defaults=True, kw_only=True):
    """What is known about one channel of one contact from using it."""

    tries: int = 0
    answered: int = 0
    tried_at: Millis = 0
    answered_at: Millis = 0
    """Last time somebody truly answered there."""
    failed_at: Millis = 0
    words: Line = ""
    """Of the last failure."""
    answer_ms: list[int] = []
    """The latest times to an answer, at most 20."""


def reach_key(contact_id: str, kind: str, address: str) -> str:
    """Where `Reach` is kept: one channel of one contact; another address is another channel."""
    return f"{contact_id}:{kind}:{address}"


class Position(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Where a unit said it is."""

    agency: Code
    contact_id: Code = ""
    lat: Latitude
    lon: Longitude
    accuracy_m: float = 0.0
    at: Millis


# --- what happened ---


class ContactSaved(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "contact.saved"
    contact: Contact


class ContactRemoved(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "contact.removed"
    contact_id: Code
    reason: Line = ""


class DutySaved(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "duty.saved"
    duty: Duty


class DutyRemoved(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "duty.removed"
    duty_id: Code
    reason: Line = ""


class CallLogged(Body, frozen=True, kw_only=True):
    """Somebody called by hand. `ms`: until it was answered, 0 when unknown."""

    KIND: ClassVar[str] = "contact.called"
    incident_id: int = 0
    order_id: int = 0
    agency: Code
    contact_id: Code = ""
    kind: ChannelKind
    address: Line = ""
    outcome: CallOutcome
    words: Text = ""
    ms: int = 0


class DeliveryChanged(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "delivery.changed"
    delivery: Delivery

    @property
    def incident_id(self) -> int:
        return self.delivery.incident_id


class PositionReported(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "unit.positioned"
    position: Position


# --- what somebody wants ---


class SaveContact(Command, frozen=True, kw_only=True, tag="contact.save"):
    """`verified_by` and `verified_at` of channels are the backend's to set where `verified` names them."""

    OFFLINE_MS: ClassVar[int] = 60 * MINUTE
    contact: Contact


class RemoveContact(Command, frozen=True, kw_only=True, tag="contact.remove"):
    OFFLINE_MS: ClassVar[int] = 60 * MINUTE
    contact_id: Code
    reason: Line = ""


class SaveDuty(Command, frozen=True, kw_only=True, tag="duty.save"):
    OFFLINE_MS: ClassVar[int] = 60 * MINUTE
    duty: Duty


class RemoveDuty(Command, frozen=True, kw_only=True, tag="duty.remove"):
    OFFLINE_MS: ClassVar[int] = 60 * MINUTE
    duty_id: Code
    reason: Line = ""


class LogCall(Command, frozen=True, kw_only=True, tag="contact.call"):
    OFFLINE_MS: ClassVar[int] = 24 * 60 * MINUTE
    incident_id: int = 0
    order_id: int = 0
    agency: Code
    contact_id: Code = ""
    kind: ChannelKind
    address: Line = ""
    outcome: CallOutcome
    words: Text = ""
    ms: Annotated[int, Meta(ge=0, le=3_600_000)] = 0


class ReportPosition(Command, frozen=True, kw_only=True, tag="unit.position"):
    """A unit says where it is, or somebody in the room for them. `agency` empty: the session's own."""

    OFFLINE_MS: ClassVar[int] = MINUTE
    agency: Code = ""
    contact_id: Code = ""
    lat: Latitude
    lon: Longitude
    accuracy_m: Annotated[float, Meta(ge=0, le=100_000)] = 0.0


class SendMessage(Command, frozen=True, kw_only=True, tag="outreach.send"):
    """Send an order's message now: to everybody on duty, or to one contact by one channel."""

    order_id: int
    incident_id: int = 0
    contact_id: Code = ""
    kind: Annotated[str, Meta(max_length=16)] = ""


class TestReach(Command, frozen=True, kw_only=True, tag="outreach.test"):
    """Try the channels of an agency silently, marked as a test."""

    agency: Code
