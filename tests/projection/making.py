"""Random but lawful histories of one log, for the property tests of everything that reads one."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from services.contract.codec import seal
from services.contract.events import (
    AgenciesAssigned,
    Body,
    CategoryChanged,
    DrillEnded,
    DrillStarted,
    Envelope,
    IncidentClaimed,
    IncidentDisposed,
    IncidentReleased,
    IncidentRelocated,
    IntakeRefused,
    NoteAdded,
    ReporterRevealed,
    ReportReceived,
    SeverityChanged,
    StatusChanged,
)
from services.contract.records import Disposition, Incident, Placement, Report, Severity, Status

EPOCH = "0f0e0d0c"
START = 1_790_000_000_000
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_lat = st.none() | st.floats(-9, -7)
_lon = st.none() | st.floats(111, 113)


@st.composite
def incidents(draw: st.DrawFn, number: int, at: int) -> Incident:
    return Incident(
        id=number,
        day_no=number,
        severity=draw(st.sampled_from(Severity)),
        category=draw(st.sampled_from(["pohon", "banjir", "pju"])),
        title=draw(st.sampled_from(["Pohon tumbang", "Banjir", "Lampu padam"])),
        opened_at=at,
        updated_at=at,
        place=draw(_words),
        area=draw(st.sampled_from(["", "35.72.01.1001", "35.72.02.1003"])),
        lat=draw(_lat),
        lon=draw(_lon),
        placement=draw(st.sampled_from(Placement)),
        outside_m=draw(st.integers(0, 9000)),
        due_at=draw(st.just(0) | st.integers(START, START + 10**8)),
        summary=draw(_words),
    )


def _about(draw: st.DrawFn, number: int) -> Body:
    """Any event that can happen to incident `number`."""
    words = st.sampled_from(["", "Pohon besar roboh", "x\n<b>é"])

    def word() -> str:
        return draw(words)

    choices: list[Callable[[], Body]] = [
        lambda: IncidentDisposed(
            incident_id=number,
            disposition=draw(st.sampled_from(Disposition)),
            target_id=draw(st.integers(0, number)),
            report_count=1,
        ),
        lambda: IncidentClaimed(incident_id=number, owner=draw(st.sampled_from(["ani", "budi"]))),
        lambda: IncidentReleased(incident_id=number, previous="ani"),
        lambda: SeverityChanged(incident_id=number, severity=draw(st.sampled_from(Severity)), reason=word()),
        lambda: CategoryChanged(incident_id=number, category="pju", title="Lampu padam", due_at=START),
        lambda: IncidentRelocated(
            incident_id=number, lat=draw(_lat), lon=draw(_lon), area="x", place=draw(_words)
        ),
        lambda: AgenciesAssigned(
            incident_id=number, agencies=draw(st.sampled_from([("a",), ("b", "a"), ("c",)]))
        ),
        lambda: StatusChanged(incident_id=number, status=draw(st.sampled_from(Status)), note=word()),
        lambda: NoteAdded(incident_id=number, text=word()),
        lambda: ReporterRevealed(incident_id=number, report_id=1, reason=word()),
        DrillStarted,
        DrillEnded,
        lambda: IntakeRefused(source="open311", code="bad", message=word()),
    ]
    return draw(st.sampled_from(choices))()


@st.composite
def histories(draw: st.DrawFn, max_size: int = 20) -> list[Envelope]:
    """Contiguous envelopes 1 … n of one epoch."""
    history: list[Envelope] = []
    opened = reports = 0
    for seq in range(1, draw(st.integers(1, max_size)) + 1):
        at = START + seq * draw(st.sampled_from([1, 1000, 400_000]))
        body: Body
        if not opened or draw(st.booleans()):
            reports += 1
            opens = not opened or draw(st.integers(0, 3)) > 0
            opened += opens
            incident = draw(incidents(opened, at)) if opens else None
            holder = opened if opens else draw(st.integers(0, opened))
            report = Report(
                id=reports,
                day_no=reports,
                received_at=at,
                reported_at=at,
                source="open311",
                text=draw(_words),
                incident_id=holder,
            )
            body = ReportReceived(report=report, incident=incident)
        else:
            body = _about(draw, draw(st.integers(1, opened)))
        actor = draw(st.sampled_from(["ani", "budi", ""]))
        history.append(seal(EPOCH, seq, at, body, actor, "")[0])
    return history
