"""From an order to "seen" on the field page, with 50 consoles and 200 open field pages on the same backend.

Ours: a supervisor's console sends the command; once its own feed brings the order back, a telephone opens the
order's page over HTTP with its picture, and the receipt "seen" comes back over the issuer's feed. The message
that carries the link is left out: its time is the provider's. Beside it, in turn, the limit: as many round
trips to the same HTTP server with an application that says nothing, and as many synced writes to the same
disk. The other pages ask for news every thirty seconds, as the page's script does, over a connection they
keep for as long as the server does.
"""

from __future__ import annotations

import asyncio
import http.client
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec
from websockets.sync.client import ClientConnection, connect

from services.contract.catalogue import AnyCommand
from services.contract.codec import decode_body, decode_server, encode
from services.contract.commands import AssignAgencies, SubmitReport
from services.contract.events import Body
from services.contract.messages import SNAPSHOT_MAGIC, Do, Events, Hello, Log, Outcome, OutcomeStatus, Resume
from services.contract.orders import OrderIssued, ReceiptGiven, ReceiptKind
from services.contract.records import Role
from tests.bench.measuring import Report, percentile
from tests.bench.served import empty, served

CONSOLES = 50
PAGES = 200
ROUNDS = 3
ORDERS = 100
"""Measured in each round."""
REFRESH_S = 30.0
AGENCY = "dlh"
B = TypeVar("B", bound=Body)


class Issuer:
    """A supervisor's console as bytes: what it sends and what it is told."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._outcomes: dict[str, Outcome] = {}
        self._bodies: list[Body] = []
        for message in (Hello(role=Role.SUPERVISOR), Resume()):
            connection.send(encode(message))

    def submit(self, command: AnyCommand) -> str:
        now = time.time_ns() // 1_000_000
        number = str(uuid.uuid4())
        self._connection.send(
            encode(Do(id=number, log=Log.LIVE, at=now, expires_at=now + 60_000, body=command))
        )
        return number

    def answer(self, number: str) -> Outcome:
        """Wait for the outcome of a command."""
        while number not in self._outcomes:
            self._read()
        outcome = self._outcomes.pop(number)
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
        return outcome

    def hears(self, kind: type[B], wanted: Callable[[B], bool]) -> B:
        """Wait for an entry of the log; what came before it is forgotten."""
        while True:
            for number, body in enumerate(self._bodies):
                if isinstance(body, kind) and wanted(body):
                    del self._bodies[: number + 1]
                    return body
            self._bodies.clear()
            self._read()

    def _read(self) -> None:
        data = self._connection.recv(timeout=20, decode=False)
        if data.startswith(SNAPSHOT_MAGIC):
            return
        message = decode_server(data)
        if isinstance(message, Outcome):
            self._outcomes[message.id] = message
        elif isinstance(message, Events):
            decoded = (decode_body(entry) for entry in message.events)
            self._bodies += [body for body in decoded if isinstance(body, OrderIssued | ReceiptGiven)]


class Telephone:
    """One keep-alive connection."""

    def __init__(self, host: str, port: int, token: str = "") -> None:
        self._line = http.client.HTTPConnection(host, port, timeout=20)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str) -> bytes:
        self._line.request("GET", path, headers=self._headers)
        reply = self._line.getresponse()
        data = reply.read()
        assert reply.status == 200, (reply.status, data[:300])
        return data


def call_in(issuer: Issuer, count: int) -> list[int]:
    """Incidents with a place, taken over the feed."""
    numbers = [
        issuer.submit(
            SubmitReport(
                text=f"Pohon tumbang menutup jalan, laporan {n}",
                category="pohon-tumbang",
                lat=-8.11 + 0.0005 * (n % 60),
                lon=112.15 + 0.0005 * (n // 60),
                place=f"Jalan Contoh nomor {n}",
            )
        )
        for n in range(count)
    ]
    return [int(msgspec.json.decode(bytes(issuer.answer(n).result))["incident_id"]) for n in numbers]


def link_of(room: Telephone, order_id: int) -> str:
    """The path of an order's page."""
    found = msgspec.json.decode(room.get(f"/api/orders/{order_id}/link"), type=dict[str, str | int])
    return urlsplit(str(found["url"])).path


def issue(issuer: Issuer, incident_id: int) -> int:
    """An order, from the command to its entry on the issuer's own feed."""
    task = "Potong pohonnya, buka jalan, lalu angkut kayunya."
    number = issuer.submit(AssignAgencies(incident_id=incident_id, agencies=(AGENCY,), task=task))
    order = issuer.hears(OrderIssued, lambda body: body.order.incident_id == incident_id).order
    issuer.answer(number)
    return order.id


def seen(issuer: Issuer, room: Telephone, phone: Telephone, incident_id: int) -> tuple[float, float, float]:
    """Milliseconds: until the order is on its way, until its page is there, until the issuer hears "seen"."""
    began = time.perf_counter()
    order_id = issue(issuer, incident_id)
    issued = time.perf_counter()
    path = link_of(room, order_id)
    page = phone.get(path)
    fetched = time.perf_counter()
    assert b"Potong pohonnya" in page
    phone.get(f"{path}/dibuka")
    issuer.hears(
        ReceiptGiven, lambda body: body.order_id == order_id and body.receipt.kind is ReceiptKind.SEEN
    )
    heard = time.perf_counter()
    return (issued - began) * 1000, (fetched - began) * 1000, (heard - began) * 1000


