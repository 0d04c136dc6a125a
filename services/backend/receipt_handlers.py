"""Receipts of an order: who may say what, and what follows from it.

The receiver, or somebody for them with channel, person and words; then the issuer, who confirms, disputes,
answers, returns, verifies or withdraws. A receipt said twice is harmless; one for an ended order is refused.
"""

from __future__ import annotations

from typing import Final

from services.backend.assignment import without
from services.backend.case import Case
from services.backend.closing_handlers import require_examined
from services.backend.merge_handlers import surviving
from services.backend.order_making import ending, in_force, order_state, receipt, unseen
from services.backend.words import clock
from services.contract.errors import Rejected
from services.contract.events import Body, StatusChanged
from services.contract.orders import (
    RUNGS,
    Delegation,
    GiveReceipt,
    Order,
    OrderKind,
    OrderState,
    ReceiptKind,
)
from services.contract.records import STATUSES, Role, Status
from services.rules import ladder

OF_RECEIVER: Final = ladder.FROM_RECEIVER | {ReceiptKind.DELIVERED}
OF_ISSUER: Final = frozenset(
    {
        ReceiptKind.CONFIRMED,
        ReceiptKind.DISPUTED,
        ReceiptKind.ANSWER,
        ReceiptKind.RETURNED,
        ReceiptKind.VERIFIED,
        ReceiptKind.WITHDRAWN,
    }
)
OWN_DOORS: Final = frozenset({"", "console", "field_page"})
"""`via` of those who speak for themselves."""
_NEEDS_WORDS: Final = {
    ReceiptKind.QUERY: "Tulis apa yang ditanyakan.",
    ReceiptKind.UNABLE: "Tulis mengapa tidak sanggup.",
    ReceiptKind.ANSWER: "Tulis jawabannya.",
    ReceiptKind.DISPUTED: "Tulis apa yang keliru pada baca ulangnya.",
    ReceiptKind.RETURNED: "Tulis mengapa hasilnya belum diterima.",
    ReceiptKind.NOTE: "Tulis catatannya.",
}
_STATUS_OF: Final = {ReceiptKind.EN_ROUTE: Status.DISPATCHED, ReceiptKind.ON_SCENE: Status.ON_SCENE}
MIN_WORDS: Final = 2


def give(command: GiveReceipt, case: Case) -> list[Body]:
    """The receipt and what follows from it; nothing where it was said before. Raises `Rejected`."""
    known = command.order_id in case.casework.orders
    if case.role is Role.AGENCY and (not case.agency or not known):
        # The field learns nothing about orders of others, not even their numbers.
        raise Rejected("not_your_agency", "Perintah ini tidak ditujukan kepada OPD Anda.")
    state = order_state(case, command.order_id)
    _check_sender(command, state.order, case)
    if command.incident_id and command.incident_id != state.order.incident_id:
        raise Rejected("order_elsewhere", f"Perintah #{command.order_id} bukan tentang kejadian ini.")
    if _said_before(command, state):
        return []
    state = in_force(case, command.order_id)
    if command.kind in _NEEDS_WORDS and len(command.words.strip()) < MIN_WORDS:
        raise Rejected("words_missing", _NEEDS_WORDS[command.kind])
    if command.kind in OF_ISSUER:
        return _by_issuer(command, state, case)
    return _by_receiver(command, state, case)


def require_issuer(order: Order, case: Case) -> None:
    """Raises `Rejected` for whoever may not speak for the issuer."""
    if order.issuer_role is not Role.LEADER:
        # An assignment is the room's: whoever is on duty answers for it.
        lender = case.casework.delegations.get(order.delegation_id)
        if case.role is Role.SUPERVISOR or case.user in (
            order.issuer,
            lender.giver if lender else order.issuer,
        ):
            return
    elif case.user == order.issuer or any(
        _lent(given, order, case) for given in case.casework.delegations.values()
    ):
        return
    raise Rejected("not_issuer", f"Hanya {order.issuer}, pemberi perintah, atau penerima wewenangnya.")


def _lent(given: Delegation, order: Order, case: Case) -> bool:
    active = not given.ended_at and given.since <= case.now < given.until
    return active and (given.giver, given.receiver) == (order.issuer, case.user)


# --- who speaks ---


def _check_sender(command: GiveReceipt, order: Order, case: Case) -> None:
    kind = command.kind
    if case.role is Role.AGENCY:
        if order.agency != case.agency:
            raise Rejected("not_your_agency", "Perintah ini tidak ditujukan kepada OPD Anda.")
        if kind not in OF_RECEIVER and kind is not ReceiptKind.NOTE:
            raise Rejected("not_issuer", "Hanya pemberi perintah yang dapat menyatakan ini.")
    elif kind in OF_ISSUER:
        require_issuer(order, case)
    elif kind in OF_RECEIVER:
        if order.agency:
            _check_on_behalf(command, case)
        elif case.role is not Role.SUPERVISOR:
            raise Rejected("not_receiver", "Perintah kepada ruang dijawab oleh pengawas yang bertugas.")
    elif kind is not ReceiptKind.NOTE:
        raise Rejected("receipt_of_system", "Tanda terima ini hanya dicatat oleh sistem.")


