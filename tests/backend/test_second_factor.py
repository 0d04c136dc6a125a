"""A second factor: a code is asked for, counts once, and nothing tells a guesser which part was wrong."""

from __future__ import annotations

import asyncio
import string
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.backend.app import AppSettings
from services.contract.errors import KnownError
from services.contract.messages import OutcomeStatus
from services.contract.records import Role
from services.contract.shifts import OpenHandover, Side, SignHandover, TakeWatch
from services.store import second_factor
from services.store.schema import recovery_codes, second_factors
from services.store.sealing import Signed, seal
from tests.backend.playing import PASSWORD, accepted, bearer, book, enrol
from tests.backend.room import Room, moment, opened

SECRET = b"12345678901234567890"


class Phone:
    """Shows the codes of one secret, at a time that the test sets; the backend goes by the same clock."""

    def __init__(self, room: Room, secret: bytes = SECRET) -> None:
        self.secret = secret
        self.step = moment() // 1000 // second_factor.STEP_S
        room.backend.access._factors._now = lambda: self.step * second_factor.STEP_S * 1000

    def code(self, beside: int = 0) -> str:
        return second_factor.code_at(self.secret, self.step + beside)


async def set_up(room: Room, client: httpx.AsyncClient, name: str = "sri") -> tuple[Phone, list[str]]:
    """A supervisor with a second factor; the code that proved it is used up, so the clock goes on."""
    enrol(room, name, Role.SUPERVISOR)
    phone = Phone(room)
    reply = await client.post("/api/second-factor", json=_new(name, phone))
    assert reply.status_code == 201, reply.text
    phone.step += 1
    return phone, reply.json()["recovery"]


def _new(name: str, phone: Phone, **fields: str) -> dict[str, str]:
    secret = second_factor.written(phone.secret)
    return {"user": name, "password": PASSWORD, "secret": secret, "proof": phone.code()} | fields


async def login(client: httpx.AsyncClient, code: str = "", password: str = PASSWORD) -> tuple[int, Any]:
    body = {"user": "sri", "password": password} | ({"code": code} if code else {})
    reply = await client.post("/api/login", json=body)
    return reply.status_code, reply.json()


@asynccontextmanager
async def served(folder: Path, database: str = "") -> AsyncIterator[tuple[Room, httpx.AsyncClient]]:
    async with (
        opened(folder, database, settings=AppSettings()) as room,
        httpx.AsyncClient(base_url=f"http://{room.url}") as client,
    ):
        yield room, client


