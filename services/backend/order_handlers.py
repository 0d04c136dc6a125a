"""Orders of leadership and delegated authority: what each command leads to. Receipts: `receipt_handlers`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from services.backend import receipt_handlers
from services.backend.case import Case
from services.backend.order_making import (
    comparable,
    ending,
    in_force,
    issued,
    numbered,
    order_state,
    receipt,
)
from services.contract.commands import Command
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.orders import (
    ActRatified,
    Delegation,
    DelegationEnded,
    DelegationGiven,
    EndDelegation,
    GiveDelegation,
    GiveReceipt,
    IssueOrder,
    Order,
    OrderKind,
    RatifyAct,
    ReceiptKind,
)
from services.contract.records import Role
from services.projection.casework import Casework
from services.rules import ladder

MIN_WORDS: Final = 3
LONGEST_DELEGATION_MS: Final = 31 * 24 * 3_600_000


def active_delegation(casework: Casework, user: str, now: int) -> Delegation | None:
    """The authority somebody holds for somebody else at this moment; the newest of several."""
    held = (
        given
        for given in reversed(casework.delegations.values())
        if given.receiver == user and not given.ended_at and given.since <= now < given.until
    )
    return next(held, None)


# --- orders ---


def _issue(command: IssueOrder, case: Case) -> list[Body]:
    if command.agency and command.agency not in case.rules.agencies:
        raise Rejected("agency_unknown", f"OPD {command.agency} tidak ada dalam paket kota.")
    delegation = active_delegation(case.casework, case.user, case.now)
    if command.parent_id:
        return _pass_on(command, case)
    if case.role is not Role.LEADER and delegation is None:
        raise Rejected(
            "delegation_missing",
            "Perintah pimpinan hanya dapat Anda berikan selama memegang pelimpahan wewenang; "
            "untuk menugaskan OPD pakai Tugaskan.",
        )
    if len(command.what.strip()) < MIN_WORDS:
        raise Rejected("words_missing", "Tulis apa yang diperintahkan.")
    if command.by_at and command.by_at <= case.now:
        raise Rejected("due_past", "Tenggatnya sudah lewat; pilih waktu yang akan datang.")
    if command.incident_id:
        case.open_incident(command.incident_id)
    order = numbered(
        case,
        kind=OrderKind.ORDER,
        incident_id=command.incident_id,
        agency=command.agency,
        what=command.what.strip(),
        where=command.where.strip(),
        by_at=command.by_at,
        by_words=command.by_words,
        urgency=command.urgency,
        delegation_id=delegation.id if delegation is not None else 0,
        expires_at=_void_at(command, case),
        supersedes=command.supersedes,
    )
    bodies = _superseding(command, case, order)
    if not command.despite_conflicts:
        _refuse_contradictions(order, case)
    return [*bodies, issued(case, order)]


def _void_at(command: IssueOrder, case: Case) -> int:
    """An order that nobody has seen by its deadline, or for too long, is void instead of late."""
    limit = case.now + ladder.expiry_of(case.rules.pack.policy, command.urgency)
    return min(limit, command.by_at) if command.by_at else limit


def _superseding(command: IssueOrder, case: Case, order: Order) -> list[Body]:
    if not command.supersedes:
        return []
    old = in_force(case, command.supersedes)
    if old.order.kind is not OrderKind.ORDER:
        raise Rejected("not_an_order", "Penugasan OPD diganti lewat Tugaskan, bukan lewat perintah pimpinan.")
    receipt_handlers.require_issuer(old.order, case)
    return list(ending(old, case, f"Digantikan perintah #{order.id}."))


def _refuse_contradictions(order: Order, case: Case) -> None:
    found = ladder.contradictions(order, comparable(case.casework, order))
    against = [conflict for conflict in found if conflict.order_id != order.supersedes]
    if against:
        reasons = " ".join(conflict.reason for conflict in against[:3])
        raise Rejected("order_conflict", f"Bertentangan dengan perintah yang berlaku. {reasons}"[:300])


def _pass_on(command: IssueOrder, case: Case) -> list[Body]:
    """The parent's words, unchanged; a hop may only append."""
    parent = in_force(case, command.parent_id)
    told = parent.order
    _check_words(command, told)
    if told.agency:
        raise Rejected("not_yours", "Perintah ini ditujukan kepada OPD; yang meneruskan adalah penerimanya.")
    if not command.agency:
        raise Rejected("agency_missing", "Pilih OPD yang menerima perintah ini.")
    if command.incident_id:
        case.open_incident(command.incident_id)
    if told.by_at and told.by_at <= case.now:
        raise Rejected("due_past", "Tenggat perintah ini sudah lewat; minta perintah baru kepada pemberinya.")
    for state in case.casework.orders.values():
        again = state.order.parent_id == told.id and state.order.agency == command.agency
        if again and ladder.ended(state) is None:
            raise Rejected("nothing_changed", "Perintah ini sudah diteruskan kepada OPD itu.")
    order = numbered(
        case,
        kind=told.kind,
        incident_id=told.incident_id or command.incident_id,
        agency=command.agency,
        what=told.what,
        where=told.where,
        by_at=told.by_at,
        by_words=told.by_words,
        urgency=told.urgency,
        parent_id=told.id,
        appended=command.appended.strip(),
        expires_at=told.by_at or case.now + ladder.expiry_of(case.rules.pack.policy, told.urgency),
    )
    seen = [] if ReceiptKind.SEEN in ladder.reached(parent) else [receipt(parent, case, ReceiptKind.SEEN)]
    return [*seen, issued(case, order)]


