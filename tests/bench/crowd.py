"""Other processes of a benchmark: consoles that listen, and citizens who report at a given pace.

`python -m tests.bench.crowd consoles HOST PORT TOKEN COUNT` connects and drains until its input closes.
`python -m tests.bench.crowd citizens HOST PORT TOKEN RATE SECONDS` reports at RATE a second and prints what
was acknowledged.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections import deque
from typing import cast
from urllib.parse import urlencode

import uvloop
from websockets.asyncio.client import connect

from services.contract.codec import encode
from services.contract.messages import Hello, Resume
from services.contract.records import Role

CONNECTIONS = 64
_LENGTH = re.compile(rb"(?i)content-length: (\d+)")
_TAIL = urlencode({"description": "Banjir selutut di jalan raya dekat pasar, mohon bantuan"})
_HEAD = (
    b"POST /open311/v2/requests.json HTTP/1.1\r\nHost: bench\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
)


async def consoles(host: str, port: int, token: str, count: int) -> None:
    """Drain `count` feeds until standard input closes; says READY when all listen."""

    async def one(ready: asyncio.Event) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        async with connect(
            f"ws://{host}:{port}/feed", additional_headers=headers, max_size=None, compression=None
        ) as feed:
            await feed.send(encode(Hello(role=Role.OPERATOR)))
            await feed.send(encode(Resume()))
            async for _ in feed:
                ready.set()

    events = [asyncio.Event() for _ in range(count)]
    tasks = [asyncio.create_task(one(event)) for event in events]
    await asyncio.gather(*(event.wait() for event in events))
    print("READY", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for task in tasks:
        task.cancel()


class Citizen(asyncio.Protocol):
    """One connection with at most one report under way."""

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd
        self._answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's transports do not descend from asyncio's.
        self.transport = cast(asyncio.Transport, transport)
        self._crowd.idle.append(self)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, blank, body = self._answer.partition(b"\r\n\r\n")
        if not blank or len(body) < int(_LENGTH.search(head)[1]):  # type: ignore[index]  # always sent
            return
        self._crowd.accepted += head.startswith(b"HTTP/1.1 200")
        self._answer = b""
        self._crowd.idle.append(self)
        self._crowd.told()


class Crowd:
    """Reports at an even pace over keep-alive connections; what cannot be sent in time is sent late."""

    def __init__(self, token: str) -> None:
        self.idle: deque[Citizen] = deque()
        self.sent = self.accepted = 0
        self._ended = False
        self._all_answered = asyncio.Event()
        self._token = token

    def _report(self) -> bytes:
        n = self.sent
        form = (
            f"api_key={self._token}&service_code=banjir&lat={-8.09 - n % 97 / 9700:.5f}"
            f"&long={112.15 + n % 89 / 8900:.5f}&{_TAIL}"
        ).encode()
        return _HEAD % len(form) + form

    def told(self) -> None:
        """An answer came; after the end, the last one ends the run."""
        if self._ended and len(self.idle) == CONNECTIONS:
            self._all_answered.set()

    async def run(self, host: str, port: int, rate: float, seconds: float) -> float:
        """Seconds until the last answer."""
        loop = asyncio.get_running_loop()
        for _ in range(CONNECTIONS):
            await loop.create_connection(lambda: Citizen(self), host, port)
        began = time.perf_counter()
        while (elapsed := time.perf_counter() - began) < seconds:
            while self.idle and self.sent < elapsed * rate:
                self.idle.popleft().transport.write(self._report())
                self.sent += 1
            await asyncio.sleep(0.001)
        self._ended = True
        self.told()
        await self._all_answered.wait()
        return time.perf_counter() - began


def main() -> None:
    what, host, port, token, *numbers = sys.argv[1:]
    if what == "consoles":
        uvloop.run(consoles(host, int(port), token, int(numbers[0])))
        return
    crowd = Crowd(token)
    seconds = uvloop.run(crowd.run(host, int(port), float(numbers[0]), float(numbers[1])))
    print(json.dumps({"sent": crowd.sent, "accepted": crowd.accepted, "seconds": seconds}), flush=True)


if __name__ == "__main__":
    main()
