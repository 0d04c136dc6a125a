"""A period for planning: what happened where, how often again at one point, how well it was answered.

Counts, places and times; no reporter, no words of a citizen, no name of anybody in the room. Codes come with
their names, so that what was exported is read years later without the city pack of today.
"""

from __future__ import annotations

from msgspec import Struct


class Spread(Struct, frozen=True, kw_only=True):
    """How long a step took: `count` of cases that reached it, milliseconds; 0 where none did."""

    count: int = 0
    median: int = 0
    p90: int = 0


class Count(Struct, frozen=True, kw_only=True):
    """Incidents of one kind in the period and in the one it is compared with."""

    code: str
    """Empty: nobody knows."""
    name: str
    count: int
    before: int


class AgencyCount(Struct, frozen=True, kw_only=True):
    """Incidents an agency answers for: assigned as lead or, while unassigned, by the category."""

    code: str
    name: str
    count: int
    before: int
    unassigned: int
    """Part of `count` that nobody assigned."""
    supporting: int
    """Incidents of other agencies in which it helped; not part of `count`."""


class Kept(Struct, frozen=True, kw_only=True):
    """The published formula (docs/sla.md). `share`: 0 to 1; null: nothing to count."""

    closed: int
    on_time: int
    overdue_open: int
    unmeasured: int
    share: float | None


class Point(Struct, frozen=True, kw_only=True):
    """One place at which the same kind of incident came back. Degrees rounded to about 11 m."""

    number: int
    """From 1, the most frequent first."""
    category: str
    category_name: str
    lat: float
    lon: float
    street: str
    """Empty where no street was named."""
    area: str
    area_name: str
    district_name: str
    times: tuple[int, ...]
    """When it happened, milliseconds UTC, with what lies in the window before the period."""
    in_period: int
    """How many of `times` lie in the period."""
    reports: int
    """Incidents behind `times`; more where one event was recorded more than once."""
    refs: tuple[str, ...]
    """Numbers of the incidents, as people say them."""
    agencies: tuple[str, ...]
    """Short names of who answered, the most frequent first."""
    approximate: int
    """Incidents that are here by the name of a street or a landmark, not by a measured position."""
    moved: int
    """Incidents that were carried into the city for an exercise."""


class Recurrence(Struct, frozen=True, kw_only=True):
    """Incidents at one point again. `radius_m` 0: a quarter of the category's duplicate radius."""

    radius_m: int
    window_days: int
    considered: int
    """Incidents of the period whose position is good enough."""
    approximate_area: int
    """Left out: known to the kelurahan only."""
    unplaced: int
    """Left out: no position."""
    personal: int
    """Left out: kinds whose place tells about a person."""
    found: int
    """How many points there are; the most frequent are in `points`."""
    points: tuple[Point, ...]


class Period(Struct, frozen=True, kw_only=True):
    """Everything about one period. Times in milliseconds UTC, ends not included."""

    city: str
    prefix: str
    timezone: str
    clock_label: str
    area_word: str
    district_word: str
    drill: bool
    epoch: str
    seq: int
    """As the log stood after this entry."""
    pack: str
    """Digest of the city pack whose names and clocks were used."""
    name: str
    before_name: str
    start: int
    end: int
    before_start: int
    before_end: int
    running: bool
    """The period was not over when it was counted."""
    before_whole: bool
    """False: the log began after the compared period did, so there is nothing to compare with."""
    filters: tuple[str, ...]
    """What it was narrowed to, in words."""
    opened: int
    """Everything that was opened: `total` and all that is in `excluded`."""
    total: int
    before_total: int
    reports: int
    """Reports that the incidents hold."""
    excluded: dict[str, int]
    """What was not an incident of the city, by disposition."""
    sentence: str
    districts: tuple[Count, ...]
    areas: tuple[Count, ...]
    categories: tuple[Count, ...]
    severities: tuple[Count, ...]
    dispositions: tuple[Count, ...]
    agencies: tuple[AgencyCount, ...]
    hours: tuple[tuple[int, ...], ...]
    """Seven weekdays from Monday, each with 24 local hours."""
    steps: dict[str, Spread]
    steps_before: dict[str, Spread]
    times_known: int
    """Incidents of the period whose steps are still at hand."""
    kept: Kept
    kept_before: Kept
    kept_agencies: dict[str, Kept]
    kept_categories: dict[str, Kept]
    recurrence: Recurrence
