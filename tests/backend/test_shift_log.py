"""The shift log over HTTP: what happened in the room, by watch, found again, and nobody's identity."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from services.backend import shift_log_routes
from services.contract.commands import AssignAgencies, ClaimIncident, RevealReporter
from services.contract.records import Role
from services.contract.shiftlog import LogGroup, LogPage
from services.contract.shifts import ChangeSeat, SeatState, TakeWatch, WriteNote
from services.store import shift_log
from tests.backend.pictures import jpeg, scene
from tests.backend.playing import accepted, bearer, enrol
from tests.backend.playing import play_web as play
from tests.backend.room import Room
from tests.city.making import arjuna

AGENCY = arjuna().agencies[0]


async def page(client: httpx.AsyncClient, headers: dict[str, str], **wanted: Any) -> LogPage:
    reply = await client.get("/api/shiftlog", params=wanted, headers=headers)
    assert reply.status_code == 200, reply.text
    return msgspec.json.decode(reply.content, type=LogPage)


async def _busy_room(room: Room) -> None:
    """Two watches; 12 reports at once, an order, a note that names things, a look at a reporter."""
    for name, role in (("siti", Role.SUPERVISOR), ("budi", Role.SUPERVISOR), ("ani", Role.OPERATOR)):
        enrol(room, name, role)
    accepted(await room.act(TakeWatch(), user="siti"))
    await room.file("Banjir, hubungi bu Sari", phone="+62 812-0000-1111", place="Jalan Merdeka")
    accepted(await room.act(ClaimIncident(incident_id=1), user="ani"))
    accepted(
        await room.act(AssignAgencies(incident_id=1, agencies=(AGENCY.code,), task="Pompa"), user="siti")
    )
    accepted(await room.act(RevealReporter(report_id=1, reason="alamat kurang jelas"), user="siti"))
    note = WriteNote(text="Genset dipinjam, 100% penuh", tags=("genset",), incidents=(1,), persons=("tono",))
    accepted(await room.act(note, user="ani"))
    accepted(await room.act(TakeWatch(reason="siti sakit"), user="budi"))
    for number in range(12):
        await room.file(f"Pohon {number}")
    accepted(await room.act(ChangeSeat(place="Meja 2", state=SeatState.SEATED), user="ani"))


def test_what_happened_stands_in_the_log_by_itself(tmp_path: Path, database: str) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _busy_room(room)
        headers = await bearer(client, "ani")
        found = await page(client, headers, limit=200)
        said = [line.words for line in found.lines]
        assert any("mengambil tanggung jawab" in words for words in said)
        assert "Diklaim ani" in said
        assert any(words.startswith("Ditugaskan kepada") for words in said)
        assert "Identitas pelapor dibuka · alasan: alamat kurang jelas" in said
        assert "ani duduk di Meja 2" in said
        burst = [line for line in found.lines if line.count > 1]
        assert [line.count for line in burst] == [12 + 1 - 5]
        assert [line.seq for line in found.lines] == sorted((line.seq for line in found.lines), reverse=True)
        assert [(span.supervisor, span.until > 0) for span in found.watches] == [
            ("siti", True),
            ("budi", False),
        ]
        noted = next(line for line in found.lines if line.group is LogGroup.NOTE)
        assert noted.note is not None
        assert noted.note.text.startswith("Genset")
        claimed = next(line for line in found.lines if line.words == "Diklaim ani")
        assert claimed.ref.endswith("-0001")
        assert (claimed.who, claimed.watch_id, found.behind) == ("ani", 1, 0)
        everything = msgspec.json.encode(found).lower()
        assert not any(secret in everything for secret in (b"sari", b"0000-1111", b"00001111"))

    play(tmp_path, scenario, database)


def test_the_log_is_searched_over_all_watches(tmp_path: Path, database: str) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _busy_room(room)
        headers = await bearer(client, "budi")

        async def found(**wanted: Any) -> list[str]:
            lines = (await page(client, headers, **wanted)).lines
            return [line.note.text if line.note else line.words for line in lines]

        assert await found(words="GENSET penuh") == ["Genset dipinjam, 100% penuh"]
        assert await found(words="100%") == ["Genset dipinjam, 100% penuh"]
        assert await found(words="%") == ["Genset dipinjam, 100% penuh"]
        assert await found(words="#genset @tono") == ["Genset dipinjam, 100% penuh"]
        assert await found(words="#gen") == []
        assert await found(words="tidakada") == []
        assert len(await found(incident=1)) >= 5
        assert all(AGENCY.short in words for words in await found(agency=AGENCY.code, groups="order"))
        assert {"Diklaim ani"} < set(await found(user="ani"))
        assert await found(user="ani", groups="note") == ["Genset dipinjam, 100% penuh"]
        first = await page(client, headers, watch=1, limit=200)
        assert {line.watch_id for line in first.lines} == {1}
        assert (await page(client, headers, watch=9)).lines == ()
        shift = next(span.shift for span in first.watches)
        assert len(await found(shift=shift.split()[0], limit=200)) > len(first.lines)
        middle = first.lines[0].at + 1
        later = await page(client, headers, start=middle, limit=200)
        earlier = await page(client, headers, end=middle, limit=200)
        assert {line.seq for line in later.lines}.isdisjoint(line.seq for line in earlier.lines)
        everything = await page(client, headers, limit=200)
        assert len(later.lines) + len(earlier.lines) == len(everything.lines)

    play(tmp_path, scenario, database)


def test_pages_follow_each_other_without_gap_or_repetition(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _busy_room(room)
        headers = await bearer(client, "budi")
        whole = [line.seq for line in (await page(client, headers, limit=200)).lines]
        pieces, before = [], 0
        while True:
            piece = await page(client, headers, limit=4, before=before)
            pieces += [line.seq for line in piece.lines]
            before = piece.before
            if not before:
                break
        assert pieces == whole

    play(tmp_path, scenario)


def test_a_search_says_how_far_it_looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shift_log, "WINDOW", 5)

    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _busy_room(room)
        headers = await bearer(client, "budi")
        found, before = [], 0
        stops = 0
        while True:
            piece = await page(client, headers, words="genset", before=before)
            found += [line.seq for line in piece.lines]
            stops += piece.looked_to > 0
            before = piece.before
            if not before:
                break
        assert len(found) == 1
        assert stops >= 2

    play(tmp_path, scenario)


def test_lines_that_were_not_made_yet_are_owned_up_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift_log_routes, "PER_READ", 3)

    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await _busy_room(room)
        headers = await bearer(client, "budi")
        behind = (await page(client, headers)).behind
        while behind:
            less = (await page(client, headers)).behind
            assert less < behind
            behind = less
        found = await page(client, headers, limit=200)
        assert found.lines[0].words == "ani duduk di Meja 2"

    play(tmp_path, scenario)


def test_the_lines_are_made_again_after_a_restart_and_for_other_sentences(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[LogPage] = []

    async def first(room: Room, client: httpx.AsyncClient) -> None:
        await _busy_room(room)
        seen.append(await page(client, await bearer(client, "budi"), limit=200))

    async def again(room: Room, client: httpx.AsyncClient) -> None:
        found = await page(client, await bearer(client, "budi"), limit=200)
        at_least = seen[0].lines[0].seq
        # signing in may have been written down meanwhile
        assert [line for line in found.lines if line.seq <= at_least] == list(seen[0].lines)

    play(tmp_path, first, database)
    play(tmp_path, again, database)
    monkeypatch.setattr(shift_log, "VERSION", 99)
    play(tmp_path, again, database)


def test_who_may_read_it(tmp_path: Path) -> None:
    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        await room.file()
        assert (await client.get("/api/shiftlog")).status_code == 401
        allowed = {Role.OPERATOR, Role.SUPERVISOR, Role.LEADER, Role.AUDITOR}
        for role in Role:
            enrol(room, role.value, role)
            headers = await bearer(client, role.value)
            reply = await client.get("/api/shiftlog", headers=headers)
            assert reply.status_code == (200 if role in allowed else 403), role
            sha = "0" * 64
            picture = await client.get(f"/api/shiftlog/pictures/{sha}", headers=headers)
            assert picture.status_code == (404 if role in allowed else 403), role
        headers = await bearer(client, "auditor")
        assert (await client.post("/api/shiftlog/pictures", content=b"x", headers=headers)).status_code == 403
        for wrong in ({"groups": "semua"}, {"shift": "Tengah"}, {"words": "a " * 20}, {"limit": 9999}):
            assert (await client.get("/api/shiftlog", params=wrong, headers=headers)).status_code == 400

    play(tmp_path, scenario)


def test_a_picture_is_kept_under_its_hash_and_a_note_may_come_before_it(tmp_path: Path) -> None:
    data = jpeg(scene(1))
    sha256 = hashlib.sha256(data).hexdigest()

    async def scenario(room: Room, client: httpx.AsyncClient) -> None:
        enrol(room, "ani", Role.OPERATOR)
        headers = await bearer(client, "ani")
        accepted(await room.act(WriteNote(text="Peta saat ini", picture=sha256), user="ani"))
        assert (await client.get(f"/api/shiftlog/pictures/{sha256}", headers=headers)).status_code == 404
        for _ in range(2):
            taken = await client.post("/api/shiftlog/pictures", content=data, headers=headers)
            assert (taken.status_code, taken.json()) == (201, {"sha256": sha256})
        back = await client.get(f"/api/shiftlog/pictures/{sha256}", headers=headers)
        assert (back.content, back.headers["content-type"]) == (data, "image/jpeg")
        for wrong in (b"", b"GIF89a", b"\x89PNG\r\n\x1a\nkosong", data + b"<script>"):
            reply = await client.post("/api/shiftlog/pictures", content=wrong, headers=headers)
            assert reply.status_code == 400, wrong[:10]
        huge = await client.post(
            "/api/shiftlog/pictures", content=b"\xff\xd8\xff" * 2_000_000, headers=headers
        )
        assert huge.status_code == 413

    play(tmp_path, scenario)
