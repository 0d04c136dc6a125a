"""The console's memory on disk: what is kept, what is set aside, and that nothing crashes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from services.contract.codec import encode, seal
from services.contract.commands import ClaimIncident
from services.contract.events import Envelope, ReportReceived
from services.contract.messages import Detail, Do, Log
from services.contract.records import Incident, Report, Severity
from services.feed.session import Appended, Replaced
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.snapshot import encode_snapshot
from services.store import outbox
from services.store import replica as replica_module
from services.store.folding import Folding
from services.store.replica import Replica
from services.store.replica_schema import FILE
from services.store.snapshot_file import read_picture, snapshot_path
from services.store.waiting import Entry, Waiting

EPOCH = "0a0b"


def events(first: int, last: int) -> list[Envelope]:
    made = []
    for seq in range(first, last + 1):
        report = Report(
            id=seq, day_no=seq, received_at=seq, reported_at=seq, source="open311", incident_id=seq
        )
        incident = Incident(
            id=seq, day_no=seq, severity=Severity.LOW, category="pju", title="Lampu padam", opened_at=seq,
            updated_at=seq,
        )  # fmt: skip
        made.append(seal(EPOCH, seq, 1000 + seq, ReportReceived(report=report, incident=incident), "", "")[0])
    return made


def replaced(upto: int) -> Replaced:
    board = Board(EPOCH)
    apply(board, events(1, upto))
    return Replaced(Log.LIVE, board, 500, encode_snapshot(board, 500))


def command(number: int) -> Entry:
    do = Do(
        id=f"00000000-0000-4000-8000-{number:012d}",
        at=1,
        expires_at=2,
        body=ClaimIncident(incident_id=number),
    )
    return Entry(do=do, data=encode(do))


def now(job: Callable[[], None], _seconds: float) -> None:
    """Schedules at once: the test is the worker."""
    job()


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    found = Replica(tmp_path)
    found.open()
    yield found
    found.close()


def stored_seq(folder: Path) -> int:
    picture = read_picture(folder, Log.LIVE, [])
    return picture.board.seq if picture else -1


def test_snapshot_and_tail_come_back(replica: Replica, tmp_path: Path) -> None:
    replica.record(replaced(3), now)
    replica.record(Appended(Log.LIVE, events(4, 6)), now)
    replica.record(Appended(Log.LIVE, events(7, 7)), now)
    again = Replica(tmp_path)
    again.open()
    problems: list[str] = []
    picture = read_picture(tmp_path, Log.LIVE, problems)
    assert picture is not None
    assert (picture.board.seq, picture.at) == (3, 500)
    tail = again.load_tail(Log.LIVE, EPOCH, 3)
    assert [envelope.seq for envelope in tail] == [4, 5, 6, 7]
    apply(picture.board, tail)
    assert picture.board.count == 7
    assert problems == []


def test_a_burst_is_gathered_and_a_single_event_is_not_kept_waiting(replica: Replica) -> None:
    jobs: list[tuple[Callable[[], None], float]] = []

    def later(job: Callable[[], None], seconds: float) -> None:
        jobs.append((job, seconds))

    replica.record(replaced(1), later)
    [(job, seconds)] = jobs
    assert seconds <= 0, "the first after a silence goes at once"
    job()
    for number in (2, 3, 4):
        replica.record(Appended(Log.LIVE, events(number, number)), later)
    [_, (job, seconds)] = jobs
    assert 0 < seconds <= replica_module.GATHER_S
    assert replica.load_tail(Log.LIVE, EPOCH, 1) == []
    job()
    assert [envelope.seq for envelope in replica.load_tail(Log.LIVE, EPOCH, 1)] == [2, 3, 4]


def test_the_tail_ends_at_a_gap_and_knows_no_other_epoch(replica: Replica) -> None:
    replica.record(replaced(1), now)
    replica.record(Appended(Log.LIVE, events(2, 3)), now)
    replica.record(Appended(Log.LIVE, events(6, 7)), now)
    assert [envelope.seq for envelope in replica.load_tail(Log.LIVE, EPOCH, 1)] == [2, 3]
    assert replica.load_tail(Log.LIVE, "other", 0) == []


def test_a_new_snapshot_ends_the_tail(replica: Replica, tmp_path: Path) -> None:
    replica.record(replaced(1), now)
    replica.record(Appended(Log.LIVE, events(2, 3)), now)
    replica.record(replaced(9), now)
    assert replica.load_tail(Log.LIVE, EPOCH, 0) == []
    assert stored_seq(tmp_path) == 9


@pytest.fixture
def folding(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> Folding:
    """Ten batches on top of a snapshot, and the process that folds the first of them."""
    monkeypatch.setattr(replica_module, "FOLD_AFTER", 50)
    replica.record(replaced(1), now)
    for first in range(2, 102, 10):
        replica.record(Appended(Log.LIVE, events(first, first + 9)), now)
    return replica._folding[Log.LIVE]


def test_a_long_tail_is_folded_into_the_snapshot_by_another_process(
    replica: Replica, folding: Folding, tmp_path: Path
) -> None:
    folding._process.wait()
    reached = stored_seq(tmp_path)
    assert reached >= 51
    replica.record(Appended(Log.LIVE, events(102, 102)), now)
    tail = replica.load_tail(Log.LIVE, EPOCH, 0)
    assert tail == [], "what was folded is deleted, so nothing follows 0"
    tail = replica.load_tail(Log.LIVE, EPOCH, reached)
    assert reached + len(tail) == 102


def test_a_new_snapshot_is_not_overwritten_by_a_folding_of_the_old_one(
    replica: Replica, folding: Folding, tmp_path: Path
) -> None:
    replica.record(replaced(200), now)
    assert folding.over
    assert stored_seq(tmp_path) == 200
    assert Log.LIVE not in replica._folding


def test_a_folding_whose_console_is_gone_leaves_the_file_to_the_next_one(
    replica: Replica, folding: Folding, tmp_path: Path
) -> None:
    replica.record(replaced(1), now)
    replica.record(Appended(Log.LIVE, events(2, 9)), now)
    somebody_else = str(os.getppid())
    command = [sys.executable, "-m", "services.store.folding", str(tmp_path), Log.LIVE]
    subprocess.run([*command, somebody_else], check=True)
    assert stored_seq(tmp_path) == 1
    subprocess.run([*command, str(os.getpid())], check=True)
    assert stored_seq(tmp_path) == 9


def test_a_machine_that_starts_no_process_keeps_the_tail(
    replica: Replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica_module, "FOLD_AFTER", 5)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    replica.record(replaced(1), now)
    replica.record(Appended(Log.LIVE, events(2, 9)), now)
    assert any("dirapikan" in problem for problem in replica.problems)
    assert len(replica.load_tail(Log.LIVE, EPOCH, 1)) == 8


def test_a_folding_that_fails_is_told_and_loses_nothing(
    replica: Replica, folding: Folding, tmp_path: Path
) -> None:
    folding._process.kill()
    folding._process.wait()
    replica.record(Appended(Log.LIVE, events(102, 102)), now)
    assert any("dirapikan" in problem for problem in replica.problems)
    start = stored_seq(tmp_path)
    assert start + len(replica.load_tail(Log.LIVE, EPOCH, start)) == 102


def test_closing_leaves_everything_in_the_snapshot(tmp_path: Path) -> None:
    replica = Replica(tmp_path)
    replica.open()
    replica.record(replaced(1), now)
    replica.record(Appended(Log.LIVE, events(2, 5)), now)
    replica.close()
    assert stored_seq(tmp_path) == 5


def test_commands_come_back_in_the_order_they_were_given(replica: Replica, tmp_path: Path) -> None:
    for number in (3, 1, 2):
        replica.transaction(partial(outbox.keep, entry=command(number)))
    replica.transaction(lambda connection: outbox.settle(connection, command(1).do.id))
    replica.transaction(
        lambda connection: outbox.ask_human(connection, command(2).do.id, Waiting.EXPIRED, "terlambat")
    )
    again = Replica(tmp_path)
    again.open()
    found = again.transaction(outbox.load)
    assert [entry.do for entry in found] == [command(3).do, command(2).do]
    assert found[0].data == command(3).data
    assert (found[1].state, found[1].message) == (Waiting.EXPIRED, "terlambat")


def test_a_broken_snapshot_is_set_aside_with_a_sentence(tmp_path: Path) -> None:
    path = snapshot_path(tmp_path, Log.LIVE)
    path.write_bytes(b"\x28\xb5\x2f\xfd not a picture")
    problems: list[str] = []
    assert read_picture(tmp_path, Log.LIVE, problems) is None
    assert "disisihkan" in problems[0]
    assert not path.exists()
    assert len(list(tmp_path.glob("live.snapshot.rusak-*"))) == 1


@pytest.mark.parametrize("content", [b"this is no database at all, only words" * 40, b"\x00" * 5000])
def test_a_broken_database_is_set_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    replica = Replica(tmp_path)
    replica.open()
    assert "disisihkan" in replica.problems[0]
    replica.transaction(lambda connection: outbox.keep(connection, command(1)))
    assert len(replica.transaction(outbox.load)) == 1
    replica.close()
    assert len(list(tmp_path.glob(f"{FILE}.rusak-*"))) == 1


def test_a_database_of_another_version_is_set_aside(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("create table cache (x)")
        connection.execute("pragma user_version = 99")
    connection.close()
    replica = Replica(tmp_path)
    replica.open()
    assert "99" in replica.problems[0]
    replica.close()


def test_a_folder_that_cannot_be_written_leaves_memory(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    replica = Replica(blocked / "replica")
    replica.open()
    assert any("tidak dapat dibuka" in problem for problem in replica.problems)
    replica.transaction(lambda connection: outbox.keep(connection, command(1)))
    assert len(replica.transaction(outbox.load)) == 1
    replica.record(replaced(2), now)
    assert "tidak dapat ditulis" in replica.problems[-1]
    replica.close()


def test_details_are_kept_per_epoch_and_bounded(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replica_module, "KEEP_DETAILS", 5)
    for number in range(1, 9):
        detail = Detail(incident_id=number, seq=number, events=tuple(events(number, number)))
        replica.keep_detail(Log.LIVE, EPOCH, detail, at=number)
    assert replica.load_detail(Log.LIVE, EPOCH, 1) is None
    found = replica.load_detail(Log.LIVE, EPOCH, 8)
    assert found is not None
    assert found.events[0].seq == 8
    assert replica.load_detail(Log.LIVE, "other", 8) is None
    assert replica.load_detail(Log.DRILL, EPOCH, 8) is None


def test_old_set_aside_files_do_not_pile_up(tmp_path: Path) -> None:
    for _ in range(6):
        snapshot_path(tmp_path, Log.LIVE).write_bytes(b"broken")
        read_picture(tmp_path, Log.LIVE, [])
    assert len(list(tmp_path.glob("live.snapshot.rusak-*"))) == 3
