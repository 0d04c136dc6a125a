"""Steps of the playbook and milestones: what each command leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from services.backend.case import Case
from services.contract.closing import (
    MarkMilestone,
    MarkStep,
    Milestone,
    MilestoneReached,
    StepMark,
    StepMarked,
    StepState,
)
from services.contract.commands import Command
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.records import Incident, Status
from services.projection.board import Board

MIN_REASON: Final = 3
BY_HAND: Final = frozenset({Milestone.EN_ROUTE, Milestone.UNDER_CONTROL})
"""Milestones nothing else in the log says."""


def playbook(case: Case, category: str) -> Iterator[tuple[str, str, bool]]:
    """(code, text, mandatory) of each step of a category, in order."""
    found = case.rules.categories.get(category)
    for number, step in enumerate(found.steps if found is not None else ()):
        yield f"{category}:{number}", step.text, step.mandatory


def open_mandatory(case: Case, incident: Incident) -> list[str]:
    """Texts of the mandatory steps that are neither done nor skipped."""
    marks = case.casework.steps.get(incident.id, {})
    return [
        text
        for code, text, mandatory in playbook(case, incident.category)
        if mandatory and (code not in marks or marks[code].state is StepState.OPEN)
    ]


def _step(command: MarkStep, case: Case) -> list[Body]:
    incident = case.incident(command.incident_id)
    if incident.status is Status.CLOSED:
        raise Rejected("incident_closed", "Kejadian sudah ditutup; buka kembali lebih dahulu.")
    found = next((step for step in playbook(case, incident.category) if step[0] == command.step), None)
    if found is None:
        raise Rejected("step_unknown", "Langkah itu bukan bagian dari panduan kategori kejadian ini.")
    code, text, mandatory = found
    mark = case.casework.steps.get(incident.id, {}).get(code)
    if command.state is (mark.state if mark is not None else StepState.OPEN):
        raise Rejected("nothing_changed", f"Langkah “{text[:120]}” memang sudah begitu.")
    if command.state is StepState.SKIPPED and len(command.reason.strip()) < MIN_REASON:
        raise Rejected("reason_missing", "Melewati langkah memerlukan alasan; pengawas diberi tahu.")
    made = StepMark(
        step=code,
        state=command.state,
        text=text,
        mandatory=mandatory,
        by=case.user,
        at=case.now,
        reason=command.reason.strip(),
    )
    return [StepMarked(incident_id=incident.id, mark=made)]


def _milestone(command: MarkMilestone, case: Case) -> list[Body]:
    if command.milestone not in BY_HAND:
        raise Rejected("milestone_given", "Waktu itu dicatat sendiri oleh peladen dari kejadiannya.")
    incident = case.open_incident(command.incident_id)
    if command.milestone.value in case.casework.times.get(incident.id, {}):
        raise Rejected("nothing_changed", "Waktu itu sudah tercatat.")
    return [MilestoneReached(incident_id=incident.id, milestone=command.milestone)]


def first_views(board: Board, incident_ids: Iterable[int]) -> list[Body]:
    """Somebody of the room looks at these: the milestone of those nobody had looked at."""
    times = board.casework.times
    return [
        MilestoneReached(incident_id=number, milestone=Milestone.VIEWED)
        for number in dict.fromkeys(incident_ids)
        if (row := board.row_of(number)) >= 0
        and board.is_open(row)
        and Milestone.VIEWED.value not in times.get(number, {})
    ]


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {
    MarkStep: _step,
    MarkMilestone: _milestone,
}
