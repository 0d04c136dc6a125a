"""Who may not read reports gets no byte of them, whichever way the board comes, and the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest
import zstandard

from services.backend.history import History
from services.contract.closing import MakePromise, TellReporter
from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeSeverity,
    DisposeIncident,
    RelocateIncident,
)
from services.contract.events import IntakeRefused
from services.contract.messages import SNAPSHOT_MAGIC, Hello, Log, Resume, Welcome
from services.contract.records import Disposition, Role, Severity
from services.contract.shifts import WriteNote
from services.projection.board import Board
from tests.backend.playing import play_on_network as play
from tests.backend.room import Console, Room, console, contents, moment
from tests.city.making import arjuna
from tests.projection.test_wordless import figures

PLANTED = "kolam lele Pak Sastro meluber"
AGENCY = arjuna().agencies[0].code


async def _say_it_everywhere(room: Room) -> None:
    """What a citizen wrote, in every place where it can come to stand."""
    number = (
        await room.file(
            PLANTED,
            place=PLANTED,
            source_ref=PLANTED,
            attributes={"nama_tempat": PLANTED},
            media=(f"https://contoh.id/{PLANTED.replace(' ', '-')}",),
            phone="081200001111",
            lat=arjuna().areas[0].lat,
            lon=arjuna().areas[0].lon,
        )
    ).incident_id
    await room.file(PLANTED, incident_id=number)
    for command in (
        AddNote(incident_id=number, text=PLANTED),
        ChangeSeverity(incident_id=number, severity=Severity.CRITICAL, reason=PLANTED),
        RelocateIncident(incident_id=number, place=PLANTED, area=arjuna().areas[1].code, reason=PLANTED),
        AssignAgencies(incident_id=number, agencies=(AGENCY,), task=PLANTED),
        MakePromise(incident_id=number, text=PLANTED, due_at=moment() + 3_600_000),
        TellReporter(incident_id=number, text=PLANTED),
        WriteNote(text=PLANTED, incidents=(number,)),
    ):
        outcome = await room.act(command)
        assert outcome.status.value == "accepted", outcome
    other = (await room.file(PLANTED)).incident_id
    await room.act(DisposeIncident(incident_id=other, disposition=Disposition.PRANK, reason=PLANTED))
    refused = IntakeRefused(source="open311", code="too_long", message=PLANTED, excerpt=PLANTED)
    await room.backend.desk(Log.LIVE).recorded([refused], "intake")


def _check(room: Room, wall: Console) -> None:
    desk = room.backend.desk(Log.LIVE)
    for frame in wall.frames:
        packed = frame.startswith(SNAPSHOT_MAGIC)
        data = zstandard.ZstdDecompressor().decompress(frame) if packed else frame
        for words in ("Sastro", "081200001111"):
            assert words.encode() not in data
    assert figures(wall.board) == figures(desk.board)


def test_no_byte_of_what_a_citizen_wrote_goes_out_as_it_happens(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async with console(room, Role.WALL) as wall, console(room) as other:
            await room.file(PLANTED)
            await wall.reach(1)
            await other.reach(1)
            await _say_it_everywhere(room)
            desk = room.backend.desk(Log.LIVE)
            await wall.reach(desk.committed)
            assert wall.snapshots == 1
            _check(room, wall)
            # The room beside it reads every word.
            await other.reach(desk.committed)
            assert contents(other.board) == contents(desk.board)

    play(tmp_path, scenario)


def test_nor_in_the_picture_whoever_asked_for_one_before(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _say_it_everywhere(room)
        desk = room.backend.desk(Log.LIVE)
        for role in (Role.SUPERVISOR, Role.WALL, Role.SUPERVISOR, Role.WALL):
            async with console(room, role) as end:
                await end.reach(desk.committed)
                assert end.snapshots == 1
                if role is Role.WALL:
                    _check(room, end)
                else:
                    assert contents(end.board) == contents(desk.board)

    play(tmp_path, scenario)


@pytest.mark.parametrize("forgotten", [False, True])
def test_nor_in_what_it_missed(tmp_path: Path, forgotten: bool) -> None:
    async def scenario(room: Room) -> None:
        desk = room.backend.desk(Log.LIVE)
        await _say_it_everywhere(room)
        if forgotten:  # then it is read from the disk
            desk.history = History(desk.committed)
        async with console(room, Role.WALL, resume=Resume(epoch=desk.log.epoch, after=0)) as wall:
            wall.board = Board(desk.log.epoch)
            await wall.reach(desk.committed)
            assert wall.snapshots == 0
            _check(room, wall)

    play(tmp_path, scenario)


def test_nor_over_a_thin_link_which_a_wall_does_not_get(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await _say_it_everywhere(room)
        async with console(room, role=None) as wall:
            await wall.send(Hello(role=Role.WALL, thin=True))
            await wall.send(Resume())
            assert (await wall.until(Welcome)).budget == 0
            await wall.reach(room.backend.desk(Log.LIVE).committed)
            _check(room, wall)

    play(tmp_path, scenario)
