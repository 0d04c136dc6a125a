"""Photographs and links over the operator API: who may see which copy, upload, and hand over a link."""

from __future__ import annotations

from pathlib import Path

import httpx

from services.contract.commands import AssignAgencies
from services.contract.messages import Log
from services.contract.orders import IssueOrder
from services.contract.records import Role
from services.outreach.links import PREFIX
from services.store import accounts
from tests.backend.playing import PASSWORD
from tests.backend.playing import play_web as play
from tests.backend.room import Room
from tests.city.making import arjuna
from tests.field.pictures import noisy, photo

AGENCY = arjuna().agencies[0].code


async def bearer(room: Room, client: httpx.AsyncClient, role: Role) -> dict[str, str]:
    with room.backend.engine.begin() as connection:
        agency = AGENCY if role is Role.AGENCY else ""
        accounts.add_user(connection, role.value, PASSWORD, (role,), agency, 1)
    room.backend.access.load()
    reply = await client.post("/api/login", json={"user": role.value, "password": PASSWORD})
    return {"Authorization": f"Bearer {reply.json()['token']}"}


def test_copies_for_the_room_and_originals_for_the_audit(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        data = photo()
        kept = room.backend.photos.put(data)
        headers = {role: await bearer(room, client, role) for role in Role}
        for role, expected in (
            (Role.OPERATOR, (200, 403)),
            (Role.LEADER, (200, 403)),
            (Role.SUPERVISOR, (200, 200)),
            (Role.AUDITOR, (200, 200)),
            (Role.ADMINISTRATOR, (403, 200)),
            (Role.WALL, (403, 403)),
        ):
            shown = await client.get(f"/api/photos/{kept.sha256}/display", headers=headers[role])
            whole = await client.get(f"/api/photos/{kept.sha256}/original", headers=headers[role])
            assert (shown.status_code, whole.status_code) == expected, role
            if shown.status_code == 200:
                assert shown.headers["content-type"] == "image/jpeg"
                assert b"Fono" not in shown.content
            if whole.status_code == 200:
                assert whole.content == data
                assert whole.headers["content-type"] == "application/octet-stream"
                assert whole.headers["content-disposition"].startswith("attachment")
        small = await client.get(f"/api/photos/{kept.sha256}/thumbnail", headers=headers[Role.OPERATOR])
        assert 0 < len(small.content) < 30_000
        for wrong in (f"{'0' * 64}/display", f"{kept.sha256}/lain", "..%2f..%2fx/display", "x/original"):
            reply = await client.get(f"/api/photos/{wrong}", headers=headers[Role.SUPERVISOR])
            assert reply.status_code in (400, 404), wrong
        assert (await client.get(f"/api/photos/{kept.sha256}/display")).status_code == 401
        # Whoever took the original stands in the log, and nobody else: not who was refused, not who missed.
        entries = (await client.get("/api/audit", headers=headers[Role.AUDITOR])).json()
        looks = [each for each in entries if each["kind"] == "photo.original_opened"]
        taken = [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR]
        assert sorted(each["actor"] for each in looks) == sorted(role.value for role in taken)
        assert all(each["body"] == {"sha256": kept.sha256, "role": each["actor"]} for each in looks)

    play(tmp_path, scenario)


def test_an_upload_from_a_console(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        supervisor = await bearer(room, client, Role.SUPERVISOR)
        operator = await bearer(room, client, Role.OPERATOR)
        data = noisy(9)
        taken = await client.post("/api/photos", content=data, headers=supervisor)
        assert taken.status_code == 201
        assert taken.json()["size"] == len(data)
        assert room.backend.photos.original(taken.json()["sha256"]).read_bytes() == data
        assert (await client.post("/api/photos", content=data, headers=operator)).status_code == 403
        refused = await client.post("/api/photos", content=b"MZ" + bytes(5000), headers=supervisor)
        assert (refused.status_code, refused.json()["code"]) == (400, "photo_executable")
        large = await client.post("/api/photos", content=bytes(26 * 1024 * 1024), headers=supervisor)
        assert large.status_code in (400, 413)
        assert list(room.backend.photos.incoming.iterdir()) == []

    play(tmp_path, scenario)


def test_a_link_is_handed_over_by_a_supervisor_only(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        supervisor = await bearer(room, client, Role.SUPERVISOR)
        filed = await room.file()
        await room.act(AssignAgencies(incident_id=filed.incident_id, agencies=(AGENCY,), task="Evakuasi"))
        reply = await client.get("/api/orders/1/link", headers=supervisor)
        url = reply.json()["url"]
        assert url.startswith(f"{room.backend.public_url}{PREFIX}")
        token = url.removeprefix(f"{room.backend.public_url}{PREFIX}")
        ticket = room.backend.links.read(token, room.backend.now())
        assert reply.json()["expires_at"] // 1000 * 1000 == ticket.expires_at
        page = await client.get(url.removeprefix(room.backend.public_url))
        assert page.status_code == 200
        assert "Evakuasi" in page.text
        assert (await client.get("/api/orders/77/link", headers=supervisor)).status_code == 404
        await room.act(IssueOrder(what="Siagakan semua regu"), role=Role.LEADER, user="wali")
        to_room = await client.get("/api/orders/2/link", headers=supervisor)
        assert to_room.json()["code"] == "no_agency"
        operator = await bearer(room, client, Role.OPERATOR)
        assert (await client.get("/api/orders/1/link", headers=operator)).status_code == 403

    play(tmp_path, scenario)


def test_an_order_of_leadership_has_its_page_too(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        supervisor = await bearer(room, client, Role.SUPERVISOR)
        await room.act(IssueOrder(what="Siagakan pompa", agency=AGENCY), role=Role.LEADER, user="wali")
        await room.act(IssueOrder(parent_id=1, agency=AGENCY, appended="Dua unit"))
        last = room.backend.desk(Log.LIVE).board.casework.last_order_id
        url = (await client.get(f"/api/orders/{last}/link", headers=supervisor)).json()["url"]
        page = await client.get(url.removeprefix(room.backend.public_url))
        assert page.status_code == 200
        assert "Siagakan pompa" in page.text
        assert "Pimpinan wali" in page.text

    play(tmp_path, scenario)
