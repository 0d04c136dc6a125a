"""Row g of the limits: reports acknowledged after fsync, over HTTP and in batches, on one core.

Ours over HTTP: `patria serve` in a process of its own, 64 connections with one Open311 POST under way each,
every answer sent after the commit. Its limit: the same server (uvicorn) with an application that does
nothing, which is also what the load generator can reach at most. Ours in batches: events handed to the log
writer. The peer: one ORM commit a report (SQLAlchemy) into the same kind of SQLite file (WAL,
synchronous=FULL), in process, without HTTP. What is on disk is counted afterwards.
"""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

import sqlalchemy as sa
import uvloop
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from services.contract.codec import seal
from services.contract.events import ReportReceived
from services.contract.records import Incident, Report, Severity
from services.store import queries
from services.store.engine import DATABASE_NAME, database_url, migrate, open_engine
from services.store.log import EventRow, LogWriter
from tests.bench.measuring import Report as Result
from tests.bench.measuring import interleaved, percentile
from tests.bench.served import Generator, empty, served

ROUNDS = 3
CONNECTIONS = 64
SECONDS = 3.0
BATCHED = 60_000
TEXT = "Banjir selutut di jalan raya dekat pasar, mohon bantuan"


class Base(DeclarativeBase):
    pass


class PeerReport(Base):
    """The report as one writes it first."""

    __tablename__ = "peer_reports"
    id: Mapped[int] = mapped_column(primary_key=True)
    category: Mapped[str]
    text: Mapped[str]
    lat: Mapped[float]
    lon: Mapped[float]
    received_at: Mapped[int] = mapped_column(sa.BigInteger, index=True)
    reporter: Mapped[str]


def peer(folder: Path) -> float:
    """Reports a second with one ORM commit each."""
    engine = open_engine(database_url("", folder / "peer"))
    (folder / "peer").mkdir(exist_ok=True)
    Base.metadata.create_all(engine)
    began, count = time.perf_counter(), 0
    with Session(engine) as session:
        while time.perf_counter() - began < 2.0:
            session.add(
                PeerReport(
                    category="banjir", text=TEXT, lat=-8.1, lon=112.16, received_at=count, reporter="08123"
                )
            )
            session.commit()
            count += 1
    rate = count / (time.perf_counter() - began)
    engine.dispose()
    return rate


def _rows(count: int) -> list[EventRow]:
    rows = []
    for seq in range(1, count + 1):
        report = Report(
            id=seq, day_no=seq, received_at=seq, reported_at=seq, source="bench", text=TEXT, incident_id=seq
        )
        incident = Incident(
            id=seq,
            day_no=seq,
            severity=Severity.LOW,
            category="banjir",
            title="Banjir",
            opened_at=seq,
            updated_at=seq,
            summary=TEXT,
        )
        _envelope, data = seal(
            "bench", seq, seq, ReportReceived(report=report, incident=incident), "bench", ""
        )
        rows.append(EventRow(1, seq, seq, ReportReceived.KIND, seq, data))
    return rows


async def _append(folder: Path, rows: list[EventRow]) -> float:
    engine = open_engine(database_url("", folder))
    migrate(engine)
    with engine.begin() as connection:
        info = queries.new_log(connection, "live", "bench", 1, active=True)
    writer = LogWriter(engine, asyncio.get_running_loop(), None)
    writer.open_log(info.id, info.epoch, info.seq, info.head)
    writer.start()
    began = time.perf_counter()
    pieces = [rows[start : start + 500] for start in range(0, len(rows), 500)]
    for piece in pieces:
        batch = writer.gather()
        batch.events.extend(piece)
        await asyncio.sleep(0)
    await batch.done
    rate = len(rows) / (time.perf_counter() - began)
    writer.stop()
    with engine.connect() as connection:
        stored = connection.execute(sa.text("SELECT count(*) FROM events")).scalar()
    assert stored == len(rows), f"{stored} of {len(rows)} on disk"
    engine.dispose()
    return rate


class Http:
    """Our HTTP intake; remembers latencies and how many were acknowledged."""

    def __init__(self, host: str, port: int, token: str) -> None:
        self._address = (host, port)
        self._numbers = itertools.count()
        self._token = token
        self.acknowledged = 0
        self.p50: list[float] = []
        self.p99: list[float] = []

    def request(self) -> bytes:
        number = next(self._numbers)
        form = (
            f"api_key={self._token}&service_code=banjir&lat={-8.09 - number % 97 / 9700:.5f}"
            f"&long={112.15 + number % 89 / 8900:.5f}&{_TAIL}&phone=0812{number:08d}"
        ).encode()
        return _HEAD % len(form) + form

    def run(self) -> float:
        generator = Generator(CONNECTIONS, SECONDS, self.request)
        seconds = uvloop.run(generator.run(*self._address))
        assert generator.accepted == len(generator.latencies), "a report was refused"
        self.acknowledged += generator.accepted
        self.p50.append(percentile(generator.latencies, 0.5) * 1000)
        self.p99.append(percentile(generator.latencies, 0.99) * 1000)
        return generator.accepted / seconds


_TAIL = urlencode({"description": TEXT, "address_string": "Jalan Merdeka"})
_HEAD = (
    b"POST /open311/v2/requests.json HTTP/1.1\r\nHost: bench\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n"
)


def main() -> None:
    result = Result("intake", __doc__ or "")
    rows = _rows(BATCHED)
    with tempfile.TemporaryDirectory(prefix="patria-bench-") as scratch:
        folder = Path(scratch)
        with served(folder / "data") as (host, port, token), empty() as (empty_host, empty_port):
            http = Http(host, port, token)
            nothing = Http(empty_host, empty_port, token)
            numbers = itertools.count()

            def batched() -> float:
                return asyncio.run(_append(_made(folder / f"batched-{next(numbers)}"), rows))

            figures = interleaved(
                ROUNDS,
                {"http": http.run, "limit": nothing.run, "batched": batched, "orm": lambda: peer(folder)},
            )
        stored = sqlite3.connect(folder / "data" / DATABASE_NAME).execute("SELECT count(*) FROM reports")
        on_disk = stored.fetchone()[0]
    result.figure("reports over HTTP, acknowledged after fsync", figures["http"], "1/s", "≥ 10,000")
    result.figure("their latency, median", http.p50, "ms")
    result.figure("their latency, 99th percentile", http.p99, "ms", "≤ 20")
    result.figure("limit: the server doing nothing", figures["limit"], "1/s")
    result.ratio("HTTP of its limit", figures["limit"], figures["http"])
    result.figure("events in batches, acknowledged after fsync", figures["batched"], "1/s", "≥ 100,000")
    result.figure("peer: ORM commit per report, in process", figures["orm"], "1/s")
    result.ratio("HTTP over peer", figures["orm"], figures["http"])
    result.ratio("batched over peer", figures["orm"], figures["batched"])
    result.figure("acknowledged and not on disk", float(http.acknowledged - on_disk), "reports", "0")
    result.write()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main()
