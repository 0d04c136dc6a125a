"""What was signed is kept byte for byte, in the commit of its entry, whatever the pack says later."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import io
from pathlib import Path

import httpx
import msgspec
import sqlalchemy as sa

from services.backend.rulebook import Rulebook
from services.contract.briefing import Document
from services.contract.messages import Log
from services.contract.records import Role, Severity
from services.contract.shifts import OpenHandover, TakeWatch
from services.reporting import handover
from services.store import documents
from services.store.schema import documents as table
from tests.backend.playing import accepted, bearer, book, enrol
from tests.backend.playing import play_web as play
from tests.backend.room import Room, opened


async def _opened(room: Room) -> str:
    await room.file("Banjir bandang", severity=Severity.CRITICAL, place="=Jalan Merdeka")
    accepted(await room.act(TakeWatch(), user="sri"))
    accepted(await room.act(OpenHandover(), user="sri"))
    return book(room).handovers[1].digest


def _rename_the_city(room: Room) -> None:
    """Another city pack from now on."""
    pack = room.backend.rules.pack
    city = msgspec.structs.replace(pack.city, name="Kota Lain")
    room.backend.rules = Rulebook(msgspec.structs.replace(pack, city=city, digest="lain"))


def test_the_document_is_kept_with_its_entry_on_both_databases(tmp_path: Path, database: str) -> None:
    async def run() -> None:
        async with opened(tmp_path, database) as room:
            digest = await _opened(room)
            log = room.backend.desk(Log.LIVE).log.id
        async with opened(tmp_path, database) as room:
            stored = await room.backend.read(lambda connection: documents.kept(connection, log, digest))
            assert stored is not None
            assert stored.intact
            assert stored.pack == room.backend.rules.pack.digest
            document = msgspec.json.decode(stored.body, type=Document)
            assert handover.encode(document) == stored.body
            with room.backend.engine.begin() as connection:
                connection.execute(documents.keep(log, 9, "lain", stored.body))
                rows = connection.execute(sa.select(table.c.at, table.c.pack)).all()
                assert [(row.at, row.pack) for row in rows] == [(stored.at, stored.pack)]
                assert documents.kept(connection, log, "0" * 64) is None

    asyncio.run(run())


def test_it_reads_the_same_after_the_city_pack_changed(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        digest = await _opened(room)
        enrol(room, "budi", Role.SUPERVISOR)
        enrol(room, "dinding", Role.WALL)
        _rename_the_city(room)
        headers = await bearer(client, "budi")
        signed = await client.get("/api/handover/1/document", headers=headers)
        assert hashlib.sha256(signed.content).hexdigest() == digest
        whole = (await client.get("/api/handovers/1", headers=headers)).content
        assert signed.content in whole
        told = msgspec.json.decode(whole)
        assert told["kept"] is True
        assert told["handover"]["digest"] == digest
        assert told["document"]["city"] != "Kota Lain"
        listed = (await client.get("/api/handovers", headers=headers)).json()
        assert [each["digest"] for each in listed] == [digest]
        assert (await client.get("/api/handovers/2", headers=headers)).status_code == 404
        assert (await client.get("/api/handovers")).status_code == 401
        outside = await bearer(client, "dinding")
        for path in ("", "/1", "/1/csv"):
            assert (await client.get(f"/api/handovers{path}", headers=outside)).status_code == 403

    play(tmp_path, scenario)


def test_one_that_is_older_than_the_keeping_is_made_again(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        digest = await _opened(room)
        enrol(room, "budi", Role.SUPERVISOR)
        with room.backend.engine.begin() as connection:
            connection.execute(table.delete())
        headers = await bearer(client, "budi")
        told = (await client.get("/api/handovers/1", headers=headers)).content
        assert msgspec.json.decode(told)["kept"] is False
        signed = await client.get("/api/handover/1/document", headers=headers)
        assert hashlib.sha256(signed.content).hexdigest() == digest
        assert signed.content in told

    play(tmp_path, scenario)


def test_the_table_runs_no_formula(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _opened(room)
        enrol(room, "budi", Role.SUPERVISOR)
        reply = await client.get("/api/handovers/1/csv", headers=await bearer(client, "budi"))
        assert reply.headers["content-type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(reply.text)))
        first = rows[0]
        assert (first["bagian"], first["kunci"], first["tingkat"]) == ("unstable", "incident:1", "0")
        assert first["tempat"] == "'=Jalan Merdeka"
        assert first["sejak"].endswith("+08:00")

    play(tmp_path, scenario)
