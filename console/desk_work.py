"""What a dispatch window does once it is on the screen: adapters in, wishes out."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt

from console.adapters.contacts import ContactsAdapter
from console.adapters.detail import DetailAdapter
from console.adapters.intake import Advisor
from console.adapters.link import link_state_of
from console.adapters.queue import QueueAdapter
from console.alarms import AlarmAdapter
from console.asking import Asker
from console.desk_border import DeskBorder
from console.desk_closing import DeskClosing
from console.desk_contacts import DeskContacts
from console.desk_merge import DeskMerge
from console.desk_orders import DeskOrders
from console.desk_period import DeskPeriod
from console.desk_proof import DeskProof
from console.desk_steps import DeskSteps
from console.finding import find_incident
from console.keeping import Keeping
from console.names import Names
from console.panel_notes import PanelNotes
from console.session import Session
from console.windows.dispatch import DispatchWindow
from services.contract.commands import (
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    Command,
    RelocateIncident,
    RevealReporter,
)
from services.contract.messages import Log, Outcome, OutcomeStatus
from services.contract.records import Role, Status
from services.projection.apply import Changes
from services.rules.permissions import PERMISSIONS, STATUSES
from widgets.commandbar.parse import CommandContext
from widgets.detail.model import Choices, Identity
from widgets.intents import ChooseLog, ExportPeriod, ShowMap, ShowStreets, UseSound, ViewIntent
from widgets.map import MapView
from widgets.queue.model import Column
from widgets.sound import Alarm
from widgets.tickets import Ticket, TicketState

translate = QCoreApplication.translate

OVERWRITING = (ChangeSeverity, ChangeCategory, RelocateIncident, AssignAgencies)
"""Commands that replace what somebody else may just have set: they say which version they mean."""


class DeskWork(QObject):
    """Detail, contacts, intake, map, alarm, commands, drill and link of one dispatch window."""

    def __init__(
        self,
        window: DispatchWindow,
        queue: QueueAdapter,
        session: Session,
        names: Names,
        keeping: Keeping,
        asker: Asker,
        on_intent: Callable[[ViewIntent], None],
    ) -> None:
        super().__init__()
        self._session, self._names, self._keeping = session, names, keeping
        self._on_intent = on_intent
        self.window, self.queue = window, queue
        self.map: MapView | None = None
        self._shown: dict[str, TicketState] = {}
        self._told = 0
        """Problems of this machine that were said."""
        situation = session.situation
        self.queue.ticket_of = session.commander.ticket_of
        self.detail = DetailAdapter(
            situation,
            names,
            window.detail,
            session.memory,
            session.feed.send,
            self.queue.viewers_of,
            self.queue.worst,
            self.queue.is_stale,
            self.queue.warn_at,
            self.queue.is_paused,
        )
        self.contacts = ContactsAdapter(situation, names, window.contacts)
        self.contacts.setParent(window)  # its timer must not outlive what it shows
        self.advisor = Advisor(situation, names, asker)
        self.alarm = Alarm(self)
        self._picking = False
        self._prepare()
        self._add_parts(session, asker)
        for adapter in (self.queue, self.detail, self.contacts, AlarmAdapter(situation, self.alarm), self):
            session.bridge.add(adapter)
        session.bridge.each_frame(asker.deliver)
        self._connect()

    def _add_parts(self, session: Session, asker: Asker) -> None:
        """What has a desk of its own within the window."""
        window, names = self.window, self._names
        self.steps = DeskSteps(window, session, names)
        self.merge = DeskMerge(window, session, names, self.detail)
        self.border = DeskBorder(window, session, names, self.advisor)
        self.closing = DeskClosing(window, session, names, asker)
        self.proof = DeskProof(window, session, names, asker)
        self.closing.parts.proofs.file_requested.connect(self.proof.begin)
        self.notes = PanelNotes(
            window, window.detail.look[0], window.panels, session, names, asker, window.show_notice
        )
        window.picture_requested.connect(self.notes.take)
        beside = asker.beside()
        session.bridge.each_frame(beside.deliver)
        self.period = DeskPeriod(session.situation, names, beside, window.show_notice, self)
        self.orders = DeskOrders(window, session, names, self.queue, asker)
        self.reaching = DeskContacts(window, session, names, self.contacts)

    def add_map(self, view: MapView) -> None:
        """Follow the map that stands in the window."""
        self.map = view
        view.incident_activated.connect(lambda incident_id: self.window.select_incident(int(incident_id)))
        view.place_picked.connect(self._picked)
        view.left.connect(self._left_map)

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        """The parts have adapters of their own."""

    def ticked(self, now: int) -> None:
        self.window.set_now(now)
        self._show_link()
        problems = self._session.situation.problems
        while self._told < len(problems):
            self.window.show_notice(problems[self._told])
            self._told += 1

    # --- inside ---

    def _prepare(self) -> None:
        window, names, keeping = self.window, self._names, self._keeping
        pack = names.pack
        agencies = tuple((agency.code, agency.short) for agency in pack.agencies)
        groups = {category.parent for category in pack.categories}
        categories = tuple((c.code, names.category(c.code)) for c in pack.categories if c.code not in groups)
        window.queue.set_choices(self.queue.choices())
        window.queue.set_saved_filters(keeping.filters())
        window.detail.set_choices(Choices(agencies=agencies, categories=categories))
        window.detail.set_finder(self._find)
        window.detail.acts.set_place_finder(self.advisor.find_places)
        window.intake.set_advisor(self.advisor)
        window.intake.set_draft(keeping.draft())
        window.top.command.set_history(keeping.what.commands)
        window.set_permitted(frozenset(PERMISSIONS[Role.SUPERVISOR]), tuple(Status))
        self.advisor.on_caller = window.intake.set_caller
        by_word = {word.casefold(): code for code, short in agencies for word in (code, short)}
        # Both languages are understood; the screen's own comes first where a line is completed.
        both = [(code, (name, code, names.categories[code].name)) for code, name in categories]
        by_name = {word.casefold(): code for code, words in both for word in words}
        window.top.command.set_context(
            lambda: CommandContext(
                selected=self.detail.selected, agencies=by_word, categories=by_name, find=self._find
            )
        )
        window.set_sound(keeping.what.sound)
        window.top.alarm.watch(self.alarm)
        window.top.alarm.acknowledge_requested.connect(self.alarm.acknowledge)
        window.top.alarm.sound_requested.connect(lambda on: self._intent(UseSound(on)))
        self.alarm.changed.connect(lambda: window.set_sound(not self.alarm.muted_for_ms))
        if not keeping.what.sound:
            self.alarm.mute()

    def _connect(self) -> None:
        window, session, bridge = self.window, self._session, self._session.bridge
        window.command_requested.connect(self._command)
        window.view_requested.connect(self._intent)
        window.incident_selected.connect(self._selected)
        window.queue.sort_requested.connect(self._sort)
        window.queue.filter_requested.connect(self.queue.set_filter)
        window.queue.group_requested.connect(self.queue.open_group)
        window.queue.save_filter_requested.connect(self._save_filter)
        window.queue.remove_filter_requested.connect(self._remove_filter)
        window.intake.draft_changed.connect(self._keeping.keep_draft)
        window.top.command.history_changed.connect(self._keeping.keep_commands)
        window.intake.map_pick_requested.connect(lambda: self._pick(True))
        window.intake.closed.connect(lambda: self._pick(False))
        window.intake.position_changed.connect(self._show_position)
        session.ready.connect(self.advisor.warm_up)
        session.ready.connect(self.alarm.look_for_device)
        bridge.link_changed.connect(self._show_link)
        bridge.welcomed.connect(self._welcomed)
        bridge.presence_changed.connect(self.queue.set_viewers)
        bridge.presence_changed.connect(self.detail.show)
        bridge.detail_arrived.connect(self.detail.on_detail)
        bridge.log_changed.connect(self._show_drill)
        session.commander.tickets_changed.connect(self._tickets)
        self.window.unsettled.resend_requested.connect(session.commander.send_again)
        self.window.unsettled.discard_requested.connect(session.commander.dismiss)
        session.commander.answered.connect(self._answered)
        session.drills.real_reports_changed.connect(window.banner.set_real_reports)
        session.drills.offer_changed.connect(self._offer_drill)

    def _find(self, spoken: str) -> int:
        return find_incident(self._session.situation.board, self._names, spoken)

    def _command(self, body: Command) -> None:
        expect = None
        if isinstance(body, OVERWRITING):
            board = self._session.situation.board
            row = board.row_of(body.incident_id)
            expect = int(board.version[row]) if row >= 0 else None
        self._session.commander.submit(body, expect)

    def _intent(self, intent: ViewIntent) -> None:
        match intent:
            case ShowMap(mode) if self.map is not None:
                if mode == "home":
                    self.map.return_to_earlier()
                else:
                    self.map.set_mode(mode)
            case ShowStreets(layer) if self.map is not None:
                self.map.set_street_layer(layer)
            case UseSound(on):
                self._keeping.what.sound = on
                self._keeping.soon()
                self.window.set_sound(on)
                if on:
                    self.alarm.unmute()
                else:
                    self.alarm.mute()
                self.window.show_notice(self.alarm.words())
            case ExportPeriod(when):
                self.period.export(when)
            case ChooseLog(which):
                self._session.drills.choose(Log(which))
            case _:
                self._on_intent(intent)

    def _selected(self, incident_id: int) -> None:
        self.alarm.acknowledge()
        self.detail.select(incident_id)
        self.contacts.select(incident_id)
        self._session.view((incident_id,) if incident_id else ())
        self._show_tickets_of(incident_id)
        if self.map is not None:
            self.map.select(incident_id or None)
            if incident_id:
                self.map.show_incident(incident_id)

    def _sort(self, column: str, descending: bool) -> None:
        self.queue.set_sort(Column(column), descending)
        self.window.queue.set_sort(Column(column), descending)

    def _save_filter(self, name: str, wanted: object) -> None:
        self.window.queue.set_saved_filters(self._keeping.add_filter(name, wanted))

    def _remove_filter(self, name: str) -> None:
        self.window.queue.set_saved_filters(self._keeping.remove_filter(name))

    def _pick(self, on: bool) -> None:
        """The next place on the map is the caller's; its keys work at once."""
        self._picking = on and self.map is not None
        self.window.set_picking(self._picking)
        if self.map is not None:
            self.map.set_pick_mode(on)
            if on:
                self.map.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.window.show_notice(
                    translate("Desk", "Klik tempatnya, atau geser peta dengan panah lalu Enter. Esc batal.")
                )

    def _left_map(self) -> None:
        """Escape on the map: back to the form that asked for a place, or to the queue."""
        if self._picking:
            self._pick(False)
            self.window.intake.begin()
        else:
            self.window.queue.view.setFocus()

    def _picked(self, lat: float, lon: float) -> None:
        self._pick(False)
        self.window.intake.set_position(lat, lon)

    def _show_position(self, position: tuple[float, float] | None) -> None:
        if self.map is not None:
            self.map.set_spot(position)
            if position is not None:
                self.map.show_place(*position)

    def _welcomed(self) -> None:
        welcome = self._session.situation.welcome
        assert welcome is not None
        statuses = STATUSES.get(welcome.role, frozenset())
        self.window.set_permitted(
            frozenset(welcome.permissions), tuple(status for status in Status if status in statuses)
        )
        self.window.top.set_user(welcome.user)
        self.queue.repaint()
        self._session.view((self.detail.selected,) if self.detail.selected else ())

    def _show_link(self) -> None:
        self.window.link.set_state(link_state_of(self._session.situation, self._session.commander.waiting()))

    def _show_drill(self) -> None:
        self.window.banner.set_drill(self._session.situation.log is Log.DRILL)

    def _offer_drill(self, offered: bool) -> None:
        if offered:
            self.window.show_notice(
                translate("Desk", "Latihan sedang berjalan. Ketik /latihan untuk melihatnya.")
            )

    def _tickets(self) -> None:
        """Say what changed, where it is looked for: at the edge, in the detail, in the row."""
        tickets = self._session.commander.tickets()
        for ticket in tickets:
            if self._shown.get(ticket.command_id) is not ticket.state:
                self._announce(ticket)
        self.window.unsettled.set_tickets(tickets)
        self._shown = {ticket.command_id: ticket.state for ticket in tickets}
        self._show_tickets_of(self.detail.selected)
        self.window.queue.refresh()
        self._show_link()

    def _announce(self, ticket: Ticket) -> None:
        if ticket.state is not TicketState.QUEUED or self._session.situation.socket.code:
            self.window.show_ticket(ticket)

    def _show_tickets_of(self, incident_id: int) -> None:
        self.window.detail.set_tickets(
            [t for t in self._session.commander.tickets() if incident_id and t.incident_id == incident_id]
        )

    def _answered(self, body: Command, outcome: Outcome) -> None:
        if isinstance(body, RevealReporter) and outcome.status is OutcomeStatus.ACCEPTED:
            self.window.detail.show_identity(identity_of(body.report_id, bytes(outcome.result)))


def identity_of(report_id: int, result: bytes) -> Identity:
    """What the backend told about a reporter, once; empty where there is nothing."""
    try:
        told = msgspec.json.decode(result, type=dict[str, str] | None) or {}
    except msgspec.MsgspecError:
        told = {}
    name = told.get("name") or " ".join(
        part for part in (told.get("first_name", ""), told.get("last_name", "")) if part
    )
    return Identity(report_id=report_id, name=name, phone=told.get("phone", ""), email=told.get("email", ""))
