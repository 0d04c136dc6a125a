"""The city pack as data: what a city is made of. Loaded and checked by `services.city`."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta, Struct

from services.contract.records import Code, Latitude, Line, Longitude, Severity

Minutes = Annotated[int, Meta(ge=1, le=525_600)]
Words = tuple[Annotated[str, Meta(min_length=1, max_length=80)], ...]
NO_CATEGORY: Final = "Belum dikategorikan"
"""What an incident without a category is called in the log."""


class Neighbour(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who lies beyond the city's edge, so that a report from there can be handed over."""

    name: Line
    sides: tuple[Annotated[str, Meta(pattern="^(north|east|south|west)$")], ...] = ()
    """Where it borders the city; empty: all around."""
    agency: Code = ""
    """Agency of kind `neighbour` that reports from there are handed to; empty: nobody yet."""


class CityFacts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Name, code, clock and words of one city."""

    code: Code
    prefix: Annotated[str, Meta(pattern="^[A-Z]{2,4}$")]
    name: Line
    region: Line = ""
    timezone: Line
    """IANA name, e.g. `Asia/Jakarta`."""
    clock_label: Annotated[str, Meta(max_length=8)]
    """What the clock says behind the time, e.g. `WIB`."""
    lat: Latitude
    lon: Longitude
    phone_country: Annotated[str, Meta(pattern="^[0-9]{1,3}$")] = "62"
    country: Annotated[str, Meta(pattern="^[A-Z]{2}$")] = "ID"
    """ISO 3166-1: whose public holidays stop the working-day clocks."""
    area_word: Line = "Kelurahan"
    district_word: Line = "Kecamatan"
    neighbours: tuple[Neighbour, ...] = ()
    sources: tuple[Line, ...] = ()


class District(Struct, frozen=True, forbid_unknown_fields=True):
    code: Code
    name: Line


class Area(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kelurahan: the unit in which places are named."""

    code: Code
    name: Line
    district: Code
    lat: Latitude
    lon: Longitude
    area_km2: float = 0.0


