"""The wall: one glance from across the room. What is wrong, where, since when, who has it, and is it true."""

from widgets.wall.model import (
    AGE_LIMITS_MIN,
    BINS,
    AgencyLoad,
    Arrivals,
    BriefingCard,
    Counts,
    Freshness,
    Head,
    Link,
    Loads,
    Worst,
    WorstIncident,
)
from widgets.wall.scale import Viewing
from widgets.wall.view import WallView

__all__ = [
    "AGE_LIMITS_MIN",
    "BINS",
    "AgencyLoad",
    "Arrivals",
    "BriefingCard",
    "Counts",
    "Freshness",
    "Head",
    "Link",
    "Loads",
    "Viewing",
    "WallView",
    "Worst",
    "WorstIncident",
]
