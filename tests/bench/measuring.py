"""What every benchmark shares: interleaved repeats, medians, ratios, one result file.

A benchmark is a module with `main()`, started as `python -m tests.bench.bench_NAME --json FILE`. It measures
us and a peer (or a physical limit) in turn within one run, because absolute times drift with the machine and
ratios do not.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 … 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median with the smallest and largest."""
    return {
        "median": round(statistics.median(values), 6),
        "min": round(min(values), 6),
        "max": round(max(values), 6),
    }


def interleaved(repeats: int, contestants: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Let the contestants run in turn, `repeats` rounds; each returns its figure."""
    figures: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(repeats):
        for name, run in contestants.items():
            figures[name].append(run())
    return figures


@dataclass
class Report:
    """The result of one benchmark, printed as it grows and written at the end."""

    name: str
    about: str
    figures: dict[str, Any] = field(default_factory=dict)

    def figure(self, name: str, values: Sequence[float] | float, unit: str, target: str = "") -> None:
        """One measured figure, given as its repeats."""
        repeats = [float(values)] if isinstance(values, int | float) else [float(v) for v in values]
        self.figures[name] = {**spread(repeats), "unit": unit, "target": target}
        wanted = f"  (target {target})" if target else ""
        print(f"{name:<58} {statistics.median(repeats):>14,.3f} {unit}{wanted}", flush=True)

    def ratio(self, name: str, ours: Sequence[float], theirs: Sequence[float], target: str = "") -> None:
        """How many times larger `theirs` is than `ours`, pair by pair in the order they ran."""
        ratios = [b / a for a, b in zip(ours, theirs, strict=True)]
        self.figure(name, ratios, "×", target)

    def write(self) -> None:
        """Write the result where the command line says, if it does."""
        parser = argparse.ArgumentParser(description=self.about)
        parser.add_argument("--json", type=Path)
        target = parser.parse_args().json
        if target:
            result = {"name": self.name, "about": self.about, "figures": self.figures}
            target.write_text(json.dumps(result, indent=2) + "\n")
