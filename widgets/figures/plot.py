"""A chart as marks in its own coordinates: drawn by pyqtgraph on the screen, by a painter on paper. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["now", "past", "alarm"]
"""What is meant: this period, the same hours before, or more than can be borne. Never by colour alone."""
Side = Literal["below", "left", "right", "above"]


@dataclass(frozen=True)
class Bar:
    """A rectangle from corner to corner."""

    x0: float
    y0: float
    x1: float
    y1: float
    role: Role = "now"


@dataclass(frozen=True)
class Line:
    """`dashed`: a limit or what is usual; otherwise a connection."""

    x0: float
    y0: float
    x1: float
    y1: float
    dashed: bool = False
    role: Role = "now"


@dataclass(frozen=True)
class Dot:
    """`shape`: a circle for a median, a diamond for a 90th percentile; of the past hollow."""

    x: float
    y: float
    shape: Literal["circle", "diamond"]
    role: Role = "now"


@dataclass(frozen=True)
class Words:
    """At a mark (`above`), or in the margin beside the place of the plot it belongs to."""

    text: str
    at: float
    side: Side
    high: float = 0.0
    """Of `above`: the y of the mark."""


@dataclass(frozen=True)
class Plot:
    """Everything of one chart; x from 0 to `wide`, y from 0 to `tall`, upwards. Drawn in this order."""

    wide: float
    tall: float
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A plot with what it says in words; without a plot there is nothing to draw yet."""

    code: str
    caption: str
    headline: str
    note: str
    """What the marks mean and of how many the figure is."""
    reading: str
    """The whole chart for who cannot see it."""
    plot: Plot | None = None
    worrying: bool = False
