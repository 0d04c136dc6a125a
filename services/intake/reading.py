"""Rows out of a file somebody exported: CSV (also gzip, any usual encoding and separator) and GeoJSON."""

from __future__ import annotations

import codecs
import csv
import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final, cast

import msgspec
from msgspec import Struct

from services.contract.errors import KnownError

MAX_GEOJSON: Final = 256 * 1024 * 1024
"""Bytes of a GeoJSON file, unpacked: it is read as a whole."""
MAX_CELL: Final = 1024 * 1024
_SEPARATORS: Final = ",;\t|"
_GZIP: Final = b"\x1f\x8b"


class Row(Struct, frozen=True):
    """One record. `number` counts from 1, the header not included; `fault` says why it cannot be read."""

    number: int
    values: Mapping[str, Any]
    """Lower-case column to text; for GeoJSON the properties, nested."""
    point: tuple[float, float] | None = None
    """GeoJSON geometry as written: (lon, lat) unless the mapping says otherwise."""
    fault: str = ""


class Source(Struct, frozen=True):
    """A file that was looked at: what it is, and which fields it has."""

    file: Path
    format: str
    fields: frozenset[str]
    """Lower case; dotted for nested GeoJSON properties."""
    encoding: str = "utf-8-sig"
    separator: str = ","


def look(file: Path) -> Source:
    """What kind of file this is. Raises `KnownError` where it is neither CSV nor GeoJSON."""
    try:
        with _open(file) as stream:
            beginning = stream.read(64 * 1024)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or "isi gzip rusak"
        raise KnownError("file_unreadable", f"Berkas {file.name} tidak terbaca: {reason}.") from None
    if beginning.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"{"):
        first = next(_geojson(file), None)
        fields = frozenset(_paths(first.values)) if first else frozenset()
        return Source(file, "geojson", fields)
    encoding = _encoding(file, beginning)
    lines = beginning.decode(encoding, "replace").splitlines()
    if not lines or "\0" in lines[0]:
        raise KnownError("file_unknown", f"Berkas {file.name} kosong atau bukan CSV maupun GeoJSON.")
    separator = max(_SEPARATORS, key=lines[0].count)
    header = next(csv.reader(lines[:1], delimiter=separator))
    return Source(file, "csv", frozenset(_key(name) for name in header), encoding, separator)


def rows(source: Source) -> Iterator[Row]:
    """The records in the order of the file; CSV is never held as a whole."""
    return _geojson(source.file) if source.format == "geojson" else _csv(source)


def _open(file: Path) -> IO[bytes]:
    with file.open("rb") as stream:
        packed = stream.read(2) == _GZIP
    return cast("IO[bytes]", gzip.open(file, "rb")) if packed else file.open("rb")


def _encoding(file: Path, beginning: bytes) -> str:
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with _open(file) as stream:
            while chunk := stream.read(1 << 20):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"  # what spreadsheet programs write when they do not write UTF-8
    except (OSError, EOFError):
        pass  # reading the rows will say where the file breaks off
    return "utf-8-sig"


def _key(name: str) -> str:
    return name.strip().lower()


def _csv(source: Source) -> Iterator[Row]:
    csv.field_size_limit(MAX_CELL)
    with (
        _open(source.file) as raw,
        codecs.getreader(source.encoding)(raw, "replace") as text,
    ):
        reader = csv.reader(_lines(text), delimiter=source.separator)
        names = [_key(name) for name in next(reader, [])]
        number = 0
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                number += 1
                yield Row(number, {}, fault=f"baris CSV tidak terbaca ({error})")
                continue
            except (OSError, EOFError):
                yield Row(number + 1, {}, fault="berkas terputus di sini (gzip tidak lengkap)")
                return
            if not cells:
                continue
            number += 1
            if len(cells) > len(names):
                yield Row(number, {}, fault=f"{len(cells)} kolom, padahal judulnya {len(names)} kolom")
            else:
                yield Row(number, dict(zip(names, cells, strict=False)))


def _lines(text: codecs.StreamReader) -> Iterator[str]:
    """Lines with their ends kept, split at line feeds only: a cell may hold any other separator."""
    rest = ""
    while chunk := text.read(1 << 16):
        rest += chunk
        *whole, rest = rest.split("\n")
        for line in whole:
            yield line + "\n"
    if rest:
        yield rest


def _geojson(file: Path) -> Iterator[Row]:
    try:
        with _open(file) as stream:
            data = stream.read(MAX_GEOJSON + 1)
        if len(data) > MAX_GEOJSON:
            raise KnownError(
                "file_too_large", f"Berkas {file.name} lebih besar dari {MAX_GEOJSON >> 20} MiB."
            )
        tree = msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8))
    except (OSError, EOFError):
        raise KnownError("file_unreadable", f"Berkas {file.name} tidak terbaca sampai selesai.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise KnownError("file_unknown", f"Berkas {file.name} bukan GeoJSON yang sah: {error}.") from None
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list):
        raise KnownError("file_unknown", f"Berkas {file.name} bukan FeatureCollection GeoJSON.")
    for number, feature in enumerate(features, 1):
        yield _feature(number, feature)


def _feature(number: int, feature: Any) -> Row:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        return Row(number, {}, fault="bukan Feature GeoJSON")
    values = {_key(name): value for name, value in (feature.get("properties") or {}).items()}
    geometry = feature.get("geometry")
    if geometry is None:
        return Row(number, values)
    point = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if not (isinstance(point, list) and len(point) >= 2 and all(_is_number(n) for n in point[:2])):
        return Row(number, values, fault="geometry bukan titik (Point) dengan dua bilangan")
    return Row(number, values, (float(point[0]), float(point[1])))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _paths(values: Mapping[str, Any], before: str = "") -> Iterator[str]:
    for name, value in values.items():
        yield before + _key(name)
        if isinstance(value, dict):
            yield from _paths(value, f"{before}{_key(name)}.")
