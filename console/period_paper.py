"""Puts a period on paper, from the bytes of `laporan.json` alone: what has the hash is what is printed.

A running console draws it in a process of its own: the window goes on, the file is the command line's.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from console.paper_qt import drawn
from services.contract.city import CityPack
from services.contract.errors import KnownError
from services.contract.period import Period
from services.reporting.period_files import digest
from services.reporting.recurrence import FARTHEST_M, NEAREST_M
from widgets.format import Format
from widgets.paper.period import PeriodPaper, period_pdf

PATIENCE: Final = 120.0
"""Seconds the drawing may take."""


class _Job(Struct, frozen=True):
    figures: bytes
    pack: CityPack


def printed(figures: bytes, pack: CityPack) -> bytes:
    """The PDF. `figures`: the bytes of `laporan.json`; of the pack, only the outlines are used."""
    period = msgspec.json.decode(figures, type=Period)
    paper = PeriodPaper(
        period, digest(figures), pack.shapes, _radii(period), estimated=not pack.shapes_official
    )
    words = Format(ZoneInfo(period.timezone), period.clock_label)
    return drawn(lambda: period_pdf(paper, words))


def printed_beside(figures: bytes, pack: CityPack) -> bytes:
    """The same PDF, from a process of its own. Raises `KnownError`."""
    command = [sys.executable, "-m", "console.period_paper"]
    try:
        done = subprocess.run(  # noqa: S603 - this very program
            command,
            input=msgspec.msgpack.encode(_Job(figures, pack)),
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KnownError("print", f"Pencetakan tidak berjalan: {error}") from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise KnownError("print", f"Pencetakan gagal: {' '.join(last)}")
    return done.stdout


def main() -> int:
    """Read a job, write the PDF."""
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Job)
    sys.stdout.buffer.write(printed(job.figures, job.pack))
    return 0


def _radii(period: Period) -> str:
    """What counts as the same place, in words."""
    again = period.recurrence
    if again.radius_m:
        return f"Tempat yang sama: dalam {again.radius_m} m dan {again.window_days} hari."
    return (
        f"Tempat yang sama: dalam seperempat jarak duplikat jenisnya ({NEAREST_M}–{FARTHEST_M} m) dan "
        f"{again.window_days} hari."
    )


if __name__ == "__main__":
    sys.exit(main())
