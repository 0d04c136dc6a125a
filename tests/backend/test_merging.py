"""Merging and un-merging: whatever happened in between, everything is as if nobody had ever merged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from services.backend import readmodel
from services.backend.case import Case
from services.backend.days import Days
from services.backend.drafts import ReportDraft
from services.backend.handlers import decide
from services.backend.reception import receive
from services.backend.rulebook import Rulebook
from services.contract.closing import AskPause, DecidePause, ResumeClock, UnmergeIncident
from services.contract.codec import seal
from services.contract.commands import (
    AddNote,
    AssignAgencies,
    ChangeCategory,
    ChangeSeverity,
    ChangeStatus,
    Command,
    DisposeIncident,
)
from services.contract.errors import Rejected
from services.contract.events import Body, IncidentDisposed, ReportReceived
from services.contract.messages import Log
from services.contract.orders import GiveReceipt, ReceiptKind
from services.contract.records import Disposition, Role, Severity, Status
from services.projection.apply import Changes, apply_body
from services.projection.board import Board
from services.store.schema import merged_reports, metadata, reports
from tests.backend.playing import accepted, play
from tests.backend.room import Room
from tests.city.making import arjuna

NOW = 1_790_000_000_000
READ = ("incident_id", "open", "category", "disposition", "note", "day_no")
AGENCY = arjuna().agencies[0].code


@cache
def rulebook() -> Rulebook:
    return Rulebook(arjuna())


class World:
    """A board and the reporters' table, moved by decisions."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.board = Board("0f0e0d0c")
        self.day = Days("KA", rulebook().zone, lambda day: None).of(NOW)
        self.filed = 0

    def file(self, incident_id: int = 0) -> bool:
        draft = ReportDraft(source="open311", text="rob", incident_id=incident_id, category="rob")
        try:
            made = receive(draft, self.board, rulebook(), self.filed + 1, self.day, NOW, "")
        except Rejected:
            return False
        self.filed += 1
        report = made.report
        self._append(ReportReceived(report=report, incident=made.incident))
        row = dict.fromkeys((column.name for column in reports.columns), 0) | {
            "log": 1,
            "id": report.id,
            "incident_id": report.incident_id,
            "day_no": report.day_no,
            "open": 1,
            "category": "rob",
            "disposition": report.disposition.value,
            "note": "",
            "reporter": "",
            "source": "open311",
            "body": b"",
        }
        self.connection.execute(reports.insert().values(**row))
        return True

    def holder(self, incident_id: int) -> int:
        row = self.board.row_of(incident_id)
        while self.board.merged_into[row]:
            row = self.board.row_of(int(self.board.merged_into[row]))
        return int(self.board.ids[row])

    def act(self, command: Command) -> bool:
        """False where it is refused."""
        case = Case(self.board, rulebook(), "sri", Role.SUPERVISOR, "", NOW)
        try:
            bodies = decide(command, case)
        except Rejected:
            return False
        for body in bodies:
            self._append(body)
        return True

    def _append(self, body: Body) -> None:
        seq = self.board.seq + 1
        envelope, _ = seal(self.board.epoch, seq, NOW, body, "sri", "")
        apply_body(self.board, envelope, body, Changes())
        self.board.seq = seq
        if isinstance(body, ReportReceived):
            return
        target = self.board.row_of(body.target_id) if isinstance(body, IncidentDisposed) else -1
        is_open = target >= 0 and self.board.is_open(target)
        for statement in readmodel.updates(body, 1, NOW, target_open=is_open):
            self.connection.execute(statement)

    def told(self) -> dict[int, tuple[Any, ...]]:
        """What each reporter can read."""
        rows = self.connection.execute(sa.select(reports.c.id, *(reports.c[name] for name in READ)))
        return {row[0]: tuple(row[1:]) for row in rows}

    def incidents(self) -> list[dict[str, Any]]:
        ignored = {"version", "updated_at", "owner_at"}
        found = (msgspec.structs.asdict(self.board.incident(row)) for row in range(self.board.count))
        return [{key: value for key, value in each.items() if key not in ignored} for each in found]

    def check(self) -> None:
        """An incident that holds reports counts them, and they are open exactly while it is."""
        held: dict[int, int] = {}
        for told in self.told().values():
            held[told[0]] = held.get(told[0], 0) + 1
            row = self.board.row_of(told[0])
            assert not self.board.merged_into[row]
            assert bool(told[1]) is self.board.is_open(row)
        for row in range(self.board.count):
            if not self.board.merged_into[row]:
                assert self.board.report_count[row] == held.get(int(self.board.ids[row]), 0)


@contextmanager
def worlds() -> Iterator[tuple[World, World]]:
    engines = [sa.create_engine("sqlite://") for _ in range(2)]
    with engines[0].begin() as one, engines[1].begin() as other:
        for connection in (one, other):
            metadata.create_all(connection, [reports, merged_reports])
        yield World(one), World(other)


