"""A real backend with a real database in this process, and the door mounted as it is in the product."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import uvicorn

from services.backend.backend import Backend
from services.backend.doors import Doors
from services.backend.drafts import Session
from services.city.areas import shapes_for
from services.contract.catalogue import AnyCommand
from services.contract.codec import decode_body, decode_envelope
from services.contract.events import IntakeRefused
from services.contract.messages import Do, Log, Outcome, OutcomeStatus
from services.contract.records import Role
from services.intake.open311 import Open311, Open311Settings
from services.store import queries
from tests.intake.making import PACK


class Room:
    """A backend of the invented city, its door, and a supervisor who decides."""

    def __init__(self, folder: Path, database: str) -> None:
        shapes, official, _ = shapes_for(PACK, None)
        pack = msgspec.structs.replace(PACK, shapes=shapes, shapes_official=official)
        self.backend = Backend(pack, folder, database)
        self.key = ""

    async def open(self, settings: Open311Settings) -> None:
        await self.backend.start()
        self.key = await self.backend.access.local_token("")
        self.app = Open311(Doors(self.backend), settings)
        transport = httpx.ASGITransport(self.app)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://kota.example/open311/v2/")

    async def close(self) -> None:
        await self.http.aclose()
        await self.backend.stop()

    async def post(self, resource: str = "requests.json", /, **fields: object) -> httpx.Response:
        """A report that is right unless `fields` say otherwise; None leaves a field out."""
        form: dict[str, object] = {
            "api_key": self.key,
            "service_code": "lampu-mati",
            "lat": "-8.1",
            "long": "112.17",
            "description": "Lampu jalan mati",
            **{
                name.replace("_end__", "][]").replace("__", "[").replace("_end", "]"): value
                for name, value in fields.items()
            },
        }
        return await self.http.post(resource, data={k: v for k, v in form.items() if v is not None})

    async def do(self, body: AnyCommand, log: Log = Log.LIVE) -> Outcome:
        now = time.time_ns() // 1_000_000
        do = Do(id=str(uuid.uuid4()), log=log, at=now, expires_at=now + 60_000, body=body)
        outcome = await self.backend.handle(do, Session(user="sri", role=Role.SUPERVISOR))
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome.message
        return outcome

    async def get(self, ref: str) -> dict[str, Any]:
        """One request as its reporter reads it."""
        found = (await self.http.get(f"requests/{ref}.json")).json()
        assert len(found) == 1
        return dict(found[0])

    async def refusals(self, log: Log = Log.LIVE) -> list[IntakeRefused]:
        """What the log says was not taken."""
        desk = self.backend.desk(log)
        encoded = await self.backend.read(
            lambda connection: list(queries.bodies_after(connection, desk.log.id, 0, desk.committed))
        )
        bodies = [decode_body(decode_envelope(data)) for data in encoded]
        return [body for body in bodies if isinstance(body, IntakeRefused)]


@asynccontextmanager
async def served(room: Room) -> AsyncIterator[str]:
    """The door on a real port of loopback; yields the address of the endpoint."""
    config = uvicorn.Config(room.app, port=0, log_level="warning", lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    try:
        await until(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/open311/v2"
    finally:
        server.should_exit = True
        await serving


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for a condition, with a deadline."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 -- what is awaited here sets no event
            await asyncio.sleep(0.01)


Scenario = Callable[[Room], Coroutine[Any, Any, None]]


@pytest.fixture
def database() -> str:
    """SQLite in the room's folder; a module that asks the database more says otherwise."""
    return ""


@pytest.fixture
def in_the_room(tmp_path: Path, database: str) -> Callable[..., None]:
    """Runs a scenario in a fresh room: `in_the_room(scenario, settings)`."""

    def run(scenario: Scenario, settings: Open311Settings | None = None) -> None:
        async def play() -> None:
            room = Room(tmp_path, database)
            await room.open(settings or Open311Settings())
            try:
                await scenario(room)
            finally:
                await room.close()

        asyncio.run(play())

    return run
