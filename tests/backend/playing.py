"""A whole test in one room: opened, played, closed; and what nearly every one of them says."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

from services.backend.app import AppSettings
from services.contract.messages import Log, Outcome, OutcomeStatus
from services.contract.records import Role
from services.projection.shiftbook import Shiftbook
from services.store import accounts
from tests.backend.room import Room, opened

PASSWORD = "kata sandi panjang"
Scenario = Callable[[Room], Awaitable[None]]
WebScenario = Callable[[Room, httpx.AsyncClient], Awaitable[None]]


def play(folder: Path, scenario: Scenario, database: str = "", settings: AppSettings | None = None) -> None:
    """On the network where `settings` are given."""

    async def run() -> None:
        async with opened(folder, database, settings) as room:
            await scenario(room)

    asyncio.run(run())


def play_on_network(folder: Path, scenario: Scenario, settings: AppSettings | None = None) -> None:
    play(folder, scenario, settings=settings or AppSettings())


def play_web(folder: Path, scenario: WebScenario, database: str = "") -> None:
    """With somebody at the door who speaks HTTP."""

    async def visited(room: Room) -> None:
        async with httpx.AsyncClient(base_url=f"http://{room.url}", timeout=30) as client:
            await scenario(room, client)

    play(folder, visited, database, AppSettings())


def accepted(outcome: Outcome) -> Outcome:
    assert outcome.status is OutcomeStatus.ACCEPTED, outcome
    return outcome


def book(room: Room) -> Shiftbook:
    return room.backend.desk(Log.LIVE).board.shifts


def enrol(room: Room, name: str, *roles: Role) -> None:
    agency = "dlh" if Role.AGENCY in roles else ""
    with room.backend.engine.begin() as connection:
        accounts.add_user(connection, name, PASSWORD, roles, agency, 1)
    room.backend.access.load()


async def sign_in(client: httpx.AsyncClient, name: str, password: str = PASSWORD) -> httpx.Response:
    return await client.post("/api/login", json={"user": name, "password": password})


async def bearer(client: httpx.AsyncClient, name: str, password: str = PASSWORD) -> dict[str, str]:
    return {"Authorization": f"Bearer {(await sign_in(client, name, password)).json()['token']}"}
