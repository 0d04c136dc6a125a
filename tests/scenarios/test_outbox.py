"""Commands survive a killed console, a full disk and a restart: each takes effect once, or is asked about."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from services.contract.commands import ClaimIncident
from services.feed.link import Endpoint
from tests.harness import BackendProcess, CuttableProxy, wait_until
from tests.harness.disk import FaultyDisk
from tests.scenarios.actor import Actor
from tests.scenarios.city import causes_in, report, straight_to, through
from tests.scenarios.desk_process import DeskProcess
from widgets.tickets import TicketState

pytestmark = pytest.mark.scenario


def test_a_console_killed_with_a_full_outbox_delivers_everything_once_afterwards(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with CuttableProxy(backend.address) as proxy:
        proxy.cut()
        with DeskProcess(tmp_path, proxy.url, backend.token) as desk:
            desk.ask("submit 80 0")
            given = desk.until("everything is on disk", queued=80)["given"]
            desk.kill()
        assert not causes_in(backend)
        proxy.restore()
        with Actor(tmp_path, lambda: through(proxy, backend)) as actor:
            actor.until(lambda: actor.session.commander.waiting() == 0, "everything went out", within=40)
            actor.until(lambda: actor.board.count == 80, "and came back")
    causes = causes_in(backend)
    assert [causes[command_id] for command_id in given] == [1] * 80


def test_a_console_killed_while_sending_doubles_and_loses_nothing(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    given: list[str] = []
    for round_number in range(3):
        with DeskProcess(tmp_path, backend.url, backend.token) as desk:
            desk.ask(f"submit 40 {1000 * round_number}")
            before = len(given)
            wait_until(partial(_more_than, backend, before), "some of it arrived")
            given += desk.ask("tell")["given"]
            desk.kill()
    with Actor(tmp_path, lambda: straight_to(backend)) as actor:
        actor.until(lambda: actor.session.commander.waiting() == 0, "the rest went out", within=40)
    causes = causes_in(backend)
    assert max(causes.values()) == 1
    lost = [command_id for command_id in given if not causes[command_id]]
    assert not lost, f"{len(lost)} of {len(given)} lost"


def _more_than(backend: BackendProcess, count: int) -> bool:
    return len(causes_in(backend)) > count


def test_a_full_disk_is_said_and_nothing_is_sent_that_was_not_stored(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    data, scratch = tmp_path / "desk", tmp_path / "faults"
    data.mkdir()
    disk = FaultyDisk(data, scratch)
    with DeskProcess(data, backend.url, backend.token, disk.environment) as desk:
        desk.ask("submit 3 0")
        desk.until("three reports", board=3)
        disk.fill()
        desk.ask("submit 4 10")
        told = desk.until("four refused", rejected=4)
        assert any("disk" in sentence for sentence in told["why"])
        assert sum(causes_in(backend).values()) == 3
        disk.heal()
        desk.ask("submit 2 20")
        desk.until("two more go through", board=5)


def test_an_expired_command_asks_a_human_and_never_fires_late(
    qapp: object, tmp_path: Path, backend: BackendProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ClaimIncident, "OFFLINE_MS", 0)
    monkeypatch.setattr("console.commander.AT_LEAST_MS", 1500)
    with CuttableProxy(backend.address) as proxy:
        with Actor(tmp_path, lambda: through(proxy, backend)) as actor:
            actor.submit(report(1))
            actor.until(lambda: actor.board.count == 1, "one incident")
            proxy.cut()
            actor.until(lambda: actor.session.situation.socket.code, "the cut is noticed")
            monkeypatch.setattr(ClaimIncident, "OFFLINE_MS", 1000)
            claim = actor.submit(ClaimIncident(incident_id=1))
            actor.until(lambda: actor.state(claim) is TicketState.EXPIRED, "expired")
        proxy.restore()
        with Actor(tmp_path, lambda: through(proxy, backend)) as actor:
            actor.until(lambda: actor.state(claim) is TicketState.EXPIRED, "still asks after a restart")
            assert causes_in(backend)[claim] == 0
            again = actor.session.commander.send_again(claim)
            assert again is not None
            actor.until(lambda: actor.state(again) is TicketState.CONFIRMED, "sent anew by a human")
            assert actor.ticket(claim) is None
    causes = causes_in(backend)
    assert (causes[claim], causes[again]) == (0, 1)


def test_a_refused_command_says_why_until_somebody_took_note(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with Actor(tmp_path, lambda: straight_to(backend)) as actor:
        command = actor.submit(ClaimIncident(incident_id=77))
        actor.until(lambda: actor.state(command) is TicketState.REJECTED, "refused")
        ticket = actor.ticket(command)
        assert ticket is not None
        assert ticket.why
    with Actor(tmp_path, lambda: straight_to(backend)) as actor:
        assert actor.state(command) is TicketState.REJECTED
        actor.session.commander.dismiss(command)
        assert actor.ticket(command) is None
    with Actor(tmp_path, lambda: straight_to(backend)) as actor:
        assert actor.ticket(command) is None


def test_a_wrong_token_is_said_in_words(qapp: object, tmp_path: Path, backend: BackendProcess) -> None:
    with Actor(tmp_path, lambda: Endpoint(backend.url, "wrong"), alone=True) as actor:
        actor.until(lambda: actor.session.situation.socket.code == "sign_in", "signing in is asked for")
