"""Honest closing: a pause takes two people, proof is examined, promises and reporters are not forgotten."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec

from services.backend.drafts import Session
from services.contract.catalogue import AnyCommand
from services.contract.closing import (
    AskPause,
    DecidePause,
    MakePromise,
    MarkStep,
    ResumeClock,
    SettlePromise,
    StepState,
    TellReporter,
)
from services.contract.commands import AssignAgencies, ChangeStatus
from services.contract.messages import Log, Outcome
from services.contract.records import Incident, Role, Status
from services.projection.board import Board
from tests.backend.playing import accepted, play
from tests.backend.room import Room, do, moment
from tests.backend.test_commands import AREA

HOUR, MINUTE = 3_600_000, 60_000
HERE: dict[str, Any] = {"lat": AREA.lat, "lon": AREA.lon}


def board(room: Room) -> Board:
    return room.backend.desk(Log.LIVE).board


def incident(room: Room, number: int = 1) -> Incident:
    return board(room).incident(board(room).row_of(number))


def forward(room: Room, ms: int) -> None:
    """The server's clock goes on: commands are sent with it."""
    desk = room.backend.desk(Log.LIVE)
    now = desk.tools.now
    object.__setattr__(desk.tools, "now", lambda: now() + ms)


async def late(
    room: Room, body: AnyCommand, user: str = "sri", role: Role = Role.SUPERVISOR, agency: str = ""
) -> Outcome:
    """A command sent by the server's clock."""
    now = room.backend.desk(Log.LIVE).tools.now()
    wish = msgspec.structs.replace(do(body), expires_at=now + MINUTE)
    return await room.backend.handle(wish, Session(user=user, role=role, agency=agency))


def scenario(tmp_path: Path, story: Callable[[Room], Awaitable[None]]) -> None:
    play(tmp_path, story)


# --- pauses ---


async def paused(room: Room) -> int:
    """Incident 1 with a clock that stands still; its deadline before."""
    await room.file("Rob di pantai", category="rob")
    due = incident(room).due_at
    accepted(await room.act(AskPause(incident_id=1, kind="weather", reason="ombak tinggi"), user="budi"))
    accepted(await room.act(DecidePause(incident_id=1, approved=True), user="wati"))
    return due


