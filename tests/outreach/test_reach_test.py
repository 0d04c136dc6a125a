"""A test of reachability: answered by a button, by nobody's preview, and by itself once a week."""

from __future__ import annotations

import asyncio
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from msgspec.structs import replace

from services.backend.app import AppSettings
from services.contract import contacts
from services.contract.contacts import ContactSaved, Delivery, DeliveryState
from services.contract.messages import Log, OutcomeStatus
from services.contract.orders import Order, OrderIssued, OrderKind
from services.contract.records import Role
from services.outreach.channels import ChannelFile
from services.rules.reach import answers, of_contact
from tests.backend.room import Room
from tests.harness.webhook import Webhook
from tests.outreach.office import AGENCY, contact, staff, until, working, works, write_channels


def tried_in(room: Room) -> list[Delivery]:
    return [delivery for delivery in works(room).deliveries.values() if delivery.test]


def order(at: int) -> Order:
    return Order(
        id=1,
        kind=OrderKind.ORDER,
        agency=AGENCY,
        what="Siagakan regu",
        issuer="sri",
        issuer_role=Role.LEADER,
        issued_at=at,
    )


def test_only_the_button_says_that_it_arrived(tmp_path: Path) -> None:
    async def run() -> None:
        async with working(tmp_path, AppSettings()) as room, httpx.AsyncClient() as phone:
            officer = contact("piket", ("webhook", f"{hook.url}/dlh"))
            await staff(room, [officer], "piket")
            outcome = await room.act(contacts.TestReach(agency=AGENCY))
            assert outcome.status is OutcomeStatus.ACCEPTED, outcome
            text = (await asyncio.to_thread(hook.wait))[0].body["message"]
            found = re.search(r"/u/\S+", text)
            assert found
            link = f"http://{room.url}{found.group()}"
            await until(lambda: tried_in(room)[0].state is DeliveryState.HANDED_OVER, "handed over")
            seen = await phone.get(link)
            assert seen.status_code == 200
            assert "Apakah pesan ini sampai?" in seen.text
            assert "<button" in seen.text
            assert len(seen.content) < 5_000
            assert tried_in(room)[0].state is DeliveryState.HANDED_OVER
            (known,) = works(room).reach.values()
            assert (known.tries, known.answered) == (0, 0)
            for _ in range(2):
                pressed = await phone.post(link)
                assert "Terima kasih" in pressed.text
            (test,) = tried_in(room)
            assert test.state is DeliveryState.ANSWERED
            reached = answers(of_contact(works(room).contacts["piket"], works(room).reach))
            assert (reached.tries, reached.answered) == (1, 1)
            assert reached.last_at == test.at
            assert works(room).contacts["piket"].channels[0].verified_at == test.at
            forged = await phone.post(link[:-1] + ("A" if link[-1] != "A" else "B"))
            assert forged.status_code == 404
            assert "tidak dikenal" in forged.text

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        asyncio.run(run())


def test_the_weekly_test_comes_once_in_its_hour_and_spares_who_has_work(tmp_path: Path) -> None:
    tuesday = datetime(2026, 11, 24, 10, 20)  # noqa: DTZ001 - the city's zone is added below

    async def run() -> None:
        async with working(tmp_path) as room:
            zone = ZoneInfo(room.backend.rules.pack.city.timezone)
            at = int(tuesday.replace(tzinfo=zone).timestamp() * 1000)
            clock = [at - 3_600_000]
            object.__setattr__(room.backend.desk(Log.LIVE).tools, "now", lambda: clock[0])
            other = room.backend.rules.pack.agencies[1].code
            officer = contact("piket", ("webhook", f"{hook.url}/dlh"))
            rest = replace(contact("lain", ("webhook", f"{hook.url}/lain")), agency=other)
            outreach = room.backend.outreach
            await outreach.recorded(Log.LIVE, [ContactSaved(contact=officer)])
            await outreach.recorded(Log.LIVE, [])
            assert not tried_in(room)
            clock[0] = at
            await outreach.recorded(Log.LIVE, [ContactSaved(contact=rest)])
            await until(lambda: len(tried_in(room)) == 2, "both tested")
            await asyncio.to_thread(hook.wait, 2)
            clock[0] = at + 7 * 24 * 3_600_000
            await outreach.recorded(Log.LIVE, [OrderIssued(order=order(clock[0]))])
            await until(lambda: len(tried_in(room)) > 2, "the next week")
            later = [test for test in tried_in(room) if test.queued_at == clock[0]]
            assert {test.agency for test in later} == {other}

    async def again_in_the_same_hour() -> None:
        async with working(tmp_path) as room:
            at = max(test.queued_at for test in tried_in(room)) + 1
            object.__setattr__(room.backend.desk(Log.LIVE).tools, "now", lambda: at)
            postman = room.backend.outreach.postman
            await until(lambda: postman._books[Log.LIVE].unanswered, "the log is open")
            before = len(tried_in(room))
            third = replace(contact("baru", ("mqtt", "kota/baru")), agency=AGENCY)
            await room.backend.outreach.recorded(Log.LIVE, [ContactSaved(contact=third)])
            await postman._test_weekly()
            assert len(tried_in(room)) == before

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        ChannelFile(tmp_path).set_test("tue", 10)
        asyncio.run(run())
        asyncio.run(again_in_the_same_hour())
