"""Many invented incidents, the same in every run, for the benchmarks."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from services.contract.codec import seal
from services.contract.events import ReportReceived
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
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_seed(folder, count, random.Random(seed)))


async def _seed(folder: Path, count: int, chance: random.Random) -> None:
    engine = open_engine(database_url("", folder))
    migrate(engine)
    epoch = "0123456789abcdef"
    with engine.begin() as connection:
        info = queries.new_log(connection, "live", epoch, START, active=True)
    writer = LogWriter(engine, asyncio.get_running_loop(), None)
    writer.open_log(info.id, info.epoch, info.seq, info.head)
    writer.start()
    for first in range(1, count + 1, 1000):
        batch = writer.gather()
        for seq in range(first, min(first + 1000, count + 1)):
            body = opened(seq, chance, START + seq)
            _, data = seal(epoch, seq, START + seq, body, "bench", "")
            batch.events.append(EventRow(info.id, seq, START + seq, body.KIND, seq, data))
        await batch.done
    writer.stop()
    engine.dispose()
