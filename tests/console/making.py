"""A situation, a bridge and a commander over hand-written neighbours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

import resources
from console.bridge import Bridge
from console.commander import Commander
from console.names import Names
from console.situation import Situation
from services.city.loader import load_pack
from services.contract.codec import seal
from services.contract.events import Body, Envelope, ReportReceived
from services.contract.messages import Heartbeat, Log, LogState, Welcome
from services.contract.records import Incident, Report, Role, Severity
from services.feed.inbox import Inbox
from services.feed.link import Phase, Socket
from services.feed.session import Position
from services.projection.board import Board
from services.rules.permissions import tags_for
from services.store.waiting import Entry, Waiting

NAMES = Names(load_pack(resources.path("cities") / "blitar"))
EPOCHS = {Log.LIVE: "live-1", Log.DRILL: "drill-1"}


class MemoryOutbox:
    """An outbox whose disk is a dictionary; `broken` makes it refuse."""

    def __init__(self) -> None:
        self.rows: dict[str, Entry] = {}
        self.broken = False

    def keep(self, entry: Entry, answer: Callable[[Exception | None], None]) -> None:
        if self.broken:
            answer(OSError("full"))
            return
        self.rows[entry.do.id] = entry
        answer(None)

    def settle(self, command_id: str) -> None:
        self.rows.pop(command_id, None)

    def ask_human(self, command_id: str, state: Waiting, message: str) -> None:
        entry = self.rows[command_id]
        self.rows[command_id] = Entry(do=entry.do, data=entry.data, state=state, message=message)


class Room:
    """A console's core without threads."""

    def __init__(self, role: Role = Role.SUPERVISOR) -> None:
        self.parent = QObject()
        self.situation = Situation(boards={log: Board(epoch) for log, epoch in EPOCHS.items()})
        self.inbox = Inbox()
        self.outbox = MemoryOutbox()
        self.sent: list[str] = []
        self.resynced: list[tuple[Log, Position]] = []
        self.bridge = Bridge(
            self.situation, self.inbox, lambda log, at: self.resynced.append((log, at)), self.parent
        )
        self.commander = Commander(
            self.situation, NAMES, self.outbox, lambda data, tag: self.sent.append(tag), role, self.parent
        )
        self.bridge.on_causes(self.commander.on_causes)

    def connect(self, role: Role = Role.SUPERVISOR) -> None:
        """As after hello."""
        self.situation.socket = self.inbox.socket = Socket(Phase.OPEN)
        state = LogState(epoch=EPOCHS[Log.LIVE], seq=0)
        self.situation.welcome = Welcome(
            at=1, user="siti", role=role, permissions=tags_for(role), pack_digest="",
            live=state, drill=LogState(epoch=EPOCHS[Log.DRILL], seq=0),
        )  # fmt: skip
        self.commander.flush()

    def beat(self, *, live: LogState | None = None, drill: LogState | None = None, at: int = 5000) -> None:
        """A heartbeat, and the frame that sees it."""
        usual = {log: self.situation.boards[log].seq for log in Log}
        self.inbox.put(
            Heartbeat(
                at=at,
                live=live or LogState(epoch=EPOCHS[Log.LIVE], seq=usual[Log.LIVE]),
                drill=drill or LogState(epoch=EPOCHS[Log.DRILL], seq=usual[Log.DRILL], active=False),
            )
        )
        self.bridge.frame()


def opened(seq: int, log: Log = Log.LIVE, cause: str = "", severity: Severity = Severity.HIGH) -> Envelope:
    """Entry `seq`: a report that opens incident `seq`."""
    report = Report(id=seq, day_no=seq, received_at=1, reported_at=1, source="open311", incident_id=seq)
    incident = Incident(
        id=seq, day_no=seq, severity=severity, category="pohon-tumbang", title="Pohon tumbang", opened_at=1,
        updated_at=1,
    )  # fmt: skip
    body: Body = ReportReceived(report=report, incident=incident)
    return seal(EPOCHS[log], seq, 1000 + seq, body, "siti", cause)[0]
