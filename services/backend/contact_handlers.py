"""Contacts, the duty roster, calls and messages: what each command leads to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from msgspec.structs import replace

from services.backend.case import Case
from services.backend.words import clock
from services.contract.commands import Command
from services.contract.contacts import (
    CallLogged,
    CallOutcome,
    Contact,
    ContactChannel,
    ContactRemoved,
    ContactSaved,
    Duty,
    DutyRemoved,
    DutySaved,
    LogCall,
    Position,
    PositionReported,
    RemoveContact,
    RemoveDuty,
    ReportPosition,
    SaveContact,
    SaveDuty,
)
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.records import Role
from services.rules.addresses import address_problem
from services.rules.duty import clash

_ID: Final = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
MOST_CONTACTS: Final = 200
"""Of one agency: more is an import gone wrong."""
LONGEST_DUTY_MS: Final = 31 * 24 * 3_600_000
"""Nobody is on duty for longer than a month: then the year or the day is wrong."""


def _save_contact(command: SaveContact, case: Case) -> list[Body]:
    wanted = command.contact
    _own_agency(case, wanted.agency)
    _check_id(wanted.id)
    before = case.casework.contacts.get(wanted.id)
    if before is not None and before.agency != wanted.agency:
        raise Rejected("contact_taken", f"Kode {wanted.id} sudah dipakai kontak OPD lain; pakai kode lain.")
    if not wanted.name.strip():
        raise Rejected("name_missing", "Isi nama atau sebutan kontaknya.")
    of_agency = sum(contact.agency == wanted.agency for contact in case.casework.contacts.values())
    if before is None and of_agency >= MOST_CONTACTS:
        raise Rejected("too_many", f"OPD ini sudah mempunyai {of_agency} kontak; hapus yang tidak dipakai.")
    contact = replace(wanted, name=wanted.name.strip(), channels=_channels(wanted, before))
    if contact == before:
        raise Rejected("nothing_changed", "Kontak itu memang sudah begitu.")
    return [ContactSaved(contact=contact)]


def _channels(wanted: Contact, before: Contact | None) -> tuple[ContactChannel, ...]:
    """The channels with their verification: kept where the address is the same, never taken from outside."""
    known = {(c.kind, c.address): c for c in before.channels} if before else {}
    channels: dict[tuple[str, str], ContactChannel] = {}
    for channel in wanted.channels:
        address = channel.address.strip()
        problem = address_problem(channel.kind, address)
        if problem:
            raise Rejected("address_invalid", problem[:300])
        key = (channel.kind, address)
        if key in channels:
            raise Rejected("address_twice", f"Alamat {address} tertulis dua kali untuk {wanted.name}.")
        old = known.get(key)
        channels[key] = replace(
            channel,
            address=address,
            verified_at=old.verified_at if old else 0,
            verified_by=old.verified_by if old else "",
        )
    return tuple(channels.values())


def _remove_contact(command: RemoveContact, case: Case) -> list[Body]:
    contact = _contact(case, command.contact_id)
    _own_agency(case, contact.agency)
    for duty in case.casework.duties.values():
        if duty.contact_id == contact.id and duty.end > case.now:
            until = clock(duty.end, case.rules.zone)
            raise Rejected(
                "contact_on_duty",
                f"{contact.name} masih tercatat piket sampai {until}; hapus atau ganti piketnya dahulu.",
            )
    return [ContactRemoved(contact_id=contact.id, reason=command.reason)]


def _save_duty(command: SaveDuty, case: Case) -> list[Body]:
    duty = command.duty
    _own_agency(case, duty.agency)
    _check_id(duty.id)
    contact = _contact(case, duty.contact_id)
    if contact.agency != duty.agency:
        raise Rejected("contact_unknown", f"{contact.name} bukan kontak OPD ini.")
    before = case.casework.duties.get(duty.id)
    if before is not None and before.agency != duty.agency:
        raise Rejected("duty_taken", f"Kode {duty.id} sudah dipakai piket OPD lain; pakai kode lain.")
    if duty == before:
        raise Rejected("nothing_changed", "Piket itu memang sudah begitu.")
    _check_times(duty, case)
    return [DutySaved(duty=duty)]


def _check_times(duty: Duty, case: Case) -> None:
    if duty.end <= duty.start:
        raise Rejected("duty_backwards", "Piket harus selesai setelah mulai; periksa jam dan tanggalnya.")
    if duty.end - duty.start > LONGEST_DUTY_MS:
        raise Rejected("duty_too_long", "Piket lebih dari 31 hari; periksa tanggalnya.")
    if duty.end <= case.now:
        raise Rejected("duty_past", "Piket itu sudah lewat; isi waktu yang akan datang.")
    other = clash(case.casework.duties.values(), duty)
    if other is not None:
        holder = case.casework.contacts.get(other.contact_id)
        name = holder.name if holder else other.contact_id
        raise Rejected(
            "duty_overlap",
            f"Bertumpuk dengan piket {name} ({_span(other, case)}) dari jenis yang sama; "
            "ubah jamnya, atau catat sebagai tukar atau pengganti.",
        )


def _remove_duty(command: RemoveDuty, case: Case) -> list[Body]:
    duty = case.casework.duties.get(command.duty_id)
    if duty is None:
        raise Rejected("duty_unknown", "Piket itu sudah tidak ada.")
    _own_agency(case, duty.agency)
    return [DutyRemoved(duty_id=duty.id, reason=command.reason)]


def _log_call(command: LogCall, case: Case) -> list[Body]:
    _own_agency(case, command.agency)
    if command.contact_id and _contact(case, command.contact_id).agency != command.agency:
        raise Rejected("contact_unknown", "Kontak itu bukan milik OPD yang dipanggil.")
    if command.incident_id:
        case.incident(command.incident_id)
    if command.order_id:
        state = case.casework.orders.get(command.order_id)
        if state is None or state.order.agency != command.agency:
            raise Rejected("order_unknown", "Penugasan itu tidak ada pada OPD yang dipanggil.")
    if command.ms and command.outcome is not CallOutcome.ANSWERED:
        raise Rejected("call_unanswered", "Lama sampai dijawab hanya berlaku untuk panggilan yang dijawab.")
    return [
        CallLogged(
            incident_id=command.incident_id,
            order_id=command.order_id,
            agency=command.agency,
            contact_id=command.contact_id,
            kind=command.kind,
            address=command.address,
            outcome=command.outcome,
            words=command.words,
            ms=command.ms,
        )
    ]


def _position(command: ReportPosition, case: Case) -> list[Body]:
    agency = command.agency or case.agency
    _own_agency(case, agency)
    if command.contact_id and _contact(case, command.contact_id).agency != agency:
        raise Rejected("contact_unknown", "Kontak itu bukan milik OPD ini.")
    position = Position(
        agency=agency,
        contact_id=command.contact_id,
        lat=command.lat,
        lon=command.lon,
        accuracy_m=command.accuracy_m,
        at=case.now,
    )
    return [PositionReported(position=position)]


def _own_agency(case: Case, code: str) -> None:
    """Raises `Rejected` for an agency nobody knows, or one that is not the role's own."""
    if case.role is Role.AGENCY and (not case.agency or code != case.agency):
        raise Rejected("not_your_agency", "Kontak dan piket OPD lain bukan milik Anda untuk diubah.")
    if code not in case.rules.agencies:
        raise Rejected("agency_unknown", f"OPD {code or '(kosong)'} tidak ada dalam paket kota.")


def _check_id(code: str) -> None:
    if not _ID.match(code):
        raise Rejected(
            "id_invalid", "Kode hanya boleh berisi huruf, angka, titik, garis bawah dan tanda hubung."
        )


def _contact(case: Case, contact_id: str) -> Contact:
    contact = case.casework.contacts.get(contact_id)
    if contact is None:
        raise Rejected("contact_unknown", "Kontak itu sudah tidak ada.")
    return contact


def _span(duty: Duty, case: Case) -> str:
    zone = case.rules.zone
    return f"{clock(duty.start, zone)}–{clock(duty.end, zone)}"


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {
    SaveContact: _save_contact,
    RemoveContact: _remove_contact,
    SaveDuty: _save_duty,
    RemoveDuty: _remove_duty,
    LogCall: _log_call,
    ReportPosition: _position,
}