INCIDENTS = 5
_id = st.integers(1, INCIDENTS)
_status = st.sampled_from([Status.OPEN, Status.DISPATCHED, Status.ON_SCENE, Status.RESOLVED, Status.CLOSED])
_word = st.sampled_from(["satu", "dua", "tiga"])
CHANGES = st.one_of(
    st.builds(ChangeStatus, incident_id=_id, status=_status, note=_word, public=st.booleans()),
    st.builds(AddNote, incident_id=_id, text=_word, public=st.booleans()),
    st.builds(ChangeCategory, incident_id=_id, category=st.sampled_from(["rob", "lampu"])),
    st.builds(ChangeSeverity, incident_id=_id, severity=st.sampled_from(list(Severity)), reason=_word),
    st.builds(AssignAgencies, incident_id=_id, agencies=st.just((AGENCY,)), task=_word),
    st.builds(
        DisposeIncident,
        incident_id=_id,
        disposition=st.sampled_from([Disposition.VALID, Disposition.PRANK, Disposition.INFORMATION]),
    ),
)
MERGES = st.one_of(
    st.builds(DisposeIncident, incident_id=_id, disposition=st.just(Disposition.DUPLICATE), target_id=_id),
    st.builds(UnmergeIncident, incident_id=_id, reason=st.just("bukan yang sama")),
)
STEPS = st.lists(st.one_of(CHANGES, MERGES, _id), max_size=30)
"""A number: another report for that incident."""


@settings(max_examples=120, deadline=None)
@given(STEPS, st.permutations(range(1, INCIDENTS + 1)))
def test_unmerging_restores_everything_exactly(steps: list[Command | int], order: list[int]) -> None:
    with worlds() as (world, never):
        for _ in range(INCIDENTS):
            assert world.file()
            assert never.file()
        for step in steps:
            if isinstance(step, int):
                holder = world.holder(step)
                if world.file(step):
                    assert never.file(holder)
            elif isinstance(step, UnmergeIncident) or _is_merge(step):
                world.act(step)
            elif world.act(step):
                assert never.act(step)
            world.check()
        for number in order:
            merged = bool(world.board.merged_into[world.board.row_of(number)])
            assert world.act(UnmergeIncident(incident_id=number, reason="bukan yang sama")) is merged
            world.check()
        assert world.told() == never.told()
        assert world.incidents() == never.incidents()
        assert not world.board.casework.merges
        assert world.connection.execute(sa.select(merged_reports)).first() is None


def _is_merge(command: Command) -> bool:
    return isinstance(command, DisposeIncident) and command.disposition is Disposition.DUPLICATE


def test_reports_go_along_a_chain_and_come_back_from_its_middle(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        for text in ("satu", "dua", "tiga"):
            await room.file(text)
        for number, target in ((1, 2), (2, 3)):
            accepted(
                await room.act(
                    DisposeIncident(incident_id=number, disposition=Disposition.DUPLICATE, target_id=target)
                )
            )
        accepted(
            await room.act(ChangeStatus(incident_id=3, status=Status.RESOLVED, note="beres", public=True))
        )
        assert await _told(room) == {1: (3, 0, "beres"), 2: (3, 0, "beres"), 3: (3, 0, "beres")}
        again = DisposeIncident(incident_id=1, disposition=Disposition.VALID)
        assert (await room.act(again)).code == "incident_closed"
        accepted(await room.act(UnmergeIncident(incident_id=2, reason="lokasi lain")))
        assert await _told(room) == {1: (2, 1, ""), 2: (2, 1, ""), 3: (3, 0, "beres")}
        assert [i.report_count for i in _incidents(room)] == [1, 2, 1]
        accepted(await room.act(UnmergeIncident(incident_id=1, reason="lokasi lain")))
        assert await _told(room) == {1: (1, 1, ""), 2: (2, 1, ""), 3: (3, 0, "beres")}
        assert [i.report_count for i in _incidents(room)] == [1, 1, 1]
        refused = await room.act(UnmergeIncident(incident_id=1, reason="lokasi lain"))
        assert refused.code == "not_merged"

    play(tmp_path, scenario)


def _incidents(room: Room) -> list[Any]:
    board = room.backend.desk(Log.LIVE).board
    return [board.incident(row) for row in range(board.count)]


async def _told(room: Room) -> dict[int, tuple[int, int, str]]:
    query = sa.select(reports.c.id, reports.c.incident_id, reports.c.open, reports.c.note)
    rows = await room.backend.read(lambda connection: connection.execute(query).all())
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


@pytest.mark.parametrize("arrived", [True, False])
def test_the_field_and_the_clock_went_on_while_it_was_merged(tmp_path: Path, arrived: bool) -> None:
    async def scenario(room: Room) -> None:
        for text in ("rob satu", "rob dua"):
            await room.file(text)
        accepted(await room.act(AssignAgencies(incident_id=1, agencies=(AGENCY,), task="Periksa")))
        due = _incidents(room)[0].due_at
        accepted(await room.act(AskPause(incident_id=1, kind="weather", reason="hujan deras"), user="ani"))
        accepted(await room.act(DecidePause(incident_id=1, approved=True)))
        assert not _incidents(room)[0].due_at
        merge = DisposeIncident(incident_id=1, disposition=Disposition.DUPLICATE, target_id=2)
        accepted(await room.act(merge))
        accepted(await room.act(ResumeClock(incident_id=1)))
        (order_id,) = room.backend.desk(Log.LIVE).board.casework.of_incident[1]
        reached = GiveReceipt(
            order_id=order_id, kind=ReceiptKind.ON_SCENE, via="radio", person="Regu", words="sudah sampai"
        )
        if arrived:
            accepted(await room.act(reached))
        accepted(await room.act(UnmergeIncident(incident_id=1, reason="lokasi lain")))
        restored = _incidents(room)[0]
        assert restored.status is (Status.ON_SCENE if arrived else Status.DISPATCHED)
        assert restored.due_at >= due > 0

    play(tmp_path, scenario)
