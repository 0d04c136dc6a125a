"""What the queue calls an incident on an English screen, and whose it is before anybody was sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from console.adapters.queue import QueueAdapter
from console.names import Names
from services.contract.codec import seal
from services.contract.events import AgenciesAssigned, Body, ReportReceived
from services.contract.messages import Log
from services.contract.records import Incident, Report, Severity
from services.projection.apply import Changes, apply
from tests.console.making import EPOCHS, NAMES, Room
from tests.console.test_queue_sort import Face
from widgets.queue.model import QueueFilter


@pytest.fixture
def english() -> Iterator[Names]:
    QLocale.setDefault(QLocale(QLocale.Language.English))
    yield Names(NAMES.pack, "en")
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian))


def happen(room: Room, body: Body) -> None:
    board = room.situation.board
    apply(board, [seal(EPOCHS[Log.LIVE], board.seq + 1, 1000, body, "siti", "")[0]])


def began(room: Room, category: str, title: str) -> None:
    number = room.situation.board.next_id()
    report = Report(
        id=number, day_no=number, received_at=1, reported_at=1, source="open311", incident_id=number
    )
    incident = Incident(
        id=number,
        day_no=number,
        severity=Severity.HIGH,
        category=category,
        title=title,
        opened_at=number,
        updated_at=number,
    )
    happen(room, ReportReceived(report=report, incident=incident))


def listed(queue: QueueAdapter, wanted: QueueFilter) -> list[int]:
    queue.set_filter(wanted)
    return sorted(queue.row(place).incident_id for place in range(queue.count()))


def queue_of(room: Room, names: Names) -> QueueAdapter:
    queue = QueueAdapter(room.situation, names, Face())
    queue.changed(Changes(reset=True))
    return queue


def test_titles_are_english_on_an_english_screen_and_found_by_either_word(
    qtbot: QtBot, english: Names
) -> None:
    room = Room()
    began(room, "pohon-tumbang", "Pohon tumbang")
    began(room, "", "Belum dikategorikan")
    began(room, "banjir", "Banjir")
    queue = queue_of(room, english)
    assert [queue.row(place).title for place in range(3)] == ["Fallen tree", "Uncategorised", "Flood"]
    assert listed(queue, QueueFilter(text="fallen")) == [1]
    assert listed(queue, QueueFilter(text="tumbang")) == [1]
    assert [queue_of(room, NAMES).row(place).title for place in range(3)] == [
        "Pohon tumbang",
        "Belum dikategorikan",
        "Banjir",
    ]


def test_an_agency_has_what_it_is_responsible_for_until_somebody_else_is_sent(qtbot: QtBot) -> None:
    room = Room()
    lead, *supporting = NAMES.suggested("pohon-tumbang")
    for _ in range(3):
        began(room, "pohon-tumbang", "Pohon tumbang")
    began(room, "kabel-listrik", "Kabel listrik putus atau menjuntai")
    happen(room, AgenciesAssigned(incident_id=2, agencies=("dishub",)))
    happen(room, AgenciesAssigned(incident_id=4, agencies=(lead,)))
    queue = queue_of(room, NAMES)
    assert listed(queue, QueueFilter(agency=lead)) == [1, 3, 4]
    assert listed(queue, QueueFilter(agency=lead, assigned_only=True)) == [4]
    assert listed(queue, QueueFilter(agency="dishub")) == [2]
    assert listed(queue, QueueFilter(agency=supporting[0])) == [], "support is not responsibility"
