"""The feed over real sockets: hello and resume, commands, slow consoles, ended sessions, hostile bytes."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from services.backend import console_link, hub
from services.backend.app import AppSettings
from services.contract.codec import encode
from services.contract.commands import AddNote, ClaimIncident, EndDrill, RevealReporter, StartDrill
from services.contract.messages import (
    AskDetail,
    Detail,
    Fault,
    Heartbeat,
    Hello,
    Log,
    Outcome,
    OutcomeStatus,
    Presence,
    Resume,
    Viewing,
    Welcome,
)
from services.contract.records import Role
from services.projection.board import Board
from services.store import accounts
from services.store.log import NotWritable
from tests.backend.room import Console, Room, console, contents, do, opened


def play(
    folder: Path, scenario: Callable[[Room], Awaitable[None]], settings: AppSettings | None = None
) -> None:
    async def run() -> None:
        async with opened(folder, settings=settings or AppSettings()) as room:
            await scenario(room)

    asyncio.run(run())


def test_a_console_sees_what_the_backend_knows(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file()
        async with console(room) as end:
            welcome = await end.until(Welcome)
            assert (welcome.user, welcome.role) == ("lokal", Role.SUPERVISOR)
            assert "incident.assign" in welcome.permissions
            await end.until(Board)
            for _ in range(20):
                await room.file()
            await end.reach(21)
            assert end.seen == list(range(2, 22))
            assert contents(end.board) == contents(room.backend.desk(Log.LIVE).board)

    play(tmp_path, scenario)


def test_who_comes_back_gets_exactly_what_was_missed(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        for _ in range(5):
            await room.file()
        epoch = room.backend.desk(Log.LIVE).log.epoch
        async with console(room, resume=Resume(epoch=epoch, after=2)) as end:
            end.board = Board(epoch, 2)
            await end.reach(5)
            assert (end.seen, end.snapshots) == ([3, 4, 5], 0)
        # Another epoch, or from the future: the picture.
        for wrong in (Resume(epoch="other", after=2), Resume(epoch=epoch, after=99)):
            async with console(room, resume=wrong) as end:
                await end.until(Board)
                assert end.board.seq == 5

    play(tmp_path, scenario)


def test_what_memory_no_longer_holds_comes_from_disk(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        for _ in range(30):
            await room.file()
        desk = room.backend.desk(Log.LIVE)
        desk.history.__init__(desk.committed)  # type: ignore[misc]
        async with console(room, resume=Resume(epoch=desk.log.epoch, after=10)) as end:
            end.board = Board(desk.log.epoch, 10)
            await end.reach(30)
            assert end.seen == list(range(11, 31))

    play(tmp_path, scenario)


def test_nothing_is_missed_or_doubled_while_consoles_come_and_go_in_a_burst(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async def burst() -> None:
            for _ in range(40):
                await asyncio.gather(*(room.file() for _ in range(20)))

        async def visitor(delay: int) -> None:
            for _ in range(delay):
                await asyncio.sleep(0)
            async with console(room) as end:
                await end.until(Board)
                start = end.board.seq
                await end.reach(800)
                assert end.seen == list(range(start + 1, 801))
                assert contents(end.board) == contents(room.backend.desk(Log.LIVE).board)

        await asyncio.gather(burst(), *(visitor(delay) for delay in range(0, 600, 60)))

    play(tmp_path, scenario)


def test_a_command_is_answered_after_its_event(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file()
        async with console(room) as end:
            await end.until(Board)
            command = do(AddNote(incident_id=1, text="catatan"))
            await end.send(command)
            outcome = await end.until(Outcome)
            assert (outcome.id, outcome.status) == (command.id, OutcomeStatus.ACCEPTED)
            assert end.board.seq >= outcome.seq
            await end.send(command)
            assert await end.until(Outcome) == outcome

    play(tmp_path, scenario)


def test_a_slow_console_gets_a_new_picture_and_slows_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_link, "MAX_QUEUED", 64 * 1024)
    monkeypatch.setattr(console_link, "_MAX_TAIL", 50)

    async def scenario(room: Room) -> None:
        async with console(room, max_queue=1) as slow, console(room) as quick:
            await slow.until(Board)
            await quick.until(Board)
            count = 0
            # Its windows and buffers are filled until the backend notices.
            while not room.backend.metrics.resyncs._value.get():
                await asyncio.gather(*(room.file("x" * 4000) for _ in range(50)))
                count += 50
                await quick.reach(count)
                assert count < 20_000
            for _ in range(100):
                await room.file()
            count += 100
            await quick.reach(count)
            assert quick.seen == list(range(1, count + 1))
            await slow.reach(count)
            assert slow.snapshots > 1
            assert contents(slow.board) == contents(quick.board)

    play(tmp_path, scenario)


def test_heartbeats_tell_about_both_logs(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file()
        async with console(room) as end:
            beat = await end.until(Heartbeat)
            assert (beat.live.seq, beat.live.open, beat.writable, beat.drill.active) == (1, 1, True, False)

    play(tmp_path, scenario)


def test_a_new_drill_reaches_whoever_watches_the_drill(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async with console(room, resume=Resume(log=Log.DRILL)) as end:
            first = (await end.until(Board)).epoch
            await room.act(StartDrill())
            assert (await end.until(Board)).epoch != first
            await end.reach(1)
            assert end.board.drill_active
            await room.act(EndDrill())
            await end.reach(2)

    play(tmp_path, scenario)


def test_everybody_sees_who_looks_at_what(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async with console(room) as one, console(room, Role.OPERATOR) as other:
            await other.send(Viewing(incident_ids=(7,)))
            while True:
                presence = await one.until(Presence)
                if any(viewer.incident_ids == (7,) for viewer in presence.viewers):
                    break
            assert {viewer.role for viewer in presence.viewers} == {Role.SUPERVISOR, Role.OPERATOR}

    play(tmp_path, scenario)


def test_the_wall_reads_no_report_and_no_reporter(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file(phone="081200001111")
        async with console(room, Role.WALL) as wall, console(room) as desk:
            await wall.send(AskDetail(incident_id=1))
            assert (await wall.until(Fault)).code == "forbidden"
            await wall.send(do(RevealReporter(report_id=1, reason="ingin tahu")))
            assert (await wall.until(Outcome)).code == "forbidden"
            await desk.send(AskDetail(incident_id=1))
            detail = await desk.until(Detail)
            assert [report.text for report in detail.reports] == ["Banjir di jalan"]
            assert [entry.kind for entry in detail.events] == ["report.received"]

    play(tmp_path, scenario)


def test_strangers_and_web_pages_stay_outside(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async def refused(status: int, **headers: str) -> None:
            with pytest.raises(InvalidStatus) as caught:
                async with connect(f"ws://{room.url}/feed", additional_headers=headers):
                    pass
            assert caught.value.response.status_code == status

        await refused(401)
        await refused(401, Authorization="Bearer wrong")
        token = f"Bearer {room.token}"
        await refused(403, Authorization=token, Origin="https://evil.example")
        with pytest.raises(InvalidStatus):
            async with connect(f"ws://{room.url}/feed?token={room.token}"):
                pass
        async with console(room, headers={"Origin": "https://wall.example"}) as end:
            await end.until(Welcome)

    play(tmp_path, scenario, AppSettings(origins=("https://wall.example",)))


def test_after_a_failed_commit_everybody_knows_and_nobody_sees_what_is_not_on_disk(
    tmp_path: Path, database: str
) -> None:
    async def scenario(room: Room) -> None:
        await room.file()
        async with console(room) as end:
            await end.until(Board)
            with room.backend.engine.begin() as connection:
                connection.exec_driver_sql("DROP TABLE reporters")
            with pytest.raises(NotWritable):
                await room.file(phone="081200001111")
            while (await end.until(Heartbeat)).writable:
                pass
            await end.send(do(AddNote(incident_id=1, text="catatan")))
            assert (await end.until(Outcome)).code == "not_writable"
            assert end.board.seq == 1
            async with console(room) as later:
                await later.until(Board)
                assert later.board.seq == 1
                assert contents(later.board) == contents(end.board)
        assert room.backend.desk(Log.LIVE).board.seq == 2
        assert [entry.seq for entry in await room.entries()] == [1]

    async def run() -> None:
        async with opened(tmp_path, database, AppSettings()) as room:
            await scenario(room)

    asyncio.run(run())


def test_fifty_consoles_come_back_together(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        for _ in range(10):
            await asyncio.gather(*(room.file() for _ in range(50)))

        async def come_back() -> None:
            async with console(room) as end:
                await end.until(Board)
                await end.reach(500)

        await asyncio.gather(*(come_back() for _ in range(50)))

    play(tmp_path, scenario)


def test_an_address_may_open_only_so_many_consoles(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async with console(room) as one, console(room) as two:
            await one.until(Welcome)
            await two.until(Welcome)
            with pytest.raises(InvalidStatus) as caught:
                async with console(room):
                    pass
            assert caught.value.response.status_code == 503

    play(tmp_path, scenario, AppSettings(max_consoles_per_address=2))


def test_a_role_that_is_not_ones_own_is_refused(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async with console(room, Role.ADMINISTRATOR) as end:
            assert (await end.until(Fault)).code == "role_refused"
            assert await _closing_code(end) == console_link.ROLE_REFUSED

    play(tmp_path, scenario)


async def _closing_code(end: Console) -> int:
    try:
        while True:
            await end.next()
    except ConnectionClosed:
        assert end.connection.close_code is not None
        return end.connection.close_code


@pytest.mark.parametrize("change", ["lock", "roles", "password", "logout"])
def test_a_session_ends_within_two_seconds(tmp_path: Path, change: str) -> None:
    async def scenario(room: Room) -> None:
        access, engine = room.backend.access, room.backend.engine
        with engine.begin() as connection:
            accounts.add_user(connection, "budi", "kata sandi panjang", (Role.OPERATOR,), "", 1)
            accounts.note_change(connection, 1, "cli", "budi", "created")
        access.load()
        token, _ends, user = await access.sign_in("budi", "kata sandi panjang", "127.0.0.1")
        async with console(room, Role.OPERATOR, token=token) as end, console(room) as other:
            await end.until(Welcome)
            began = asyncio.get_running_loop().time()
            if change == "logout":
                await access.sign_out(user, accounts.hash_token(token))
            else:
                with engine.begin() as connection:
                    if change == "lock":
                        accounts.update_user(connection, "budi", 1, locked=1)
                    elif change == "roles":
                        accounts.update_user(connection, "budi", 1, roles="wall")
                    else:
                        accounts.update_user(connection, "budi", 1, password="x")
                        accounts.end_sessions(connection, "budi")
                    accounts.note_change(connection, 1, "cli", "budi", change)
            assert await _closing_code(end) == hub.SESSION_ENDED
            assert asyncio.get_running_loop().time() - began < 2.0
            await other.until(Heartbeat)

    play(tmp_path, scenario)


def test_a_message_too_long_closes_with_1009(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async with console(room) as end:
            await end.until(Welcome)
            await end.send(b"{" + b" " * 70_000 + b"}")
            assert await _closing_code(end) == 1009

    play(tmp_path, scenario)


def test_mutated_messages_neither_crash_nor_betray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console_link, "_MAX_MALFORMED", 10**9)
    monkeypatch.setattr(console_link, "BURST", 1e9)
    monkeypatch.setattr(console_link, "PER_SECOND", 1e9)
    chance = random.Random(7)
    seeds = [
        encode(message)
        for message in (
            Hello(role=Role.SUPERVISOR),
            Resume(epoch="x", after=3),
            do(ClaimIncident(incident_id=1)),
            do(AddNote(incident_id=1, text="halo")),
            Viewing(incident_ids=(1, 2)),
            AskDetail(incident_id=1),
        )
    ]
    strange = [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"{" * 2000,
        b'{"type":1}',
        b'{"type":"new.kind"}',
        b"9" * 400,
    ]

    def mutated() -> bytes:
        if chance.random() < 0.1:
            return chance.choice(strange)
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[place] = chance.randrange(256)
                case 1:
                    del data[place : place + chance.randint(1, 8)]
                case _:
                    data[place:place] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 4)))
            if not data:
                return b""
        return bytes(data)

    async def scenario(room: Room) -> None:
        await room.file()
        answers: list[bytes] = []
        last = do(AddNote(incident_id=1, text="masih hidup"))

        async def listen(end: Console) -> None:
            while not answers or last.id.encode() not in answers[-1] or b"outcome" not in answers[-1]:
                answers.append(await end.connection.recv(decode=False))

        async with console(room) as end:
            await end.until(Board)
            listening = asyncio.create_task(listen(end))
            for _ in range(5000):
                await end.send(mutated())
            # The session survived all of it and still works.
            await end.send(last)
            await asyncio.wait_for(listening, 20)
        faults = [json.loads(answer) for answer in answers if answer.startswith(b'{"type":"error"')]
        assert faults
        assert not any("Traceback" in fault["message"] or "/" in fault["code"] for fault in faults)
        assert "internal" not in {fault["code"] for fault in faults}
        assert room.backend.metrics.malformed._value.get() >= 1000

    play(tmp_path, scenario)


def test_who_only_talks_nonsense_is_shown_out(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async with console(room) as end:
            await end.until(Welcome)
            for _ in range(console_link._MAX_MALFORMED):
                await end.send(b"nonsense")
            assert await _closing_code(end) == console_link.MISBEHAVED

    play(tmp_path, scenario)
