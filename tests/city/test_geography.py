"""Where a point is, for any point: computed and imported outlines alike."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from services.city.areas import estimated_shapes
from services.city.geography import Geography
from services.city.plane import Plane
from services.contract.city import Area
from tests.city.making import arjuna, blitar, geography_of

CITIES = st.sampled_from(["arjuna", "blitar"])
FRACTION = st.floats(-0.3, 1.3)


def _point(name: str, u: float, v: float) -> tuple[float, float]:
    """A point in and around a city: 0…1 spans its bounding box."""
    geography = geography_of(name)
    left, bottom, right, top = geography.outline.bounds
    return geography.plane.latlon(left + u * (right - left), bottom + v * (top - bottom))


@pytest.mark.parametrize("pack", [arjuna(), blitar()], ids=lambda p: p.city.name)
def test_every_centroid_lies_in_its_own_area(pack: object) -> None:
    geography = geography_of("arjuna" if pack is arjuna() else "blitar")
    for area in (arjuna() if pack is arjuna() else blitar()).areas:
        found = geography.locate(area.lat, area.lon)
        assert found.area == area.code
        assert found.inside
        assert found.outside_m == 0


@given(CITIES, FRACTION, FRACTION)
def test_a_point_is_inside_or_told_how_far_outside(name: str, u: float, v: float) -> None:
    geography = geography_of(name)
    found = geography.locate(*_point(name, u, v))
    x, y = geography.plane.xy(*_point(name, u, v))
    exact = shapely.distance(geography.outline, shapely.Point(x, y))
    if found.area:
        assert exact < 0.01
        assert found.nearest == found.area
        assert found.outside_m == 0
    else:
        assert exact > 0
        assert found.outside_m == max(1, round(exact))
        assert found.nearest
        assert found.side
    # The raster only shortens the way: it says what the shapes say.
    edge = shapely.distance(geography.outline.boundary, shapely.Point(x, y))
    border = 150 if name == "arjuna" else 300
    if abs(edge - border) > 1:
        assert found.near_border == (edge < border)


@given(CITIES, FRACTION, FRACTION)
def test_estimated_areas_are_the_nearest_centroids(name: str, u: float, v: float) -> None:
    geography = geography_of(name)
    pack = arjuna() if name == "arjuna" else blitar()
    lat, lon = _point(name, u, v)
    found = geography.locate(lat, lon)
    if not found.area:
        return
    plane = Plane(
        sum(a.lat for a in pack.areas) / len(pack.areas), sum(a.lon for a in pack.areas) / len(pack.areas)
    )
    here = plane.xy(lat, lon)
    far = {a.code: math.dist(plane.xy(a.lat, a.lon), here) for a in pack.areas}
    assert far[found.area] <= min(far.values()) + 1.0


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from([0.0, 0.4, 1.5])),
        min_size=1,
        max_size=12,
        unique_by=lambda p: p[:2],
    )
)
def test_cells_cover_their_hull_without_overlap(places: list[tuple[int, int, float]]) -> None:
    areas = [
        Area(code=str(i), name=str(i), district="d", lat=-8 + y * 0.001, lon=112 + x * 0.001, area_km2=size)
        for i, (x, y, size) in enumerate(places)
    ]
    shapes = estimated_shapes(areas)
    polygons = [shapely.MultiPolygon([(rings[0], rings[1:]) for rings in s.polygons]) for s in shapes]
    for area, polygon in zip(areas, polygons, strict=True):
        assert polygon.is_valid
        assert shapely.contains_xy(polygon, area.lon, area.lat)
        assert all(shapely.LinearRing(part.exterior).is_ccw for part in polygon.geoms)
    union = shapely.union_all(polygons)
    assert sum(p.area for p in polygons) == pytest.approx(union.area, rel=1e-4)


@pytest.mark.parametrize("name", ["arjuna", "blitar"])
def test_the_raster_says_what_the_shapes_say_along_every_line(name: str) -> None:
    """Points close to the boundaries of areas and to the line where the border strip begins."""
    geography = geography_of(name)
    pack = arjuna() if name == "arjuna" else blitar()
    plane = geography.plane
    exact = {
        shape.code: shapely.transform(
            shapely.MultiPolygon([(rings[0], rings[1:]) for rings in shape.polygons]), plane.forward
        )
        for shape in pack.shapes
    }
    core = geography.outline.buffer(-float(pack.policy.border_m))
    random = np.random.default_rng(7)
    lines = [*(polygon.boundary for polygon in exact.values()), core.boundary]
    along = np.concatenate([shapely.get_coordinates(shapely.segmentize(line, 40)) for line in lines])
    points = along + random.uniform(-20, 20, along.shape)
    for x, y in points:
        point = shapely.Point(x, y)
        if min(shapely.distance(line, point) for line in lines) < 0.05:
            continue  # on the line itself either answer is right
        found = geography.locate(*plane.latlon(float(x), float(y)))
        assert found.area == next((code for code, p in exact.items() if shapely.contains(p, point)), "")
        if found.area:
            assert found.near_border != shapely.contains(core, point)


def test_estimated_city_is_as_large_as_the_areas_together() -> None:
    known = sum(a.area_km2 for a in blitar().areas)
    assert geography_of("blitar").outline.area / 1e6 == pytest.approx(known, rel=0.02)


def test_the_neighbour_of_the_side_is_named() -> None:
    geography = geography_of("arjuna")
    left, bottom, right, top = geography.outline.bounds
    west = geography.locate(*geography.plane.latlon(left - 800, (bottom + top) / 2))
    east = geography.locate(*geography.plane.latlon(right + 800, (bottom + top) / 2))
    assert (west.side, west.neighbour) == ("west", "Kabupaten Contoh Barat")
    assert (east.side, east.neighbour) == ("east", "Laut Contoh")
    assert 700 <= west.outside_m <= 1200
    assert not west.near_border


def test_far_away_the_distance_is_that_over_the_globe() -> None:
    found = geography_of("blitar").locate(-6.2, 106.8)  # Jakarta
    assert 600_000 < found.outside_m < 650_000
    assert found.neighbour == ""
    assert geography_of("blitar").locate(8.1, -67.8).outside_m > 19_000_000  # the other side of the earth


@given(
    CITIES,
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=60),
)
def test_moved_points_all_land_inside(name: str, points: list[tuple[float, float]]) -> None:
    geography = geography_of(name)
    mover = geography.mover(points)
    for lat, lon in points:
        assert geography.locate(*mover.move(lat, lon)).inside


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=3, max_size=30, unique=True))
def test_moving_keeps_the_layout(places: list[tuple[int, int]]) -> None:
    """One scale for all distances: what was near stays near, in the same direction."""
    points = [(-6.4 + y * 0.001, 106.6 + x * 0.001) for x, y in places]
    geography = geography_of("blitar")
    mover = geography.mover(points)
    moved = [mover.move(lat, lon) for lat, lon in points]
    source = Plane(-6.2, 106.8)
    before = [source.xy(*p) for p in points]
    after = [geography.plane.xy(*p) for p in moved]
    (a, b, *_), (c, d, *_) = before, after
    scale = math.dist(c, d) / math.dist(a, b)
    assert 0 < scale <= 1.05
    for p, q, r, s in zip(before, before[1:], after, after[1:], strict=False):
        assert (s[0] - r[0], s[1] - r[1]) == pytest.approx(
            ((q[0] - p[0]) * scale, (q[1] - p[1]) * scale), rel=0.02, abs=2
        )


def test_a_mover_made_from_a_sample_takes_later_points_too() -> None:
    geography = geography_of("blitar")
    mover = geography.mover([(-6.2, 106.8), (-6.3, 106.9)])
    for point in [(-6.25, 106.85), (-5.0, 100.0), (90.0, 0.0), (math.nan, 1.0)]:
        assert geography.locate(*mover.move(*point)).inside


@given(st.floats(), st.floats())
def test_any_numbers_are_answered(lat: float, lon: float) -> None:
    found = geography_of("blitar").locate(lat, lon)
    assert found.inside == bool(found.area)


def test_slivers_between_official_outlines_belong_to_somebody() -> None:
    pack = arjuna()
    gap = 0.00003  # about 3 m
    left = ((114.58, -3.32), (114.60 - gap, -3.32), (114.60 - gap, -3.28), (114.58, -3.28), (114.58, -3.32))
    right = ((114.60, -3.32), (114.62, -3.32), (114.62, -3.28), (114.60, -3.28), (114.60, -3.32))
    shapes = tuple(
        msgspec.structs.replace(shape, polygons=((ring,),))
        for shape, ring in zip(pack.shapes[:2], (left, right), strict=True)
    )
    geography = Geography(msgspec.structs.replace(pack, shapes=shapes))
    assert geography.locate(-3.30, 114.60 - gap / 2).area in {shapes[0].code, shapes[1].code}
