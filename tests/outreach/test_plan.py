"""Who is messaged next: told by the log alone, once each, and always with an end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.contract.contacts import Contact, ContactChannel, Delivery, DeliveryState
from services.contract.orders import Order, OrderKind, OrderState, Receipt, ReceiptKind, Urgency
from services.contract.records import Role
from services.outreach import plan as planning
from services.outreach.plan import Circumstances, Plan, backoff_ms, delivery_id, patience_ms, plan
from services.rules.ladder import DEFAULT_TIMERS

START = 1_800_000_000_000
MINUTE = 60_000
FINE = ("answered", "handed", "final", "again")


def person(name: str, *kinds: str, rank: int = 0, verified: bool = True) -> Contact:
    channels = tuple(
        ContactChannel(kind=kind, address=f"{kind}-{name}", verified_at=START - 1 if verified else 0)
        for kind in kinds
    )
    return Contact(id=name, agency="dlh", name=name.title(), rank=rank, channels=channels)


def circumstances(*contacts: Contact, urgency: Urgency = Urgency.URGENT, **fields: object) -> Circumstances:
    order = Order(
        id=7,
        kind=OrderKind.ASSIGNMENT,
        incident_id=3,
        agency="dlh",
        what="Kirim pompa",
        urgency=urgency,
        issuer="sri",
        issuer_role=Role.SUPERVISOR,
        issued_at=START,
    )
    whole: dict[str, object] = {
        "state": OrderState(order=order),
        "now": START,
        "timers": DEFAULT_TIMERS,
        "contacts": contacts,
        "duty": contacts[0].id if contacts else "",
        "kinds": frozenset({"email", "whatsapp", "sms"}),
        "agency": "DLH",
    }
    return Circumstances(**{**whole, **fields})  # type: ignore[arg-type]


def after(case: Circumstances, done: Plan) -> Circumstances:
    """The circumstances once a plan is on disk."""
    known = {delivery.id: delivery for delivery in case.deliveries}
    known |= {delivery.id: delivery for delivery in done.deliveries}
    state = OrderState(order=case.state.order, receipts=[*case.state.receipts, *done.receipts])
    return replace(case, state=state, deliveries=list(known.values()))


def becomes(case: Circumstances, number: str, state: DeliveryState, **fields: object) -> Circumstances:
    changed = [
        replace(d, state=state, at=case.now, **fields) if d.id == number else d for d in case.deliveries
    ]
    return replace(case, deliveries=changed)


def settled(case: Circumstances) -> Circumstances:
    for _ in range(100):
        done = plan(case)
        if not done.deliveries and not done.receipts:
            return case
        case = after(case, done)
    raise AssertionError("planning does not come to rest")


def queued(case: Circumstances) -> list[Delivery]:
    return [delivery for delivery in case.deliveries if delivery.state is DeliveryState.QUEUED]


def test_the_officer_on_duty_comes_first_then_the_rank() -> None:
    chief, officer = person("kepala", "email", rank=0), person("piket", "sms", rank=5)
    case = settled(circumstances(chief, officer, duty="piket"))
    assert [d.contact_id for d in queued(case)] == ["piket"]
    case = settled(becomes(case, queued(case)[0].id, DeliveryState.FAILED))
    assert [d.contact_id for d in queued(case)] == ["kepala"]


def test_a_channel_nobody_carries_is_handed_to_people_and_holds_nothing_up() -> None:
    case = settled(circumstances(person("piket", "phone", "radio", "whatsapp")))
    states = [(d.kind, d.state) for d in case.deliveries]
    assert states == [
        ("phone", DeliveryState.BY_HAND),
        ("radio", DeliveryState.BY_HAND),
        ("whatsapp", DeliveryState.QUEUED),
    ]
    assert "tangan" in case.deliveries[0].words
    assert not case.state.receipts


def test_silence_moves_on_to_the_next_channel_then_the_next_person_then_the_supervisor() -> None:
    case = circumstances(person("piket", "whatsapp", "sms"), person("wakil", "email", rank=1))
    reached = []
    for _ in range(3):
        case = settled(case)
        (waiting,) = queued(case)
        reached.append((waiting.contact_id, waiting.kind))
        case = settled(becomes(case, waiting.id, DeliveryState.HANDED_OVER))
        assert plan(case).wake_at == case.now + patience_ms(case)
        case = replace(case, now=case.now + patience_ms(case) - 1)
        assert not plan(case).deliveries
        case = replace(case, now=case.now + 1)
    assert reached == [("piket", "whatsapp"), ("piket", "sms"), ("wakil", "email")]
    case = settled(case)
    told = [receipt for receipt in case.state.receipts if receipt.kind is ReceiptKind.ESCALATED]
    assert len(told) == 1
    assert "Tidak ada lagi" in told[0].words
    assert told[0].rung is ReceiptKind.SEEN


def test_the_first_message_a_provider_took_is_the_first_rung() -> None:
    case = settled(circumstances(person("piket", "whatsapp", "sms")))
    case = settled(becomes(case, queued(case)[0].id, DeliveryState.HANDED_OVER))
    (receipt,) = case.state.receipts
    assert (receipt.kind, receipt.via, receipt.person) == (ReceiptKind.DELIVERED, "whatsapp", "Piket")


def test_a_failure_is_repeated_before_the_next_channel_unless_minutes_count() -> None:
    for urgency, others in ((Urgency.URGENT, []), (Urgency.IMMEDIATE, ["sms"])):
        case = settled(circumstances(person("piket", "whatsapp", "sms"), urgency=urgency))
        first = queued(case)[0]
        case = becomes(case, first.id, DeliveryState.FAILED, next_at=START + MINUTE)
        case = settled(case)
        assert [d.kind for d in queued(case)] == others
        case = settled(replace(case, now=START + MINUTE))
        again = next(d for d in case.deliveries if d.id == first.id)
        assert (again.state, again.attempt, again.next_at) == (DeliveryState.QUEUED, 2, 0)
        assert again.queued_at == START


def test_nobody_on_duty_nobody_known_and_nothing_verified_is_said_at_once() -> None:
    words = {}
    for name, case in {
        "nobody": circumstances(),
        "off duty": circumstances(person("piket", "sms"), duty=""),
        "unverified": circumstances(person("piket", "sms", verified=False)),
        "by hand": circumstances(person("piket", "phone")),
    }.items():
        done = settled(case)
        (receipt,) = done.state.receipts
        assert receipt.kind is ReceiptKind.ESCALATED
        assert receipt.rung is ReceiptKind.DELIVERED
        words[name] = receipt.words
    assert "belum punya kontak" in words["nobody"]
    assert "petugas piket" in words["off duty"]
    assert "diverifikasi" in words["unverified"]
    assert "tangan" in words["by hand"]


def test_an_answer_by_telephone_ends_the_messages_and_is_not_theirs() -> None:
    case = settled(circumstances(person("piket", "whatsapp", "sms")))
    first = queued(case)[0]
    case = settled(becomes(case, first.id, DeliveryState.FAILED, next_at=START + MINUTE))
    spoken = Receipt(kind=ReceiptKind.ACCEPTED, at=START + 1, via="phone", person="Pak Darto")
    case.state.receipts.append(spoken)
    case = settled(replace(case, now=START + MINUTE))
    assert [(d.state, d.next_at) for d in case.deliveries] == [(DeliveryState.FAILED, 0)]
    assert "sudah menjawab" in case.deliveries[0].words


def test_the_page_opens_and_answers_the_message_that_led_there() -> None:
    case = settled(circumstances(person("piket", "whatsapp"), person("wakil", "sms", rank=1)))
    case = settled(becomes(case, queued(case)[0].id, DeliveryState.HANDED_OVER))
    case = settled(replace(case, now=START + patience_ms(case)))
    case = settled(becomes(case, queued(case)[0].id, DeliveryState.HANDED_OVER))
    seen = Receipt(kind=ReceiptKind.SEEN, at=case.now + 5, via="field_page", person="Piket")
    case.state.receipts.append(seen)
    case = settled(replace(case, now=case.now + 6))
    states = {d.contact_id: d.state for d in case.deliveries}
    assert states == {"piket": DeliveryState.OPENED, "wakil": DeliveryState.HANDED_OVER}
    case.state.receipts.append(Receipt(kind=ReceiptKind.ACCEPTED, at=case.now + 1, via="field_page"))
    case = settled(replace(case, now=case.now + 2))
    states = {d.contact_id: d.state for d in case.deliveries}
    assert states == {"piket": DeliveryState.ANSWERED, "wakil": DeliveryState.HANDED_OVER}


def test_an_ended_order_sends_nothing_more() -> None:
    case = settled(circumstances(person("piket", "whatsapp")))
    case = becomes(case, queued(case)[0].id, DeliveryState.FAILED, next_at=START + 1)
    case.state.receipts.append(Receipt(kind=ReceiptKind.WITHDRAWN, at=START))
    case = settled(replace(case, now=START + MINUTE))
    assert not queued(case)
    assert case.deliveries[0].next_at == 0


def test_a_drill_without_an_address_bothers_one_person_and_nobody_else() -> None:
    case = settled(circumstances(person("piket", "sms"), person("wakil", "email", rank=1), silent=True))
    case = settled(becomes(case, queued(case)[0].id, DeliveryState.FAILED, words="latihan: tidak dikirim"))
    assert len(case.deliveries) == 1
    assert not case.state.receipts


def test_an_old_order_is_left_in_peace() -> None:
    case = circumstances(person("piket", "sms"))
    assert not plan(replace(case, now=START + planning.DAY_MS)).deliveries


@given(st.integers(1, 60), st.floats(0, 1))
def test_the_pause_grows_and_stays_within_its_bounds(attempt: int, jitter: float) -> None:
    wait = backoff_ms(attempt, 10_000, 600_000, jitter)
    assert 5_000 <= wait <= 600_000
    assert backoff_ms(attempt + 1, 10_000, 600_000, jitter) >= wait
    assert wait >= backoff_ms(attempt, 10_000, 600_000, 0.0)


contacts = st.lists(
    st.builds(
        person,
        st.sampled_from("abcdef"),
        st.sampled_from(("phone", "email", "whatsapp", "sms", "telegram")),
        st.sampled_from(("radio", "email", "sms")),
        rank=st.integers(0, 3),
        verified=st.booleans(),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)


@given(
    contacts,
    st.sampled_from(Urgency),
    st.booleans(),
    st.lists(st.tuples(st.sampled_from(FINE), st.integers(1, 90 * MINUTE)), max_size=40),
)
def test_any_story_ends_and_reaches_each_channel_once(
    people: list[Contact], urgency: Urgency, manned: bool, story: list[tuple[str, int]]
) -> None:
    """Whatever providers and receivers do: planning rests, no entry is doubled, nobody is skipped."""
    duty = people[0].id if people and manned else ""
    case = settled(circumstances(*people, urgency=urgency, duty=duty))
    for outcome, ms in story:
        for delivery in queued(case):
            match outcome:
                case "handed":
                    case = becomes(case, delivery.id, DeliveryState.HANDED_OVER)
                case "final":
                    case = becomes(case, delivery.id, DeliveryState.FAILED, next_at=0)
                case "again":
                    case = becomes(case, delivery.id, DeliveryState.FAILED, next_at=case.now + MINUTE)
                case _:
                    case = becomes(case, delivery.id, DeliveryState.HANDED_OVER)
                    answer = Receipt(kind=ReceiptKind.ACCEPTED, at=case.now, via="field_page")
                    case.state.receipts.append(answer)
        case = settled(replace(case, now=case.now + ms))
        numbers = [delivery.id for delivery in case.deliveries]
        assert len(numbers) == len(set(numbers))
        if urgency is not Urgency.IMMEDIATE:
            assert len(queued(case)) <= 1
        rungs = [r.rung for r in case.state.receipts if r.kind is ReceiptKind.ESCALATED]
        assert len(rungs) == len(set(rungs))
        assert sum(r.kind is ReceiptKind.DELIVERED for r in case.state.receipts) <= 1
    tried = {d.id for d in case.deliveries}
    if any(r.words.startswith("Tidak ada lagi") for r in case.state.receipts):
        sendable = [(c, ch) for c in people for ch in c.channels if ch.kind in case.kinds]
        assert {delivery_id(7, c.id, ch) for c, ch in sendable} <= tried
