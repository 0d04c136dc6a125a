"""Degrees to metres and back around one city: an equirectangular plane, exact to a few centimetres there."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

EARTH_M: Final = 6_371_008.8
"""Mean radius of the earth (IUGG), in metres."""
DEGREE_M: Final = EARTH_M * math.pi / 180


class Plane:
    """Plane through one point; x is east, y is north, in metres."""

    def __init__(self, lat: float, lon: float) -> None:
        self.lat = lat
        self.lon = lon
        self.per_lat = DEGREE_M
        self.per_lon = DEGREE_M * max(0.01, math.cos(math.radians(lat)))

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        return (lon - self.lon) * self.per_lon, (lat - self.lat) * self.per_lat

    def latlon(self, x: float, y: float) -> tuple[float, float]:
        return self.lat + y / self.per_lat, self.lon + x / self.per_lon

    def forward(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) of lon, lat to (n, 2) of x, y."""
        return np.asarray((lonlat - (self.lon, self.lat)) * (self.per_lon, self.per_lat))

    def backward(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """(n, 2) of x, y to (n, 2) of lon, lat."""
        return np.asarray(xy / (self.per_lon, self.per_lat) + (self.lon, self.lat))


def great_circle_m(lat: float, lon: float, lats: ArrayLike, lons: ArrayLike) -> NDArray[np.float64]:
    """Metres from one point to many over the globe (haversine)."""
    a, b = np.radians(lat), np.radians(np.asarray(lats))
    half: Any = (b - a) / 2
    turn = np.radians(np.asarray(lons) - lon) / 2
    h = np.sin(half) ** 2 + np.cos(a) * np.cos(b) * np.sin(turn) ** 2
    return np.asarray(2 * EARTH_M * np.arcsin(np.sqrt(np.clip(h, 0, 1))))
