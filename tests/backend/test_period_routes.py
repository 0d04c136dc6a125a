"""A period over HTTP: who may ask, what comes back, and that it is what the command line writes."""

from __future__ import annotations

import asyncio
import io
import json
import threading
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from services.backend import period_routes
from services.contract.commands import DisposeIncident, StartDrill
from services.contract.messages import Log
from services.contract.records import Disposition, Role
from services.reporting.period import Counted, Source, count
from services.reporting.period_ask import Asked
from tests.backend.playing import accepted, bearer, enrol
from tests.backend.playing import play_web as play
from tests.backend.room import Room

TODAY = {"when": "hari-ini"}
PLACE: dict[str, Any] = {
    "lat": -3.3105,
    "lon": 114.5905,
    "place": "Jalan Pelita 12, rumah Bu Siti",
    "phone": "0812 3456 789",
}


async def _filed(room: Room) -> None:
    for number in range(3):
        await room.file(f"Saya Siti, lampu mati {number}", category="lampu", **PLACE)
    await room.file("Rob", category="rob", area="CA1.1")
    await room.file("iseng saja", category="rob")
    accepted(await room.act(DisposeIncident(incident_id=5, disposition=Disposition.PRANK)))


def test_a_period_as_figures_tables_and_maps(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _filed(room)
        enrol(room, "wati", Role.LEADER)
        headers = await bearer(client, "wati")

        async def ask(path: str = "", **params: str) -> httpx.Response:
            found = await client.get(f"/api/period{path}", headers=headers, params=TODAY | params)
            assert found.status_code == 200, found.text
            return found

        told = (await ask()).json()
        assert (told["opened"], told["total"], told["excluded"]) == (5, 4, {"prank": 1})
        assert told["seq"] == room.backend.desk(Log.LIVE).committed
        assert (await ask(category="lampu")).json()["total"] == 3
        assert (await ask(agency="Karya", area="Kamboja")).json()["total"] == 3
        table = await ask("/csv")
        assert table.headers["content-type"] == "text/csv; charset=utf-8"
        assert table.content.startswith(b"\xef\xbb\xbf")
        assert len(table.text.splitlines()) == 5
        shown = await ask("/geojson")
        assert shown.headers["content-type"] == "application/geo+json"
        assert len(shown.json()["features"]) == 4
        assert (await ask("/recurrence")).json()["features"] == [], "three calls of one day are one event"
        archive = zipfile.ZipFile(io.BytesIO((await ask("/zip")).content))
        assert json.loads(archive.read("laporan.json"))["epoch"] == told["epoch"]
        assert {"kejadian.csv", "berulang.geojson", "per-opd.csv", "SHA256SUMS"} <= set(archive.namelist())
        whole = b"".join(archive.read(name) for name in archive.namelist())
        for secret in (b"Siti", b"456 789", b"456789", b"lampu mati", b"rumah"):
            assert secret not in whole

    play(tmp_path, scenario)


def test_the_drill_is_another_log(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _filed(room)
        accepted(await room.act(StartDrill(reason="rob"), log=Log.DRILL))
        await room.file("Latihan rob", log=Log.DRILL, category="rob")
        enrol(room, "wati", Role.SUPERVISOR)
        headers = await bearer(client, "wati")
        drill = (await client.get("/api/period", headers=headers, params=TODAY | {"log": "drill"})).json()
        assert (drill["drill"], drill["total"]) == (True, 1)
        live = (await client.get("/api/period", headers=headers, params=TODAY)).json()
        assert (live["drill"], live["total"]) == (False, 4)

    play(tmp_path, scenario)


def test_only_who_plans_may_ask_and_only_what_can_be_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _filed(room)
        enrol(room, "ani", Role.OPERATOR)
        enrol(room, "tono", Role.ADMINISTRATOR)
        outside, inside = await bearer(client, "ani"), await bearer(client, "tono")
        for path in ("", "/csv", "/geojson", "/recurrence", "/zip"):
            assert (await client.get(f"/api/period{path}", params=TODAY)).status_code == 401
            refused = await client.get(f"/api/period{path}", params=TODAY, headers=outside)
            assert refused.status_code == 403

        async def code(**params: str) -> str:
            found = await client.get("/api/period", headers=inside, params=params)
            assert found.status_code >= 400, found.text
            return str(found.json()["code"])

        assert await code(when="besok") == "period"
        assert await code(since="2020", until="2026") == "period"
        year = datetime.now(UTC).year + 2
        assert await code(when=str(year)) == "period"
        assert await code(category="naga", **TODAY) == "period"
        assert await code(window="0", **TODAY) == "bad_request"
        monkeypatch.setattr(period_routes, "MOST_INCIDENTS", 3)
        assert await code(**TODAY) == "period_too_large"

    play(tmp_path, scenario)


def test_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slow(source: Source, wanted: Asked) -> Counted:
        begun.set()
        assert may_end.wait(10)
        return count(source, wanted)

    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _filed(room)
        enrol(room, "wati", Role.AUDITOR)
        headers = await bearer(client, "wati")
        monkeypatch.setattr(period_routes, "count", slow)
        first = asyncio.create_task(client.get("/api/period", headers=headers, params=TODAY))
        await asyncio.to_thread(begun.wait, 10)
        second = await client.get("/api/period", headers=headers, params=TODAY)
        # The loop answers while the first is counted.
        assert (second.status_code, second.json()["code"]) == (429, "busy")
        may_end.set()
        assert (await first).status_code == 200

    play(tmp_path, scenario)
