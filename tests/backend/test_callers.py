"""What the room is told of an incident's callers: their other calls, never who they are."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx

from services.backend.app import AppSettings
from services.contract.commands import SubmitReport
from services.contract.messages import AskDetail, Detail
from services.contract.records import Disposition
from tests.backend.playing import accepted
from tests.backend.room import Room, console, moment, opened

PHONE = "0812 3456 7890"


async def calls(room: Room) -> None:
    """Two pranks and a flood by one caller, and a flood by another."""
    prank = SubmitReport(disposition=Disposition.PRANK, caller_phone=PHONE, answered_at=moment() - 30_000)
    for command in (
        prank,
        prank,
        SubmitReport(text="Rob di pantai", caller_phone=PHONE),
        SubmitReport(text="Rob lagi", caller_phone=PHONE),
        SubmitReport(text="Rob", caller_phone="0812 9999 0000"),
    ):
        accepted(await room.act(command))


def test_the_detail_says_how_its_callers_stand_and_what_else_they_reported(tmp_path: Path) -> None:
    async def run() -> None:
        async with opened(tmp_path, settings=AppSettings()) as room:
            await calls(room)
            async with console(room) as end:
                await end.send(AskDetail(incident_id=1))
                detail = await end.until(Detail)
                (caller,) = detail.callers
                assert caller.reporter == detail.reports[0].reporter
                assert caller.summary == "3 panggilan sebelumnya: 1 sah, 2 iseng"
                assert 0.3 < caller.nuisance < 0.6
                assert detail.same_callers == (2,)
                assert "3456" not in str(detail)
                await end.send(AskDetail(incident_id=3))
                first = await end.until(Detail)
                assert (first.callers, first.same_callers) == ((), ())

    asyncio.run(run())


def test_a_number_s_history_names_what_it_reported_and_the_shift_s_minutes_are_measured(
    tmp_path: Path,
) -> None:
    async def run() -> None:
        async with opened(tmp_path, settings=AppSettings()) as room:
            await calls(room)
            headers = {"authorization": f"Bearer {room.token}"}
            async with httpx.AsyncClient(base_url=f"http://{room.url}") as client:
                told = (await client.post("/api/callers", json={"phone": PHONE}, headers=headers)).json()
                assert (told["calls"], told["prank"], told["incidents"]) == (4, 2, [2, 1])
                figures = (await client.get("/metrics")).text
            assert "patria_nuisance_calls_this_shift 2.0" in figures
            (seconds,) = (
                float(line.split()[1])
                for line in figures.splitlines()
                if line.startswith("patria_nuisance_seconds_this_shift ")
            )
            assert seconds >= 60

    asyncio.run(run())
