"""What a backend knows after a start is what it knew before the end, whatever it starts from."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.backend import backend as backend_module
from services.backend.days import Day, Days
from services.backend.doors import Doors
from services.backend.history import History
from services.contract.catalogue import AnyCommand
from services.contract.codec import seal
from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeStatus,
    ClaimIncident,
    DisposeIncident,
    ReleaseIncident,
    SubmitReport,
)
from services.contract.events import NoteAdded
from services.contract.messages import Log
from services.contract.records import Disposition, Role, Status
from services.intake.ports import TicketQuery
from services.projection.apply import apply
from services.projection.board import Board
from services.store.schema import snapshots
from tests.backend.playing import play
from tests.backend.room import Room, contents
from tests.city.making import arjuna


async def _work(room: Room) -> None:
    for number in range(12):
        await room.file(f"Banjir {number}", phone="081200001111")
    await room.act(ClaimIncident(incident_id=2))
    await room.act(DisposeIncident(incident_id=3, disposition=Disposition.DUPLICATE, target_id=2))


@pytest.mark.parametrize("kept", ["checkpoint", "damaged", "nothing"])
def test_the_board_is_the_same_after_a_start(tmp_path: Path, database: str, kept: str) -> None:
    before: dict[str, object] = {}

    async def first(room: Room) -> None:
        await _work(room)
        desk = room.backend.desk(Log.LIVE)
        await room.backend.checkpoint(desk)
        await room.act(AddNote(incident_id=1, text="setelah salinan"))
        before.update(contents(desk.board))
        # As after a kill: the end would keep a newer one.
        room.backend._checkpointed[desk.log.id] = 10**9

    async def second(room: Room) -> None:
        desk = room.backend.desk(Log.LIVE)
        assert contents(desk.board) == before
        accepted = await room.file("berikutnya")
        assert (accepted.report_id, accepted.incident_id) == (13, 13)
        assert accepted.ref.endswith("-00013")
        assert accepted.incident_ref.endswith("-0013")

    async def spoil(room: Room) -> None:
        with room.backend.engine.begin() as connection:
            assert connection.execute(sa.select(sa.func.count()).select_from(snapshots)).scalar_one() >= 1
            if kept == "damaged":
                connection.execute(snapshots.update().values(body=b"nonsense"))
            elif kept == "nothing":
                connection.execute(snapshots.delete())
        for info in room.backend._checkpointed:
            room.backend._checkpointed[info] = 10**9

    play(tmp_path, first, database)
    play(tmp_path, spoil, database)
    play(tmp_path, second, database)


def test_the_end_of_a_short_run_keeps_what_a_killed_one_could_not(tmp_path: Path) -> None:
    async def killed(room: Room) -> None:
        await _work(room)
        room.backend._checkpointed[room.backend.desk(Log.LIVE).log.id] = 10**9

    async def nothing(room: Room) -> None:
        assert await room.backend.read(_kept) == []

    async def look(room: Room) -> None:
        assert await room.backend.read(_kept) == [14]

    for scenario in (killed, nothing, look):
        play(tmp_path, scenario)


def test_a_checkpoint_is_kept_when_it_is_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend_module, "CHECKPOINT_EVENTS_MAX", 5)

    async def scenario(room: Room) -> None:
        for number in range(4):
            await room.file(f"Banjir {number}")
        await room.backend._checkpoint_if_due()
        assert await room.backend.read(_kept) == []
        await room.file("Banjir lagi")
        await room.backend._checkpoint_if_due()
        assert await room.backend.read(_kept) == [5]

    play(tmp_path, scenario)


def _kept(connection: sa.Connection) -> list[int]:
    return list(connection.execute(sa.select(snapshots.c.seq)).scalars())


def test_the_write_ahead_log_begins_anew_also_while_commits_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backend_module, "WAL_PAGES", 100)
    wal = tmp_path / "patria.sqlite3-wal"

    async def scenario(room: Room) -> None:
        async def sender() -> None:
            for _ in range(300):
                await room.file("x" * 4000)

        burst = asyncio.gather(*(sender() for _ in range(8)))
        while not burst.done():
            await room.backend._clear_wal()
        assert wal.stat().st_size < 3_000_000
        assert room.backend.writer.writable
        assert room.backend.desk(Log.LIVE).committed == 2400

    play(tmp_path, scenario)


def test_a_ticket_is_found_by_its_whole_number_only(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        ref = (await room.file()).ref
        doors = Doors(room.backend)
        (ticket,) = await doors.tickets(TicketQuery(refs=(ref,)))
        assert (ticket.ref, ticket.report.id) == (ref, 1)
        strange = (ref.replace("L-", "X-"), ref[:-1], ref + "-1", "KBL-²²²²²²-1", ref + "9" * 12, "", "--")
        assert await doors.tickets(TicketQuery(refs=strange)) == []

    play(tmp_path, scenario)


incidents = st.integers(1, 4)
commands: st.SearchStrategy[AnyCommand] = st.one_of(
    st.builds(
        SubmitReport, text=st.sampled_from(["banjir", "pohon tumbang", ""]), incident_id=st.integers(0, 4)
    ),
    st.builds(
        SubmitReport,
        disposition=st.sampled_from([Disposition.PRANK, Disposition.DUPLICATE]),
        incident_id=st.integers(0, 4),
    ),
    st.builds(ClaimIncident, incident_id=incidents, reason=st.sampled_from(["", "perlu dibantu"])),
    st.builds(ReleaseIncident, incident_id=incidents, reason=st.just("selesai giliran")),
    st.builds(
        DisposeIncident,
        incident_id=incidents,
        disposition=st.sampled_from(Disposition),
        target_id=st.integers(0, 4),
    ),
    st.builds(ChangeStatus, incident_id=incidents, status=st.sampled_from(Status), note=st.just("dicatat")),
    st.builds(AssignAgencies, incident_id=incidents, agencies=st.just((arjuna().agencies[0].code,))),
)
people = st.sampled_from(["ani", "budi"])


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(people, commands), min_size=1, max_size=40))
def test_whatever_people_do_console_and_backend_agree(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, AnyCommand]]
) -> None:
    async def scenario(room: Room) -> None:
        for _ in range(3):
            await room.file()
        outcomes = [await room.act(command, Role.SUPERVISOR, user) for user, command in steps]
        assert all(outcome.seq or outcome.message for outcome in outcomes)
        desk = room.backend.desk(Log.LIVE)
        written = await room.entries()
        assert [entry.seq for entry in written] == list(range(1, desk.committed + 1))
        replayed = Board(desk.log.epoch)
        apply(replayed, written)
        assert contents(replayed) == contents(desk.board)
        rows = [desk.board.incident(row) for row in range(desk.board.count)]
        for incident in rows:
            if incident.merged_into:
                assert not incident.status.is_open
                assert incident.merged_into != incident.id
        # What reporters read agrees with what the room sees.
        for open_, incident_id in await room.backend.read(_reports):
            row = desk.board.row_of(incident_id)
            assert bool(open_) is (row >= 0 and desk.board.is_open(row)), incident_id

    play(tmp_path_factory.mktemp("backend"), scenario)


def _reports(connection: sa.Connection) -> list[tuple[int, int]]:
    found = connection.exec_driver_sql('SELECT "open", incident_id FROM reports')
    return [(row[0], row[1]) for row in found]


WIB = ZoneInfo("Asia/Jakarta")


def at(*moment: int) -> int:
    return int(datetime(*moment, tzinfo=WIB).timestamp() * 1000)  # type: ignore[misc, arg-type]


def test_numbers_start_anew_at_local_midnight_and_survive_a_clock_that_jumps() -> None:
    asked: list[int] = []

    def load(day: Day) -> None:
        asked.append(day.number)
        day.reports = 40 if day.number == 261121 else 0

    days = Days("KB", WIB, load)
    evening, night = days.of(at(2026, 11, 21, 23, 59)), days.of(at(2026, 11, 22, 0, 0))
    evening.reports += 1
    assert evening.report_ref() == "KBL-261121-00041"
    night.incidents += 1
    assert night.incident_ref() == "KB-261122-0001"
    assert days.of(at(2026, 11, 21, 0, 0)) is evening
    assert days.of(at(2026, 11, 22, 12, 0)) is night
    assert asked == [261121, 261122]
    assert datetime.fromtimestamp(night.start / 1000, UTC).hour == 17


def test_memory_of_entries_is_bounded_but_keeps_what_was_not_pushed(monkeypatch: pytest.MonkeyPatch) -> None:
    from services.backend import history as module

    monkeypatch.setattr(module, "MAX_ENTRIES", 10)
    history = History(0)
    for seq in range(1, 31):
        history.add(seq % 2, *seal("e", seq, seq, NoteAdded(incident_id=seq % 2, text="x"), "", ""))
    history.trim(0)
    assert history.holds(0)
    history.trim(30)
    assert (history.first, history.last) == (16, 30)
    assert not history.holds(14)
    assert history.holds(15)
    assert len(history.encoded(20, 25)) == 5
    about = history.about(1, 20)
    assert about is not None
    assert [entry.seq for entry in about] == [21, 23, 25, 27, 29]
    assert history.about(1, 3) is None
