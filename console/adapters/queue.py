"""The board as the queue's rows: filtered and sorted in numpy, in words only where they are painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final, NamedTuple, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject

from console.adapters.border import Border
from console.adapters.calm import Calm
from console.adapters.folds import Folds
from console.names import Names
from console.situation import Situation
from services.contract.closing import StepState
from services.contract.records import STATUSES, Role
from services.projection.apply import Changes
from services.projection.board import Board
from services.projection.facts import clock_start, first_due, spans, unsettled
from services.projection.view import BoardView, Filter, SortKey
from services.rules.clocks import paused_ms, warn_at
from services.rules.surge import Group, limits_of
from widgets.chips import severity_word
from widgets.queue.model import Column, QueueChoices, QueueCounts, QueueFilter, QueueRow, Tab
from widgets.tickets import TicketState
from widgets.words import status_word

translate = QCoreApplication.translate

RESORT_S: Final = 10
"""Seconds after which deadlines that passed meanwhile change the order."""
MINUTE_MS: Final = 60_000
_NONE: Final = np.empty(0, np.int64)

SORT_KEYS: Final = {
    Column.WORST: SortKey.WORST,
    Column.SEVERITY: SortKey.WORST,
    Column.TITLE: SortKey.TITLE,
    Column.AGENCY: SortKey.AGENCY,
    Column.STATUS: SortKey.STATUS,
    Column.OWNER: SortKey.OWNER,
    Column.AGE: SortKey.AGE,
    Column.DEADLINE: SortKey.DUE,
}


class Receipt(NamedTuple):
    """What the queue says about the lead agency's order."""

    reached: str
    unmet: str
    alarming: bool


def group_row(first: QueueRow, group: Group, board: Board, names: Names) -> QueueRow:
    """One line for many, in the place of the first of them."""
    members = group.members
    reports = int(board.report_count[members].sum())
    kind = names.category(board.categories.values[group.category])
    said = translate("Queue", "%n laporan {0}, {1} · dikelompokkan, {2} mnt", "", reports)
    said = said.replace("{0}", kind.lower()).replace("{1}", names.area(board.areas.values[group.area]))
    ranks = np.bincount(board.severity[members], minlength=4)
    facts = [f"{severity_word(rank)} {count}" for rank, count in enumerate(ranks.tolist()) if count]
    facts.append(translate("Queue", "%n kejadian belum diambil", "", len(members)))
    due = board.due_at[members]
    return replace(
        first,
        group=said.replace("{2}", str(names.pack.policy.surge_window_min)),
        group_facts=" · ".join(facts),
        opened_at=int(board.opened_at[members].min()),
        due_at=int(due[due > 0].min()) if (due > 0).any() else 0,
        report_count=reports,
    )


class QueueFace(Protocol):
    """What this feeds: the queue panel, and whoever else shows the counts."""

    def refresh(self, opened: Iterable[int] = ()) -> None: ...

    def set_counts(self, counts: QueueCounts) -> None: ...