class Channel(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way to reach an agency. An empty `address` means: not known yet."""

    kind: Annotated[str, Meta(pattern="^(phone|whatsapp|telegram|email|radio|sms|webhook)$")]
    address: Line = ""
    verified_on: Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    """ISO date of the last time somebody reached it; empty: unverified."""
    note: Line = ""


class Agency(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A department (OPD), a unit of one, or a partner outside the city government."""

    code: Code
    short: Line
    """What the room says, e.g. `DLH`."""
    name: Line
    name_en: Line = ""
    kind: Annotated[str, Meta(pattern="^(agency|unit|partner|neighbour)$")] = "agency"
    parent: Code = ""
    duties: tuple[Line, ...] = ()
    areas: tuple[Code, ...] = ()
    """Service areas; empty: the whole city."""
    roles: tuple[Line, ...] = ()
    """Positions to contact (never names), e.g. `Petugas piket`."""
    channels: tuple[Channel, ...] = ()


class Clock(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One SLA clock: minutes around the clock, or working days."""

    phase: Annotated[str, Meta(pattern="^(respond|arrive|resolve)$")]
    minutes: Minutes | None = None
    working_days: Annotated[int, Meta(ge=1, le=365)] | None = None
    source: Line
    """The norm or the decision it comes from."""


class Step(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    text: Line
    text_en: Line = ""
    mandatory: bool = False


class Attribute(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question of a service definition (Open311 GeoReport v2)."""

    code: Code
    description: Line
    datatype: Annotated[str, Meta(pattern="^(string|number|datetime|text|singlevaluelist|multivaluelist)$")]
    required: bool = False
    variable: bool = True
    datatype_description: Line = ""
    order: int = 0
    values: dict[str, Line] = {}


class Category(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A kind of incident and everything the room should know about handling it."""

    code: Code
    name: Line
    name_en: Line
    parent: Code = ""
    """Code of the group; empty for a group itself."""
    description: Line = ""
    words: Words = ()
    """Indonesian (and regional) words that suggest it; a phrase counts more than a word."""
    severity: Severity = Severity.LOW
    agency: Code = ""
    supporting: tuple[Code, ...] = ()
    clocks: tuple[Clock, ...] = ()
    duplicate_radius_m: Annotated[int, Meta(ge=0, le=20_000)] = 200
    duplicate_window_min: Minutes = 60
    steps: tuple[Step, ...] = ()
    questions: tuple[Line, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    public: bool = True
    """Offered to citizens over Open311."""
    proof: bool = False
    """Not finished without photo, place, time and person."""
    personal: bool = False
    """Where it happened tells about somebody: leaves the room with the kelurahan only."""


class PriorityRule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that raise (never lower) the severity of any category, with the reason shown."""

    words: Words
    severity: Severity
    reason: Line
    reason_en: Line = ""
    categories: tuple[Code, ...] = ()
    """Only for these categories or groups; empty: for all."""


class DepthRule(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Water this deep or deeper raises the severity of these categories."""

    min_cm: Annotated[int, Meta(ge=1, le=1000)]
    severity: Severity
    reason: Line
    reason_en: Line = ""
    categories: tuple[Code, ...]
    """Categories or groups that depth is a measure for."""


class Shift(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    code: Code
    name: Line
    start: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    end: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Place(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A landmark or a street that people name on the phone."""

    name: Line
    kind: Annotated[str, Meta(pattern="^(landmark|street)$")] = "landmark"
    aliases: tuple[Line, ...] = ()
    area: Code = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    approximate: bool = True


class Camera(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    code: Code
    name: Line
    lat: Latitude | None = None
    lon: Longitude | None = None
    approximate: bool = True
    stream: Line = ""
    note: Line = ""


class PauseKind(Struct, frozen=True, forbid_unknown_fields=True):
    """A reason for which a clock may stand still."""

    code: Code
    name: Line


PAUSE_KINDS: Final = (
    PauseKind("waiting_reporter", "Menunggu jawaban pelapor"),
    PauseKind("waiting_budget", "Menunggu anggaran"),
    PauseKind("weather", "Cuaca tidak memungkinkan"),
    PauseKind("third_party", "Menunggu pihak lain"),
    PauseKind("other", "Alasan lain"),
)


class RungClock(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Within how many minutes after the rung below an order has to reach this one."""

    rung: Annotated[
        str, Meta(pattern="^(delivered|seen|read_back|confirmed|en_route|on_scene|done|verified)$")
    ]
    minutes: Minutes
    source: Line


UrgencyCode = Annotated[str, Meta(pattern="^(immediate|urgent|routine)$")]


class Policy(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Figures the city decides for itself."""

    claim_stale_minutes: Minutes = 15
    border_m: Annotated[int, Meta(ge=0, le=20_000)] = 300
    """Within this distance of the city's edge a report is marked as near the border."""
    duplicate_default_radius_m: Annotated[int, Meta(ge=0, le=20_000)] = 200
    duplicate_default_window_min: Minutes = 60
    extra_holidays: tuple[Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")], ...] = ()
    """ISO dates on which offices are closed besides the national holidays."""
    warn_share: Annotated[float, Meta(gt=0, lt=1)] = 0.8
    """A clock warns when this share of its time has gone."""
    pause_kinds: Annotated[tuple[PauseKind, ...], Meta(min_length=1)] = PAUSE_KINDS
    proof_radius_m: Annotated[int, Meta(ge=10, le=20_000)] = 150
    """A proof from farther than this from the incident is looked at by somebody else."""
    proof_sample_share: Annotated[float, Meta(ge=0, le=1)] = 0.05
    """Smallest share of proofs that are looked at although nothing was found."""
    surge_window_min: Annotated[int, Meta(ge=1, le=1_440)] = 30
    """What came within so many minutes, of one kind and in one place, is one line of the queue …"""
    surge_least: Annotated[int, Meta(ge=2, le=1_000)] = 5
    """… where there are so many of it and nobody works on any."""
    ladder: dict[UrgencyCode, tuple[RungClock, ...]] = {}
    """How soon each rung of an order has to be reached; a rung not named keeps its default
    (`services.rules.ladder.DEFAULT_TIMERS`)."""
    order_expires_minutes: dict[UrgencyCode, Minutes] = {}
    """After how long an order of leadership that nobody has seen is void (`ladder.DEFAULT_EXPIRY`)."""


class Shape(Struct, frozen=True, kw_only=True):
    """Outline of one area: polygons, each a list of rings, each a list of (lon, lat)."""

    code: Code
    polygons: tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


class CityPack(Struct, frozen=True, kw_only=True):
    """A whole, checked city pack."""

    city: CityFacts
    districts: tuple[District, ...]
    areas: tuple[Area, ...]
    agencies: tuple[Agency, ...]
    categories: tuple[Category, ...]
    priority_rules: tuple[PriorityRule, ...] = ()
    depth_rules: tuple[DepthRule, ...] = ()
    depth_words: dict[str, int] = {}
    """Centimetres of water meant by a word, e.g. `selutut`."""
    shifts: tuple[Shift, ...] = ()
    places: tuple[Place, ...] = ()
    cameras: tuple[Camera, ...] = ()
    policy: Policy = Policy()
    shapes: tuple[Shape, ...] = ()
    """Official outlines where imported, otherwise computed from the centroids."""
    shapes_official: bool = False
    digest: str = ""
    """Hash over the pack's files; consoles compare it with the backend's."""
