"""What the figures show: one line for each agency and category, and one for everything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One line. Shares from 0 to 1; `share` None: nothing to count."""

    name: str
    closed: int = 0
    on_time: int = 0
    overdue_open: int = 0
    share: float | None = None
    paused_share: float = 0.0


@dataclass(frozen=True, slots=True)
class FiguresData:
    """The figures of a period, the worst first. Times in milliseconds since the epoch."""

    start: int
    end: int
    total: FigureLine
    agencies: tuple[FigureLine, ...] = ()
    categories: tuple[FigureLine, ...] = ()
    unmeasured: int = 0
    """Closed cases without a deadline: in no figure."""
