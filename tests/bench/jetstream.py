"""JetStream on loopback with its stream in files, read by its ordinary Python client: what one would replay a
log from otherwise.

The messages are our own encoded entries, and each is decoded into an `Envelope` as quickly as we do it, so
what is compared is the way there. They are read in the three usual ways: a pull subscription in large
batches, an ordered consumer and a push consumer without acknowledgements, all on uvloop. Which is fastest
differs from run to run; whoever measures takes the best.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nats
import uvloop
from nats.aio.msg import Msg
from nats.js import JetStreamContext, api

from services.contract.codec import decode_envelope
from tests.harness import child
from tests.harness.waiting import wait_until

_LOG = "log"
_FETCHED = 1000
"""Messages of one fetch; 5,000 and 20,000 are no faster."""


@contextmanager
def holding(messages: Sequence[bytes]) -> Iterator[Mapping[str, Callable[[], float]]]:
    """A server of its own that has stored the messages: the ways to replay them all, each of which returns
    messages a second. No way where the server is not installed."""
    # Debian keeps it where the shell of an ordinary user does not look.
    binary = shutil.which("nats-server") or shutil.which("nats-server", path="/usr/sbin")
    if binary is None:
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="patria-jetstream-") as name:
        command = [binary, "-a", "127.0.0.1", "-p", "-1", "-js", "-sd", name, "--ports_file_dir", name]
        process = child.start(command)
        try:
            ports = Path(name) / f"nats-server_{process.pid}.ports"
            wait_until(lambda: ports.exists() and ports.read_text().endswith("}"), "nats-server listens")
            url = json.loads(ports.read_text())["nats"][0]
            asyncio.run(_store(url, messages))
            replays = {"pull": _Replay.pull, "ordered": _Replay.ordered, "push": _Replay.push}
            yield {way: _timed(url, len(messages), replay) for way, replay in replays.items()}
        finally:
            child.end(process, signal.SIGTERM)


async def _store(url: str, messages: Sequence[bytes]) -> None:
    client = await nats.connect(url)
    stream = client.jetstream()
    await stream.add_stream(name=_LOG, subjects=[_LOG], storage=api.StorageType.FILE)
    for start in range(0, len(messages), 500):
        await asyncio.gather(*(stream.publish(_LOG, data) for data in messages[start : start + 500]))
    assert (await stream.stream_info(_LOG)).state.messages == len(messages)
    await client.close()


class _Replay:
    """One replay of the whole stream."""

    def __init__(self, stream: JetStreamContext, count: int) -> None:
        self._stream = stream
        self._left = count
        self._seq = 0
        self.whole = asyncio.Event()

    async def _take(self, message: Msg) -> None:
        seq = decode_envelope(message.data).seq
        assert self._seq in (0, seq - 1)
        self._seq = seq
        self._left -= 1
        if not self._left:
            self.whole.set()

    async def pull(self) -> None:
        subscription = await self._stream.pull_subscribe(_LOG, stream=_LOG, config=_without_acks())
        while self._left:
            for message in await subscription.fetch(_FETCHED):
                await self._take(message)

    async def ordered(self) -> None:
        await self._stream.subscribe(_LOG, stream=_LOG, cb=self._take, ordered_consumer=True)

    async def push(self) -> None:
        await self._stream.subscribe(_LOG, stream=_LOG, cb=self._take, config=_without_acks())


def _without_acks() -> api.ConsumerConfig:
    return api.ConsumerConfig(ack_policy=api.AckPolicy.NONE)


def _timed(
    url: str, count: int, replay: Callable[[_Replay], Coroutine[Any, Any, None]]
) -> Callable[[], float]:
    async def run() -> float:
        """Connected before the clock runs, as our console is."""
        client = await nats.connect(url)
        one = _Replay(client.jetstream(), count)
        began = time.perf_counter()
        async with asyncio.timeout(60):
            await replay(one)
            await one.whole.wait()
        took = time.perf_counter() - began
        await client.close()
        return count / took

    return lambda: uvloop.run(run())
