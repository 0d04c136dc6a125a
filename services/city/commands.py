"""What `patria city …` does: check a pack, take official boundaries. Results, no printing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

import resources
from services.city.loader import AREAS_FILE, MAX_GEOJSON_BYTES, check_pack, load_pack, overlay_dir
from services.city.problems import PackError, Problem, ProblemKind
from services.contract.city import CityPack, Shape
from services.contract.errors import KnownError

_SHIPPED: Final = resources.path("cities").resolve()


class CheckResult(Struct, frozen=True, kw_only=True):
    """Findings over a pack, errors and warnings apart, and what the pack holds where it is usable."""

    problems: list[Problem]
    pack: CityPack | None = None

    @property
    def errors(self) -> int:
        return sum(p.severity is ProblemKind.ERROR for p in self.problems)

    @property
    def warnings(self) -> int:
        return len(self.problems) - self.errors

    @property
    def summary(self) -> str:
        """One Indonesian sentence."""
        if self.pack is None:
            return f"Paket kota tidak dapat dipakai: {self.errors} kesalahan, {self.warnings} peringatan."
        pack = self.pack
        parents = {c.parent for c in pack.categories}
        leaves = sum(c.code not in parents for c in pack.categories)
        borders = "batas resmi" if pack.shapes_official else "batas perkiraan"
        city = pack.city
        parts = (
            f"{len(pack.districts)} {city.district_word.lower()}",
            f"{len(pack.areas)} {city.area_word.lower()} ({borders})",
            f"{len(pack.agencies)} OPD dan mitra",
            f"{leaves} kategori",
            f"{len(pack.places)} tempat",
            f"{len(pack.cameras)} kamera",
        )
        return f"{city.name}: {', '.join(parts)}; {self.warnings} peringatan."


class ImportResult(Struct, frozen=True, kw_only=True):
    """Boundaries that were taken, where they were put, and what was repaired on the way."""

    target: Path
    areas: int
    notes: list[Problem]

    @property
    def summary(self) -> str:
        return (
            f"{self.areas} batas resmi disimpan di {self.target}; sejak sekarang semua pencarian memakainya."
        )


def check_city(pack_dir: Path, data_dir: Path | None = None) -> CheckResult:
    """Check a pack, with what this machine added to it where `data_dir` is given. Raises `KnownError` where
    the folder does not exist."""
    overlay = overlay_dir(pack_dir, data_dir) if data_dir is not None else None
    problems = check_pack(pack_dir, overlay)
    usable = not any(p.severity is ProblemKind.ERROR for p in problems)
    return CheckResult(problems=problems, pack=load_pack(pack_dir, overlay) if usable else None)


def areas_home(pack_dir: Path, data_dir: Path) -> Path:
    """Where imported boundaries of a pack belong: with the pack if it is the city's own folder, in the data
    folder if the pack came with the program (an update would wipe them) or cannot be written to."""
    resolved = pack_dir.resolve()
    own = _SHIPPED not in resolved.parents and os.access(resolved, os.W_OK)
    return resolved if own else overlay_dir(resolved, data_dir)


def import_areas(geojson: Path, pack_dir: Path, data_dir: Path) -> ImportResult:
    """Take official boundaries; from then on `load_pack` with the overlay uses them.

    The file is checked against the pack and written in normal form (RFC 7946: lon, lat; closed rings,
    outer ones counter-clockwise; 7 decimals). Raises `PackError` and leaves everything as it was if it
    does not fit.
    """
    from services.city.geojson import read_areas

    data = _read(geojson)
    pack = load_pack(pack_dir)
    found = read_areas(data, pack)
    problems = [msgspec.structs.replace(p, file=geojson.name) for p in found.problems]
    if not found.usable():
        raise PackError(problems)
    home = areas_home(pack_dir, data_dir)
    target = home / AREAS_FILE
    if home != pack_dir.resolve():
        # The database with the reporters will stand in this folder: nobody else's business from the start.
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(target, normal_form(found.shapes, pack))
    return ImportResult(target=target, areas=len(found.shapes), notes=problems)


def normal_form(shapes: Iterable[Shape], pack: CityPack) -> bytes:
    """A GeoJSON FeatureCollection with `code` and `name`, one feature a line."""
    names = {a.code: a.name for a in pack.areas}
    lines = [
        msgspec.json.encode(
            {
                "type": "Feature",
                "properties": {"code": shape.code, "name": names[shape.code]},
                "geometry": {"type": "MultiPolygon", "coordinates": shape.polygons},
            }
        )
        for shape in shapes
    ]
    return b'{"type":"FeatureCollection","features":[\n' + b",\n".join(lines) + b"\n]}\n"


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_GEOJSON_BYTES:
            raise KnownError(
                "areas_too_large",
                f"{file.name} terlalu besar: {size} bita, paling banyak {MAX_GEOJSON_BYTES}.",
            )
        return file.read_bytes()
    except OSError as error:
        raise KnownError("areas_unreadable", f"{file} tidak dapat dibaca: {error.strerror}.") from error


def _write(target: Path, data: bytes) -> None:
    """In one step: a reader sees the old or the new boundaries, never half of them."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".areas-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary = Path(name)
        temporary.chmod(0o644)
        temporary.replace(target)
    except OSError as error:
        raise KnownError("areas_unwritable", f"{target} tidak dapat ditulis: {error.strerror}.") from error
