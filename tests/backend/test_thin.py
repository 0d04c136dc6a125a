"""The thin link of leadership: whole again in few bytes, within a budget, right to the last entry."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from services.backend import console_link, thin_wire
from services.contract.codec import encode
from services.contract.commands import AddNote, DisposeIncident
from services.contract.events import ReportReceived
from services.contract.messages import Log, LogState, Outcome, Welcome
from services.contract.records import Disposition, Role
from services.contract.scenes import Act, ControlBriefing, StartBriefing
from services.feed.client import FeedClient
from services.feed.inbox import Inbox
from services.feed.link import Endpoint
from services.feed.session import Appended, FeedSession, Replaced
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.thin import SUMMARY_CHARS, thin_board, thin_entry
from tests.backend.playing import accepted
from tests.backend.playing import play_on_network as play
from tests.backend.room import Room, contents, do
from tests.city.making import arjuna

AREA = arjuna().areas[0]
SAID = (
    "pohon besar tumbang menutup jalan dekat pasar warga menunggu bantuan air naik sampai lutut lampu padam "
    "kabel putus sekolah gang masjid jembatan sungai meluap mobil terjebak mohon segera ditangani petugas"
)
WORDS = SAID.split()
WHOLE_WITHIN = 64 * 1024
CALM_MINUTE = 20 * 1024


class Leader:
    """A real feed client on a thin link, and the board it leads to."""

    def __init__(self, room: Room) -> None:
        self.inbox = Inbox()
        self.session = FeedSession(roles=(Role.SUPERVISOR,), thin=True)
        self.client = FeedClient(
            self.session, self.inbox, lambda: Endpoint(url=f"http://{room.url}", token=room.token)
        )
        self.board = Board()
        self.told: list[object] = []
        self.texts: list[str] = []

    def take(self) -> None:
        while (piece := self.inbox.take()) is not None:
            match piece:
                case Replaced():
                    self.board = piece.board
                case Appended():
                    apply(self.board, piece.events)
                    self.texts += [bytes(event.body).decode() for event in piece.events]
                case _:
                    self.told.append(piece)

    async def reach(self, seq: int) -> None:
        async with asyncio.timeout(20):
            while self.board.seq < seq:
                self.take()
                await asyncio.sleep(0.01)

    async def hear(self, kind: type) -> object:
        async with asyncio.timeout(20):
            while True:
                self.take()
                found = [message for message in self.told if isinstance(message, kind)]
                if found:
                    return found[-1]
                await asyncio.sleep(0.01)


@contextmanager
def leading(room: Room) -> Iterator[Leader]:
    leader = Leader(room)
    leader.client.start()
    try:
        yield leader
    finally:
        leader.client.stop()


async def _report(room: Room, dice: random.Random) -> None:
    await room.file(
        " ".join(dice.choices(WORDS, k=dice.randint(6, 40))),
        lat=AREA.lat + dice.uniform(-0.02, 0.02),
        lon=AREA.lon + dice.uniform(-0.02, 0.02),
        place=f"Jalan {dice.choice(WORDS).title()} {dice.randint(1, 120)}",
        phone=f"0812{dice.randint(10**7, 10**8)}",
    )


def test_five_hundred_open_incidents_are_whole_within_the_budget(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        dice = random.Random(5)
        for _ in range(520):
            await _report(room, dice)
        for number in range(1, 21):
            command = DisposeIncident(incident_id=number, disposition=Disposition.PRANK)
            await room.act(command)
        desk = room.backend.desk(Log.LIVE)
        with leading(room) as leader:
            await leader.reach(desk.committed)
            assert leader.inbox.bytes_in <= WHOLE_WITHIN
            print("WHOLE", leader.inbox.bytes_in)
            assert leader.board.count == 500
            assert contents(leader.board) == contents(thin_board(desk.board, room.backend.now()))
            welcome = await leader.hear(Welcome)
            assert isinstance(welcome, Welcome)
            assert welcome.budget == thin_wire.BYTES_A_MINUTE

    play(tmp_path, scenario)


def test_who_joins_later_knows_of_the_briefing_that_is_on(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file()
        accepted(await room.act(StartBriefing()))
        accepted(await room.act(ControlBriefing(briefing_id=1, act=Act.PAUSE)))
        desk = room.backend.desk(Log.LIVE)
        with leading(room) as leader:
            await leader.reach(desk.committed)
            found = leader.board.shifts.briefing
            assert found is not None
            assert found.paused
            assert found == desk.board.shifts.briefing
            accepted(await room.act(ControlBriefing(briefing_id=1, act=Act.END)))
            await leader.reach(desk.committed)
            assert leader.board.shifts.briefing == desk.board.shifts.briefing

    play(tmp_path, scenario)


def test_a_calm_minute_costs_little_and_carries_no_citizens_words(tmp_path: Path) -> None:
    """A minute's traffic: sixty heartbeats, three reports, a note, somebody looking at things."""

    async def scenario(room: Room) -> None:
        dice = random.Random(6)
        for _ in range(30):
            await _report(room, dice)
        desk = room.backend.desk(Log.LIVE)
        with leading(room) as leader:
            await leader.reach(desk.committed)
            before = leader.inbox.bytes_in
            secret = "kalimat warga yang panjang " * 12
            for _ in range(3):
                await room.file(secret, lat=AREA.lat, lon=AREA.lon)
            await room.act(AddNote(incident_id=1, text="Petugas berangkat"))
            for _ in range(60):
                room.backend.hub.beat()
            await leader.reach(desk.committed)
            print("MINUTE", leader.inbox.bytes_in - before)
            assert leader.inbox.bytes_in - before <= CALM_MINUTE / 3
            assert leader.texts
            assert not any(secret in text for text in leader.texts)
            assert leader.session.counters.malformed == 0

    play(tmp_path, scenario)


