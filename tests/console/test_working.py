"""Working an incident, as the console tells it: steps, times, skips, stale claims, groups, nuisance."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from console.adapters.folds import Folds
from console.adapters.nuisance import Nuisance
from console.adapters.queue import QueueAdapter
from console.adapters.steps import Skips, StaleClaims, StepsAdapter, times_of
from console.words_steps import sentence, wish
from services.contract.closing import MarkStep, Milestone, StepMark, StepMarked, StepState
from services.contract.codec import seal
from services.contract.events import Body, IncidentClaimed, ReportReceived
from services.contract.messages import Log
from services.contract.records import Disposition, Incident, Report, Role, Severity
from services.projection.apply import Changes, apply
from services.rules.surge import limits_of
from tests.console.making import EPOCHS, NAMES, Room
from widgets.queue.model import Column, QueueCounts, QueueFilter, QueueRow, Tab
from widgets.steps.model import StepsData, TimeLine

MINUTE = 60_000
AREAS = [area.code for area in NAMES.pack.areas]


class Face:
    """What adapters show themselves on."""

    def __init__(self) -> None:
        self.data: StepsData | None = None
        self.lines: tuple[TimeLine, ...] = ()

    def refresh(self, opened: Iterable[int] = ()) -> None: ...

    def set_counts(self, counts: QueueCounts) -> None: ...

    def set_data(self, data: StepsData | None) -> None:
        self.data = data

    def set_permitted(self, tags: frozenset[str]) -> None: ...

    def set_lines(self, lines: tuple[TimeLine, ...]) -> None:
        self.lines = lines


class Desk:
    """A board that is moved by events, and what is known of the moment."""

    def __init__(self) -> None:
        self.room = Room()
        self.room.connect()
        self.situation = self.room.situation
        self.now = self.situation.now()

    def happen(self, body: Body, actor: str = "budi", at: int = 0) -> Changes:
        board = self.situation.board
        envelope, _ = seal(EPOCHS[Log.LIVE], board.seq + 1, at or self.now, body, actor, "")
        return apply(board, [envelope])

    def open(self, number: int, severity: Severity = Severity.HIGH, **fields: object) -> Changes:
        at = self.now - MINUTE
        report = Report(
            id=number, day_no=number, received_at=at, reported_at=at, source="operator", incident_id=number,
            times={"answered": at - 40_000},
        )  # fmt: skip
        values = {
            "category": "banjir", "title": "Banjir", "area": AREAS[0], "opened_at": at, "updated_at": at,
        } | fields  # fmt: skip
        incident = Incident(id=number, day_no=number, severity=severity, **values)  # type: ignore[arg-type]
        return self.happen(ReportReceived(report=report, incident=incident), at=at)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    del qtbot
    return Desk()


def skipped(step: str = "banjir:0") -> StepMarked:
    mark = StepMark(
        step=step, state=StepState.SKIPPED, text="Ukur air", mandatory=True, by="budi", at=7, reason="gelap"
    )
    return StepMarked(incident_id=1, mark=mark)


def test_the_checklist_follows_the_category_and_keeps_what_was_marked_before(desk: Desk) -> None:
    desk.open(1)
    face = Face()
    adapter = StepsAdapter(desk.situation, NAMES, face, face)
    adapter.select(1)
    assert face.data is not None
    steps = NAMES.categories["banjir"].steps
    assert [line.text for line in face.data.lines] == [step.text for step in steps]
    adapter.changed(desk.happen(skipped()))
    assert face.data.lines[0].state is StepState.SKIPPED
    adapter.changed(desk.happen(skipped("genangan:0")))
    assert [line.code for line in face.data.earlier] == ["genangan:0"]
    assert [line.word for line in face.lines] == ["dijawab", "masuk antrean"]
    assert face.lines[1].since_ms == 40_000


def test_times_stand_in_their_order_with_what_passed_between() -> None:
    lines = times_of(1000, {"viewed": 1500, "answered": 400, "from.the.future": 5})
    assert [(line.at, line.since_ms) for line in lines] == [(400, -1), (1000, 600), (1500, 500)]


def test_a_supervisor_hears_of_a_skip_once_and_never_of_an_own_one(desk: Desk) -> None:
    desk.open(1)
    said: list[str] = []
    skips = Skips(desk.situation, NAMES, said.append)
    skips.changed(Changes(reset=True))
    skips.changed(desk.happen(skipped()))
    skips.changed(desk.happen(skipped()))
    (words,) = said
    assert "budi melewati langkah “Ukur air”" in words
    assert words.endswith("gelap")
    own = StepMark(step="banjir:1", state=StepState.SKIPPED, text="x", by="siti", at=9, reason="y")
    skips.changed(desk.happen(StepMarked(incident_id=1, mark=own), "siti"))
    desk.room.connect(Role.OPERATOR)
    skips.changed(desk.happen(skipped("banjir:2")))
    assert len(said) == 1


def test_a_claim_that_goes_stale_is_offered_once_to_others(desk: Desk) -> None:
    for number in (1, 2):
        desk.open(number)
    desk.happen(IncidentClaimed(incident_id=1, owner="budi"))
    desk.happen(IncidentClaimed(incident_id=2, owner="siti"), "siti")
    said: list[str] = []
    claims = StaleClaims(desk.situation, NAMES, said.append)
    limit = NAMES.pack.policy.claim_stale_minutes * MINUTE
    claims.look(desk.now + limit - MINUTE)
    assert not said
    claims.look(desk.now + limit + MINUTE)
    claims.look(desk.now + limit + 2 * MINUTE)
    (words,) = said
    assert "Klaim budi atas" in words
    late = StaleClaims(desk.situation, NAMES, said.append)
    late.look(desk.now + limit + MINUTE)
    late.look(desk.now + limit + 3 * MINUTE)
    assert len(said) == 1


def rows(queue: QueueAdapter) -> list[QueueRow]:
    return [queue.row(place) for place in range(queue.count())]


def test_a_surge_is_one_line_that_opens_and_folds(desk: Desk) -> None:
    queue = QueueAdapter(desk.situation, NAMES, Face())
    for number in range(1, 9):
        desk.open(number, Severity.CRITICAL if number in (3, 6) else Severity.HIGH)
    desk.open(9, category="pju", title="Lampu padam")
    queue.changed(Changes(reset=True))
    shown = rows(queue)
    assert [row.incident_id for row in shown] == [3, 6, 9]
    assert [bool(row.group) for row in shown] == [False, True, False]
    assert shown[1].group.startswith("7 laporan") or "7" in shown[1].group
    assert "30 mnt" in shown[1].group
    assert queue.row_of(8) == queue.row_of(6) == 1
    queue.open_group(8, True)
    assert [row.incident_id for row in rows(queue)] == [3, 6, 1, 2, 4, 5, 7, 8, 9]
    assert rows(queue)[1].fold
    assert queue.row_of(8) == 7
    queue.open_group(2, False)
    assert queue.count() == 3


def test_what_somebody_takes_leaves_its_group_at_once_and_searches_are_not_grouped(desk: Desk) -> None:
    queue = QueueAdapter(desk.situation, NAMES, Face())
    for number in range(1, 8):
        desk.open(number)
    queue.changed(Changes(reset=True))
    assert queue.count() == 1
    queue.changed(desk.happen(IncidentClaimed(incident_id=5, owner="budi")))
    assert [row.incident_id for row in rows(queue)] == [1, 5]
    queue.set_filter(QueueFilter(text="banjir"))
    assert queue.count() == 7
    queue.set_filter(QueueFilter(tab=Tab.UNCLAIMED))
    assert queue.count() == 6
    queue.set_filter(QueueFilter())
    assert queue.count() == 2
    queue.set_sort(Column.AGE, False)
    assert queue.count() == 7


def test_nuisance_minutes_of_the_shift_are_said(desk: Desk) -> None:
    said: list[str] = []
    nuisance = Nuisance(desk.situation, NAMES, said.append)
    nuisance.look()
    at = desk.now
    report = Report(
        id=1, day_no=1, received_at=at, reported_at=at, source="operator", disposition=Disposition.PRANK,
        times={"answered": at - 90_000},
    )  # fmt: skip
    desk.happen(ReportReceived(report=report))
    nuisance.look()
    assert said[0] == ""
    assert "1,5 menit terpakai" in said[1]
    assert "Regu" in said[1]


def test_steps_have_words() -> None:
    assert wish(MarkStep(incident_id=1, step="a:0", state=StepState.SKIPPED), NAMES) == "Lewati langkah"
    assert sentence(skipped(), NAMES) == ("langkah dilewati", "“Ukur air” · gelap")
    assert sentence(None, NAMES) == ("", "")
    assert {milestone.value for milestone in Milestone} >= {"answered", "viewed"}


def test_between_two_looks_for_groups_nothing_taken_stays_behind_a_line(desk: Desk) -> None:
    # looking takes one tick of this clock: the next look is twenty ticks away
    folds, board = Folds(limits_of(NAMES.pack.policy), count().__next__), desk.situation.board
    for number in range(1, 15):
        desk.open(number, area=AREAS[number % 2])
    order = np.arange(board.count)
    folds.fold(board, order, desk.now, wanted=True, rows=None)
    assert len(folds.order) == 2
    desk.happen(IncidentClaimed(incident_id=5, owner="budi"))
    folds.fold(board, order, desk.now, wanted=True, rows={4})
    assert folds.late
    assert folds.order.tolist() == [0, 1, 4]
    desk.happen(IncidentClaimed(incident_id=1, owner="budi"))
    folds.fold(board, order, desk.now, wanted=True, rows={0})
    assert folds.order.tolist() == [0, 1, 2, 4, 6, 8, 10, 12]
    assert folds.position_of(12, board.count) == 7
    assert folds.position_of(3, board.count) == folds.position_of(1, board.count)
    # rows newer than the last look stand in the list
    desk.open(15)
    folds.fold(board, np.arange(board.count), desk.now, wanted=True, rows={14})
    assert 14 in folds.order
