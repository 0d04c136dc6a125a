"""What a handover on paper is made of, and the words around it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.contract.briefing import Document
from services.contract.city import Shape
from services.contract.shifts import Handover, HandoverState, Side
from widgets.figures.plot import Chart

RANK_WORDS: Final = ("Kritis", "Tinggi", "Sedang", "Rendah")
GRADES_LEGEND: Final = "◆ kritis    ▲ tinggi    ■ sedang    ● rendah    Angka: nomor butir pada lembar ini"
ESTIMATED: Final = "Batas wilayah perkiraan, belum yang resmi."
STATE_WORDS: Final[Mapping[HandoverState, str]] = {
    HandoverState.OPEN: "belum diterima",
    HandoverState.ACCEPTED: "diterima",
    HandoverState.REFUSED: "ditolak",
    HandoverState.VOID: "batal",
}
SIDE_WORDS: Final[Mapping[Side, str]] = {
    Side.OUTGOING: "Yang menyerahkan",
    Side.INCOMING: "Yang menerima",
}


@dataclass(frozen=True)
class Mark:
    """An incident on the map. `number`: its number on the paper, 0: none; `rank`: 0 (worst) to 3."""

    number: int
    rank: int
    lat: float
    lon: float


@dataclass(frozen=True)
class Table:
    """Words in columns; `shares` of the width, the first column to the left, the others to the right."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float]
    note: str = ""
    left: int = 1
    """How many columns stand at the left edge of theirs."""


@dataclass(frozen=True)
class Outline:
    """The city on a map: outlines of its areas and what is marked in it."""

    shapes: Sequence[Shape] = ()
    marks: Sequence[Mark] = ()
    shades: Mapping[str, float] = field(default_factory=dict)
    """How dark an area is by its code, 0 to 1."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What is written into an area, by its code."""
    legend: str = GRADES_LEGEND


@dataclass(frozen=True)
class HandoverPaper:
    """Everything on the paper of a handover. `document` is what `handover.digest` is the hash of."""

    document: Document
    handover: Handover
    outline: Outline = field(default_factory=Outline)
    tables: Sequence[Table] = ()
    """The figures of the shift, ready to read."""
    charts: Sequence[Chart] = ()
    period: str = ""
    """What the charts are about and what is beside it."""
    drill: bool = False
    doubt: str = ""
    """What whoever printed this could not prove."""