def limit(phone: Telephone, file: int) -> float:
    """Milliseconds of two synced writes and four round trips that say nothing."""
    began = time.perf_counter()
    for _ in range(2):
        os.write(file, b"x" * 4096)
        os.fdatasync(file)
    for _ in range(4):
        phone.get("/")
    return (time.perf_counter() - began) * 1000


# --- the others, in processes of their own ---


@contextmanager
def crowd(*words: str, module: str, lines: str = "") -> Iterator[None]:
    """A process that says READY once everything of it is open, and ends with its input."""
    command = [sys.executable, "-m", module, *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(lines)
        process.stdin.flush()
        try:
            assert process.stdout.readline() == "READY\n"
            yield
            assert process.poll() is None, f"{module} ended before its time"
        finally:
            process.kill()


class Open:
    """A page in a browser: one connection, opened again where the server has let go of it."""

    def __init__(self, host: str, port: int) -> None:
        self._where = host, port
        self._line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, target: str) -> None:
        kept, asked = self._line is not None, f"GET {target} HTTP/1.1\r\nHost: {self._where[0]}\r\n\r\n"
        reader, writer = self._line = self._line or await asyncio.open_connection(*self._where)
        try:
            writer.write(asked.encode())
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            assert kept, "a new connection was not answered"
            self._line = None
            await self.get(target)
            return
        assert head.startswith(b"HTTP/1.1 200"), head
        fields = dict(line.split(b": ", 1) for line in head.lower().split(b"\r\n")[1:] if b": " in line)
        await reader.readexactly(int(fields[b"content-length"]))


async def hold(host: str, port: int, paths: list[str]) -> None:
    """Pages that stay open: each asks for itself when it is opened and every thirty seconds."""
    opened: list[asyncio.Event] = [asyncio.Event() for _ in paths]

    async def one(path: str, ready: asyncio.Event, wait: float) -> None:
        page = Open(host, port)
        await page.get(path)
        await page.get(f"{path}/dibuka")
        ready.set()
        await asyncio.sleep(wait)
        while True:
            await page.get(path)
            await asyncio.sleep(REFRESH_S)

    tasks = [
        asyncio.create_task(one(path, ready, REFRESH_S * number / len(paths)))
        for number, (path, ready) in enumerate(zip(paths, opened, strict=True))
    ]
    await asyncio.gather(*(ready.wait() for ready in opened))
    print("READY", flush=True)
    await asyncio.gather(*tasks)


def measure(result: Report, host: str, port: int, token: str, folder: Path) -> None:
    room, phone = Telephone(host, port, token), Telephone(host, port)
    headers = {"Authorization": f"Bearer {token}"}
    feed = connect(
        f"ws://{host}:{port}/feed",
        additional_headers=headers,
        max_size=None,
        max_queue=None,
        compression=None,
        proxy=None,
    )
    consoles = crowd("consoles", host, str(port), token, str(CONSOLES), module="tests.bench.crowd")
    with feed as connection, consoles, empty() as nothing, (folder / "synced").open("wb") as file:
        issuer, idle = Issuer(connection), Telephone(*nothing)
        incidents = call_in(issuer, PAGES + ROUNDS * ORDERS)
        paths = [link_of(room, issue(issuer, number)) for number in incidents[:PAGES]]
        pages = crowd(
            "pages", host, str(port), str(PAGES), module=__spec__.name, lines="".join(f"{p}\n" for p in paths)
        )
        with pages:
            rounds, limits = [], []
            for start in range(PAGES, len(incidents), ORDERS):
                took = []
                for number in incidents[start : start + ORDERS]:
                    took.append(seen(issuer, room, phone, number))
                    limits.append(limit(idle, file.fileno()))
                rounds.append(took)
    for place, name in enumerate(("on its way", "its page is there", "the issuer hears “seen”")):
        for share, word in ((0.5, "median"), (0.99, "p99")):
            values = [percentile([one[place] for one in took], share) for took in rounds]
            result.figure(f"order until {name}, {word}", values, "ms")
    per_round = [limits[n : n + ORDERS] for n in range(0, len(limits), ORDERS)]
    floor = [percentile(part, 0.5) for part in per_round]
    result.figure("limit: 2 synced writes and 4 empty round trips, median", floor, "ms")
    result.figure("limit, p99", [percentile(part, 0.99) for part in per_round], "ms")
    ours = [percentile([one[2] for one in took], 0.5) for took in rounds]
    result.ratio("order until “seen”, medians: times the limit", floor, ours)


def main() -> None:
    if sys.argv[1:2] == ["pages"]:
        _, _, where, door, count = sys.argv
        paths = [sys.stdin.readline().strip() for _ in range(int(count))]
        asyncio.run(hold(where, int(door), paths))
        return
    result = Report("field", __doc__ or "")
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as (host, port, token):
        measure(result, host, port, token, Path(name))
    result.write()


if __name__ == "__main__":
    main()
