"""Contacts on the dispatch window: from the log to the panel, from a key to commands, programs and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.adapters.contacts import loads_of
from console.desk_contacts import DeskContacts
from console.desk_work import DeskWork
from console.situation import Situation
from services.contract.codec import seal
from services.contract.contacts import (
    CallLogged,
    CallOutcome,
    Contact,
    ContactChannel,
    ContactSaved,
    Delivery,
    DeliveryChanged,
    DeliveryState,
    Duty,
    DutyKind,
    DutySaved,
    LogCall,
    SaveContact,
)
from services.contract.events import AgenciesAssigned, Body
from services.contract.messages import Log
from services.contract.orders import (
    GiveReceipt,
    Order,
    OrderIssued,
    OrderKind,
    Receipt,
    ReceiptGiven,
    ReceiptKind,
)
from services.contract.records import Role, Severity
from services.intake.contact_files import read_contacts
from services.projection.apply import Changes, apply
from services.projection.board import Board
from services.rules.recommend import Load
from tests.console.making import EPOCHS, NAMES, opened
from tests.console.test_desk import started
from widgets.contacts.model import AgencyRow, CallResult, Reaching
from widgets.keys import Action

HOUR = 3_600_000
PHONE = ContactChannel(kind="phone", address="0342 555 0110")
REGU = Contact(
    id="bpbd-2",
    agency="bpbd",
    name="Regu 2",
    channels=(PHONE, ContactChannel(kind="whatsapp", address="0812 5555 0110")),
)
CHIEF = Contact(
    id="bpbd-1", agency="bpbd", name="Komandan", channels=(ContactChannel(kind="radio", address="3"),)
)


class Desk:
    """A dispatch desk whose log a test writes."""

    def __init__(self, work: DeskWork, situation: Situation) -> None:
        self.work, self.situation = work, situation
        self.window = work.window
        self.commands: list[object] = []
        self.window.command_requested.connect(self.commands.append)
        self.now = situation.now()
        self._write(opened(1, severity=Severity.HIGH))
        self.log(
            ContactSaved(contact=CHIEF),
            ContactSaved(contact=REGU),
            DutySaved(
                duty=Duty(id="a", agency="bpbd", contact_id="bpbd-1", start=1, end=self.now + 9 * HOUR)
            ),
            DutySaved(
                duty=Duty(
                    id="b",
                    agency="bpbd",
                    contact_id="bpbd-2",
                    start=self.now - HOUR,
                    end=self.now + HOUR,
                    kind=DutyKind.SUBSTITUTE,
                )
            ),
        )

    @property
    def contacts(self) -> DeskContacts:
        return self.work.reaching

    def log(self, *bodies: Body) -> None:
        """Events of this moment."""
        for body in bodies:
            seq = self.situation.board.seq + 1
            self._write(seal(EPOCHS[Log.LIVE], seq, self.now, body, "siti", "")[0])
        for adapter in (self.work.contacts, self.contacts.advice, self.contacts):
            adapter.changed(Changes(casework=True))
        self.work.contacts.show()
        self.contacts.advice.show()

    def row(self, code: str) -> AgencyRow:
        return next(card.agency for card in self.window.contacts.cards if card.agency.code == code)

    def reach(self, kind: str) -> Reaching:
        row = self.row("bpbd")
        person, channel = next((p, c) for p in row.people for c in p.channels if c.kind == kind)
        return Reaching(row.code, row.short, person.id, person.name, channel, row.order_id)

    def _write(self, envelope: object) -> None:
        apply(self.situation.board, [envelope])  # type: ignore[list-item]


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    situation = Situation(boards={Log.LIVE: Board(EPOCHS[Log.LIVE])})
    with started(qtbot, qapp, tmp_path, situation) as found:
        assert found.work is not None
        yield Desk(found.work, situation)


class Programs(QObject):
    """The desk's programs for links, as Qt asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def programs() -> Iterator[Programs]:
    found = Programs()
    for scheme in ("tel", "https"):
        # the stub says bytes, the library takes a string only
        QDesktopServices.setUrlHandler(scheme, found, "open")  # type: ignore[arg-type]
    yield found
    for scheme in ("tel", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


def assigned(desk: Desk) -> None:
    order = Order(
        id=1, kind=OrderKind.ASSIGNMENT, incident_id=1, agency="bpbd", what="Potong", issuer="siti",
        issuer_role=Role.SUPERVISOR, issued_at=desk.now,
    )  # fmt: skip
    desk.log(AgenciesAssigned(incident_id=1, agencies=("bpbd",)), OrderIssued(order=order))


def test_the_substitute_is_on_duty_and_comes_first(desk: Desk) -> None:
    row = desk.row("bpbd")
    assert row.officer.startswith("Regu 2 piket s.d. ")
    assert row.officer.endswith(" · pengganti untuk Komandan")
    assert [person.name for person in row.people] == ["Regu 2", "Komandan"]
    assert row.people[0].on_duty
    assert row.answered == "belum pernah dihubungi"
    assert row.people[0].channels[0].state == ""
    assert [channel.link for channel in row.people[0].channels] == [
        "tel:+623425550110",
        "https://wa.me/6281255550110",
    ]


def test_using_a_channel_shows_at_once(desk: Desk) -> None:
    call = CallLogged(
        agency="bpbd", contact_id="bpbd-2", kind="phone", address=PHONE.address, outcome=CallOutcome.ANSWERED,
        ms=14_000,
    )  # fmt: skip
    desk.log(
        call, replace(call, kind="whatsapp", address="0812 5555 0110", outcome=CallOutcome.NO_ANSWER, ms=0)
    )
    row = desk.row("bpbd")
    phone, chat = row.people[0].channels
    assert (phone.state, phone.experience) == ("terverifikasi baru saja", "jawab baru saja")
    assert chat.experience == "tidak diangkat, baru saja"
    assert row.answered == "jawab terakhir baru saja"
    assert "median 14 dtk" in row.response


def test_the_ledger_is_that_of_the_selected_incident(desk: Desk) -> None:
    sent = Delivery(
        id="d1", agency="bpbd", contact_id="bpbd-2", kind="email", incident_id=1, queued_at=desk.now,
        at=desk.now, state=DeliveryState.FAILED, words="550 mailbox unavailable", attempt=2,
    )  # fmt: skip
    desk.log(DeliveryChanged(delivery=sent), DeliveryChanged(delivery=replace(sent, id="d2", incident_id=9)))
    assert desk.row("bpbd").ledger == ()
    desk.work.contacts.select(1)
    (line,) = desk.row("bpbd").ledger
    assert (line.whom, line.state, line.words, line.bad) == (
        "Regu 2",
        "gagal, percobaan ke-2",
        "550 mailbox unavailable",
        True,
    )


def test_a_test_of_reachability_is_told_with_what_it_found(desk: Desk) -> None:
    def tried(number: int, state: DeliveryState) -> DeliveryChanged:
        return DeliveryChanged(
            delivery=Delivery(
                id=f"t{number}",
                agency="bpbd",
                contact_id="bpbd-2",
                kind="email",
                queued_at=desk.now,
                at=desk.now,
                state=state,
                test=True,
            )
        )

    desk.log(tried(1, DeliveryState.HANDED_OVER), tried(2, DeliveryState.FAILED))
    assert "1 dari 2 saluran menerima" in desk.row("bpbd").tested
    assert desk.row("bpbd").tested_bad


def test_a_call_opens_the_telephone_and_its_outcome_goes_to_the_log(desk: Desk, programs: Programs) -> None:
    desk.window.incident_selected.emit(1)
    assigned(desk)
    desk.window.contacts.reach_requested.emit(desk.reach("phone"))
    assert programs.opened == ["tel:+623425550110"]
    assert desk.window.contacts.prompt.asking
    result = CallResult(desk.reach("phone"), CallOutcome.ANSWERED, "siap", 9000, acknowledged=True)
    desk.window.contacts.called.emit(result)
    assert desk.commands == [
        LogCall(
            incident_id=1,
            order_id=1,
            agency="bpbd",
            contact_id="bpbd-2",
            kind="phone",
            address=PHONE.address,
            outcome=CallOutcome.ANSWERED,
            words="siap",
            ms=9000,
        ),
        GiveReceipt(
            order_id=1,
            incident_id=1,
            kind=ReceiptKind.ACCEPTED,
            person="Regu 2",
            via="phone",
            words="siap",
        ),
    ]


def test_an_acknowledged_assignment_is_not_asked_for_again(desk: Desk) -> None:
    desk.work.contacts.select(1)
    assigned(desk)
    assert desk.row("bpbd").order_id == 1
    receipt = Receipt(kind=ReceiptKind.ACCEPTED, at=desk.now)
    desk.log(ReceiptGiven(order_id=1, incident_id=1, receipt=receipt))
    assert desk.row("bpbd").order_id == 0


def test_the_proposal_is_taken_by_key_where_nobody_is_assigned(desk: Desk) -> None:
    desk.work.detail.select(1)
    desk.contacts.advice.select(1)
    desk.window.detail.acts.run(Action.RECOMMENDED)
    assert [getattr(command, "agencies", None) for command in desk.commands] == [("bpbd",)]


def test_the_load_of_an_agency_is_counted_without_the_incident_itself(desk: Desk) -> None:
    for number in (6, 7, 8):
        desk._write(opened(number, severity=Severity.CRITICAL))
    assert loads_of(desk.situation.board, NAMES, 1)["bpbd"] == Load(waiting=3)
    desk.log(AgenciesAssigned(incident_id=6, agencies=("bpbd", "dlh")))
    loads = loads_of(desk.situation.board, NAMES, 1)
    assert loads["bpbd"] == Load(open=1, critical=1, waiting=2)
    assert loads["dlh"] == Load(open=1, critical=1)
    assert loads_of(desk.situation.board, NAMES, 6)["bpbd"] == Load(waiting=3)


def test_the_editor_takes_the_place_of_the_detail_and_gives_it_back(desk: Desk) -> None:
    desk.window.show()
    desk.window.contacts.edit_requested.emit("bpbd")
    assert desk.window.pages.page is desk.contacts.editor
    assert desk.contacts.editor.people.name.text() == "Komandan"
    desk.log(ContactSaved(contact=replace(CHIEF, name="Kepala regu")))
    assert desk.contacts.editor.people.name.text() == "Kepala regu"
    desk.contacts.editor.closed.emit()
    assert desk.window.detail.isVisible()


def test_contacts_as_a_file_out_and_in_again(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "kontak.csv"
    assert desk.contacts._give(file) == f"2 kontak ditulis ke {file}."
    assert {contact.id for contact in read_contacts(file.read_bytes(), ["bpbd"]).contacts} == {
        "bpbd-1",
        "bpbd-2",
    }
    assert desk.contacts._take(file) == "0 kontak dikirim untuk disimpan, 2 tidak berubah."
    text = file.read_text("utf-8-sig").replace("Regu 2", "Regu 3") + "x,tidakada,Regu 9,,,,phone,112,,\r\n"
    file.write_text(text, encoding="utf-8")
    told = desk.contacts._take(file)
    assert told.startswith("1 kontak dikirim untuk disimpan, 1 tidak berubah; 1 baris ditolak")
    assert desk.commands == [SaveContact(contact=replace(REGU, name="Regu 3"))]
    assert "tidakada" in (tmp_path / "kontak.ditolak.csv").read_text("utf-8")
