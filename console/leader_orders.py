"""Orders on the leader window: composing one, and one in full with everything that passed it on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from console.adapters.calm import Calm
from console.adapters.orders import OrderRows
from console.desk_orders import contradictions, receivers
from console.names import Names
from console.situation import Situation
from console.windows.leader import LeaderWindow
from services.contract.commands import Command
from services.projection.apply import Changes
from widgets.labels import column, text
from widgets.orders.composer import TO_ROOM, OrderComposer
from widgets.orders.panel import OrdersPanel
from widgets.theme import Theme

translate = QCoreApplication.translate


class LeaderOrders(QObject):
    """The page in the right column, and what fills it."""

    def __init__(
        self,
        window: LeaderWindow,
        situation: Situation,
        names: Names,
        theme: Theme,
        rows: OrderRows,
        submit: Callable[[Command], object],
    ) -> None:
        super().__init__(window)
        self._window, self._situation, self._names = window, situation, names
        self._rows = rows
        self._shown = 0
        composer = OrderComposer(theme, names.words, names.zone)
        composer.set_receivers(receivers(names))
        composer.set_checker(lambda order: contradictions(situation, order))
        self.panel = OrdersPanel(theme, names.words, translate("Leader", "Perintah"), composer)
        self.page = self._build(theme)
        self._calm = Calm(250, self._show, self)
        self.panel.command_requested.connect(submit)
        self.panel.left.connect(window.show_lists)
        composer.closed.connect(self._composed)
        window.order_requested.connect(self.compose)
        window.order_opened.connect(self.open)

    def compose(self, incident_id: int) -> None:
        """A new order about an incident, or about the city (0)."""
        self._shown = 0
        self.panel.set_rows((), self._situation.now())
        self._window.show_page(self.page)
        self.panel.show()
        self.panel.composer.set_now(self._situation.now())
        self.panel.composer.begin(incident_id, self._about(incident_id), receiver=TO_ROOM)

    def open(self, order_id: int) -> None:
        """One order in full, those that pass it on below it."""
        self._shown = order_id
        self.panel.composer.let_go()
        self._show()
        self._window.show_page(self.page)
        self.panel.focus_first()

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if self._shown and (changes.casework or changes.reset):
            self._calm.touch()

    def ticked(self, now: int) -> None:
        self.panel.composer.set_now(now)
        if self._shown and self.page.isVisible():
            self._show()

    # --- inner ---

    def _build(self, theme: Theme) -> QWidget:
        hint = text(theme, translate("Leader", "Esc: kembali ke daftar"), size="small", tone="dim")
        inner = QWidget()
        box = column(hint, self.panel, 0, spacing=theme.px(8))
        box.setContentsMargins(theme.px(10), theme.px(12), theme.px(10), theme.px(10))
        inner.setLayout(box)
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setWidget(inner)
        return page

    def _about(self, incident_id: int) -> str:
        board = self._situation.board
        row = board.row_of(incident_id) if incident_id else -1
        if row < 0:
            return ""
        incident = board.incident(row)
        place = self._names.place(incident.area, incident.outside_m)
        return f"{self._names.ref_of(incident)} {self._names.title(incident.title)}, {place}"

    def _show(self) -> None:
        orders, now = self._situation.board.casework.orders, self._situation.now()
        first = orders.get(self._shown)
        if first is None:
            return
        chain = [first, *(state for state in orders.values() if state.order.parent_id == self._shown)]
        self.panel.set_rows([self._rows.row(state, now) for state in chain], now)

    def _composed(self) -> None:
        """Sent or let go: back to the lists, where the new order will stand."""
        if not self._shown:
            self._window.show_lists()
