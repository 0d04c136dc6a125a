"""What was frozen is the state at its entry: any shift, read again from the log by plain code."""

from __future__ import annotations

import asyncio
import random
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.backend.checkpoints import load_board
from services.backend.drafts import Session
from services.contract.briefing import Document
from services.contract.catalogue import AnyCommand
from services.contract.closing import MakePromise, SettlePromise
from services.contract.codec import decode_body
from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeSeverity,
    ChangeStatus,
    ClaimIncident,
    DisposeIncident,
    ReleaseIncident,
)
from services.contract.events import Envelope
from services.contract.messages import Do, Log, Outcome
from services.contract.orders import GiveReceipt, IssueOrder, ReadBack, ReceiptKind
from services.contract.records import Disposition, Role, Severity, Status
from services.contract.shifts import (
    Handover,
    HandoverAccepted,
    HandoverOpened,
    OpenHandover,
    RefuseHandover,
    RestateItem,
    Side,
    SignHandover,
    TakeWatch,
)
from services.reporting import handover
from services.reporting.incident_items import UNMET
from services.rules.shift_clock import next_shift_end
from services.store import documents
from tests.backend.plain_reading import owners, read
from tests.backend.playing import book
from tests.backend.room import Room, moment, opened
from tests.city.making import arjuna

PACK = arjuna()
AGENCIES = [agency.code for agency in PACK.agencies]
PEOPLE = ("sri", "budi", "wati")
MINUTE = 60_000
Move = tuple[str, int, int]
"""What, about which incident or order, and in which way."""


