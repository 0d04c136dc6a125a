"""The board as leadership's picture: figures with their age, the worst, the orders and how far they got."""

from __future__ import annotations

from collections import deque
from statistics import median, quantiles
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.calm import Calm
from console.names import Names
from console.situation import Situation
from services.contract.orders import RUNGS, OrderKind, OrderState
from services.feed.inbox import Inbox
from services.projection.apply import Changes
from services.projection.view import BoardView
from services.rules.ladder import (
    FROM_RECEIVER,
    ended,
    lowest_unmet,
    open_differences,
    overdue,
    reached,
    standing,
    timers_of,
)
from widgets.leader.model import Budget, Figure, OrderLine, WorstLine
from widgets.words import receipt_word

translate = QCoreApplication.translate

WORST: Final = 8
ORDERS: Final = 12
MINUTE_MS: Final = 60_000
DAY_MS: Final = 24 * 60 * MINUTE_MS


class LeaderFace(Protocol):
    """What of the leader window this feeds."""

    def set_worst(self, lines: tuple[WorstLine, ...], now: int) -> None: ...
    def set_orders(self, lines: tuple[OrderLine, ...], now: int) -> None: ...
    def set_figures(self, figures: tuple[Figure, ...]) -> None: ...
    def set_budget(self, budget: Budget) -> None: ...