def _check_on_behalf(command: GiveReceipt, case: Case) -> None:
    if case.role not in (Role.OPERATOR, Role.SUPERVISOR):
        raise Rejected("not_receiver", "Tanda terima ini diberikan oleh OPD penerima atau dicatat ruang.")
    if command.via in OWN_DOORS or not command.person.strip() or len(command.words.strip()) < MIN_WORDS:
        raise Rejected(
            "on_behalf_incomplete",
            "Mencatat atas nama OPD perlu saluran, nama orangnya, dan kata-katanya apa adanya.",
        )


def _said_before(command: GiveReceipt, state: OrderState) -> bool:
    """True for a receipt that adds nothing: a double tap, a repeated message, a late step below."""
    kind, words = command.kind, command.words.strip()
    earlier = [given for given in state.receipts if given.kind is kind]
    if not earlier:
        return kind in (ReceiptKind.DELIVERED, ReceiptKind.SEEN, ReceiptKind.EN_ROUTE) and (
            kind in ladder.rung_times(state) and not words
        )
    last = earlier[-1]
    if kind in (ReceiptKind.DELIVERED, ReceiptKind.SEEN):
        return True
    if kind in RUNGS and kind not in ladder.rung_times(state):
        return False
    same = last.words == words and last.read_back == command.read_back
    if last is state.receipts[-1] or kind in RUNGS:
        return same or (not words and command.read_back is None)
    return False


# --- the receiver ---


def _by_receiver(command: GiveReceipt, state: OrderState, case: Case) -> list[Body]:
    kind, order = command.kind, state.order
    read_back = command.read_back
    differences: tuple[str, ...] = ()
    if kind is ReceiptKind.READ_BACK:
        if read_back is None or not read_back.what.strip():
            raise Rejected("read_back_missing", "Ulangi perintahnya: apa, di mana, sebelum kapan.")
        differences = ladder.compare(order, read_back)
    elif read_back is not None:
        raise Rejected("read_back_misplaced", "Baca ulang hanya ada pada tanda terima baca ulang.")
    given = receipt(
        state,
        case,
        kind,
        command.words.strip(),
        via=command.via or "console",
        person=command.person.strip(),
        read_back=read_back,
        differences=differences,
        written_at=command.written_at,
    )
    return [given, *_status_follows(kind, order, case)]


def _status_follows(kind: ReceiptKind, order: Order, case: Case) -> list[Body]:
    """Where the field is, the incident is. Done does not close it: that needs its proof."""
    wanted = _STATUS_OF.get(kind)
    # Where the incident was merged, the field stands at the one that took it in.
    row = surviving(case.board, order.incident_id)
    if wanted is None or order.kind is not OrderKind.ASSIGNMENT or row < 0:
        return []
    incident = case.board.incident(row)
    if not incident.status.is_open or STATUSES.index(incident.status) >= STATUSES.index(wanted):
        return []
    due_at = case.rules.due_at(incident.category, wanted, incident.opened_at)
    return [StatusChanged(incident_id=incident.id, status=wanted, due_at=due_at)]


# --- the issuer ---


def _by_issuer(command: GiveReceipt, state: OrderState, case: Case) -> list[Body]:
    _check_step(command.kind, state, case)
    words = command.words.strip()
    if command.kind is ReceiptKind.VERIFIED:
        require_examined(state.order, case)
    if command.kind is not ReceiptKind.WITHDRAWN:
        return [receipt(state, case, command.kind, words)]
    bodies = list(ending(state, case, words or "Ditarik kembali.", ReceiptKind.WITHDRAWN))
    order = state.order
    if order.kind is OrderKind.ASSIGNMENT and case.board.row_of(order.incident_id) >= 0:
        incident = case.incident(order.incident_id)
        if order.agency in incident.agencies:
            bodies.append(without(incident, order.agency))
    return bodies


def _check_step(kind: ReceiptKind, state: OrderState, case: Case) -> None:
    """Raises `Rejected` where the ladder does not allow this step now."""
    reached, standing = ladder.rung_times(state), ladder.standing(state)
    match kind:
        case ReceiptKind.CONFIRMED | ReceiptKind.DISPUTED:
            _check_check_back(state, case)
        case ReceiptKind.ANSWER if standing not in (ReceiptKind.QUERY, ReceiptKind.UNABLE):
            raise Rejected("no_query", "Tidak ada pertanyaan yang menunggu jawaban pada perintah ini.")
        case ReceiptKind.RETURNED | ReceiptKind.VERIFIED if ReceiptKind.DONE not in reached:
            raise Rejected("not_done", "Perintah ini belum dinyatakan selesai oleh penerimanya.")
        case ReceiptKind.VERIFIED if ladder.open_differences(state):
            raise Rejected("difference_open", "Baca ulangnya masih berbeda; konfirmasi atau bantah dahulu.")
        case ReceiptKind.WITHDRAWN if not unseen(state):
            raise Rejected(
                "already_seen", "Perintah ini sudah dilihat, tidak dapat ditarik; ganti dengan perintah baru."
            )
        case _:
            pass


def _check_check_back(state: OrderState, case: Case) -> None:
    said = ladder.last_read_back(state)
    if said is None:
        raise Rejected("no_read_back", "Perintah ini belum dibaca ulang.")
    for given in reversed(state.receipts):
        if given is said:
            return
        if given.kind in (ReceiptKind.CONFIRMED, ReceiptKind.DISPUTED):
            word = "dikonfirmasi" if given.kind is ReceiptKind.CONFIRMED else "dibantah"
            at = clock(given.at, case.rules.zone)
            raise Rejected("already_decided", f"Baca ulang ini sudah {word} oleh {given.by} ({at}).")
