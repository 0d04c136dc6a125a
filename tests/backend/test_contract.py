"""Requests made from the OpenAPI document: whatever is sent, the answer is one the document knows."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance

from services.backend.app import AppSettings
from tests.backend.room import opened


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Address and token of a backend on a loop of its own."""
    found: list[str] = []
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def run() -> None:
        async with opened(tmp_path_factory.mktemp("backend"), settings=AppSettings()) as room:
            await room.file()
            found.extend((room.url, room.token))
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(run(),))
    thread.start()
    assert ready.wait(30)
    yield found[0], found[1]
    loop.call_soon_threadsafe(stop.set)
    thread.join(30)
    loop.close()


def test_any_request_is_answered_as_documented(running: tuple[str, str]) -> None:
    schema = schemathesis.openapi.from_url(f"http://{running[0]}/schema/openapi.json")
    headers = {"Authorization": f"Bearer {running[1]}"}
    tried = set()
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        if operation.path == "/api/logout":
            continue  # it would end the session of everything after it
        tried.add(operation.path)

        @given(case=operation.as_strategy())
        @settings(max_examples=20, suppress_health_check=list(HealthCheck), database=None)
        def answered(case: Any) -> None:
            case.call_and_validate(headers=headers, checks=[not_a_server_error, response_schema_conformance])

        answered()
    assert len(tried) >= 10
