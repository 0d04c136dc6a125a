"""Foreign coordinates carried into the city for an exercise, their layout kept."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely

from services.city.plane import Plane

_MARGIN_M: Final = 30.0
_TRIM: Final = 1.0
"""Percent of outliers at each end that do not decide the scale: one wrong coordinate must not shrink all."""


class Mover:
    """One similarity transform (shift and scale, no turning) from where the points are into the city.

    The scale is the largest at which the hull of the points fits; what still falls outside (outliers, or
    points not known beforehand) is pulled straight towards the middle until it is inside.
    """

    def __init__(self, plane: Plane, outline: Any, points: Sequence[tuple[float, float]]) -> None:
        """`outline`: shape of the city in metres of `plane`; `points`: the foreign (lat, lon) or a sample."""
        given = np.array([p for p in points if all(map(math.isfinite, p))], dtype=float).reshape(-1, 2)
        self._to = plane
        inner = outline.buffer(-_MARGIN_M)
        self._inside = inner if not inner.is_empty else outline
        shapely.prepare(self._inside)
        middle = np.median(given, axis=0) if len(given) else np.array((self._to.lat, self._to.lon))
        self._from = Plane(float(middle[0]), float(middle[1]))
        flat = self._from.forward(given[:, ::-1])
        if len(flat) >= 50:
            low, high = np.percentile(flat, (_TRIM, 100 - _TRIM), axis=0)
            flat = flat[((flat >= low) & (flat <= high)).all(axis=1)]
        self._anchor, self._scale, self._centre = self._fit(flat)

    def _fit(self, flat: Any) -> tuple[Any, float, Any]:
        """Where the middle of the points goes in the city, and the scale."""
        fallback = shapely.get_coordinates(shapely.maximum_inscribed_circle(self._inside, tolerance=20))[0]
        if len(flat) == 0:
            return fallback, 1.0, np.zeros(2)
        hull = shapely.MultiPoint(flat).convex_hull
        left, bottom, right, top = hull.bounds
        centre = np.array(((left + right) / 2, (bottom + top) / 2))
        outer = self._inside.bounds
        tops = [
            (outer[2] - outer[0]) / max(right - left, 1.0),
            (outer[3] - outer[1]) / max(top - bottom, 1.0),
        ]
        limit = min(1.0, *tops)
        corners = shapely.get_coordinates(hull) - centre
        best = (fallback, 0.0)
        for anchor in (fallback, *self._anchors()):
            scale = self._largest(corners, anchor, best[1], limit)
            if scale > best[1]:
                best = (anchor, scale)
        return best[0], best[1] or 1e-6, centre

    def _anchors(self) -> Any:
        left, bottom, right, top = self._inside.bounds
        xs, ys = np.meshgrid(np.linspace(left, right, 9)[1:-1], np.linspace(bottom, top, 9)[1:-1])
        points = np.column_stack((xs.ravel(), ys.ravel()))
        return points[shapely.contains_xy(self._inside, points[:, 0], points[:, 1])]

    def _largest(self, corners: Any, anchor: Any, low: float, high: float) -> float:
        def fits(scale: float) -> bool:
            return bool(
                shapely.contains_properly(
                    self._inside, shapely.MultiPoint(anchor + corners * scale).convex_hull
                )
            )

        if not fits(max(low, 1e-9)):
            return 0.0
        for _ in range(14):
            scale = (low + high) / 2
            if fits(scale):
                low = scale
            else:
                high = scale
        return low

    def move(self, lat: float, lon: float) -> tuple[float, float]:
        """The place in the city that stands for a foreign point. Always inside."""
        if not (math.isfinite(lat) and math.isfinite(lon)):
            return self._to.latlon(*(float(v) for v in self._anchor))
        x, y = self._anchor + (np.array(self._from.xy(lat, lon)) - self._centre) * self._scale
        if not shapely.contains_xy(self._inside, x, y):
            line = shapely.LineString((self._anchor, (x, y)))
            kept = shapely.intersection(line, self._inside)
            first = min(
                shapely.get_parts(kept), key=lambda part: shapely.distance(part, shapely.Point(self._anchor))
            )
            ends = shapely.get_coordinates(first)
            # A little before the edge, so that rounding cannot put it outside again.
            x, y = self._anchor + (ends[-1] - self._anchor) * 0.999
        return self._to.latlon(float(x), float(y))