def _check_words(command: IssueOrder, told: Order) -> None:
    changed = any(
        wanted and wanted != said
        for wanted, said in (
            (command.what, told.what),
            (command.where, told.where),
            (command.by_at, told.by_at),
            (command.by_words, told.by_words),
            (told.incident_id and command.incident_id, told.incident_id),
        )
    )
    if changed:
        raise Rejected(
            "words_changed", "Kata-kata perintah tidak boleh diubah saat diteruskan; tambahkan di bawahnya."
        )


# --- delegated authority ---


def _delegate(command: GiveDelegation, case: Case) -> list[Body]:
    receiver = command.receiver.strip()
    if not receiver or receiver == case.user:
        raise Rejected("receiver_missing", "Sebutkan kepada siapa wewenang dilimpahkan, selain diri Anda.")
    if command.until <= case.now:
        raise Rejected("due_past", "Akhir pelimpahan harus di waktu yang akan datang.")
    if command.until - case.now > LONGEST_DELEGATION_MS:
        raise Rejected("delegation_too_long", "Pelimpahan paling lama 31 hari.")
    own = active_delegation(case.casework, case.user, case.now)
    if own is not None and command.until > own.until:
        raise Rejected("delegation_too_long", "Tidak dapat lebih lama daripada wewenang yang Anda pegang.")
    known = active_delegation(case.casework, receiver, case.now)
    if known is not None and known.giver == case.user:
        raise Rejected("nothing_changed", f"{receiver} sudah memegang pelimpahan dari Anda; akhiri dahulu.")
    given = Delegation(
        id=case.casework.last_delegation_id + 1,
        giver=case.user,
        receiver=receiver,
        scope=command.scope.strip(),
        since=case.now,
        until=command.until,
        reason=command.reason,
        under=own.id if own is not None else 0,
    )
    return [DelegationGiven(delegation=given)]


def _delegation(case: Case, delegation_id: int) -> Delegation:
    given = case.casework.delegations.get(delegation_id)
    if given is None:
        raise Rejected("delegation_unknown", "Pelimpahan itu tidak ada dalam log ini.")
    return given


def _end(command: EndDelegation, case: Case) -> list[Body]:
    given = _delegation(case, command.delegation_id)
    if case.user not in (given.giver, given.receiver):
        raise Rejected("not_yours", f"Hanya {given.giver} atau {given.receiver} yang dapat mengakhirinya.")
    if given.ended_at:
        raise Rejected("nothing_changed", "Pelimpahan itu sudah berakhir.")
    return list(ended_with(case.casework, given, command.reason))


def ended_with(casework: Casework, given: Delegation, reason: str) -> list[DelegationEnded]:
    """The end of a delegation and of everything that was lent on under it."""
    ended = [DelegationEnded(delegation_id=given.id, reason=reason)]
    for other in casework.delegations.values():
        if other.under == given.id and not other.ended_at:
            ended += ended_with(casework, other, "Wewenang di atasnya berakhir.")
    return ended


def _ratify(command: RatifyAct, case: Case) -> list[Body]:
    given = _delegation(case, command.delegation_id)
    if case.user != given.giver:
        raise Rejected("not_yours", f"Hanya {given.giver}, pemberi wewenang, yang dapat mengesahkannya.")
    if command.order_id not in given.acts:
        raise Rejected("order_unknown", "Perintah itu tidak diberikan di bawah pelimpahan ini.")
    if given.ratified.get(command.order_id) is command.accepted:
        raise Rejected("nothing_changed", "Perintah itu memang sudah dinilai begitu.")
    if not command.accepted and len(command.words.strip()) < MIN_WORDS:
        raise Rejected("words_missing", "Tulis mengapa perintah itu tidak disahkan.")
    order_state(case, command.order_id)
    return [
        ActRatified(
            delegation_id=given.id,
            order_id=command.order_id,
            accepted=command.accepted,
            words=command.words.strip(),
        )
    ]


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {
    IssueOrder: _issue,
    GiveReceipt: receipt_handlers.give,
    GiveDelegation: _delegate,
    EndDelegation: _end,
    RatifyAct: _ratify,
}
