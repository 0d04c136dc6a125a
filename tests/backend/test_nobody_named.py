"""Who reported something is in no handover, no export, no shift log, no wall and no thin link: not one byte.

Names, numbers and addresses are invented and given as the reporter's identity; every second one also says
them in the report itself, as people do. Then everything that leaves the backend is searched for them. What
somebody wrote of themselves stands in the log and, shortened, on the thin link of leadership, who may read
reports; who somebody is does not.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import string
from pathlib import Path

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtPdf import QPdfDocument

from services.backend.app import AppSettings
from services.backend.drafts import Identity, ReportDraft
from services.contract.commands import AddNote, ChangeSeverity, RevealReporter
from services.contract.messages import Log
from services.contract.records import Role, Severity
from services.contract.shifts import OpenHandover, RestateItem, Side, SignHandover, TakeWatch
from tests.backend.playing import accepted, bearer, book, enrol
from tests.backend.room import Console, Room, console, contents, opened
from tests.backend.test_thin import leading
from tests.city.making import arjuna
from tests.console.test_handover_command import run as patria_handover

SALTS = st.lists(st.text(string.ascii_lowercase, min_size=8, max_size=8), min_size=2, max_size=6, unique=True)


def identity(salt: str) -> Identity:
    """Somebody whose every part is recognised wherever it turns up."""
    number = int.from_bytes(hashlib.sha256(salt.encode()).digest()[:8], "big") % 10**8
    return Identity(
        name=f"Zq{salt} Xj{salt}",
        phone=f"0899{number:08d}",
        email=f"zm.{salt}@{salt}.example",
        account_id=f"zacc{salt}",
        device_id=f"zdev{salt}",
    )


def marks(who: Identity) -> set[bytes]:
    """What may not turn up: each part whole, each name alone, the number without its zero."""
    words = {*who.name.split(), who.phone, who.phone[1:], who.email}
    words |= {who.email.partition("@")[0], who.account_id, who.device_id}
    return {word.lower().encode() for word in words}


def found_in(data: bytes, wanted: set[bytes]) -> set[bytes]:
    lowered = data.lower()
    return {mark for mark in wanted if mark in lowered}


async def _filed(room: Room, people: list[Identity]) -> None:
    """Each reports something, every second one also about themselves; one is looked at by name."""
    for number, who in enumerate(people):
        text = "Pohon tumbang"
        if number % 2:
            text += f". Saya {who.name}, hubungi {who.phone} atau {who.email}"
        draft = ReportDraft(
            source="open311", text=text, reporter=who, place="Jalan Melati", area=arjuna().areas[0].code,
            category="" if number % 2 else arjuna().categories[-1].code,
        )  # fmt: skip
        await room.backend.desk(Log.LIVE).submit(draft, "intake", "")
    accepted(await room.act(RevealReporter(report_id=1, reason="menelepon balik")))
    accepted(await room.act(ChangeSeverity(incident_id=1, severity=Severity.CRITICAL, reason="kabel")))
    accepted(await room.act(AddNote(incident_id=1, text="Regu dikirim")))


async def _handed_over(room: Room) -> None:
    accepted(await room.act(TakeWatch(), user="sri"))
    accepted(await room.act(OpenHandover(), user="sri"))
    found = book(room).handovers[1]
    for key in found.unstable:
        accepted(await room.act(RestateItem(handover_id=1, item=key, words="pohon"), user="budi"))
    for user, side in (("budi", Side.INCOMING), ("sri", Side.OUTGOING)):
        sign = SignHandover(handover_id=1, side=side, digest=found.digest)
        accepted(await room.act(sign, user=user))


async def _read(room: Room, client: httpx.AsyncClient) -> dict[str, bytes]:
    """Everything those readers get, by what it is."""
    enrol(room, "rina", Role.SUPERVISOR)
    headers = await bearer(client, "rina")
    paths = ("/api/handovers", "/api/handovers/1", "/api/handovers/1/csv", "/api/handover/1/document")
    read = {path: (await client.get(path, headers=headers)).content for path in (*paths, "/api/shiftlog")}
    assert all(len(data) > 50 for data in read.values()), read
    upto = room.backend.desk(Log.LIVE).committed
    async with console(room, Role.WALL) as wall:
        await wall.reach(upto)
        await _happen(room, wall)
    read["wall"] = b"".join(wall.frames) + msgspec.json.encode(contents(wall.board), enc_hook=repr)
    with leading(room) as leader:
        await leader.reach(upto)
        accepted(await room.act(AddNote(incident_id=1, text="Regu tiba")))
        await leader.reach(room.backend.desk(Log.LIVE).committed)
    read["thin"] = "".join(leader.texts).encode()
    read["thin"] += msgspec.json.encode(contents(leader.board), enc_hook=repr)
    return read


async def _happen(room: Room, wall: Console) -> None:
    """Something live, after the picture."""
    accepted(await room.act(AddNote(incident_id=1, text="Regu berangkat")))
    await wall.reach(room.backend.desk(Log.LIVE).committed)


def _pdf(folder: Path) -> bytes:
    file = folder / "satu.pdf"
    done = patria_handover(folder, "export", "1", "--output", str(file))
    assert done.returncode == 0, done
    document = QPdfDocument()
    document.load(os.fspath(file))
    said = "".join(document.getAllText(page).text() for page in range(document.pageCount()))
    assert "Jalan Melati" in said
    return said.encode() + file.read_bytes()


@settings(
    max_examples=3,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(salts=SALTS)
def test_nobody_is_named(tmp_path_factory: pytest.TempPathFactory, salts: list[str]) -> None:
    folder, people = tmp_path_factory.mktemp("room"), [identity(salt) for salt in salts]
    everybody = set().union(*(marks(who) for who in people))
    unsaid = set().union(*(marks(who) for who in people[::2]))

    async def scenario() -> dict[str, bytes]:
        async with (
            opened(folder, settings=AppSettings()) as room,
            httpx.AsyncClient(base_url=f"http://{room.url}") as client,
        ):
            await _filed(room, people)
            await _handed_over(room)
            read = await _read(room, client)
            read["log"] = b"".join(bytes(entry.body) for entry in await room.entries())
            return read

    read = asyncio.run(scenario()) | {"pdf": _pdf(folder)}
    for what, data in read.items():
        assert found_in(data, unsaid if what in ("log", "thin") else everybody) == set(), what
    assert found_in(read["log"], everybody), "the search finds what is there"
