"""Five weeks of a room, drawn once and for ever: each watch has arrivals, steps, alarms and pranks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

from services.contract.closing import Milestone, MilestoneReached
from services.contract.codec import seal
from services.contract.events import (
    AgenciesAssigned,
    Body,
    Envelope,
    IncidentDisposed,
    ReportReceived,
    SeverityChanged,
    StatusChanged,
)
from services.contract.records import Disposition, Incident, Report, Severity, Status
from services.contract.shifts import Seat, SeatChanged, SeatState, Watch, WatchTaken
from services.projection.apply import apply
from services.projection.board import Board
from services.reporting.shift_figures import WEEK_MS

MINUTE: Final = 60_000
HOUR: Final = 60 * MINUTE
SEVERITIES: Final = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def five_weeks(end: int, *, epoch: str = "live-1", incidents: int = 40, hours: int = 7) -> Board:
    """`incidents` in the last `hours` before `end`, about as many in the same hours of four weeks before."""
    board, dice = Board(epoch), random.Random(7)
    happened: list[tuple[int, Body]] = [*_case(dice, 1, end - 5 * WEEK_MS)]
    number = 1
    for week in range(4, -1, -1):
        until = end - week * WEEK_MS
        for at in sorted(dice.randrange(until - hours * HOUR, until) for _ in range(incidents - 3 * week)):
            number += 1
            happened += _case(dice, number, at)
        sat = Seat(user="ani", state=SeatState.SEATED, at=until - hours * HOUR)
        happened.append((until - hours * HOUR, SeatChanged(seat=sat)))
    start = end - hours * HOUR
    watch = Watch(id=1, shift="sore", supervisor="siti", since=start)
    budi = Seat(user="budi", state=SeatState.SEATED, at=start + HOUR)
    happened += [(start, WatchTaken(watch=watch)), (start + HOUR, SeatChanged(seat=budi))]
    late = [entry for entry in happened if entry[0] <= end]
    late.sort(key=lambda entry: entry[0])
    apply(board, _sealed(late, epoch))
    return board


def _case(dice: random.Random, number: int, at: int) -> Iterator[tuple[int, Body]]:
    severity = dice.choices(SEVERITIES, (1, 3, 8, 8))[0]
    incident = Incident(
        id=number, day_no=number, severity=severity, category="pohon-tumbang", title="Pohon tumbang",
        opened_at=at, updated_at=at, due_at=at + dice.randrange(20, 90) * MINUTE, report_count=1,
    )  # fmt: skip
    times = {Milestone.ANSWERED.value: at - dice.randrange(1, 5) * MINUTE} if dice.random() < 0.8 else {}
    report = Report(
        id=number, day_no=number, received_at=at, reported_at=at, times=times, source="operator",
        incident_id=number,
    )  # fmt: skip
    yield at, ReportReceived(report=report, incident=incident)
    if dice.random() < 0.15:
        kind = dice.choice((Disposition.PRANK, Disposition.GHOST, Disposition.INFORMATION))
        yield at + dice.randrange(1, 9) * MINUTE, IncidentDisposed(incident_id=number, disposition=kind)
        return
    if dice.random() < 0.7:
        yield at + MINUTE, IncidentDisposed(incident_id=number, disposition=Disposition.VALID)
    if severity is Severity.MEDIUM and dice.random() < 0.3:
        yield at + 2 * MINUTE, SeverityChanged(incident_id=number, severity=Severity.HIGH, reason="x")
    at += dice.randrange(1, 12) * MINUTE
    yield at, AgenciesAssigned(incident_id=number, agencies=("dlh",), due_at=at + 20 * MINUTE)
    for milestone, most in ((Milestone.ACKNOWLEDGED, 10), (Milestone.ON_SCENE, 45)):
        at += dice.randrange(1, most) * MINUTE
        yield at, MilestoneReached(incident_id=number, milestone=milestone)
    for status in (Status.RESOLVED, Status.CLOSED):
        at += dice.randrange(20, 200) * MINUTE
        yield at, StatusChanged(incident_id=number, status=status)


def _sealed(happened: list[tuple[int, Body]], epoch: str) -> Iterator[Envelope]:
    for seq, (at, body) in enumerate(happened, 1):
        yield seal(epoch, seq, at, body, "siti", "")[0]
