"""Searching the shift log: a page of hits out of a million lines of it, and making the lines of a burst.

Beside each search, in turn, the limit: the database reads as many lines without looking for anything.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from services.contract.codec import seal
from services.contract.events import IncidentClaimed
from services.contract.shiftlog import LogGroup
from services.reporting.log_rows import Row, Standing, make
from services.reporting.log_words import Speaker
from services.store import shift_log
from services.store.engine import database_url, migrate, open_engine
from services.store.schema import log_lines
from tests.bench.measuring import Report, interleaved
from tests.city.making import arjuna

LINES: Final = 1_000_000
PIECE: Final = 20_000
ROUNDS: Final = 5
WORDS: Final = (
    "Diklaim",
    "Ditugaskan kepada DLH",
    "Perintah dibaca ulang",
    "Status selesai",
    "Catatan kejadian",
)
RARE: Final = "genset-puskesmas"


def fill(engine: sa.Engine) -> None:
    """A million lines over three years; the rare word stands in the oldest ones only."""
    chance = random.Random(7)
    started = 1_700_000_000_000
    for first in range(1, LINES + 1, PIECE):
        rows = []
        for seq in range(first, first + PIECE):
            said = f"{chance.choice(WORDS)} {seq} · alasan: {chance.getrandbits(200):x}"
            said += f" {RARE}" if seq < 10 else ""
            at = started + seq * 95_000
            row = Row(
                seq=seq,
                last_seq=seq,
                at=at,
                last_at=at,
                group=LogGroup.INCIDENT,
                actor="sri",
                incident_id=seq % 50_000,
                words=said,
                folded=f"{said} sri kej:{seq % 50_000} ".casefold(),
            )
            rows.append(shift_log._values(1, row))
        with engine.begin() as connection:
            connection.execute(log_lines.insert(), rows)


def searching(engine: sa.Engine, wanted: shift_log.Wanted) -> Callable[[], float]:
    """Until there is an answer, be it that it looked so far and found nothing."""

    def run() -> float:
        began = time.perf_counter()
        with engine.connect() as connection:
            shift_log.page(connection, 1, wanted, 60)
        return time.perf_counter() - began

    return run


def to_the_beginning(engine: sa.Engine) -> float:
    """Every page of the rare word, window after window, to the first line of the log."""
    began, before, found = time.perf_counter(), 0, 0
    with engine.connect() as connection:
        while True:
            page = shift_log.page(connection, 1, shift_log.Wanted(words=(RARE,), before=before), 60)
            found += len(page.rows)
            before = page.before
            if not before:
                break
    assert found == 9
    return time.perf_counter() - began


def reading(engine: sa.Engine, lines: int) -> float:
    """The limit: the database goes through as many lines and looks at a column of each."""
    began = time.perf_counter()
    with engine.connect() as connection:
        length = sa.func.sum(sa.func.length(log_lines.c.folded))
        connection.execute(sa.select(length).where(log_lines.c.seq > LINES - lines)).scalar()
    return time.perf_counter() - began


def making() -> float:
    """Seconds for a thousand lines, from entries that are decoded already."""
    speaker = Speaker(arjuna())
    bodies = [
        IncidentClaimed(incident_id=n, owner="ani", previous="budi", reason="pulang") for n in range(1000)
    ]
    entries = [(seal("e", n + 1, n, body, "sri", "")[0], body) for n, body in enumerate(bodies)]
    began = time.perf_counter()
    make(Standing(), entries, speaker)
    return time.perf_counter() - began


def main() -> None:
    report = Report("shiftlog", __doc__ or "")
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(database_url("", Path(folder)))
        migrate(engine)
        fill(engine)
        runs: dict[str, Callable[[], float]] = {
            "newest page, nothing looked for, s": searching(engine, shift_log.Wanted()),
            "a word that is everywhere, s": searching(engine, shift_log.Wanted(words=("diklaim",))),
            "a word that is nowhere near: one window, s": searching(engine, shift_log.Wanted(words=(RARE,))),
            "the same to the beginning of a million, s": lambda: to_the_beginning(engine),
            "a day two years ago, s": searching(
                engine, shift_log.Wanted(start=1_720_000_000_000, end=1_720_086_400_000, words=("status",))
            ),
            "limit: reading one window, s": lambda: reading(engine, shift_log.WINDOW),
            "making 1,000 lines, s": making,
        }
        found = interleaved(ROUNDS, runs)
        for name, values in found.items():
            report.figure(name, values, "s")
        window, limit = "a word that is nowhere near: one window, s", "limit: reading one window, s"
        report.ratio("one window against reading it", found[window], found[limit])
        engine.dispose()
    report.write()


if __name__ == "__main__":
    main()
