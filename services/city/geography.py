"""Where a point is: which area, how near the edge, how far outside and who is the neighbour there.

A raster of cells answers most questions with one look-up; only cells that a boundary crosses ask the
exact shapes. Built once per pack (tens of milliseconds), then a few microseconds a point.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely
from msgspec import Struct
from numpy.typing import NDArray

from services.city.moving import Mover
from services.city.plane import Plane, great_circle_m
from services.contract.city import CityPack

_CELL_M: Final = 25.0
_MAX_CELLS: Final = 400_000
_SLIVER_M: Final = 10.0
"""Gaps between neighbouring official outlines up to this width belong to the nearer area."""
_FAR_M: Final = 20_000.0
"""Beyond this the plane is no longer exact and distances are taken over the globe."""
_COARSE_M: Final = 50.0
"""Outside the city, neighbour and nearest area are worked out once per square of this size."""
_MAX_BEYOND: Final = 50_000
_ASK: Final = 65_535
"""Cell of a raster that a boundary crosses: ask the shapes."""
_OUT: Final = 65_534
SIDES: Final = {"north": "utara", "east": "timur", "south": "selatan", "west": "barat"}


class Located(Struct, frozen=True, kw_only=True):
    """What is known about a point. Outside the city `area` is empty and `nearest` names the closest one."""

    area: str = ""
    nearest: str = ""
    outside_m: int = 0
    """Metres beyond the city's edge; 0 inside."""
    near_border: bool = False
    """Within the pack's `border_m` of the edge, on either side."""
    side: str = ""
    """`north`, `east`, `south` or `west`: towards which side the edge is near or the point outside."""
    neighbour: str = ""
    """Who lies on that side, from the pack."""

    @property
    def inside(self) -> bool:
        return self.outside_m == 0 and bool(self.area)


