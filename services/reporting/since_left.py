"""What changed between two handovers: for whoever handed over the first and takes over the second. Pure."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from services.contract.briefing import Chapter, Document, Item

GRADES: Final = {Chapter.STABLE: 0, Chapter.WATCH: 1, Chapter.UNSTABLE: 2}
ENDING: Final = ("incident:", "order:", "promise:")
"""Items that somebody brings to an end; what is only about one of them is not counted again."""
ABOUT_INCIDENTS: Final = frozenset({"clock", "unseen", "step", "pause"})


class SinceLeft(Struct, frozen=True):
    """Keys of items that are new and that became worse (an incident once, not each of its lines again), and
    what is not open any more."""

    new: frozenset[str] = frozenset()
    worse: frozenset[str] = frozenset()
    gone: tuple[Item, ...] = ()


def changed(then: Document, now: Document) -> SinceLeft:
    """`then`: what was handed over; `now`: what is to be taken over."""
    before, after = _items(then), _items(now)
    return SinceLeft(
        new=frozenset(key for key in after if key not in before and subject(key) not in before),
        worse=frozenset(
            key
            for key, found in after.items()
            if key in before and subject(key) == key and _worse(before[key], found)
        ),
        gone=tuple(item for key, (item, _) in before.items() if key.startswith(ENDING) and key not in after),
    )


def appeared(left: int, now: Document) -> SinceLeft:
    """Where nothing was handed over: what is younger than `left` (milliseconds)."""
    return SinceLeft(new=frozenset(key for key, (item, _) in _items(now).items() if item.since > left))


def _items(document: Document) -> dict[str, tuple[Item, int]]:
    """Every item with its grade; -1 where it has none."""
    return {item.key: (item, GRADES.get(part.chapter, -1)) for part in document.parts for item in part.items}


def _worse(before: tuple[Item, int], after: tuple[Item, int]) -> bool:
    return after[1] > before[1] or after[0].rank < before[0].rank


def subject(key: str) -> str:
    """The incident an item is about, as a key; the key itself where it is about none."""
    kind, _, rest = key.partition(":")
    return f"incident:{rest.partition(':')[0]}" if kind in ABOUT_INCIDENTS else key
