"""`GET /api/figures`: the published formula over a real board."""

from __future__ import annotations

from pathlib import Path

import httpx

from services.backend.rulebook import Rulebook
from services.contract.closing import AskPause, DecidePause, MarkStep, ResumeClock, StepState
from services.contract.commands import ChangeStatus
from services.contract.messages import Log
from services.contract.records import Role, Status
from services.projection.facts import facts, rows_of_period
from services.rules.figures import Tallies
from tests.backend.playing import accepted, bearer, enrol
from tests.backend.playing import play_web as play
from tests.backend.room import Room
from tests.backend.test_closing import HOUR, forward, late
from tests.city.making import arjuna

DAY = 24 * HOUR


async def closed(room: Room, number: int) -> None:
    for step in ("rob:0", "rob:1"):
        accepted(await late(room, MarkStep(incident_id=number, step=step, state=StepState.DONE)))
    accepted(await late(room, ChangeStatus(incident_id=number, status=Status.CLOSED)))


def test_closed_on_time_out_of_closed_and_overdue(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        for number in (1, 2, 3):
            filed = await room.file(f"Rob {number}", category="rob")
            assert filed.incident_id == number
        await closed(room, 1)
        ask = AskPause(incident_id=2, kind="weather", reason="ombak tinggi")
        accepted(await room.act(ask, user="budi"))
        accepted(await room.act(DecidePause(incident_id=2, approved=True), user="wati"))
        forward(room, 20 * DAY)
        accepted(await late(room, ResumeClock(incident_id=2)))
        await closed(room, 2)
        now = room.backend.desk(Log.LIVE).tools.now()
        enrol(room, "ani", Role.OPERATOR)
        headers = await bearer(client, "ani")
        room.backend.now = lambda: now + 1  # type: ignore[method-assign]  # the same later clock
        told = (await client.get("/api/figures", headers=headers)).json()
        total = told["total"]
        # 1 in time, 2 in time because the pause gave its days back, 3 open and twenty days old
        assert (total["closed"], total["on_time"], total["overdue_open"]) == (2, 2, 1)
        assert total["share"] == 2 / 3
        assert 0.3 < total["paused_share"] < 0.6
        assert told["agencies"]["siaga"] == told["categories"]["rob"] == total
        earlier = {"start": now - 40 * DAY, "end": now - 30 * DAY}
        before = (await client.get("/api/figures", headers=headers, params=earlier)).json()
        assert before["total"]["share"] is None

    play(tmp_path, scenario)


def test_after_a_reopening_the_last_closing_counts(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        del client
        await room.file("Rob 1", category="rob")
        await closed(room, 1)
        forward(room, DAY)
        reopen = ChangeStatus(incident_id=1, status=Status.OPEN, note="air naik lagi")
        accepted(await late(room, reopen))
        forward(room, 10 * DAY)
        accepted(await late(room, ChangeStatus(incident_id=1, status=Status.RESOLVED)))
        accepted(await late(room, ChangeStatus(incident_id=1, status=Status.CLOSED)))
        board, now = room.backend.desk(Log.LIVE).board, room.backend.desk(Log.LIVE).tools.now()
        rules = room.backend.rules
        (fact,) = facts(board, [0], rules.clocks, rules.agency_of, now)
        assert now - HOUR < fact.done_at <= fact.closed_at
        assert fact.done_at > fact.due_at > fact.opened_at > now - 11 * DAY

    play(tmp_path, scenario)


def test_a_period_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        enrol(room, "ani", Role.OPERATOR)
        headers = await bearer(client, "ani")
        for params in ({"start": 5, "end": 5}, {"start": 1, "end": 4_000_000_000_000}):
            refused = await client.get("/api/figures", headers=headers, params=params)
            assert (refused.status_code, refused.json()["code"]) == (400, "period")
        assert (await client.get("/api/figures")).status_code == 401

    play(tmp_path, scenario)


def test_only_what_matters_for_a_period_is_looked_at(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        del client
        await room.file("Rob 1", category="rob")
        await room.file("Rob 2", category="rob")
        await closed(room, 1)
        forward(room, 40 * DAY)
        board, now = room.backend.desk(Log.LIVE).board, room.backend.desk(Log.LIVE).tools.now()
        assert rows_of_period(board, now - DAY, now).tolist() == [1]
        rules = Rulebook(arjuna())
        tallies = Tallies(now - DAY, now)
        tallies.add(facts(board, [1], rules.clocks, rules.agency_of, now))
        assert tallies.report().total.overdue_open == 1

    play(tmp_path, scenario)
