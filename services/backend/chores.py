"""What time does to orders, once a second: expiry, escalation, the end of lent authority, closed incidents.

Only orders in force are looked at, and which those are is remembered: a second costs the same after years.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from services.backend.order_handlers import ended_with
from services.backend.rulebook import Rulebook
from services.contract.events import Body
from services.contract.orders import OrderKind, OrderState, Receipt, ReceiptGiven, ReceiptKind
from services.contract.records import STATUSES, Status
from services.projection.board import Board
from services.rules import ladder

MOST_AT_ONCE: Final = 200
"""Receipts of one second: after a long standstill the rest follows in the next."""
UNMET: Final = {
    ReceiptKind.DELIVERED: "Belum terkirim",
    ReceiptKind.SEEN: "Belum dilihat",
    ReceiptKind.READ_BACK: "Belum dibaca ulang",
    ReceiptKind.CONFIRMED: "Baca ulang belum dikonfirmasi",
    ReceiptKind.EN_ROUTE: "Belum berangkat",
    ReceiptKind.ON_SCENE: "Belum di lokasi",
    ReceiptKind.DONE: "Belum selesai",
    ReceiptKind.VERIFIED: "Belum diverifikasi",
}
"""The lowest unmet rung in words."""


class _Watched(NamedTuple):
    """What has to be known of an order each second, worked out when it got a receipt."""

    state: OrderState
    receipts: int
    over: bool
    delivered: bool
    seen: bool
    done: bool
    rung: ReceiptKind | None
    due: int
    """When the next rung is late; 0 for never, or where that was told already."""


class OrderChores:
    """The chores of one log's orders."""

    def __init__(self, rules: Rulebook) -> None:
        self._timers = ladder.timers_of(rules.pack.policy)
        self._epoch = ""
        self._upto = 0
        self._open: dict[int, _Watched] = {}

    def due(self, board: Board, now: int, *, room_is_manned: bool) -> list[Body]:
        """What has to be recorded now. `room_is_manned`: a supervisor's console has everything so far."""
        self._follow(board)
        bodies: list[Body] = []
        for watched in self._open.values():
            body = self._of_order(watched, board, now, room_is_manned)
            if body is not None:
                bodies.append(body)
                if len(bodies) >= MOST_AT_ONCE:
                    break
        for given in board.casework.delegations.values():
            if not given.ended_at and given.until <= now:
                bodies.extend(ended_with(board.casework, given, "Waktunya habis."))
        # A delegation under one that ended in the same second is ended once.
        return list({_key(body): body for body in bodies}.values())

    def _follow(self, board: Board) -> None:
        """Take in new orders and receipts, let go of ended ones; another log begins anew."""
        casework = board.casework
        if board.epoch != self._epoch:
            self._epoch, self._upto = board.epoch, 0
            self._open.clear()
        for number in range(self._upto + 1, casework.last_order_id + 1):
            if number in casework.orders:
                self._open[number] = self._watch(casework.orders[number])
        self._upto = casework.last_order_id
        for number, watched in list(self._open.items()):
            if len(watched.state.receipts) != watched.receipts:
                self._open[number] = self._watch(watched.state)
            if self._open[number].over:
                del self._open[number]

    def _watch(self, state: OrderState) -> _Watched:
        reached, rung = ladder.reached(state), ladder.lowest_unmet(state)
        told = rung is None or _escalated(state, rung)
        return _Watched(
            state=state,
            receipts=len(state.receipts),
            over=ladder.ended(state) is not None,
            delivered=ReceiptKind.DELIVERED in reached,
            seen=ReceiptKind.SEEN in reached,
            done=ReceiptKind.DONE in reached,
            rung=rung,
            due=0 if rung is None or told else ladder.due_at(state, self._timers, rung),
        )

    @staticmethod
    def _of_order(watched: _Watched, board: Board, now: int, room_is_manned: bool) -> Body | None:
        state, order, rung = watched.state, watched.state.order, watched.rung
        if order.kind is OrderKind.ASSIGNMENT and _is_closed(board, order.incident_id):
            kind = ReceiptKind.VERIFIED if watched.done else ReceiptKind.SUPERSEDED
            return _receipt(state, kind, now, "Kejadian ditutup.")
        if 0 < order.expires_at <= now and not watched.seen:
            return _receipt(state, ReceiptKind.EXPIRED, now, "Tidak ada yang melihatnya pada waktunya.")
        if room_is_manned and not order.agency and not watched.delivered:
            return _receipt(state, ReceiptKind.DELIVERED, now)
        if rung is not None and 0 < watched.due < now:
            minutes = max(1, (now - watched.due) // 60_000)
            return _receipt(state, ReceiptKind.ESCALATED, now, f"{UNMET[rung]}, lewat {minutes} menit.", rung)
        return None


def _is_closed(board: Board, incident_id: int) -> bool:
    """True for a closed incident that was not merged into another: then its work goes on there."""
    row = board.row_of(incident_id)
    return row >= 0 and not board.merged_into[row] and STATUSES[board.status[row]] is Status.CLOSED


def _escalated(state: OrderState, rung: ReceiptKind) -> bool:
    """Was this rung told since it was last waited for?"""
    since = ladder.since(state)
    return any(
        given.kind is ReceiptKind.ESCALATED and given.rung is rung and given.at >= since
        for given in state.receipts
    )


def _receipt(
    state: OrderState, kind: ReceiptKind, now: int, words: str = "", rung: ReceiptKind | None = None
) -> ReceiptGiven:
    given = Receipt(kind=kind, at=now, via="system", words=words, rung=rung)
    return ReceiptGiven(order_id=state.order.id, incident_id=state.order.incident_id, receipt=given)


def _key(body: Body) -> tuple[str, int, str]:
    if isinstance(body, ReceiptGiven):
        return body.KIND, body.order_id, body.receipt.kind
    return body.KIND, getattr(body, "delegation_id", 0), ""
