"""Those between whom an order travels: a mayor on a poor line, the supervisor, an officer with a link."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

import httpx

from console.adapters.leader import LeaderAdapter
from console.adapters.orders import OrderRows
from console.names import Names
from services.contract.commands import Command
from services.contract.orders import OrderState, Receipt, ReceiptKind
from services.feed.link import Endpoint
from tests.harness import BackendProcess, CuttableProxy
from tests.scenarios.actor import PACK, Actor
from tests.scenarios.fieldwork import Officer
from tests.scenarios.storm_room import add_user, signed_in
from widgets.leader.model import Budget, Figure, OrderLine, WorstLine
from widgets.orders.model import OrderRow
from widgets.tickets import TicketState

BYTES_A_SECOND: Final = 8 * 1024
T = TypeVar("T")


class LeaderScreen:
    """What the leader window would show, as its adapter hands it over."""

    def __init__(self) -> None:
        self.orders: tuple[OrderLine, ...] = ()

    def set_orders(self, lines: tuple[OrderLine, ...], now: int) -> None:
        self.orders = lines

    def set_worst(self, lines: tuple[WorstLine, ...], now: int) -> None: ...
    def set_figures(self, figures: tuple[Figure, ...]) -> None: ...
    def set_budget(self, budget: Budget) -> None: ...


class Chain:
    """Mayor, supervisor and officer around one backend, which is killed in every so many steps of theirs."""

    def __init__(self, folder: Path, *, dies_every: int = 0) -> None:
        self.backend = BackendProcess(folder / "server", embedded=False)
        for name, role in (("wali", "leader"), ("pengawas", "supervisor")):
            add_user(self.backend, name, role)
        self._dies_every, self._steps = dies_every, 0
        self._folder = folder
        self._opened = contextlib.ExitStack()

    def __enter__(self) -> Self:
        try:
            self._open()
        except BaseException:
            self._opened.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def _open(self) -> None:
        enter = self._opened.enter_context
        enter(self.backend)
        self.line = enter(CuttableProxy(self.backend.address))
        self.line.throttle(BYTES_A_SECOND)
        self._token = signed_in(self.backend, "pengawas")
        self.room = enter(Actor(self._folder / "room", lambda: Endpoint(self.backend.url, self._token)))
        self.mayor = enter(self.new_mayor())
        self.officer = enter(Officer("Darto, Regu 2"))
        self._hands = enter(ThreadPoolExecutor(1, "officer"))
        self.screen, names = LeaderScreen(), Names(PACK)
        situation = self.mayor.session.situation
        self.mayor_rows = OrderRows(situation, names)
        self.room_rows = OrderRows(self.room.session.situation, names)
        self._adapter = LeaderAdapter(
            situation, names, self.mayor.session.inbox, self.screen, self.mayor_rows
        )
        self.mayor.session.bridge.add(self._adapter)

    def new_mayor(self) -> Actor:
        """The mayor's console on the poor line, with what it left on its disk."""
        token = signed_in(self.backend, "wali")
        return Actor(self._folder / "mayor", lambda: Endpoint(self.line.url, token), role="leader")

    # --- what they do ---

    def until(self, condition: Callable[[], T], what: str, within: float = 60.0) -> T:
        """Pump both consoles until it is so."""

        def looked() -> T:
            self.room.pump()
            return condition()

        return self.mayor.until(looked, what, within)

    def gives(self, actor: Actor, command: Command) -> None:
        """A command from its key to its confirmation, also past a backend that dies on the way."""
        number = actor.submit(command)
        actor.until(lambda: actor.ticket(number) is not None, "it is on the disk")
        self._dies()
        settled = (TicketState.CONFIRMED, TicketState.REJECTED, TicketState.EXPIRED)
        self.until(lambda: actor.state(number) in (None, *settled), f"an answer to {command}")
        ticket = actor.ticket(number)
        assert ticket is None or ticket.state is TicketState.CONFIRMED, ticket

    def in_the_field(self, act: Callable[[], T]) -> T:
        """Something the officer does, while the consoles go on and the backend may die."""
        doing = self._hands.submit(act)
        self._dies()
        self.until(doing.done, "the officer is done")
        return doing.result()

    def _dies(self) -> None:
        self._steps += 1
        if self._dies_every and self._steps % self._dies_every == 0:
            self.backend.kill()
            self.backend.start()

    # --- what they see ---

    def link(self, order_id: int) -> str:
        """The address in the message to the officer."""
        reply = httpx.get(
            f"{self.backend.url}/api/orders/{order_id}/link",
            headers={"Authorization": f"Bearer {self._token}"},
            trust_env=False,
        )
        assert reply.status_code == 200, reply.text
        return str(json.loads(reply.text)["url"])

    def order(self, number: int, actor: Actor | None = None) -> OrderState:
        """An order, as soon as it is on a console's board."""
        who = actor or self.room
        orders = who.board.casework.orders
        self.until(lambda: number in who.board.casework.orders, f"order {number} is there")
        return orders.get(number) or who.board.casework.orders[number]

    def hears(self, actor: Actor, number: int, kind: ReceiptKind, times: int = 1) -> Receipt:
        """Wait for a receipt on somebody's board."""

        def heard() -> list[Receipt]:
            state = actor.board.casework.orders.get(number)
            found = [given for given in state.receipts if given.kind is kind] if state else []
            return found if len(found) >= times else []

        return self.until(heard, f"{kind} of order {number}")[-1]

    def card(self, rows: OrderRows, number: int) -> OrderRow:
        """An order as a console shows it."""
        return rows.row(rows.casework.orders[number], self.room.session.situation.now())

    def mayors_line(self, number: int) -> OrderLine:
        """An order in the list of the leader window."""
        self._adapter.show()
        return next(line for line in self.screen.orders if line.order_id == number)