class QueueAdapter(QObject):
    """A `QueueSource` over the board on the screen."""

    def __init__(self, situation: Situation, names: Names, face: QueueFace) -> None:
        super().__init__()
        self._situation = situation
        self.names = names
        self.ticket_of: Callable[[int], TicketState | None] = lambda incident_id: None
        """State of the last own command about an incident that is not settled."""
        self.receipt_of: Callable[[int], Receipt | None] = lambda incident_id: None
        """How far the lead agency of an incident got with what it was asked."""
        self._face = face
        self._view = BoardView(situation.board, shown=names.title)
        self._wanted = QueueFilter()
        self._viewers: dict[int, tuple[str, ...]] = {}
        self._ticks = 0
        self._counts = Calm(200, self._count, self, own_pace=True)
        self._folds = Folds(limits_of(names.pack.policy))
        self._worst_first = True
        self._border = Border(situation, names)

    # --- QueueSource ---

    def count(self) -> int:
        return len(self._folds.order)

    def row_of(self, incident_id: int) -> int:
        board = self._situation.board
        row = board.row_of(incident_id)
        if row < 0:
            return -1
        folded = self._folds.position_of(row, board.count)
        return self._view.position_of(row) if folded is None else folded

    def row(self, index: int) -> QueueRow:
        row = int(self._folds.order[index])
        made = self._row(row)
        group, opened = self._folds.group_at(row), self._folds.opened_at(row)
        if group is not None:
            return group_row(made, group, self._situation.board, self.names)
        if opened is not None:
            fold = translate("Queue", "← kelompokkan lagi %n kejadian", "", len(opened.members))
            return replace(made, fold=fold)
        return made

    def _row(self, row: int) -> QueueRow:
        board = self._situation.board
        category = board.categories.values[board.category[row]]
        assigned = board.agency_sets.values[board.agencies[row]]
        owner = board.owners.values[board.owner[row]]
        incident_id = int(board.ids[row])
        status = STATUSES[board.status[row]]
        receipt = self.receipt_of(incident_id) if assigned and status.is_open else None
        reached = receipt.reached if receipt else status_word(status)
        awaited = self._border.awaited(incident_id, assigned) if status.is_open else ""
        return QueueRow(
            incident_id=incident_id,
            rank=int(board.severity[row]),
            title=self.names.title(board.title[row]),
            summary=board.summary[row],
            report_count=int(board.report_count[row]),
            ref=self.names.incident_ref(int(board.opened_at[row]), int(board.day_no[row])),
            area=self.names.place(board.areas.values[board.area[row]], int(board.outside_m[row])),
            agencies=self.names.agencies_line(assigned or self.names.suggested(category)),
            assigned=bool(assigned),
            status=translate("Queue", "menunggu") if awaited else reached,
            unmet=awaited or (receipt.unmet if receipt else ""),
            alarming=receipt.alarming if receipt else False,
            owner=owner,
            opened_at=int(board.opened_at[row]),
            due_at=int(board.due_at[row]),
            warn_at=self.warn_at(row),
            paused=self.is_paused(incident_id),
            promise_due=first_due(board.casework.promises.get(incident_id, ())),
            mine=bool(owner) and owner == self._situation.user,
            owner_stale=bool(owner) and self.is_stale(int(board.owner_at[row])),
            viewers=self._viewers.get(incident_id, ()),
            closed=not status.is_open,
            closed_at=0 if status.is_open else int(board.updated_at[row]),
            ticket=self.ticket_of(incident_id),
            mark=self._skipped(incident_id) if status.is_open else "",
        )

    def _skipped(self, incident_id: int) -> str:
        """For a supervisor: that mandatory steps were skipped."""
        marks = self._situation.board.casework.steps.get(incident_id)
        if not marks or self._situation.role is not Role.SUPERVISOR:
            return ""
        skipped = any(m.mandatory and m.state is StepState.SKIPPED for m in marks.values())
        return translate("Queue", "langkah dilewati") if skipped else ""

    def is_stale(self, owner_at: int) -> bool:
        """True where a claim has seen no action for longer than the city allows."""
        limit = self.names.pack.policy.claim_stale_minutes * MINUTE_MS
        return self._situation.now() - owner_at > limit

    def warn_at(self, row: int) -> int:
        """From when on the clock of a row warns; 0 where none runs."""
        board, due = self._situation.board, int(self._situation.board.due_at[row])
        if not due:
            return 0
        incident_id = int(board.ids[row])
        started = clock_start(board, incident_id, int(board.opened_at[row]))
        still = spans(board.casework.pauses.get(incident_id, ()), 0)
        paused = paused_ms(still, started, due)
        return warn_at(due, started, self.names.pack.policy.warn_share, paused)

    def is_paused(self, incident_id: int) -> bool:
        """True while the clock of an incident stands still."""
        pauses = self._situation.board.casework.pauses.get(incident_id, [])
        return any(pause.began_at and not pause.ended_at for pause in pauses[-1:])

    # --- wishes of the queue ---

    def set_filter(self, wanted: QueueFilter) -> None:
        self._wanted = wanted
        self._view.set_filter(self._as_filter(wanted))
        self._refresh(None)

    def set_sort(self, column: Column, descending: bool) -> None:
        # the board keeps when something began: the largest age is the earliest time
        self._worst_first = column is Column.WORST
        self._view.set_sort(SORT_KEYS[column], descending is not (column is Column.AGE))
        self._refresh(None)

    def open_group(self, incident_id: int, opened: bool) -> None:
        """Show the incidents behind a line one by one, or put them behind it again."""
        row = self._situation.board.row_of(incident_id)
        if row >= 0 and self._folds.set_open(row, opened):
            self._refresh(None)

    def choices(self) -> QueueChoices:
        """What can be filtered by."""
        pack = self.names.pack
        return QueueChoices(
            agencies=tuple((a.code, a.short) for a in pack.agencies),
            areas=tuple((a.code, a.name) for a in pack.areas),
        )

    def worst(self, limit: int) -> list[int]:
        """Incident ids at the head of the list as it stands."""
        board = self._situation.board
        return [int(i) for i in board.ids[self._view.order[:limit]]]

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if changes.reset:
            self._view.set_board(self._situation.board)
            self._folds.forget()
        if changes.casework and self._wanted.promised:
            self._view.set_filter(self._as_filter(self._wanted))
        self._refresh(changes)
        self._counts.touch()

    def ticked(self, now: int) -> None:
        self._ticks += 1
        if self._folds.late:
            self._refresh(Changes())
        if self._ticks % RESORT_S == 0:
            self._view.set_filter(self._as_filter(self._wanted))
            self._refresh(None)
            self._counts.touch()

    def set_viewers(self) -> None:
        """Presence changed."""
        found: dict[int, list[str]] = {}
        for viewer in self._situation.presence.viewers:
            if viewer.user != self._situation.user:
                for incident_id in viewer.incident_ids:
                    found.setdefault(incident_id, []).append(viewer.user)
        self._viewers = {key: tuple(sorted(set(users))) for key, users in found.items()}
        self._face.refresh([])

    def viewers_of(self, incident_id: int) -> tuple[str, ...]:
        return self._viewers.get(incident_id, ())

    def repaint(self) -> None:
        """A ticket, a name or the session changed: same rows, other words."""
        self._view.set_filter(self._as_filter(self._wanted))
        self._refresh(None)
        self._counts.touch()

    def _refresh(self, changes: Changes | None) -> None:
        board, now = self._situation.board, self._situation.now()
        self._view.refresh(changes, now)
        self._folds.fold(
            board,
            self._view.order,
            now,
            wanted=self._worst_first and self._wanted.tab is Tab.OPEN and not self._wanted.narrowed,
            rows=None if changes is None or changes.reset else changes.rows,
        )
        opened = board.ids[changes.opened] if changes and changes.opened and not changes.reset else _NONE
        self._face.refresh(opened.tolist())

    def _as_filter(self, wanted: QueueFilter) -> Filter:
        done = wanted.tab is Tab.DONE
        owner = {Tab.MINE: self._situation.user or None, Tab.UNCLAIMED: ""}.get(wanted.tab)
        return Filter(
            open_only=not done,
            closed_only=done,
            owner=owner,
            severities=wanted.ranks,
            areas=frozenset({wanted.area} if wanted.area else ()),
            agencies=frozenset({wanted.agency} if wanted.agency else ()),
            responsible=frozenset() if wanted.assigned_only else self._responsible(wanted.agency),
            overdue_only=wanted.tab is Tab.OVERDUE,
            incidents=self._promised() if wanted.promised else None,
            text=wanted.text,
        )

    def _responsible(self, agency: str) -> frozenset[str]:
        """The categories whose incidents this agency would be sent to first."""
        if not agency:
            return frozenset()
        return frozenset(c.code for c in self.names.pack.categories if c.agency == agency)

    def _promised(self) -> frozenset[int]:
        return frozenset(unsettled(self._situation.board))

    def _count(self) -> None:
        board, now = self._situation.board, self._situation.now()
        is_open = board.open_mask()
        owner = board.owner[is_open]
        due = board.due_at[is_open]
        mine = board.owners.known(self._situation.user) if self._situation.user else None
        ranks = np.bincount(board.severity[is_open], minlength=4)
        self._face.set_counts(
            QueueCounts(
                tabs={
                    Tab.OPEN: len(owner),
                    Tab.MINE: int((owner == mine).sum()) if mine else 0,
                    Tab.UNCLAIMED: int((owner == 0).sum()),
                    Tab.OVERDUE: int(((due > 0) & (due < now)).sum()),
                    Tab.DONE: int(board.count - len(owner)),
                },
                by_rank=(int(ranks[0]), int(ranks[1]), int(ranks[2]), int(ranks[3])),
            )
        )
