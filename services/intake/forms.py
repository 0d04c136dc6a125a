"""Form bodies and query strings to text: bounded, and never failing on an odd byte.

Written by hand because every report passes here; `urllib.parse` does the same in several times the time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_to_bytes

from services.contract.errors import Rejected

MAX_BODY: Final = 128 * 1024
"""Bytes. 4,000 characters outside the basic plane are 48,000 bytes when percent-encoded."""
MAX_FIELDS: Final = 200
MAX_NAME: Final = 160

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What neither XML 1.0 nor PostgreSQL can hold."""

_PLAIN = re.compile(rb"[!-$&-*,-~]+").fullmatch
"""A value that stands for itself: visible ASCII without `%` and `+`."""

Fields = dict[str, list[str]]
"""Name to its non-empty values in the order sent; an empty value counts as not sent (GeoReport v2)."""


def clean(text: str) -> str:
    """Text that every layer can store and show: unstorable control characters become U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def _decode(raw: bytes) -> str:
    if b"+" in raw:
        raw = raw.replace(b"+", b" ")
    if b"%" in raw:
        raw = unquote_to_bytes(raw)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        # The standard says UTF-8. An old program's Windows-1252 is a citizen's report all the same.
        text = raw.decode("cp1252", "replace")
    return text if text.isprintable() else clean(text)


_name = lru_cache(512)(_decode)
"""The same few names come with every report."""


def parse(body: bytes) -> Fields:
    """Fields of an `application/x-www-form-urlencoded` body. Raises `Rejected` where it is beyond bounds."""
    if len(body) > MAX_BODY:
        raise Rejected("body_too_large", f"Isi kiriman melebihi {MAX_BODY // 1024} KiB.")
    parts = body.split(b"&")
    if len(parts) > MAX_FIELDS:
        raise Rejected("too_many_fields", f"Kiriman memuat lebih dari {MAX_FIELDS} bidang.")
    fields: Fields = {}
    for part in parts:
        name, _, value = part.partition(b"=")
        if not value:
            continue
        if len(name) > MAX_NAME:
            raise Rejected("field_name", f"Nama bidang lebih panjang dari {MAX_NAME} huruf.")
        if _PLAIN(value):
            text = value.decode("ascii")
        else:
            text = _decode(value)
            if not text.strip():
                continue
        key = _name(name)
        if key in fields:
            fields[key].append(text)
        else:
            fields[key] = [text]
    return fields


def single(fields: Fields, name: str, limit: int) -> str:
    """The one value of a field, "" when not sent. Raises `Rejected`: sent twice differently, or too long."""
    values = fields.get(name)
    if not values:
        return ""
    value = values[0].strip()
    if len(values) > 1 and any(other.strip() != value for other in values[1:]):
        raise Rejected("repeated_field", f"Bidang {name} dikirim lebih dari sekali dengan isi berbeda.")
    if len(value) > limit:
        raise Rejected(
            "too_long",
            f"Bidang {name} memuat {len(value):,} karakter; paling banyak {limit:,}.".replace(",", "."),
        )
    return value


def listed(fields: Fields, name: str) -> tuple[str, ...]:
    """All values of a field that may be repeated, comma separated, or both; each once, in order."""
    found = (item.strip() for value in fields.get(name, ()) for item in value.split(","))
    return tuple(dict.fromkeys(item for item in found if item))
