"""The OpenAPI document says what the door does: schemathesis sends what it allows, and reads the answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.intake.conftest import Room, served

Run = Callable[..., None]
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


def test_the_document_describes_the_door(in_the_room: Run) -> None:
    async def scenario(room: Room) -> None:
        await room.post()
        document = (await room.http.get("openapi.json")).json()
        assert len(document["paths"]) == 6
        assert (await room.http.get("openapi.xml")).status_code == 404

        async with served(room) as root:
            schema = schemathesis.openapi.from_dict(document)
            schema.config.update(base_url=root)

            def visit() -> None:
                for found in schema.get_all_operations():
                    assert isinstance(found, Ok)
                    call_often(found.ok(), room.key)

            await asyncio.get_running_loop().run_in_executor(None, visit)

    in_the_room(scenario)


def call_often(operation: Any, key: str) -> None:
    """Send what the document allows for one operation; every answer has to be one it announces."""

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def visit(case: Any) -> None:
        if isinstance(case.body, dict):
            case.body["api_key"] = key
        response = case.call()
        case.validate_response(response, checks=CHECKS)

    visit()
