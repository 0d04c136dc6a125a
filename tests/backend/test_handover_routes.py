"""The handover over HTTP: its exact bytes, and the second signature under one's own login."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx

from services.contract.messages import Log
from services.contract.records import Role, Severity
from services.contract.shifts import OpenHandover, RestateItem, Side, SignHandover, TakeWatch
from tests.backend.playing import PASSWORD, accepted, bearer, book, enrol
from tests.backend.playing import play_web as play
from tests.backend.room import Room


async def _opened(room: Room) -> str:
    await room.file("Banjir bandang", severity=Severity.CRITICAL, place="Jalan Merdeka")
    for name, role in (("sri", Role.SUPERVISOR), ("budi", Role.SUPERVISOR), ("ani", Role.OPERATOR)):
        enrol(room, name, role)
    accepted(await room.act(TakeWatch(), user="sri"))
    accepted(await room.act(OpenHandover(), user="sri"))
    return book(room).handovers[1].digest


def _signature(digest: str) -> dict[str, Any]:
    return {"user": "sri", "password": PASSWORD, "handover_id": 1, "side": "outgoing", "digest": digest}


def test_the_document_is_generated_again_from_the_log(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        digest = await _opened(room)
        await room.file("Laporan sesudahnya")
        headers = await bearer(client, "budi")
        reply = await client.get("/api/handover/1/document", headers=headers)
        assert reply.status_code == 200
        assert hashlib.sha256(reply.content).hexdigest() == digest
        assert (await client.get("/api/handover/9/document", headers=headers)).status_code == 404
        assert (await client.get("/api/handover/1/document")).status_code == 401
        outside = await bearer(client, "ani")
        assert (await client.get("/api/handover/1/document", headers=outside)).status_code == 403

    play(tmp_path, scenario)


def test_the_second_signs_on_the_firsts_screen_and_leaves_no_session(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        digest = await _opened(room)
        headers = await bearer(client, "budi")
        accepted(await room.act(RestateItem(handover_id=1, item="incident:1", words="banjir"), user="budi"))
        accepted(await room.act(SignHandover(handover_id=1, side=Side.INCOMING, digest=digest), user="budi"))
        sessions = len(room.backend.access._sessions)
        reply = await client.post("/api/handover/sign", json=_signature(digest), headers=headers)
        assert reply.status_code == 204, reply.text
        assert len(room.backend.access._sessions) == sessions
        watch = room.backend.desk(Log.LIVE).board.shifts.watch
        assert watch is not None
        assert (watch.supervisor, watch.handover_id) == ("budi", 1)

    play(tmp_path, scenario)


def test_a_signature_needs_the_right_password_role_and_document(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        digest = await _opened(room)
        headers = await bearer(client, "budi")

        async def refused(**fields: Any) -> str:
            reply = await client.post("/api/handover/sign", json=_signature(digest) | fields, headers=headers)
            assert reply.status_code >= 400
            return str(reply.json()["code"])

        assert (await client.post("/api/handover/sign", json=_signature(digest))).status_code == 401
        assert await refused(user="ani") == "forbidden"
        assert await refused(digest="0" * 64) == "digest_differs"
        assert await refused(user="budi", side="incoming") == "not_restated"
        assert [await refused(password="tebakan") for _ in range(6)][-1] == "too_many_attempts"
        assert not book(room).handovers[1].signatures

    play(tmp_path, scenario)
