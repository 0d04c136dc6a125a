"""A place as an answer to typed words, for intake and detail alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place that answers to what was typed."""

    name: str
    detail: str
    """Kind and area in words, e.g. `kelurahan · Sananwetan`."""
    area: str = ""
    lat: float | None = None
    lon: float | None = None
    placement: str = "unknown"
    """`Placement` value."""
    outside_m: int = 0
