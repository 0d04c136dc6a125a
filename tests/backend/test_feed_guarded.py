"""Who gets in and who is shown out: strangers, wrong roles, ended sessions, hostile bytes."""

from __future__ import annotations

import asyncio
import json
import random
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from services.backend import console_link, hub
from services.backend.app import AppSettings
from services.contract.codec import encode
from services.contract.commands import AddNote, ClaimIncident
from services.contract.messages import (
    AskDetail,
    Fault,
    Heartbeat,
    Hello,
    Resume,
    Viewing,
    Welcome,
)
from services.contract.records import Role
from services.projection.board import Board
from services.store import accounts
from tests.backend.playing import play_on_network as play
from tests.backend.room import Console, Room, console, do


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
def test_a_session_ends_with_the_next_heartbeat(
    tmp_path: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is one a second, so that nobody whose password was changed is in for longer than two."""
    beats: list[hub.Hub] = []
    beat = hub.Hub.beat

    def counted(self: hub.Hub) -> None:
        beats.append(self)
        beat(self)

    monkeypatch.setattr(hub.Hub, "beat", counted)

    async def scenario(room: Room) -> None:
        access, engine = room.backend.access, room.backend.engine
        with engine.begin() as connection:
            accounts.add_user(connection, "budi", "kata sandi panjang", (Role.OPERATOR,), "", 1)
            accounts.note_change(connection, 1, "cli", "budi", "created")
        access.load()
        token, _ends, user = await access.sign_in("budi", "kata sandi panjang", "127.0.0.1")
        async with console(room, Role.OPERATOR, token=token) as end, console(room) as other:
            await end.until(Welcome)
            beats.clear()
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
            assert len(beats) <= 2
            await other.until(Heartbeat)

    play(tmp_path, scenario)


def test_a_message_too_long_closes_with_1009(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async with console(room) as end:
            await end.until(Welcome)
            await end.send(b"{" + b" " * 70_000 + b"}")
            assert await _closing_code(end) == 1009

    play(tmp_path, scenario)


class Mutations:
    """Messages a console sends, damaged at random, and some that never were messages."""

    STRANGE = (
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"{" * 2000,
        b'{"type":1}',
        b'{"type":"new.kind"}',
        b"9" * 400,
    )

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._sound = [
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

    def next(self) -> bytes:
        chance = self._chance
        if chance.random() < 0.1:
            return chance.choice(self.STRANGE)
        data = bytearray(chance.choice(self._sound))
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


def test_mutated_messages_neither_crash_nor_betray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console_link, "_MAX_MALFORMED", 10**9)
    monkeypatch.setattr(console_link, "BURST", 1e9)
    monkeypatch.setattr(console_link, "PER_SECOND", 1e9)
    mutations = Mutations(random.Random(7))

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
                await end.send(mutations.next())
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
