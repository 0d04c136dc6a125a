"""The street in what somebody said about a place, and nothing else of it: no number, no house, no name.

What a caller says about a place may lead to a door (“Jalan Merati 12, rumah Bu Siti”). For planning the
street is enough, so only words after a word for a street are kept, up to what could belong to a house. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

_STREET: Final = re.compile(
    r"\b(?:jalan|jln|jl|gang|gg|simpang|perempatan|pertigaan|bundaran|lapangan|alun-alun|pasar|taman"
    r"|terminal|stasiun|jembatan|flyover|underpass)\b\.?\s+[^\W\d_]",
    re.IGNORECASE,
)
_HOUSE: Final = re.compile(
    r"[,;:(/#\"“]|\d|\b(?:no|nomor|nmr|blok|kav|kavling|rt|rw|rumah|ruko|toko|warung|kos|depan|dpn|sebelah"
    r"|samping|belakang|dekat|seberang|milik|pak|bu|bapak|ibu|sdr|dan)\b",
    re.IGNORECASE,
)
_DANGLING: Final = re.compile(r"(?:[\s.\-]|\b(?:di|ke|gang|gg|km|sampai|yang)\b)+$", re.IGNORECASE)
_LONGEST: Final = 60


def street_of(place: str) -> str:
    """The street or square that is named, as written; empty where none is."""
    found = _STREET.search(place)
    if found is None:
        return ""
    words = place[found.start() :]
    # The word for the street itself may be followed by one that could be a house's: it opens the name.
    opening = found.end() - found.start()
    house = _HOUSE.search(words, opening)
    kept = words[: house.start()] if house is not None else words
    return " ".join(_DANGLING.sub("", kept).split())[:_LONGEST] if _names_something(kept, opening) else ""


def streets(landmarks: Iterable[str]) -> Callable[[str], str]:
    """`street_of` that also knows the landmarks and streets of the city by name; asked often, so it
    remembers."""
    known = sorted({name for name in landmarks if name}, key=lambda name: (-len(name), name))
    written = {name.casefold(): name for name in known}
    patterns = [(name, re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)) for name in known]

    @lru_cache(maxsize=65_536)
    def find(place: str) -> str:
        if not place:
            return ""
        named = street_of(place)
        if named:
            return written.get(named.casefold(), named)
        return next((name for name, pattern in patterns if pattern.search(place)), "")

    return find


def _names_something(kept: str, opening: int) -> bool:
    """Whether a name is left behind the word for the street."""
    return len(_DANGLING.sub("", kept)) >= opening
