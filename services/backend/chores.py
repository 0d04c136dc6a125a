"""What time does to orders, once a second: expiry, escalation, the end of lent authority, closed incidents.

Only orders in force are looked at, and which those are is remembered: a second costs the same after years.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

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


class OrderChores:
    """The chores of one log's orders."""

    def __init__(self, rules: Rulebook) -> None:
        self._timers = ladder.timers_of(rules.pack.policy)
        self._epoch = ""
        self._seen = 0
        self._open: dict[int, OrderState] = {}

    def due(self, board: Board, now: int, *, room_is_manned: bool) -> list[Body]:
        """What has to be recorded now. `room_is_manned`: a supervisor's console has everything so far."""
        self._follow(board)
        bodies: list[Body] = []
        for state in self._open.values():
            bodies.extend(self._of_order(state, board, now, room_is_manned))
            if len(bodies) >= MOST_AT_ONCE:
                break
        for given in board.casework.delegations.values():
            if not given.ended_at and given.until <= now:
                bodies.extend(ended_with(board.casework, given, "Waktunya habis."))
        # A delegation under one that ended in the same second is ended once.
        return list({_key(body): body for body in bodies}.values())

    def _follow(self, board: Board) -> None:
        """Take in new orders, let go of ended ones; another log begins anew."""
        casework = board.casework
        if board.epoch != self._epoch:
            self._epoch, self._seen = board.epoch, 0
            self._open.clear()
        if casework.last_order_id > self._seen:
            fresh = range(self._seen + 1, casework.last_order_id + 1)
            self._open.update((n, casework.orders[n]) for n in fresh if n in casework.orders)
            self._seen = casework.last_order_id
        for number in [n for n, state in self._open.items() if ladder.ended(state) is not None]:
            del self._open[number]

    def _of_order(
        self, state: OrderState, board: Board, now: int, room_is_manned: bool
    ) -> Iterator[ReceiptGiven]:
        order = state.order
        reached = ladder.reached(state)
        closing = _closing(state, board, reached)
        if closing is not None:
            yield _receipt(state, closing, now, "Kejadian ditutup.")
            return
        if order.expires_at and order.expires_at <= now and ReceiptKind.SEEN not in reached:
            yield _receipt(state, ReceiptKind.EXPIRED, now, "Tidak ada yang melihatnya pada waktunya.")
            return
        if not order.agency and room_is_manned and ReceiptKind.DELIVERED not in reached:
            yield _receipt(state, ReceiptKind.DELIVERED, now)
            return
        late = ladder.overdue(state, self._timers, now)
        if late is not None and not _escalated(state, late[0]):
            minutes = max(1, late[1] // 60_000)
            words = f"{UNMET[late[0]]}, lewat {minutes} menit."
            yield _receipt(state, ReceiptKind.ESCALATED, now, words, rung=late[0])


def _closing(state: OrderState, board: Board, reached: frozenset[ReceiptKind]) -> ReceiptKind | None:
    """How an assignment ends with its closed incident; None while that is open, or was merged."""
    row = board.row_of(state.order.incident_id)
    if state.order.kind is not OrderKind.ASSIGNMENT or row < 0:
        return None
    if board.merged_into[row] or STATUSES[board.status[row]] is not Status.CLOSED:
        return None
    return ReceiptKind.VERIFIED if ReceiptKind.DONE in reached else ReceiptKind.SUPERSEDED


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
