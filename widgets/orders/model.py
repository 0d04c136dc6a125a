"""What the views of orders are fed with: one `OrderRow` an order, made anew whenever something in it changed.

Names come ready to read. Words of people are plain text, whatever they contain.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """How a rung stands."""

    MET = "met"
    SKIPPED = "skipped"
    """A higher rung is reached, this one never was."""
    NEXT = "next"
    LATE = "late"
    WRONG = "wrong"
    """Reached with other words than were asked."""
    OPEN = "open"


class OrderAction(StrEnum):
    """What somebody can do with an order; which of them is offered is the console's decision."""

    CONFIRM = "confirm"
    DISPUTE = "dispute"
    ANSWER = "answer"
    VERIFY = "verify"
    RETURN = "return"
    WITHDRAW = "withdraw"
    READ_BACK = "read_back"
    QUERY = "query"
    UNABLE = "unable"
    EN_ROUTE = "en_route"
    DONE = "done"
    FORWARD = "forward"
    RECORD = "record"
    COPY_LINK = "copy_link"
    HOPS = "hops"


@dataclass(frozen=True, slots=True)
class RungMark:
    """One rung with the server's time; 0 = not reached."""

    word: str
    at: int = 0
    mark: Mark = Mark.OPEN


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field of the order beside what was repeated."""

    name: str
    asked: str
    said: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class HopRow:
    """One link between whoever spoke first and whoever acted."""

    who: str
    at: int
    ms: int
    """Since the hop before it."""
    what: str
    where: str = ""
    by: str = ""
    appended: str = ""
    added: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    """Names of the fields that differ from the first order, ready to read."""
    read_back: bool = False


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A receipt with words in it: a query, a reason, a note."""

    at: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class PassedOn:
    """An order that passes this one on, in one line."""

    order_id: int
    who: str
    state: str
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class OrderRow:
    """Everything a card shows of one order. Times in milliseconds since the epoch."""

    order_id: int
    incident_id: int
    heading: str
    """E.g. `Penugasan DLH · utama`, `Perintah pimpinan`."""
    what: str
    issuer: str
    issued_at: int
    about: str = ""
    """The incident in words, where the card does not stand below it."""
    where: str = ""
    by: str = ""
    urgency: str = ""
    digest: str = ""
    """The whole hash; cards show its ends."""
    appended: str = ""
    rungs: tuple[RungMark, ...] = ()
    state: str = ""
    """The lowest unmet rung in words, or how it ended."""
    late_ms: int = 0
    waiting: str = ""
    """What somebody has to decide, as a sentence: a difference, a query, an inability."""
    pairs: tuple[FieldPair, ...] = ()
    """The last read-back field by field; empty while there is none."""
    wrong: bool = False
    """A difference is open."""
    said: tuple[SaidLine, ...] = ()
    passed_on: tuple[PassedOn, ...] = ()
    hops: tuple[HopRow, ...] = ()
    conflicts: tuple[str, ...] = ()
    actions: tuple[OrderAction, ...] = ()
    """The first is what Enter does."""
    ended: bool = False
