"""Times of steps are known for every incident of a period, also for more than the board remembers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from console.periods import source_of
from services.backend import checkpoints
from services.contract.commands import AssignAgencies, ChangeStatus, ClaimIncident
from services.contract.messages import Log
from services.contract.records import Role, Status
from services.projection import casework
from services.reporting import period
from services.reporting.period_ask import asked
from services.reporting.period_words import chosen, local_day
from tests.backend.playing import accepted, bearer, enrol, play_web
from tests.backend.room import Room

CITY = Path(__file__).parents[1] / "packs" / "arjuna"
TODAY = {"when": "hari-ini"}


def _remember(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    for module in (casework, checkpoints, period):
        monkeypatch.setattr(module, "MAX_ENTRIES", most)


async def _worked_on(room: Room, count: int) -> None:
    for number in range(1, count + 1):
        await room.file(f"Lampu mati {number}", category="lampu")
        accepted(await room.act(ClaimIncident(incident_id=number)))
        accepted(await room.act(AssignAgencies(incident_id=number, agencies=("karya",), task="Ganti lampu")))
        for status in (Status.ON_SCENE, Status.RESOLVED):
            accepted(await room.act(ChangeStatus(incident_id=number, status=status, note="lampu diganti")))
    # An early one is taken up again: of this the board would remember the end only.
    accepted(await room.act(ChangeStatus(incident_id=1, status=Status.OPEN, note="padam lagi")))


def test_also_of_what_the_board_forgot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _remember(monkeypatch, 3)

    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _worked_on(room, 6)
        assert len(room.backend.desk(Log.LIVE).board.casework.times) == 3
        enrol(room, "wati", Role.LEADER)
        headers = await bearer(client, "wati")
        told = (await client.get("/api/period", headers=headers, params=TODAY)).json()
        assert (told["total"], told["times_known"]) == (6, 6)
        steps = {name: spread["count"] for name, spread in told["steps"].items()}
        assert steps == {"first_action": 6, "dispatch": 6, "acknowledge": 0, "scene": 6, "close": 0}

        said: list[str] = []

        def progress(what: str, _done: int, _all: int) -> None:
            said.append(what)

        source = source_of(tmp_path, "", CITY, Log.LIVE, progress)
        now = room.backend.now()
        days = chosen(local_day(now, room.backend.rules.zone), whole="hari-ini")
        here = period.count(source, asked(source.pack, days, now)).period
        assert {name: _plain(each) for name, each in here.steps.items()} == told["steps"]
        assert _plain(here.kept) == told["kept"]

        _remember(monkeypatch, 50_000)
        whole = source_of(tmp_path, "", CITY, Log.LIVE, progress)
        assert whole.steps is None, "a board that remembers all is not read again"
        again = period.count(whole, asked(whole.pack, days, now)).period
        assert (again.steps, again.kept) == (here.steps, here.kept)

    play_web(tmp_path, scenario)


def _plain(spread: Any) -> dict[str, Any]:
    return {name: getattr(spread, name) for name in spread.__struct_fields__}
