"""Points as GeoJSON (RFC 7946): longitude first, WGS 84, a bounding box, null for what has no place."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

_CHUNK: Final = 2_000
Feature = tuple[int | str, float | None, float | None, Any]
"""Number, longitude, latitude, properties (what encodes as an object)."""
Box = tuple[float, float, float, float]
"""West, south, east, north."""


def collection(features: Iterable[Feature], box: Box | None) -> Iterator[bytes]:
    """A FeatureCollection in pieces. `box`: None where nothing has a place."""
    bounds = b"" if box is None else b'"bbox":' + msgspec.json.encode(box) + b","
    yield b'{"type":"FeatureCollection",' + bounds + b'"features":['
    left, between = iter(features), b"\n"
    while chunk := list(itertools.islice(left, _CHUNK)):
        yield between + b",\n".join(_encoded(feature) for feature in chunk)
        between = b",\n"
    yield b"\n]}\n"


def _encoded(feature: Feature) -> bytes:
    number, lon, lat, properties = feature
    placed = lon is not None and lat is not None
    return msgspec.json.encode(
        {
            "type": "Feature",
            "id": number,
            "geometry": {"type": "Point", "coordinates": (lon, lat)} if placed else None,
            "properties": properties,
        }
    )
