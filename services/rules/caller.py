"""Who calls: one form for a phone number, and what the history of a number means.

The profile fades and only informs the operator; no call is ever dropped because of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from services.contract.records import Disposition

_DIGITS = re.compile(r"\d")
_MIN_DIGITS: Final = 8
_MAX_DIGITS: Final = 15
"""ITU-T E.164."""
HALF_LIFE_MS: Final = 30 * 24 * 3_600_000
"""After 30 days an earlier call counts half: proposed by Patria."""
_NUISANCE = frozenset({Disposition.PRANK, Disposition.GHOST})


def normalise_phone(text: str, country: str = "62") -> str:
    """`0812-3456…`, `+62 812…`, `62812…` and `812…` become `+62812…`; a short code keeps its digits.

    Returns "" for what is no number. Applying it twice changes nothing.
    """
    digits = text
    if not (text.isascii() and text.isdigit()):
        digits = "".join(d for d in _DIGITS.findall(text) if d.isascii())
    if not digits:
        return ""
    plus = text.lstrip(" (\t").startswith("+")
    if plus or digits.startswith("00"):
        number = digits if plus else digits[2:]
        if number.startswith(country):
            number = country + number[len(country) :].lstrip("0")
    elif len(digits) < _MIN_DIGITS:
        return digits if len(digits) >= 3 else ""
    elif digits.startswith("0"):
        number = country + digits.lstrip("0")
    elif digits.startswith(country):
        number = digits
    else:
        number = country + digits
    return "+" + number if _MIN_DIGITS <= len(number) <= _MAX_DIGITS else ""


class PastCall(Struct, frozen=True):
    """One earlier report of the same number."""

    at: int
    disposition: Disposition


class CallerProfile(Struct, frozen=True, kw_only=True):
    """What earlier calls of a number say, weighted by age."""

    calls: int = 0
    valid: int = 0
    prank: int = 0
    ghost: int = 0
    nuisance: float = 0.0
    """Share of nuisance among the faded calls, 0 to 1, pulled to 0 while there is little evidence."""
    last_at: int = 0
    incidents: tuple[int, ...] = ()
    """What the newest of those calls were about, newest first."""
    summary: str = ""
    """One Indonesian sentence for the operator; empty for a number without history."""


def profile(past: Iterable[PastCall], now: int) -> CallerProfile:
    """Profile of a number from its earlier calls at `now` (milliseconds)."""
    valid = prank = ghost = calls = last = 0
    bad = total = 0.0
    for call in past:
        weight = math.exp2(-max(0, now - call.at) / HALF_LIFE_MS)
        calls += 1
        total += weight
        last = max(last, call.at)
        if call.disposition in _NUISANCE:
            bad += weight
        valid += call.disposition is Disposition.VALID
        prank += call.disposition is Disposition.PRANK
        ghost += call.disposition is Disposition.GHOST
    if not calls:
        return CallerProfile()
    parts = [
        f"{count} {word}" for count, word in ((valid, "sah"), (prank, "iseng"), (ghost, "kosong")) if count
    ]
    summary = f"{calls} panggilan sebelumnya" + (f": {', '.join(parts)}" if parts else "")
    return CallerProfile(
        calls=calls,
        valid=valid,
        prank=prank,
        ghost=ghost,
        nuisance=bad / (total + 1),
        last_at=last,
        summary=summary,
    )


class Lost(Struct, frozen=True):
    """What nuisance calls took."""

    calls: int = 0
    ms: int = 0


def lost_since(calls: Iterable[tuple[int, int]], since: int) -> Lost:
    """The sum of (received, length) pairs from a moment on, all in milliseconds."""
    found = [length for received, length in calls if received >= since]
    return Lost(len(found), sum(found))