def test_the_code_of_the_standard() -> None:
    """RFC 6238, appendix B, cut to six digits."""
    for at, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert second_factor.code_at(SECRET, at // 30) == code
        assert second_factor.matching_step(SECRET, code, at * 1000, 0) == at // 30


def test_a_clock_may_be_one_step_wrong_and_no_more() -> None:
    for beside in range(-3, 4):
        code = second_factor.code_at(SECRET, 1000 + beside)
        found = second_factor.matching_step(SECRET, code, 1000 * 30_000, 0)
        assert bool(found) == (abs(beside) <= 1), beside


def test_a_code_is_asked_for_and_counts_once_on_both_databases(tmp_path: Path, database: str) -> None:
    async def run() -> None:
        async with served(tmp_path, database) as (room, client):
            phone, _codes = await set_up(room, client)
            status, told = await login(client)
            assert (status, told["code"]) == (401, "second_factor_needed")
            assert "Kode diperlukan" in told["message"]
            status, told = await login(client, f"{phone.code()[:3]} {phone.code()[3:]}")
            assert (status, told["user"]) == (200, "sri")
            assert (await login(client, phone.code()))[0] == 401, "the same code a second time"
            assert (await login(client, phone.code(-1)))[0] == 401, "an older one after a newer one"
            assert (await login(client, phone.code(1)))[0] == 200
        async with served(tmp_path, database) as (room, client):
            again = Phone(room)
            again.step = phone.step
            assert (await login(client, again.code(1)))[0] == 401, "used before the restart"
            again.step += 2
            assert (await login(client, again.code()))[0] == 200

    asyncio.run(run())


def test_two_requests_with_one_code_are_one_sign_in(tmp_path: Path) -> None:
    async def run() -> None:
        async with served(tmp_path) as (room, client):
            phone, codes = await set_up(room, client)
            for code in (phone.code(), codes[0]):
                answers = await asyncio.gather(*(login(client, code) for _ in range(3)))
                assert sorted(status for status, _ in answers) == [200, 401, 401]

    asyncio.run(run())


def test_what_was_wrong_is_not_told_and_is_counted(tmp_path: Path) -> None:
    async def run() -> None:
        async with served(tmp_path) as (room, client):
            phone, _codes = await set_up(room, client)
            right_code = await login(client, phone.code(), "tebakan saja")
            right_password = await login(client, "000000" if phone.code() != "000000" else "111111")
            assert right_code == right_password
            assert right_code[0] == 401
            answers = [await login(client, "tebak") for _ in range(4)]
            assert answers[-1][1]["code"] == "too_many_attempts"
            assert (await login(client, phone.code()))[1]["code"] == "too_many_attempts"
            entries = [entry for entry in await room.entries() if entry.kind == "account.changed"]
            assert any(b"lockout" in bytes(entry.body) for entry in entries)

    asyncio.run(run())


def test_wrong_codes_are_counted_whatever_address_they_come_from(tmp_path: Path) -> None:
    async def run() -> None:
        async with served(tmp_path) as (room, client):
            phone, _codes = await set_up(room, client)
            access = room.backend.access
            for number in range(5):
                with pytest.raises(KnownError) as told:
                    await access.verified("sri", PASSWORD, f"10.0.0.{number}", "tebak")
                assert told.value.code == "wrong_credentials"
            with pytest.raises(KnownError) as told:
                await access.verified("sri", PASSWORD, "10.0.0.9", phone.code())
            assert told.value.code == "too_many_attempts"

    asyncio.run(run())


def test_a_recovery_code_counts_once_and_stands_in_the_log(tmp_path: Path, database: str) -> None:
    async def run() -> None:
        async with served(tmp_path, database) as (room, client):
            _phone, codes = await set_up(room, client)
            assert len(set(codes)) == 10
            assert (await login(client, codes[3].upper().replace("-", " ")))[0] == 200
            assert (await login(client, codes[3]))[0] == 401
            said = [bytes(each.body) for each in await room.entries() if each.kind == "account.changed"]
            assert any(b"recovery_code_used" in body and b"sisa 9" in body for body in said)
            whole = b"".join(said)
            assert not any(code.encode() in whole for code in codes)
        async with served(tmp_path, database) as (_room, client):
            assert (await login(client, codes[3]))[0] == 401
            assert (await login(client, codes[4]))[0] == 200

    asyncio.run(run())


def test_the_database_alone_makes_no_codes(tmp_path: Path, database: str) -> None:
    async def run() -> None:
        async with served(tmp_path, database) as (room, client):
            phone, codes = await set_up(room, client)
            key = tmp_path / second_factor.KEY_NAME
            assert key.stat().st_mode & 0o777 == 0o600
            with room.backend.engine.connect() as connection:
                sealed = bytes(connection.execute(sa.select(second_factors.c.secret)).scalar_one())
                stored = [bytes(row[0]) for row in connection.execute(sa.select(recovery_codes.c.code))]
            assert phone.secret not in sealed
            assert all(second_factor.plain(code).encode() not in b"".join(stored) for code in codes)
            keys = second_factor.KeyFile(tmp_path)
            assert keys.open("sri", sealed) == phone.secret
            with pytest.raises(KnownError):
                keys.open("budi", sealed)
            key.unlink()
            assert (await login(client, phone.code()))[1]["code"] == "second_factor_key"
            assert (await login(client, codes[0]))[0] == 200

    asyncio.run(run())


def test_setting_it_needs_a_right_code_and_ends_the_sessions(tmp_path: Path) -> None:
    async def run() -> None:
        async with served(tmp_path) as (room, client):
            enrol(room, "sri", Role.SUPERVISOR)
            headers = await bearer(client, "sri")
            phone = Phone(room)
            wrong = await client.post("/api/second-factor", json=_new("sri", phone, proof="12345"))
            assert wrong.json()["code"] == "second_factor_proof"
            for secret in ("A" * 40, "tidak ada rahasia di sini sama sekali", "1" * 32):
                reply = await client.post("/api/second-factor", json=_new("sri", phone, secret=secret))
                assert reply.json()["code"] == "second_factor_secret"
            assert (await login(client))[0] == 200
            assert (await client.post("/api/second-factor", json=_new("sri", phone))).status_code == 201
            assert (await client.get("/api/me", headers=headers)).status_code == 401
            other = Phone(room, b"0" * 20)
            other.step = phone.step + 1
            reply = await client.post("/api/second-factor", json=_new("sri", other))
            assert reply.json()["code"] == "second_factor_needed", "another one only with a code of this one"
            phone.step += 1
            reply = await client.post("/api/second-factor", json=_new("sri", other, code=phone.code()))
            assert reply.status_code == 201
            other.step += 1
            gone = {"user": "sri", "password": PASSWORD, "code": other.code()}
            assert (await client.post("/api/second-factor/remove", json=gone)).status_code == 204
            assert (await login(client))[0] == 200

    asyncio.run(run())


def test_a_role_that_must_have_one_does_not_get_in_without(tmp_path: Path) -> None:
    async def run() -> None:
        async with served(tmp_path) as (room, client):
            enrol(room, "sri", Role.SUPERVISOR)
            enrol(room, "ani", Role.OPERATOR)
            headers = await bearer(client, "sri")
            room.backend.access._required = frozenset({Role.SUPERVISOR, Role.LEADER})
            assert (await client.get("/api/me", headers=headers)).status_code == 401
            status, told = await login(client)
            assert (status, told["code"]) == (403, "second_factor_missing")
            assert (await bearer(client, "ani"))["Authorization"]
            # The console of this machine has a token file and no password.
            here = {"Authorization": f"Bearer {room.token}"}
            assert (await client.get("/api/me", headers=here)).status_code == 200
            phone = Phone(room)
            assert (await client.post("/api/second-factor", json=_new("sri", phone))).status_code == 201
            phone.step += 1
            assert (await login(client, phone.code()))[0] == 200
            phone.step += 1
            gone = {"user": "sri", "password": PASSWORD, "code": phone.code()}
            reply = await client.post("/api/second-factor/remove", json=gone)
            assert (reply.status_code, reply.json()["code"]) == (403, "second_factor_required")

    asyncio.run(run())


def test_a_signature_takes_the_code_too(tmp_path: Path) -> None:
    async def run() -> None:
        async with served(tmp_path) as (room, client):
            phone, _codes = await set_up(room, client)
            enrol(room, "budi", Role.SUPERVISOR)
            accepted(await room.act(TakeWatch(), user="sri"))
            accepted(await room.act(OpenHandover(), user="sri"))
            digest = book(room).handovers[1].digest
            sign = SignHandover(handover_id=1, side=Side.OUTGOING, digest=digest)
            for way in ({}, {"said_at": moment()}, {"sealed": "x"}, {"sealed": "x", "said_at": moment()}):
                outcome = await room.act(replace(sign, **way), user="sri")
                assert outcome.status is OutcomeStatus.REJECTED, way
                assert outcome.code == ("second_factor_needed" if len(way) < 2 else "seal_broken"), way
            mine = {"Authorization": f"Bearer {(await login(client, phone.code()))[1]['token']}"}
            theirs = await bearer(client, "budi")
            phone.step += 1
            body: dict[str, Any] = {
                "user": "sri",
                "password": "",
                "handover_id": 1,
                "side": "outgoing",
                "digest": digest,
            }

            async def told(headers: dict[str, str], **fields: str) -> str:
                reply = await client.post("/api/handover/sign", json=body | fields, headers=headers)
                return "" if reply.status_code == 204 else str(reply.json()["code"])

            assert await told(mine) == "second_factor_needed"
            assert await told(mine, code="tebak") == "wrong_credentials"
            assert await told(theirs, code=phone.code()) == "wrong_credentials", "not on another's session"
            assert await told(theirs, password=PASSWORD) == "second_factor_needed"
            assert not book(room).handovers[1].signatures
            assert await told(mine, code=phone.code()) == ""
            assert [each.by for each in book(room).handovers[1].signatures] == ["sri"]

    asyncio.run(run())


def test_without_a_line_a_recovery_code_is_sealed_with_the_password(tmp_path: Path) -> None:
    async def run() -> None:
        async with served(tmp_path) as (room, client):
            _phone, codes = await set_up(room, client)
            accepted(await room.act(TakeWatch(), user="sri"))
            accepted(await room.act(OpenHandover(), user="sri"))
            digest, said_at = book(room).handovers[1].digest, moment()

            async def signed(code: str) -> str:
                about = Signed(
                    log="live", digest=digest, side="outgoing", by="sri", said_at=said_at, restated=[]
                )
                box = seal(room.backend.seal_key.public, PASSWORD, code, about)
                sign = SignHandover(
                    handover_id=1, side=Side.OUTGOING, digest=digest, by="sri", said_at=said_at, sealed=box
                )
                return (await room.act(sign, user="sri")).code

            assert await signed("") == "second_factor_needed"
            assert await signed("aaaa-aaaa-aaaa-aaaa") == "wrong_credentials"
            assert not book(room).handovers[1].signatures
            assert await signed(codes[0]) == ""
            assert [each.by for each in book(room).handovers[1].signatures] == ["sri"]
            assert (await login(client, codes[0]))[0] == 401, "used up by the signature"

    asyncio.run(run())


@given(code=st.one_of(st.text(max_size=64), st.text(string.digits + " -", max_size=64)))
def test_no_invented_code_is_right(code: str) -> None:
    now = 50_000_000
    right = {second_factor.code_at(SECRET, now + beside) for beside in (-1, 0, 1)}
    found = second_factor.matching_step(SECRET, code, now * 30_000, 0)
    assert bool(found) == (second_factor.plain(code) in right)


def test_whatever_is_sent_as_a_code_is_answered_in_words(tmp_path: Path) -> None:
    async def run() -> None:
        async with served(tmp_path) as (room, client):
            await set_up(room, client)
            room.backend.access._factors._lockout._limit = 10**6
            for lockout in ("_lockout", "_name_lockout", "_address_lockout"):
                getattr(room.backend.access, lockout)._limit = 10**6
            odd = ["０１２３４５", "\x00" * 6, "'; DROP TABLE users;--", "١٢٣٤٥٦", "1e5", "-1", "\ud7ff" * 64]
            for code in (*odd, "x" * 65, 123456, None, ["123456"], {"a": 1}, True, "\u202e123456"):
                body = {"user": "sri", "password": PASSWORD, "code": code}
                reply = await client.post("/api/login", json=body)
                assert reply.status_code in (400, 401), code
                assert reply.json()["code"] in ("wrong_credentials", "bad_request"), (code, reply.text)
            lone = b'{"user": "sri", "password": "kata sandi panjang", "code": "\\ud800"}'
            headers = {"content-type": "application/json"}
            assert (await client.post("/api/login", content=lone, headers=headers)).status_code in (400, 401)

    asyncio.run(run())
