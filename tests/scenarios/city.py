"""A backend with something in it, and what its log says afterwards."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from pathlib import Path

from services.contract.codec import decode_body, decode_envelope
from services.contract.commands import SubmitReport
from services.contract.events import Body, Envelope
from services.contract.records import Placement
from services.feed.link import Endpoint
from tests.harness import BackendProcess, CuttableProxy


def backend_in(folder: Path) -> BackendProcess:
    """A backend in its own folder, with the token of this machine."""
    return BackendProcess(folder / "server")


def straight_to(backend: BackendProcess) -> Endpoint:
    return Endpoint(backend.url, backend.token)


def through(proxy: CuttableProxy, backend: BackendProcess) -> Endpoint:
    return Endpoint(proxy.url, backend.token)


def report(number: int) -> SubmitReport:
    """A call about a fallen tree, each at another place."""
    return SubmitReport(
        text=f"Pohon tumbang menutup jalan, laporan {number}",
        category="pohon-tumbang",
        lat=-8.098 + 0.0004 * (number % 40),
        lon=112.165 + 0.0004 * (number // 40),
        placement=Placement.EXACT,
        caller_phone=f"0812{number:08d}",
        answered_at=int(time.time() * 1000),
    )


def log_of(backend: BackendProcess) -> list[tuple[Envelope, Body | None]]:
    """Every entry of the live log, read from the database file of a backend."""
    path = next(backend.data_dir.glob("patria.sqlite3"))
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "select events.body from events join logs on logs.id = events.log"
            " where logs.name = 'live' order by seq"
        ).fetchall()
    connection.close()
    envelopes = [decode_envelope(bytes(row[0])) for row in rows]
    return [(envelope, decode_body(envelope)) for envelope in envelopes]


def causes_in(backend: BackendProcess) -> Counter[str]:
    """How many entries each command caused."""
    return Counter(envelope.cause for envelope, _ in log_of(backend) if envelope.cause)
