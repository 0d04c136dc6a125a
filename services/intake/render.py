"""Records to the bytes of GeoReport v2: XML, and JSON by the Spark convention."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from services.intake.forms import clean

Value = None | bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"]
Record = Mapping[str, Value]


class Format(StrEnum):
    """The two formats; the name is the extension."""

    XML = "xml"
    JSON = "json"

    @property
    def content_type(self) -> bytes:
        return b"text/xml; charset=utf-8" if self is Format.XML else b"application/json; charset=utf-8"


_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_ITEM: Final = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
"""The element that repeats within each list element."""
_SPECIAL = re.compile("[&<>\r]")
_ENTITY: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_json = msgspec.json.Encoder()


def escape(text: str) -> str:
    """Any text as XML character data that reads back as itself, save characters XML cannot hold."""
    return _SPECIAL.sub(lambda found: _ENTITY[found[0]], clean(text))


def _element(name: str, value: Value, out: list[str]) -> None:
    if value is None or value == "":
        out.append(f"<{name}/>")
        return
    out.append(f"<{name}>")
    if isinstance(value, bool):
        out.append("true" if value else "false")
    elif isinstance(value, str):
        out.append(escape(value))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            _element(key, inner, out)
    elif isinstance(value, Sequence):
        for inner in value:
            _element(_ITEM[name], inner, out)
    else:
        out.append(repr(value))
    out.append(f"</{name}>")


def render(form: Format, root: str, value: Value) -> bytes:
    """One answer. `root` names the XML document element; JSON has no name around it."""
    if form is Format.JSON:
        return _json.encode(value)
    out = [_HEAD]
    _element(root, value, out)
    return "".join(out).encode()


def errors(form: Format, problems: Sequence[tuple[int, str]]) -> bytes:
    """The error body of the standard: pairs of code and description."""
    return render(form, "errors", [{"code": code, "description": text} for code, text in problems])