class Course:
    """A shift whose clock is moved by hand."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.clock = moment()
        self.desk = room.backend.desk(Log.LIVE)
        object.__setattr__(self.desk.tools, "now", lambda: self.clock)

    async def do(self, body: AnyCommand, user: str = "sri", role: Role = Role.SUPERVISOR) -> Outcome:
        self.clock += 1
        number = str(uuid.uuid4())
        given = Do(id=number, log=Log.LIVE, at=self.clock, expires_at=self.clock + MINUTE, body=body)
        return await self.room.backend.handle(given, Session(user=user, role=role))

    async def move(self, what: str, which: int, how: int) -> None:
        """One thing somebody does; whether it is lawful just then is the desk's to say."""
        await getattr(self, what)(which, how)

    # --- what happens ---

    async def report(self, which: int, how: int) -> None:
        worst = list(Severity)[how % 4]
        await self.room.file(f"Banjir {which}", severity=worst, category=("rob", "")[which % 2])

    async def work(self, which: int, how: int) -> None:
        person = PEOPLE[how % 3]
        todo: list[AnyCommand] = [
            ClaimIncident(incident_id=which, reason="lebih dekat"),
            AssignAgencies(incident_id=which, agencies=(AGENCIES[how % len(AGENCIES)],), task="Kirim pompa"),
            ChangeSeverity(incident_id=which, severity=list(Severity)[how % 4], reason="laporan susulan"),
            ChangeStatus(incident_id=which, status=list(Status)[how % len(Status)], note="diperiksa"),
            AddNote(incident_id=which, text="warga menunggu"),
            ReleaseIncident(incident_id=which, reason="ganti meja"),
            DisposeIncident(
                incident_id=which, disposition=(Disposition.PRANK, Disposition.VALID)[how % 2], reason="cek"
            ),
            MakePromise(incident_id=which, text="dikabari", due_at=self.clock + (1 + how * 50) * MINUTE),
            SettlePromise(incident_id=which, promise_id=1 + how % 3, kept=True),
        ]
        await self.do(todo[how % len(todo)], person)

    async def look(self, which: int, how: int) -> None:
        self.desk.see([which], PEOPLE[how % 3])

    async def order(self, which: int, how: int) -> None:
        told = IssueOrder(agency=AGENCIES[how % len(AGENCIES)], what="Siagakan pompa", where="alun-alun")
        await self.do(told, "wali", Role.LEADER)

    async def receipt(self, which: int, how: int) -> None:
        kind = list(ReceiptKind)[how % len(ReceiptKind)]
        asked = self.desk.board.casework.orders.get(which)
        words = ReadBack(what="Kirim satu ambulans")
        if asked is not None and how % 3:
            words = ReadBack(what=asked.order.what, where=asked.order.where, by_at=asked.order.by_at)
        said = GiveReceipt(
            order_id=which,
            kind=kind,
            via="phone",
            person="Darto",
            words="siap",
            read_back=words if kind is ReceiptKind.READ_BACK else None,
        )
        await self.do(
            said, "wali" if how % 3 == 0 else "sri", Role.LEADER if how % 3 == 0 else Role.SUPERVISOR
        )

    async def repeat(self, which: int, how: int) -> None:
        """The newest assignments are said back as they were asked; that is not confirmed yet."""
        orders = self.desk.board.casework.orders
        for number in sorted(orders)[-(1 + how % 4) :]:
            asked = orders[number].order
            words = ReadBack(what=asked.what, where=asked.where, by_at=asked.by_at)
            kind = ReceiptKind.READ_BACK
            await self.do(
                GiveReceipt(
                    order_id=number, kind=kind, via="phone", person="Darto", words="siap", read_back=words
                )
            )

    async def wait(self, which: int, how: int) -> None:
        self.clock += (1, 11, 45, 200)[how % 4] * MINUTE

    async def take(self, which: int, how: int) -> None:
        await self.do(TakeWatch(reason="sakit mendadak"), PEOPLE[how % 3])

    async def freeze(self, which: int, how: int) -> None:
        if book(self.room).watch is None:
            await self.take(0, 0)
        watch = book(self.room).watch
        assert watch is not None
        outcome = await self.do(OpenHandover(), watch.supervisor)
        assert outcome.status.value == "accepted", outcome

    async def hand_over(self, which: int, how: int) -> None:
        """What is open is restated and signed, or refused."""
        found = book(self.room).open_handover
        if found is None:
            return
        incoming = next(each for each in PEOPLE if each != found.outgoing)
        if how % 5 == 0:
            await self.do(RefuseHandover(handover_id=found.id, reason="belum lengkap"), incoming)
            return
        for key in found.unstable[: None if how % 3 else 1]:
            await self.do(RestateItem(handover_id=found.id, item=key, words="saya ulangi"), incoming)
        sides = [(Side.INCOMING, incoming), (Side.OUTGOING, found.outgoing)]
        for side, who in sides if how % 2 else reversed(sides):
            await self.do(SignHandover(handover_id=found.id, side=side, digest=found.digest), who)


KINDS = (
    "report",
    "report",
    "work",
    "work",
    "work",
    "work",
    "look",
    "order",
    "receipt",
    "receipt",
    "repeat",
    "wait",
)
moves = st.lists(
    st.tuples(
        st.sampled_from([*KINDS, "take", "freeze", "hand_over"]), st.integers(1, 6), st.integers(0, 60)
    ),
    max_size=40,
)


async def play(room: Room, course: Sequence[Move]) -> None:
    shift = Course(room)
    for number in range(2):
        await shift.report(number, number)
    for move in course:
        await shift.move(*move)
    await shift.freeze(0, 0)
    await check(room)


