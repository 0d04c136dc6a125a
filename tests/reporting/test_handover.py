"""The handover is what the log says: for any log the same bytes, however the board came about."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from services.contract.briefing import Chapter, Document, Item
from services.contract.city import Category
from services.contract.closing import Promise, PromiseMade, PromiseSettled
from services.contract.codec import decode_body, seal
from services.contract.contacts import Delivery, DeliveryChanged, DeliveryState
from services.contract.events import AgenciesAssigned, Body, Envelope, IncidentClaimed, ReportReceived
from services.contract.orders import Order, OrderIssued, OrderKind, Receipt, ReceiptGiven, ReceiptKind
from services.contract.records import Role, Severity
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import decode_snapshot, encode_snapshot
from services.reporting import handover
from services.rules.shift_clock import next_shift_end
from tests.city.making import arjuna, blitar
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


def item_of(document: Document, key: str) -> Item:
    return next(item for part in document.parts for item in part.items if item.key == key)


def test_a_broken_promise_is_watched_and_a_kept_one_is_not() -> None:
    def grade(*bodies: Body) -> Chapter:
        document = handover.generate(board_of(*bodies, severities=(Severity.LOW,)), PACK, 9_000)
        return next(part.chapter for part in document.parts for item in part.items if item.rank == 3)

    held = IncidentClaimed(incident_id=1, owner="sri")
    made = Promise(id=1, incident_id=1, text="Kami kabari", due_at=8_000, made_at=5_000, by="sri")
    kept = PromiseSettled(promise_id=1, incident_id=1, kept=True)
    assert grade(held) is Chapter.STABLE
    assert grade(held, PromiseMade(promise=made)) is Chapter.WATCH
    assert grade(held, PromiseMade(promise=made), kept) is Chapter.STABLE


def at(words: str) -> int:
    """A moment in Blitar."""
    return int(datetime.fromisoformat(f"{words}+07:00").timestamp() * 1000)


def raised(seq: int, **values: object) -> Envelope:
    """Entry `seq` opens an incident with these values."""
    body = decode_body(opened(seq, severity=Severity.LOW))
    assert isinstance(body, ReportReceived)
    assert body.incident is not None
    body = replace(body, incident=replace(body.incident, **values))
    return seal("live-1", seq, 1_000, body, "siti", "")[0]


def blitar_board(category: str, opened_at: str, due_at: int = 0) -> Board:
    """One open incident of a real category."""
    board, began = Board("live-1"), at(opened_at)
    apply(board, [raised(1, category=category, opened_at=began, updated_at=began, due_at=due_at)])
    return board


def complaint() -> Category:
    """A kind of report whose clocks are those of SP4N-LAPOR."""
    found = (each for each in blitar().categories if any(c.working_days == 14 for c in each.clocks))
    return next(found)


def test_working_days_fall_due_at_the_end_of_their_day_and_holidays_do_not_count() -> None:
    code = complaint().code
    # Monday 7 December 2026; fourteen working days later without 24 and 25 December is Tuesday the 29th.
    board = blitar_board(code, "2026-12-07T10:00", at("2026-12-10T23:59"))
    before = handover.generate(board, blitar(), at("2026-12-28T20:50"))
    assert chapter(before, Chapter.CLOCKS) == []
    document = handover.generate(board, blitar(), at("2026-12-29T20:50"))
    assert chapter(document, Chapter.CLOCKS) == ["clock:1:resolve"]
    fresh = blitar_board(code, "2026-12-07T10:00", at("2026-12-29T22:00"))
    still_running = handover.generate(fresh, blitar(), at("2026-12-29T20:50"))
    assert chapter(still_running, Chapter.CLOCKS) == ["clock:1"], "one clock at a time"
    item = item_of(document, "clock:1:resolve")
    assert item.due_at == at("2026-12-29T23:59")
    assert item.next == "SP4N: selesaikan dalam 14 hari kerja"


def test_a_running_clock_says_which_it_is() -> None:
    code = complaint().code
    board = blitar_board(code, "2026-12-07T10:00", at("2026-12-10T23:59"))
    document = handover.generate(board, blitar(), at("2026-12-10T20:30"))
    assert item_of(document, "clock:1").next == "SP4N: tanggapi dalam 3 hari kerja"
    urgent = next(c for c in blitar().categories if any(k.phase == "respond" and k.minutes for k in c.clocks))
    minutes = next(clock.minutes for clock in urgent.clocks if clock.phase == "respond")
    board = blitar_board(urgent.code, "2026-12-10T20:00", at("2026-12-10T20:00") + (minutes or 0) * 60_000)
    document = handover.generate(board, blitar(), at("2026-12-10T20:01"))
    assert item_of(document, "clock:1").next.startswith("SLA: tanggapi dalam ")


def test_what_is_due_ends_with_the_next_shift() -> None:
    code = complaint().code
    zone = ZoneInfo("Asia/Jakarta")
    for now, due, listed in (
        ("2026-12-10T13:50", "2026-12-10T20:59", True),
        ("2026-12-10T13:50", "2026-12-10T21:00", False),
        ("2026-12-10T20:50", "2026-12-11T06:59", True),
        ("2026-12-10T20:50", "2026-12-11T07:00", False),
    ):
        document = handover.generate(blitar_board(code, "2026-12-10T08:00", at(due)), blitar(), at(now))
        assert (chapter(document, Chapter.CLOCKS) == ["clock:1"]) is listed, (now, due)
    shifts, late = blitar().shifts, at("2026-12-10T14:05")
    assert next_shift_end(shifts, late, at("2026-12-10T06:50"), zone) == at("2026-12-10T21:00")
    assert next_shift_end(shifts, late, at("2026-12-10T13:50"), zone) == at("2026-12-11T07:00")
    assert next_shift_end((), late, 0, zone) == late + 8 * 3_600_000


def test_many_of_one_kind_in_one_place_are_a_warning() -> None:
    area = PACK.areas[0].code
    board = Board("live-1")
    for number in range(1, 9):
        apply(board, [raised(number, area=area)])
    document = handover.generate(board, PACK, 60_000)
    (key,) = chapter(document, Chapter.WARNINGS)
    assert key.endswith(f":{area}")
    assert item_of(document, key).title.endswith("8 kejadian")
    assert chapter(handover.generate(board, PACK, 86_400_000), Chapter.WARNINGS) == []


def test_a_channel_of_which_everything_fails_is_told_once() -> None:
    def told(*states: DeliveryState) -> list[str]:
        deliveries = [
            Delivery(id=f"d{n}", agency="karya", kind="whatsapp", queued_at=1, at=n, state=state)
            for n, state in enumerate(states, 1)
        ]
        bodies = [DeliveryChanged(delivery=each) for each in deliveries]
        keys = chapter(handover.generate(board_of(*bodies), PACK, 9_000), Chapter.CHANNELS)
        return [key for key in keys if key.startswith("channel:")]

    bad, good = DeliveryState.FAILED, DeliveryState.ANSWERED
    assert told(bad, bad) == []
    assert told(good, bad, bad, bad) == ["channel:whatsapp"]
    assert told(bad, bad, bad, good) == []


@settings(max_examples=40, deadline=None)
@given(histories(max_size=30))
def test_one_item_alone_is_the_item_of_the_whole(history: list) -> None:  # type: ignore[type-arg]
    board = Board(EPOCH)
    apply(board, history)
    document = handover.generate(board, PACK, AT)
    for part in document.parts:
        for item in part.items:
            assert handover.item_now(board, PACK, AT, item.key) == item
    assert handover.item_now(board, PACK, AT, "incident:999999") is None


@settings(max_examples=40, deadline=None)
@given(histories(max_size=30), st.integers(0, 20))
def test_what_happens_meanwhile_does_not_disturb_it(history: list, pauses: int) -> None:  # type: ignore[type-arg]
    """Between two steps the board goes on; the picture is still whole, and exact where nothing happened."""
    board = Board(EPOCH)
    apply(board, history[:10])
    incidents = [f"incident:{number}" for number in board.ids.tolist()]
    steps = handover.drafted(board.still(), PACK, AT)
    try:
        for _ in range(pauses):
            next(steps)
        apply(board, history[10:])
        while True:
            next(steps)
    except StopIteration as done:
        document = done.value
    assert document.seq == min(10, len(history))
    assert {item.key for part in document.parts for item in part.items if "incident" in item.key} <= set(
        incidents
    )
