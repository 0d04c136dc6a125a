"""Lines that are far behind are made from the newest on, end as if made from the oldest, and say how far
they reach."""

from __future__ import annotations

import random
import uuid
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import sqlalchemy as sa

from services.backend import backend, shift_lines
from services.backend.drafts import Session
from services.contract.catalogue import AnyCommand
from services.contract.commands import AddNote, ClaimIncident
from services.contract.messages import Do, Log
from services.contract.records import Role
from services.contract.shiftlog import LogLine, LogPage
from services.contract.shifts import TakeWatch
from services.store import shift_log
from services.store.schema import users
from tests.backend.playing import bearer, enrol
from tests.backend.playing import play_web as play
from tests.backend.room import Room, moment

MINUTE = 60_000
EVERYTHING = 10**9


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are made when the test says so, a few entries at a time."""
    monkeypatch.setattr(backend, "PER_SECOND", 0)
    monkeypatch.setattr(shift_lines, "PIECE", 5)
    monkeypatch.setattr(shift_lines, "FAR", EVERYTHING)


class Reader:
    def __init__(self, room: Room, client: httpx.AsyncClient, headers: dict[str, str]) -> None:
        self.room, self.client, self.headers = room, client, headers
        self.desk = room.backend.desk(Log.LIVE)

    async def page(self, **wanted: Any) -> LogPage:
        reply = await self.client.get("/api/shiftlog", params=wanted, headers=self.headers)
        assert reply.status_code == 200, reply.text
        return msgspec.json.decode(reply.content, type=LogPage)

    async def whole(self, **wanted: Any) -> list[LogLine]:
        """Page after page, as far as there is something."""
        found: list[LogLine] = []
        before = 0
        while True:
            page = await self.page(before=before, limit=7, **wanted)
            found += page.lines
            if not page.before or page.before == before:
                return found
            before = page.before


async def reader(room: Room, client: httpx.AsyncClient) -> Reader:
    with room.backend.engine.connect() as connection:
        known = {row[0] for row in connection.execute(sa.select(users.c.name))}
    if "siti" not in known:
        enrol(room, "siti", Role.SUPERVISOR)
    return Reader(room, client, await bearer(client, "siti"))


async def act(room: Room, body: AnyCommand, user: str) -> None:
    now = room.backend.desk(Log.LIVE).tools.now()
    given = Do(id=str(uuid.uuid4()), log=Log.LIVE, at=now, expires_at=now + MINUTE, body=body)
    await room.backend.handle(given, Session(user=user, role=Role.SUPERVISOR))


async def course(room: Room, moves: int, seed: int) -> None:
    """Runs of reports with pauses between them, some within one watch, some across two."""
    dice, clock = random.Random(seed), [moment()]
    desk = room.backend.desk(Log.LIVE)
    object.__setattr__(desk.tools, "now", lambda: clock[0])
    for number in range(moves):
        clock[0] += dice.choice((1_000, 20_000, 4 * MINUTE, 9 * MINUTE))
        match dice.randrange(8):
            case 0:
                await act(room, TakeWatch(reason="ganti regu"), dice.choice(("siti", "budi")))
            case 1:
                await act(
                    room, ClaimIncident(incident_id=1, reason="lebih dekat"), dice.choice(("siti", "ani"))
                )
            case 2:
                await act(room, AddNote(incident_id=1, text=f"genset {number}"), "ani")
            case _:
                for _ in range(dice.choice((1, 1, 9))):
                    await room.file(f"Pohon {number}")
                    clock[0] += 500


def test_backwards_in_pieces_they_become_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[LogLine]] = []

    async def forwards(room: Room, client: httpx.AsyncClient) -> None:
        await course(room, 60, 3)
        here = await reader(room, client)
        seen.append(await here.whole())
        assert any(line.count > 1 for line in seen[0])
        assert (await here.page()).reach == 0

    async def backwards(room: Room, client: httpx.AsyncClient) -> None:
        here = await reader(room, client)
        newest = seen[0][0].seq
        lengths = []
        for _ in range(4):
            page = await here.page(limit=200)
            found = [line for line in await here.whole() if line.seq <= newest]
            assert found == seen[0][: len(found)], "the newest, without a hole"
            assert (page.behind, page.before > 0) == (0, True)
            assert 0 < page.reach <= found[-1].at
            lengths.append(len(found))
            await here.room.backend.lines.go_back(here.desk, 1)
        assert lengths == sorted(set(lengths)), "each piece adds some"
        searched = await here.page(words="tidakada")
        assert searched.lines == ()
        assert searched.looked_to == searched.reach > 0, "a search that found nothing says how far back"
        newer = await here.page(start=searched.reach, limit=200)
        assert (newer.reach, newer.before) == (0, 0), "what is asked for is all there"
        assert (await here.page(end=searched.reach)).reach > 0, "what is asked for is not there yet"

    async def to_the_beginning(room: Room, client: httpx.AsyncClient) -> None:
        here = await reader(room, client)
        assert (await here.page()).reach > 0, "what was made before the restart is still there"
        await here.room.backend.lines.go_back(here.desk, EVERYTHING)
        assert (await here.page(limit=200)).reach == 0
        newest = seen[0][0].seq
        assert [line for line in await here.whole() if line.seq <= newest] == seen[0]
        for watch in {line.watch_id for line in seen[0]} - {0}:
            kept = [line for line in seen[0] if line.watch_id == watch]
            assert [line for line in await here.whole(watch=watch) if line.seq <= newest] == kept

    play(tmp_path, forwards)
    monkeypatch.setattr(shift_log, "VERSION", 99)
    monkeypatch.setattr(shift_lines, "FAR", 10)
    play(tmp_path, backwards)
    play(tmp_path, to_the_beginning)


def test_a_log_without_any_watch_and_without_a_quiet_minute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run of reports that is longer than anybody looks back is cut."""
    monkeypatch.setattr(shift_log, "LOOK_BACK", 3)

    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        monkeypatch.setattr(shift_lines, "FAR", 10)
        here = await reader(room, client)
        for number in range(12):
            await room.file(f"Pohon {number}")
            await act(room, AddNote(incident_id=1, text=f"genset {number}"), "ani")
        assert (await here.page()).reach > 0
        await here.room.backend.lines.go_back(here.desk, EVERYTHING)
        page = await here.page(words="genset", limit=200)
        assert (len(page.lines), page.reach, page.watches) == (12, 0, ())

    play(tmp_path, scenario)


def test_a_gap_above_what_was_made_is_closed_from_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        here = await reader(room, client)
        await course(room, 25, 5)
        await here.whole()
        await course(room, 40, 6)
        monkeypatch.setattr(shift_lines, "FAR", 10)
        page = await here.page()
        assert (page.seq, page.behind, page.reach > 0) == (here.desk.committed, 0, True)
        await act(room, AddNote(incident_id=1, text="yang terbaru"), "ani")
        newest = (await here.page()).lines[0]
        assert "yang terbaru" in newest.words
        await here.room.backend.lines.go_back(here.desk, EVERYTHING)
        found = await here.whole()
        assert (await here.page()).reach == 0

        monkeypatch.setattr(shift_log, "VERSION", 99)
        monkeypatch.setattr(shift_lines, "FAR", EVERYTHING)
        here.room.backend.lines._progress.clear()
        assert await here.whole() == found, "made from the beginning they are the same"

    play(tmp_path, scenario, database)
