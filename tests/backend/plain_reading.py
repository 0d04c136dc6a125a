"""The log read naively, entry by entry into plain dictionaries: what a handover made at an entry has to say.

Nothing of this is shared with the board or the rules; it is slow and simple on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.contract.closing import Milestone, MilestoneReached, PromiseMade, PromiseSettled
from services.contract.codec import decode_body
from services.contract.events import (
    AgenciesAssigned,
    Body,
    Envelope,
    IncidentClaimed,
    IncidentDisposed,
    IncidentReleased,
    ReportReceived,
    SeverityChanged,
    StatusChanged,
)
from services.contract.orders import Order, OrderIssued, OrderKind, Receipt, ReceiptGiven
from services.contract.shifts import HandoverAccepted, HandoverOpened, HandoverSigned, Side, WatchTaken

MINUTE = 60_000
WORST_FIRST = ("critical", "high", "medium", "low")
CLOSED = ("resolved", "closed")
ENDS = {"withdrawn", "superseded", "expired", "verified"}
TAKES_UP = {"accepted", "read_back", "en_route", "on_scene", "done", "verified"}
ANSWERED_BY = {
    "query": TAKES_UP | {"answer"},
    "unable": TAKES_UP,
    "disputed": {"read_back", "confirmed", "verified"},
    "returned": {"done", "verified"},
}
LADDER = ("delivered", "seen", "read_back", "confirmed", "en_route", "on_scene", "done", "verified")


@dataclass
class Known:
    """An incident."""

    rank: int
    opened_at: int
    touched_at: int
    due_at: int
    closed: bool = False
    owner: str = ""
    agencies: tuple[str, ...] = ()
    viewed: bool = False
    reopened_at: int = 0
    promises: dict[int, int] = field(default_factory=dict)
    """Open ones: number → by when."""


@dataclass
class Reading:
    """Everything up to one entry."""

    incidents: dict[int, Known] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)
    receipts: dict[int, list[Receipt]] = field(default_factory=dict)

    def take(self, entry: Envelope, body: Body | None) -> None:
        if isinstance(body, ReportReceived) and body.incident is not None:
            new = body.incident
            rank = WORST_FIRST.index(new.severity.value)
            self.incidents[new.id] = Known(rank, new.opened_at, new.updated_at, new.due_at)
            return
        if isinstance(body, ReportReceived):
            about = self.incidents.get(body.report.incident_id)
        else:
            about = self.incidents.get(getattr(body, "incident_id", 0))
        if about is not None and body is not None:
            about.touched_at = entry.at
            _told(about, body, entry.at)
        if isinstance(body, OrderIssued):
            self.orders[body.order.id], self.receipts[body.order.id] = body.order, []
        elif isinstance(body, ReceiptGiven):
            self.receipts[body.order_id].append(body.receipt)

    # --- what the handover says about it ---

    def grades(self, at: int, until: int) -> dict[str, set[str]]:
        """unstable, watch, stable → incidents. `until`: when the next shift ends."""
        found: dict[str, set[str]] = {"unstable": set(), "watch": set(), "stable": set()}
        wrong = {self.orders[each].incident_id for each in self.in_force() if self.is_wrong(each)}
        for number, incident in self.incidents.items():
            if incident.closed:
                continue
            late = 0 < incident.due_at < at
            alone = incident.rank == 1 and not incident.owner and at - incident.touched_at > 10 * MINUTE
            broken = any(due < at for due in incident.promises.values())
            if incident.rank == 0 or (late and incident.rank == 1) or alone or number in wrong:
                grade = "unstable"
            elif incident.rank == 1 or 0 < incident.due_at < until or broken:
                grade = "watch"
            else:
                grade = "stable"
            found[grade].add(f"incident:{number}")
        return found

    def unseen(self) -> set[str]:
        return {
            f"unseen:{number}"
            for number, each in self.incidents.items()
            if not (each.closed or each.owner or each.agencies or each.viewed)
        }

    def promises(self, until: int) -> set[str]:
        everybody = self.incidents.values()
        return {f"promise:{n}" for each in everybody for n, due in each.promises.items() if due < until}

    def in_force(self) -> list[int]:
        return [n for n in self.orders if not any(each.kind.value in ENDS for each in self.receipts[n])]

    def of_leadership(self) -> dict[str, str]:
        """Orders in force → the rung that is to be climbed next; `differs` where the read-back is wrong."""
        mine = [each for each in self.in_force() if self.orders[each].kind is OrderKind.ORDER]
        return {f"order:{n}": "differs" if self._differs(n) else self._next_rung(n) for n in mine}

    def not_understood(self) -> set[str]:
        """Assignments."""
        mine = (each for each in self.in_force() if self.orders[each].kind is OrderKind.ASSIGNMENT)
        return {f"order:{n}" for n in mine if self.is_wrong(n) or "confirmed" not in self._reached(n)}

    def is_wrong(self, number: int) -> bool:
        """Something about it waits for an answer, or was said back differently."""
        return bool(self._waits(number)) or self._differs(number)

    def _waits(self, number: int) -> str:
        waiting = ""
        for receipt in self.receipts[number]:
            kind = receipt.kind.value
            if kind in ANSWERED_BY:
                waiting = kind
            elif waiting and kind in ANSWERED_BY[waiting]:
                waiting = ""
        return waiting

    def _differs(self, number: int) -> bool:
        last = [each for each in self.receipts[number] if each.kind.value in
                ("read_back", "confirmed", "disputed", "verified")][-1:]  # fmt: skip
        return any(each.kind.value == "read_back" and each.differences for each in last)

    def _reached(self, number: int) -> set[str]:
        found: set[str] = set()
        for receipt in self.receipts[number]:
            kind = receipt.kind.value
            if kind == "disputed":
                found -= {"read_back", "confirmed"}
            elif kind == "returned":
                found -= {"done", "verified"}
            elif kind in ("on_scene", "done"):
                found |= {"en_route", "on_scene"}
            if kind in TAKES_UP | {"seen", "query", "unable"}:
                found |= {"delivered", "seen"}
            if kind in LADDER:
                found.add(kind)
            if kind == "read_back" and receipt.differences:
                found.discard("confirmed")
        if "done" in found and not self.is_wrong(number):
            found |= set(LADDER[: LADDER.index("done") + 1])
        return found

    def _next_rung(self, number: int) -> str:
        found = self._reached(number)
        return next(rung for rung in LADDER if rung not in found)


def _told(about: Known, body: Body, at: int) -> None:
    match body:
        case IncidentClaimed():
            about.owner = body.owner
        case IncidentReleased():
            about.owner = ""
        case AgenciesAssigned():
            about.agencies, about.due_at = body.agencies, body.due_at or about.due_at
        case SeverityChanged():
            about.rank, about.due_at = WORST_FIRST.index(body.severity.value), body.due_at
        case StatusChanged():
            about.closed, about.due_at = body.status.value in CLOSED, body.due_at
            about.reopened_at = at if body.status.value == "open" else about.reopened_at
        case IncidentDisposed():
            if body.disposition.value not in ("unreviewed", "valid"):
                about.closed, about.due_at = True, 0
        case MilestoneReached():
            about.viewed |= body.milestone is Milestone.VIEWED
        case PromiseMade():
            about.promises[body.promise.id] = body.promise.due_at
        case PromiseSettled():
            about.promises.pop(body.promise_id, None)


def read(entries: Iterable[Envelope]) -> Reading:
    """Entry by entry."""
    reading = Reading()
    for entry in entries:
        reading.take(entry, decode_body(entry))
    return reading


def owners(entries: Iterable[Envelope]) -> list[str]:
    """Whoever was responsible, in turn. Raises `AssertionError` where it was nobody, or two.

    From the first watch on each begins in the instant in which the one before ends, and only whoever is
    responsible opens a handover and signs as the one who hands over.
    """
    found: list[str] = []
    opened: dict[int, str] = {}
    for entry in entries:
        body = decode_body(entry)
        if isinstance(body, WatchTaken | HandoverAccepted):
            assert body.watch.since == entry.at, "it begins when it is recorded"
            assert body.watch.id == len(found) + 1, "none is left out, none is doubled"
            assert not found or body.watch.supervisor != found[-1], "it passes to somebody else"
            found.append(body.watch.supervisor)
        if isinstance(body, HandoverOpened):
            opened[body.handover.id] = body.handover.outgoing
            assert body.handover.outgoing == found[-1], "only whoever is responsible hands over"
        if isinstance(body, HandoverSigned) and body.signature.side is Side.OUTGOING:
            assert body.signature.by == found[-1] == opened[body.handover_id]
    return found
