"""Orders and assignments: what was asked, word for word, and every receipt it was given.

An assignment is the room's order to an agency about an incident; an order is leadership's. Both are
immutable and hashed, and both climb the same ladder of receipts (STANDARDS.md, "Orders"; AHRQ check-back).
Whoever passes an order on issues a new one with `parent_id` that repeats its words and may only append.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from services.contract.commands import MINUTE, Command, Reason
from services.contract.events import Body
from services.contract.records import Code, Line, Millis, Role, Text

Asked = Annotated[str, Meta(min_length=1, max_length=2000)]


class OrderKind(StrEnum):
    """Who asks: the room an agency, or leadership anybody."""

    ASSIGNMENT = "assignment"
    ORDER = "order"


class Urgency(StrEnum):
    """How soon each rung has to be reached; the minutes are in the city pack's policy."""

    IMMEDIATE = "immediate"
    URGENT = "urgent"
    ROUTINE = "routine"


class ReceiptKind(StrEnum):
    """What a receipt says. `RUNGS` are the ladder; the others stand beside it or end it."""

    DELIVERED = "delivered"
    SEEN = "seen"
    READ_BACK = "read_back"
    CONFIRMED = "confirmed"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    DONE = "done"
    VERIFIED = "verified"
    ACCEPTED = "accepted"
    """They take it; the read-back is still to come."""
    QUERY = "query"
    ANSWER = "answer"
    """The issuer's words to a query."""
    UNABLE = "unable"
    DISPUTED = "disputed"
    """The issuer says: that is not what I asked."""
    RETURNED = "returned"
    """The issuer does not accept that it is done."""
    NOTE = "note"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


RUNGS: tuple[ReceiptKind, ...] = (
    ReceiptKind.DELIVERED,
    ReceiptKind.SEEN,
    ReceiptKind.READ_BACK,
    ReceiptKind.CONFIRMED,
    ReceiptKind.EN_ROUTE,
    ReceiptKind.ON_SCENE,
    ReceiptKind.DONE,
    ReceiptKind.VERIFIED,
)
"""The ladder above `durable`, which every order in the log has reached."""
ENDED: frozenset[ReceiptKind] = frozenset(
    {ReceiptKind.WITHDRAWN, ReceiptKind.SUPERSEDED, ReceiptKind.EXPIRED, ReceiptKind.VERIFIED}
)


class ReadBack(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The order in the receiver's own words, field by field."""

    what: Text = ""
    where: Line = ""
    by_words: Line = ""
    by_at: Millis = 0
    """The time they understood; 0 where they only gave words."""


class Receipt(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One entry below an order. `at` is the server's time."""

    kind: ReceiptKind
    at: Millis
    by: Code = ""
    """User name, or `field:<agency>` from the field page; empty for the system."""
    person: Line = ""
    """Who it was in their own words, where that is not a user."""
    via: Code = ""
    """`field_page`, `console`, or the channel (`phone`, `radio` …) where somebody recorded it for them."""
    words: Text = ""
    """Verbatim."""
    read_back: ReadBack | None = None
    differences: tuple[Code, ...] = ()
    """Fields of the read-back (`what`, `where`, `by`) that differ from the order, as the rules found them."""
    written_at: Millis = 0
    """When it was written on a phone that had no signal; 0: when it came."""
    rung: ReceiptKind | None = None
    """Of an escalation: the rung that was not reached in time."""


class Order(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What was asked, of whom, by when; never edited."""

    id: int
    kind: OrderKind
    incident_id: int = 0
    """0: about an agency or the city as such."""
    agency: Code = ""
    """Who receives it; empty: the room, that is the supervisor on duty."""
    lead: bool = True
    """False for a supporting agency."""
    what: Asked
    where: Line = ""
    by_at: Millis = 0
    """Deadline; 0: none given."""
    by_words: Line = ""
    """The deadline in the issuer's own words."""
    urgency: Urgency = Urgency.URGENT
    issuer: Code
    issuer_role: Role
    delegation_id: int = 0
    """The delegation under which it was issued; 0: by the issuer's own right."""
    issued_at: Millis
    expires_at: Millis = 0
    parent_id: int = 0
    """The order this one passes on."""
    appended: Text = ""
    """What this hop added to the parent's words."""
    supersedes: int = 0
    digest: Annotated[str, Meta(max_length=64)] = ""
    """SHA-256 over everything above, hexadecimal."""


class OrderState(Struct, omit_defaults=True, kw_only=True):
    """An order with its receipts so far, oldest first."""

    order: Order
    receipts: list[Receipt] = []


class Delegation(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Authority lent: from whom, to whom, for what, until when. Ends with a list of acts to ratify."""

    id: int
    giver: Code
    receiver: Code
    scope: Line = ""
    since: Millis
    until: Millis
    reason: Line = ""
    ended_at: Millis = 0
    ended_reason: Line = ""
    acts: tuple[int, ...] = ()
    """Orders issued under it."""
    ratified: dict[int, bool] = {}
    """Order → whether the giver ratified it."""
    under: int = 0
    """The delegation that its giver lends on; 0: the giver's own authority."""


# --- what happened ---


class OrderIssued(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "order.issued"
    order: Order
    conflicts: tuple[int, ...] = ()
    """Orders in force that it contradicts; the issuer was shown them and went on."""

    @property
    def incident_id(self) -> int:
        return self.order.incident_id


class ReceiptGiven(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "order.receipt"
    order_id: int
    incident_id: int = 0
    receipt: Receipt


class DelegationGiven(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "delegation.given"
    delegation: Delegation


class DelegationEnded(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "delegation.ended"
    delegation_id: int
    reason: Line = ""


class ActRatified(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "delegation.ratified"
    delegation_id: int
    order_id: int
    accepted: bool
    words: Line = ""


# --- what somebody wants ---


class IssueOrder(Command, frozen=True, kw_only=True, tag="order.issue"):
    """An order (leadership), or passing one on (`parent_id`; the words are then the parent's).

    `despite_conflicts`: the issuer was shown what it contradicts.
    """

    OFFLINE_MS: ClassVar[int] = 10 * MINUTE
    incident_id: int = 0
    agency: Code = ""
    what: Annotated[str, Meta(max_length=2000)] = ""
    where: Line = ""
    by_at: Millis = 0
    by_words: Line = ""
    urgency: Urgency = Urgency.URGENT
    parent_id: int = 0
    appended: Text = ""
    supersedes: int = 0
    despite_conflicts: bool = False


class GiveReceipt(Command, frozen=True, kw_only=True, tag="order.receipt"):
    """A receipt from the receiver, from somebody on their behalf (`via`, `person`, their words verbatim), or
    the issuer's confirmation, dispute, answer, return, verification or withdrawal."""

    OFFLINE_MS: ClassVar[int] = 24 * 60 * MINUTE
    order_id: int
    incident_id: int = 0
    kind: ReceiptKind
    person: Line = ""
    via: Code = ""
    words: Text = ""
    read_back: ReadBack | None = None
    written_at: Millis = 0
    """When it was written, where it had to wait for a link; 0: now."""


class GiveDelegation(Command, frozen=True, kw_only=True, tag="delegation.give"):
    receiver: Code
    scope: Line = ""
    until: Millis
    reason: Reason


class EndDelegation(Command, frozen=True, kw_only=True, tag="delegation.end"):
    delegation_id: int
    reason: Line = ""


class RatifyAct(Command, frozen=True, kw_only=True, tag="delegation.ratify"):
    delegation_id: int
    order_id: int
    accepted: bool
    words: Line = ""
