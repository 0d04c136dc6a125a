"""The agencies of the city pack with what they have to do right now."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject

from console.adapters.calm import Calm
from console.names import Names
from console.situation import Situation
from services.contract.city import Agency
from services.projection.apply import Changes
from widgets.contacts.model import AgencyRow, ChannelRow, Duty

EVERY_MS: Final = 500


class ContactsFace(Protocol):
    """The part of the dispatch window this feeds."""

    def set_agencies(self, rows: list[AgencyRow]) -> None: ...


class ContactsAdapter(QObject):
    """Counts open work per agency and marks who is concerned by the selected incident."""

    def __init__(self, situation: Situation, names: Names, face: ContactsFace) -> None:
        super().__init__()
        self._situation = situation
        self.names = names
        self._face = face
        self._selected = 0
        self._shown: list[AgencyRow] = []
        self._calm = Calm(EVERY_MS, self.show, self)

    def select(self, incident_id: int) -> None:
        self._selected = incident_id
        self.show()

    def changed(self, changes: Changes) -> None:
        self._calm.touch()

    def ticked(self, now: int) -> None:
        """Nothing here counts on by itself."""

    def show(self) -> None:
        """Hand over the rows, if they differ from what is shown."""
        opened, unclaimed = self._work()
        duties = self._duties()
        rows = [
            self._row(agency, opened.get(agency.code, 0), unclaimed.get(agency.code, 0), duties)
            for agency in self.names.pack.agencies
        ]
        if rows != self._shown:
            self._shown = rows
            self._face.set_agencies(rows)

    def _work(self) -> tuple[dict[str, int], dict[str, int]]:
        board = self._situation.board
        is_open = board.open_mask()
        sets = board.agency_sets.values
        opened: dict[str, int] = {}
        unclaimed: dict[str, int] = {}
        for mask, totals in ((is_open, opened), (is_open & (board.owner == 0), unclaimed)):
            for number, count in enumerate(np.bincount(board.agencies[mask], minlength=len(sets))):
                for code in sets[number] if count else ():
                    totals[code] = totals.get(code, 0) + int(count)
        return opened, unclaimed

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

    def _row(self, agency: Agency, opened: int, unclaimed: int, duties: dict[str, Duty]) -> AgencyRow:
        english = self.names.language == "en" and agency.name_en
        return AgencyRow(
            code=agency.code,
            short=agency.short,
            name=agency.name_en if english else agency.name,
            parent=self.names.agency(agency.parent) if agency.parent else "",
            partner=agency.kind == "partner",
            roles=agency.roles,
            channels=tuple(
                ChannelRow(kind=c.kind, address=c.address, verified_on=c.verified_on) for c in agency.channels
            ),
            open_count=opened,
            unclaimed_count=unclaimed,
            duty=duties.get(agency.code, Duty.NONE),
            duties=agency.duties,
        )
