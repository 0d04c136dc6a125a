"""A backend killed between queued and handed over: one entry goes on, and no secret is left behind."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from services.contract.catalogue import AnyCommand
from services.contract.commands import AssignAgencies, SubmitReport
from services.contract.contacts import Delivery, DeliveryState, Duty, SaveContact, SaveDuty
from services.contract.messages import Heartbeat, Outcome, OutcomeStatus
from services.contract.orders import ReceiptKind
from services.outreach.channels import FILE_NAME
from services.outreach.message import UNSURE
from services.outreach.postman import TWICE
from services.projection.casework import Casework
from tests.backend.room import Room, console, do, moment
from tests.city.making import ARJUNA
from tests.harness import BackendProcess
from tests.harness.webhook import Webhook
from tests.outreach.office import AGENCY, HOUR, contact, write_channels

pytestmark = pytest.mark.scenario
SECRET = "kunci-api-yang-panjang-4711"


def ask(backend: BackendProcess, commands: list[AnyCommand]) -> None:
    """Send commands as the supervisor at this machine's console; each must be accepted."""

    async def run() -> None:
        async with console(end(backend)) as desk:
            for command in commands:
                await desk.send(do(command))
                outcome = await desk.until(Outcome)
                assert outcome.status is OutcomeStatus.ACCEPTED, outcome

    asyncio.run(run())


def casework(backend: BackendProcess) -> Casework:
    """What the backend's board says now."""

    async def run() -> Casework:
        async with console(end(backend)) as desk:
            beat: Heartbeat = await desk.until(Heartbeat)
            await desk.reach(beat.live.seq)
            return desk.board.casework

    return asyncio.run(run())


def end(backend: BackendProcess) -> Room:
    return cast(Room, SimpleNamespace(url=f"127.0.0.1:{backend.port}", token=backend.token))


def entries_of(found: Casework) -> list[Delivery]:
    return [delivery for delivery in found.deliveries.values() if delivery.order_id == 1]


def test_a_kill_between_queued_and_handed_over_leaves_one_entry_that_goes_on(tmp_path: Path) -> None:
    with Webhook() as hook, BackendProcess(tmp_path, arguments=["--city", str(ARJUNA)]) as backend:
        write_channels(tmp_path, {"webhook": f"json://{{url}}?+Authorization=Bearer%20{SECRET}"})
        officer = contact("piket", ("webhook", f"{hook.url}/dlh"))
        now = moment()
        duty = Duty(id="kini", agency=AGENCY, contact_id="piket", start=now - HOUR, end=now + HOUR)
        hook.hold()
        ask(
            backend,
            [
                SubmitReport(text="Banjir di jalan raya"),
                SaveContact(contact=officer),
                SaveDuty(duty=duty),
                AssignAgencies(incident_id=1, agencies=(AGENCY,), task="Kirim dua pompa"),
            ],
        )
        first = hook.wait()[0]
        (queued,) = entries_of(casework(backend))
        assert queued.state is DeliveryState.QUEUED
        backend.kill()
        hook.let_go()
        backend.start()
        second = hook.wait(2)[1]
        found = casework(backend)
        while not any(d.state is DeliveryState.HANDED_OVER for d in entries_of(found)):
            found = casework(backend)
        (entry,) = entries_of(found)
        assert entry.id == queued.id
        assert entry.words == TWICE
        assert second.headers["X-Patria-Message"] == first.headers["X-Patria-Message"] == entry.id
        assert UNSURE not in first.body["message"]
        assert UNSURE in second.body["message"]
        backend.restart()
        found = casework(backend)
        assert entries_of(found) == [entry]
        given = [receipt.kind for receipt in found.orders[1].receipts]
        assert given.count(ReceiptKind.DELIVERED) == 1
        assert len(hook.posted) == 2
        assert second.headers["Authorization"].endswith(SECRET)
    assert_nowhere(tmp_path, SECRET)


def test_a_repetition_that_was_due_comes_after_the_restart(tmp_path: Path) -> None:
    pace = "[pace]\nfirst_retry_s = 2.0\nlongest_retry_s = 2.0\n"
    with Webhook([503]) as hook, BackendProcess(tmp_path, arguments=["--city", str(ARJUNA)]) as backend:
        write_channels(tmp_path, {"webhook": "json://{url}"}, pace)
        ask(
            backend,
            [
                SubmitReport(text="Banjir di jalan raya"),
                SaveContact(contact=contact("piket", ("webhook", f"{hook.url}/dlh"))),
                AssignAgencies(incident_id=1, agencies=(AGENCY,), task="Kirim dua pompa"),
            ],
        )
        hook.wait()
        found = casework(backend)
        while entries_of(found)[0].state is not DeliveryState.FAILED:
            found = casework(backend)
        assert entries_of(found)[0].next_at
        backend.kill()
        backend.start()
        hook.wait(2)
        while entries_of(found)[0].state is not DeliveryState.HANDED_OVER:
            found = casework(backend)
        (entry,) = entries_of(found)
        assert (entry.attempt, entry.words) == (2, "")


def assert_nowhere(folder: Path, secret: str) -> None:
    """No file of the data folder but the settings themselves holds a secret."""
    for path in folder.rglob("*"):
        if path.is_file() and path.name != FILE_NAME:
            assert secret.encode() not in path.read_bytes(), path
