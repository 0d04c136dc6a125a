"""What the contact panel is fed with: the agencies in the city pack's order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Duty(IntEnum):
    """What an agency has to do with the selected incident; sorts the panel."""

    LEAD = 0
    SUPPORT = 1
    SUGGESTED = 2
    NONE = 3


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One way to reach an agency. An empty `address`: the city has not entered it yet."""

    kind: str
    """`phone`, `whatsapp`, `telegram`, `email`, `radio`, `sms`, `webhook`."""
    address: str = ""
    verified_on: str = ""
    """ISO date; empty: nobody has reached it yet."""


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency (OPD), unit or partner."""

    code: str
    short: str
    name: str
    parent: str = ""
    """Short name of the agency it belongs to, e.g. `Satpol PP`."""
    partner: bool = False
    """Outside the city government."""
    roles: tuple[str, ...] = ()
    channels: tuple[ChannelRow, ...] = ()
    open_count: int = 0
    """Open incidents assigned to it."""
    unclaimed_count: int = 0
    duty: Duty = Duty.NONE
    duties: tuple[str, ...] = ()
