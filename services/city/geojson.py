"""Official boundaries from GeoJSON (RFC 7946): read with suspicion, repaired where that is safe."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
import numpy as np
import shapely
from msgspec import Struct

from services.city.plane import Plane
from services.city.problems import Problem, ProblemKind
from services.contract.city import Area, CityPack, Shape
from services.rules.words import tokens

MAX_POINTS: Final = 400_000
MAX_FROM_CITY_KM: Final = 120.0
_FILE: Final = "areas.geojson"
_REPAIR_TOLERANCE: Final = 0.01
"""A repair may change the size of an area by 1 %."""
_OVERLAP_M2: Final = 20_000.0
Position = Sequence[float]
Ring = list[Position]


class _Polygon(Struct, tag_field="type", tag="Polygon"):
    coordinates: list[Ring]


class _MultiPolygon(Struct, tag_field="type", tag="MultiPolygon"):
    coordinates: list[list[Ring]]


class _Feature(Struct):
    geometry: _Polygon | _MultiPolygon | None = None
    properties: dict[str, Any] | None = None


class _Collection(Struct, tag_field="type", tag="FeatureCollection"):
    features: list[_Feature]


class AreasFound(Struct, kw_only=True):
    """Outlines of a file, in the order of the pack's areas, and what was noticed or repaired."""

    shapes: tuple[Shape, ...] = ()
    problems: list[Problem] = []
    turned: int = 0
    """Areas whose outer ring ran clockwise."""

    def error(self, message: str) -> None:
        self.problems.append(Problem(_FILE, 0, message))

    def warn(self, message: str) -> None:
        self.problems.append(Problem(_FILE, 0, message, ProblemKind.WARNING))

    def usable(self) -> bool:
        return not any(p.severity is ProblemKind.ERROR for p in self.problems)


def read_areas(data: bytes, pack: CityPack) -> AreasFound:
    """Outlines of every area of the pack. Nothing is raised for bad content: see `problems`."""
    found = AreasFound(problems=[])
    try:
        collection = msgspec.json.decode(data, type=_Collection)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        found.error(f"bukan FeatureCollection GeoJSON berisi Polygon atau MultiPolygon: {error}")
        return found
    matched = _match(collection.features, pack.areas, found)
    if not found.usable():
        return found
    rings = {code: _polygons(feature, code, found) for code, feature in matched.items()}
    if not found.usable() or not _small(rings, found) or not _in_order(rings, pack, found):
        return found
    shapes = {code: _geometry(code, parts, found) for code, parts in rings.items()}
    if found.turned:
        found.warn(f"{found.turned} wilayah: arah putar cincin luar dibalik (RFC 7946: berlawanan jarum jam)")
    if found.usable():
        _overlaps(shapes, pack, found)
        found.shapes = tuple(Shape(code=a.code, polygons=polygons_of(shapes[a.code])) for a in pack.areas)
    return found


def _plain(value: object) -> str:
    """A code without punctuation (`3572011001` is `35.72.01.1001`), or a name in plain words."""
    text = str(value)
    return re.sub(r"\D", "", text) if re.fullmatch(r"[\d.\s-]+", text) else " ".join(tokens(text))


def _match(features: Sequence[_Feature], areas: Sequence[Area], found: AreasFound) -> dict[str, _Feature]:
    """Feature of each area, by whichever property holds the codes; by the names where none does."""
    for wanted, what in (
        ({_plain(a.code): a.code for a in areas}, "kode"),
        ({_plain(a.name): a.code for a in areas}, "nama"),
    ):
        votes: Counter[str] = Counter()
        for feature in features:
            votes.update(k for k, v in (feature.properties or {}).items() if _plain(v) in wanted)
        if votes and len(wanted) == len(areas):
            return _by_property(features, areas, votes.most_common(1)[0][0], wanted, what, found)
    found.error("tidak ada properti yang berisi kode atau nama wilayah dari paket kota ini")
    return {}


def _by_property(
    features: Sequence[_Feature],
    areas: Sequence[Area],
    key: str,
    wanted: dict[str, str],
    what: str,
    found: AreasFound,
) -> dict[str, _Feature]:
    matched: dict[str, _Feature] = {}
    foreign = 0
    for feature in features:
        value = (feature.properties or {}).get(key)
        code = wanted.get(_plain(value)) if value is not None else None
        if code is None:
            foreign += 1
        elif code in matched:
            found.error(f"wilayah {value!r} ada dua kali")
        else:
            matched[code] = feature
    missing = [f"{a.name} ({a.code})" for a in areas if a.code not in matched]
    if missing:
        shown = ", ".join(missing[:5]) + (" …" if len(missing) > 5 else "")
        found.error(
            f"{len(missing)} wilayah tidak ada di berkas (dicocokkan dengan {what} pada {key!r}): {shown}"
        )
    if foreign:
        found.warn(f"{foreign} fitur bukan wilayah paket ini; diabaikan")
    return matched


