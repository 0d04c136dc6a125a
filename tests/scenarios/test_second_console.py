"""What a second console of one role left waiting: another one of that role says so and sends it, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.store.snapshot_file import write_durably
from tests.harness import BackendProcess, CuttableProxy
from tests.scenarios.actor import Actor
from tests.scenarios.city import backend_in, causes_in, report, straight_to, through
from tests.scenarios.desk_process import DeskProcess
from widgets.tickets import TicketState

pytestmark = pytest.mark.scenario
PHOTO = "ab" * 32


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[BackendProcess]:
    with backend_in(tmp_path) as running:
        yield running


def left_by_a_second(folder: Path, first: Actor, backend: BackendProcess, count: int) -> list[str]:
    """A second console beside the first one is killed without a line; the commands it had given."""
    assert first.session.memory.folder.name == "dispatch"
    with CuttableProxy(backend.address) as proxy:
        proxy.cut()
        with DeskProcess(folder, proxy.url, backend.token) as second:
            second.ask(f"submit {count} 0")
            given = second.until("everything is on its disk", queued=count)["given"]
            second.kill()
    assert isinstance(given, list)
    return given


def test_the_next_console_says_so_and_sends_it(qapp: object, tmp_path: Path, backend: BackendProcess) -> None:
    with Actor(tmp_path, lambda: straight_to(backend)) as first:
        given = left_by_a_second(tmp_path, first, backend, 5)
    (_second(tmp_path) / "bukti").mkdir()
    write_durably(_second(tmp_path) / "bukti" / PHOTO, b"a photograph that waits for a line")
    told: list[int] = []
    actor = Actor(tmp_path, lambda: straight_to(backend))
    actor.session.adopted.connect(told.append)
    with actor:
        actor.until(lambda: actor.session.commander.waiting() == 0, "everything went out")
        actor.until(lambda: actor.board.count == 5, "and came back")
        said = " ".join(actor.session.situation.problems)
        assert "5 perintah dari konsol lain" in said
        assert told[0] == 5
        assert (actor.session.memory.folder / "bukti" / PHOTO).exists()
    causes = causes_in(backend)
    assert [causes[command_id] for command_id in given] == [1] * 5
    with Actor(tmp_path, lambda: straight_to(backend)) as again:
        assert again.session.situation.problems == []
        assert again.session.commander.tickets() == []


def test_one_that_runs_sends_it_when_its_line_is_back(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with (
        CuttableProxy(backend.address) as proxy,
        Actor(tmp_path, lambda: through(proxy, backend)) as first,
    ):
        given = left_by_a_second(tmp_path, first, backend, 3)
        assert not causes_in(backend)
        proxy.cut()
        first.until(lambda: first.session.situation.socket.code, "the cut is noticed")
        proxy.restore()
        first.until(lambda: first.board.count == 3, "what the other left went out", within=40)
    causes = causes_in(backend)
    assert [causes[command_id] for command_id in given] == [1] * 3


def test_nothing_is_taken_from_a_console_that_runs(
    qapp: object, tmp_path: Path, backend: BackendProcess
) -> None:
    with CuttableProxy(backend.address) as proxy, Actor(tmp_path, lambda: straight_to(backend)):
        proxy.cut()
        with DeskProcess(tmp_path, proxy.url, backend.token) as second:
            second.ask("submit 2 0")
            second.until("everything is on its disk", queued=2)
            with Actor(tmp_path, lambda: straight_to(backend)) as third:
                assert third.session.memory.folder.name == "dispatch-3"
                assert third.session.commander.tickets() == []
            assert second.until("it still has its own", queued=2)
            proxy.restore()
            second.until("and sends it itself", board=2)


def test_what_cannot_be_read_is_said_and_left(qapp: object, tmp_path: Path, backend: BackendProcess) -> None:
    with Actor(tmp_path, lambda: straight_to(backend)) as first:
        left_by_a_second(tmp_path, first, backend, 1)
    kept = _second(tmp_path) / "replica.sqlite3"
    kept.write_bytes(b"not a database" * 100)
    for companion in ("-wal", "-shm"):
        kept.with_name(kept.name + companion).unlink(missing_ok=True)
    with Actor(tmp_path, lambda: straight_to(backend)) as actor:
        said = " ".join(actor.session.situation.problems)
        assert "dispatch-2" in said
        command = actor.submit(report(7))
        actor.until(lambda: actor.state(command) in (TicketState.CONFIRMED, None), "its own work goes on")
    assert kept.read_bytes().startswith(b"not a database")


def _second(data_dir: Path) -> Path:
    return data_dir / "console" / "lokal" / "dispatch-2"
