"""The playbook of the selected incident as a checklist, its times, and what the room is told about both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication

from console.adapters.selected import OfSelected
from console.names import Names
from console.situation import Situation
from console.words_steps import milestone_word
from services.contract.city import Step
from services.contract.closing import Milestone, StepMark, StepState
from services.contract.records import Incident, Role, Status
from services.projection.apply import Changes
from widgets.steps.model import StepLine, StepsData, TimeLine

translate = QCoreApplication.translate

MINUTE_MS: Final = 60_000
EVERY_S: Final = 10


class StepsFace(Protocol):
    def set_data(self, data: StepsData | None) -> None: ...

    def set_permitted(self, tags: frozenset[str]) -> None: ...


class TimesFace(Protocol):
    def set_lines(self, lines: tuple[TimeLine, ...]) -> None: ...


def times_of(opened_at: int, reached: dict[str, int]) -> tuple[TimeLine, ...]:
    """Milestones in the order of their times, each with what passed since the one before."""
    known = {milestone.value: milestone for milestone in Milestone}
    order = list(known)
    found = [(at, order.index(name), known[name]) for name, at in reached.items() if name in known]
    found.append((opened_at, order.index(Milestone.QUEUED), Milestone.QUEUED))
    lines: list[TimeLine] = []
    for at, _, milestone in sorted(found):
        since = at - lines[-1].at if lines else -1
        lines.append(TimeLine(milestone_word(milestone), at, since))
    return tuple(lines)


class StepsAdapter(OfSelected):
    """Checklist and times of what is selected."""

    def __init__(self, situation: Situation, names: Names, face: StepsFace, times: TimesFace) -> None:
        super().__init__(situation, names)
        self._face, self._times = face, times

    def _put(self, incident: Incident | None) -> None:
        if incident is None:
            self._face.set_data(None)
            self._times.set_lines(())
            return
        reached = self._situation.board.casework.times.get(incident.id, {})
        self._face.set_data(self._data(incident, reached))
        self._times.set_lines(times_of(incident.opened_at, reached))

    def _data(self, incident: Incident, reached: dict[str, int]) -> StepsData:
        marks = self._situation.board.casework.steps.get(incident.id, {})
        category = self._names.categories.get(incident.category)
        lines = tuple(
            self._line(f"{incident.category}:{number}", step, marks)
            for number, step in enumerate(category.steps if category else ())
        )
        current = {line.code for line in lines}
        earlier = tuple(
            StepLine(code, mark.text, mark.mandatory, mark.state, mark.by, mark.at, mark.reason)
            for code, mark in marks.items()
            if code not in current and mark.state is not StepState.OPEN
        )
        under_way = incident.status.is_open and incident.status is not Status.OPEN
        return StepsData(
            incident_id=incident.id,
            lines=lines,
            earlier=earlier,
            controllable=under_way and Milestone.UNDER_CONTROL.value not in reached,
            editable=incident.status is not Status.CLOSED,
        )

    def _line(self, code: str, step: Step, marks: dict[str, StepMark]) -> StepLine:
        english = self._names.language == "en" and bool(step.text_en)
        words = step.text_en if english else step.text
        mark = marks.get(code)
        if mark is None:
            return StepLine(code, words, step.mandatory)
        return StepLine(code, words, step.mandatory, mark.state, mark.by, mark.at, mark.reason)


class Skips:
    """Tells a supervisor, once, that somebody else skipped a step."""

    def __init__(self, situation: Situation, names: Names, tell: Callable[[str], None]) -> None:
        self._situation, self._names, self._tell = situation, names, tell
        self._known: set[tuple[str, int, str, int]] = set()

    def changed(self, changes: Changes) -> None:
        board = self._situation.board
        steps = board.casework.steps
        rows = range(board.count) if changes.reset else changes.rows
        if not changes.casework and not changes.reset:
            return
        numbers = steps.keys() if changes.reset else (int(board.ids[row]) for row in rows)
        for number in list(numbers):
            for mark in steps.get(number, {}).values():
                key = (board.epoch, number, mark.step, mark.at)
                if mark.state is StepState.SKIPPED and key not in self._known:
                    self._known.add(key)
                    if not changes.reset:
                        self._say(number, mark)

    def ticked(self, now: int) -> None:
        """Nothing here counts on by itself."""

    def _say(self, incident_id: int, mark: StepMark) -> None:
        situation, board = self._situation, self._situation.board
        if situation.role is not Role.SUPERVISOR or mark.by == situation.user:
            return
        said = translate("Steps", "{0} melewati langkah {1} pada {2}: {3}")
        ref = self._names.ref_of(board.incident(board.row_of(incident_id)))
        for place, part in enumerate((mark.by, f"“{mark.text}”", ref, mark.reason)):
            said = said.replace(f"{{{place}}}", part)
        self._tell(said)


class StaleClaims:
    """Offers claims of others that have gone stale, each once."""

    def __init__(self, situation: Situation, names: Names, tell: Callable[[str], None]) -> None:
        self._situation, self._names, self._tell = situation, names, tell
        self._offered: set[tuple[str, int, int]] = set()
        self._looked_at = 0
        self._ticks = 0

    def changed(self, changes: Changes) -> None:
        """Only time makes a claim stale."""

    def ticked(self, now: int) -> None:
        self._ticks += 1
        if self._ticks % EVERY_S == 0:
            self.look(now)

    def look(self, now: int) -> None:
        """Offer what became stale since the last look; what was stale before this start is in the queue."""
        board, since = self._situation.board, self._looked_at
        self._looked_at = now
        welcome = self._situation.welcome
        if not since or welcome is None or "incident.claim" not in welcome.permissions:
            return
        limit = self._names.pack.policy.claim_stale_minutes * MINUTE_MS
        mine = board.owners.known(self._situation.user)
        held = board.open_mask() & (board.owner > 0)
        if mine:
            held &= board.owner != mine
        stale = held & (board.owner_at + limit < now) & (board.owner_at + limit >= since - 1)
        fresh = [
            row
            for row in np.flatnonzero(stale).tolist()
            if (board.epoch, int(board.ids[row]), int(board.owner_at[row])) not in self._offered
        ]
        for row in fresh:
            self._offered.add((board.epoch, int(board.ids[row]), int(board.owner_at[row])))
        if len(fresh) == 1:
            incident = board.incident(fresh[0])
            said = translate(
                "Steps", "Klaim {0} atas {1} ({2}) basi; siapa saja boleh mengambilnya dengan K."
            )
            ref, title = self._names.ref_of(incident), self._names.title(incident.title)
            for place, part in enumerate((incident.owner, ref, title)):
                said = said.replace(f"{{{place}}}", part)
            self._tell(said)
        elif fresh:
            words = translate(
                "Steps", "%n klaim basi; siapa saja boleh mengambilnya dengan K.", "", len(fresh)
            )
            self._tell(words)
