"""Open incidents that may be the same event, each with its reasons.

Works on whole columns (numpy): with 100,000 open rows only arithmetic over arrays, words for the few
best. The score of a pair is the same from either side.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from services.contract.city import CityPack
from services.rules.words import tokens

EARTH_M_PER_DEGREE: Final = 111_195.0
MINUTE_MS: Final = 60_000
_SHORTLIST: Final = 24
"""Rows whose words are compared."""
_MIN_SCORE: Final = 0.3
_SAME_GROUP: Final = 0.7
_OTHER: Final = 0.35
_UNKNOWN: Final = 0.6
_UNPLACED: Final = 0.4
"""How much a missing position counts, where 1 is the same spot."""
_APPROXIMATE_M: Final = 700.0
"""Half the width of a kelurahan: as near as an approximate position can tell."""
_SAME_CALLER: Final = 1.3
"""Somebody who calls twice within the window mostly means the same thing."""
_COMMON = frozenset(
    tokens(
        """ada adalah agar akan akibat atas atau bagi bantu banyak baru bisa dalam dan dari daerah dekat
        dengan depan di dong hari harus ini itu iya jadi jangan jika jalan jl jln juga kami karena kata ke
        kelurahan kita kok lagi lalu lokasi masih mau min mohon nya oleh pada pak bu para perlu rt rw saat
        saja sampai sangat sebelah sedang segera sekali sekarang sekitar selamat semua sudah tadi tapi telah
        terima kasih tidak tolong untuk wib warga wilayah yang yg"""
    )
)


class Columns(Protocol):
    """The columns this needs, all of one length; the board offers them."""

    @property
    def lat(self) -> NDArray[Any]: ...
    @property
    def lon(self) -> NDArray[Any]: ...
    @property
    def opened_at(self) -> NDArray[Any]: ...
    @property
    def category(self) -> NDArray[Any]: ...


class Probe(Struct, frozen=True, kw_only=True):
    """What came in: position (None: unknown), time in ms, category code ("": unknown), words."""

    lat: float | None = None
    lon: float | None = None
    at: int
    category: str = ""
    text: str = ""
    approximate: bool = False
    """Its position is the centre of an area, not a spot."""


class Similar(Struct, frozen=True, kw_only=True):
    """One open incident that may be the same event."""

    row: int
    """Index into the columns."""
    score: float
    """0 to 1; from 0.6 on it is worth asking."""
    distance_m: int
    """-1 where one of the positions is unknown."""
    minutes: int
    words: tuple[str, ...]
    reason: str
    """E.g. `40 m, 3 menit, kategori sama, kata sama: pohon, penelepon sama`."""


class Evidence(Struct, frozen=True):
    """One thing that speaks for or against two incidents being the same event, in words."""

    speaks_for: bool
    words: str


class Comparison(Struct, frozen=True, kw_only=True):
    """Two incidents beside each other. `distance_m` is -1 where one of the positions is unknown."""

    distance_m: int
    minutes: int
    evidence: tuple[Evidence, ...]
    """What speaks for it first."""


class _Found(NamedTuple):
    """Columns over the rows that are left, all of one length."""

    rows: NDArray[np.intp]
    score: NDArray[np.float64]
    distance: NDArray[np.float64]
    minutes: NDArray[np.float64]
    kin: NDArray[np.float64]
    unsure: NDArray[np.bool_]
    called: NDArray[np.bool_]


class Duplicates:
    """Radius and window per category of one pack, compiled for columns of category indexes."""

    def __init__(self, pack: CityPack, codes: Sequence[str]) -> None:
        """`codes[i]` is the category code that index `i` of the category column means ("" = none)."""
        known = {c.code: c for c in pack.categories}
        groups = {c.parent or c.code: number for number, c in enumerate(pack.categories)}
        policy = pack.policy
        # A category that no column value means yet may still be the one of the probe.
        every = [*codes, *(code for code in known if code not in set(codes))]
        found = [known.get(code) for code in every]
        self._index = {code: i for i, code in enumerate(every)}
        self._radius = np.array(
            [c.duplicate_radius_m if c else policy.duplicate_default_radius_m for c in found]
            + [policy.duplicate_default_radius_m],
            dtype=np.float32,
        )
        self._window = np.array(
            [c.duplicate_window_min if c else policy.duplicate_default_window_min for c in found]
            + [policy.duplicate_default_window_min],
            dtype=np.float32,
        )
        self._group = np.array(
            [groups[c.parent or c.code] if c else -1 for c in found] + [-1], dtype=np.int32
        )

    def similar(
        self,
        rows: Columns,
        open_rows: NDArray[np.bool_] | None,
        probe: Probe,
        text_of: Callable[[int], str],
        *,
        approximate: NDArray[np.bool_] | None = None,
        limit: int = 5,
        exclude: int = -1,
        callers: Collection[int] = (),
    ) -> list[Similar]:
        """Best first. `open_rows`: mask of rows to look at (None: all); `text_of(row)`: title and beginning
        of the text, asked for a few rows only; `exclude`: row of the incident itself; `callers`: rows that
        one of its callers reported too."""
        mine = self._index.get(probe.category, len(self._radius) - 1)
        again = np.fromiter(callers, np.intp, len(callers))
        near = self._near(rows, open_rows, probe, mine, approximate is not None)
        near = np.union1d(near, again if open_rows is None else again[open_rows[again]])
        chosen = near[near != exclude]
        if not len(chosen):
            return []
        kinds = np.asarray(rows.category)[chosen]
        unsure = np.full(len(chosen), probe.approximate)
        if approximate is not None:
            unsure |= approximate[chosen]
        # The stricter of both categories decides, so that it does not matter which of the two came first.
        radius = np.minimum(self._radius[kinds], self._radius[mine])
        radius = np.where(unsure, np.maximum(radius, _APPROXIMATE_M), radius)
        window = np.minimum(self._window[kinds], self._window[mine])
        minutes = np.abs(np.asarray(rows.opened_at)[chosen] - np.int64(probe.at)) / MINUTE_MS
        distance = self._distances(rows, chosen, probe)
        place = np.where(np.isnan(distance), _UNPLACED, 1 - 0.6 * distance / np.maximum(radius, 1))
        place = np.where(unsure, np.minimum(place, 0.6), place)
        called = np.isin(chosen, again)
        # The same caller may have named the place wrongly once: being far counts like not knowing where.
        place = np.where(called & ~(place > _UNPLACED), _UNPLACED, place)
        kin = self._kinship(kinds, mine)
        score = place * kin * (1 - 0.4 * minutes / window) * np.where(called, _SAME_CALLER, 1.0)
        score[(minutes > window) | ((distance > radius) & ~called)] = 0
        found = _Found(chosen, score, distance, minutes, kin, unsure, called)
        return self._finish(found, probe, text_of, limit)

    def compare(self, one: Probe, other: Probe, *, same_caller: bool | None = None) -> Comparison:
        """Two incidents beside each other; `same_caller` None: at least one of them is anonymous."""
        last = len(self._radius) - 1
        mine, theirs = (self._index.get(probe.category, last) for probe in (one, other))
        unsure = one.approximate or other.approximate
        radius = max(min(self._radius[mine], self._radius[theirs]), _APPROXIMATE_M if unsure else 0)
        minutes = round(abs(one.at - other.at) / MINUTE_MS)
        metres = _metres(one, other)
        shared = sorted(telling(one.text) & telling(other.text), key=lambda word: (-len(word), word))[:6]
        kin = float(self._kinship(np.array([theirs]), mine)[0])
        evidence = [
            _of_place(metres, unsure, float(radius)),
            _of_time(minutes, float(min(self._window[mine], self._window[theirs]))),
            _of_kind(kin),
            Evidence(
                bool(shared), f"kata sama: {', '.join(shared)}" if shared else "tidak ada kata yang sama"
            ),
        ]
        if same_caller is not None:
            evidence.append(Evidence(same_caller, "penelepon sama" if same_caller else "penelepon berbeda"))
        evidence.sort(key=lambda found: not found.speaks_for)
        return Comparison(distance_m=metres, minutes=minutes, evidence=tuple(evidence))

    def _near(
        self, rows: Columns, open_rows: NDArray[np.bool_] | None, probe: Probe, mine: int, widened: bool
    ) -> NDArray[np.intp]:
        """Rows near enough in time and space to be looked at: whole columns, so only cheap arithmetic."""
        window = np.int64(float(self._window[mine]) * MINUTE_MS)
        opened = np.asarray(rows.opened_at)
        mask = (opened >= probe.at - window) & (opened <= probe.at + window)
        if open_rows is not None:
            mask &= open_rows
        if probe.lat is not None and probe.lon is not None:
            reach = float(self._radius[mine])
            if widened or probe.approximate:
                reach = max(reach, _APPROXIMATE_M)
            high = 1.01 * reach / EARTH_M_PER_DEGREE
            wide = high / max(0.01, float(np.cos(np.radians(min(89.0, abs(probe.lat) + high)))))
            # Written so that a missing position (NaN) stays in.
            mask &= ~(np.abs(np.asarray(rows.lat) - probe.lat) > high)
            mask &= ~(np.abs(np.asarray(rows.lon) - probe.lon) > wide)
        return np.flatnonzero(mask)

    def _distances(self, rows: Columns, chosen: NDArray[np.intp], probe: Probe) -> NDArray[np.float64]:
        """Metres, NaN where unknown. Equirectangular about the mean latitude: exact enough for a city."""
        if probe.lat is None or probe.lon is None:
            return np.full(len(chosen), np.nan)
        lat = np.asarray(rows.lat)[chosen].astype(np.float64)
        lon = np.asarray(rows.lon)[chosen].astype(np.float64)
        east = (lon - probe.lon) * np.cos(np.radians((lat + probe.lat) / 2))
        return np.asarray(np.hypot(lat - probe.lat, east) * EARTH_M_PER_DEGREE)

    def _kinship(self, kinds: NDArray[Any], mine: int) -> NDArray[np.float64]:
        group = self._group[kinds]
        if self._group[mine] < 0:
            return np.full(len(kinds), _UNKNOWN)
        kin = np.where(group == self._group[mine], _SAME_GROUP, np.where(group < 0, _UNKNOWN, _OTHER))
        return np.where(kinds == mine, 1.0, kin)

    def _finish(
        self, found: _Found, probe: Probe, text_of: Callable[[int], str], limit: int
    ) -> list[Similar]:
        mine = telling(probe.text)
        results = []
        for i in _top(found.score, _SHORTLIST if probe.lat is not None else 8 * _SHORTLIST):
            if found.score[i] <= 0:
                continue
            row = int(found.rows[i])
            shared = sorted(mine & telling(text_of(row)), key=lambda word: (-len(word), word))[:4]
            total = min(1.0, float(found.score[i]) * (1 + 0.15 * len(shared)))
            metres = -1 if np.isnan(found.distance[i]) else round(float(found.distance[i]))
            # Without a place only words can tell one flood from another.
            called = bool(found.called[i])
            if total < _MIN_SCORE or (metres < 0 and not shared and not called):
                continue
            minutes = round(float(found.minutes[i]))
            results.append(
                Similar(
                    row=row,
                    score=round(total, 3),
                    distance_m=metres,
                    minutes=minutes,
                    words=tuple(shared),
                    reason=_reason(
                        metres, bool(found.unsure[i]), minutes, float(found.kin[i]), shared, called
                    ),
                )
            )
        results.sort(key=lambda similar: (-similar.score, similar.row))
        return results[:limit]


def _top(score: NDArray[np.float64], count: int) -> NDArray[np.intp]:
    best = np.argpartition(-score, count)[:count] if len(score) > count else np.arange(len(score))
    return best[np.argsort(-score[best], kind="stable")]


def telling(text: str) -> set[str]:
    """Words that tell one event from another: no common words, nothing shorter than four letters."""
    return {word for word in tokens(text) if len(word) > 3 and word not in _COMMON and not word.isdigit()}


def _far(metres: int) -> str:
    return f"{metres} m" if metres < 1000 else f"{metres / 1000:.1f} km".replace(".", ",")


def _long(minutes: int) -> str:
    return f"{minutes} menit" if minutes < 120 else f"{minutes // 60} jam"


def _metres(one: Probe, other: Probe) -> int:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return -1
    east = (one.lon - other.lon) * np.cos(np.radians((one.lat + other.lat) / 2))
    return round(float(np.hypot(one.lat - other.lat, east)) * EARTH_M_PER_DEGREE)


def _of_place(metres: int, unsure: bool, radius: float) -> Evidence:
    if metres < 0:
        return Evidence(False, "jarak belum diketahui")
    about = "sekitar " if unsure else ""
    if metres <= radius:
        return Evidence(True, f"berjarak {about}{_far(metres)} (batas {_far(round(radius))})")
    return Evidence(False, f"terpisah {about}{_far(metres)} (batas {_far(round(radius))})")


def _of_time(minutes: int, window: float) -> Evidence:
    words = f"selisih {_long(minutes)} (batas {_long(round(window))})"
    return Evidence(minutes <= window, words)


def _of_kind(kin: float) -> Evidence:
    words = {
        1.0: "kategori sama",
        _SAME_GROUP: "kelompok kategori sama",
        _UNKNOWN: "kategori belum diketahui",
    }
    return Evidence(kin in (1.0, _SAME_GROUP), words.get(kin, "kategori berbeda"))


def _reason(metres: int, unsure: bool, minutes: int, kin: float, words: Iterable[str], called: bool) -> str:
    if metres < 0:
        parts = ["jarak belum diketahui"]
    else:
        parts = [f"sekitar {_far(metres)} (perkiraan)" if unsure else _far(metres)]
    parts.append(_long(minutes))
    if kin == 1.0:
        parts.append("kategori sama")
    elif kin == _SAME_GROUP:
        parts.append("kelompok sama")
    shared = ", ".join(words)
    if shared:
        parts.append(f"kata sama: {shared}")
    if called:
        parts.append("penelepon sama")
    return ", ".join(parts)