async def check(room: Room) -> None:
    """Every handover of the log against what the log says."""
    entries = await room.entries()
    owners(entries)
    found = [body.handover for body in map(decode_body, entries) if isinstance(body, HandoverOpened)]
    assert found
    documents_of: dict[int, Document] = {}
    for each in found:
        kept = await room.backend.read(partial(again, room=room, found=each))
        document = msgspec.json.decode(kept, type=Document)
        assert (document.seq, document.at) == (each.seq, each.opened_at)
        reading = read(entry for entry in entries if entry.seq <= each.seq)
        until = next_shift_end(PACK.shifts, document.at, document.since, ZoneInfo(PACK.city.timezone))
        said = {part.chapter.value: {item.key: item for item in part.items} for part in document.parts}
        for grade, incidents in reading.grades(document.at, until).items():
            assert said[grade].keys() == incidents, grade
        assert said["unseen"].keys() == reading.unseen()
        assert said["promises"].keys() == reading.promises(until)
        assert said["receipts"].keys() == reading.not_understood()
        rungs = {rung.value: words for rung, words in UNMET.items()}
        rungs["differs"] = "baca ulang berbeda dari perintah"
        before = [document for seq, document in accepted(entries, documents_of) if seq <= each.seq]
        documents_of[each.id] = document
        for key, item in {**said["unstable"], **said["watch"], **said["stable"], **said["orders"]}.items():
            began = reading.incidents[int(key[9:])].reopened_at if key.startswith("incident:") else 0
            assert item.crossed == carried(key, before, began), key
        told = {key: item.next for key, item in said["orders"].items()}
        assert told == {key: rungs[rung] for key, rung in reading.of_leadership().items()}


def accepted(
    entries: Sequence[Envelope], documents_of: Mapping[int, Document]
) -> Iterator[tuple[int, Document]]:
    """What was accepted, with the entry that says so, as far as it was looked at."""
    for entry in entries:
        body = decode_body(entry)
        if isinstance(body, HandoverAccepted) and body.handover_id in documents_of:
            yield entry.seq, documents_of[body.handover_id]


def carried(key: str, before: Sequence[Document], began: int) -> int:
    """How many accepted documents in a row have an item, up to the newest one."""
    count = 0
    for document in reversed(before):
        if document.at < began or key not in handover.open_items(document):
            break
        count += 1
    return count


def again(connection: sa.Connection, room: Room, found: Handover) -> bytes:
    """The bytes that were kept; made from the log once more, and again, they are the same."""
    log = room.backend.desk(Log.LIVE).log
    kept = documents.kept(connection, log.id, found.digest)
    assert kept is not None
    for _ in range(2):
        board = load_board(connection, log.id, log.epoch, found.seq)
        assert handover.encode(handover.generate(board, PACK, found.opened_at)) == kept.body
        assert handover.encode(in_steps(board, found.opened_at)) == kept.body
    return kept.body


def in_steps(board: Any, at: int) -> Document:
    """As a console makes it: with pauses, of a board that does not grow."""
    steps = handover.drafted(board.still(), PACK, at)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            document: Document = done.value
            return document


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves)
def test_what_was_frozen_is_the_state_at_its_entry(course: list[Move]) -> None:
    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with opened(Path(folder)) as room:
                await play(room, course)

    asyncio.run(run())


def test_a_long_shift_is_frozen_as_it_stands_on_both_databases(tmp_path: Path, database: str) -> None:
    dice = random.Random(148)
    kinds = [*KINDS, *KINDS, "take", "freeze", "hand_over", "hand_over"]
    course = [(dice.choice(kinds), dice.randint(1, 30), dice.randint(0, 60)) for _ in range(400)]

    async def run() -> None:
        async with opened(tmp_path, database) as room:
            await play(room, course)
            assert len(owners(await room.entries())) > 3, "responsibility has passed several times"

    asyncio.run(run())


def test_what_comes_in_while_it_is_opened_is_not_in_it(tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(tmp_path) as room:
            shift = Course(room)
            await shift.report(1, 0)
            await shift.take(0, 0)
            await asyncio.gather(
                shift.freeze(0, 0),
                *(shift.report(number, number) for number in range(30)),
                *(shift.work(1, number) for number in range(30)),
            )
            found = book(room).handovers[1]
            entries = await room.entries()
            (own,) = [entry.seq for entry in entries if isinstance(decode_body(entry), HandoverOpened)]
            assert own > found.seq + 1, "something came in between"
            await check(room)

    asyncio.run(run())
