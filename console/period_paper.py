"""Puts a period on paper, from the bytes of `laporan.json` alone: what has the hash is what is printed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import msgspec

from console.paper_qt import drawn
from services.contract.city import CityPack
from services.contract.period import Period
from services.reporting.period_files import digest
from services.reporting.recurrence import FARTHEST_M, NEAREST_M
from widgets.format import Format
from widgets.paper.period import PeriodPaper, period_pdf


def printed(figures: bytes, pack: CityPack) -> bytes:
    """The PDF. `figures`: the bytes of `laporan.json`; of the pack, only the outlines are used."""
    period = msgspec.json.decode(figures, type=Period)
    paper = PeriodPaper(period, digest(figures), pack.shapes, _radii(period))
    words = Format(ZoneInfo(period.timezone), period.clock_label)
    return drawn(lambda: period_pdf(paper, words))


def _radii(period: Period) -> str:
    """What counts as the same place, in words."""
    again = period.recurrence
    if again.radius_m:
        return f"Tempat yang sama: dalam {again.radius_m} m dan {again.window_days} hari."
    return (
        f"Tempat yang sama: dalam seperempat jarak duplikat jenisnya ({NEAREST_M}–{FARTHEST_M} m) dan "
        f"{again.window_days} hari."
    )
