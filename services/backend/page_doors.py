"""The desk as the field page sees it: orders by link, acts as the agency's officer, photographs."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from services.backend.drafts import Session
from services.contract.catalogue import AnyCommand
from services.contract.city import CityPack
from services.contract.closing import Milestone, Photo
from services.contract.errors import KnownError, Rejected
from services.contract.messages import Do, Log, OutcomeStatus
from services.contract.orders import Order, ReceiptKind
from services.contract.records import Role
from services.outreach.links import EPOCH_CHARS, Ticket
from services.outreach.page.ports import OrderView
from services.projection.casework import Casework
from services.rules import ladder

if TYPE_CHECKING:
    from services.backend.backend import Backend
    from services.backend.desk import Desk

_ACT_MS: Final = 60_000
_MAX_HOPS: Final = 8
LINK_MS: Final = 7 * 24 * 3_600_000
"""How long a link opens its order, where nothing else is said."""


class PageDoors:
    """Fits `services.outreach.page.ports.FieldDesk`."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        # One at a time: a large photograph decoded is much memory, and the room comes first.
        self._darkroom = ThreadPoolExecutor(1, "darkroom")

    @property
    def pack(self) -> CityPack:
        return self._backend.rules.pack

    @property
    def incoming(self) -> Path:
        return self._backend.photos.incoming

    def now(self) -> int:
        return self._backend.now()

    def ticket(self, token: str) -> Ticket:
        return self._backend.links.read(token, self.now())

    async def view(self, ticket: Ticket) -> OrderView:
        """The order with everything around it, once all of it is on disk."""
        desk = self._desk(ticket)
        if desk.committed < desk.board.seq:
            await self._backend.writer.gather().done
        casework = desk.board.casework
        state = casework.orders.get(ticket.order_id)
        if state is None or state.order.agency != ticket.agency:
            raise KnownError(
                "link_forged", "Perintah di balik tautan ini tidak ada. Minta tautan baru kepada posko."
            )
        order = state.order
        row = desk.board.row_of(order.incident_id) if order.incident_id else -1
        replaced = ladder.ended(state) is ReceiptKind.SUPERSEDED
        successor = _successor(casework, order) if replaced else None
        own = successor is not None and successor.agency == order.agency
        return OrderView(
            log=desk.name,
            state=state,
            incident=desk.board.incident(row) if row >= 0 else None,
            chain=_chain(casework, order),
            successor=successor,
            successor_url=link_to(self._backend, desk, successor) if successor is not None and own else "",
            under_control=Milestone.UNDER_CONTROL.value in casework.times.get(order.incident_id, {}),
            proofs=tuple(p for p in casework.proofs.get(order.incident_id, ()) if p.order_id == order.id),
        )

    async def act(self, ticket: Ticket, command_id: str, command: AnyCommand) -> None:
        """Through the path of every command, as the officer of the agency that holds the link."""
        desk = self._desk(ticket)
        now = self.now()
        do = Do(id=command_id, log=desk.name, at=now, expires_at=now + _ACT_MS, body=command)
        session = Session(user=f"field:{ticket.agency}", role=Role.AGENCY, agency=ticket.agency)
        outcome = await self._backend.handle(do, session)
        if outcome.status is not OutcomeStatus.ACCEPTED:
            raise Rejected(outcome.code, outcome.message)

    async def keep(self, path: Path) -> Photo:
        return await develop(self._darkroom, self._backend, path)

    def thumbnail(self, sha256: str) -> Path:
        return self._backend.photos.thumbnail(sha256)

    def _desk(self, ticket: Ticket) -> Desk:
        for log in Log:
            desk = self._backend.desk(log)
            if desk.log.epoch[:EPOCH_CHARS] == ticket.epoch and desk.active:
                return desk
        raise KnownError(
            "link_ended", "Latihan yang mengirim tautan ini sudah berakhir. Tidak ada yang perlu dikerjakan."
        )


async def develop(darkroom: ThreadPoolExecutor, backend: Backend, path: Path) -> Photo:
    """Take an uploaded file into the store, beside the loop."""
    return await asyncio.get_running_loop().run_in_executor(darkroom, backend.photos.put_file, path)


def link_to(backend: Backend, desk: Desk, order: Order) -> str:
    """A link that opens an order for its agency; it outlives the deadline by a day at least."""
    return backend.links.make(desk.log.epoch, order.id, order.agency, link_ends(order, backend.now()))


def link_ends(order: Order, now: int) -> int:
    """Until when a link made now opens its order."""
    return max(now + LINK_MS, order.by_at + LINK_MS // 7)


def _chain(casework: Casework, order: Order) -> tuple[Order, ...]:
    """The orders it passes on, the first one first."""
    hops: list[Order] = []
    parent = casework.orders.get(order.parent_id)
    while parent is not None and len(hops) < _MAX_HOPS:
        hops.append(parent.order)
        parent = casework.orders.get(parent.order.parent_id)
    return tuple(reversed(hops))


def _successor(casework: Casework, order: Order) -> Order | None:
    newer = (state.order for state in casework.orders.values() if state.order.supersedes == order.id)
    return next(newer, None)
