"""Tickets tell the truth: queued, sent, confirmed, rejected, expired."""

from __future__ import annotations

import pytest

from console import commander as commander_module
from services.contract.commands import AddNote, ChangeSeverity, ClaimIncident, RevealReporter
from services.contract.messages import Log, Outcome, OutcomeStatus
from services.contract.records import Role, Severity
from services.feed.session import Appended
from services.store.waiting import Waiting
from tests.console.making import Room, opened
from widgets.tickets import TicketState


@pytest.fixture
def room(qapp: object) -> Room:
    return Room()


def state(room: Room, command_id: str) -> TicketState | None:
    return next((t.state for t in room.commander.tickets() if t.command_id == command_id), None)


def test_stored_first_then_sent_then_confirmed_by_its_event(room: Room) -> None:
    command = room.commander.submit(AddNote(incident_id=1, text="dicek"))
    assert command in room.outbox.rows
    assert (state(room, command), room.sent) == (TicketState.QUEUED, [])
    room.connect()
    assert room.sent == [command]
    room.commander.written(command)
    room.commander.on_frame()
    assert state(room, command) is TicketState.SENT
    room.inbox.put(Appended(Log.LIVE, [opened(1, cause=command)]))
    room.bridge.frame()
    assert state(room, command) is TicketState.CONFIRMED
    assert room.outbox.rows == {}
    assert room.commander.waiting() == 0


def test_an_accepted_outcome_confirms_as_well(room: Room) -> None:
    room.connect()
    command = room.commander.submit(ClaimIncident(incident_id=1))
    room.commander.on_outcome(Outcome(id=command, status=OutcomeStatus.ACCEPTED))
    assert state(room, command) is TicketState.CONFIRMED


def test_a_refusal_keeps_its_sentence_until_dismissed(room: Room) -> None:
    room.connect()
    command = room.commander.submit(ClaimIncident(incident_id=1))
    room.commander.on_outcome(
        Outcome(id=command, status=OutcomeStatus.REJECTED, code="closed", message="Kejadian sudah selesai.")
    )
    assert room.commander.tickets()[0].why == "Kejadian sudah selesai."
    assert room.outbox.rows[command].state is Waiting.REJECTED
    room.commander.dismiss(command)
    assert room.commander.tickets() == []
    assert room.outbox.rows == {}


def test_what_the_role_may_not_is_refused_at_once(qapp: object) -> None:
    room = Room(Role.OPERATOR)
    room.connect(Role.OPERATOR)
    command = room.commander.submit(
        ChangeSeverity(incident_id=1, severity=Severity.LOW, reason="lebih ringan")
    )
    assert state(room, command) is TicketState.REJECTED
    assert room.outbox.rows == {}
    assert room.sent == []


def test_what_cannot_wait_is_refused_without_a_link(room: Room) -> None:
    command = room.commander.submit(RevealReporter(report_id=1, reason="menelepon balik"))
    assert state(room, command) is TicketState.REJECTED


def test_a_full_disk_sends_nothing(room: Room) -> None:
    room.connect()
    room.outbox.broken = True
    command = room.commander.submit(AddNote(incident_id=1, text="dicek"))
    assert state(room, command) is TicketState.REJECTED
    assert room.sent == []
    assert room.commander.waiting() == 0


def test_never_sent_expires_here_and_a_human_decides(room: Room) -> None:
    command = room.commander.submit(ClaimIncident(incident_id=1))
    room.commander.ticked(room.situation.now() + ClaimIncident.OFFLINE_MS + 1)
    assert state(room, command) is TicketState.EXPIRED
    room.connect()
    assert room.sent == []
    again = room.commander.send_again(command)
    assert again is not None
    assert room.sent == [again]
    assert list(room.outbox.rows) == [again]


def test_what_may_have_arrived_is_asked_about_even_after_its_time(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.connect()
    command = room.commander.submit(ClaimIncident(incident_id=1))
    monkeypatch.setattr(commander_module, "ASK_AGAIN_S", -1.0)
    room.commander.ticked(room.situation.now() + 10 * ClaimIncident.OFFLINE_MS)
    assert room.sent == [command, command]
    room.commander.on_outcome(Outcome(id=command, status=OutcomeStatus.EXPIRED))
    assert state(room, command) is TicketState.EXPIRED


def test_entries_of_an_earlier_run_are_asked_about_in_order(room: Room) -> None:
    first = [room.commander.submit(AddNote(incident_id=n, text="x")) for n in (3, 1, 2)]
    later = Room()
    later.commander.load(room.outbox.rows.values())
    later.connect()
    assert later.sent == first


def test_an_outcome_of_somebody_elses_command_is_ignored(room: Room) -> None:
    room.commander.on_outcome(Outcome(id="unknown", status=OutcomeStatus.ACCEPTED))
    assert room.commander.tickets() == []
