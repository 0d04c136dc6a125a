"""Which items a handover has, the document says; the log carries how many, and which of them are unstable."""

from __future__ import annotations

import asyncio
from pathlib import Path

from services.contract.catalogue import AnyCommand
from services.contract.codec import decode_body, seal
from services.contract.commands import ChangeStatus
from services.contract.events import Body
from services.contract.messages import Log
from services.contract.records import Severity, Status
from services.contract.shifts import (
    AskHandover,
    Handover,
    HandoverAccepted,
    HandoverOpened,
    Newest,
    OpenHandover,
    RestateItem,
    TakeWatch,
    Watch,
    WatchTaken,
)
from services.projection.apply import apply
from services.projection.board import Board
from services.reporting import handover
from services.reporting.crossing import Crossing
from tests.backend.room import Room, opened
from tests.city.making import arjuna

HOUR = 3_600_000
NOW = 1_800_000_000_000


async def _handed_over(room: Room) -> Handover:
    """One critical incident, three low ones; sri hands over."""
    await room.file("Banjir bandang", severity=Severity.CRITICAL)
    for number in range(3):
        await room.file(f"Lampu padam {number}", severity=Severity.LOW)
    for command in (TakeWatch(), OpenHandover()):
        assert not (await room.act(command, user="sri")).code
    return room.backend.desk(Log.LIVE).board.shifts.handovers[1]


async def _code(room: Room, command: AnyCommand) -> str:
    return (await room.act(command, user="budi")).code


def test_one_may_ask_about_everything_in_the_document_and_nothing_else(tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(tmp_path) as room:
            found = await _handed_over(room)
            assert found.unstable == ("incident:1",)
            done = ChangeStatus(incident_id=3, status=Status.RESOLVED, note="lampu menyala")
            await room.act(done, user="sri")
            for key in ("incident:1", "incident:2", "unseen:4", "incident:3"):
                assert await _code(room, AskHandover(handover_id=1, item=key, text="Sejak kapan?")) == ""
            for key in ("incident:5", "incident:", "", "order:1", "Lampu padam 1"):
                asked = AskHandover(handover_id=1, item=key, text="Sejak kapan?")
                said = RestateItem(handover_id=1, item=key, words="lampu padam")
                assert (await _code(room, asked), await _code(room, said)) == ("item_unknown",) * 2
        async with opened(tmp_path) as room:
            assert await _code(room, RestateItem(handover_id=1, item="unseen:2", words="lampu padam")) == ""
            gone = AskHandover(handover_id=1, item="incident:9", text="Sejak kapan?")
            assert await _code(room, gone) == "item_unknown"

    asyncio.run(run())


def test_the_entry_in_the_log_does_not_grow_with_what_is_stable(tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(tmp_path) as room:
            found = await _handed_over(room)
            (entry,) = [each for each in await room.entries() if each.kind == HandoverOpened.KIND]
            assert b"incident:1" in bytes(entry.body)
            assert b"incident:2" not in bytes(entry.body)
            document = handover.generate(room.backend.desk(Log.LIVE).board, arjuna(), found.opened_at)
            assert found.items == found.count == len(handover.open_items(document)) == 8

    asyncio.run(run())


# --- logs of earlier versions ---


def _board(*bodies: Body) -> Board:
    board = Board("e")
    entries = [seal("e", n + 1, NOW + n * HOUR, body, "sri", "")[0] for n, body in enumerate(bodies)]
    assert [decode_body(entry) for entry in entries] == list(bodies)
    apply(board, entries)
    return board


def _accepted(number: int, *keys: str, items: int = 0) -> list[Body]:
    at = NOW + number * HOUR
    opened_ = Handover(
        id=number, watch_id=number, outgoing="sri", opened_at=at, seq=1, digest=f"{number:064}",
        items=items, open_items=keys, newest=Newest(order=number if items else 0),
    )  # fmt: skip
    watch = Watch(id=number + 1, shift="pagi", supervisor="budi", since=at)
    return [HandoverOpened(handover=opened_), HandoverAccepted(handover_id=number, watch=watch)]


TAKEN = WatchTaken(watch=Watch(id=1, shift="pagi", supervisor="sri", since=NOW))


def test_what_an_older_log_carried_is_counted_as_it_was() -> None:
    first, second = _accepted(1, "incident:1", "step:1:pompa"), _accepted(2, "incident:1", "incident:7")
    book = _board(TAKEN, *first, *second).shifts
    assert book.crossed == {"incident:1": 2, "incident:7": 1}
    assert book.carried == []
    assert (book.handovers[2].count, book.handovers[2].items) == (2, 0)
    nothing = _board(TAKEN, *first, *_accepted(2)).shifts
    assert (nothing.crossed, nothing.carried) == ({}, [])


def test_what_older_entries_counted_goes_on_with_newer_ones() -> None:
    board = _board(TAKEN, *_accepted(1, "order:1", "order:2"), *_accepted(2, items=9))
    crossing = Crossing(board, arjuna())
    assert crossing.order("order:1", 1) == 2
    assert crossing.order("order:0", 0) == 1, "the first one did not list it"
    assert crossing.order("order:3", 3) == 0, "it came later"
    emptied = _board(TAKEN, *_accepted(1, items=9), *_accepted(2), *_accepted(3, items=4))
    assert Crossing(emptied, arjuna()).order("order:1", 1) == 1, "at the second nothing was open"
