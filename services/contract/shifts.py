"""Shifts: who is responsible, what the shift wrote down, and the handover from one to the next.

Responsibility passes at one recorded instant (`HandoverAccepted`, or `WatchTaken` with a reason). What was
handed over is not stored as prose: it is generated from the log up to `seq`, the same for ever, and the hash
of what was generated is what both sign (I-PASS; HSE; STANDARDS.md, "Handover").
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from services.contract.closing import Sha256
from services.contract.commands import MINUTE, Command, Reason
from services.contract.events import Body
from services.contract.records import Code, Line, Millis, Text

HOUR = 60 * MINUTE
Written = Annotated[str, Meta(min_length=1, max_length=4000)]
ItemKey = Annotated[str, Meta(max_length=80)]
"""Names one item of a handover over all shifts, e.g. `incident:187`, `order:12`, `promise:3`."""


class Watch(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One person's responsibility for the room, from one instant to the next."""

    id: int
    shift: Code
    """Code of the city pack's shift; empty outside any."""
    supervisor: Code
    since: Millis
    handover_id: int = 0
    """How it came to them; 0: taken, not handed over."""
    reason: Line = ""
    """Why it was taken without a handover."""


class Note(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An entry people add to the running log. A correction is a new note that names the old one."""

    id: int
    at: Millis
    by: Code
    text: Written
    tags: Annotated[tuple[Code, ...], Meta(max_length=12)] = ()
    incidents: Annotated[tuple[int, ...], Meta(max_length=24)] = ()
    agencies: Annotated[tuple[Code, ...], Meta(max_length=24)] = ()
    persons: Annotated[tuple[Code, ...], Meta(max_length=24)] = ()
    reply_to: int = 0
    corrects: int = 0
    picture: str = ""
    """SHA-256 of a picture of a panel; empty for none."""


class SeatState(StrEnum):
    SEATED = "seated"
    BREAK = "break"
    LEFT = "left"


class Seat(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Who sits where, on a break, or stands in for somebody."""

    user: Code
    place: Line = ""
    state: SeatState
    substitute_for: Code = ""
    at: Millis


class Instruction(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A standing instruction with an end; each shift reads and confirms it."""

    id: int
    text: Written
    by: Code
    at: Millis
    until: Millis
    ended_at: Millis = 0
    confirmed: dict[str, int] = {}
    """`<watch>:<user>` → when."""


class Question(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The incoming supervisor asks about an item, the outgoing one answers."""

    item: ItemKey
    text: Written
    by: Code
    at: Millis
    answer: Text = ""
    answered_by: Code = ""
    answered_at: Millis = 0
    via: Code = ""
    """On whose screen it was said, where that was not the speaker's own."""


class Restatement(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An unstable item in the receiver's own words, and in what it differs."""

    words: Text
    by: Code
    at: Millis
    differences: tuple[Line, ...] = ()
    said_at: Millis = 0
    """When it was said, where that was before the link came back."""
    via: Code = ""
    """On whose screen; it then counts only together with the speaker's own signature."""


class Side(StrEnum):
    OUTGOING = "outgoing"
    INCOMING = "incoming"


class Signature(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Somebody's agreement to exactly the document of this hash, under their own login."""

    side: Side
    by: Code
    at: Millis
    digest: Sha256
    signed_at: Millis = 0
    """When it was given, where that was before the link came back."""


class Newest(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """The highest numbers a handover's picture knew: what is older was there when it was taken."""

    incident: int = 0
    order: int = 0
    promise: int = 0


class HandoverState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    VOID = "void"
    """Another one or a takeover made it pointless."""


class Handover(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One handover as it stands. The document itself is generated from the log up to `seq`."""

    id: int
    watch_id: int
    outgoing: Code
    opened_at: Millis
    seq: int
    digest: Sha256
    unstable: tuple[ItemKey, ...] = ()
    """Items that have to be restated before it can be accepted."""
    items: int = 0
    """How many items the document has, each once; which ones, the document says."""
    newest: Newest = Newest()
    open_items: tuple[ItemKey, ...] = ()
    """Their keys, in logs of earlier versions; empty: they are in the document only."""
    recorded_at: Millis = 0
    """When it reached the log, where it was frozen on a screen without a line."""
    state: HandoverState = HandoverState.OPEN
    incoming: Code = ""
    questions: tuple[Question, ...] = ()
    restated: dict[str, Restatement] = {}
    signatures: tuple[Signature, ...] = ()
    refused: Line = ""
    ended_at: Millis = 0
    remarks: tuple[Question, ...] = ()
    """Later remarks: appended, never part of what was signed."""

    @property
    def count(self) -> int:
        """How many items it has, also where an earlier version opened it."""
        return self.items or len(self.open_items)


# --- what happened ---


class WatchTaken(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "watch.taken"
    watch: Watch


class NoteWritten(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "shift.note"
    note: Note


class SeatChanged(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "shift.seat"
    seat: Seat


class InstructionGiven(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "instruction.given"
    instruction: Instruction


class InstructionConfirmed(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "instruction.confirmed"
    instruction_id: int
    watch_id: int


class InstructionEnded(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "instruction.ended"
    instruction_id: int
    reason: Line = ""


class HandoverOpened(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "handover.opened"
    handover: Handover


class HandoverAsked(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "handover.asked"
    handover_id: int
    item: ItemKey
    text: Written
    by: Code = ""
    """Who asked, where that was on somebody else's screen; empty: the event's actor."""


class HandoverAnswered(Body, frozen=True, kw_only=True):
    """Answers the last open question on the item."""

    KIND: ClassVar[str] = "handover.answered"
    handover_id: int
    item: ItemKey
    text: Written


class ItemRestated(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "handover.restated"
    handover_id: int
    item: ItemKey
    restatement: Restatement


class HandoverSigned(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "handover.signed"
    handover_id: int
    signature: Signature


class HandoverAccepted(Body, frozen=True, kw_only=True):
    """Both have signed: responsibility passes now, to `watch`."""

    KIND: ClassVar[str] = "handover.accepted"
    handover_id: int
    watch: Watch


class HandoverRefused(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "handover.refused"
    handover_id: int
    reason: Line


class HandoverRemarked(Body, frozen=True, kw_only=True):
    KIND: ClassVar[str] = "handover.remarked"
    handover_id: int
    item: ItemKey = ""
    text: Written


# --- what somebody wants ---


class TakeWatch(Command, frozen=True, kw_only=True, tag="watch.take"):
    """Become responsible without a handover: the first one, or a takeover with its reason."""

    reason: Line = ""


class WriteNote(Command, frozen=True, kw_only=True, tag="shift.note"):
    OFFLINE_MS: ClassVar[int] = 24 * HOUR
    text: Written
    tags: Annotated[tuple[Code, ...], Meta(max_length=12)] = ()
    incidents: Annotated[tuple[int, ...], Meta(max_length=24)] = ()
    agencies: Annotated[tuple[Code, ...], Meta(max_length=24)] = ()
    persons: Annotated[tuple[Code, ...], Meta(max_length=24)] = ()
    reply_to: int = 0
    corrects: int = 0
    picture: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""


class ChangeSeat(Command, frozen=True, kw_only=True, tag="shift.seat"):
    OFFLINE_MS: ClassVar[int] = HOUR
    place: Line = ""
    state: SeatState
    substitute_for: Code = ""


class GiveInstruction(Command, frozen=True, kw_only=True, tag="instruction.give"):
    OFFLINE_MS: ClassVar[int] = HOUR
    text: Written
    until: Millis


class ConfirmInstruction(Command, frozen=True, kw_only=True, tag="instruction.confirm"):
    OFFLINE_MS: ClassVar[int] = 12 * HOUR
    instruction_id: int


class EndInstruction(Command, frozen=True, kw_only=True, tag="instruction.end"):
    OFFLINE_MS: ClassVar[int] = HOUR
    instruction_id: int
    reason: Line = ""


class OpenHandover(Command, frozen=True, kw_only=True, tag="handover.open"):
    """`seq`, `digest`, `at`: what the console froze while the link was down, from which entry and when; zero
    and empty: the backend generates it now."""

    OFFLINE_MS: ClassVar[int] = 12 * HOUR
    seq: int = 0
    digest: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    at: Millis = 0
    by: Code = ""
    """Who froze it: somebody else may be signed in by the time it arrives."""


class OnHandover(Command, frozen=True, kw_only=True):
    """About one handover: by its number, or by its hash where it had none yet (`handover_id` 0)."""

    OFFLINE_MS: ClassVar[int] = 12 * HOUR
    handover_id: int = 0
    digest: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    by: Code = ""
    """Who said it, where there was no line; empty: whoever is signed in."""
    said_at: Millis = 0
    """When, where there was no line."""


class AskHandover(OnHandover, frozen=True, kw_only=True, tag="handover.ask"):
    item: ItemKey
    text: Written


class AnswerHandover(OnHandover, frozen=True, kw_only=True, tag="handover.answer"):
    item: ItemKey
    text: Written


class RestateItem(OnHandover, frozen=True, kw_only=True, tag="handover.restate"):
    item: ItemKey
    words: Written


class SignHandover(OnHandover, frozen=True, kw_only=True, tag="handover.sign"):
    """`sealed`: the password of `by`, who signs on somebody else's screen without a line, closed so that only
    the backend can open it (`services.store.sealing`)."""

    side: Side
    digest: Sha256
    sealed: Annotated[str, Meta(max_length=4096)] = ""


class RefuseHandover(OnHandover, frozen=True, kw_only=True, tag="handover.refuse"):
    OFFLINE_MS: ClassVar[int] = HOUR
    reason: Reason


class RemarkHandover(Command, frozen=True, kw_only=True, tag="handover.remark"):
    OFFLINE_MS: ClassVar[int] = 24 * HOUR
    handover_id: int
    item: ItemKey = ""
    text: Written
