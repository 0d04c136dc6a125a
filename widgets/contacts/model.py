"""What the contact panel is fed with: the agencies in the city pack's order, in words that are ready to show.

Ages are part of the words, so the console hands new rows over as time goes by; equal rows cost nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from services.contract.contacts import CallOutcome, Contact
from services.contract.contacts import Duty as Turn


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
    """`phone`, `whatsapp`, `telegram`, `email`, `radio`, `sms`, `webhook`, `mqtt`."""
    address: str = ""
    state: str = ""
    """`terverifikasi 2 hr lalu`; empty: nobody has reached it yet."""
    experience: str = ""
    """What using it has taught: `jawab 3 j lalu`, `tidak diangkat 20 mnt lalu`."""
    note: str = ""
    link: str = ""
    """What a program of this desk opens; empty where none does (radio, another system)."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A post or person and how to reach them, in the order in which it is tried."""

    id: str
    name: str
    position: str = ""
    channels: tuple[ChannelRow, ...] = ()
    on_duty: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One delivery about the selected incident."""

    at: str
    kind: str
    whom: str
    state: str
    words: str = ""
    """The provider's own."""
    bad: bool = False


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
    people: tuple[PersonRow, ...] = ()
    """Whoever is on duty first."""
    officer: str = ""
    """Who is on duty and until when, or that nobody is; empty: no roster was entered."""
    gap: bool = False
    """Nobody is on duty although there is a roster."""
    open_count: int = 0
    """Open incidents assigned to it."""
    unclaimed_count: int = 0
    duty: Duty = Duty.NONE
    duties: tuple[str, ...] = ()
    answered: str = ""
    """`jawab terakhir 2 j lalu`, `belum pernah menjawab`."""
    response: str = ""
    """`median 4 mnt · p90 11 mnt (12 jawaban)`."""
    tested: str = ""
    """The last test of reachability and what came of it."""
    tested_bad: bool = False
    ledger: tuple[LedgerRow, ...] = ()
    order_id: int = 0
    """Its assignment for the selected incident that nobody there has acknowledged."""


@dataclass(frozen=True, slots=True)
class Reaching:
    """Somebody wants to reach one channel of one contact."""

    agency: str
    agency_name: str
    contact_id: str
    name: str
    channel: ChannelRow
    order_id: int = 0


@dataclass(frozen=True, slots=True)
class CallResult:
    """What came of reaching somebody."""

    reaching: Reaching
    outcome: CallOutcome
    words: str = ""
    """Theirs, verbatim."""
    ms: int = 0
    """Until it was answered; 0: unknown."""
    acknowledged: bool = False
    """They take the assignment: recorded on their behalf."""


@dataclass(frozen=True, slots=True)
class AgencyBook:
    """Contacts and roster of one agency as the log has them, for the editor."""

    code: str
    short: str
    name: str
    contacts: tuple[Contact, ...] = ()
    turns: tuple[Turn, ...] = ()
    """Duties that have not ended, the earliest first."""
