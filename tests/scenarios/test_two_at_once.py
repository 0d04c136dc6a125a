"""Two people at two consoles change one incident: the second is told what changed, nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.contract.commands import AddNote, ChangeSeverity, ClaimIncident, Command
from services.contract.events import NoteAdded, SeverityChanged
from services.contract.records import Severity
from tests.scenarios.actor import Actor
from tests.scenarios.city import backend_in, log_of, report, straight_to
from widgets.tickets import TicketState

pytestmark = pytest.mark.scenario


def submit(actor: Actor, body: Command, expect: int) -> str:
    return actor.session.commander.submit(body, expect)


def test_the_second_of_two_is_told_and_overwrites_nothing(qapp: object, tmp_path: Path) -> None:
    with (
        backend_in(tmp_path) as backend,
        Actor(tmp_path / "one", lambda: straight_to(backend)) as one,
        Actor(tmp_path / "two", lambda: straight_to(backend)) as two,
    ):
        one.submit(report(1))
        one.until(lambda: one.board.count == 1, "the first sees it")
        two.until(lambda: two.board.count == 1, "the second sees it")
        seen = int(two.board.version[0])
        # both decide on what they see now
        first = submit(
            one, ChangeSeverity(incident_id=1, severity=Severity.CRITICAL, reason="kabel putus"), seen
        )
        one.until(lambda: one.state(first) is TicketState.CONFIRMED, "the first is confirmed")
        second = submit(two, ChangeSeverity(incident_id=1, severity=Severity.LOW, reason="sepi"), seen)
        note = submit(two, AddNote(incident_id=1, text="catatan kedua tetap masuk"), seen)
        two.until(lambda: two.state(second) is TicketState.REJECTED, "the second is refused")
        ticket = two.ticket(second)
        assert ticket is not None
        assert "sudah berubah: keparahan menjadi Kritis (lokal" in ticket.why
        two.until(lambda: two.state(note) is TicketState.CONFIRMED, "a note is no conflict")
        two.until(two.is_complete, "the second sees what the first did")
        # who looks again may do it
        looked = int(two.board.version[0])
        submit(two, ChangeSeverity(incident_id=1, severity=Severity.HIGH, reason="sudah ditinjau"), looked)
        two.until(lambda: two.board.severity[0] == Severity.HIGH.rank, "with the picture of now it is done")
        third = submit(one, ClaimIncident(incident_id=1), seen)
        one.until(lambda: one.state(third) is TicketState.REJECTED, "an old picture stays old")
        changes = [body for _, body in log_of(backend) if isinstance(body, SeverityChanged)]
        assert [change.severity for change in changes[-2:]] == [Severity.CRITICAL, Severity.HIGH]
        assert [b.text for _, b in log_of(backend) if isinstance(b, NoteAdded)] == [
            "catatan kedua tetap masuk"
        ]
