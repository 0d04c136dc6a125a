"""The playbook as a checklist: what it holds back, what a skip needs, and what stays in the history."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from services.contract.closing import MarkMilestone, MarkStep, Milestone, StepState
from services.contract.commands import ChangeCategory, ChangeStatus
from services.contract.messages import Log
from services.contract.records import Role, Status
from tests.backend.playing import accepted, play
from tests.backend.room import Room

DONE = StepState.DONE


def test_open_mandatory_steps_hold_back_the_end_and_are_named(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Rob di pantai")
        for status in (Status.RESOLVED, Status.CLOSED):
            refused = await room.act(ChangeStatus(incident_id=1, status=status))
            assert refused.code == "not_finished"
            assert "2 langkah wajib" in refused.message
            assert "“Tanyakan tinggi air”; “Beri tahu regu pantai”" in refused.message
        accepted(await room.act(MarkStep(incident_id=1, step="rob:0", state=DONE)))
        refused = await room.act(ChangeStatus(incident_id=1, status=Status.RESOLVED))
        assert "1 langkah wajib" in refused.message
        skip = MarkStep(incident_id=1, step="rob:1", state=StepState.SKIPPED)
        assert (await room.act(skip)).code == "reason_missing"
        accepted(await room.act(structs.replace(skip, reason="regu sudah di tempat")))
        accepted(await room.act(ChangeStatus(incident_id=1, status=Status.RESOLVED)))
        accepted(await room.act(ChangeStatus(incident_id=1, status=Status.CLOSED)))

    play(tmp_path, scenario)


def test_a_step_taken_back_holds_back_again(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Rob di pantai")
        for step in ("rob:0", "rob:1"):
            accepted(await room.act(MarkStep(incident_id=1, step=step, state=DONE)))
        assert (await room.act(MarkStep(incident_id=1, step="rob:1", state=DONE))).code == "nothing_changed"
        accepted(await room.act(MarkStep(incident_id=1, step="rob:1", state=StepState.OPEN)))
        assert (await room.act(ChangeStatus(incident_id=1, status=Status.CLOSED))).code == "not_finished"
        assert (await room.act(MarkStep(incident_id=1, step="rob:9", state=DONE))).code == "step_unknown"
        assert (await room.act(MarkStep(incident_id=1, step="lampu:0", state=DONE))).code == "step_unknown"

    play(tmp_path, scenario)


def test_another_category_has_its_own_playbook_and_the_old_marks_stay(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Rob di pantai")
        accepted(await room.act(MarkStep(incident_id=1, step="rob:0", state=DONE)))
        accepted(await room.act(ChangeCategory(incident_id=1, category="lampu")))
        marks = room.backend.desk(Log.LIVE).board.casework.steps[1]
        assert marks["rob:0"].text == "Tanyakan tinggi air"
        accepted(await room.act(ChangeStatus(incident_id=1, status=Status.RESOLVED)))

    play(tmp_path, scenario)


def test_times_the_server_gives_are_not_typed(tmp_path: Path) -> None:
    async def scenario(room: Room) -> None:
        await room.file("Rob di pantai")
        given = MarkMilestone(incident_id=1, milestone=Milestone.ON_SCENE)
        assert (await room.act(given)).code == "milestone_given"
        reached = MarkMilestone(incident_id=1, milestone=Milestone.UNDER_CONTROL)
        accepted(await room.act(reached, Role.OPERATOR))
        assert (await room.act(reached)).code == "nothing_changed"
        assert room.backend.desk(Log.LIVE).board.casework.times[1]["under_control"] > 0

    play(tmp_path, scenario)
