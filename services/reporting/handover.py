"""The handover, generated from the board: nobody types it, and the same log gives the same bytes.

Illness severity, patient summary, actions, situation (I-PASS; STANDARDS.md, "Handover"): incidents as
unstable, watch and stable, then everything that somebody owes or that is not as it should be. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from functools import cached_property
from itertools import chain
from typing import Final
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from msgspec.structs import replace

from services.contract.briefing import CHAPTERS, Chapter, Document, Item, Part
from services.contract.city import CityPack
from services.contract.closing import StepState
from services.contract.contacts import Contact, DeliveryState
from services.contract.orders import ENDED, OrderKind, OrderState, ReceiptKind
from services.projection.board import Board
from services.reporting.clock_items import falling_due
from services.reporting.crossing import Crossing
from services.reporting.incident_items import UNMET, IncidentItems, Rows
from services.reporting.incident_items import cut as _cut
from services.reporting.room_items import dead_channels, surges
from services.rules import ladder, reach
from services.rules.shift_clock import next_shift_end

LATE_MS: Final = 10 * 60_000
"""A critical or high incident untouched for so long is unstable."""
STEP: Final = 50
"""Items between two pauses of `drafted`: a fraction of a millisecond."""
GRADES: Final = (Chapter.UNSTABLE, Chapter.WATCH, Chapter.STABLE)


def encode(document: Document) -> bytes:
    """The bytes that are hashed, stored and exported."""
    return msgspec.json.encode(document)


def digest(document: Document) -> str:
    """SHA-256 of `encode`, hexadecimal: what both sign."""
    return hashlib.sha256(encode(document)).hexdigest()


def unstable(document: Document) -> tuple[str, ...]:
    """Items that have to be restated before the handover can be accepted."""
    return tuple(
        item.key for part in document.parts if part.chapter is Chapter.UNSTABLE for item in part.items
    )


def open_items(document: Document) -> tuple[str, ...]:
    """Every item once: what returns next shift with its age where it is not closed by then."""
    return tuple(dict.fromkeys(item.key for part in document.parts for item in part.items))


def lists(body: bytes, key: str) -> bool:
    """Whether a document, as bytes, has an item. Within a text a quotation mark has a stroke before it."""
    return b'"key":' + msgspec.json.encode(key) in body


def generate(board: Board, pack: CityPack, at: int) -> Document:
    """The handover as the board stands. `at`: server time in milliseconds."""
    steps = drafted(board, pack, at)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            document: Document = done.value
            return document


def drafted(board: Board, pack: CityPack, at: int) -> Generator[None, None, Document]:
    """`generate` in steps of some `STEP` items, for whoever has other things to do in between.

    Exact where the board stood still all the while; its tables must not grow (`Board.still`).
    """
    seq, watch = board.seq, board.shifts.watch
    writer, parts = _Writer(board, pack, at), []
    made = writer.chapters()
    for chapter in CHAPTERS:
        items: list[Item] = []
        for item in made[chapter]:
            items.append(item)
            if not len(items) % STEP:
                yield
        parts.append(Part(chapter=chapter, items=tuple(items)))
        yield
    return Document(
        epoch=board.epoch,
        seq=seq,
        at=at,
        city=pack.city.name,
        watch_id=watch.id if watch is not None else 0,
        outgoing=watch.supervisor if watch is not None else "",
        since=watch.since if watch is not None else 0,
        parts=tuple(parts),
    )


def item_now(board: Board, pack: CityPack, at: int, key: str) -> Item | None:
    """One item of `generate`, or None; the chapters are made only as far as it is."""
    kind, _, number = key.partition(":")
    writer = _Writer(board, pack, at)
    if kind == "incident":
        row = board.row_of(int(number))
        return writer.items.of(np.array([row]))[0] if row >= 0 and board.is_open(row) else None
    others = chain.from_iterable(
        items for chapter, items in writer.chapters().items() if chapter not in GRADES
    )
    return next((item for item in others if item.key == key), None)


def incident_item(board: Board, pack: CityPack, at: int, row: int) -> Item:
    """One incident as the handover says it, as it stands at `at`."""
    return _Writer(board, pack, at).items.of(np.array([row]))[0]


class _Writer:
    """One generation over one board. `until`: when the next shift ends."""

    def __init__(self, board: Board, pack: CityPack, at: int) -> None:
        self.board, self.pack, self.at = board, pack, at
        self.crossing = Crossing(board, pack)
        self.items = IncidentItems(board, pack, self.crossing)
        self.agencies = {agency.code: agency.short for agency in pack.agencies}
        self.timers = ladder.timers_of(pack.policy)
        watch, zone = board.shifts.watch, ZoneInfo(pack.city.timezone)
        self.until = next_shift_end(pack.shifts, at, watch.since if watch is not None else 0, zone)

    def chapters(self) -> dict[Chapter, Iterator[Item]]:
        """All of them; an item is made when it is asked for."""
        return {
            **{grade: self.incidents(grade) for grade in GRADES},
            Chapter.ORDERS: self.orders(),
            Chapter.RECEIPTS: self.receipts(),
            Chapter.ACTIONS: self.actions(),
            Chapter.PROMISES: self.promises(),
            Chapter.CLOCKS: self.clocks(),
            Chapter.UNSEEN: self.unseen(),
            Chapter.WARNINGS: surges(self.board, self.pack, self.at),
            Chapter.SUPPRESSED: self.suppressed(),
            Chapter.CHANNELS: self.channels(),
            Chapter.CONTACTS: self.contacts(),
            Chapter.INSTRUCTIONS: self.instructions(),
        }

    # --- incidents ---

    def incidents(self, grade: Chapter) -> Iterator[Item]:
        """Open incidents of one of the three grades, the worst first."""
        yield from self.items.each(self.graded[grade])

    @cached_property
    def graded(self) -> dict[Chapter, Rows]:
        """Every open incident in one of three grades."""
        board, at = self.board, self.at
        rows: Rows = np.flatnonzero(board.open_mask())
        rows = rows[np.lexsort((board.opened_at[rows], board.severity[rows]))]
        severity, due = board.severity[rows], board.due_at[rows]
        idle = (at - board.updated_at[rows]) > LATE_MS
        late = (due > 0) & (due < at)
        bad = (severity == 0) | (late & (severity <= 1)) | ((severity == 1) & idle & (board.owner[rows] == 0))
        bad |= np.isin(board.ids[rows], self._troubled())
        soon = (due > 0) & (due < self.until)
        broken = np.isin(board.ids[rows], self._broken())
        watch = ~bad & ((severity == 1) | late | soon | broken)
        return {
            Chapter.UNSTABLE: rows[bad],
            Chapter.WATCH: rows[watch],
            Chapter.STABLE: rows[~bad & ~watch],
        }

    @cached_property
    def alive(self) -> list[OrderState]:
        """Orders in force."""
        return [state for state in self.board.casework.orders.values() if _in_force(state)]

    def _troubled(self) -> list[int]:
        """Incidents with an order in force that was understood differently, refused or queried."""
        return [
            state.order.incident_id
            for state in self.alive
            if state.order.incident_id and (ladder.open_differences(state) or ladder.standing(state))
        ]

    def _broken(self) -> list[int]:
        """Incidents on which a promise to a citizen was not kept."""
        return [
            incident_id
            for incident_id, promises in self.board.casework.promises.items()
            if any(not promise.settled_at and promise.due_at < self.at for promise in promises)
        ]

    # --- what somebody owes ---

    def orders(self) -> Iterator[Item]:
        """Leadership's orders with their lowest unmet rung."""
        for state in self.alive:
            if state.order.kind is OrderKind.ORDER:
                yield self._order(state)

    def receipts(self) -> Iterator[Item]:
        """Assignments that nobody has understood yet: no read-back, a difference, a query, a refusal."""
        for state in self.alive:
            if state.order.kind is not OrderKind.ASSIGNMENT:
                continue
            if ladder.standing(state) or ladder.open_differences(state) or not _understood(state):
                yield self._order(state)

    def _order(self, state: OrderState) -> Item:
        order = state.order
        rung = ladder.lowest_unmet(state)
        due_at = ladder.due_at(state, self.timers, rung) if rung is not None else 0
        said = UNMET.get(rung, "") if rung is not None else ""
        if ladder.open_differences(state):
            said = "baca ulang berbeda dari perintah"
        return Item(
            key=f"order:{order.id}",
            title=_cut(" ".join(order.what.split())),
            place=_cut(order.where),
            since=order.issued_at,
            who=self.agencies.get(order.agency, order.agency) or "ruang",
            next=said,
            due_at=order.by_at,
            note=f"terlambat {(self.at - due_at) // 60_000} menit" if 0 < due_at < self.at else "",
            crossed=self.crossing.order(f"order:{order.id}", order.id),
        )

    def actions(self) -> Iterator[Item]:
        """Open mandatory steps of incidents somebody works on, with their owner."""
        board, still = self.board, StepState.OPEN
        for incident_id, marks in board.casework.steps.items():
            waiting = [mark for mark in marks.values() if mark.mandatory and mark.state is still]
            row = board.row_of(incident_id) if waiting else -1
            if row < 0 or not board.is_open(row):
                continue
            title, due_at = _cut(board.title[row]), int(board.due_at[row])
            who = board.owners.values[board.owner[row]] or "belum ada PJ"
            for mark in waiting:
                key = f"step:{incident_id}:{mark.step}"
                yield Item(
                    key=key,
                    title=mark.text,
                    place=title,
                    since=mark.at,
                    who=who,
                    due_at=due_at,
                    crossed=self.crossing.step(key, incident_id, mark.at),
                )

    def promises(self) -> Iterator[Item]:
        """What citizens were told, and is due by the end of the next shift or broken."""
        for incident_id, promises in self.board.casework.promises.items():
            row = self.board.row_of(incident_id)
            for promise in promises:
                if not promise.settled_at and promise.due_at < self.until:
                    key = f"promise:{promise.id}"
                    yield Item(
                        key=key,
                        title=promise.text,
                        place=_cut(self.board.title[row]) if row >= 0 else "",
                        since=promise.made_at,
                        who=promise.by,
                        next="janji sudah lewat" if promise.due_at < self.at else "tepati atau kabari",
                        due_at=promise.due_at,
                        crossed=self.crossing.promise(key, promise.id, promise.due_at),
                    )

    def clocks(self) -> Iterator[Item]:
        """Deadlines that run out before the next shift ends: which clock, also in working days."""
        due = falling_due(self.board, self.pack, self.at, self.until)
        rows: Rows = np.array([each.row for each in due], np.int64)
        for each, item in zip(due, self.items.each(rows), strict=True):
            key = f"clock:{int(self.board.ids[each.row])}" + (f":{each.phase}" if each.phase else "")
            yield replace(item, key=key, due_at=each.at, next=each.words)

    def unseen(self) -> Iterator[Item]:
        """Open incidents nobody has looked at."""
        board = self.board
        times = board.casework.times
        rows: Rows = np.flatnonzero(board.open_mask() & (board.owner == 0) & (board.agencies == 0))
        for incident_id, item in zip(board.ids[rows].tolist(), self.items.each(rows), strict=True):
            if "viewed" not in times.get(incident_id, ()):
                yield replace(item, key=f"unseen:{incident_id}", next="belum dilihat")

    # --- what is not as it should be ---

    def suppressed(self) -> Iterator[Item]:
        """Clocks that stand still, and authority that is lent: overrides with an end."""
        for incident_id, pauses in self.board.casework.pauses.items():
            row = self.board.row_of(incident_id)
            last = pauses[-1] if pauses else None
            if last is not None and last.began_at and not last.ended_at and row >= 0:
                yield Item(
                    key=f"pause:{incident_id}",
                    title=f"Jam dijeda: {last.reason}"[:300],
                    place=_cut(self.board.title[row]),
                    since=last.began_at,
                    who=f"disetujui {last.approver}",
                )
        for given in self.board.casework.delegations.values():
            if not given.ended_at and given.since <= self.at < given.until:
                yield Item(
                    key=f"delegation:{given.id}",
                    title=f"{given.receiver} bertindak untuk {given.giver}",
                    since=given.since,
                    due_at=given.until,
                    note=given.reason,
                )

    def channels(self) -> Iterator[Item]:
        """Channels that carry nothing, then messages that did not get through and were not answered since."""
        yield from dead_channels(self.board)
        for delivery in self.board.casework.deliveries.values():
            if delivery.state is DeliveryState.FAILED and not delivery.next_at and not delivery.test:
                yield Item(
                    key=f"delivery:{delivery.id}",
                    title=f"{self.agencies.get(delivery.agency, delivery.agency)}: {delivery.kind} gagal",
                    since=delivery.at,
                    note=delivery.words,
                )

    def contacts(self) -> Iterator[Item]:
        """Contacts whose every channel is unverified or was verified too long ago."""
        for contact in self.board.casework.contacts.values():
            if contact.channels and not self._reachable(contact):
                yield Item(
                    key=f"contact:{contact.id}",
                    title=f"{contact.name}, {self.agencies.get(contact.agency, contact.agency)}"[:300],
                    note="semua saluran belum atau sudah lama tidak diverifikasi",
                )

    def _reachable(self, contact: Contact) -> bool:
        return any(reach.verified(channel, self.at) is reach.Verified.FRESH for channel in contact.channels)

    def instructions(self) -> Iterator[Item]:
        """Standing instructions in force."""
        for given in self.board.shifts.instructions.values():
            if not given.ended_at and given.until > self.at:
                yield Item(
                    key=f"instruction:{given.id}",
                    title=_cut(" ".join(given.text.split())),
                    since=given.at,
                    who=given.by,
                    due_at=given.until,
                    next="baca dan konfirmasi",
                )


def _in_force(state: OrderState) -> bool:
    # The last receipt is looked at first: that is what ends nearly all of the past.
    receipts = state.receipts
    return not (receipts and receipts[-1].kind in ENDED) and ladder.ended(state) is None


def _understood(state: OrderState) -> bool:
    """What was read back is right, as far as the issuer is concerned."""
    return ReceiptKind.CONFIRMED in ladder.reached(state)
