"""From a wish to an outcome: role check → durable outbox → feed → ticket. Nothing is pretended in between.

A command that cannot have reached the backend expires here; one that may have is asked about again with the
same id until the backend says what became of it. What expired or was refused waits for a human.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.faults import assert_main_thread
from console.names import Names
from console.server_words import said
from console.situation import Situation
from console.words import wish
from services.contract.codec import encode
from services.contract.commands import AssignAgencies, Command
from services.contract.messages import MAX_FRAME, Do, Outcome, OutcomeStatus
from services.contract.orders import IssueOrder
from services.contract.records import Role
from services.feed.link import LinkState, Phase
from services.rules.permissions import allowed
from services.store.waiting import Entry, Waiting
from widgets.tickets import Ticket, TicketState

log = logging.getLogger(__name__)
translate = QCoreApplication.translate

AT_LEAST_MS: Final = 15_000
"""Time any command has to reach the backend, also one that must not wait offline."""
ASK_AGAIN_S: Final = 5.0
"""Without an outcome for so long the same command is sent again."""
SHOW_CONFIRMED_S: Final = 6.0
_TYPED: Final = ("words", "text", "note", "reason")
"""Fields of commands that hold what somebody wrote."""


class Outbox(Protocol):
    """Where commands are kept: every method returns at once, answers come later on the main thread."""

    def keep(self, entry: Entry, answer: Callable[[Exception | None], None]) -> None: ...

    def settle(self, command_id: str) -> None: ...

    def ask_human(self, command_id: str, state: Waiting, message: str) -> None: ...


class Commander(QObject):
    """All commands of this console."""

    tickets_changed = Signal()
    answered = Signal(object, object)
    """Command body and `Outcome`, for those whose result somebody waits for."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        outbox: Outbox,
        send: Callable[[bytes, str], None],
        role: Role,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._situation = situation
        self._names = names
        self._outbox = outbox
        self._send = send
        self._role = role
        self._entries: dict[str, Entry] = {}
        self._tickets: dict[str, Ticket] = {}
        self._maybe_sent: dict[str, float] = {}
        """Commands that may have reached the backend, and when they were last put into a socket."""
        self._confirmed_at: dict[str, float] = {}
        self._written: deque[str] = deque()
        self._storing = 0
        self.hold: Callable[[Do], bool] = lambda _do: False
        """True for a command that must not be sent yet, because what it names is still on its way."""

    # --- what the screen shows ---

    def tickets(self) -> list[Ticket]:
        """Every ticket, oldest first."""
        return list(self._tickets.values())

    def ticket_of(self, incident_id: int) -> TicketState | None:
        """State of the newest ticket of an incident that is not confirmed, or None."""
        for ticket in reversed(self._tickets.values()):
            if ticket.incident_id == incident_id and ticket.state is not TicketState.CONFIRMED:
                return ticket.state
        return None

    def waiting(self) -> int:
        """Commands without an outcome, those included that are just being stored."""
        known = sum(
            entry.state is Waiting.OUTCOME and entry.do.id not in self._confirmed_at
            for entry in self._entries.values()
        )
        return known + self._storing

    def pending(self) -> list[Do]:
        """Commands on the disk whose outcome is not known, in the order they were given."""
        return [
            entry.do
            for entry in self._entries.values()
            if entry.state is Waiting.OUTCOME and entry.do.id not in self._confirmed_at
        ]

    def may(self, tag: str) -> bool:
        """Whether this session may send commands of this tag; the backend has the last word."""
        welcome = self._situation.welcome
        return tag in welcome.permissions if welcome else allowed(self._role, tag)

    # --- wishes ---

    def submit(self, body: Command, expect: int | None = None) -> str:
        """Take a wish. Returns the command's id; its fate shows in the tickets."""
        assert_main_thread()
        now = self._situation.now()
        wait = type(body).OFFLINE_MS
        do = Do(
            id=str(uuid.uuid4()),
            log=self._situation.log,
            at=now,
            expires_at=now + max(wait, AT_LEAST_MS),
            expect=expect,
            body=body,  # type: ignore[arg-type]  # every concrete command is in the union
        )
        data = encode(do)
        refusal = self._refusal(body, data)
        if refusal:
            self._show(do, TicketState.REJECTED, refusal)
            return do.id
        entry = Entry(do=do, data=data)
        self._storing += 1
        self._outbox.keep(entry, lambda error: self._kept(entry, error))
        return do.id

    def _refusal(self, body: Command, data: bytes) -> str:
        tag = str(type(body).__struct_config__.tag)
        if not self.may(tag):
            return translate("Commander", "Peran Anda tidak boleh melakukan ini.")
        if type(body).OFFLINE_MS == 0 and self._situation.link is not LinkState.LIVE:
            return translate("Commander", "Ini hanya bisa saat tersambung. Ulangi setelah sambungan kembali.")
        if len(data) > MAX_FRAME:
            return translate("Commander", "Isinya terlalu panjang untuk dikirim.")
        return ""

    def send_again(self, command_id: str) -> str | None:
        """A human wants an expired or refused command after all: a new command with the same content."""
        entry = self._entries.get(command_id)
        if entry is None or entry.state is Waiting.OUTCOME:
            return None
        self.dismiss(command_id)
        return self.submit(entry.do.body)

    def dismiss(self, command_id: str) -> None:
        """A human took note of, or gave up, a settled command."""
        entry = self._entries.get(command_id)
        if entry is not None and entry.state is Waiting.OUTCOME:
            return
        self._entries.pop(command_id, None)
        self._outbox.settle(command_id)
        if self._tickets.pop(command_id, None) is not None:
            self.tickets_changed.emit()

    # --- what becomes of them ---

    def load(self, entries: Iterable[Entry]) -> None:
        """Entries of an earlier run: any of them may have reached the backend."""
        for entry in entries:
            self._entries[entry.do.id] = entry
            match entry.state:
                case Waiting.OUTCOME:
                    self._maybe_sent[entry.do.id] = 0.0
                    self._show(entry.do, TicketState.QUEUED)
                case Waiting.EXPIRED:
                    self._show(entry.do, TicketState.EXPIRED, entry.message)
                case Waiting.REJECTED:
                    self._show(entry.do, TicketState.REJECTED, entry.message)
        self.flush()

    def flush(self) -> None:
        """After a welcome: send everything that has no outcome, in the order it was given."""
        for entry in list(self._entries.values()):
            if entry.state is Waiting.OUTCOME:
                self._try_to_send(entry)

    def written(self, command_id: str) -> None:
        """A command went into the socket; called on the feed's thread."""
        self._written.append(command_id)

    def on_outcome(self, outcome: Outcome) -> None:
        """The backend says what became of a command."""
        entry = self._entries.get(outcome.id)
        if entry is None:
            return
        match outcome.status:
            case OutcomeStatus.ACCEPTED:
                self._confirm(outcome.id)
            case OutcomeStatus.EXPIRED:
                self._leave_to_human(entry, Waiting.EXPIRED, self._expired_words())
            case OutcomeStatus.REJECTED:
                self._leave_to_human(entry, Waiting.REJECTED, outcome.message or outcome.code)
        self.answered.emit(entry.do.body, outcome)

    def on_causes(self, causes: list[str]) -> None:
        """Events arrived that were caused by these commands."""
        if self._entries:
            for cause in causes:
                entry = self._entries.get(cause)
                if entry is not None and entry.state is Waiting.OUTCOME:
                    self._confirm(cause, keep=True)

    def on_frame(self) -> None:
        """Once per frame: what was written, cheap when nothing was."""
        while self._written:
            command_id = self._written.popleft()
            ticket = self._tickets.get(command_id)
            if ticket is not None and ticket.state is TicketState.QUEUED:
                self._show(self._entries[command_id].do, TicketState.SENT)

    def ticked(self, now: int) -> None:
        """Once a second: expire, ask again, clear away what was confirmed."""
        clock = time.monotonic()
        for command_id, at in list(self._confirmed_at.items()):
            if clock - at > SHOW_CONFIRMED_S:
                del self._confirmed_at[command_id]
                self._entries.pop(command_id, None)
                if self._tickets.pop(command_id, None) is not None:
                    self.tickets_changed.emit()
        for entry in list(self._entries.values()):
            if entry.state is not Waiting.OUTCOME or entry.do.id in self._confirmed_at:
                continue
            sent_at = self._maybe_sent.get(entry.do.id)
            if sent_at is None:
                if now > entry.do.expires_at:
                    self._leave_to_human(entry, Waiting.EXPIRED, self._expired_words())
                else:
                    self._try_to_send(entry)
            elif clock - sent_at > ASK_AGAIN_S:
                self._try_to_send(entry)

    def changed(self, changes: Any) -> None:
        """Nothing to do: causes are told separately."""

    def _kept(self, entry: Entry, error: Exception | None) -> None:
        self._storing -= 1
        if error is not None:
            log.error("outbox: %s", error)
            words = translate("Commander", "Tidak tersimpan di disk, maka tidak dikirim. Periksa ruang disk.")
            self._show(entry.do, TicketState.REJECTED, words)
            return
        self._entries[entry.do.id] = entry
        self._show(entry.do, TicketState.QUEUED)
        self._try_to_send(entry)

    def _try_to_send(self, entry: Entry) -> None:
        ready = self._situation.socket.phase is Phase.OPEN and self._situation.welcome is not None
        if ready and entry.do.id not in self._confirmed_at and not self.hold(entry.do):
            self._maybe_sent[entry.do.id] = time.monotonic()
            self._send(entry.data, entry.do.id)

    def _confirm(self, command_id: str, keep: bool = False) -> None:
        """`keep`: an outcome may still follow with a result."""
        entry = self._entries[command_id]
        if command_id not in self._confirmed_at:
            self._confirmed_at[command_id] = time.monotonic()
            self._outbox.settle(command_id)
            self._show(entry.do, TicketState.CONFIRMED)
        if not keep:
            self._maybe_sent.pop(command_id, None)

    def _leave_to_human(self, entry: Entry, state: Waiting, message: str) -> None:
        self._maybe_sent.pop(entry.do.id, None)
        self._entries[entry.do.id] = Entry(do=entry.do, data=entry.data, state=state, message=message)
        self._outbox.ask_human(entry.do.id, state, message)
        shown = TicketState.EXPIRED if state is Waiting.EXPIRED else TicketState.REJECTED
        self._show(entry.do, shown, message)

    def _expired_words(self) -> str:
        return translate("Commander", "Tidak terkirim sampai batas waktunya. Kirim lagi atau buang.")

    def _show(self, do: Do, state: TicketState, why: str = "") -> None:
        self._tickets[do.id] = Ticket(
            command_id=do.id,
            incident_id=getattr(do.body, "incident_id", 0),
            what=wish(do.body, self._names),
            state=state,
            why=said(why),
            order=isinstance(do.body, IssueOrder | AssignAgencies),
            expires_at=do.expires_at,
            typed=next((found for name in _TYPED if (found := getattr(do.body, name, ""))), ""),
        )
        self.tickets_changed.emit()
