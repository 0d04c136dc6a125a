"""The agencies of the city pack: who is on duty, how they are reached, what they have to do right now."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QObject

from console import words_contacts as said
from console.adapters.calm import Calm
from console.names import Names
from console.situation import Situation
from services.contract.city import Agency
from services.contract.contacts import Contact, ContactChannel, Delivery, reach_key
from services.contract.orders import ENDED, ReceiptKind
from services.projection.apply import Changes
from services.projection.board import Board
from services.projection.casework import Casework
from services.rules.addresses import link_of
from services.rules.duty import watch
from services.rules.reach import agency_answers, channel_order, contact_order
from services.rules.reachability import latest_trial
from services.rules.recommend import Load
from widgets.contacts.model import AgencyBook, AgencyRow, ChannelRow, Duty, LedgerRow, PersonRow

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
        self._sorted = False
        self._tests: list[Delivery] = []
        self._of_incident: list[Delivery] = []
        self._calm = Calm(EVERY_MS, self.show, self)

    def select(self, incident_id: int) -> None:
        self._selected = incident_id
        self._sorted = False
        self.show()

    def changed(self, changes: Changes) -> None:
        if changes.casework or changes.reset:
            self._sorted = False
        self._calm.touch()

    def ticked(self, now: int) -> None:
        if now // AGES_MS != self._minute:
            self._minute = now // AGES_MS
            self._calm.touch()

    def show(self) -> None:
        """Hand over the rows, if they differ from what is shown."""
        board = self._situation.board
        if not self._sorted:
            self._sort(board.casework)
        opened, unclaimed = work_of(board)
        duties = self._duties()
        rows = [
            self._row(
                agency, board.casework, opened.get(agency.code, 0), unclaimed.get(agency.code, 0), duties
            )
            for agency in self.names.pack.agencies
        ]
        if rows != self._shown:
            self._shown = rows
            self._face.set_agencies(rows)

    def tests(self) -> list[Delivery]:
        """Deliveries that were tests of reachability."""
        if not self._sorted:
            self._sort(self._situation.board.casework)
        return self._tests

    def book(self, code: str) -> AgencyBook:
        """Contacts and roster of one agency, for the editor."""
        casework, now = self._situation.board.casework, self._situation.now()
        agency = self.names.agencies[code]
        turns = [duty for duty in casework.duties.values() if duty.agency == code and duty.end > now]
        return AgencyBook(
            code=code,
            short=agency.short,
            name=agency.name,
            contacts=tuple(contact_order(_contacts(casework, code), {})),
            turns=tuple(sorted(turns, key=lambda duty: (duty.start, duty.id))),
        )

    # --- inside ---

    def _sort(self, casework: Casework) -> None:
        """Pick the deliveries that are shown: there may be many thousands, and they change seldom."""
        self._sorted = True
        everything = casework.deliveries.values()
        self._tests = [one for one in everything if one.test]
        wanted = self._selected or -1
        self._of_incident = [one for one in everything if one.incident_id == wanted]

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

    def _row(
        self, agency: Agency, casework: Casework, opened: int, unclaimed: int, duties: dict[str, Duty]
    ) -> AgencyRow:
        english = self.names.language == "en" and agency.name_en
        now, words = self._situation.now(), self.names.words
        on_duty = watch(casework.duties.values(), agency.code, now)
        known = agency_answers(casework.contacts.values(), agency.code, casework.reach)
        trial = latest_trial(self._tests, agency.code)
        first = on_duty.now.contact_id if on_duty.now is not None else ""
        people = self._people(casework, agency.code, first)
        return AgencyRow(
            code=agency.code,
            short=agency.short,
            name=agency.name_en if english else agency.name,
            parent=self.names.agency(agency.parent) if agency.parent else "",
            partner=agency.kind == "partner",
            roles=agency.roles,
            people=people or self._of_pack(agency),
            officer=said.officer_line(on_duty, casework.contacts, now, words),
            gap=on_duty.known and on_duty.now is None,
            open_count=opened,
            unclaimed_count=unclaimed,
            duty=duties.get(agency.code, Duty.NONE),
            duties=agency.duties,
            answered=said.answered_line(known, now, words) if people else "",
            response=said.response_line(known, words),
            tested=said.test_line(trial, now, words),
            tested_bad=trial is not None and trial.bad,
            ledger=self._ledger(casework, agency.code),
            order_id=self._unacknowledged(casework, agency.code),
        )

    def _people(self, casework: Casework, code: str, first: str) -> tuple[PersonRow, ...]:
        """Whoever is on duty first, then as evidence and rank say."""
        ordered = contact_order(_contacts(casework, code), casework.reach)
        ordered.sort(key=lambda contact: contact.id != first)
        return tuple(
            PersonRow(
                id=contact.id,
                name=contact.name,
                position=contact.position,
                channels=tuple(
                    self._channel(casework, contact, channel)
                    for channel in channel_order(contact, casework.reach)
                ),
                on_duty=contact.id == first,
                note=contact.note,
            )
            for contact in ordered
        )

    def _channel(self, casework: Casework, contact: Contact, channel: ContactChannel) -> ChannelRow:
        now, words = self._situation.now(), self.names.words
        reach = casework.reach.get(reach_key(contact.id, channel.kind, channel.address))
        return ChannelRow(
            kind=channel.kind,
            address=channel.address,
            state=said.verified_since(now - channel.verified_at, words) if channel.verified_at else "",
            experience=said.experience_line(reach, now, words),
            note=channel.note,
            link=link_of(channel.kind, channel.address, self.names.pack.city.phone_country),
        )

    def _of_pack(self, agency: Agency) -> tuple[PersonRow, ...]:
        """The channels of the city pack, as long as no contact was entered."""
        country = self.names.pack.city.phone_country
        channels = tuple(
            ChannelRow(
                kind=channel.kind,
                address=channel.address,
                state=said.verified_on(channel.verified_on),
                note=channel.note,
                link=link_of(channel.kind, channel.address, country),
            )
            for channel in agency.channels
            if channel.address
        )
        return (PersonRow(id="", name=agency.short, channels=channels),) if channels else ()

    def _ledger(self, casework: Casework, code: str) -> tuple[LedgerRow, ...]:
        now, words = self._situation.now(), self.names.words
        mine = [delivery for delivery in self._of_incident if delivery.agency == code]
        mine.sort(key=lambda delivery: (delivery.queued_at, delivery.id))
        return tuple(said.ledger_row(delivery, casework.contacts, now, words) for delivery in mine)

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


def _contacts(casework: Casework, code: str) -> list[Contact]:
    return [contact for contact in casework.contacts.values() if contact.agency == code]
