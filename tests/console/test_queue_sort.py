"""The queue adapter sorts as the captions say."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pytestqt.qtbot import QtBot

from console.adapters.queue import QueueAdapter
from services.contract.codec import seal
from services.contract.events import Body, Envelope, ReportReceived
from services.contract.messages import Log
from services.contract.records import Incident, Report, Severity
from services.projection.apply import apply
from tests.console.making import EPOCHS, NAMES, Room
from widgets.queue.model import Column, QueueCounts


class Face:
    """What the adapter shows itself on."""

    def refresh(self, opened: Iterable[int] = ()) -> None: ...

    def set_counts(self, counts: QueueCounts) -> None: ...


def began(seq: int, opened_at: int) -> Envelope:
    """A report that opens incident `seq`."""
    report = Report(
        id=seq, day_no=seq, received_at=opened_at, reported_at=opened_at, source="open311", incident_id=seq
    )
    incident = Incident(
        id=seq,
        day_no=seq,
        severity=Severity.HIGH,
        category="pohon-tumbang",
        title="Pohon tumbang",
        opened_at=opened_at,
        updated_at=opened_at,
    )
    body: Body = ReportReceived(report=report, incident=incident)
    return seal(EPOCHS[Log.LIVE], seq, opened_at, body, "siti", "")[0]


@pytest.mark.parametrize(("descending", "order"), [(True, [2, 1, 3]), (False, [3, 1, 2])])
def test_the_largest_age_is_the_oldest_incident(qtbot: QtBot, descending: bool, order: list[int]) -> None:
    del qtbot
    room = Room()
    board = room.situation.board
    changes = apply(board, [began(1, 2000), began(2, 1000), began(3, 3000)])
    queue = QueueAdapter(room.situation, NAMES, Face())
    queue.changed(changes)
    queue.set_sort(Column.AGE, descending)
    assert [queue.row(place).incident_id for place in range(queue.count())] == order