class LeaderAdapter(QObject):
    """A few times a second while things change, once a second always."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        inbox: Inbox,
        face: LeaderFace,
    ) -> None:
        super().__init__()
        self._situation, self._inbox, self._face = situation, inbox, face
        self.names = names
        self._view = BoardView(situation.board)
        self._calm = Calm(200, self.show, self)
        self._timers = timers_of(names.pack.policy)
        self._traffic: deque[tuple[int, int]] = deque()
        self._on_time = Figure("", "", "")
        self.set_on_time(None, 0.0, 0)

    def set_on_time(self, share: float | None, paused: float, at: int) -> None:
        """The published figure as the server counted it at `at`; None: not known."""
        if share is None:
            value, note = "—", translate("Leader", "dihitung server; belum diterima")
        else:
            value = f"{share * 100:.0f} %"
            note = translate("Leader", "jeda {0} % · per {1}")
            note = note.replace("{0}", f"{paused * 100:.0f}").replace("{1}", self.names.words.minute(at))
        self._on_time = Figure(translate("Leader", "Selesai tepat waktu"), value, note)

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if changes.reset:
            self._view.set_board(self._situation.board)
        self._view.refresh(changes, self._situation.now())
        self._calm.touch()

    def ticked(self, now: int) -> None:
        self._count_bytes(now)
        self._calm.run()

    def show(self) -> None:
        """Put everything on the screen anew."""
        now = self._situation.now()
        self._face.set_figures(self._figures(now))
        self._face.set_worst(self._worst(now), now)
        self._face.set_orders(self._orders(now), now)

    # --- figures ---

    def _figures(self, now: int) -> tuple[Figure, ...]:
        board = self._situation.board
        is_open = board.open_mask()
        ranks = np.bincount(board.severity[is_open], minlength=4)
        since = self._situation.data_at()
        note = translate("Leader", "{0} kritis · {1} tinggi · per {2}")
        for mark, value in (("{0}", str(ranks[0])), ("{1}", str(ranks[1]))):
            note = note.replace(mark, value)
        note = note.replace("{2}", self.names.words.time(since) if since else "—")
        opened = Figure(translate("Leader", "Kejadian terbuka"), str(int(is_open.sum())), note)
        return (opened, self._late(now), self._receipts(now), self._on_time, self._hanging(now))

    def _late(self, now: int) -> Figure:
        board = self._situation.board
        late = np.flatnonzero(board.open_mask() & (board.due_at > 0) & (board.due_at < now))
        if len(late):
            row = int(late[board.due_at[late].argmin()])
            place = self.names.place(board.areas.values[board.area[row]], int(board.outside_m[row]))
            note = f"{place}, {self.names.words.age(now - int(board.due_at[row]))}"
        else:
            note = translate("Leader", "semua dalam tenggat")
        return Figure(translate("Leader", "Lewat tenggat"), str(len(late)), note, bad=bool(len(late)))

    def _receipts(self, now: int) -> Figure:
        """How long the first sign of the receiver takes, over the orders and assignments of a day."""
        times = []
        for state in self._situation.board.casework.orders.values():
            if state.order.agency and state.order.issued_at > now - DAY_MS:
                first = next((receipt.at for receipt in state.receipts if receipt.kind in FROM_RECEIVER), 0)
                if first:
                    times.append(first - state.order.issued_at)
        caption = translate("Leader", "Tanda terima OPD")
        if not times:
            return Figure(caption, "—", translate("Leader", "belum ada dalam 24 jam"))
        ninety = quantiles(times, n=10, method="inclusive")[8] if len(times) > 1 else times[0]
        note = translate("Leader", "median 24 jam, 90 % dalam {0}").format(self.names.words.age(int(ninety)))
        return Figure(caption, self.names.words.age(int(median(times))), note)

    def _hanging(self, now: int) -> Figure:
        states = [state for state in self._mine() if self._trouble(state, now)]
        note = self._sentence(states[0], now) if states else translate("Leader", "semua berjalan")
        caption = translate("Leader", "Perintah menggantung")
        return Figure(caption, str(len(states)), note, bad=bool(states))

    # --- lists ---

    def _worst(self, now: int) -> tuple[WorstLine, ...]:
        self._view.refresh(None, now)
        return tuple(self._worst_line(int(row)) for row in self._view.order[:WORST])

    def _worst_line(self, row: int) -> WorstLine:
        board, names = self._situation.board, self.names
        place = names.place(board.areas.values[board.area[row]], int(board.outside_m[row]))
        agencies = names.agencies_line(board.agency_sets.values[board.agencies[row]])
        return WorstLine(
            incident_id=int(board.ids[row]),
            rank=int(board.severity[row]),
            title=names.category(board.categories.values[board.category[row]]) or board.title[row],
            place=" · ".join(part for part in (place, agencies) if part),
            opened_at=int(board.opened_at[row]),
        )

    def _mine(self) -> list[OrderState]:
        """Leadership's orders, those still in force first, the newest on top."""
        orders = self._situation.board.casework.orders.values()
        found = [
            state for state in orders if state.order.kind is OrderKind.ORDER and not state.order.parent_id
        ]
        return sorted(found, key=lambda state: (ended(state) is not None, -state.order.issued_at))

    def _orders(self, now: int) -> tuple[OrderLine, ...]:
        return tuple(
            OrderLine(
                order_id=state.order.id,
                words=" ".join(state.order.what.split()),
                state=self._sentence(state, now),
                reached=1 + len(reached(state)),
                rungs=1 + len(RUNGS),
                wrong=self._trouble(state, now),
                over=ended(state) is not None,
            )
            for state in self._mine()[:ORDERS]
        )

    def _trouble(self, state: OrderState, now: int) -> bool:
        if ended(state) is not None:
            return False
        return bool(
            open_differences(state) or standing(state) or overdue(state, self._timers, now) is not None
        )

    def _sentence(self, state: OrderState, now: int) -> str:
        order = state.order
        whom = self.names.agency(order.agency) if order.agency else translate("Leader", "ruang kendali")
        parts = [self.names.words.moment(order.issued_at, now), whom]
        end = ended(state)
        rung = lowest_unmet(state)
        late = overdue(state, self._timers, now)
        if end is not None:
            parts.append(receipt_word(end))
        elif open_differences(state):
            parts.append(translate("Leader", "baca ulang ≠"))
        elif (waiting := standing(state)) is not None:
            parts.append(receipt_word(waiting))
        elif rung is not None:
            parts.append(translate("Leader", "belum {0}").format(receipt_word(rung)))
        if late is not None:
            parts.append(translate("Leader", "terlambat {0}").format(self.names.words.age(late[1])))
        return " · ".join(parts)

    # --- bytes ---

    def _count_bytes(self, now: int) -> None:
        total = self._inbox.bytes_in + self._inbox.bytes_out
        self._traffic.append((now, total))
        while self._traffic and self._traffic[0][0] < now - MINUTE_MS:
            self._traffic.popleft()
        welcome = self._situation.welcome
        allowed = welcome.budget if welcome else 0
        self._face.set_budget(Budget(thin=allowed > 0, used=total - self._traffic[0][1], allowed=allowed))
