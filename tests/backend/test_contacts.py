"""Contacts and the duty roster as the backend keeps them: whose they are, what is refused, what verifies."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from services.contract.catalogue import AnyCommand
from services.contract.commands import AssignAgencies
from services.contract.contacts import (
    CallOutcome,
    Contact,
    ContactChannel,
    Duty,
    DutyKind,
    LogCall,
    RemoveContact,
    RemoveDuty,
    SaveContact,
    SaveDuty,
)
from services.contract.messages import Log, Outcome, OutcomeStatus
from services.contract.records import Role
from tests.backend.contact_examples import AGENCY, CONTACT, DUTY, HOUR, NOW, SAVE
from tests.backend.playing import play
from tests.backend.room import Room
from tests.city.making import arjuna

OTHER = arjuna().agencies[1].code
PHONE = CONTACT.channels[0]


async def done(room: Room, *commands: AnyCommand) -> Outcome:
    for command in commands:
        outcome = await room.act(command)
        assert outcome.status is OutcomeStatus.ACCEPTED, outcome
    return outcome


def contact(room: Room) -> Contact:
    return room.backend.desk(Log.LIVE).board.casework.contacts["piket-1"]


def with_channels(*channels: ContactChannel) -> SaveContact:
    return SaveContact(contact=replace(CONTACT, channels=channels))


CALL = LogCall(
    agency=AGENCY,
    contact_id="piket-1",
    kind="phone",
    address=PHONE.address,
    outcome=CallOutcome.ANSWERED,
    words="Siap",
    ms=9_000,
)


def test_only_reaching_somebody_verifies(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        boasted = with_channels(replace(PHONE, verified_at=5, verified_by="saya"))
        await done(room, boasted)
        assert contact(room).channels[0] == PHONE
        await done(room, replace(CALL, outcome=CallOutcome.NO_ANSWER, ms=0))
        assert not contact(room).channels[0].verified_at
        await done(room, CALL)
        verified = contact(room).channels[0]
        assert verified.verified_at > NOW
        assert verified.verified_by == "sri"
        forged = replace(PHONE, verified_at=1, verified_by="lain", note="meja depan")
        await done(room, with_channels(forged))
        assert contact(room).channels[0] == replace(verified, note="meja depan")
        await done(room, with_channels(replace(verified, address="0342 555 0111")))
        assert not contact(room).channels[0].verified_at
        assert not contact(room).channels[0].verified_by

    play(tmp_path, scenario)


def test_a_wrong_number_is_no_longer_verified(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(room, SAVE, CALL)
        assert contact(room).channels[0].verified_at
        await done(room, replace(CALL, outcome=CallOutcome.WRONG_NUMBER, ms=0))
        assert not contact(room).channels[0].verified_at

    play(tmp_path, scenario)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (SaveContact(contact=replace(CONTACT, agency="tidakada")), "agency_unknown"),
        (SaveContact(contact=replace(CONTACT, id="a:b")), "id_invalid"),
        (SaveContact(contact=replace(CONTACT, name="  ")), "name_missing"),
        (with_channels(ContactChannel(kind="phone", address="telepon")), "address_invalid"),
        (with_channels(ContactChannel(kind="email", address="piket@")), "address_invalid"),
        (with_channels(ContactChannel(kind="webhook", address="ftp://x")), "address_invalid"),
        (with_channels(PHONE, PHONE), "address_twice"),
        (SaveContact(contact=replace(CONTACT, id="lama", agency=OTHER)), "contact_taken"),
        (SaveDuty(duty=replace(DUTY, start=DUTY.end, end=DUTY.start)), "duty_backwards"),
        (SaveDuty(duty=replace(DUTY, end=NOW + 60 * 24 * HOUR)), "duty_too_long"),
        (SaveDuty(duty=replace(DUTY, start=NOW - 9 * HOUR, end=NOW - HOUR)), "duty_past"),
        (SaveDuty(duty=replace(DUTY, contact_id="hantu")), "contact_unknown"),
        (SaveDuty(duty=replace(DUTY, agency=OTHER)), "contact_unknown"),
        (SaveDuty(duty=replace(DUTY, id="lagi", start=NOW, end=NOW + 2 * HOUR)), "duty_overlap"),
        (RemoveDuty(duty_id="tidakada"), "duty_unknown"),
        (RemoveContact(contact_id="tidakada"), "contact_unknown"),
        (RemoveContact(contact_id="lama"), "contact_on_duty"),
        (replace(CALL, agency="tidakada"), "agency_unknown"),
        (replace(CALL, agency=OTHER), "contact_unknown"),
        (replace(CALL, order_id=99), "order_unknown"),
        (replace(CALL, incident_id=99), "incident_unknown"),
        (replace(CALL, outcome=CallOutcome.BUSY), "call_unanswered"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_said_and_nothing_is_written(tmp_path: Path, command: AnyCommand, code: str) -> None:
    async def scenario(room: Room) -> None:
        old = replace(CONTACT, id="lama")
        await done(room, SaveContact(contact=old), SAVE, SaveDuty(duty=replace(DUTY, contact_id="lama")))
        seq = room.backend.desk(Log.LIVE).board.seq
        outcome = await room.act(command)
        assert outcome.code == code, outcome
        assert len(outcome.message) > 20
        assert outcome.message.endswith(".")
        assert room.backend.desk(Log.LIVE).board.seq == seq

    play(tmp_path, scenario)


def test_a_swap_may_run_beside_the_roster_and_a_duty_may_be_moved(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await done(
            room,
            SAVE,
            SaveDuty(duty=DUTY),
            SaveDuty(duty=replace(DUTY, end=DUTY.end + HOUR)),
            SaveDuty(duty=replace(DUTY, id="tukar", kind=DutyKind.SWAP)),
            SaveDuty(duty=Duty(id="pagi", agency=AGENCY, contact_id="piket-1", start=DUTY.end + HOUR,
                               end=DUTY.end + 9 * HOUR)),
        )  # fmt: skip
        again = await room.act(SaveDuty(duty=replace(DUTY, id="tukar", kind=DutyKind.SWAP)))
        assert again.code == "nothing_changed"

    play(tmp_path, scenario)


def test_an_agency_keeps_its_own_contacts_only(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        async def act(command: AnyCommand, agency: str) -> Outcome:
            return await room.act(command, Role.AGENCY, "petugas", agency)

        commands: tuple[AnyCommand, ...] = (
            SAVE,
            SaveDuty(duty=DUTY),
            RemoveDuty(duty_id=DUTY.id),
            RemoveContact(contact_id=CONTACT.id),
        )
        for command in commands:
            assert (await act(command, OTHER)).code == "not_your_agency"
            assert (await act(command, AGENCY)).status is OutcomeStatus.ACCEPTED
        assert not room.backend.desk(Log.LIVE).board.casework.contacts

    play(tmp_path, scenario)


def test_whoever_assigns_may_say_where_in_their_own_words(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Banjir di jalan raya", place="Jalan Merdeka")
        await done(room, AssignAgencies(incident_id=1, agencies=(AGENCY,)))
        named = AssignAgencies(incident_id=1, agencies=(AGENCY, OTHER), where="simpang tiga, sisi timur")
        await done(room, named)
        orders = room.backend.desk(Log.LIVE).board.casework.orders
        assert [orders[number].order.where for number in (2, 3)] == [named.where, named.where]
        assert orders[2].order.supersedes == 1

    play(tmp_path, scenario)
