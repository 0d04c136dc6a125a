"""What sending needs from the backend behind it. The backend implements these; outreach never imports it.

Everything runs on the backend's one loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from services.contract.city import CityPack
from services.contract.events import Body
from services.contract.messages import Log
from services.contract.orders import Order
from services.contract.records import Incident
from services.projection.casework import Casework


class Addressee(Struct, frozen=True, kw_only=True):
    """A reporter who left an address. Read for sending only: never logged, never in an event."""

    report_id: int
    ref: str
    """Their ticket."""
    phone: str = ""
    email: str = ""

    def __repr__(self) -> str:
        return f"Addressee({self.report_id})"


class Waiting(Struct, frozen=True, kw_only=True):
    """Something reporters are to be told and may not have been: `report_id` 0 for all of an incident."""

    cause: str
    incident_id: int
    report_id: int = 0
    channel: str = ""
    text: str = ""


class Room(Protocol):
    """The backend's two logs as the postman sees them."""

    @property
    def pack(self) -> CityPack: ...

    def now(self) -> int:
        """Server time in milliseconds UTC."""
        ...

    def epoch(self, log: Log) -> str:
        """Identity of a log; empty while it takes nothing (no drill)."""
        ...

    def casework(self, log: Log) -> Casework: ...

    def incident(self, log: Log, incident_id: int) -> Incident | None: ...

    async def recorded(self, log: Log, bodies: Sequence[Body], cause: str = "") -> None:
        """Append events of the system; returns when they and everything before them are on disk.

        Without events: when everything so far is. Raises `KnownError`.
        """
        ...

    def link(self, log: Log, order: Order) -> str:
        """The address where the receiver answers an order; empty where there is none."""
        ...

    def test_link(self, log: Log, delivery_id: str) -> str:
        """The address where somebody says that a test arrived; empty where there is none."""
        ...

    def test_of(self, token: str) -> tuple[str, str]:
        """(beginning of the epoch, delivery) a test's link names. Raises `KnownError`."""
        ...

    async def addressees(self, log: Log, incident_id: int) -> list[Addressee]:
        """Everybody who reported an incident and left a telephone number or an e-mail address."""
        ...

    async def untold(self, log: Log) -> list[Waiting]:
        """What reporters were to be told lately and nothing says that it went out; asked at start."""
        ...