def test_a_command_is_answered_at_once_also_where_the_budget_is_spent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(room: Room) -> None:
        await room.file()
        desk = room.backend.desk(Log.LIVE)
        with leading(room) as leader:
            await leader.reach(desk.committed)
            monkeypatch.setattr(thin_wire, "BYTES_A_MINUTE", 0)
            leader.client.send(encode(do(AddNote(incident_id=1, text="Utamakan ambulans"))))
            outcome = await leader.hear(Outcome)
            assert isinstance(outcome, Outcome)
            assert outcome.seq == desk.committed > leader.board.seq
            monkeypatch.undo()
            await leader.reach(desk.committed)

    play(tmp_path, scenario)


def test_who_fell_far_behind_gets_a_picture_instead_of_every_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(room: Room) -> None:
        monkeypatch.setattr(console_link, "MOST_ENTRIES", 5)
        dice = random.Random(7)
        desk = room.backend.desk(Log.LIVE)
        with leading(room) as leader:
            await leader.hear(Welcome)
            await _report(room, dice)
            await leader.reach(desk.committed)
            monkeypatch.setattr(thin_wire, "BYTES_A_MINUTE", 0)
            for _ in range(20):
                await _report(room, dice)
            pictures = leader.session.counters.snapshots
            monkeypatch.setattr(thin_wire, "BYTES_A_MINUTE", 10**6)
            await leader.reach(desk.committed)
            assert leader.session.counters.snapshots == pictures + 1
            assert contents(leader.board) == contents(thin_board(desk.board, room.backend.now()))

    play(tmp_path, scenario)


def test_entries_are_thinned_only_where_a_citizen_wrote(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("x" * 400, place="Jalan Merdeka")
        await room.act(AddNote(incident_id=1, text="catatan"))
        for entry in await room.entries():
            data = encode(entry)
            if entry.kind == ReportReceived.KIND:
                thin = thin_entry(data)
                assert b"x" * (SUMMARY_CHARS + 1) not in thin
                assert b"Jalan Merdeka" in thin
            else:
                assert thin_entry(data) == data

    play(tmp_path, scenario)


def test_a_stream_that_cannot_be_read_asks_for_a_new_connection() -> None:
    session = FeedSession(roles=(Role.LEADER,), thin=True)
    session.opened(time.monotonic())
    state = LogState(epoch="a", seq=0)
    welcome = encode(
        Welcome(
            at=1,
            user="a",
            role=Role.LEADER,
            permissions=(),
            pack_digest="",
            budget=9,
            live=state,
            drill=state,
        )
    )
    session.receive(welcome, 0.0)
    assert session.receive(b"no zstd at all", 0.0) == []
    assert session.broken
    session.opened(time.monotonic())
    assert not session.broken
