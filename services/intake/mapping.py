"""Mapping files: how the columns of somebody's export become reports. Written by people, checked strictly.

The form of such a file is described for its authors in docs/panduan/pemetaan.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta, Struct

import resources
from services.city.sections import explain
from services.city.yamltree import BadYaml, parse
from services.contract.errors import KnownError
from services.contract.records import Code, Line

ISO: Final = "iso"
"""The date format that means ISO 8601."""

Field = Annotated[str, Meta(min_length=1, max_length=120)]
"""A CSV column, or a path into the properties of a GeoJSON feature: `report_data.flood_depth`."""


class Shape(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """By what a file is recognised."""

    format: Annotated[str, Meta(pattern="^(csv|geojson)$")]
    fields: Annotated[tuple[Field, ...], Meta(min_length=1)]
    """Fields that the header, or the first feature, must all have."""


class Time(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When the citizen reported."""

    field: Field
    formats: Annotated[tuple[Line, ...], Meta(min_length=1)] = (ISO,)
    """Tried in turn: `iso`, or a format of strptime."""
    zone: Line = "UTC"
    """IANA zone of times that carry no offset."""


class Position(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where. GeoJSON needs none of this: its geometry is used."""

    lat: Field | None = None
    lon: Field | None = None
    pair: Field | None = None
    """One field that holds both, as a list or as text with a comma or blank between."""
    order: Annotated[str, Meta(pattern="^(latlon|lonlat)$")] | None = None
    """Order within `pair` (latlon where not said), or within the GeoJSON geometry (lonlat, RFC 7946)."""


class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One field of a joined text; `form` has `{}` where the value goes."""

    field: Field
    form: Line = "{}"


class Joined(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Several fields joined to one text; empty ones are left out, repeated ones said once."""

    parts: tuple[Part, ...]
    separator: Annotated[str, Meta(max_length=20)] = "\n"
    default: Line = ""
    """What stands there when all are empty."""


class CategoryTable(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What kind. Table keys are compared without regard to case and spacing."""

    default: Code
    """Code of the city pack for values that the table does not know."""
    field: Field | None = None
    table: dict[Line, Code] = {}


class Mapping(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One mapping file."""

    name: Annotated[str, Meta(pattern="^[a-z0-9_]{2,40}$")]
    """Becomes the channel of the reports and scopes their references."""
    title: Line
    shape: Shape
    time: Time
    ref: tuple[Field, ...] = ()
    """Fields that together identify a row; empty: the contents of the row do."""
    position: Position = Position()
    text: Joined = Joined(parts=())
    place: Joined = Joined(parts=())
    category: CategoryTable
    attributes: dict[Code, Field] = {}
    """Kept beside the text: code of the attribute to field."""
    constants: dict[Code, Line] = {}
    """Attributes that are the same for every row."""
    media: tuple[Field, ...] = ()
    empty: tuple[str, ...] = ()
    """Texts that stand for an empty value, such as `null` or `-`."""
    digest: str = ""
    """Set by the loader."""


class MappingError(KnownError):
    """A mapping file that cannot be used; `line` counts from 1."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__("mapping_invalid", f"{file}:{line}: {message}")
        self.line = line


def load_mapping(file: Path) -> Mapping:
    """A mapping from its file. Raises `MappingError` with the line of the first fault."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise KnownError(
            "mapping_missing", f"Berkas pemetaan {file} tidak terbaca: {error.strerror}."
        ) from None
    return parse_mapping(data, file.name)


def parse_mapping(data: bytes, name: str) -> Mapping:
    """A mapping from the bytes of a file called `name`. Raises `MappingError`."""
    try:
        tree, lines = parse(data)
    except BadYaml as bad:
        raise MappingError(name, bad.line, bad.message) from None
    if not isinstance(tree, dict) or "digest" in tree:
        raise MappingError(
            name, 1, "isi berkas harus pasangan kunci dan nilai; lihat docs/panduan/pemetaan.md"
        )
    try:
        mapping = msgspec.convert(tree, Mapping, strict=False)
    except msgspec.ValidationError as error:
        path, message = explain(str(error))
        raise MappingError(name, lines.at(path), message) from None
    for path, message in _faults(mapping):
        raise MappingError(name, lines.at(path), message)
    return msgspec.structs.replace(mapping, digest=hashlib.sha256(data).hexdigest())


def _faults(mapping: Mapping) -> Iterator[tuple[tuple[str | int, ...], str]]:
    try:
        ZoneInfo(mapping.time.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield ("time", "zone"), f"zona waktu {mapping.time.zone!r} tidak dikenal; contoh: Asia/Jakarta"
    for number, form in enumerate(mapping.time.formats):
        if form != ISO and "%" not in form:
            yield (
                ("time", "formats", number),
                f"format waktu {form!r} harus iso atau pola seperti %d/%m/%Y %H:%M",
            )
    where = mapping.position
    if (where.lat is None) != (where.lon is None):
        yield ("position",), "lat dan lon harus disebut berdua"
    if where.pair is not None and where.lat is not None:
        yield ("position", "pair"), "pilih salah satu: pair, atau lat dan lon"
    for key, joined in (("text", mapping.text), ("place", mapping.place)):
        for number, part in enumerate(joined.parts):
            if part.form.count("{}") != 1:
                yield (key, "parts", number, "form"), "form harus memuat {} tepat satu kali, tempat nilainya"
    if mapping.category.table and mapping.category.field is None:
        yield ("category", "table"), "table memerlukan field: kolom yang dicocokkan"


def known_mappings() -> list[Mapping]:
    """The mappings that ship with the program."""
    return [load_mapping(file) for file in sorted(resources.path("mappings").glob("*.yaml"))]


def choose(mappings: list[Mapping], form: str, fields: frozenset[str]) -> Mapping | None:
    """The mapping whose shape fits a file best: most of its fields are named; None where none fits.

    `fields` are lower case.
    """
    fitting = [
        mapping
        for mapping in mappings
        if mapping.shape.format == form and all(name.lower() in fields for name in mapping.shape.fields)
    ]
    return max(fitting, key=lambda mapping: len(mapping.shape.fields), default=None)
