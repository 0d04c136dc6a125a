"""The board as leadership's picture: figures with their age, the worst, the orders and how far they got."""

from __future__ import annotations

from collections import deque
from statistics import median, quantiles
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.calm import Calm
from console.adapters.orders import OrderRows
from console.names import Names
from console.situation import Situation
from services.contract.orders import OrderKind, OrderState
from services.feed.inbox import Inbox
from services.projection.apply import Changes
from services.projection.view import BoardView
from services.rules.ladder import FROM_RECEIVER, ended
from widgets.leader.model import Budget, Figure, OrderLine, WorstLine
from widgets.orders.model import Mark, OrderRow

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
        rows: OrderRows,
    ) -> None:
        super().__init__()
        self._situation, self._inbox, self._face = situation, inbox, face
        self.names = names
        self._rows = rows
        self._view = BoardView(situation.board)
        self._calm = Calm(200, self.show, self)
        self._traffic: deque[tuple[int, int]] = deque()
        self.budget = Budget(thin=False)
        """What the link cost in the last minute."""
        self._on_time = Figure("", "", "")
        self.set_on_time(None, 0.0, 0)

    def set_on_time(self, share: float | None, paused: float, at: int) -> None:
        """The published figure as the server counted it at `at` (0: not yet); None: nothing to count."""
        if not at:
            value, note = "—", translate("Leader", "dihitung server; belum diterima")
        elif share is None:
            value, note = "—", translate("Leader", "30 hari: belum ada yang ditutup · per {0}")
            note = note.replace("{0}", self.names.words.minute(at))
        else:
            value = f"{share * 100:.0f} %"
            note = translate("Leader", "30 hari · jeda {0} % · per {1}")
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
        rows = [(self._rows.row(state, now), state) for state in self._mine()]
        hanging = [(row, state) for row, state in rows if _troubled(row)]
        note = translate("Leader", "semua berjalan")
        if hanging:  # the time of issue is in the list below
            note = self._sentence(*hanging[0], now).split(" · ")[1]
        caption = translate("Leader", "Perintah menggantung")
        return Figure(caption, str(len(hanging)), note, bad=bool(hanging))

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
            title=names.category(board.categories.values[board.category[row]])
            or names.title(board.title[row]),
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
        return tuple(self._order_line(state, now) for state in self._mine()[:ORDERS])

    def _order_line(self, state: OrderState, now: int) -> OrderLine:
        row = self._rows.row(state, now)
        met = sum(rung.mark in (Mark.MET, Mark.SKIPPED) for rung in row.rungs)
        return OrderLine(
            order_id=row.order_id,
            words=" ".join(row.what.split()),
            state=self._sentence(row, state, now),
            reached=met,
            rungs=len(row.rungs),
            wrong=_troubled(row),
            over=row.ended,
        )

    def _sentence(self, row: OrderRow, state: OrderState, now: int) -> str:
        """When, to whom, how far and how late; then how far those got who pass it on."""
        order = state.order
        whom = self.names.agency(order.agency) if order.agency else translate("Leader", "ruang")
        short, wrong = self._rows.short_state(state)
        words = self.names.words
        today = words.date(order.issued_at) == words.date(now)
        given = words.minute(order.issued_at) if today else words.moment(order.issued_at, now)
        parts = [given, f"{whom}: {short if wrong else row.state}"]
        if row.late_ms:  # before the hands it went through: what does not fit is cut at the end
            parts.append(translate("Leader", "terlambat {0}").format(self.names.words.age(row.late_ms)))
        parts += [f"{passed.who}: {passed.state}" for passed in row.passed_on]
        return " · ".join(parts)

    # --- bytes ---

    def _count_bytes(self, now: int) -> None:
        total = self._inbox.bytes_in + self._inbox.bytes_out
        self._traffic.append((now, total))
        while self._traffic and self._traffic[0][0] < now - MINUTE_MS:
            self._traffic.popleft()
        welcome = self._situation.welcome
        allowed = welcome.budget if welcome else 0
        self.budget = Budget(thin=allowed > 0, used=total - self._traffic[0][1], allowed=allowed)
        self._face.set_budget(self.budget)


def _troubled(row: OrderRow) -> bool:
    """Late, answered with other words, or waiting for somebody's decision; here or where it was passed on."""
    if row.ended:
        return False
    return bool(row.wrong or row.waiting or row.late_ms or any(passed.wrong for passed in row.passed_on))
