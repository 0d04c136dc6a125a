"""Reporters hear back by message; where they live stays out of the log."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from services.backend.drafts import Identity, ReportDraft
from services.contract.closing import Milestone, ReporterTold, TellReporter, Told
from services.contract.codec import decode_body
from services.contract.messages import Log, OutcomeStatus
from tests.backend.room import Room, opened
from tests.harness.smtp import Mailbox
from tests.outreach.office import QUICK, until, working, works, write_channels

EMAIL = "warga.setia@contoh.id"
PHONE = "+6281299990000"
TEXT = "Jalan sudah diperbaiki sore ini."


async def report(room: Room, email: str = "", phone: str = "", incident_id: int = 0) -> int:
    draft = ReportDraft(
        source="open311",
        text="Jalan berlubang",
        reporter=Identity(name="Warga", email=email, phone=phone),
        incident_id=incident_id,
    )
    return (await room.backend.desk(Log.LIVE).submit(draft, "intake")).incident_id


async def told(room: Room, count: int) -> list[Told]:
    """What the log says about telling, once it is so many entries."""
    seen = 0
    found: list[Told] = []
    while len(found) < count:
        await until(partial(beyond, room, seen), f"entry {seen + 1}")
        entries = await room.entries(after=seen)
        seen = entries[-1].seq
        bodies = [decode_body(entry) for entry in entries]
        found += [body.told for body in bodies if isinstance(body, ReporterTold)]
    return found


def beyond(room: Room, seq: int) -> bool:
    return room.backend.desk(Log.LIVE).committed > seq


def stories(found: list[Told]) -> list[tuple[int, str, str]]:
    return [(one.report_id, one.channel, one.state) for one in found]


def assert_unknown(folder: Path, *private: str) -> None:
    """Neither logs nor the log know an address; only the table of reporters does."""
    import sqlite3

    with sqlite3.connect(folder / "patria.sqlite3") as database:
        bodies = b"".join(row[0] for row in database.execute("SELECT body FROM events"))
        bodies += b"".join(row[0] for row in database.execute("SELECT body FROM snapshots"))
    for text in private:
        assert text.encode() not in bodies


def test_each_reporter_is_written_to_once_where_a_provider_exists(tmp_path: Path) -> None:
    async def run() -> None:
        async with working(tmp_path) as room:
            number = await report(room, EMAIL)
            await report(room, EMAIL.upper(), incident_id=number)
            await report(room, phone=PHONE, incident_id=number)
            await report(room, incident_id=number)
            outcome = await room.act(TellReporter(incident_id=number, text=TEXT))
            assert outcome.status is OutcomeStatus.ACCEPTED, outcome
            (mail,) = await asyncio.to_thread(mailbox.wait)
            assert mail["To"].lower() == EMAIL
            text = mail.get_content()
            assert TEXT in text
            assert "Nomor laporan Anda: " in text
            found = await told(room, 4)
            assert sorted(stories(found)) == [
                (0, "open311", "handed_over"),
                (2, "email", "handed_over"),
                (2, "email", "queued"),
                (3, "phone", "by_hand"),
            ]
            assert Milestone.REPORTER_TOLD.value in works(room).times[number]
            assert len(mailbox.messages) == 1

    with Mailbox() as mailbox:
        write_channels(tmp_path, {"email": mailbox.template()})
        asyncio.run(run())
    assert_unknown(tmp_path, EMAIL, EMAIL.upper(), PHONE, PHONE.removeprefix("+"))


def test_a_refused_address_is_told_without_the_address(tmp_path: Path) -> None:
    async def run() -> None:
        async with working(tmp_path) as room:
            number = await report(room, EMAIL)
            await room.act(TellReporter(incident_id=number, text=TEXT))
            found = await told(room, 3)
            assert found[-1].state == "failed"
            assert "tidak dikenal" in found[-1].words

    with Mailbox(refuse=f"550 {EMAIL} tidak dikenal") as mailbox:
        write_channels(tmp_path, {"email": mailbox.template()})
        asyncio.run(run())
    assert_unknown(tmp_path, EMAIL)


def test_what_is_on_its_way_since_the_start_is_not_begun_a_second_time(tmp_path: Path) -> None:
    async def run() -> None:
        async with working(tmp_path) as room:
            number = await report(room, EMAIL)
            await room.act(TellReporter(incident_id=number, text=TEXT))
            assert stories(await told(room, 2))[-1] == (1, "email", "queued")
            assert await room.backend.outreach.untold(Log.LIVE) == []

    with Mailbox(slow_s=30) as mailbox:
        write_channels(tmp_path, {"email": mailbox.template()})
        asyncio.run(run())


def test_what_an_end_interrupted_goes_out_at_the_next_start_and_only_then(tmp_path: Path) -> None:
    async def before() -> None:
        async with opened(tmp_path) as room:  # the postman does not work yet
            number = await report(room, EMAIL)
            await room.act(TellReporter(incident_id=number, text=TEXT))

    async def interrupted() -> None:
        async with working(tmp_path) as room:
            await told(room, 2)

    async def after() -> None:
        async with working(tmp_path) as room:
            await asyncio.to_thread(mailbox.wait)
            found = await told(room, 4)
            assert [one.state for one in found] == ["handed_over", "queued", "queued", "handed_over"]
            assert found[-1].words == "Mungkin terkirim dua kali."

    async def again() -> None:
        async with working(tmp_path) as room:
            assert await room.backend.outreach.untold(Log.LIVE) == []

    asyncio.run(before())
    with Mailbox(slow_s=30) as mailbox:
        write_channels(tmp_path, {"email": mailbox.template()})
        asyncio.run(interrupted())
        assert not mailbox.messages
    with Mailbox() as mailbox:
        write_channels(tmp_path, {"email": mailbox.template()}, QUICK)
        asyncio.run(after())
        asyncio.run(again())
        assert len(mailbox.messages) == 1
