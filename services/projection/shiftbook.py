"""Shifts as the log tells them: who is responsible, notes, seats, standing instructions, handovers.

Plain records by key, changed by events only, the same in console and backend, and part of every snapshot.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from services.contract.events import Body, Envelope
from services.contract.scenes import Briefing, BriefingEnded, BriefingMoved, BriefingStarted
from services.contract.shifts import (
    Handover,
    HandoverAccepted,
    HandoverAnswered,
    HandoverAsked,
    HandoverOpened,
    HandoverRefused,
    HandoverRemarked,
    HandoverSigned,
    HandoverState,
    Instruction,
    InstructionConfirmed,
    InstructionEnded,
    InstructionGiven,
    ItemRestated,
    Newest,
    Note,
    NoteWritten,
    Question,
    Seat,
    SeatChanged,
    SeatState,
    Watch,
    WatchTaken,
)
from services.projection.alarmbook import Alarmbook

KEEP_NOTES: Final = 2_000
"""The newest; what is older is in the log."""
KEEP_HANDOVERS: Final = 200
KEEP_CARRIED: Final = 1_000
"""What is carried over more often is said to be so often."""


class Carried(Struct, frozen=True, array_like=True):
    """What has to be known of an accepted handover to tell what it carried over."""

    at: int
    """When its picture was taken."""
    since: int
    """When its watch began."""
    newest: Newest


class Shiftbook(Struct, omit_defaults=True, kw_only=True):
    """The tables of one log. Do not change them except through `advance`."""

    watch: Watch | None = None
    """Who is responsible now."""
    last_watch_id: int = 0
    last_note_id: int = 0
    last_instruction_id: int = 0
    last_handover_id: int = 0
    notes: dict[int, Note] = {}
    seats: dict[str, Seat] = {}
    instructions: dict[int, Instruction] = {}
    handovers: dict[int, Handover] = {}
    crossed: dict[str, int] = {}
    """Open item → how many handovers it was carried over, as far as they carried the keys of their items."""
    carried: list[Carried] = []
    """Accepted handovers without such keys, oldest first (`services.reporting.crossing`)."""
    left_at: dict[str, int] = {}
    """Supervisor → when their last watch ended: what is new *since you left*."""
    briefing: Briefing | None = None
    """The last one, also when it is over: `services.reporting.briefing_plan` says where it stands."""
    last_briefing_id: int = 0
    alarms: Alarmbook = field(default_factory=Alarmbook)

    def encoded(self) -> bytes:
        """For the snapshot."""
        return msgspec.msgpack.encode(self)

    @property
    def open_handover(self) -> Handover | None:
        """The one that is going on, or None."""
        newest = self.handovers.get(self.last_handover_id)
        return newest if newest is not None and newest.state is HandoverState.OPEN else None


_decoder = msgspec.msgpack.Decoder(Shiftbook)


def decode_shiftbook(data: bytes) -> Shiftbook:
    """Raises `msgspec.MsgspecError`."""
    return _decoder.decode(data) if data else Shiftbook()


def advance(book: Shiftbook, envelope: Envelope, body: Body) -> bool:
    """Take one event; False where it does not concern shifts."""
    handler = _HANDLERS.get(type(body))
    if handler is None:
        return False
    handler(book, envelope, body)
    return True


# --- watches, notes, seats, instructions ---


def _begin(book: Shiftbook, at: int, watch: Watch) -> None:
    if book.watch is not None:
        book.left_at[book.watch.supervisor] = at
    book.watch = watch
    book.last_watch_id = max(book.last_watch_id, watch.id)


def _taken(book: Shiftbook, envelope: Envelope, body: WatchTaken) -> None:
    going_on = book.open_handover
    if going_on is not None:
        _change(book, going_on.id, state=HandoverState.VOID, ended_at=envelope.at)
    _begin(book, envelope.at, body.watch)


def _noted(book: Shiftbook, envelope: Envelope, body: NoteWritten) -> None:
    book.notes[body.note.id] = body.note
    book.last_note_id = max(book.last_note_id, body.note.id)
    if len(book.notes) > KEEP_NOTES:
        del book.notes[next(iter(book.notes))]


def _seated(book: Shiftbook, envelope: Envelope, body: SeatChanged) -> None:
    if body.seat.state is SeatState.LEFT:
        book.seats.pop(body.seat.user, None)
    else:
        book.seats[body.seat.user] = body.seat


def _instructed(book: Shiftbook, envelope: Envelope, body: InstructionGiven) -> None:
    book.instructions[body.instruction.id] = body.instruction
    book.last_instruction_id = max(book.last_instruction_id, body.instruction.id)


def _confirmed(book: Shiftbook, envelope: Envelope, body: InstructionConfirmed) -> None:
    given = book.instructions.get(body.instruction_id)
    if given is not None:
        confirmed = {**given.confirmed, f"{body.watch_id}:{envelope.actor}": envelope.at}
        book.instructions[given.id] = replace(given, confirmed=confirmed)


def _instruction_ended(book: Shiftbook, envelope: Envelope, body: InstructionEnded) -> None:
    given = book.instructions.get(body.instruction_id)
    if given is not None and not given.ended_at:
        book.instructions[given.id] = replace(given, ended_at=envelope.at)


# --- handovers ---


def _change(book: Shiftbook, handover_id: int, **values: Any) -> Handover | None:
    found = book.handovers.get(handover_id)
    if found is not None:
        found = book.handovers[handover_id] = replace(found, **values)
    return found


def _opened(book: Shiftbook, envelope: Envelope, body: HandoverOpened) -> None:
    going_on = book.open_handover
    if going_on is not None:
        _change(book, going_on.id, state=HandoverState.VOID, ended_at=envelope.at)
    book.handovers[body.handover.id] = body.handover
    book.last_handover_id = max(book.last_handover_id, body.handover.id)
    if len(book.handovers) > KEEP_HANDOVERS:
        del book.handovers[next(iter(book.handovers))]


def _asked(book: Shiftbook, envelope: Envelope, body: HandoverAsked) -> None:
    found = book.handovers.get(body.handover_id)
    if found is not None:
        by, via = body.by or envelope.actor, envelope.actor if body.by else ""
        question = Question(item=body.item, text=body.text, by=by, at=envelope.at, via=via)
        _change(book, found.id, questions=(*found.questions, question))


def _answered(book: Shiftbook, envelope: Envelope, body: HandoverAnswered) -> None:
    found = book.handovers.get(body.handover_id)
    if found is None:
        return
    questions = list(found.questions)
    for number in reversed(range(len(questions))):
        question = questions[number]
        if question.item == body.item and not question.answered_at:
            questions[number] = replace(
                question, answer=body.text, answered_by=envelope.actor, answered_at=envelope.at
            )
            _change(book, found.id, questions=tuple(questions))
            return


def _restated(book: Shiftbook, envelope: Envelope, body: ItemRestated) -> None:
    found = book.handovers.get(body.handover_id)
    if found is not None:
        _change(book, found.id, restated={**found.restated, body.item: body.restatement})


def _signed(book: Shiftbook, envelope: Envelope, body: HandoverSigned) -> None:
    found = book.handovers.get(body.handover_id)
    if found is not None:
        others = tuple(each for each in found.signatures if each.side is not body.signature.side)
        _change(book, found.id, signatures=(*others, body.signature))


def _accepted(book: Shiftbook, envelope: Envelope, body: HandoverAccepted) -> None:
    found = _change(
        book,
        body.handover_id,
        state=HandoverState.ACCEPTED,
        incoming=body.watch.supervisor,
        ended_at=envelope.at,
    )
    if found is not None:
        _carry(book, found)
    _begin(book, envelope.at, body.watch)


def _carry(book: Shiftbook, found: Handover) -> None:
    if found.items:
        since = book.watch.since if book.watch is not None else 0
        book.carried = [*book.carried, Carried(found.opened_at, since, found.newest)][-KEEP_CARRIED:]
        return
    book.crossed = {item: book.crossed.get(item, 0) + 1 for item in found.open_items}
    if not found.open_items:
        book.carried = []  # nothing was open: what is open later begins anew


def _refused(book: Shiftbook, envelope: Envelope, body: HandoverRefused) -> None:
    _change(
        book,
        body.handover_id,
        state=HandoverState.REFUSED,
        refused=body.reason,
        incoming=envelope.actor,
        ended_at=envelope.at,
    )


def _remarked(book: Shiftbook, envelope: Envelope, body: HandoverRemarked) -> None:
    found = book.handovers.get(body.handover_id)
    if found is not None:
        remark = Question(item=body.item, text=body.text, by=envelope.actor, at=envelope.at)
        _change(book, found.id, remarks=(*found.remarks, remark))


# --- the briefing on the wall ---


def _briefed(book: Shiftbook, envelope: Envelope, body: BriefingStarted) -> None:
    book.briefing = body.briefing
    book.last_briefing_id = max(book.last_briefing_id, body.briefing.id)


def _briefing_moved(book: Shiftbook, envelope: Envelope, body: BriefingMoved) -> None:
    found = book.briefing
    if found is not None and found.id == body.briefing_id:
        book.briefing = replace(
            found,
            position_ms=body.position_ms,
            since=envelope.at,
            paused=body.paused,
            moved_by=envelope.actor,
        )


def _briefing_ended(book: Shiftbook, envelope: Envelope, body: BriefingEnded) -> None:
    found = book.briefing
    if found is not None and found.id == body.briefing_id:
        book.briefing = replace(
            found,
            position_ms=body.position_ms,
            since=envelope.at,
            ended_at=envelope.at,
            ended_by=envelope.actor,
        )


_HANDLERS: dict[type[Body], Callable[[Shiftbook, Envelope, Any], None]] = {
    WatchTaken: _taken,
    NoteWritten: _noted,
    SeatChanged: _seated,
    InstructionGiven: _instructed,
    InstructionConfirmed: _confirmed,
    InstructionEnded: _instruction_ended,
    HandoverOpened: _opened,
    HandoverAsked: _asked,
    HandoverAnswered: _answered,
    ItemRestated: _restated,
    HandoverSigned: _signed,
    HandoverAccepted: _accepted,
    HandoverRefused: _refused,
    HandoverRemarked: _remarked,
    BriefingStarted: _briefed,
    BriefingMoved: _briefing_moved,
    BriefingEnded: _briefing_ended,
}
