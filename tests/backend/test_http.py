"""The operator API over real sockets: accounts, permissions, limits, and documents that match it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from services.backend.app import MAX_BODY, AppSettings
from services.backend.limits import Lockout, Rate
from services.contract.commands import SubmitReport
from services.contract.events import AccountChanged
from services.contract.messages import Log
from services.contract.records import Disposition, Role
from services.contract.shifts import OpenHandover, TakeWatch
from services.store import accounts
from tests.backend.playing import PASSWORD, bearer, enrol, sign_in
from tests.backend.playing import play_web as play
from tests.backend.room import Room


def test_signing_in_and_out(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        enrol(room, "ani", Role.OPERATOR)
        headers = await bearer(client, "ani")
        me = await client.get("/api/me", headers=headers)
        assert me.json() == {"user": "ani", "roles": ["operator"], "agency": ""}
        assert (await client.post("/api/logout", headers=headers)).status_code == 204
        assert (await client.get("/api/me", headers=headers)).status_code == 401

    play(tmp_path, scenario)


def test_tokens_and_passwords_are_stored_as_hashes(tmp_path: Path) -> None:
    tokens: list[str] = []

    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        enrol(room, "ani", Role.OPERATOR)
        token = (await sign_in(client, "ani")).json()["token"]
        with room.backend.engine.connect() as connection:
            user = accounts.load_user(connection, "ani")
        assert user is not None
        assert user.password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        await room.backend.writer.gather().done
        tokens.append(token)

    play(tmp_path, scenario)
    for file in tmp_path.glob("patria.sqlite3*"):
        assert tokens[0].encode() not in file.read_bytes()


def test_a_wrong_name_and_a_wrong_password_are_answered_alike_and_lock(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        enrol(room, "ani", Role.OPERATOR)
        first = [await sign_in(client, name, "salah sekali") for name in ("ani", "tidak-ada")]
        assert first[0].status_code == first[1].status_code == 401
        assert first[0].json() == first[1].json()
        for _ in range(4):
            await sign_in(client, "ani", "salah sekali")
        # Also with the right password: whoever guesses does not learn that the guess was right.
        assert (await sign_in(client, "ani")).status_code == 429
        await room.backend.writer.gather().done
        kinds = [entry.kind for entry in await room.entries()]
        assert kinds == [AccountChanged.KIND]

    play(tmp_path, scenario)


def test_a_locked_account_cannot_sign_in(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        enrol(room, "ani", Role.OPERATOR)
        with room.backend.engine.begin() as connection:
            accounts.update_user(connection, "ani", 1, locked=1)
        room.backend.access.load()
        assert (await sign_in(client, "ani")).json()["code"] == "wrong_credentials"

    play(tmp_path, scenario)


def test_a_new_password_ends_the_other_sessions(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        enrol(room, "ani", Role.OPERATOR)
        here, elsewhere = await bearer(client, "ani"), await bearer(client, "ani")
        new = "kata sandi yang lain"
        wrong = await client.post("/api/password", json={"old": "bukan ini", "new": new}, headers=here)
        assert wrong.status_code == 401
        right = await client.post("/api/password", json={"old": PASSWORD, "new": new}, headers=here)
        assert right.status_code == 204
        assert (await client.get("/api/me", headers=here)).status_code == 200
        assert (await client.get("/api/me", headers=elsewhere)).status_code == 401
        assert (await sign_in(client, "ani")).status_code == 401
        assert (await sign_in(client, "ani", new)).status_code == 200

    play(tmp_path, scenario)


READS = {
    "/api/incidents": {Role.OPERATOR, Role.SUPERVISOR, Role.LEADER, Role.AGENCY, Role.AUDITOR},
    "/api/incidents/1": {Role.OPERATOR, Role.SUPERVISOR, Role.LEADER, Role.AGENCY, Role.AUDITOR},
    "/api/handovers": {Role.OPERATOR, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR},
    "/api/handovers/1": {Role.OPERATOR, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR},
    "/api/handovers/1/csv": {Role.OPERATOR, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR},
    "/api/handover/1/document": {Role.SUPERVISOR},
    "/api/audit": {Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR},
    "/api/city": set(Role),
    "/api/me": set(Role),
}


def test_every_role_reads_what_it_may_and_strangers_nothing(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await room.file("Rahasia warga", phone="081200001111")
        await room.act(TakeWatch(), user="sri")
        await room.act(OpenHandover(), user="sri")
        for role in Role:
            enrol(room, role.value, role)
            headers = await bearer(client, role.value)
            for address, allowed in READS.items():
                answer = await client.get(address, headers=headers)
                assert answer.status_code == (200 if role in allowed else 403), (role, address)
                assert "00001111" not in answer.text
                if role in (Role.WALL, Role.ADMINISTRATOR):
                    assert "Rahasia" not in answer.text
        for address in READS:
            assert (await client.get(address)).status_code == 401

    play(tmp_path, scenario)


def test_an_incident_with_what_lies_behind_it(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await room.file("Banjir <img onerror=alert(1)>")
        headers = {"Authorization": f"Bearer {room.token}"}
        found = (await client.get("/api/incidents/1", headers=headers)).json()
        assert found["incident"]["id"] == 1
        assert found["reports"][0]["text"] == "Banjir <img onerror=alert(1)>"
        assert [entry["kind"] for entry in found["events"]] == ["report.received"]
        missing = await client.get("/api/incidents/99", headers=headers)
        assert (missing.status_code, missing.json()["code"]) == (404, "unknown_address")

    play(tmp_path, scenario)


def test_the_history_of_a_caller(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await room.act(SubmitReport(text="halo", caller_phone="0771 2345 678", disposition=Disposition.PRANK))
        await room.act(SubmitReport(text="", caller_phone="+6707712345678", disposition=Disposition.GHOST))
        await room.act(SubmitReport(text="banjir", caller_phone="0899 0000 000"))
        headers = {"Authorization": f"Bearer {room.token}"}
        known = await client.post("/api/callers", json={"phone": "07712345678"}, headers=headers)
        assert (known.json()["calls"], known.json()["prank"], known.json()["ghost"]) == (2, 1, 1)
        fresh = await client.post("/api/callers", json={"phone": "0811 1111 111"}, headers=headers)
        assert fresh.json()["calls"] == 0

    play(tmp_path, scenario)


def test_health_and_figures(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await room.file()
        health = (await client.get("/health")).json()
        assert (health["status"], health["live"]["seq"], health["lag"]) == ("ok", 1, 0)
        families = {
            family.name: family
            for family in text_string_to_metric_families((await client.get("/metrics")).text)
        }
        assert families["patria_reports"].samples[0].value == 1
        assert families["patria_commit_seconds"].type == "histogram"

    play(tmp_path, scenario)


def test_the_limits_of_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        large = await client.post("/api/login", content=b"x" * (MAX_BODY + 1))
        assert (large.status_code, large.json()["code"]) == (413, "too_large")

        async def endless() -> Any:
            for _ in range(40):
                yield b"x" * 16_384

        assert (await client.post("/api/login", content=endless())).status_code == 413
        for name in ("x-content-type-options", "content-security-policy", "cache-control"):
            assert name in (await client.get("/health")).headers
        malformed = await client.post("/api/login", content=b"{")
        assert malformed.status_code == 400
        assert "Traceback" not in malformed.text

        from services.backend.app import App

        # Somebody from another machine: asked for as often as this, it is refused.
        app = App(room.backend, AppSettings(requests_per_second=2.0))
        remote = httpx.ASGITransport(app, client=("203.0.113.7", 1))
        async with httpx.AsyncClient(transport=remote, base_url="http://kota") as stranger:
            codes = [(await stranger.get("/health")).status_code for _ in range(12)]
        assert codes[:8] == [200] * 8
        assert 429 in codes

    play(tmp_path, scenario)


def test_the_openapi_document_is_valid_and_complete(tmp_path: Path) -> None:
    from openapi_spec_validator import validate

    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        document = (await client.get("/schema/openapi.json")).json()
        validate(document)
        assert {"/health", "/api/login", "/api/incidents/{incident_id}", "/api/callers"} <= set(
            document["paths"]
        )

    play(tmp_path, scenario)


def test_the_asyncapi_document_names_every_message_and_its_references_resolve(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        from services.contract.messages import ClientMessage, ServerMessage

        document = (await client.get("/asyncapi.json")).json()
        named = {message["name"] for message in document["components"]["messages"].values()}
        kinds = (*ClientMessage.__args__, *ServerMessage.__args__)
        assert {str(kind.__struct_config__.tag) for kind in kinds} | {"snapshot"} == named

        def walk(node: Any) -> None:
            if isinstance(node, dict):
                if "$ref" in node:
                    target: Any = document
                    for part in node["$ref"].removeprefix("#/").split("/"):
                        target = target[part]
                assert isinstance(node.get("discriminator", ""), str), "AsyncAPI wants the property's name"
                for value in node.values():
                    walk(value)
            elif isinstance(node, list):
                for value in node:
                    walk(value)

        walk(document)

    play(tmp_path, scenario)


def test_what_the_command_line_did_is_in_the_log(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        with room.backend.engine.begin() as connection:
            accounts.add_user(connection, "ani", PASSWORD, (Role.OPERATOR,), "", 1)
            accounts.note_change(connection, 1, "cli:root", "ani", "created", "operator")
        # Every second the backend looks.
        published = asyncio.Event()
        room.backend.hub.publish = lambda desk: published.set()  # type: ignore[method-assign]
        await asyncio.wait_for(published.wait(), 5)
        assert (await sign_in(client, "ani")).status_code == 200
        (entry,) = await room.entries()
        assert (entry.kind, entry.actor) == (AccountChanged.KIND, "cli:root")
        room.backend._log_account_changes()
        assert room.backend.desk(Log.LIVE).board.seq == 1

    play(tmp_path, scenario)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_rate_refills_with_time() -> None:
    clock = Clock()
    rate = Rate(2.0, 4.0, clock)
    assert [rate.allows("a") for _ in range(5)] == [True] * 4 + [False]
    assert rate.allows("b")
    clock.now = 1.0
    assert [rate.allows("a") for _ in range(3)] == [True, True, False]


def test_a_lockout_ends_by_itself_and_a_success_forgives() -> None:
    clock = Clock()
    lockout = Lockout(3, 60.0, clock)
    assert [lockout.failed("a") for _ in range(3)] == [False, False, True]
    assert lockout.locked("a")
    assert not lockout.locked("b")
    clock.now = 61.0
    assert not lockout.locked("a")
    lockout.failed("a")
    lockout.forgive("a")
    assert [lockout.failed("a") for _ in range(2)] == [False, False]
