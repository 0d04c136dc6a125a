"""What the field page asks of the backend."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from msgspec import Struct

from services.contract.catalogue import AnyCommand
from services.contract.city import CityPack
from services.contract.closing import Photo, Proof
from services.contract.messages import Log
from services.contract.orders import Order, OrderState
from services.contract.records import Incident
from services.outreach.links import Ticket


class OrderView(Struct, frozen=True, kw_only=True):
    """An order as it stands, with what belongs to it."""

    log: Log
    state: OrderState
    incident: Incident | None = None
    chain: tuple[Order, ...] = ()
    """The orders this one passes on, the first one first."""
    successor: Order | None = None
    """The order that replaced it."""
    successor_url: str = ""
    """Its link, where it went to the same agency."""
    under_control: bool = False
    proofs: tuple[Proof, ...] = ()
    """Filed for this order."""


class FieldDesk(Protocol):
    """The backend, as the page sees it. Everything raises `KnownError` in words."""

    @property
    def pack(self) -> CityPack: ...

    @property
    def incoming(self) -> Path:
        """Folder for uploads while they arrive."""

    def now(self) -> int:
        """Server time in milliseconds UTC."""

    def ticket(self, token: str) -> Ticket:
        """Who holds the link. Raises `KnownError`: `link_forged`, `link_expired`."""

    async def view(self, ticket: Ticket) -> OrderView:
        """The order as it is on disk. Raises `KnownError`: `link_ended`, `link_forged`."""

    async def act(self, ticket: Ticket, command_id: str, command: AnyCommand) -> None:
        """Send a command as the agency; returns when it is on disk. The same id again is the same act."""

    async def keep(self, path: Path) -> Photo:
        """Take an uploaded file of `incoming` into the store."""

    def thumbnail(self, sha256: str) -> Path:
        """A small copy without metadata."""