def _polygons(feature: _Feature, code: str, found: AreasFound) -> list[list[Ring]]:
    """Closed rings of lon, lat (still in the order of the file)."""
    geometry = feature.geometry
    if geometry is None:
        found.error(f"{code}: tanpa geometri")
        return []
    parts = geometry.coordinates if isinstance(geometry, _MultiPolygon) else [geometry.coordinates]
    result: list[list[Ring]] = []
    for part in parts:
        rings: list[Ring] = []
        for ring in part:
            if not all(len(p) >= 2 and math.isfinite(p[0]) and math.isfinite(p[1]) for p in ring):
                found.error(f"{code}: titik tanpa dua koordinat")
                return []
            flat: Ring = [(p[0], p[1]) for p in ring]
            if flat and flat[0] != flat[-1]:
                flat.append(flat[0])
                found.warn(f"{code}: cincin tidak tertutup; ditutup")
            if len(flat) < 4:
                found.error(f"{code}: cincin dengan kurang dari empat titik")
                return []
            rings.append(flat)
        if rings:
            result.append(rings)
    if not result:
        found.error(f"{code}: tanpa poligon")
    return result


def _small(rings: dict[str, list[list[Ring]]], found: AreasFound) -> bool:
    points = sum(len(ring) for area in rings.values() for polygon in area for ring in polygon)
    if points > MAX_POINTS:
        found.error(f"terlalu rinci: {points} titik (paling banyak {MAX_POINTS})")
    return points <= MAX_POINTS


def _in_order(rings: dict[str, list[list[Ring]]], pack: CityPack, found: AreasFound) -> bool:
    """Lon before lat and near the city; swaps the whole file where it is written the other way round."""
    points = np.array([p for part in rings.values() for polygon in part for ring in polygon for p in ring])
    plane = Plane(pack.city.lat, pack.city.lon)
    limit = MAX_FROM_CITY_KM * 1000

    def near(lonlat: Any) -> bool:
        return bool((np.hypot(*plane.forward(lonlat).T) <= limit).all())

    if near(points):
        return True
    if not near(points[:, ::-1]):
        found.error("koordinat bukan di kota ini (bujur dan lintang dalam derajat, WGS 84)")
        return False
    found.warn("urutan koordinat lintang, bujur; ditukar menjadi bujur, lintang (RFC 7946)")
    for part in rings.values():
        for polygon in part:
            polygon[:] = [[(y, x) for x, y in ring] for ring in polygon]
    return True


def _geometry(code: str, parts: Iterable[list[Ring]], found: AreasFound) -> Any:
    shape = shapely.MultiPolygon([(part[0], part[1:]) for part in parts])
    found.turned += any(not shapely.LinearRing(part[0]).is_ccw for part in parts)
    if shape.is_valid:
        return shape
    reason = shapely.is_valid_reason(shape)
    repaired = shapely.make_valid(shape)
    areal = [p for p in shapely.get_parts(shapely.get_parts(repaired)) if p.geom_type == "Polygon"]
    repaired = shapely.union_all(areal)
    if repaired.is_empty or abs(repaired.area - shape.area) > _REPAIR_TOLERANCE * max(repaired.area, 1e-12):
        found.error(f"{code}: poligon tidak sah ({reason})")
    else:
        found.warn(f"{code}: poligon tidak sah ({reason}); diperbaiki")
    return repaired


def _overlaps(shapes: dict[str, Any], pack: CityPack, found: AreasFound) -> None:
    plane = Plane(pack.city.lat, pack.city.lon)
    flat = {code: shapely.transform(shape, plane.forward) for code, shape in shapes.items()}
    codes = list(flat)
    tree = shapely.STRtree([flat[code] for code in codes])
    for a, b in zip(*tree.query([flat[code] for code in codes], predicate="intersects"), strict=True):
        if a < b:
            size = shapely.intersection(flat[codes[a]], flat[codes[b]]).area
            if size > _OVERLAP_M2:
                found.warn(f"{codes[a]} dan {codes[b]} bertumpuk {size / 1e6:.2f} km²")
    for area in pack.areas:
        if not shapely.contains_xy(shapes[area.code], area.lon, area.lat):
            found.warn(f"{area.name}: titik pusat di areas.yaml tidak berada di dalam batasnya")


def polygons_of(geometry: Any, plane: Plane | None = None) -> tuple[Any, ...]:
    """A shapely geometry as the polygons of a `Shape`, exterior rings counter-clockwise (RFC 7946)."""
    polygons = []
    for part in shapely.get_parts(geometry):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        rings = []
        turned = shapely.geometry.polygon.orient(part)
        for ring in (turned.exterior, *turned.interiors):
            coordinates = shapely.get_coordinates(ring)
            if plane is not None:
                coordinates = plane.backward(coordinates)
            rings.append(tuple((round(float(x), 7), round(float(y), 7)) for x, y in coordinates))
        polygons.append(tuple(rings))
    return tuple(polygons)
