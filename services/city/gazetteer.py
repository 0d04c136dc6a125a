"""Places by name: kelurahan, kecamatan, streets, landmarks; as you type, or out of a whole sentence.

Every match says how well its position is known: the centre of a kelurahan is offered as what it is, an
approximation. Names that several places share come back together and marked as ambiguous.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.contract.city import Area, CityPack, Place
from services.contract.records import Placement
from services.rules.words import tokens

_STREET = frozenset(tokens("jl jln jalan gang gg jend jendral"))
_ANNOUNCING: Final = {
    "street": _STREET,
    "area": tokens("kel kelurahan desa ds"),
    "district": tokens("kec kecamatan"),
    "city": tokens("kota kotamadya pemkot"),
    "beyond": tokens("kab kabupaten"),
}
"""Words that say what kind of place follows; a pack's own words for areas and districts join them."""
_NOISE = frozenset(
    tokens("rt rw no nomor di dekat depan belakang sebelah samping sekitar arah ke dari daerah sini itu")
)
_REDOUBLED = re.compile(r"^(\D{3,})2$")
_MIN_SCORE: Final = 0.55
_CLEAR: Final = 0.9
_MAX_WORDS: Final = 120
_KIND_ORDER: Final = {"landmark": 0, "street": 1, "area": 2, "district": 3, "city": 4}
_NOTES: Final = {
    Placement.AREA: "perkiraan: titik pusat wilayah",
    Placement.UNKNOWN: "letak belum diketahui",
    Placement.STREET: "jalan",
    Placement.LANDMARK: "tempat",
}


class PlaceMatch(Struct, frozen=True, kw_only=True):
    """One place that may be meant. `lat`/`lon` are None where nobody knows them."""

    label: str
    """Name with its kind, e.g. `Kelurahan Sukorejo, Kec. Sukorejo`."""
    kind: str
    """`area`, `district`, `city`, `street` or `landmark`."""
    area: str = ""
    """Code of the area it lies in; empty where unknown or where it is larger than one."""
    lat: float | None = None
    lon: float | None = None
    placement: Placement = Placement.UNKNOWN
    approximate: bool = True
    score: float = 0.0
    """0 to 1."""
    ambiguous: bool = False
    """Another place of the same name exists and the text does not tell which."""
    note: str = ""
    """How well the position is known, in Indonesian."""


class _Entry(Struct, frozen=True):
    names: tuple[tuple[str, ...], ...]
    match: PlaceMatch


class _Word(Struct, frozen=True):
    """A word of the query; `hint` is the kind that the word before it announced."""

    text: str
    hint: str
    whole: bool
    """False for the last word, which may still be typed."""


class Gazetteer:
    """Index over the names of one pack. Immutable."""

    def __init__(self, pack: CityPack) -> None:
        self._kinds = {word: kind for kind, words in _ANNOUNCING.items() for word in words}
        self._kinds |= dict.fromkeys(tokens(pack.city.area_word), "area")
        self._kinds |= dict.fromkeys(tokens(pack.city.district_word), "district")
        self._entries = [*_areas(pack), *_districts(pack), _city(pack), *_places(pack)]
        shared = Counter(name for entry in self._entries for name in entry.names)
        self._shared = {name for name, count in shared.items() if count > 1}

    def search_places(self, text: str, limit: int = 8) -> list[PlaceMatch]:
        """Best first; empty where nothing fits. Takes a fragment being typed or a whole report."""
        words = _words(text, self._kinds)
        if not words:
            return []
        found: list[PlaceMatch] = []
        for entry in self._entries:
            score, name = max((_score(name, words, entry.match.kind), name) for name in entry.names)
            if score >= _MIN_SCORE:
                found.append(
                    replace(entry.match, score=round(min(score, 1.0), 3), ambiguous=name in self._shared)
                )
        found.sort(key=lambda match: (-match.score, _KIND_ORDER[match.kind], match.label))
        return _with_area(_settled(found))[:limit]


def _settled(found: list[PlaceMatch]) -> list[PlaceMatch]:
    """A name is ambiguous only while an equally good match of the same name is there."""
    best = found[0].score if found else 0.0
    rivals = sum(match.ambiguous and match.score >= best - 0.05 for match in found)
    return [replace(m, ambiguous=m.ambiguous and m.score >= best - 0.05 and rivals > 1) for m in found]


def _with_area(found: list[PlaceMatch]) -> list[PlaceMatch]:
    """A street of unknown position together with a clear kelurahan is placed there, as an approximation."""
    areas = [m for m in found if m.kind == "area" and not m.ambiguous and m.score >= _CLEAR]
    if len(areas) != 1:
        return found
    area = areas[0]
    return [
        replace(
            m,
            label=f"{m.label}, {area.label.partition(',')[0]}",
            area=area.area,
            lat=area.lat,
            lon=area.lon,
            placement=Placement.AREA,
            note=area.note,
        )
        if m.lat is None and m.kind in ("street", "landmark") and m.score >= _CLEAR
        else m
        for m in found
    ]


def _words(text: str, kinds: Mapping[str, str]) -> list[_Word]:
    """Words that can be part of a name, with the kind that the word before announced."""
    words: list[_Word] = []
    hint = ""
    raw = tokens(text)[:_MAX_WORDS]
    last_whole = bool(text) and not text[-1].isalnum()
    for place, token in enumerate(raw):
        redoubled = _REDOUBLED.match(token)
        parts = (redoubled[1], redoubled[1]) if redoubled else (token,)
        for part in parts:
            announced = kinds.get(part)
            if announced:
                hint = announced
            elif part in _NOISE or (part.isdigit() and len(part) <= 3):
                continue
            else:
                words.append(_Word(part, hint, last_whole or place < len(raw) - 1))
                hint = hint if hint == "street" else ""
    return words