class Geography:
    """The areas of one pack, ready to be asked. Not for several threads at once."""

    def __init__(self, pack: CityPack) -> None:
        self._pack = pack
        self._plane = Plane(pack.city.lat, pack.city.lon)
        self._codes = [shape.code for shape in pack.shapes]
        flat = [self._flatten(shape.polygons) for shape in pack.shapes]
        self._shapes = flat
        shapely.prepare(flat)
        self._tree = shapely.STRtree(flat)
        self.outline = _outline(flat)
        """Shape of the whole city in metres of `plane`."""
        shapely.prepare(self.outline)
        self._edge = self.outline.boundary
        self._core = self.outline.buffer(-float(pack.policy.border_m))
        shapely.prepare(self._core)
        self._edge_lonlat = self._plane.backward(shapely.get_coordinates(self._edge))
        self._raster()
        self._known: dict[int, Located] = {}
        self._candidates: dict[int, list[int]] = {}
        self._beyond: dict[tuple[int, int], tuple[str, str, str]] = {}
        self._deep = [Located(area=code, nearest=code) for code in self._codes]

    @property
    def plane(self) -> Plane:
        return self._plane

    def _flatten(self, polygons: Any) -> Any:
        plane = self._plane
        parts = [[plane.forward(np.array(ring)) for ring in polygon] for polygon in polygons]
        return shapely.MultiPolygon([(rings[0], rings[1:]) for rings in parts])

    def _raster(self) -> None:
        """Area index per cell; `_ASK` where a boundary crosses, and the same for nearness to the edge."""
        left, bottom, right, top = self.outline.bounds
        self._cell = max(_CELL_M, math.sqrt((right - left) * (top - bottom) / _MAX_CELLS))
        self._left, self._bottom = left, bottom
        self._columns = int((right - left) / self._cell) + 1
        self._rows = int((top - bottom) / self._cell) + 1
        areas = self._filled(self._shapes, np.uint16(_OUT))
        core = self._filled([self._core], np.uint16(_OUT))
        # A cell is answered at once only where both rasters are sure: deep inside one area, or inside one
        # area and surely near the edge.
        self._area_at = memoryview(areas.tobytes()).cast("H")
        self._core_at = memoryview(core.tobytes()).cast("H")

    def _filled(self, shapes: Sequence[Any], background: np.uint16) -> NDArray[np.uint16]:
        grid = np.full((self._rows, self._columns), background, dtype=np.uint16)
        for index, shape in enumerate(shapes):
            if shape.is_empty:
                continue
            left, bottom, right, top = shape.bounds
            c0, r0 = (int(v) for v in self._cells(left, bottom))
            c1, r1 = (int(v) for v in self._cells(right, top))
            xs = self._left + (np.arange(c0, c1 + 1) + 0.5) * self._cell
            ys = self._bottom + (np.arange(r0, r1 + 1) + 0.5) * self._cell
            inside = shapely.contains_xy(shape, *np.meshgrid(xs, ys))
            grid[r0 : r1 + 1, c0 : c1 + 1][inside] = index
        for shape in shapes:
            self._mark_crossed(grid, shape.boundary)
        return grid

    def _mark_crossed(self, grid: NDArray[np.uint16], line: Any) -> None:
        """Mark every cell a line touches: corners of squares around dense samples reach all of them."""
        step = self._cell / 4
        points = shapely.get_coordinates(shapely.segmentize(line, step))
        for dx, dy in ((-step, -step), (step, -step), (-step, step), (step, step)):
            columns, rows = self._cells(points[:, 0] + dx / 2, points[:, 1] + dy / 2)
            grid[rows, columns] = _ASK

    def _cells(self, x: Any, y: Any) -> tuple[Any, Any]:
        columns = np.clip(((x - self._left) / self._cell), 0, self._columns - 1).astype(np.intp)
        rows = np.clip(((y - self._bottom) / self._cell), 0, self._rows - 1).astype(np.intp)
        return columns, rows

    def locate(self, lat: float, lon: float) -> Located:
        """Area, edge and neighbour of a point, in degrees. Never raises; what is no position is nowhere."""
        plane = self._plane
        x = (lon - plane.lon) * plane.per_lon
        y = (lat - plane.lat) * plane.per_lat
        try:
            column = int((x - self._left) // self._cell)
            row = int((y - self._bottom) // self._cell)
        except (ValueError, OverflowError):
            return Located()
        if 0 <= column < self._columns and 0 <= row < self._rows:
            cell = row * self._columns + column
            area = self._area_at[cell]
            if area < _OUT:
                core = self._core_at[cell]
                if core == 0 or (core == _ASK and self._in_core(x, y)):
                    return self._deep[area]
                return self._near(cell, area)
            if area == _ASK:
                return self._exact(cell, x, y, lat, lon)
        return self._outside(x, y, lat, lon)

    def _in_core(self, x: float, y: float) -> bool:
        return bool(shapely.contains_xy(self._core, x, y))

    def _near(self, cell: int, area: int) -> Located:
        """Inside and near the edge: the side is worked out once per cell."""
        key = cell * _ASK + area
        known = self._known.get(key)
        if known is None:
            x = self._left + (cell % self._columns + 0.5) * self._cell
            y = self._bottom + (cell // self._columns + 0.5) * self._cell
            code = self._codes[area]
            nearest = shapely.get_coordinates(shapely.shortest_line(shapely.Point(x, y), self._edge))[-1]
            sign = 1 if shapely.contains_xy(self.outline, x, y) else -1
            side = _side(sign * (nearest[0] - x), sign * (nearest[1] - y))
            known = Located(
                area=code, nearest=code, near_border=True, side=side, neighbour=self._neighbour(side)
            )
            self._known[key] = known
        return known

    def _exact(self, cell: int, x: float, y: float, lat: float, lon: float) -> Located:
        candidates = self._candidates.get(cell)
        if candidates is None:
            left = self._left + (cell % self._columns) * self._cell
            bottom = self._bottom + (cell // self._columns) * self._cell
            box = shapely.box(left, bottom, left + self._cell, bottom + self._cell)
            found = self._tree.query(box, predicate="intersects")
            candidates = self._candidates[cell] = sorted(int(i) for i in found)
        for index in candidates:
            if shapely.contains_xy(self._shapes[index], x, y):
                return (
                    self._deep[index]
                    if self._core_at[cell] == 0 or self._in_core(x, y)
                    else self._near(cell, index)
                )
        return self._outside(x, y, lat, lon)

    def _outside(self, x: float, y: float, lat: float, lon: float) -> Located:
        if abs(lat) > 90 or abs(lon) > 180:
            return Located()
        point = shapely.Point(x, y)
        metres = float(shapely.distance(self.outline, point))
        if metres == 0:
            # In a sliver between two outlines: no place in the city is nobody's.
            return self._deep[int(self._tree.nearest(point))]
        key = (round(x / _COARSE_M), round(y / _COARSE_M))
        surroundings = self._beyond.get(key)
        if surroundings is None:
            if len(self._beyond) >= _MAX_BEYOND:
                self._beyond.clear()
            here = shapely.get_coordinates(shapely.shortest_line(self._edge, point))
            side = _side(x - here[0][0], y - here[0][1])
            nearest = self._codes[int(self._tree.nearest(point))]
            surroundings = self._beyond[key] = (nearest, side, self._neighbour(side))
        if metres > _FAR_M:
            metres = float(great_circle_m(lat, lon, self._edge_lonlat[:, 1], self._edge_lonlat[:, 0]).min())
        nearest, side, neighbour = surroundings
        return Located(
            nearest=nearest,
            outside_m=max(1, round(metres)),
            near_border=metres <= self._pack.policy.border_m,
            side=side,
            neighbour=neighbour if metres <= _FAR_M else "",
        )

    def _neighbour(self, side: str) -> str:
        names = [n.name for n in self._pack.city.neighbours if not n.sides or side in n.sides]
        return " / ".join(names)[:300]

    def mover(self, points: Sequence[tuple[float, float]]) -> Mover:
        """What carries foreign coordinates into the city; `points`: the (lat, lon) to come, or a sample."""
        return Mover(self._plane, self.outline, points)


def _outline(shapes: Sequence[Any]) -> Any:
    """The whole city: slivers between areas closed, holes kept only where they are no slivers."""
    whole = shapely.union_all([shapely.buffer(s, _SLIVER_M / 2, join_style="mitre") for s in shapes])
    whole = whole.buffer(-_SLIVER_M / 2, join_style="mitre")
    parts = []
    for part in shapely.get_parts(whole):
        holes = [hole for hole in part.interiors if shapely.Polygon(hole).area > 2500]
        parts.append(shapely.Polygon(part.exterior, holes))
    return shapely.MultiPolygon(parts)


def _side(dx: float, dy: float) -> str:
    if abs(dx) > abs(dy):
        return "east" if dx > 0 else "west"
    return "north" if dy >= 0 else "south"
