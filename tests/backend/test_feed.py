"""The feed over real sockets: hello and resume, commands, slow consoles, ended sessions, hostile bytes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from services.backend import console_link
from services.backend.app import AppSettings
from services.contract.commands import AddNote, EndDrill, RevealReporter, StartDrill
from services.contract.messages import (
    AskDetail,
    Detail,
    Fault,
    Heartbeat,
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
from services.store.log import NotWritable
from tests.backend.playing import play_on_network as play
from tests.backend.room import Room, console, contents, do, opened


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


def test_a_console_that_takes_nothing_any_more_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console_link, "MAX_QUEUED", 64 * 1024)
    monkeypatch.setattr(console_link, "STUCK_S", 0.5)

    async def scenario(room: Room) -> None:
        async with console(room, max_queue=1) as dead, console(room) as other:
            await dead.until(Board)
            await other.until(Board)
            for _ in range(200):
                await asyncio.gather(*(room.file("x" * 4000) for _ in range(50)))
                if room.backend.metrics.resyncs._value.get():
                    break
            while room.backend.hub.count > 1:
                await other.until(Heartbeat)

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
