"""The postman of a real backend, against real services on loopback."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import httpx
import pytest

from services.backend.app import AppSettings
from services.contract import contacts
from services.contract.commands import StartDrill
from services.contract.contacts import DeliveryState, SendMessage
from services.contract.messages import Log, OutcomeStatus
from services.contract.orders import GiveReceipt, ReceiptKind
from services.contract.records import Role
from tests.backend.room import Room
from tests.harness.mqtt import Broker
from tests.harness.smtp import Mailbox
from tests.harness.webhook import Webhook
from tests.outreach.office import (
    AGENCY,
    QUICK,
    assign,
    contact,
    ledger,
    staff,
    until,
    working,
    works,
    write_channels,
)

SECRET = "kata-sandi-pos-99"


def play(folder: Path, scenario: Callable[[Room], Awaitable[None]]) -> None:
    async def run() -> None:
        async with working(folder) as room:
            await scenario(room)

    asyncio.run(run())


def kinds(room: Room, order_id: int, log: Log = Log.LIVE) -> list[ReceiptKind]:
    return [receipt.kind for receipt in works(room, log).orders[order_id].receipts]


def stands(room: Room, order_id: int, state: DeliveryState) -> bool:
    return ledger(room, order_id)[0].state is state


def test_an_order_reaches_the_officer_on_duty_and_is_delivered(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        officer = contact("piket", ("phone", "0342 555 0110"), ("email", "piket@dlh.contoh.go.id"))
        await staff(room, [contact("kepala", ("email", "kepala@dlh.contoh.go.id")), officer], "piket")
        state = await assign(room)
        mail = (await asyncio.to_thread(mailbox.wait))[0]
        await until(lambda: ReceiptKind.DELIVERED in kinds(room, state.order.id), "delivered")
        by_hand, sent = ledger(room, state.order.id)
        assert (by_hand.kind, by_hand.state) == ("phone", DeliveryState.BY_HAND)
        assert (sent.state, sent.contact_id, sent.attempt) == (DeliveryState.HANDED_OVER, "piket", 1)
        assert mail["To"] == "piket@dlh.contoh.go.id"
        text = mail.get_content()
        assert f"PENUGASAN #{state.order.id}" in text
        assert f"Apa: {state.order.what}" in text
        assert "Untuk: Piket" in text
        assert f"Nomor pesan: {sent.id}" in text
        assert "/t/" in text
        delivered = state.receipts[-1]
        assert (delivered.via, delivered.person, delivered.by) == ("email", "Piket", "")

    with Mailbox(user="posko", password=SECRET) as mailbox:
        write_channels(tmp_path, {"email": mailbox.template("posko", SECRET)})
        play(tmp_path, scenario)


def test_queued_is_on_disk_before_anything_is_handed_over(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(room, [contact("piket", ("webhook", f"{hook.url}/dlh"))], "piket")
        hook.hold()
        state = await assign(room)
        await asyncio.to_thread(hook.wait)
        written = [entry.kind for entry in await room.entries()]
        assert "delivery.changed" in written
        assert [d.state for d in ledger(room, state.order.id)] == [DeliveryState.QUEUED]
        assert hook.posted[0].headers["X-Patria-Message"] == ledger(room, state.order.id)[0].id
        hook.let_go()
        await until(lambda: ReceiptKind.DELIVERED in kinds(room, state.order.id), "delivered")

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        play(tmp_path, scenario)


def test_a_failing_provider_is_tried_again_then_the_next_channel_then_the_supervisor(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        officer = contact("piket", ("webhook", f"{hook.url}/dlh"), ("mqtt", "kota/dlh"))
        await staff(room, [officer], "piket")
        state = await assign(room)
        await asyncio.to_thread(broker.wait)
        await until(lambda: ReceiptKind.DELIVERED in kinds(room, state.order.id), "delivered")
        failed, sent = ledger(room, state.order.id)
        assert (failed.state, failed.attempt, failed.next_at) == (DeliveryState.FAILED, 3, 0)
        assert "503" in failed.words
        assert len(hook.posted) == 3
        assert {posted.headers["X-Patria-Message"] for posted in hook.posted} == {failed.id}
        assert sent.state is DeliveryState.HANDED_OVER
        topic, _text, qos, retained = broker.heard[0]
        assert (topic, qos, retained) == ("kota/dlh", 1, False)

    with Webhook([503] * 9) as hook, Broker() as broker:
        write_channels(tmp_path, {"webhook": "json://{url}", "mqtt": broker.template()})
        play(tmp_path, scenario)


def test_a_final_refusal_escalates_at_once_in_words(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(room, [contact("piket", ("email", "piket@dlh.contoh.go.id"))], "piket")
        state = await assign(room)
        await until(lambda: ReceiptKind.ESCALATED in kinds(room, state.order.id), "escalated")
        await until(lambda: ledger(room, state.order.id)[0].state is DeliveryState.FAILED, "failed")
        (entry,) = ledger(room, state.order.id)
        assert (entry.attempt, entry.next_at) == (1, 0)
        assert "535" in entry.words
        assert SECRET not in entry.words

    with Mailbox(user="posko", password="yang-benar") as mailbox:
        write_channels(tmp_path, {"email": mailbox.template("posko", SECRET)})
        play(tmp_path, scenario)


def test_a_receipt_of_the_receiver_opens_and_answers_the_message(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(room, [contact("piket", ("webhook", f"{hook.url}/dlh"))], "piket")
        number = (await assign(room)).order.id
        await until(lambda: ReceiptKind.DELIVERED in kinds(room, number), "delivered")
        for kind, state in (
            (ReceiptKind.SEEN, DeliveryState.OPENED),
            (ReceiptKind.ACCEPTED, DeliveryState.ANSWERED),
        ):
            outcome = await room.act(GiveReceipt(order_id=number, kind=kind), Role.AGENCY, "petugas", AGENCY)
            assert outcome.status is OutcomeStatus.ACCEPTED, outcome
            await until(partial(stands, room, number, state), state)
        (known,) = works(room).reach.values()
        assert (known.tries, known.answered) == (1, 1)
        assert len(known.answer_ms) == 1

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        play(tmp_path, scenario)


def test_the_link_in_the_message_leads_to_its_order(tmp_path: Path) -> None:
    async def run() -> None:
        async with working(tmp_path, AppSettings()) as room, httpx.AsyncClient() as phone:
            await staff(room, [contact("piket", ("webhook", f"{hook.url}/dlh"))], "piket")
            number = (await assign(room)).order.id
            text = (await asyncio.to_thread(hook.wait))[0].body["message"]
            await until(partial(stands, room, number, DeliveryState.HANDED_OVER), "handed over")
            found = re.search(r"/t/\S+", text)
            assert found
            page = await phone.get(f"http://{room.url}{found.group()}")
            assert page.status_code == 200
            assert works(room).orders[number].order.what in page.text
            assert stands(room, number, DeliveryState.HANDED_OVER)
            assert (await phone.get(f"http://{room.url}{found.group()}/dibuka")).status_code == 200
            await until(partial(stands, room, number, DeliveryState.OPENED), "opened")

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        asyncio.run(run())


def test_nothing_configured_is_never_pretended(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(room, [contact("piket", ("whatsapp", "0812 3456 7890"), ("radio", "kanal 2"))], "piket")
        state = await assign(room)
        await until(lambda: ReceiptKind.ESCALATED in kinds(room, state.order.id), "escalated")
        assert {d.state for d in ledger(room, state.order.id)} == {DeliveryState.BY_HAND}
        assert ReceiptKind.DELIVERED not in kinds(room, state.order.id)
        assert not works(room).reach or all(not known.tries for known in works(room).reach.values())

    play(tmp_path, scenario)


def test_a_file_others_may_read_sends_nothing_until_it_is_put_right(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(room, [contact("piket", ("webhook", f"{hook.url}/dlh"))], "piket")
        state = await assign(room)
        entry = await until(
            lambda: next((d for d in ledger(room, state.order.id) if d.state is DeliveryState.FAILED), None),
            "failed",
        )
        assert "chmod 600" in entry.words
        assert not hook.posted
        path.chmod(0o600)
        await asyncio.to_thread(hook.wait)

    with Webhook() as hook:
        path = write_channels(tmp_path, {"webhook": "json://{url}"})
        path.chmod(0o644)
        play(tmp_path, scenario)


@pytest.mark.parametrize("address", ["", "http://latihan"])
def test_a_drill_sends_nothing_but_to_its_own_address(tmp_path: Path, address: str) -> None:
    async def scenario(room: Room) -> None:
        outcome = await room.act(StartDrill(), log=Log.DRILL)
        assert outcome.status is OutcomeStatus.ACCEPTED
        await staff(room, [contact("piket", ("webhook", f"{hook.url}/dlh"))], "piket", Log.DRILL)
        state = await assign(room, Log.DRILL)
        entry = await until(
            lambda: next(
                (d for d in ledger(room, state.order.id, Log.DRILL) if d.state is not DeliveryState.QUEUED),
                None,
            ),
            "concluded",
        )
        if address:
            assert entry.state is DeliveryState.HANDED_OVER
            assert [posted.path for posted in hook.posted] == ["/latihan"]
            assert "[LATIHAN]" in hook.posted[0].body["message"]
        else:
            assert (entry.state, entry.words) == (DeliveryState.FAILED, "latihan: tidak dikirim")
            assert not hook.posted

    with Webhook() as hook:
        drill = f'\n[drill]\nwebhook = "{hook.url}/latihan"\n' if address else ""
        write_channels(tmp_path, {"webhook": "json://{url}"}, QUICK + drill)
        play(tmp_path, scenario)


def test_a_message_is_sent_again_by_hand(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        chief = contact("kepala", ("webhook", f"{hook.url}/kepala"), rank=2)
        await staff(room, [contact("piket", ("webhook", f"{hook.url}/piket")), chief], "piket")
        number = (await assign(room)).order.id
        await asyncio.to_thread(hook.wait)
        await until(lambda: ReceiptKind.DELIVERED in kinds(room, number), "delivered")
        for command in (
            SendMessage(order_id=number),
            SendMessage(order_id=number, contact_id="kepala", kind="webhook"),
        ):
            outcome = await room.act(command)
            assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        await asyncio.to_thread(hook.wait, 3)
        await until(
            lambda: all(d.state is DeliveryState.HANDED_OVER for d in ledger(room, number)), "handed over"
        )
        assert [posted.path for posted in hook.posted].count("/piket") == 2
        assert len({d.id for d in ledger(room, number)}) == 3

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        play(tmp_path, scenario)


def test_a_message_in_the_queue_is_not_queued_again(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(room, [contact("piket", ("webhook", f"{hook.url}/piket"))], "piket")
        hook.hold()
        number = (await assign(room)).order.id
        await asyncio.to_thread(hook.wait)
        again = await room.act(SendMessage(order_id=number))
        assert again.code == "nothing_changed"
        hook.let_go()

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        play(tmp_path, scenario)


def test_what_was_withdrawn_while_it_waited_its_turn_is_not_sent(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(room, [contact("piket", ("webhook", f"{hook.url}/piket"))], "piket")
        await assign(room, task="Pertama")
        await asyncio.to_thread(hook.wait)
        number = (await assign(room, task="Kedua")).order.id
        await until(lambda: ledger(room, number), "queued")
        outcome = await room.act(GiveReceipt(order_id=number, kind=ReceiptKind.WITHDRAWN))
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        await until(partial(stands, room, number, DeliveryState.FAILED), "given up")
        assert "sudah berakhir" in ledger(room, number)[0].words
        assert len(hook.posted) == 1

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"}, "[pace]\nper_second = 1.0\n")
        play(tmp_path, scenario)


def test_it_ends_although_news_come_in_the_same_moment(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        outreach = room.backend.outreach
        await outreach.recorded(Log.LIVE, [])
        for _ in range(20):
            await asyncio.sleep(0)
        outreach.postman._bell.set()
        async with asyncio.timeout(10):
            await outreach.stop()

    play(tmp_path, scenario)


def test_a_test_says_that_it_is_one_and_teaches_the_reach(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(
            room, [contact("piket", ("webhook", f"{hook.url}/a"), ("email", "x@dlh.contoh.go.id"))], "piket"
        )
        outcome = await room.act(contacts.TestReach(agency=AGENCY))
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        posted = (await asyncio.to_thread(hook.wait))[0]
        assert "UJI SALURAN" in posted.body["message"]
        assert posted.body["title"].startswith("[UJI]")
        done = await until(
            lambda: [d for d in works(room).deliveries.values() if d.state is not DeliveryState.QUEUED][1:],
            "both concluded",
        )
        assert done
        states = {d.kind: d.state for d in works(room).deliveries.values()}
        assert states == {"webhook": DeliveryState.HANDED_OVER, "email": DeliveryState.FAILED}
        assert all(d.test and not d.order_id for d in works(room).deliveries.values())
        again = await room.act(contacts.TestReach(agency=AGENCY))
        assert again.code == "tested_lately"

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        play(tmp_path, scenario)


def test_a_storm_of_orders_is_one_message_each(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await staff(room, [contact("piket", ("webhook", f"{hook.url}/dlh"))], "piket")
        states = [await assign(room, task=f"Pohon {number}") for number in range(78)]
        await asyncio.to_thread(hook.wait, 78)
        await until(
            lambda: all(ReceiptKind.DELIVERED in kinds(room, state.order.id) for state in states), "all"
        )
        assert len(hook.posted) == 78
        assert len({posted.headers["X-Patria-Message"] for posted in hook.posted}) == 78

    with Webhook() as hook:
        write_channels(tmp_path, {"webhook": "json://{url}"})
        play(tmp_path, scenario)
