"""Contacts, the duty roster, calls and messages: a lawful example of each command, after `_furnish`."""

from __future__ import annotations

import time

from services.contract.catalogue import AnyCommand
from services.contract.contacts import (
    CallOutcome,
    Contact,
    ContactChannel,
    Duty,
    DutyKind,
    LogCall,
    RemoveContact,
    RemoveDuty,
    ReportPosition,
    SaveContact,
    SaveDuty,
)
from tests.city.making import arjuna

AGENCY = arjuna().agencies[0].code
HOUR = 3_600_000
NOW = time.time_ns() // 1_000_000 // HOUR * HOUR
CONTACT = Contact(
    id="piket-1",
    agency=AGENCY,
    name="Regu 2",
    position="Petugas piket",
    channels=(
        ContactChannel(kind="phone", address="0342 555 0110"),
        ContactChannel(kind="whatsapp", address="0812 5555 0110", note="kelompok piket"),
    ),
)
DUTY = Duty(id="malam", agency=AGENCY, contact_id="piket-1", start=NOW - HOUR, end=NOW + 8 * HOUR)
SAVE = SaveContact(contact=CONTACT)

EXAMPLES: dict[type, list[AnyCommand]] = {
    SaveContact: [SAVE],
    RemoveContact: [SAVE, RemoveContact(contact_id="piket-1", reason="pindah tugas")],
    SaveDuty: [
        SAVE,
        SaveDuty(duty=DUTY),
        SaveDuty(
            duty=Duty(
                id="ganti",
                agency=AGENCY,
                contact_id="piket-1",
                start=NOW,
                end=NOW + HOUR,
                kind=DutyKind.SUBSTITUTE,
            )
        ),
    ],
    RemoveDuty: [SAVE, SaveDuty(duty=DUTY), RemoveDuty(duty_id="malam", reason="salah tanggal")],
    ReportPosition: [
        SAVE,
        ReportPosition(agency=AGENCY, lat=-8.09, lon=112.16, accuracy_m=12.0),
        ReportPosition(agency=AGENCY, contact_id="piket-1", lat=-8.1, lon=112.17),
    ],
    LogCall: [
        LogCall(incident_id=1, agency=AGENCY, kind="radio", outcome=CallOutcome.NO_ANSWER),
        SAVE,
        LogCall(
            agency=AGENCY,
            contact_id="piket-1",
            kind="phone",
            address="0342 555 0110",
            outcome=CallOutcome.ANSWERED,
            words="Siap, regu berangkat",
            ms=14_000,
        ),
        LogCall(
            agency=AGENCY,
            contact_id="piket-1",
            kind="phone",
            address="0342 555 0110",
            outcome=CallOutcome.WRONG_NUMBER,
        ),
    ],
}
