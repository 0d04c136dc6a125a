"""Ninety seconds: which items a briefing shows, how long each, and where it stands at a time. Pure.

Unstable items first and longest, then what is watched; what does not fit is counted on the last card, never
left out in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from services.contract.briefing import Chapter, Document
from services.contract.scenes import (
    BRIEFING_MS,
    PAUSE_MOST_MS,
    Act,
    Briefing,
    Card,
    CardKind,
)

LEAST_MS: Final = {Chapter.UNSTABLE: 7_000, Chapter.WATCH: 5_000}
"""Time for one breath about an item."""
REST_MS: Final = 8_000
SHARES: Final = {Chapter.UNSTABLE: 3, Chapter.WATCH: 2}
"""How the time that is left over is shared out; the last card gets one share."""


def plan(document: Document, first: Sequence[str] = ()) -> tuple[Card, ...]:
    """The timetable, `BRIEFING_MS` in all. `first`: items that have to be restated; they come first, also
    where they have meanwhile left that chapter."""
    found = {part.chapter: [item.key for item in part.items] for part in document.parts}
    unstable = list(dict.fromkeys((*first, *found.pop(Chapter.UNSTABLE, ()))))
    watch = [key for key in found.pop(Chapter.WATCH, ()) if key not in unstable]
    others = [(chapter, len(keys)) for chapter, keys in found.items() if keys]
    wanted = [(Chapter.UNSTABLE, key) for key in unstable] + [(Chapter.WATCH, key) for key in watch]
    shown = _fitting(wanted, BRIEFING_MS)
    if others or len(shown) < len(wanted):
        shown = _fitting(wanted, BRIEFING_MS - REST_MS)
    left = [chapter for chapter, _ in wanted[len(shown) :]]
    counts = [(chapter, left.count(chapter)) for chapter in LEAST_MS if chapter in left]
    steps = {item.key: item.next for part in document.parts for item in part.items}
    return _timed(shown, tuple(counts + others), steps)


def _fitting(wanted: Sequence[tuple[Chapter, str]], budget: int) -> list[tuple[Chapter, str]]:
    shown = []
    for chapter, key in wanted:
        budget -= LEAST_MS[chapter]
        if budget < 0:
            break
        shown.append((chapter, key))
    return shown


def _timed(
    shown: Sequence[tuple[Chapter, str]],
    counts: tuple[tuple[Chapter, int], ...],
    steps: Mapping[str, str],
) -> tuple[Card, ...]:
    """Every card its least time, and its share of what is left over."""
    if not shown:
        kind = CardKind.REST if counts else CardKind.NOTHING
        return (Card(kind=kind, ms=BRIEFING_MS, counts=counts),)
    least = [LEAST_MS[chapter] for chapter, _ in shown] + [REST_MS] * bool(counts)
    shares = [SHARES[chapter] for chapter, _ in shown] + [1] * bool(counts)
    spare = BRIEFING_MS - sum(least)
    times = [ms + spare * share // sum(shares) for ms, share in zip(least, shares, strict=True)]
    times[0] += BRIEFING_MS - sum(times)
    cards = [
        Card(kind=CardKind.ITEM, ms=ms, chapter=chapter, key=key, next=steps.get(key, ""))
        for ms, (chapter, key) in zip(times, shown, strict=False)
    ]
    if counts:
        cards.append(Card(kind=CardKind.REST, ms=times[-1], counts=counts))
    return tuple(cards)


# --- where it stands ---


def position(briefing: Briefing, now: int) -> int:
    """Milliseconds into the timetable at server time `now`, at most its end."""
    gone = 0 if briefing.paused else max(0, now - briefing.since)
    return min(briefing.position_ms + gone, total(briefing.cards))


def total(cards: Sequence[Card]) -> int:
    return sum(card.ms for card in cards)


def start_of(cards: Sequence[Card], number: int) -> int:
    """Where a card begins; after the last one: the end."""
    return total(cards[:number])


def card_at(cards: Sequence[Card], at_ms: int) -> int:
    """Number of the card that is shown there; the last one at the end."""
    for number in range(len(cards)):
        if at_ms < start_of(cards, number + 1):
            return number
    return len(cards) - 1


def ended_at(briefing: Briefing) -> int:
    """When it is over, or was: somebody's act, its timetable, or a pause that was forgotten."""
    if briefing.ended_at:
        return briefing.ended_at
    if briefing.paused:
        return briefing.since + PAUSE_MOST_MS
    return briefing.since + total(briefing.cards) - briefing.position_ms


def running(briefing: Briefing | None, now: int) -> Briefing | None:
    """The briefing where it is on at `now`, paused or not."""
    return briefing if briefing is not None and now < ended_at(briefing) else None


def moved(briefing: Briefing, act: Act, card: int, now: int, by: str) -> Briefing:
    """The briefing after somebody's act at `now`."""
    at_ms = position(briefing, now)
    if act is Act.GO and card < len(briefing.cards):
        at_ms = start_of(briefing.cards, card)
    elif act in (Act.END, Act.GO):
        return replace(briefing, position_ms=at_ms, since=now, ended_at=now, ended_by=by)
    paused = act is Act.PAUSE or (act is Act.GO and briefing.paused)
    return replace(briefing, position_ms=at_ms, since=now, paused=paused, moved_by=by)
