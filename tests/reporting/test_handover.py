"""The handover is what the log says: for any log the same bytes, however the board came about."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from services.contract.briefing import Chapter, Document
from services.contract.codec import seal
from services.contract.events import AgenciesAssigned, Body, IncidentClaimed
from services.contract.orders import Order, OrderIssued, OrderKind, Receipt, ReceiptGiven, ReceiptKind
from services.contract.records import Role, Severity
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.reporting import handover
from tests.city.making import arjuna
from tests.console.making import opened
from tests.projection.making import EPOCH, START, histories

PACK = arjuna()
AT = START + 10**8


def board_of(*bodies: Body, severities: tuple[Severity, ...] = (Severity.HIGH,)) -> Board:
    """Incidents 1 … n of these severities, opened a second after 1970, and what happened to them."""
    board = Board("live-1")
    for number, severity in enumerate(severities, 1):
        apply(board, [opened(number, severity=severity)])
    for body in bodies:
        apply(board, [seal("live-1", board.seq + 1, 5_000, body, "sri", "")[0]])
    return board


def chapter(document: Document, wanted: Chapter) -> list[str]:
    return [item.key for part in document.parts if part.chapter is wanted for item in part.items]


@settings(max_examples=60, deadline=None)
@given(histories(max_size=30), st.integers(0, 30))
def test_the_same_log_gives_the_same_bytes(history: list, cut: int) -> None:  # type: ignore[type-arg]
    board = Board(EPOCH)
    apply(board, history)
    once = handover.encode(handover.generate(board, PACK, AT))
    assert once == handover.encode(handover.generate(board, PACK, AT))
    again = Board(EPOCH)
    apply(again, history[:cut])
    again, _at = decode_snapshot(encode_snapshot(again, 0))
    apply(again, history[cut:])
    assert handover.encode(handover.generate(again, PACK, AT)) == once


@settings(max_examples=60, deadline=None)
@given(histories(max_size=30))
def test_every_open_incident_is_in_exactly_one_grade(history: list) -> None:  # type: ignore[type-arg]
    board = Board(EPOCH)
    apply(board, history)
    document = handover.generate(board, PACK, AT)
    graded = [
        key
        for wanted in (Chapter.UNSTABLE, Chapter.WATCH, Chapter.STABLE)
        for key in chapter(document, wanted)
    ]
    is_open = board.open_mask()
    assert sorted(graded) == sorted(f"incident:{number}" for number in board.ids[is_open])
    assert set(handover.unstable(document)) <= set(handover.open_items(document))


def test_a_critical_incident_is_unstable_and_a_held_low_one_is_stable() -> None:
    board = board_of(
        IncidentClaimed(incident_id=2, owner="sri"), severities=(Severity.CRITICAL, Severity.LOW)
    )
    document = handover.generate(board, PACK, 6_000)
    assert chapter(document, Chapter.UNSTABLE) == ["incident:1"]
    assert chapter(document, Chapter.STABLE) == ["incident:2"]


def test_what_is_misunderstood_is_unstable_and_waits_for_a_receipt() -> None:
    agency = PACK.agencies[0].code
    order = Order(
        id=1, kind=OrderKind.ASSIGNMENT, incident_id=1, agency=agency, what="Tutup jalan", issuer="sri",
        issuer_role=Role.SUPERVISOR, issued_at=4_000,
    )  # fmt: skip
    said = Receipt(kind=ReceiptKind.READ_BACK, at=5_000, differences=("what",))
    board = board_of(
        IncidentClaimed(incident_id=1, owner="sri"),
        AgenciesAssigned(incident_id=1, agencies=(agency,)),
        OrderIssued(order=order),
        ReceiptGiven(order_id=1, incident_id=1, receipt=said),
        severities=(Severity.MEDIUM,),
    )
    document = handover.generate(board, PACK, 6_000)
    assert chapter(document, Chapter.UNSTABLE) == ["incident:1"]
    assert chapter(document, Chapter.RECEIPTS) == ["order:1"]
    words = [item.next for part in document.parts if part.chapter is Chapter.RECEIPTS for item in part.items]
    assert words == ["baca ulang berbeda dari perintah"]


def test_the_next_step_is_whose_turn_it_is() -> None:
    def next_step(*bodies: Body) -> str:
        document = handover.generate(board_of(*bodies, severities=(Severity.CRITICAL,)), PACK, 6_000)
        return document.parts[0].items[0].next

    claimed = IncidentClaimed(incident_id=1, owner="sri")
    assert next_step() == "Klaim dan periksa"
    assert next_step(claimed) == "Tugaskan OPD"
    assigned = AgenciesAssigned(incident_id=1, agencies=(PACK.agencies[0].code,))
    assert next_step(claimed, assigned) == "Tanyakan keadaan di lokasi"
