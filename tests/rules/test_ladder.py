"""The ladder of receipts: what is reached, late, different, contradicted, and lost on the way."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import fields, replace

from services.contract.city import Policy, RungClock
from services.contract.orders import (
    ENDED,
    RUNGS,
    Order,
    OrderKind,
    OrderState,
    ReadBack,
    Receipt,
    ReceiptKind,
    Urgency,
)
from services.contract.records import Role
from services.rules import ladder
from services.rules.phrases import deadline_parts, parts, stem

K = ReceiptKind
MINUTE = 60_000


def order(**more: Any) -> Order:
    base: dict[str, Any] = {
        "id": 1,
        "kind": OrderKind.ORDER,
        "what": "Tutup Jembatan Kanigoro dari dua arah",
        "where": "Jembatan Kanigoro",
        "by_words": "sebelum 22.00",
        "issuer": "wali",
        "issuer_role": Role.LEADER,
        "issued_at": 0,
    }
    return Order(**{**base, **more})


def state(*kinds: ReceiptKind, differences: tuple[str, ...] = (), **more: Any) -> OrderState:
    receipts = [
        Receipt(kind=kind, at=(n + 1) * 1000, differences=differences if kind is K.READ_BACK else ())
        for n, kind in enumerate(kinds)
    ]
    return OrderState(order=order(**more), receipts=receipts)


anything = st.lists(st.sampled_from(K), max_size=12)


@given(anything, st.sampled_from(K))
def test_only_the_issuer_takes_a_rung_back(before: list[ReceiptKind], kind: ReceiptKind) -> None:
    now, then = ladder.reached(state(*before)), ladder.reached(state(*before, kind))
    if kind not in (K.DISPUTED, K.RETURNED, K.UNABLE, K.QUERY):
        assert then >= now
    if kind in RUNGS:
        assert kind in then


@given(anything)
def test_the_lowest_unmet_rung_has_everything_below_it(kinds: list[ReceiptKind]) -> None:
    given_so_far = state(*kinds)
    rung = ladder.lowest_unmet(given_so_far)
    if rung is None:
        assert any(kind in ENDED for kind in kinds)
        return
    met = ladder.reached(given_so_far)
    assert rung not in met
    assert set(RUNGS[: RUNGS.index(rung)]) <= met


@pytest.mark.parametrize(
    ("kinds", "rung"),
    [
        ((), K.DELIVERED),
        ((K.DELIVERED,), K.SEEN),
        ((K.QUERY,), K.READ_BACK),
        ((K.READ_BACK,), K.CONFIRMED),
        ((K.READ_BACK, K.DISPUTED), K.READ_BACK),
        ((K.EN_ROUTE,), K.READ_BACK),
        ((K.READ_BACK, K.CONFIRMED, K.ON_SCENE), K.DONE),
        ((K.DONE,), K.VERIFIED),
        ((K.DONE, K.RETURNED), K.READ_BACK),
        ((K.READ_BACK, K.CONFIRMED, K.DONE, K.RETURNED), K.DONE),
        ((K.WITHDRAWN,), None),
        ((K.DONE, K.VERIFIED), None),
    ],
)
def test_the_rung_to_climb_next(kinds: tuple[ReceiptKind, ...], rung: ReceiptKind | None) -> None:
    assert ladder.lowest_unmet(state(*kinds)) is rung


def test_an_open_difference_keeps_it_from_being_done() -> None:
    wrong = state(K.READ_BACK, K.DONE, differences=("by",))
    assert ladder.open_differences(wrong) == ("by",)
    assert ladder.lowest_unmet(wrong) is K.CONFIRMED
    after = state(K.READ_BACK, K.CONFIRMED, K.DONE, differences=("by",))
    assert ladder.open_differences(after) == ()
    assert ladder.lowest_unmet(after) is K.VERIFIED
    again = state(K.READ_BACK, K.CONFIRMED, K.READ_BACK, differences=("by",))
    assert K.CONFIRMED not in ladder.reached(again)


@pytest.mark.parametrize(
    ("kinds", "waiting"),
    [
        ((K.QUERY,), K.QUERY),
        ((K.QUERY, K.ANSWER), None),
        ((K.UNABLE,), K.UNABLE),
        ((K.UNABLE, K.NOTE), K.UNABLE),
        ((K.UNABLE, K.EN_ROUTE), None),
        ((K.READ_BACK, K.DISPUTED), K.DISPUTED),
        ((K.DONE, K.RETURNED), K.RETURNED),
        ((K.DONE, K.RETURNED, K.DONE), None),
    ],
)
def test_what_still_waits_for_an_answer(kinds: tuple[ReceiptKind, ...], waiting: ReceiptKind | None) -> None:
    assert ladder.standing(state(*kinds)) is waiting


def test_late_by_the_urgency_or_by_the_deadline() -> None:
    timers = ladder.DEFAULT_TIMERS
    at_once = state(urgency=Urgency.IMMEDIATE)
    assert ladder.overdue(at_once, timers, MINUTE) is None
    assert ladder.overdue(at_once, timers, MINUTE + 5) == (K.DELIVERED, 5)
    assert ladder.overdue(state(urgency=Urgency.ROUTINE), timers, MINUTE + 5) is None
    soon = state(K.READ_BACK, K.CONFIRMED, urgency=Urgency.ROUTINE, by_at=10_000)
    assert ladder.overdue(soon, timers, 10_500) == (K.EN_ROUTE, 500)
    assert ladder.overdue(state(K.WITHDRAWN, by_at=5), timers, 10_000_000) is None


def test_the_citys_timers_go_before_the_defaults() -> None:
    policy = Policy(
        ladder={"immediate": (RungClock(rung="seen", minutes=7, source="SK Wali Kota"),)},
        order_expires_minutes={"urgent": 9},
    )
    timers = ladder.timers_of(policy)
    assert timers[Urgency.IMMEDIATE][K.SEEN] == 7 * MINUTE
    assert timers[Urgency.IMMEDIATE][K.ON_SCENE] == 15 * MINUTE
    assert ladder.expiry_of(policy, Urgency.URGENT) == 9 * MINUTE
    assert ladder.expiry_of(policy, Urgency.ROUTINE) == ladder.DEFAULT_EXPIRY[Urgency.ROUTINE]


# --- read-back ---

words = st.text(max_size=80)


@given(words.filter(str.strip), words, words, st.integers(0, 10**13))
def test_what_was_copied_is_equal(what: str, where: str, by_words: str, by_at: int) -> None:
    asked = order(what=what, where=where, by_words=by_words, by_at=by_at)
    assert ladder.compare(asked, ReadBack(what=what, where=where, by_words=by_words, by_at=by_at)) == ()


@pytest.mark.parametrize(
    "what",
    [
        "tutup jembatan kanigoro dari dua arah",
        "Jembatan Kanigoro ditutup dari 2 arah.",
        "Siap, kami menutup Jembatan Kanigoro dari dua arah",
        "menutup jembatan kanigoro dr dua arah",
    ],
)
def test_the_same_in_other_words(what: str) -> None:
    assert (
        ladder.compare(order(), ReadBack(what=what, where="jembatan Kanigoro", by_words="jam 10 malam")) == ()
    )


@pytest.mark.parametrize(
    "what",
    [
        "Tutup Jembatan Kanigoro",
        "Tutup Jembatan Kanigoro dari tiga arah",
        "Tutup Jembatan Kanigoro dari dua arah, kecuali ambulans",
        "Jangan tutup Jembatan Kanigoro dari dua arah",
        "Buka Jembatan Kanigoro dari dua arah",
        "",
    ],
)
def test_another_thing(what: str) -> None:
    said = ReadBack(what=what, where="Jembatan Kanigoro", by_words="sebelum 22.00")
    assert ladder.compare(order(), said) == ("what",)


@pytest.mark.parametrize("by", ["sebelum 23.00", "sebelum 22.30", "setelah 22.00", "besok sebelum 22.00", ""])
def test_another_deadline(by: str) -> None:
    said = ReadBack(what=order().what, where=order().where, by_words=by)
    assert ladder.compare(order(), said) == ("by",)


def test_a_deadline_as_a_time_is_compared_to_the_minute() -> None:
    asked = order(by_at=1_000 * MINUTE, by_words="")
    same = ReadBack(what=asked.what, where=asked.where, by_at=1_000 * MINUTE + 30_000)
    assert ladder.compare(asked, same) == ()
    assert ladder.compare(asked, replace(same, by_at=1_001 * MINUTE)) == ("by",)
    assert ladder.compare(asked, replace(same, by_at=0)) == ("by",)


def test_directions_and_counts_belong_to_their_word() -> None:
    assert parts("arahkan dari Garum ke Nglegok") != parts("arahkan dari Nglegok ke Garum")
    assert parts("2 pompa, 30 menit") == parts("30 menit, dua pompa")
    assert parts("kirim dua puluh lima orang") == parts("kirim 25 orang")
    assert deadline_parts("pukul 22:00 WIB") == deadline_parts("sebelum jam 10 malam")
    assert stem("menutup") == stem("ditutup") == stem("tutup")
    assert stem("mengirim") == "kirim"


# --- hash ---


def test_the_hash_changes_with_every_field() -> None:
    base = order()
    other: dict[str, Any] = {
        "kind": OrderKind.ASSIGNMENT,
        "lead": False,
        "urgency": Urgency.ROUTINE,
        "issuer_role": Role.SUPERVISOR,
    }
    for field in fields(Order):
        if field.name == "digest":
            assert ladder.digest(replace(base, digest="x")) == ladder.digest(base)
            continue
        value = getattr(base, field.name)
        changed = other.get(field.name, value + 1 if isinstance(value, int) else f"{value}x")
        assert ladder.digest(replace(base, **{field.name: changed})) != ladder.digest(base), field.name
    again = msgspec.json.decode(msgspec.json.encode(base), type=Order)
    assert ladder.digest(again) == ladder.digest(base)


# --- contradictions ---


def against(other: Order, new: Order) -> str:
    found = ladder.contradictions(new, [OrderState(order=other)])
    assert ladder.conflicts(new, [OrderState(order=other)]) == tuple(c.order_id for c in found)
    return found[0].reason if found else ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tutup Jembatan Kanigoro", "Buka Jembatan Kanigoro"),
        ("Tahan truk di pos", "Kirim truk sekarang"),
        ("Evakuasi warga RT 3", "Warga RT 3 tetap di rumah"),
        ("Padamkan listrik gardu", "Nyalakan listrik gardu"),
        ("Jangan tutup jembatan", "Tutup jembatan"),
        ("Hentikan pompa", "Teruskan pompa"),
    ],
)
def test_opposites_are_found_both_ways_round(one: str, other: str) -> None:
    first, second = order(id=7, what=one, incident_id=3), order(id=8, what=other, incident_id=3)
    assert "#7" in against(first, second)
    assert "#8" in against(second, first)
    elsewhere = replace(second, incident_id=4)
    assert not against(first, elsewhere)
    elsewhere = replace(second, where="Gedog")
    assert not against(first, elsewhere)


def test_the_same_thing_by_another_time_contradicts_and_the_parent_does_not() -> None:
    first = order(id=7)
    assert "tenggat" in against(first, order(id=8, by_words="sebelum 23.00"))
    assert not against(first, order(id=8))
    assert not against(first, order(id=8, by_words="sebelum 23.00", parent_id=7))
    assert "Menggantikan" in against(first, order(id=8, what="Siagakan tenda", supersedes=7))
    ended = OrderState(order=first, receipts=[Receipt(kind=K.WITHDRAWN, at=1)])
    assert ladder.conflicts(order(id=8, by_words="sebelum 23.00"), [ended]) == ()


# --- distortion meter ---


class Table:
    def __init__(self, *states: OrderState) -> None:
        self.orders = {one.order.id: one for one in states}


def test_the_meter_shows_each_hop_and_what_was_made_of_it() -> None:
    said = ReadBack(what="Tutup Jembatan Kanigoro dari satu arah", where="Jembatan Kanigoro")
    receipt = Receipt(kind=K.READ_BACK, at=9 * MINUTE, by="field:dlh", person="Darto", read_back=said)
    table = Table(
        OrderState(order=order(id=1)),
        OrderState(
            order=order(id=2, parent_id=1, issuer="sri", issued_at=4 * MINUTE, appended="mulai sekarang"),
            receipts=[receipt],
        ),
    )
    meter = ladder.hops(table, 1)
    assert meter == ladder.hops(table, 2)
    assert [hop.ms for hop in meter] == [0, 4 * MINUTE, 5 * MINUTE]
    assert meter[1].added == ("mulai", "sekarang")
    assert (meter[2].issuer, meter[2].read_back) == ("Darto", True)
    assert meter[2].added == ("dari 1",)
    assert meter[2].missing == ("dari 2",)
    assert meter[2].differences == ("what", "by")
    assert ladder.hops(table, 9) == ()


@given(st.lists(st.integers(0, 6), min_size=1, max_size=6))
def test_a_chain_that_bites_its_tail_ends(parents: list[int]) -> None:
    states = [OrderState(order=order(id=n + 1, parent_id=parent)) for n, parent in enumerate(parents)]
    for one in states:
        assert ladder.hops(Table(*states), one.order.id)
