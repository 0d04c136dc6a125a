"""What stands in a compiled translation (`.qm`), as Qt ships them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

_HEAD = 16
_MESSAGES = 0x69
_END, _OLD_CONTEXT, _SOURCE, _CONTEXT = 1, 5, 6, 7
_NOTHING = 0xFFFFFFFF


def sources(file: Path) -> Iterator[tuple[str, str]]:
    """Context and source text of every message."""
    block, at = _messages(file.read_bytes()), 0
    found = {_CONTEXT: "", _SOURCE: ""}
    while at < len(block):
        tag = block[at]
        at += 1
        if tag == _END:
            yield found[_CONTEXT], found[_SOURCE]
            found = {_CONTEXT: "", _SOURCE: ""}
        elif tag == _OLD_CONTEXT:
            at += 4
        else:
            (length,) = struct.unpack_from(">I", block, at)
            length = 0 if length == _NOTHING else length
            if tag in found:
                found[tag] = block[at + 4 : at + 4 + length].decode()
            at += 4 + length


def _messages(data: bytes) -> bytes:
    at = _HEAD
    while at < len(data):
        tag, length = struct.unpack_from(">BI", data, at)
        if tag == _MESSAGES:
            return data[at + 5 : at + 5 + length]
        at += 5 + length
    raise AssertionError("no messages")
