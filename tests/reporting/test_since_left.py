"""Since you left: what is new, what became worse, what ended, between two documents."""

from __future__ import annotations

from services.contract.briefing import CHAPTERS, Document, Item, Part
from services.reporting.since_left import appeared, changed


def document(**chapters: tuple[Item, ...]) -> Document:
    parts = tuple(Part(chapter=each, items=chapters.get(each.value, ())) for each in CHAPTERS)
    return Document(
        epoch="live", seq=1, at=9, city="Arjuna", watch_id=1, outgoing="sri", since=1, parts=parts
    )


def item(key: str, rank: int = 2, since: int = 1) -> Item:
    return Item(key=key, title=key, rank=rank, since=since)


def test_new_worse_and_gone() -> None:
    then = document(
        stable=(item("incident:1"), item("incident:2"), item("incident:3", rank=3)),
        unstable=(item("incident:4"),),
        orders=(item("order:7"),),
        clocks=(item("clock:1"), item("clock:3", rank=3)),
    )
    now = document(
        stable=(item("incident:2"), item("incident:3", rank=1)),
        watch=(item("incident:4"),),
        unstable=(item("incident:1"), item("incident:5")),
        clocks=(item("clock:2"), item("clock:3", rank=1), item("clock:5:resolve")),
    )
    found = changed(then, now)
    assert found.new == {"incident:5", "clock:5:resolve"}, "a clock of a known incident is nothing new"
    assert found.worse == {"incident:1", "incident:3"}, "a worse grade, or a worse severity"
    assert [each.key for each in found.gone] == ["order:7"]
    assert changed(now, now) == changed(then, then)


def test_without_a_handover_only_what_is_younger() -> None:
    now = document(stable=(item("incident:1", since=5), item("incident:2", since=6)))
    assert appeared(5, now).new == {"incident:2"}
    assert not appeared(5, now).gone
