"""The times every incident carries: the server's, or taken by the console in the server's time."""

from __future__ import annotations

import asyncio
from pathlib import Path

from services.backend.app import AppSettings
from services.contract.closing import Milestone
from services.contract.commands import ChangeStatus, DisposeIncident, SubmitReport
from services.contract.messages import Log, Viewing
from services.contract.records import Disposition, Role, Status
from services.projection.casework import Casework
from tests.backend.playing import accepted, play
from tests.backend.room import Room, console, moment, opened


def casework(room: Room) -> Casework:
    return room.backend.desk(Log.LIVE).board.casework


def test_the_call_s_own_times_are_kept_and_impossible_ones_are_not(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        now = moment()
        accepted(
            await room.act(
                SubmitReport(
                    text="Rob di pantai",
                    answered_at=now - 40_000,
                    located_at=now + 3_600_000,
                    typed_at=now - 100 * 3_600_000,
                )
            )
        )
        assert casework(room).times[1] == {"answered": now - 40_000}

    play(tmp_path, scenario)


def test_the_first_look_of_the_room_is_a_time_and_later_ones_are_not(tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(tmp_path, settings=AppSettings()) as room:
            await room.file("satu")
            await room.file("dua")
            seq = room.backend.desk(Log.LIVE).board.seq
            async with console(room, Role.LEADER) as leader, console(room) as end:
                await leader.send(Viewing(incident_ids=(1,)))
                await end.reach(seq)
                for _ in range(2):
                    await end.send(Viewing(incident_ids=(2, 77)))
                await end.reach(seq + 1)
                await end.send(Viewing(incident_ids=(1, 2)))
                await end.reach(seq + 2)
            assert set(casework(room).times) == {1, 2}
            written = await room.entries(after=seq)
            assert [entry.kind for entry in written] == ["incident.milestone"] * 2
            assert [entry.actor for entry in written] == ["lokal"] * 2
            assert casework(room).times[2][Milestone.VIEWED] == written[0].at

    asyncio.run(run())


def test_what_pranks_and_ghosts_took_of_the_shift(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        call = SubmitReport(text="", disposition=Disposition.PRANK, answered_at=moment() - 60_000)
        accepted(await room.act(call))
        accepted(await room.act(SubmitReport(text="halo", answered_at=moment() - 30_000)))
        accepted(await room.act(SubmitReport(text="halo", disposition=Disposition.GHOST)))
        lost = casework(room).lost
        assert [round(ms, -3) for _, ms in lost.values()] == [60_000]
        accepted(await room.act(DisposeIncident(incident_id=1, disposition=Disposition.GHOST)))
        assert [round(ms, -3) for _, ms in lost.values()] == [60_000, 30_000]
        accepted(await room.act(ChangeStatus(incident_id=1, status=Status.OPEN, note="ternyata benar")))
        assert [round(ms, -3) for _, ms in lost.values()] == [60_000]

    play(tmp_path, scenario)
