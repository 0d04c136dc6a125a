"""A folder of YAML files becomes a checked `CityPack`; a compiled copy makes the next start fast.

A pack may be read-only (shipped with the program), so what the city adds on this machine, its official
boundaries and a street map, lives in a second folder, the *overlay* (`overlay_dir`); the overlay wins.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, Final

import msgspec

from services.city.problems import PackError, Problem, ProblemKind
from services.contract import city as contract
from services.contract.city import CityPack, Policy
from services.contract.errors import KnownError

AREAS_FILE: Final = "areas.geojson"
MAX_GEOJSON_BYTES: Final = 32 * 1024 * 1024
_YAML_FILES: Final = (
    "city.yaml",
    "areas.yaml",
    "agencies.yaml",
    "categories.yaml",
    "rules.yaml",
    "shifts.yaml",
    "places.yaml",
    "cameras.yaml",
)
_STREET_MAPS: Final = (".pmtiles", ".mbtiles")
_COMPILER: Final = 1
"""Raise it when the same files are to give another `CityPack`."""


def overlay_dir(pack_dir: Path, data_dir: Path) -> Path:
    """Where this machine keeps what it adds to a pack: `<data_dir>/cities/<name of the pack's folder>`."""
    return data_dir / "cities" / pack_dir.resolve().name


def load_pack(pack_dir: Path, overlay: Path | None = None) -> CityPack:
    """The pack of a folder. Raises `PackError` with every problem found; warnings alone do not stop it."""
    pack, problems = _build(_read(pack_dir, overlay))
    if pack is None:
        raise PackError(problems)
    return pack


def check_pack(pack_dir: Path, overlay: Path | None = None) -> list[Problem]:
    """Everything wrong or doubtful with a pack, by file and line. Raises `KnownError` without a folder."""
    return _build(_read(pack_dir, overlay))[1]


def load_pack_cached(pack_dir: Path, cache_dir: Path, overlay: Path | None = None) -> CityPack:
    """`load_pack` through a compiled copy in `cache_dir`, keyed by the contents of the files.

    Neither YAML nor shapely are imported on a hit. An unreadable or unwritable cache only costs time.
    """
    contents = _read(pack_dir, overlay)
    copy = cache_dir / f"{pack_dir.resolve().name}-{digest_of(contents)[:24]}.pack"
    try:
        return msgspec.msgpack.decode(copy.read_bytes(), type=CityPack)
    except (OSError, msgspec.MsgspecError):
        pass
    pack, problems = _build(contents)
    if pack is None:
        raise PackError(problems)
    _keep(copy, msgspec.msgpack.encode(pack))
    return pack


def load_pack_here(pack_dir: Path, data_dir: Path) -> CityPack:
    """The pack as this machine uses it: with what was imported into its data folder, compiled once."""
    return load_pack_cached(pack_dir, data_dir / "cache", overlay_dir(pack_dir, data_dir))


def street_map(pack_dir: Path, overlay: Path | None = None) -> Path | None:
    """The PMTiles or MBTiles file dropped into the overlay or the pack; None where there is none."""
    for folder in (overlay, pack_dir):
        if folder is None or not folder.is_dir():
            continue
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() in _STREET_MAPS and p.is_file())
        if found:
            return found[0]
    return None


def digest_of(contents: dict[str, bytes]) -> str:
    """Hash over the files and over the shape of the structs they become."""
    digest = hashlib.sha256(_shape_of_structs())
    for name in sorted(contents):
        data = contents[name]
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _shape_of_structs() -> bytes:
    kinds = [
        kind
        for kind in vars(contract).values()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
    ]
    return repr((_COMPILER, [(kind.__name__, kind.__struct_fields__) for kind in kinds])).encode()


def _read(pack_dir: Path, overlay: Path | None) -> dict[str, bytes]:
    """The files of a pack by name, bounded in size."""
    if not pack_dir.is_dir():
        raise KnownError("city_pack_missing", f"Paket kota tidak ditemukan: {pack_dir} bukan folder.")
    contents: dict[str, bytes] = {}
    for name in _YAML_FILES:
        _read_into(contents, pack_dir / name)
    for folder in (pack_dir, overlay):
        if folder is not None:
            _read_into(contents, folder / AREAS_FILE)
    return contents


def _read_into(contents: dict[str, bytes], file: Path) -> None:
    limit = MAX_GEOJSON_BYTES if file.name == AREAS_FILE else 4 * 1024 * 1024
    try:
        with file.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        return
    except OSError as error:
        raise PackError([Problem(file.name, 0, f"berkas tidak dapat dibaca: {error.strerror}")]) from error
    if len(data) > limit:
        raise PackError([Problem(file.name, 0, f"berkas terlalu besar (lebih dari {limit} bita)")])
    contents[file.name] = data


def _build(contents: dict[str, bytes]) -> tuple[CityPack | None, list[Problem]]:
    """The pack, or None where an error was found, and all findings in the order of files and lines."""
    from services.city.areas import shapes_for
    from services.city.checks import check
    from services.city.sections import Sources

    sources = Sources()
    sources.read(contents)
    problems = [*sources.problems, *check(sources)]
    pack: CityPack | None = None
    if not any(p.severity is ProblemKind.ERROR for p in problems):
        values: dict[str, Any] = {"policy": Policy(), **sources.values}
        pack = CityPack(**values, digest=digest_of(contents))
        shapes, official, found = shapes_for(pack, contents.get(AREAS_FILE))
        problems += found
        pack = msgspec.structs.replace(pack, shapes=shapes, shapes_official=official)
        if any(p.severity is ProblemKind.ERROR for p in found):
            pack = None
    problems.sort()
    return pack, problems


def _keep(copy: Path, data: bytes) -> None:
    """Write the compiled copy in one step and drop earlier ones of the same pack."""
    import tempfile

    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=copy.parent, prefix=".pack-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(copy)
        stem = copy.name.rpartition("-")[0]
        for old in copy.parent.glob(f"{stem}-*.pack"):
            if old != copy:
                old.unlink(missing_ok=True)
    except OSError:
        pass
