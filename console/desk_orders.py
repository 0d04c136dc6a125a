"""Orders on the dispatch window: those of the incident in its detail, leadership's beside the contacts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QVBoxLayout

from console.adapters.order_actions import active
from console.adapters.orders import OrderRows, OrdersAdapter
from console.adapters.queue import QueueAdapter
from console.asking import Asker
from console.field_links import FieldLinks
from console.names import Names
from console.server_words import said
from console.session import Session
from console.situation import Situation
from console.unsent import unsent_orders, unsent_sentence
from console.windows.dispatch import DispatchWindow
from services.contract.orders import IssueOrder, Order, OrderKind
from services.contract.records import Role
from services.feed.link import LinkState
from services.rules import ladder
from widgets.keys import Action
from widgets.orders.composer import TO_ROOM, OrderComposer
from widgets.orders.panel import OrdersPanel
from widgets.picker import Item

translate = QCoreApplication.translate


class DeskOrders(QObject):
    """Adds its parts to the window and listens for what concerns them."""

    def __init__(
        self, window: DispatchWindow, session: Session, names: Names, queue: QueueAdapter, asker: Asker
    ) -> None:
        super().__init__()
        self._window, self._session = window, session
        situation = session.situation
        theme, words, keys = window.detail.look
        composers = [OrderComposer(theme, words, names.zone) for _ in range(2)]
        for composer in composers:
            composer.set_receivers(receivers(names))
            composer.set_checker(lambda order: contradictions(situation, order))
        name = translate("Orders", "Penugasan dan perintah")
        self.of_incident = OrdersPanel(theme, words, name, composers[0])
        self.of_room = OrdersPanel(
            theme,
            words,
            translate("Orders", "Perintah pimpinan"),
            composers[1],
            narrow=True,
            hint=translate("Orders", "{0} ke sini").format(keys.key(Action.ORDERS)),
        )
        self._composers = composers
        window.detail.add_section("top", self.of_incident)
        box = window.contacts.layout()
        assert isinstance(box, QVBoxLayout)
        box.addWidget(self.of_room)
        self.rows = OrderRows(situation, names)
        queue.receipt_of = self.rows.of_lead
        self.adapter = OrdersAdapter(self.rows, situation, self.of_incident, self.of_room)
        session.bridge.add(self.adapter)
        session.bridge.add(self)
        self.links = FieldLinks(situation, names.words, asker, window.show_notice)
        self._listen()

    def _listen(self) -> None:
        window, session = self._window, self._session
        window.incident_selected.connect(self.adapter.select)
        for panel in (self.of_incident, self.of_room):
            panel.acts.link_requested.connect(self.links.copy)
            panel.command_requested.connect(window.command_requested)
            panel.left.connect(window.queue.view.setFocus)
        window.on_action(Action.ORDERS, self._focus)
        window.on_action(Action.FORWARD, self._forward)
        session.bridge.welcomed.connect(self.adapter.show)
        session.commander.tickets_changed.connect(self._show_unsent)

    # --- console.bridge.Adapter ---

    def changed(self, changes: object) -> None:
        """The adapter follows the orders."""

    def ticked(self, now: int) -> None:
        for composer in self._composers:
            composer.set_now(now)

    def _show_unsent(self) -> None:
        """What has not left this console, where its answer is looked for."""
        waiting = unsent_orders(self._session.commander.tickets())
        offline = self._session.situation.link is not LinkState.LIVE
        words = self._window.detail.look[1]
        lines = [unsent_sentence(ticket, words) for ticket in waiting if offline and not ticket.incident_id]
        self.of_room.set_unsent(lines)

    # --- keys ---

    def _focus(self) -> None:
        """First where somebody has to decide, then the incident's, then leadership's; again: the other."""
        panels = [panel for panel in (self.of_incident, self.of_room) if panel.cards]
        if not panels:
            self._window.show_notice(translate("Orders", "Tidak ada penugasan atau perintah di sini."))
            return
        waiting = [panel for panel in panels if any(card.row.waiting for card in panel.cards)]
        chosen = (waiting or panels)[0]
        if chosen.current() is not None:
            chosen = panels[-1] if chosen is panels[0] else panels[0]
        chosen.focus_first()

    def _forward(self) -> None:
        """Pass leadership's order on; without one, and with lent authority, give one."""
        if self.of_room.pass_on_first() or self.of_incident.pass_on_first():
            return
        situation = self._session.situation
        viewer = self.rows.viewer()
        lent = active(situation.board.casework.delegations, situation.now())
        if viewer.role is Role.SUPERVISOR and any(given.receiver == viewer.user for given in lent):
            self.of_room.compose()
            return
        self._window.show_notice(translate("Orders", "Tidak ada perintah pimpinan yang dapat diteruskan."))


def receivers(names: Names) -> Sequence[Item]:
    """The room, then every agency of the city."""
    room = Item(TO_ROOM, translate("Orders", "Ruang"), translate("Orders", "pengawas yang bertugas"))
    return (room, *(Item(agency.code, agency.short, agency.name) for agency in names.pack.agencies))


def contradictions(situation: Situation, wanted: IssueOrder) -> list[str]:
    """Why an order that is about to be given contradicts others, as this console knows them."""
    casework = situation.board.casework
    order = Order(
        id=casework.last_order_id + 1,
        kind=OrderKind.ORDER,
        incident_id=wanted.incident_id,
        agency=wanted.agency,
        what=wanted.what,
        where=wanted.where,
        by_at=wanted.by_at,
        by_words=wanted.by_words,
        issuer="",
        issuer_role=Role.LEADER,
        issued_at=situation.now(),
        supersedes=wanted.supersedes,
    )
    return [said(conflict.reason) for conflict in ladder.contradictions(order, casework.orders.values())]
