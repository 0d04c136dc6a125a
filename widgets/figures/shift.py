"""What the charts of a shift are made of. Times and lengths in milliseconds. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Usual:
    """Earlier weeks: the median between the least and the most."""

    low: float
    median: float
    high: float


@dataclass(frozen=True)
class Counted:
    """How many of something, by its code, and how many in earlier weeks."""

    code: str
    value: int
    usual: Usual | None = None


@dataclass(frozen=True)
class Step:
    """How long a step took: `count` cases reached it."""

    code: str
    count: int
    median: int
    p90: int
    usual_median: Usual | None = None
    usual_p90: Usual | None = None


@dataclass(frozen=True)
class Limits:
    """Alarms per operator and ten minutes (ISA-18.2)."""

    acceptable: float
    manageable: float
    deficient: float
    flood: float


@dataclass(frozen=True)
class Load:
    """Alarms of each window of `bar_ms` from `first`, per operator and ten minutes."""

    limits: Limits
    first: int
    bar_ms: int
    rates: tuple[float, ...]
    windows: int
    """Ten minutes each; the bars may stand for several."""
    total: int
    kinds: Mapping[str, int]
    mean: float
    peak: float
    peak_at: int
    floods: int
    assumed: int
    """Windows in which nobody was recorded as seated: one operator is reckoned with."""
    operators: float
    usual_mean: Usual | None = None


@dataclass(frozen=True)
class Nuisance:
    """Time spent on prank and ghost calls, so many weeks ago; 0: now."""

    weeks_ago: int
    ms: int
    calls: int


@dataclass(frozen=True)
class ShiftData:
    """The figures of the time from `start` to `end` and of the same hours in `weeks` earlier weeks."""

    start: int
    end: int
    weeks: int
    arrivals: int
    reports: int
    answered: int
    usual_arrivals: Usual | None
    bar_ms: int
    curve: tuple[int, ...]
    usual_curve: tuple[Usual, ...]
    """One for each entry of `curve`; empty without an earlier week."""
    dispositions: tuple[Counted, ...]
    steps: tuple[Step, ...]
    forgotten: int
    load: Load
    nuisance: tuple[Nuisance, ...]
    """The oldest week first, now the last."""