def _score(name: tuple[str, ...], words: Sequence[_Word], kind: str) -> float:
    """How well a name is found in the words: all of it in a row, or all of the query within it."""
    best = 0.0
    size = len(name)
    for start in range(len(words)):
        quality = 0.0
        matched = 0
        for part, word in zip(name, words[start : start + size], strict=False):
            alike = _alike(part, word)
            if not alike:
                break
            quality += alike
            matched += 1
        if size == 1 and not matched and start + 1 < len(words):
            # Written apart: `kepanjen lor` for Kepanjenlor.
            joined = words[start].text + words[start + 1].text
            quality = matched = int(joined == name[0])
        if not matched:
            continue
        hint = words[start].hint
        if matched == size:
            value = quality / size
        elif matched == len(words) - start and start == 0:
            # The query is the beginning of the name.
            value = 0.85 * quality / matched
        else:
            continue
        best = max(best, value * _agreement(hint, kind))
    if size > 1 and len(words) < size:
        best = max(best, _inside(name, words) * _agreement(words[0].hint, kind))
    return best


def _inside(name: tuple[str, ...], words: Sequence[_Word]) -> float:
    """The query as a later part of the name: `bung karno` for Makam Bung Karno."""
    for offset in range(1, len(name) - len(words) + 1):
        alike = [_alike(part, word) for part, word in zip(name[offset:], words, strict=False)]
        if all(alike):
            return 0.8 * sum(alike) / len(alike)
    return 0.0


def _agreement(hint: str, kind: str) -> float:
    """`jl`, `kel`, `kec`, `kota` before a name say what is meant, `kab` that nothing here is; nothing said
    leaves all open."""
    if not hint:
        return 0.93 if kind == "city" else 0.95
    return 1.0 if hint == kind else 0.5


def _alike(part: str, word: _Word) -> float:
    """1 for the same word, less for a beginning or a slip, 0 for another word."""
    text = word.text
    if part == text:
        return 1.0
    if not word.whole and len(text) >= 2 and part.startswith(text):
        return 0.75 + 0.2 * len(text) / len(part)
    if len(text) >= 5 and len(part) >= 5 and abs(len(text) - len(part)) <= 1 and part[0] == text[0]:
        allowed = 2 if len(part) >= 8 else 1
        slips = _distance(part, text, allowed)
        if slips <= allowed:
            return 0.9 - 0.1 * slips
    return 0.0


def _distance(a: str, b: str, limit: int) -> int:
    """Edits between two words (insert, delete, replace, swap of neighbours); more than `limit` is enough."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before = before, row
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if older and i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _names(*names: str) -> tuple[tuple[str, ...], ...]:
    """Names as words, without the `Jalan` that everybody leaves out."""
    found = []
    for name in names:
        parts: list[str] = []
        for token in tokens(name):
            redoubled = _REDOUBLED.match(token)
            parts += [redoubled[1], redoubled[1]] if redoubled else [token]
        while len(parts) > 1 and parts[0] in _STREET:
            del parts[0]
        if parts:
            found.append(tuple(parts))
    return tuple(dict.fromkeys(found))


def _areas(pack: CityPack) -> Iterable[_Entry]:
    districts = {d.code: d.name for d in pack.districts}
    for area in pack.areas:
        label = (
            f"{pack.city.area_word} {area.name}, {pack.city.district_word} {districts.get(area.district, '')}"
        )
        match = PlaceMatch(label=label, kind="area", area=area.code)
        yield _Entry(_names(area.name), _at(match, area.lat, area.lon, Placement.AREA))


def _districts(pack: CityPack) -> Iterable[_Entry]:
    for district in pack.districts:
        inside = [a for a in pack.areas if a.district == district.code]
        match = PlaceMatch(label=f"{pack.city.district_word} {district.name}", kind="district")
        if inside:
            lat = sum(a.lat for a in inside) / len(inside)
            lon = sum(a.lon for a in inside) / len(inside)
            match = _at(match, lat, lon, Placement.AREA)
        yield _Entry(_names(district.name), match)


def _city(pack: CityPack) -> _Entry:
    bare = " ".join(token for token in tokens(pack.city.name) if token not in _ANNOUNCING["city"])
    match = PlaceMatch(label=f"{pack.city.name} (seluruhnya)", kind="city", note=_NOTES[Placement.UNKNOWN])
    return _Entry(_names(bare or pack.city.name), match)


def _places(pack: CityPack) -> Iterable[_Entry]:
    areas = {a.code: a for a in pack.areas}
    for place in pack.places:
        yield _Entry(_names(place.name, *place.aliases), _place(place, areas.get(place.area), pack))


def _place(place: Place, area: Area | None, pack: CityPack) -> PlaceMatch:
    where = f", {pack.city.area_word} {area.name}" if area is not None else ""
    match = PlaceMatch(label=place.name + where, kind=place.kind, area=place.area)
    if place.lat is not None and place.lon is not None:
        known = Placement.STREET if place.kind == "street" else Placement.LANDMARK
        return _at(match, place.lat, place.lon, known, approximate=place.approximate)
    if area is not None:
        return _at(match, area.lat, area.lon, Placement.AREA)
    return replace(match, note=_NOTES[Placement.UNKNOWN])


def _at(
    match: PlaceMatch, lat: float, lon: float, known: Placement, *, approximate: bool = True
) -> PlaceMatch:
    note = _NOTES[known] + (", letak perkiraan" if approximate and known is not Placement.AREA else "")
    return replace(match, lat=lat, lon=lon, placement=known, approximate=approximate, note=note)
