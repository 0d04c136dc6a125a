"""The leader window put together with a session: the picture in, orders out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from console.adapters.leader import LeaderAdapter
from console.adapters.link import link_state_of
from console.adapters.orders import OrderRows
from console.adapters.wall import WallAdapter
from console.desk_period import DeskPeriod
from console.field_links import FieldLinks
from console.leader_briefing import LeaderBriefing
from console.leader_closing import LeaderClosing
from console.leader_delegation import Delegating
from console.leader_orders import LeaderOrders
from console.leader_period import LeaderPeriod
from console.names import Names
from console.panel_notes import PanelNotes
from console.situation import Situation
from console.sparing_pictures import SparingPictures
from console.unsent import unsent_orders, unsent_sentence
from console.windows.leader import LeaderWindow
from services.contract.messages import Log
from services.feed.link import Endpoint, LinkState
from services.projection.apply import Changes
from widgets.leader.model import Budget, Figure, OrderLine, WorstLine
from widgets.theme import Theme
from widgets.tickets import TicketState
from widgets.wall import Viewing, WallView

if TYPE_CHECKING:
    from console.asking import Asker
    from console.errands import Errands
    from console.session import Session
    from widgets.map import MapView

log = logging.getLogger(__name__)

FIGURES_EVERY_MS = 10 * 60_000
"""How often the published figure is asked for: it costs bytes."""
MAX_ANSWER = 200_000
DESK_VIEWING = Viewing(distance_m=0.6, diagonal_in=15.6)
"""The wall's picture on a laptop is read from an arm's length."""


class _Total(msgspec.Struct):
    share: float | None
    paused_share: float


class _Report(msgspec.Struct):
    end: int
    total: _Total


class LeaderDesk(QObject):
    """One leader window and what it shows."""

    def __init__(self, situation: Situation, names: Names, theme: Theme) -> None:
        super().__init__()
        self._situation, self._names, self._theme = situation, names, theme
        self.window = LeaderWindow(theme, names.words)
        self.window.top.set_city(names.pack.city.name)
        self.window.set_now(situation.now())
        self._wall = WallView(theme, names.words, DESK_VIEWING, now=situation.now)
        self._map: MapView | None = None
        self._shown: dict[str, TicketState] = {}
        self._adapter: LeaderAdapter | None = None
        self._session: Session | None = None
        self._delegating: Delegating | None = None
        self._asker: Asker | None = None
        self._briefing: LeaderBriefing | None = None
        self._figures = QTimer(self, interval=FIGURES_EVERY_MS)

    # --- console.bootstrap.Desk ---

    @property
    def painted(self) -> QWidget:
        return self.window.figures

    def open(self, place: bool) -> None:
        self.window.show()

    def complete(self, session: Session, asker: Asker, errands: Errands) -> None:
        """From here on it follows what arrives, and orders can be given."""
        self._session = session
        rows = OrderRows(self._situation, self._names)
        self._adapter = LeaderAdapter(self._situation, self._names, session.inbox, self, rows)
        wall = WallAdapter(self._situation, self._names, self._wall)
        bridge = session.bridge
        orders = LeaderOrders(
            self.window, self._situation, self._names, self._theme, rows, session.commander.submit
        )
        self._links = FieldLinks(self._situation, self._names.words, asker, self.window.show_notice)
        orders.panel.acts.link_requested.connect(self._links.copy)
        self._briefing = LeaderBriefing(
            self.window, self._wall, self._situation, self._names, session.commander.submit
        )
        closing = self._closing(session, asker)
        for adapter in (self._adapter, wall, orders, closing, self):
            bridge.add(adapter)
        self._briefing.follow(bridge)
        bridge.each_frame(asker.deliver)
        self._asker = asker
        self._period = self._periods(session, asker)
        say = self.window.show_notice
        PanelNotes(self.window, self._theme, self.window.panels, session, self._names, asker, say).use_key()
        self._figures.timeout.connect(self._ask_figures)
        bridge.link_changed.connect(self._show_link)
        bridge.link_changed.connect(wall.link_changed)
        bridge.welcomed.connect(self._welcomed)
        bridge.log_changed.connect(self._show_drill)
        session.commander.tickets_changed.connect(self._tickets)
        window = self.window
        window.unsettled.resend_requested.connect(session.commander.send_again)
        window.unsettled.discard_requested.connect(session.commander.dismiss)
        window.wall_requested.connect(self._turn_wall)
        self._delegating = Delegating(self._situation, self._names, window.prompt, session.commander.submit)
        window.delegation_requested.connect(self._delegating.ask)
        window.home_requested.connect(self._home)
        window.incident_opened.connect(self._show_incident)
        for adapter in (self._adapter, wall):
            adapter.changed(Changes(reset=True))

    def add_map(self, view: MapView) -> None:
        self._map = view
        self.window.set_map(view)

    def use_theme(self, theme: Theme) -> None:
        self.window.set_theme(theme)
        self._wall.set_theme(theme)
        if self._map is not None:
            self._map.set_theme(theme)

    def save(self) -> None:
        """The layout is always the same."""

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        """The adapters show it."""

    def ticked(self, now: int) -> None:
        self.window.set_now(now)
        at = self._situation.data_at()
        live = self._situation.link is LinkState.LIVE
        self.window.top.set_age(max(0, now - at) if at else None, live=live)
        if self._delegating is not None:
            self.window.top.set_delegation(self._delegating.words(now))
        self._show_link()

    # --- console.adapters.leader.LeaderFace ---

    def set_worst(self, lines: tuple[WorstLine, ...], now: int) -> None:
        self.window.set_worst(lines, now)

    def set_orders(self, lines: tuple[OrderLine, ...], now: int) -> None:
        self.window.set_orders(lines, now)

    def set_figures(self, figures: tuple[Figure, ...]) -> None:
        self.window.figures.set_figures(figures)

    def set_budget(self, budget: Budget) -> None:
        self.window.top.set_budget(budget)

    # --- what belongs together ---

    def _closing(self, session: Session, asker: Asker) -> LeaderClosing:
        """Photographs come beside everything else that is asked for, and are paid from the same budget."""
        adapter, inbox, beside = self._adapter, session.inbox, asker.beside()
        assert adapter is not None
        session.bridge.each_frame(beside.deliver)

        def pay(size: int) -> None:
            inbox.bytes_in += size

        pictures = SparingPictures(beside, session.memory.folder / "photos", lambda: adapter.budget, pay)
        submit = session.commander.submit
        return LeaderClosing(self.window, self._situation, self._names, self._theme, pictures, submit)

    def _periods(self, session: Session, asker: Asker) -> LeaderPeriod:
        """A report is fetched beside everything else too, and its bytes are counted with the line's."""
        inbox, beside = session.inbox, asker.beside()
        session.bridge.each_frame(beside.deliver)

        def pay(size: int) -> None:
            inbox.bytes_in += size

        say = self.window.show_notice
        desk = DeskPeriod(self._situation, self._names, beside, say, self, pay=pay)
        return LeaderPeriod(self.window, desk.export)

    def _turn_wall(self) -> None:
        """The same picture as the room's wall, with the same map in it; again: back."""
        centre = self.window.centre
        back = centre.currentWidget() is self._wall
        self.window.set_wall(not back)
        if self._briefing is not None:
            self._briefing.show_on(None if back else self._map)
        if back:
            if self._map is None:
                centre.setCurrentIndex(0)
            else:
                centre.addWidget(self._map)
                centre.setCurrentWidget(self._map)
            return
        if centre.indexOf(self._wall) < 0:
            centre.addWidget(self._wall)
        if self._map is not None:
            view = self._map
            self._wall.set_map(view, lambda: view.is_ready)
        centre.setCurrentWidget(self._wall)

    def _home(self) -> None:
        """The whole city, also after a gesture of the hand that holds the view."""
        if self._map is not None:
            self._map.select(None)
            self._map.return_to_earlier()
            self._map.show_city()

    def _show_incident(self, incident_id: int) -> None:
        """Marked, and brought into view where it is not."""
        if self._map is not None:
            self._map.select(incident_id)
            self._map.show_incident(incident_id, by_user=self._map.locked)

    def _welcomed(self) -> None:
        welcome = self._situation.welcome
        assert welcome is not None
        self.window.top.set_user(welcome.user)
        self._ask_figures()
        self._figures.start()
        self.window.set_may_order("order.issue" in welcome.permissions)

    def _ask_figures(self) -> None:
        """The one published formula is counted by the backend: it has the closed cases."""
        path = f"/api/figures?log={self._situation.log.value}"

        def job(endpoint: Callable[[], Endpoint]) -> bytes:
            from console.https import fetch

            return fetch(endpoint(), path, MAX_ANSWER)

        assert self._asker is not None
        self._asker.run(job, self._figures_arrived)

    def _figures_arrived(self, answer: bytes, error: Exception | None) -> None:
        assert self._adapter is not None
        assert self._session is not None
        if error is not None:
            log.info("figures: %s", error)
            return
        self._session.inbox.bytes_in += len(answer)
        try:
            told = msgspec.json.decode(answer, type=_Report)
        except msgspec.MsgspecError as wrong:
            log.warning("figures: %s", wrong)
            return
        self._adapter.set_on_time(told.total.share, told.total.paused_share, told.end)

    def _show_link(self) -> None:
        assert self._session is not None
        commander, words = self._session.commander, self._names.words
        self.window.link.set_state(link_state_of(self._situation, commander.waiting()))
        offline = self._situation.link is not LinkState.LIVE
        waiting = unsent_orders(commander.tickets()) if offline else []
        self.window.set_unsent([unsent_sentence(ticket, words) for ticket in waiting])

    def _show_drill(self) -> None:
        self.window.banner.set_drill(self._situation.log is Log.DRILL)

    def _tickets(self) -> None:
        assert self._session is not None
        tickets = self._session.commander.tickets()
        for ticket in tickets:
            if self._shown.get(ticket.command_id) is not ticket.state:
                self.window.show_ticket(ticket)
        self.window.unsettled.set_tickets(tickets)
        self._shown = {ticket.command_id: ticket.state for ticket in tickets}
        self._show_link()
