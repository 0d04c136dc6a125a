"""The city's areas as the page draws them."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from services.contract.city import Area, Shape
from widgets.map.points import mercator

_DIGITS = 9
"""Of the unit square: 4 cm on the ground at the equator."""


def areas_message(shapes: Sequence[Shape], areas: Sequence[Area], official: bool) -> bytes:
    """JSON for the page: `areas` with name, number of their district and rings of x, y in the unit square of
    Web Mercator, `bounds` as [[south, west], [north, east]] or null, `official`."""
    by_code = {area.code: area for area in areas}
    districts = {code: at for at, code in enumerate(sorted({area.district for area in areas}))}
    drawn = []
    corners: list[tuple[float, float]] = []
    for shape in shapes:
        area = by_code.get(shape.code)
        rings = [[_ring(ring) for ring in polygon] for polygon in shape.polygons]
        corners.extend(point for polygon in shape.polygons for ring in polygon for point in ring)
        drawn.append(
            {
                "name": area.name if area else shape.code,
                "district": districts[area.district] if area else 0,
                "polygons": rings,
            }
        )
    bounds = None
    if corners:
        west, south = np.min(corners, axis=0).tolist()
        east, north = np.max(corners, axis=0).tolist()
        bounds = [[south, west], [north, east]]
    return json.dumps({"areas": drawn, "bounds": bounds, "official": official}).encode()


def _ring(points: Sequence[tuple[float, float]]) -> list[float]:
    """One ring, closed, as x, y, x, y …"""
    if points[0] != points[-1]:
        points = (*points, points[0])
    lon, lat = np.asarray(points, np.float64).T
    x, y = mercator(lat, lon)
    flat: list[float] = np.stack([x, y], axis=1).round(_DIGITS).ravel().tolist()
    return flat
