"""What a note of the shift log names: `#tags`, `@agencies`, `@persons` and incident numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

MOST_TAGS: Final = 12
MOST: Final = 24
_TAG = re.compile(r"(?<!\w)#([^\W\d_][\w-]{0,63})")
_NAME = re.compile(r"(?<!\w)@([\w.-]{1,64})")
_INCIDENT = re.compile(r"(?<![\w-])(?:[A-Za-z]{1,8}-\d{6}-\d{4,}|#\d{1,6})(?![\w-])")


class Mentions(NamedTuple):
    """Each once, in the order they were written."""

    tags: tuple[str, ...]
    agencies: tuple[str, ...]
    persons: tuple[str, ...]
    incidents: tuple[int, ...]


def mentions(text: str, agencies: Mapping[str, str], incident_of: Callable[[str], int]) -> Mentions:
    """`agencies`: what the room calls them in lower case → code. `incident_of`: a number as written, e.g.
    `KB-261121-0187` or `#187` (of today) → incident id, 0 where there is none."""
    names = [name.strip(".-").casefold()[:64] for name in _NAME.findall(text)]
    found = (incident_of(written.upper()) for written in _INCIDENT.findall(text))
    return Mentions(
        tags=tuple(dict.fromkeys(tag.casefold()[:64] for tag in _TAG.findall(text)))[:MOST_TAGS],
        agencies=tuple(dict.fromkeys(agencies[name] for name in names if name in agencies))[:MOST],
        persons=tuple(dict.fromkeys(name for name in names if name and name not in agencies))[:MOST],
        incidents=tuple(dict.fromkeys(number for number in found if number))[:MOST],
    )
