"""A room at the end of a bad shift, the same in every run: what a handover is made of."""

from __future__ import annotations

import random
from typing import Final

from services.contract.city import CityPack
from services.contract.closing import Promise, StepMark, StepState
from services.contract.orders import Order, OrderKind, OrderState, Receipt, ReceiptKind
from services.contract.records import Role, Status
from services.contract.shifts import Watch
from services.projection.board import STATUS_INDEX, Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from tests.bench.plenty import START, fill

AT: Final = START + 1_000_000
"""When it is handed over."""
MINUTE: Final = 60_000
_CLIMB: Final = (
    ReceiptKind.DELIVERED,
    ReceiptKind.READ_BACK,
    ReceiptKind.CONFIRMED,
    ReceiptKind.EN_ROUTE,
    ReceiptKind.ON_SCENE,
    ReceiptKind.DONE,
    ReceiptKind.VERIFIED,
)


def shift_end(pack: CityPack, open_count: int, past: int, *, epoch: str = "bench", seed: int = 5) -> Board:
    """Half of what is open has an owner, two fifths are assigned by an order; 24 of leadership's orders
    run; the past is three months long and has its orders verified. As it arrives with a snapshot."""
    board, chance = fill(Board(epoch), past + open_count), random.Random(seed)
    board.status[:past] = STATUS_INDEX[Status.CLOSED]
    board.opened_at[:past] = [AT - chance.randrange(90 * 24 * 60) * MINUTE for _ in range(past)]
    people = [board.owners.number(name) for name in ("sri", "budi", "wati", "joko")]
    codes = [agency.code for agency in pack.agencies]
    for row in range(past, past + open_count):
        incident_id = int(board.ids[row])
        if chance.random() < 0.5:
            board.owner[row] = chance.choice(people)
            _steps(board, incident_id, chance)
            if chance.random() < 0.8:
                code = chance.choice(codes)
                board.agencies[row] = board.agency_sets.number((code,))
                _order(board, incident_id, code, chance, chance.randrange(5))
        if chance.random() < 0.9:
            board.casework.times[incident_id] = {"viewed": AT - chance.randrange(60) * MINUTE}
    for row in range(0, past, max(1, past // 20_000)):
        _order(board, int(board.ids[row]), chance.choice(codes), chance, len(_CLIMB))
    for _ in range(24):
        _order(board, 0, chance.choice(codes), chance, chance.randrange(4))
    board.shifts.watch = Watch(id=1, shift="malam", supervisor="sri", since=AT - 8 * 60 * MINUTE)
    return decode_snapshot(encode_snapshot(board, 0))[0]


def _order(board: Board, incident_id: int, agency: str, chance: random.Random, rungs: int) -> None:
    work = board.casework
    work.last_order_id += 1
    at = AT - chance.randrange(60, 400) * MINUTE
    order = Order(
        id=work.last_order_id,
        kind=OrderKind.ASSIGNMENT if incident_id else OrderKind.ORDER,
        incident_id=incident_id,
        agency=agency,
        what="Tutup jalan dan potong pohon yang menghalangi",
        issuer="sri",
        issuer_role=Role.SUPERVISOR,
        issued_at=at,
        by_at=at + chance.randrange(30, 500) * MINUTE,
    )
    receipts = [Receipt(kind=kind, at=at + n * MINUTE) for n, kind in enumerate(_CLIMB[:rungs], 1)]
    if receipts and rungs < len(_CLIMB) and chance.random() < 0.05:
        receipts.append(Receipt(kind=ReceiptKind.QUERY, at=at + rungs * MINUTE))
    work.orders[order.id] = OrderState(order=order, receipts=receipts)
    if incident_id:
        work.of_incident.setdefault(incident_id, []).append(order.id)


def _steps(board: Board, incident_id: int, chance: random.Random) -> None:
    work, at = board.casework, AT - chance.randrange(300) * MINUTE
    work.steps[incident_id] = {
        step: StepMark(step=step, text=text, state=state, at=at, mandatory=True)
        for step, text, state in (
            ("aman", "Amankan lokasi", StepState.DONE),
            ("kabar", "Kabari pelapor", StepState.OPEN),
        )
    }
    if chance.random() < 0.05:
        work.last_promise_id += 1
        due = AT + chance.randrange(-100, 900) * MINUTE
        promise = Promise(
            id=work.last_promise_id,
            incident_id=incident_id,
            text="Petugas datang sebelum pagi",
            made_at=at,
            due_at=due,
            by="sri",
        )
        work.promises[incident_id] = [promise]
