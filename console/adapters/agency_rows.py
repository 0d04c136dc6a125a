"""What is known of each agency, grouped once per change: contacts, roster, experience, tests, deliveries."""

from __future__ import annotations

from collections import defaultdict

from console import words_contacts as said
from console.names import Names
from services.contract.city import Agency
from services.contract.contacts import Contact, ContactChannel, Delivery, reach_key
from services.contract.contacts import Duty as Turn
from services.projection.casework import Casework
from services.rules.addresses import link_of
from services.rules.duty import watch
from services.rules.reach import agency_answers, channel_order, contact_order
from services.rules.reachability import latest_trial
from widgets.contacts.model import AgencyBook, AgencyRow, ChannelRow, LedgerRow, PersonRow


class AgencyRows:
    """The tables of one casework, sorted by agency; true until the casework changes."""

    def __init__(self, casework: Casework, names: Names) -> None:
        self._casework, self._names = casework, names
        self._contacts: dict[str, list[Contact]] = defaultdict(list)
        self._turns: dict[str, list[Turn]] = defaultdict(list)
        self._sent: dict[int, list[Delivery]] = defaultdict(list)
        self.tests: list[Delivery] = []
        """Deliveries that were tests of reachability."""
        for contact in casework.contacts.values():
            self._contacts[contact.agency].append(contact)
        for turn in casework.duties.values():
            self._turns[turn.agency].append(turn)
        for delivery in casework.deliveries.values():
            (self.tests if delivery.test else self._sent[delivery.incident_id]).append(delivery)
        self._tests: dict[str, list[Delivery]] = defaultdict(list)
        for delivery in self.tests:
            self._tests[delivery.agency].append(delivery)
        self._rows: dict[str, AgencyRow] = {}
        self._minute = -1

    def rows(self, now: int) -> dict[str, AgencyRow]:
        """Agency → what is known of it, in words that hold for a minute."""
        if now // 60_000 != self._minute:
            self._minute = now // 60_000
            self._rows = {agency.code: self._row(agency, now) for agency in self._names.pack.agencies}
        return self._rows

    def book(self, code: str, now: int) -> AgencyBook:
        """Contacts and roster of one agency, for the editor."""
        agency = self._names.agencies[code]
        turns = [turn for turn in self._turns[code] if turn.end > now]
        return AgencyBook(
            code=code,
            short=agency.short,
            name=agency.name,
            contacts=tuple(contact_order(self._contacts[code], {})),
            turns=tuple(sorted(turns, key=lambda turn: (turn.start, turn.id))),
        )

    def ledgers(self, incident_id: int, now: int) -> dict[str, tuple[LedgerRow, ...]]:
        """Agency → the deliveries about an incident, oldest first."""
        found: dict[str, tuple[LedgerRow, ...]] = {}
        contacts, words = self._casework.contacts, self._names.words
        sent = self._sent.get(incident_id, []) if incident_id else []
        for one in sorted(sent, key=lambda one: (one.queued_at, one.id)):
            line = said.ledger_row(one, contacts, now, words)
            found[one.agency] = (*found.get(one.agency, ()), line)
        return found

    def _row(self, agency: Agency, now: int) -> AgencyRow:
        names, casework, words = self._names, self._casework, self._names.words
        contacts = self._contacts[agency.code]
        on_duty = watch(self._turns[agency.code], agency.code, now)
        known = agency_answers(contacts, agency.code, casework.reach)
        trial = latest_trial(self._tests[agency.code], agency.code)
        first = on_duty.now.contact_id if on_duty.now is not None else ""
        english = names.language == "en" and agency.name_en
        return AgencyRow(
            code=agency.code,
            short=agency.short,
            name=agency.name_en if english else agency.name,
            parent=names.agency(agency.parent) if agency.parent else "",
            partner=agency.kind == "partner",
            roles=agency.roles,
            people=self._people(contacts, first, now) or self._of_pack(agency),
            officer=said.officer_line(on_duty, casework.contacts, now, words),
            gap=on_duty.known and on_duty.now is None,
            duties=agency.duties,
            answered=said.answered_line(known, now, words) if contacts else "",
            response=said.response_line(known, words),
            tested=said.test_line(trial, now, words),
            tested_bad=trial is not None and trial.bad,
        )

    def _people(self, contacts: list[Contact], first: str, now: int) -> tuple[PersonRow, ...]:
        """Whoever is on duty first, then as evidence and rank say."""
        reach = self._casework.reach
        ordered = contact_order(contacts, reach)
        ordered.sort(key=lambda contact: contact.id != first)
        return tuple(
            PersonRow(
                id=contact.id,
                name=contact.name,
                position=contact.position,
                channels=tuple(self._channel(contact, one, now) for one in channel_order(contact, reach)),
                on_duty=contact.id == first,
                note=contact.note,
            )
            for contact in ordered
        )

    def _channel(self, contact: Contact, channel: ContactChannel, now: int) -> ChannelRow:
        words = self._names.words
        reach = self._casework.reach.get(reach_key(contact.id, channel.kind, channel.address))
        return ChannelRow(
            kind=channel.kind,
            address=channel.address,
            state=said.verified_since(now - channel.verified_at, words) if channel.verified_at else "",
            experience=said.experience_line(reach, now, words),
            note=channel.note,
            link=link_of(channel.kind, channel.address, self._names.pack.city.phone_country),
        )

    def _of_pack(self, agency: Agency) -> tuple[PersonRow, ...]:
        """The channels of the city pack, as long as no contact was entered."""
        country = self._names.pack.city.phone_country
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
