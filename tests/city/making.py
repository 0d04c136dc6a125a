"""Packs and files that several tests use."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import msgspec

import resources
from services.city.geography import Geography
from services.city.loader import load_pack
from services.contract.city import CityPack

ARJUNA = Path(__file__).parents[1] / "packs" / "arjuna"
BLITAR = resources.path("cities") / "blitar"
REAL_BOUNDARIES = (
    Path(__file__).parents[3] / "shared" / "data" / "geo" / "kota_blitar_35.72_kelurahan.geojson"
)
"""Official outlines: test input outside the repository, absent on most machines."""


@cache
def arjuna() -> CityPack:
    return load_pack(ARJUNA)


@cache
def blitar() -> CityPack:
    return load_pack(BLITAR)


@cache
def geography_of(name: str) -> Geography:
    return Geography({"arjuna": arjuna, "blitar": blitar}[name]())


def copy_of(pack_dir: Path, into: Path, **changes: tuple[str, str]) -> Path:
    """A pack of its own, with one text replaced by another in the named files (`areas=(old, new)`)."""
    target = into / pack_dir.name
    shutil.copytree(pack_dir, target)
    for stem, (old, new) in changes.items():
        file = target / f"{stem}.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file.name}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return target


def boundaries(pack: CityPack, *, swap: bool = False, key: str = "code", clockwise: bool = False) -> bytes:
    """GeoJSON of squares of about 1.1 km around the centroids of a pack."""
    features = []
    for area in pack.areas:
        lon, lat, d = area.lon, area.lat, 0.005
        ring = [
            (lon - d, lat - d),
            (lon + d, lat - d),
            (lon + d, lat + d),
            (lon - d, lat + d),
            (lon - d, lat - d),
        ]
        if clockwise:
            ring.reverse()
        if swap:
            ring = [(y, x) for x, y in ring]
        features.append(
            {
                "type": "Feature",
                "properties": {key: area.code, "note": "contoh"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})
