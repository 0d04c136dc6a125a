"""Orders of the board as rows: words, ladder, differences, hops, and what this session may do about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.calm import Calm
from console.adapters.order_actions import Viewer, actions_of
from console.adapters.queue import Receipt
from console.names import Names
from console.server_words import said
from console.situation import Situation
from services.contract.orders import RUNGS, OrderKind, OrderState, ReceiptKind
from services.contract.records import Role
from services.projection.apply import Changes
from services.projection.casework import Casework
from services.rules import ladder
from widgets.orders.model import (
    FieldPair,
    HopRow,
    Mark,
    OrderAction,
    OrderRow,
    PassedOn,
    RungMark,
    SaidLine,
)
from widgets.orders.words import (
    ended_words,
    field_word,
    receipt_words,
    rung_word,
    unmet_short,
    unmet_words,
    urgency_word,
)

translate = QCoreApplication.translate

EVERY_MS = 250
MOST_ROOM_ORDERS = 6
MOST_KEPT = 2000
_TOLD = (
    ReceiptKind.QUERY,
    ReceiptKind.ANSWER,
    ReceiptKind.UNABLE,
    ReceiptKind.DISPUTED,
    ReceiptKind.RETURNED,
    ReceiptKind.NOTE,
)


class OrderRows:
    """Makes rows of orders; one per console."""

    def __init__(self, situation: Situation, names: Names) -> None:
        self._situation, self._names = situation, names
        self.timers = ladder.timers_of(names.pack.policy)
        self._children: dict[int, list[int]] = {}
        self._leading: list[int] = []
        """Leadership's orders."""
        self._indexed = ("", 0)
        self._kept: dict[str, tuple[int, int, Receipt]] = {}
        """By hash: how many receipts, when the next rung is late, and the words for the queue."""

    @property
    def casework(self) -> Casework:
        return self._situation.board.casework

    def viewer(self) -> Viewer:
        welcome = self._situation.welcome
        return Viewer(welcome.user, welcome.role) if welcome else Viewer("", Role.SUPERVISOR)

    def row(self, state: OrderState, now: int) -> OrderRow:
        """Everything a card shows."""
        order = state.order
        late = ladder.overdue(state, self.timers, now)
        wrong = bool(ladder.open_differences(state))
        end = ladder.ended(state)
        return OrderRow(
            order_id=order.id,
            incident_id=order.incident_id,
            heading=self.heading(state),
            what=order.what,
            issuer=order.issuer,
            issued_at=order.issued_at,
            about=self._about(order.incident_id),
            where=order.where,
            by=order.by_words,
            urgency=urgency_word(order.urgency),
            digest=order.digest,
            appended=order.appended,
            rungs=self.rungs(state, late is not None),
            state=ended_words(end) if end is not None else unmet_words(ladder.lowest_unmet(state)),
            late_ms=late[1] if late is not None else 0,
            waiting=self.waiting(state),
            pairs=self._pairs(state),
            wrong=wrong,
            conflicts=self._conflicts(state) if end is None else (),
            said=self._said(state),
            passed_on=self._passed_on(state),
            hops=self._hops(state),
            actions=self.actions(state, now),
            ended=end is not None,
        )

    def _conflicts(self, state: OrderState) -> tuple[str, ...]:
        """What it contradicts, and what contradicts it, of the same incident and of leadership's orders."""
        orders = self.casework.orders
        self._below(0)
        numbers = {*self._leading, *self.casework.of_incident.get(state.order.incident_id, ())}
        others = (orders[number] for number in sorted(numbers) if number in orders)
        return tuple(
            translate("Orders", "Bertentangan: {0}").format(said(conflict.reason))
            for conflict in ladder.contradictions(state.order, others)
        )

    def _about(self, incident_id: int) -> str:
        board = self._situation.board
        row = board.row_of(incident_id) if incident_id else -1
        if row < 0:
            return ""
        incident = board.incident(row)
        return f"{self._names.ref_of(incident)} {self._names.title(incident.title)}"

    def actions(self, state: OrderState, now: int) -> tuple[OrderAction, ...]:
        """What is offered, the likeliest first; the backend has the last word."""
        hops = (OrderAction.HOPS,) if self._hops(state) else ()
        if ladder.ended(state) is not None:
            return hops
        return (*actions_of(state, self.viewer(), self.casework, now), *hops)

    def heading(self, state: OrderState) -> str:
        """To whom, and as what."""
        order = state.order
        to = self._names.agency(order.agency) if order.agency else translate("Orders", "ruang")
        if order.kind is OrderKind.ORDER:
            if order.parent_id:
                return translate("Orders", "Perintah pimpinan, diteruskan ke {0}").format(to)
            return translate("Orders", "Perintah pimpinan untuk {0}").format(to)
        part = translate("Orders", "utama") if order.lead else translate("Orders", "dukungan")
        return translate("Orders", "Penugasan {0}").format(to) + f" · {part}"

    def rungs(self, state: OrderState, late: bool) -> tuple[RungMark, ...]:
        """From `tersimpan`, which every order has reached, up to `diverifikasi`."""
        times, met = ladder.rung_times(state), ladder.reached(state)
        rung = ladder.lowest_unmet(state)
        wrong = bool(ladder.open_differences(state))
        marks = [RungMark(translate("Orders", "tersimpan"), state.order.issued_at, Mark.MET)]
        for kind in RUNGS:
            if kind is ReceiptKind.READ_BACK and wrong:
                mark = Mark.WRONG
            elif kind in times:
                mark = Mark.MET
            elif kind in met:
                mark = Mark.SKIPPED
            else:
                mark = Mark.OPEN if kind is not rung else Mark.LATE if late else Mark.NEXT
            marks.append(RungMark(rung_word(kind), times.get(kind, 0), mark))
        return tuple(marks)

    def waiting(self, state: OrderState) -> str:
        """What somebody has to decide, as a sentence."""
        if ladder.ended(state) is not None:
            return ""
        if ladder.open_differences(state):
            return translate("Orders", "Baca ulang berbeda: konfirmasi atau bantah.")
        kind = ladder.standing(state)
        said = next((given.words for given in reversed(state.receipts) if given.kind is kind), "")
        words = {
            ReceiptKind.QUERY: translate("Orders", "Bertanya, menunggu jawaban: “{0}”"),
            ReceiptKind.UNABLE: translate("Orders", "Tidak sanggup: “{0}”"),
            ReceiptKind.DISPUTED: translate("Orders", "Dibantah pemberi perintah: “{0}”"),
            ReceiptKind.RETURNED: translate("Orders", "Hasil dikembalikan: “{0}”"),
        }
        return words[kind].replace("{0}", said) if kind is not None else ""

    def short_state(self, state: OrderState) -> tuple[str, bool]:
        """The state in one or two words and whether it is wrong, for the queue and one-line lists."""
        if ladder.open_differences(state):
            return translate("Orders", "baca ulang ≠"), True
        end = ladder.ended(state)
        if end is not None:
            return receipt_words(end), end is ReceiptKind.EXPIRED
        kind = ladder.standing(state)
        if kind is not None:
            return receipt_words(kind), kind is ReceiptKind.UNABLE
        met = ladder.rung_times(state)
        highest = next((rung for rung in reversed(RUNGS) if rung in met), None)
        return (rung_word(highest) if highest is not None else translate("Orders", "tersimpan")), False

    def of_lead(self, incident_id: int) -> Receipt | None:
        """How far the lead agency got with an incident; None where it was not asked."""
        casework, now = self.casework, self._situation.now()
        for number in reversed(casework.of_incident.get(incident_id, ())):
            state = casework.orders.get(number)
            if state is None or not state.order.lead or state.order.kind is not OrderKind.ASSIGNMENT:
                continue
            if ladder.ended(state) is not None:
                continue
            return self._queue_words(state, now)
        return None

    def _queue_words(self, state: OrderState, now: int) -> Receipt:
        """Worked out when the order got a receipt: the queue asks for every row that it paints."""
        known = self._kept.get(state.order.digest)
        if known is None or known[0] != len(state.receipts):
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            reached, wrong = self.short_state(state)
            rung = ladder.lowest_unmet(state)
            due = ladder.due_at(state, self.timers, rung) if rung is not None else 0
            known = (len(state.receipts), due, Receipt(reached, unmet_short(rung), wrong))
            self._kept[state.order.digest] = known
        _count, due, receipt = known
        return receipt._replace(alarming=True) if 0 < due < now else receipt

    def _pairs(self, state: OrderState) -> tuple[FieldPair, ...]:
        given = ladder.last_read_back(state)
        if given is None or given.read_back is None:
            return ()
        order, said = state.order, given.read_back
        words = self._names.words
        by = said.by_words or (words.minute(said.by_at) if said.by_at else "")
        fields = (
            ("what", order.what, said.what),
            ("where", order.where, said.where),
            ("by", order.by_words, by),
        )
        return tuple(
            FieldPair(field_word(name), asked, told, name in given.differences)
            for name, asked, told in fields
            if asked or told
        )

    def _said(self, state: OrderState) -> tuple[SaidLine, ...]:
        told = [given for given in state.receipts if given.kind in _TOLD and given.words]
        return tuple(
            SaidLine(given.at, f"{given.person or given.by} · {receipt_words(given.kind)}", given.words)
            for given in told[-4:]
        )

    def _passed_on(self, state: OrderState) -> tuple[PassedOn, ...]:
        if state.order.agency:
            return ()
        lines = []
        for number in self._below(state.order.id):
            child = self.casework.orders[number]
            words, wrong = self.short_state(child)
            lines.append(PassedOn(number, self._names.agency(child.order.agency), words, wrong))
        return tuple(lines)

    def _below(self, order_id: int) -> list[int]:
        """Orders that pass this one on; the index is brought up to date as orders arrive."""
        epoch, upto = self._indexed
        board, last = self._situation.board, self.casework.last_order_id
        if epoch != board.epoch or last < upto:
            self._children, self._leading, upto = {}, [], 0
        for number in range(upto + 1, last + 1):
            state = self.casework.orders.get(number)
            if state is not None and state.order.kind is OrderKind.ORDER:
                self._leading.append(number)
            if state is not None and state.order.parent_id:
                self._children.setdefault(state.order.parent_id, []).append(number)
        self._indexed = (board.epoch, last)
        return [number for number in self._children.get(order_id, ()) if number in self.casework.orders]

    def _hops(self, state: OrderState) -> tuple[HopRow, ...]:
        order = state.order
        if not order.parent_id and not self._below(order.id) and ladder.last_read_back(state) is None:
            return ()
        found = ladder.hops(self.casework, order.id)
        return tuple(
            HopRow(
                who=self._hop_name(hop),
                at=hop.at,
                ms=hop.ms,
                what=hop.what,
                where=hop.where,
                by=hop.by,
                appended=hop.appended,
                added=hop.added,
                missing=hop.missing,
                differs=tuple(field_word(name) for name in hop.differences),
                read_back=hop.read_back,
            )
            for hop in found
        )

    def _hop_name(self, hop: ladder.Hop) -> str:
        if not hop.read_back:
            return hop.issuer
        return f"{self._names.agency(hop.agency)} ({hop.issuer})" if hop.agency else hop.issuer