def test_a_pause_needs_somebody_else(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("Rob di pantai", category="rob")
        due = incident(room).due_at
        ask = AskPause(incident_id=1, kind="weather", reason="ombak tinggi")
        assert (
            await room.act(AskPause(incident_id=1, kind="lazy", reason="besok saja"))
        ).code == "pause_unknown"
        accepted(await room.act(ask, user="budi"))
        assert incident(room).due_at == due  # asking stops nothing
        assert (await room.act(ask, user="ani")).code == "nothing_changed"
        decide = DecidePause(incident_id=1, approved=True)
        assert (await room.act(decide, user="budi")).code == "same_person"
        assert (await room.act(decide, Role.OPERATOR, "ani")).code == "forbidden"
        refuse = DecidePause(incident_id=1, approved=False)
        assert (await room.act(refuse, user="wati")).code == "reason_missing"
        accepted(await room.act(decide, user="wati"))
        assert incident(room).due_at == 0
        assert (await room.act(decide, user="wati")).code == "nothing_changed"
        pause = board(room).casework.pauses[1][-1]
        assert (pause.by, pause.approver, pause.due_before) == ("budi", "wati", due)

    scenario(tmp_path, story)


def test_a_refused_pause_changes_nothing_and_may_be_asked_again(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("Rob di pantai", category="rob")
        due = incident(room).due_at
        ask = AskPause(incident_id=1, kind="weather", reason="ombak tinggi")
        accepted(await room.act(ask, user="budi"))
        refuse = DecidePause(incident_id=1, approved=False, reason="cuaca cerah")
        accepted(await room.act(refuse, user="wati"))
        assert incident(room).due_at == due
        assert (await room.act(ResumeClock(incident_id=1))).code == "nothing_changed"
        accepted(await room.act(ask, user="budi"))

    scenario(tmp_path, story)


def test_the_clock_gives_back_what_the_pause_took(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        due = await paused(room)
        forward(room, 2 * HOUR)
        began = board(room).casework.pauses[1][-1].began_at
        accepted(await late(room, ResumeClock(incident_id=1)))
        ended = board(room).casework.pauses[1][-1].ended_at
        assert ended - began >= 2 * HOUR
        assert abs(incident(room).due_at - (due + ended - began)) <= 1
        assert board(room).casework.pauses[1][-1].verdict == ""

    scenario(tmp_path, story)


def test_the_next_phase_keeps_the_pause(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await paused(room)
        accepted(await room.act(AssignAgencies(incident_id=1, agencies=("siaga",))))
        assert incident(room).due_at == 0  # it stands still, whatever is done meanwhile
        explicit = AssignAgencies(incident_id=1, agencies=("karya",), due_at=moment() + HOUR)
        assert (await room.act(explicit)).code == "clock_paused"
        forward(room, 26 * HOUR * 3)
        accepted(await late(room, ResumeClock(incident_id=1)))
        rules = room.backend.rules
        plain = rules.due_at("rob", Status.DISPATCHED, incident(room).opened_at)
        assert incident(room).due_at > plain

    scenario(tmp_path, story)


def test_a_deadline_that_a_person_gave_comes_back_too(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("Rob di pantai", category="rob")
        due = moment() + 5 * HOUR
        accepted(await room.act(AssignAgencies(incident_id=1, agencies=("siaga",), due_at=due)))
        accepted(await room.act(AskPause(incident_id=1, kind="other", reason="menunggu"), user="budi"))
        accepted(await room.act(DecidePause(incident_id=1, approved=True), user="wati"))
        forward(room, HOUR)
        accepted(await late(room, ResumeClock(incident_id=1)))
        pause = board(room).casework.pauses[1][-1]
        assert abs(incident(room).due_at - (due + pause.ended_at - pause.began_at)) <= 1

    scenario(tmp_path, story)


def test_without_a_deadline_there_is_nothing_to_pause(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("zzz")
        ask = AskPause(incident_id=1, kind="weather", reason="ombak tinggi")
        assert (await room.act(ask)).code == "no_clock"

    scenario(tmp_path, story)


def test_what_is_late_is_not_hidden_by_a_pause(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("Rob di pantai", category="rob")
        ask = AskPause(incident_id=1, kind="weather", reason="ombak tinggi")
        accepted(await room.act(ask, user="budi"))
        forward(room, HOUR)
        decided = await late(room, DecidePause(incident_id=1, approved=True), user="wati")
        assert decided.code == "due_past"
        no = DecidePause(incident_id=1, approved=False, reason="sudah lewat")
        accepted(await late(room, no, user="wati"))
        assert (await late(room, ask, user="budi")).code == "due_past"
        assert incident(room).due_at

    scenario(tmp_path, story)


# --- everything at once, promises, telling ---


def test_a_refused_closing_names_everything_at_once(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("Rob di pantai", category="rob")
        accepted(await room.act(AssignAgencies(incident_id=1, agencies=("siaga",))))
        accepted(await room.act(MakePromise(incident_id=1, text="ditelepon petang", due_at=moment() + HOUR)))
        accepted(await room.act(AskPause(incident_id=1, kind="weather", reason="ombak"), user="budi"))
        refused = await room.act(ChangeStatus(incident_id=1, status=Status.CLOSED))
        lines = refused.message.split("\n")
        assert lines[0] == "Belum dapat diselesaikan."
        for part in ("jeda belum diputuskan", "ditelepon petang", "langkah wajib", "Penugasan Siaga (#1)"):
            assert any(part in line for line in lines[1:]), (part, lines)

    scenario(tmp_path, story)


def test_a_promise_is_kept_or_explained(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("zzz")
        gone = MakePromise(incident_id=1, text="ditelepon petang", due_at=moment() - 1)
        assert (await room.act(gone)).code == "due_past"
        accepted(await room.act(MakePromise(incident_id=1, text="ditelepon petang", due_at=moment() + HOUR)))
        assert (
            await room.act(SettlePromise(incident_id=1, promise_id=9, kept=True))
        ).code == "promise_unknown"
        broken = SettlePromise(incident_id=1, promise_id=1, kept=False)
        assert (await room.act(broken)).code == "reason_missing"
        accepted(await room.act(SettlePromise(incident_id=1, promise_id=1, kept=True)))
        assert (await room.act(broken)).code == "nothing_changed"
        assert board(room).casework.promises[1][0].kept

    scenario(tmp_path, story)


def test_what_the_reporter_is_told_stands_in_the_public_status(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        taken_in = await room.file("zzz")
        accepted(await room.act(TellReporter(incident_id=1, text="Petugas di lokasi.")))
        note = await room.backend.read(
            lambda connection: connection.exec_driver_sql(
                f"SELECT note FROM reports WHERE log = 1 AND id = {taken_in.report_id}"
            ).scalar()
        )
        assert note == "Petugas di lokasi."
        assert "reporter_told" in board(room).casework.times[1]

    scenario(tmp_path, story)


def test_steps_and_proof_done_the_incident_closes(tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        await room.file("Rob di pantai", category="rob")
        for step in ("rob:0", "rob:1"):
            accepted(await room.act(MarkStep(incident_id=1, step=step, state=StepState.DONE)))
        accepted(await room.act(ChangeStatus(incident_id=1, status=Status.CLOSED)))

    scenario(tmp_path, story)
