"""Times of steps read from the log once more are those the board noted, in any order of things."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from services.contract.closing import Milestone, MilestoneReached
from services.contract.codec import decode_body, seal
from services.contract.events import AgenciesAssigned, Body, NoteAdded, ReportReceived, StatusChanged
from services.contract.orders import Order, OrderIssued, OrderKind, Receipt, ReceiptGiven, ReceiptKind
from services.contract.records import Incident, Placement, Report, Role, Severity, Status
from services.projection.apply import apply
from services.projection.board import Board
from services.projection.steptimes import KINDS, NEVER, STEPS, StepTimes

START = 1_790_000_000_000
INCIDENTS = 4


def _opened(number: int) -> Body:
    incident = Incident(
        id=number, day_no=number, severity=Severity.LOW, category="pju", title="Lampu padam",
        opened_at=START, updated_at=START, placement=Placement.UNKNOWN,
    )  # fmt: skip
    report = Report(
        id=number, day_no=number, received_at=START, reported_at=START, source="web", incident_id=number
    )
    return ReportReceived(report=report, incident=incident)


def _ordered(number: int) -> Body:
    order = Order(
        id=number, kind=OrderKind.ASSIGNMENT, incident_id=number, agency="dlh", what="Kirim tangga",
        issuer="sri", issuer_role=Role.SUPERVISOR, issued_at=START,
    )  # fmt: skip
    return OrderIssued(order=order)


def _receipt(number: int, kind: ReceiptKind, at: int) -> Body:
    return ReceiptGiven(order_id=number, incident_id=number, receipt=Receipt(kind=kind, at=at, via="phone"))


numbers = st.integers(1, INCIDENTS)
statuses = st.builds(lambda n, to: StatusChanged(incident_id=n, status=to), numbers, st.sampled_from(Status))
assigned = st.builds(
    lambda n: AgenciesAssigned(incident_id=n, agencies=("dlh",)), st.integers(1, INCIDENTS + 2)
)
receipts = st.builds(_receipt, numbers, st.sampled_from(ReceiptKind), st.integers(START, START + 100))
reached = st.builds(
    lambda n, step: MilestoneReached(incident_id=n, milestone=step), numbers, st.sampled_from(Milestone)
)
notes = st.builds(lambda n: NoteAdded(incident_id=n, text="diperiksa"), numbers)
happenings = st.lists(st.one_of(statuses, assigned, receipts, reached, notes), max_size=40)


@given(happenings, st.integers(1, 12))
def test_they_are_what_the_board_noted(happened: list[Body], at_once: int) -> None:
    bodies = [make(n) for n in range(1, INCIDENTS + 1) for make in (_opened, _ordered)]
    bodies += happened
    entries = [seal("e", n + 1, START + n, body, "sri", "")[0] for n, body in enumerate(bodies)]
    board = Board("e")
    apply(board, entries)
    read = [(entry, decode_body(entry)) for entry in entries if entry.kind in KINDS]
    found = StepTimes(board.ids)
    for first in range(0, len(read), at_once):
        found.take(read[first : first + at_once])
    rows = np.arange(board.count)
    names = {step.value for step in STEPS}
    for row, number in enumerate(board.ids.tolist()):
        noted = board.casework.times.get(number, {})
        assert found.of(row) == {name: at for name, at in noted.items() if name in names}
    for step in STEPS:
        noted_of = (board.casework.times.get(number, {}) for number in board.ids.tolist())
        expected = [noted.get(step.value, NEVER) for noted in noted_of]
        assert found.column(step, rows).tolist() == expected
