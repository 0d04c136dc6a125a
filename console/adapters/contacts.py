"""The agencies of the city pack: who is on duty, how they are reached, what they have to do right now."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject

from console.adapters.agency_rows import AgencyRows
from console.adapters.calm import Calm
from console.names import Names
from console.situation import Situation
from services.contract.contacts import Delivery
from services.contract.orders import ENDED, ReceiptKind
from services.projection.apply import Changes
from services.projection.board import Board
from services.projection.casework import Casework
from services.rules.recommend import Load
from widgets.contacts.model import AgencyBook, AgencyRow, Duty

EVERY_MS: Final = 500
AGES_MS: Final = 60_000
"""Ages are told in minutes: so often the words change by themselves."""


class ContactsFace(Protocol):
    """The part of the dispatch window this feeds."""

    def set_agencies(self, rows: list[AgencyRow]) -> None: ...


class ContactsAdapter(QObject):
    """Joins city pack, contacts and board, and marks who is concerned by the selected incident."""

    def __init__(self, situation: Situation, names: Names, face: ContactsFace) -> None:
        super().__init__()
        self._situation = situation
        self.names = names
        self._face = face
        self._selected = 0
        self._minute = 0
        self._shown: list[AgencyRow] = []
        self._known: AgencyRows | None = None
        self._calm = Calm(EVERY_MS, self.show, self)

    def select(self, incident_id: int) -> None:
        self._selected = incident_id
        self.show()

    def changed(self, changes: Changes) -> None:
        if changes.casework or changes.reset:
            self._known = None
        self._calm.touch()

    def ticked(self, now: int) -> None:
        if now // AGES_MS != self._minute:
            self._minute = now // AGES_MS
            self._calm.touch()

    def show(self) -> None:
        """Hand over the rows, if they differ from what is shown."""
        board, now, known = self._situation.board, self._situation.now(), self._rows()
        opened, unclaimed = work_of(board)
        duties = self._duties()
        ledgers = known.ledgers(self._selected, now)
        rows = [
            replace(
                row,
                open_count=opened.get(code, 0),
                unclaimed_count=unclaimed.get(code, 0),
                duty=duties.get(code, Duty.NONE),
                ledger=ledgers.get(code, ()),
                order_id=self._unacknowledged(board.casework, code),
            )
            for code, row in known.rows(now).items()
        ]
        if rows != self._shown:
            self._shown = rows
            self._face.set_agencies(rows)

    def tests(self) -> list[Delivery]:
        """Deliveries that were tests of reachability."""
        return self._rows().tests

    def book(self, code: str) -> AgencyBook:
        """Contacts and roster of one agency, for the editor."""
        return self._rows().book(code, self._situation.now())

    # --- inside ---

    def _rows(self) -> AgencyRows:
        if self._known is None:
            self._known = AgencyRows(self._situation.board.casework, self.names)
        return self._known

    def _duties(self) -> dict[str, Duty]:
        board = self._situation.board
        row = board.row_of(self._selected) if self._selected else -1
        if row < 0:
            return {}
        assigned = board.agency_sets.values[board.agencies[row]]
        category = board.categories.values[board.category[row]]
        duties = dict.fromkeys(self.names.suggested(category), Duty.SUGGESTED)
        duties |= dict.fromkeys(assigned, Duty.SUPPORT)
        if assigned:
            duties[assigned[0]] = Duty.LEAD
        return duties

    def _unacknowledged(self, casework: Casework, code: str) -> int:
        """The agency's assignment for the selected incident that it has not accepted or read back."""
        heard = {ReceiptKind.ACCEPTED, ReceiptKind.READ_BACK, *ENDED}
        for number in reversed(casework.of_incident.get(self._selected, [])):
            state = casework.orders.get(number)
            if state is not None and state.order.agency == code:
                kinds = {receipt.kind for receipt in state.receipts}
                return 0 if kinds & heard else number
        return 0


def work_of(board: Board) -> tuple[dict[str, int], dict[str, int]]:
    """Open incidents per agency, and those of them that nobody claimed."""
    is_open = board.open_mask()
    sets = board.agency_sets.values
    opened: dict[str, int] = {}
    unclaimed: dict[str, int] = {}
    for mask, totals in ((is_open, opened), (is_open & (board.owner == 0), unclaimed)):
        for number, count in enumerate(np.bincount(board.agencies[mask], minlength=len(sets))):
            for code in sets[number] if count else ():
                totals[code] = totals.get(code, 0) + int(count)
    return opened, unclaimed


def loads_of(board: Board, names: Names, without: int) -> dict[str, Load]:
    """What each agency has to do besides the incident `without`."""
    others = board.open_mask() & (board.ids != without)
    grave = board.severity <= 1
    counts: dict[str, list[int]] = {}
    sets = board.agency_sets.values
    for place, mask in enumerate((others, others & (board.severity == 0))):
        for number, count in enumerate(np.bincount(board.agencies[mask], minlength=len(sets))):
            for code in sets[number] if count else ():
                counts.setdefault(code, [0, 0, 0])[place] += int(count)
    empty = next((number for number, codes in enumerate(sets) if not codes), 0)
    waiting = others & grave & (board.agencies == empty)
    for number, count in enumerate(np.bincount(board.category[waiting])):
        for code in names.suggested(board.categories.values[number])[:1] if count else ():
            counts.setdefault(code, [0, 0, 0])[2] += int(count)
    return {
        code: Load(open=opened, critical=critical, waiting=left)
        for code, (opened, critical, left) in counts.items()
    }
