"""Many invented incidents, the same in every run, for the benchmarks."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from services.contract.codec import seal
from services.contract.events import AgenciesAssigned, Body, ReportReceived, StatusChanged
from services.contract.records import Incident, Placement, Report, Severity, Status
from services.projection.board import Board
from services.store import queries
from services.store.engine import database_url, migrate, open_engine
from services.store.log import EventRow, LogWriter

START = 1_790_000_000_000
_WORST_FIRST = list(Severity)
_KINDS = [
    ("pohon-tumbang", "Pohon tumbang", "Pohon besar roboh menutup jalan dekat masjid, gang {n}"),
    ("genangan", "Genangan", "Air naik 40 cm di depan sekolah, gang {n}"),
    ("pju-padam", "Lampu jalan padam", "Lampu penerangan mati satu ruas sejak kemarin, gang {n}"),
    ("jalan-berlubang", "Jalan berlubang", "Lubang dalam di tengah jalan, gang {n}"),
    ("sampah", "Sampah menumpuk", "Sampah tidak diangkut tiga hari, gang {n}"),
]
_AREAS = [f"35.72.{kec:02d}.{1001 + n}" for kec in (1, 2, 3) for n in range(7)]


def incident(number: int, chance: random.Random, at: int = START) -> Incident:
    """Incident `number`: category, place and age by chance, severity about 5/15/30/50 %."""
    category, title, text = chance.choice(_KINDS)
    severity = chance.choices(_WORST_FIRST, (5, 15, 30, 50))[0]
    return Incident(
        id=number,
        day_no=number,
        severity=severity,
        category=category,
        title=title,
        opened_at=at - chance.randrange(10**8),
        updated_at=at,
        status=chance.choice([Status.OPEN, Status.OPEN, Status.DISPATCHED, Status.ON_SCENE]),
        area=chance.choice(_AREAS),
        lat=-8.1 + chance.uniform(-0.05, 0.05),
        lon=112.16 + chance.uniform(-0.05, 0.05),
        placement=Placement.EXACT,
        due_at=at + chance.randrange(-(10**6), 10**7),
        summary=text.format(n=number),
    )


def fill(board: Board, count: int, seed: int = 7) -> Board:
    """A board with `count` incidents more."""
    chance = random.Random(seed)
    first = board.next_id()
    for number in range(first, first + count):
        board.append(incident(number, chance), board.seq + 1)
        board.seq += 1
    return board


def opened(number: int, chance: random.Random, at: int) -> ReportReceived:
    """The event of a report that opens incident `number` at `at`."""
    made = incident(number, chance, at)
    report = Report(
        id=number,
        day_no=number,
        received_at=at,
        reported_at=at,
        source="open311",
        text=made.summary,
        category=made.category,
        lat=made.lat,
        lon=made.lon,
        placement=made.placement,
        area=made.area,
        incident_id=number,
    )
    return ReportReceived(report=report, incident=made)


def seed(folder: Path, count: int, seed: int = 11) -> None:
    """A database of the backend in `folder` whose live log already holds `count` opened incidents."""
    chance = random.Random(seed)
    write(folder, (opened(number, chance, START + number) for number in range(1, count + 1)))


def worked_on(incidents: int, seed: int = 11) -> Iterator[Body]:
    """Five entries for each of so many incidents: opened, assigned, on scene, resolved, closed."""
    chance = random.Random(seed)
    for number in range(1, incidents + 1):
        yield opened(number, chance, START + 5 * number)
        yield AgenciesAssigned(incident_id=number, agencies=("dlh",), task="Periksa di tempat")
        for status in (Status.ON_SCENE, Status.RESOLVED, Status.CLOSED):
            yield StatusChanged(incident_id=number, status=status, note="ditangani")


def write(folder: Path, bodies: Iterable[Body]) -> None:
    """A database of the backend in `folder` with these entries in its live log, one a millisecond."""
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_write(folder, enumerate(bodies, 1)))


async def _write(folder: Path, bodies: Iterator[tuple[int, Body]]) -> None:
    engine = open_engine(database_url("", folder))
    migrate(engine)
    epoch = "0123456789abcdef"
    with engine.begin() as connection:
        info = queries.new_log(connection, "live", epoch, START, active=True)
    writer = LogWriter(engine, asyncio.get_running_loop(), None)
    writer.open_log(info.id, info.epoch, info.seq, info.head)
    writer.start()
    while piece := list(islice(bodies, 1000)):
        batch = writer.gather()
        for seq, body in piece:
            incident: int = getattr(body, "incident_id", 0)
            if isinstance(body, ReportReceived):
                incident = body.report.incident_id
            _, data = seal(epoch, seq, START + seq, body, "bench", "")
            batch.events.append(EventRow(info.id, seq, START + seq, body.KIND, incident, data))
        await batch.done
    writer.stop()
    engine.dispose()
