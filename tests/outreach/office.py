"""A room whose postman works, with an agency that can be reached."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from services.backend.app import AppSettings
from services.contract.commands import AssignAgencies
from services.contract.contacts import Contact, ContactChannel, Delivery, Duty, SaveContact, SaveDuty
from services.contract.messages import Log, OutcomeStatus
from services.contract.orders import OrderState
from services.outreach.channels import FILE_NAME
from services.projection.casework import Casework
from tests.backend.room import Room, opened
from tests.city.making import arjuna

AGENCY = arjuna().agencies[0].code
HOUR = 3_600_000
T = TypeVar("T")
QUICK = (
    "[pace]\nfirst_retry_s = 0.2\nlongest_retry_s = 0.4\nattempts = 3\ntimeout_s = 5.0\nper_second = 500.0\n"
)


def write_channels(folder: Path, providers: dict[str, str], more: str = QUICK) -> Path:
    """`channels.toml` of mode 0600."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = "".join(f"[provider.{kind}]\nurl = '{template}'\n" for kind, template in providers.items())
    path = folder / FILE_NAME
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(tables + more)
    return path


@asynccontextmanager
async def working(folder: Path, settings: AppSettings | None = None) -> AsyncIterator[Room]:
    """A room whose postman runs; on the network where `settings` are given."""
    async with opened(folder, settings=settings) as room:
        room.backend.outreach.start()
        yield room


def contact(name: str, *channels: tuple[str, str], rank: int = 0) -> Contact:
    made = tuple(ContactChannel(kind=kind, address=address) for kind, address in channels)
    return Contact(id=name, agency=AGENCY, name=name.title(), rank=rank, channels=made)


async def staff(room: Room, people: Iterable[Contact], duty: str = "", log: Log = Log.LIVE) -> None:
    """Enter contacts, and who is on duty now."""
    now = time.time_ns() // 1_000_000
    for one in people:
        outcome = await room.act(SaveContact(contact=one), log=log)
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
    if duty:
        watch = Duty(id="kini", agency=AGENCY, contact_id=duty, start=now - HOUR, end=now + HOUR)
        outcome = await room.act(SaveDuty(duty=watch), log=log)
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome


async def assign(room: Room, log: Log = Log.LIVE, task: str = "Kirim dua pompa") -> OrderState:
    """A new incident and its order to the agency."""
    filed = await room.file("Banjir di jalan raya", log=log, place="Jalan Merdeka 5")
    outcome = await room.act(
        AssignAgencies(incident_id=filed.incident_id, agencies=(AGENCY,), task=task), log=log
    )
    assert outcome.status is OutcomeStatus.ACCEPTED, outcome
    casework = works(room, log)
    return casework.orders[casework.last_order_id]


def works(room: Room, log: Log = Log.LIVE) -> Casework:
    return room.backend.desk(log).board.casework


def ledger(room: Room, order_id: int, log: Log = Log.LIVE) -> list[Delivery]:
    return [d for d in works(room, log).deliveries.values() if d.order_id == order_id]


async def until(condition: Callable[[], T | None], what: str, within: float = 15.0) -> T:
    """The first true value of a condition; the loop goes on meanwhile."""
    deadline = time.monotonic() + within
    while not (value := condition()):
        assert time.monotonic() < deadline, f"after {within:g} s still not: {what}"
        await asyncio.sleep(0.02)
    return value
