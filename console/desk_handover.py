"""The handover window put together with a session: the picture in, questions, words and signatures out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.adapters.frozen import Arrived
from console.adapters.handover import HandoverAdapter
from console.adapters.handover_briefing import HandoverBriefing
from console.adapters.link import link_state_of
from console.adapters.shift_charts import ShiftChartsAdapter
from console.adapters.shift_log import ShiftLogAdapter
from console.briefing import BriefingControl
from console.freezing import Freezing
from console.handover_actions import HandoverActions
from console.handover_log import LogActions
from console.names import Names
from console.panel_notes import PanelNotes
from console.printing import HandoverPrinting
from console.server_words import said
from console.situation import Situation
from console.windows.handover import HandoverWindow
from services.contract.messages import Log
from services.contract.shifts import Handover, Side
from services.feed.link import Endpoint, LinkState
from services.projection.apply import Changes
from widgets.handover.model import Exchange, Fact, InstructionLine, ItemPage, LogEntry, PartLine, Standing
from widgets.theme import Theme
from widgets.tickets import Ticket, TicketState

if TYPE_CHECKING:
    from console.asking import Asker
    from console.errands import Errands
    from console.session import Session
    from widgets.map import MapView

MAX_DOCUMENT: Final = 16_000_000
"""Bytes of a document the console reads."""


class HandoverDesk(QObject):
    """One handover window and what it shows."""

    def __init__(self, situation: Situation, names: Names, theme: Theme) -> None:
        super().__init__()
        self._situation, self._names, self._theme = situation, names, theme
        self.window = HandoverWindow(theme, names.words)
        self.window.top.set_now(situation.now())
        self.adapter = HandoverAdapter(situation, names, self, self._fetch, self)
        self.log = ShiftLogAdapter(situation, names, self, self._get, self)
        page = self.window.figures
        self.figures = ShiftChartsAdapter(situation, names, page, lambda: self.window.on_figures, page)
        known, adapter = self.adapter.frozen.known, self.adapter
        say = self.window.show_notice
        self.printing = HandoverPrinting(situation, names.pack, known, lambda: adapter.handover, say, self)
        self.window.print_requested.connect(lambda ask: self.printing.print(ask=ask))
        self.printing.to_printer = self._to_printer
        self._shown: dict[str, TicketState] = {}
        self._session: Session | None = None
        self._asker: Asker | None = None
        self._actions: HandoverActions | None = None
        self.pictures: PanelNotes | None = None
        self._map: MapView | None = None
        self.window.document.moved.connect(self.adapter.select)
        self.window.log.filtered.connect(self.log.filter)
        self.window.log.older_requested.connect(self.log.older)
        self.window.log.group_requested.connect(self.log.next_group)
        self.window.pages.currentChanged.connect(lambda _page: self.log.opened(self.window.on_log))
        self.window.figures_shown.connect(self.figures.count)
        if situation.boards:
            self.adapter.show()
            self.log.show()

    # --- console.bootstrap.Desk ---

    @property
    def painted(self) -> QWidget:
        return self.window.document

    def open(self, place: bool) -> None:
        self.window.show()
        self.window.document.setFocus()

    def complete(self, session: Session, asker: Asker, errands: Errands) -> None:
        """From here on it follows what arrives, and a handover can be held."""
        self._session, self._asker = session, asker
        bridge, submit = session.bridge, session.commander.submit
        freezing = Freezing(self._situation, self._names.pack, self.adapter.frozen, session.memory, self)
        actions = HandoverActions(
            self.window, self._situation, self.adapter, submit, self._sign_second, freezing
        )
        self._actions = actions
        window = self.window
        panels, say = window.panels, window.show_notice
        pictures = PanelNotes(window, self._theme, panels, session, self._names, asker, say)
        self.pictures = pictures
        pictures.use_key()
        window.log.set_pictures(pictures.store)
        pictures.store.changed_pictures.connect(window.log.pictures_changed)
        notes = LogActions(self.window, self._situation, self.log, submit)
        self.window.pressed.connect(
            lambda key: notes.press(key) if self.window.on_log or key == "N" else actions.press(key)
        )
        control = BriefingControl(self._situation, submit)
        briefing = HandoverBriefing(self._situation, self._names.words, self.window, control)
        self.window.briefing_pressed.connect(briefing.press)
        for adapter in (self.adapter, self.log, self.figures, briefing, self):
            bridge.add(adapter)
        bridge.each_frame(asker.deliver)
        printer = asker.beside()
        bridge.each_frame(printer.deliver)
        self.printing.complete(printer)
        bridge.link_changed.connect(self._show_link)
        bridge.welcomed.connect(freezing.welcomed)
        bridge.welcomed.connect(self._welcomed)
        bridge.log_changed.connect(self._show_drill)
        self.adapter.waiting = self.log.waiting = session.commander.pending
        freezing.start(self.adapter.show)
        session.adopted.connect(lambda: freezing.start(self.adapter.show))
        self.window.top.set_user(self._situation.user)
        session.commander.tickets_changed.connect(self._tickets)
        self.window.unsettled.resend_requested.connect(session.commander.send_again)
        self.window.unsettled.discard_requested.connect(session.commander.dismiss)

    def add_map(self, view: MapView) -> None:
        """This window has no map; the one every start brings stays out of sight."""
        self._map = view
        view.setParent(self.window)
        view.hide()

    def use_theme(self, theme: Theme) -> None:
        self.window.set_theme(theme)

    def save(self) -> None:
        """The layout is always the same."""

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        """The adapters show it."""

    def ticked(self, now: int) -> None:
        self.window.top.set_now(now)
        self.window.document.set_now(now)
        self._show_link()

    # --- console.adapters.handover.HandoverFace, console.adapters.shift_log.LogFace ---

    def set_parts(self, parts: tuple[PartLine, ...], now: int, *, restating: bool) -> None:
        self.window.chapters.set_parts(parts)
        self.window.document.set_parts(parts, now, restating=restating)

    def set_overview(
        self, facts: tuple[Fact, ...], missing: tuple[str, ...], exchanges: tuple[Exchange, ...]
    ) -> None:
        self.window.side.set_overview(facts, missing, exchanges)

    def set_item(self, page: ItemPage | None) -> None:
        if page is None:
            self.window.show_item(False)
        else:
            self.window.side.set_item(page)

    def set_standing(self, standing: Standing) -> None:
        self.window.set_standing(standing)

    def set_since(self, words: str) -> None:
        self.window.chapters.set_since(words)

    def set_entries(self, entries: tuple[LogEntry, ...], foot: str) -> None:
        self.window.log.set_entries(entries, foot)

    def set_status(self, words: str, doubtful: bool) -> None:
        self.window.log.set_status(words, doubtful=doubtful)

    def set_group(self, words: str) -> None:
        self.window.log.group.setText(words)

    def set_beside(self, instructions: tuple[InstructionLine, ...], seats: tuple[str, ...]) -> None:
        self.window.log.set_beside(instructions, seats)

    def set_summary(self, words: str) -> None:
        self.window.log.summary.setText(words)

    # --- what belongs together ---

    def _worth_saying(self, ticket: Ticket) -> bool:
        """What was taken shows in the document itself; what waits or is refused does not."""
        if ticket.state is TicketState.QUEUED:
            return self._situation.link is not LinkState.LIVE
        return ticket.state in (TicketState.REJECTED, TicketState.EXPIRED)

    def _fetch(self, handover_id: int, then: Arrived) -> None:
        """The document as the backend has it."""
        self._get(f"/api/handover/{handover_id}/document?log={self._situation.log.value}", then)

    def _get(self, path: str, then: Arrived) -> None:
        """The backend's answer, as it came."""

        def job(endpoint: Callable[[], Endpoint]) -> bytes:
            from console.https import fetch

            return fetch(endpoint(), path, MAX_DOCUMENT)

        if self._asker is None:
            then(b"", ConnectionError("not connected yet"))
        else:
            self._asker.run(job, then)

    def _sign_second(self, handover: Handover, side: Side, name: str, password: str, code: str) -> None:
        assert self._asker is not None
        assert self._actions is not None
        answered = self._actions.second_answered
        body = {
            "user": name,
            "password": password,
            "code": code,
            "log": self._situation.log.value,
            "handover_id": handover.id,
            "side": side.value,
            "digest": handover.digest,
        }
        self._asker.post("/api/handover/sign", body, lambda _, error: answered(error, said(str(error or ""))))

    def _to_printer(self, path: Path) -> None:
        from console.print_dialog import ask_printer

        ask_printer(path, self.window)

    def _welcomed(self) -> None:
        welcome = self._situation.welcome
        assert welcome is not None
        self.window.top.set_user(welcome.user)
        self.adapter.show()
        self.log.show()

    def _show_link(self) -> None:
        assert self._session is not None
        self.window.link.set_state(link_state_of(self._situation, self._session.commander.waiting()))

    def _show_drill(self) -> None:
        self.window.banner.set_drill(self._situation.log is Log.DRILL)

    def _tickets(self) -> None:
        assert self._session is not None
        tickets = self._session.commander.tickets()
        for ticket in tickets:
            if self._shown.get(ticket.command_id) is not ticket.state and self._worth_saying(ticket):
                self.window.show_ticket(ticket)
        self.window.unsettled.set_tickets(tickets)
        states = {ticket.command_id: ticket.state for ticket in tickets}
        if states != self._shown:
            self.adapter.show()  # what waits is part of what is shown
            self.log.show()
        self._shown = states
        self._show_link()