class OrdersFace(Protocol):
    """The part of a window this feeds."""

    def set_rows(self, rows: Sequence[OrderRow], now: int) -> None: ...


class OrdersAdapter(QObject):
    """The selected incident's orders, and leadership's open orders to the room."""

    def __init__(
        self, rows: OrderRows, situation: Situation, of_incident: OrdersFace, of_room: OrdersFace
    ) -> None:
        super().__init__()
        self.rows = rows
        self._situation = situation
        self._of_incident, self._of_room = of_incident, of_room
        self._selected = 0
        self._calm = Calm(EVERY_MS, self.show, self)

    def select(self, incident_id: int) -> None:
        self._selected = incident_id
        self.show()

    def changed(self, changes: Changes) -> None:
        if changes.reset or changes.casework:
            self._calm.touch()

    def ticked(self, now: int) -> None:
        self.show()

    def show(self) -> None:
        """Hand over what is to be seen now."""
        now = self._situation.now()
        self._of_incident.set_rows([self.rows.row(state, now) for state in self.of_incident()], now)
        self._of_room.set_rows([self.rows.row(state, now) for state in self.of_room()], now)

    def of_incident(self) -> list[OrderState]:
        """Those of the incident and of what was merged into it. In force first, the lead's on top; of those
        that ended only the newest of each agency."""
        casework = self.rows.casework
        merged = [n for n, merge in casework.merges.items() if merge.target_id == self._selected]
        numbers = (n for i in (*merged, self._selected) for n in casework.of_incident.get(i, ()))
        states = [casework.orders.get(number) for number in numbers]
        known = [state for state in states if state is not None]
        in_force = [state for state in known if ladder.ended(state) is None]
        busy = {(state.order.kind, state.order.agency) for state in in_force}
        newest = {(s.order.kind, s.order.agency): s for s in known if ladder.ended(s) is not None}
        past = [state for key, state in newest.items() if key not in busy]
        return sorted(in_force, key=_reading) + past

    def of_room(self) -> list[OrderState]:
        """Leadership's orders to the room that are in force, the newest first."""
        orders = self.rows.casework.orders
        found: list[OrderState] = []
        for state in reversed(orders.values()):
            if not state.order.agency and ladder.ended(state) is None:
                found.append(state)
                if len(found) == MOST_ROOM_ORDERS:
                    break
        return found


def _reading(state: OrderState) -> tuple[bool, bool, int]:
    order = state.order
    return order.kind is not OrderKind.ORDER, not order.lead, order.id
