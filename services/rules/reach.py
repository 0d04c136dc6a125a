"""What using a channel has taught: whom to try first, how fast they answer, how old a verification is.

The stated order (rank of a contact, order of its channels) holds until there is evidence. Evidence moves a
channel or person that truly answers forward and one that never does back; it never removes anybody. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from services.contract.contacts import Contact, ContactChannel, Reach, reach_key

ENOUGH: Final = 3
"""So many answers, or so many tries without one, before the stated order gives way."""
STALE_MS: Final = 90 * 24 * 3_600_000
"""A verification older than this is told as old: proposed by Patria."""


class Evidence(StrEnum):
    """What is known of a channel or person from using it."""

    ANSWERS = "answers"
    UNKNOWN = "unknown"
    SILENT = "silent"
    """Tried at least `ENOUGH` times since the last answer, and never answered then."""


class Verified(StrEnum):
    """How far an address is known to lead to the right person."""

    NEVER = "never"
    OLD = "old"
    FRESH = "fresh"


class Answers(Struct, frozen=True, kw_only=True):
    """How a contact or an agency answers. Milliseconds; -1 where there is no answer to speak of."""

    tries: int = 0
    answered: int = 0
    last_at: int = 0
    """Last time somebody truly answered; 0: never."""
    median_ms: int = -1
    p90_ms: int = -1
    counted: int = 0
    """Answers whose time is known, behind the percentiles."""


def percentile(values: Iterable[int], share: float) -> int:
    """The smallest value that at least `share` (0 to 1) of all do not exceed; -1 without values."""
    ordered = sorted(values)
    if not ordered:
        return -1
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def answers(known: Iterable[Reach]) -> Answers:
    """The experience with several channels taken together."""
    found = list(known)
    times = [ms for reach in found for ms in reach.answer_ms]
    return Answers(
        tries=sum(reach.tries for reach in found),
        answered=sum(reach.answered for reach in found),
        last_at=max((reach.answered_at for reach in found), default=0),
        median_ms=percentile(times, 0.5),
        p90_ms=percentile(times, 0.9),
        counted=len(times),
    )


def of_contact(contact: Contact, reach: Mapping[str, Reach]) -> list[Reach]:
    """What is known of each channel a contact has now; channels never used are left out."""
    keys = (reach_key(contact.id, channel.kind, channel.address) for channel in contact.channels)
    return [reach[key] for key in keys if key in reach]


def agency_answers(contacts: Iterable[Contact], agency: str, reach: Mapping[str, Reach]) -> Answers:
    """How an agency answers, over all its contacts."""
    return answers(
        known for contact in contacts if contact.agency == agency for known in of_contact(contact, reach)
    )


def evidence(known: Reach | None) -> Evidence:
    """Whether a channel answers, does not, or was used too little to say."""
    if known is None:
        return Evidence.UNKNOWN
    if known.answered >= ENOUGH and known.answered * 2 >= known.tries:
        return Evidence.ANSWERS
    if known.tries >= ENOUGH and known.answered == 0:
        return Evidence.SILENT
    return Evidence.UNKNOWN


def verified(channel: ContactChannel, now: int) -> Verified:
    """How old the verification of an address is."""
    if not channel.verified_at:
        return Verified.NEVER
    return Verified.OLD if now - channel.verified_at > STALE_MS else Verified.FRESH


def channel_order(contact: Contact, reach: Mapping[str, Reach]) -> list[ContactChannel]:
    """A contact's channels in the order to try them: fastest proven first, silent ones last."""

    def place(channel: ContactChannel) -> tuple[int, int]:
        known = reach.get(reach_key(contact.id, channel.kind, channel.address))
        return _place([known] if known is not None else [])

    return sorted(contact.channels, key=place)


def contact_order(contacts: Sequence[Contact], reach: Mapping[str, Reach]) -> list[Contact]:
    """Contacts in the order to escalate: by rank, within a rank by answer; silent ones after all others."""

    def place(contact: Contact) -> tuple[bool, int, int, int, str]:
        group, median = _place(of_contact(contact, reach))
        return group == _SILENT, contact.rank, group, median, contact.id

    return sorted(contacts, key=place)


_GROUPS: Final = {Evidence.ANSWERS: 0, Evidence.UNKNOWN: 1, Evidence.SILENT: 2}
_SILENT: Final = _GROUPS[Evidence.SILENT]


def _place(known: Sequence[Reach]) -> tuple[int, int]:
    """(group, median) to sort by; without proof the median says nothing and the stated order stays."""
    whole = answers(known)
    group = _GROUPS[evidence(Reach(tries=whole.tries, answered=whole.answered))]
    return group, max(0, whole.median_ms) if group == _GROUPS[Evidence.ANSWERS] else 0
