"""Watches, the shift log, instructions and handovers: what each command leads to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from services.backend.case import Case
from services.backend.frozen_opening import (
    addressed,
    handover_from,
    open_frozen,
    require_clock,
    require_own,
    speaker,
)
from services.contract.briefing import Item
from services.contract.commands import Command
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.shifts import (
    AnswerHandover,
    AskHandover,
    ChangeSeat,
    ConfirmInstruction,
    EndInstruction,
    GiveInstruction,
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
    Note,
    NoteWritten,
    OnHandover,
    OpenHandover,
    RefuseHandover,
    RemarkHandover,
    RestateItem,
    Restatement,
    Seat,
    SeatChanged,
    Side,
    Signature,
    SignHandover,
    TakeWatch,
    Watch,
    WatchTaken,
    WriteNote,
)
from services.reporting import handover as generated
from services.rules.restating import missing

MIN_REASON: Final = 3
LONGEST_INSTRUCTION_MS: Final = 366 * 24 * 3_600_000
_ENDED: Final = {
    HandoverState.ACCEPTED: "diterima",
    HandoverState.REFUSED: "ditolak",
    HandoverState.VOID: "batal, karena yang lain dibuka atau tanggung jawab diambil",
}


def shift_at(case: Case, at: int) -> str:
    """Code of the shift that is on at a time; empty outside any."""
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(case.rules.zone)
    clock = local.strftime("%H:%M")
    for shift in case.rules.pack.shifts:
        over_midnight = shift.start > shift.end
        inside = shift.start <= clock < shift.end
        if inside or (over_midnight and (clock >= shift.start or clock < shift.end)):
            return shift.code
    return ""


def _new_watch(case: Case, supervisor: str, handover_id: int = 0, reason: str = "") -> Watch:
    return Watch(
        id=case.board.shifts.last_watch_id + 1,
        shift=shift_at(case, case.now),
        supervisor=supervisor,
        since=case.now,
        handover_id=handover_id,
        reason=reason,
    )


def _take(command: TakeWatch, case: Case) -> list[Body]:
    watch = case.board.shifts.watch
    if watch is not None and watch.supervisor == case.user:
        raise Rejected("nothing_changed", "Tanggung jawab ruang memang sudah pada Anda.")
    if watch is not None and len(command.reason.strip()) < MIN_REASON:
        raise Rejected(
            "reason_missing",
            f"Tanggung jawab masih pada {watch.supervisor}; tulis alasan mengambilnya tanpa serah terima.",
        )
    return [WatchTaken(watch=_new_watch(case, case.user, reason=command.reason.strip()))]


def _note(command: WriteNote, case: Case) -> list[Body]:
    book = case.board.shifts
    for number in (command.reply_to, command.corrects):
        if number and not 0 < number <= book.last_note_id:
            raise Rejected("note_unknown", "Catatan yang dirujuk tidak ada dalam log ini.")
    for incident_id in command.incidents:
        case.incident(incident_id)
    unknown = [code for code in command.agencies if code not in case.rules.agencies]
    if unknown:
        raise Rejected("agency_unknown", f"OPD {unknown[0]} tidak ada dalam paket kota.")
    note = Note(
        id=book.last_note_id + 1,
        at=case.now,
        by=case.user,
        text=command.text,
        tags=command.tags,
        incidents=command.incidents,
        agencies=command.agencies,
        persons=command.persons,
        reply_to=command.reply_to,
        corrects=command.corrects,
        picture=command.picture,
    )
    return [NoteWritten(note=note)]


def _seat(command: ChangeSeat, case: Case) -> list[Body]:
    seat = Seat(
        user=case.user,
        place=command.place,
        state=command.state,
        substitute_for=command.substitute_for,
        at=case.now,
    )
    return [SeatChanged(seat=seat)]


# --- standing instructions ---


def _instruct(command: GiveInstruction, case: Case) -> list[Body]:
    if not case.now < command.until <= case.now + LONGEST_INSTRUCTION_MS:
        raise Rejected("due_past", "Akhir instruksi harus di waktu yang akan datang, paling lama setahun.")
    given = Instruction(
        id=case.board.shifts.last_instruction_id + 1,
        text=command.text,
        by=case.user,
        at=case.now,
        until=command.until,
    )
    return [InstructionGiven(instruction=given)]


def _running(case: Case, instruction_id: int) -> Instruction:
    given = case.board.shifts.instructions.get(instruction_id)
    if given is None:
        raise Rejected("instruction_unknown", "Instruksi itu tidak ada dalam log ini.")
    if given.ended_at or given.until <= case.now:
        raise Rejected("instruction_over", "Instruksi itu sudah berakhir.")
    return given


def _confirm(command: ConfirmInstruction, case: Case) -> list[Body]:
    given = _running(case, command.instruction_id)
    watch = case.board.shifts.watch
    number = watch.id if watch is not None else 0
    if f"{number}:{case.user}" in given.confirmed:
        raise Rejected("nothing_changed", "Anda sudah mengonfirmasi instruksi ini untuk regu ini.")
    return [InstructionConfirmed(instruction_id=given.id, watch_id=number)]


def _end_instruction(command: EndInstruction, case: Case) -> list[Body]:
    given = _running(case, command.instruction_id)
    return [InstructionEnded(instruction_id=given.id, reason=command.reason)]


# --- handovers ---


def _open(command: OpenHandover, case: Case) -> list[Body]:
    require_own(case, command.by)
    watch = case.board.shifts.watch
    if watch is None:
        raise Rejected("no_watch", "Belum ada penanggung jawab ruang; ambil tanggung jawab lebih dahulu.")
    if command.digest:
        return open_frozen(command, case, watch)
    if watch.supervisor != case.user:
        raise Rejected(
            "not_yours",
            f"Serah terima dibuka oleh {watch.supervisor}. Bila ia berhalangan, ambil alih dengan alasan.",
        )
    drawn = case.drawn
    if drawn is None or drawn.document.watch_id != watch.id:
        raise Rejected("watch_changed", "Tanggung jawab baru saja berpindah; periksa dan buka sekali lagi.")
    return [HandoverOpened(handover=handover_from(case, watch, drawn))]


def _going_on(case: Case, command: OnHandover) -> Handover:
    found = addressed(case.board.shifts, command)
    if found is None:
        what = "itu tidak ada" if command.handover_id else "yang dibekukan di layar itu tidak tercatat"
        raise Rejected("handover_unknown", f"Serah terima {what} dalam log ini.")
    if found.state is not HandoverState.OPEN:
        raise Rejected(
            "handover_over",
            f"Serah terima #{found.id} sudah {_ENDED[found.state]}; tambahkan catatan susulan bila perlu.",
        )
    require_clock(case, command.said_at)
    return found


def _item(case: Case, found: Handover, key: str) -> None:
    if not key or key not in (*found.unstable, *found.open_items, case.listed):
        raise Rejected("item_unknown", "Butir itu tidak ada dalam serah terima ini.")


def _ask(command: AskHandover, case: Case) -> list[Body]:
    found = _going_on(case, command)
    _item(case, found, command.item)
    by, via = speaker(case, command, found)
    return [HandoverAsked(handover_id=found.id, item=command.item, text=command.text, by=by if via else "")]


def _answer(command: AnswerHandover, case: Case) -> list[Body]:
    found = _going_on(case, command)
    require_own(case, command.by)
    if case.user != found.outgoing:
        raise Rejected("not_yours", f"Yang menjawab adalah {found.outgoing}, pengawas yang keluar.")
    if not any(q.item == command.item and not q.answered_at for q in found.questions):
        raise Rejected("nothing_asked", "Tidak ada pertanyaan terbuka pada butir itu.")
    return [HandoverAnswered(handover_id=found.id, item=command.item, text=command.text)]


def _restate(command: RestateItem, case: Case) -> list[Body]:
    found = _going_on(case, command)
    _item(case, found, command.item)
    by, via = speaker(case, command, found)
    item = _stated(case, found, command.item)
    said = Restatement(
        words=command.words,
        by=by,
        at=case.now,
        differences=missing(item, command.words) if item is not None else (),
        said_at=command.said_at,
        via=via,
    )
    return [ItemRestated(handover_id=found.id, item=command.item, restatement=said)]


def _stated(case: Case, found: Handover, key: str) -> Item | None:
    """The item as it stands now, or None where it is gone meanwhile."""
    return generated.item_now(case.board, case.rules.pack, case.now, key)


def _sign(command: SignHandover, case: Case) -> list[Body]:
    found = _going_on(case, command)
    if command.digest != found.digest:
        raise Rejected(
            "digest_differs", "Yang Anda tanda tangani bukan dokumen serah terima ini; muat ulang."
        )
    by = case.proven or case.user
    if not case.proven:
        require_own(case, command.by)
    if (command.side is Side.OUTGOING) is not (by == found.outgoing):
        words = f"Tanda tangan yang menyerahkan adalah milik {found.outgoing}, yang menerima orang lain."
        raise Rejected("not_yours", words)
    if any(each.side is command.side and each.by == by for each in found.signatures):
        raise Rejected("nothing_changed", "Sisi ini sudah ditandatangani.")
    if command.side is Side.INCOMING:
        _require_understood(found, by)
    signed = Signature(
        side=command.side, by=by, at=case.now, digest=command.digest, signed_at=command.said_at
    )
    bodies: list[Body] = [HandoverSigned(handover_id=found.id, signature=signed)]
    signers = {each.side: each.by for each in found.signatures} | {command.side: by}
    if len(signers) == len(Side):
        watch = _new_watch(case, signers[Side.INCOMING], handover_id=found.id)
        bodies.append(HandoverAccepted(handover_id=found.id, watch=watch))
    return bodies


def _require_understood(found: Handover, by: str) -> None:
    """What was restated on somebody else's screen counts for the one whose words it is said to be."""
    said = {key for key, each in found.restated.items() if not each.via or each.by == by}
    left = [key for key in found.unstable if key not in said]
    if left:
        raise Rejected(
            "not_restated",
            f"Masih ada {len(left)} butir tidak stabil yang belum Anda ulangi dengan kata-kata sendiri.",
        )
    if any(not question.answered_at for question in found.questions):
        raise Rejected("not_answered", "Masih ada pertanyaan Anda yang belum dijawab.")


def _refuse(command: RefuseHandover, case: Case) -> list[Body]:
    found = _going_on(case, command)
    require_own(case, command.by)
    speaker(case, command, found)
    return [HandoverRefused(handover_id=found.id, reason=command.reason)]


def _remark(command: RemarkHandover, case: Case) -> list[Body]:
    found = case.board.shifts.handovers.get(command.handover_id)
    if found is None:
        raise Rejected("handover_unknown", "Serah terima itu tidak ada dalam log ini.")
    return [HandoverRemarked(handover_id=found.id, item=command.item, text=command.text)]


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {
    TakeWatch: _take,
    WriteNote: _note,
    ChangeSeat: _seat,
    GiveInstruction: _instruct,
    ConfirmInstruction: _confirm,
    EndInstruction: _end_instruction,
    OpenHandover: _open,
    AskHandover: _ask,
    AnswerHandover: _answer,
    RestateItem: _restate,
    SignHandover: _sign,
    RefuseHandover: _refuse,
    RemarkHandover: _remark,
}
