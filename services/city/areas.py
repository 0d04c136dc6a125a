"""Outlines of the areas: official ones where the city imported them, otherwise estimated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely

from services.city.geojson import polygons_of, read_areas
from services.city.plane import Plane
from services.city.problems import Problem, ProblemKind
from services.contract.city import Area, CityPack, Shape

_WITHOUT_SIZE_M: Final = 900.0
"""Radius of an area of unknown size that has no neighbour."""
_CLOSING: Final = 0.8
"""Gaps narrower than this many radii inside the city are closed."""


def shapes_for(pack: CityPack, geojson: bytes | None) -> tuple[tuple[Shape, ...], bool, list[Problem]]:
    """Outlines of all areas, whether they are official, and what is wrong with the official file."""
    if geojson is None:
        return estimated_shapes(pack.areas), False, []
    found = read_areas(geojson, pack)
    if any(p.severity is ProblemKind.ERROR for p in found.problems):
        return (), False, found.problems
    return found.shapes, True, found.problems


def estimated_shapes(areas: Sequence[Area]) -> tuple[Shape, ...]:
    """Every point belongs to the nearest centroid (Voronoi), within a hull as large as the areas together.

    An estimate to look things up by and to be drawn dashed as `batas perkiraan`; never a legal boundary.
    """
    lats = np.array([a.lat for a in areas])
    lons = np.array([a.lon for a in areas])
    plane = Plane(float(lats.mean()), float(lons.mean()))
    points = plane.forward(np.column_stack((lons, lats)))
    hull = _hull(points, _radii(areas, points), sum(a.area_km2 for a in areas) * 1e6)
    return tuple(
        Shape(code=area.code, polygons=polygons_of(_cell(points, i, hull), plane))
        for i, area in enumerate(areas)
    )


def _cell(points: Any, index: int, hull: Any) -> Any:
    """Part of the hull nearer to one point than to all others: cut off by every perpendicular bisector."""
    here = points[index]
    reach = 4 * max(hull.bounds[2] - hull.bounds[0], hull.bounds[3] - hull.bounds[1])
    cell = hull
    for other in np.argsort(np.hypot(*(points - here).T)):
        away = points[other] - here
        length = math.hypot(*away)
        if length == 0:
            continue
        if length > 2 * np.hypot(*(shapely.get_coordinates(cell) - here).T).max():
            break  # everything farther is too far to cut the cell
        along = away / length
        across = np.array((-along[1], along[0]))
        middle = (points[other] + here) / 2
        corners = (
            middle - across * reach,
            middle + across * reach,
            middle + across * reach - along * reach,
            middle - across * reach - along * reach,
        )
        cell = shapely.intersection(cell, shapely.Polygon(corners))
    return cell


def _radii(areas: Sequence[Area], points: Any) -> list[float]:
    """Radius of a disc as large as each area; from the nearest neighbour where the size is unknown."""
    radii = []
    for index, area in enumerate(areas):
        if area.area_km2 > 0:
            radii.append(math.sqrt(area.area_km2 * 1e6 / math.pi))
            continue
        distances = np.hypot(*(points - points[index]).T)
        others = distances[distances > 0]
        radii.append(float(others.min()) * 0.6 if len(others) else _WITHOUT_SIZE_M)
    return radii


def _hull(points: Any, radii: Sequence[float], size_m2: float) -> Any:
    """Discs around the centroids, grown until the hull is as large as the city where its size is known."""

    def grown(factor: float) -> Any:
        discs = [shapely.Point(p).buffer(r * factor) for p, r in zip(points, radii, strict=True)]
        close = _CLOSING * max(radii)
        whole = shapely.union_all(discs).buffer(close).buffer(-close)
        parts = shapely.get_parts(whole)
        if len(parts) > 1 or any(len(part.interiors) for part in parts):
            whole = shapely.union_all([shapely.Polygon(part.exterior) for part in parts])
        return whole

    low, high = 0.6, 2.0
    if size_m2 <= 0:
        return grown(1.2)
    for _ in range(12):
        factor = (low + high) / 2
        if grown(factor).area < size_m2:
            low = factor
        else:
            high = factor
    return grown(high)
