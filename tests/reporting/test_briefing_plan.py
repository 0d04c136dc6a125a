"""Ninety seconds whatever there is, nobody left out in silence, and one answer to where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contract.briefing import CHAPTERS, Chapter, Document, Item, Part
from services.contract.scenes import BRIEFING_MS, MOST_CARDS, PAUSE_MOST_MS, Act, Briefing, CardKind
from services.reporting import briefing_plan

AT = 1_000_000


def document(**counts: int) -> Document:
    parts = tuple(
        Part(
            chapter=chapter,
            items=tuple(Item(key=f"{chapter}:{n}", title="x") for n in range(counts.get(chapter.value, 0))),
        )
        for chapter in CHAPTERS
    )
    return Document(epoch="e", seq=1, at=AT, city="Arjuna", watch_id=1, outgoing="sri", since=0, parts=parts)


def briefing(found: Document, **fields: object) -> Briefing:
    values: dict[str, object] = {"id": 1, "by": "sri", "at": AT, "since": AT} | fields
    return Briefing(cards=briefing_plan.plan(found), **values)  # type: ignore[arg-type]


rooms = st.builds(
    document,
    unstable=st.integers(0, 200),
    watch=st.integers(0, 200),
    orders=st.integers(0, 9),
    stable=st.integers(0, 9),
)


@given(rooms, st.lists(st.integers(0, 300).map(lambda n: f"unstable:{n}"), unique=True, max_size=40))
def test_ninety_seconds_and_every_item_shown_or_counted(found: Document, first: list[str]) -> None:
    cards = briefing_plan.plan(found, first)
    assert briefing_plan.total(cards) == BRIEFING_MS
    assert 1 <= len(cards) <= MOST_CARDS
    shown = [card for card in cards if card.kind is CardKind.ITEM]
    counted = dict(cards[-1].counts)
    assert [card.kind for card in cards[:-1]] == [CardKind.ITEM] * (len(cards) - 1)
    for part in found.parts:
        keys = {item.key for item in part.items}
        if part.chapter is Chapter.UNSTABLE:
            keys |= set(first)
        of_it = [card.key for card in shown if card.chapter is part.chapter]
        assert len(of_it) == len(set(of_it))
        assert len(of_it) + counted.get(part.chapter, 0) == len(keys)
        assert set(of_it) <= keys


@given(rooms)
def test_unstable_first_and_longer_then_watched(found: Document) -> None:
    shown = [card for card in briefing_plan.plan(found) if card.kind is CardKind.ITEM]
    chapters = [card.chapter for card in shown]
    assert chapters == sorted(chapters, key=CHAPTERS.index)
    unstable = [card.ms for card in shown if card.chapter is Chapter.UNSTABLE]
    watched = [card.ms for card in shown if card.chapter is Chapter.WATCH]
    assert min(unstable, default=7_000) >= 7_000
    assert min(watched, default=5_000) >= 5_000
    if unstable and watched:
        assert min(unstable) > max(watched)


def test_what_must_be_restated_comes_first_also_where_it_left_its_chapter() -> None:
    cards = briefing_plan.plan(document(unstable=1, watch=1), ("incident:9", "watch:0"))
    assert [(card.key, card.chapter) for card in cards] == [
        ("incident:9", Chapter.UNSTABLE),
        ("watch:0", Chapter.UNSTABLE),
        ("unstable:0", Chapter.UNSTABLE),
    ]


def test_an_empty_room_says_so() -> None:
    (card,) = briefing_plan.plan(document())
    assert card.kind is CardKind.NOTHING


@given(rooms, st.integers(0, BRIEFING_MS + 50_000))
def test_the_card_at_a_time_holds_that_time(found: Document, gone: int) -> None:
    going_on = briefing(found)
    at_ms = briefing_plan.position(going_on, AT + gone)
    assert at_ms == min(gone, BRIEFING_MS)
    number = briefing_plan.card_at(going_on.cards, at_ms)
    start = briefing_plan.start_of(going_on.cards, number)
    assert start <= at_ms <= start + going_on.cards[number].ms
    assert (briefing_plan.running(going_on, AT + gone) is None) == (gone >= BRIEFING_MS)


acts = st.tuples(st.sampled_from([Act.PAUSE, Act.RESUME, Act.GO]), st.integers(0, 30), st.integers(0, 20_000))


@given(rooms, st.lists(acts, max_size=12))
def test_whatever_is_pressed_it_stands_somewhere_and_ends(
    found: Document, pressed: list[tuple[Act, int, int]]
) -> None:
    going_on, now = briefing(found), AT
    for act, card, later in pressed:
        now += later
        if briefing_plan.running(going_on, now) is None:
            break
        before = briefing_plan.position(going_on, now)
        after = briefing_plan.moved(going_on, act, card, now, "budi")
        if act is Act.GO and card >= len(after.cards):
            assert after.ended_at == now
            assert after.ended_by == "budi"
            return
        if act is Act.GO:
            assert briefing_plan.card_at(after.cards, briefing_plan.position(after, now)) == card
            assert after.paused == going_on.paused
        else:
            assert briefing_plan.position(after, now) == before, "pausing keeps the place"
            assert after.paused is (act is Act.PAUSE)
        going_on = after
    assert briefing_plan.ended_at(going_on) <= now + max(BRIEFING_MS, PAUSE_MOST_MS)


def test_a_pause_stands_still_and_is_not_for_ever() -> None:
    paused = briefing_plan.moved(briefing(document(unstable=3)), Act.PAUSE, 0, AT + 20_000, "sri")
    assert briefing_plan.position(paused, AT + 400_000) == 20_000
    assert briefing_plan.running(paused, AT + 20_000 + PAUSE_MOST_MS - 1) is not None
    assert briefing_plan.running(paused, AT + 20_000 + PAUSE_MOST_MS) is None
    going_on = briefing_plan.moved(paused, Act.RESUME, 0, AT + 60_000, "sri")
    assert briefing_plan.ended_at(going_on) == AT + 60_000 + 70_000


@pytest.mark.parametrize("act", [Act.END, Act.GO])
def test_somebody_ends_it(act: Act) -> None:
    going_on = briefing(document(unstable=2))
    over = briefing_plan.moved(going_on, act, len(going_on.cards), AT + 5_000, "budi")
    assert (briefing_plan.ended_at(over), over.ended_by) == (AT + 5_000, "budi")
    assert briefing_plan.running(over, AT + 5_000) is None
