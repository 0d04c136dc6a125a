"""Starts a drill for `patria replay --drill`, with the same command a supervisor's console sends."""

from __future__ import annotations

import asyncio
import time
import uuid
from typing import Final

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from services.contract.codec import decode_server, encode
from services.contract.commands import StartDrill
from services.contract.errors import KnownError
from services.contract.messages import Do, Fault, Hello, Log, Outcome, OutcomeStatus
from services.contract.records import Role
from services.feed.client import handshake
from services.feed.link import Endpoint

PATIENCE_S: Final = 10.0
_ALREADY: Final = "drill_active"


async def start_drill(endpoint: Endpoint, reason: str) -> None:
    """Start a drill; one that somebody else has just started is as good.

    The token must belong to an account that may be supervisor. Raises `KnownError` in words.
    """
    try:
        async with asyncio.timeout(PATIENCE_S):
            outcome = await _ask(endpoint, reason)
    except TimeoutError:
        raise KnownError(
            "drill_not_started", "Latihan tidak dapat dimulai: peladen tidak menjawab."
        ) from None
    except (OSError, WebSocketException) as error:
        raise KnownError("drill_not_started", f"Latihan tidak dapat dimulai: {error}.") from None
    if outcome.status is not OutcomeStatus.ACCEPTED and outcome.code != _ALREADY:
        raise KnownError(outcome.code or "drill_not_started", f"Latihan tidak dimulai: {outcome.message}")


async def _ask(endpoint: Endpoint, reason: str) -> Outcome:
    now = time.time_ns() // 1_000_000
    command = Do(
        id=str(uuid.uuid4()),
        log=Log.DRILL,
        at=now,
        expires_at=now + int(PATIENCE_S * 1000),
        body=StartDrill(reason=reason[:300]),
    )
    url, options = handshake(endpoint)
    bearer = {"Authorization": f"Bearer {endpoint.token}"}
    async with connect(url, additional_headers=bearer, max_size=None, **options) as socket:
        await socket.send(encode(Hello(client="patria replay", role=Role.SUPERVISOR)))
        await socket.send(encode(command))
        async for frame in socket:
            if not isinstance(frame, bytes) or not frame.startswith(b"{"):
                continue
            message = decode_server(frame)
            if isinstance(message, Fault):
                raise KnownError(message.code, f"Latihan tidak dimulai: {message.message}")
            if isinstance(message, Outcome) and message.id == command.id:
                return message
    raise KnownError("drill_not_started", "Latihan tidak dimulai: peladen menutup sambungan.")
