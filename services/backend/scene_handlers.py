"""The briefing on the wall: what starting and moving it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.backend.case import Case
from services.contract.commands import Command
from services.contract.errors import Rejected
from services.contract.events import Body
from services.contract.scenes import (
    Briefing,
    BriefingEnded,
    BriefingMoved,
    BriefingStarted,
    ControlBriefing,
    StartBriefing,
)
from services.reporting import briefing_plan
from services.reporting.handover import generate


def _start(command: StartBriefing, case: Case) -> list[Body]:
    going_on = briefing_plan.running(case.board.shifts.briefing, case.now)
    if going_on is not None:
        raise Rejected("briefing_on", f"Pengarahan dari {going_on.by} masih berjalan di dinding.")
    handover = case.board.shifts.open_handover
    document = generate(case.board, case.rules.pack, case.now)
    started = Briefing(
        id=case.board.shifts.last_briefing_id + 1,
        by=case.user,
        at=case.now,
        since=case.now,
        handover_id=handover.id if handover is not None else 0,
        cards=briefing_plan.plan(document, handover.unstable if handover is not None else ()),
    )
    return [BriefingStarted(briefing=started)]


def _control(command: ControlBriefing, case: Case) -> list[Body]:
    going_on = briefing_plan.running(case.board.shifts.briefing, case.now)
    if going_on is None or going_on.id != command.briefing_id:
        raise Rejected("briefing_over", "Pengarahan itu sudah selesai.")
    after = briefing_plan.moved(going_on, command.act, command.card, case.now, case.user)
    if after.ended_at:
        return [BriefingEnded(briefing_id=after.id, position_ms=after.position_ms)]
    return [BriefingMoved(briefing_id=after.id, position_ms=after.position_ms, paused=after.paused)]


HANDLERS: dict[type[Command], Callable[[Any, Case], list[Body]]] = {
    StartBriefing: _start,
    ControlBriefing: _control,
}
