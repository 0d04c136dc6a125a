"""Since you left, at the window: what one handed over is fetched once and compared."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from console.adapters.frozen import Arrived
from services.contract.events import IncidentClaimed, SeverityChanged, StatusChanged
from services.contract.records import Severity, Status
from services.contract.shifts import HandoverAccepted, Watch
from services.projection.apply import apply
from services.reporting import handover as generated
from tests.console.making import NAMES, opened
from tests.console.test_handover import NOW, Sitting, sitting

__all__ = ["sitting"]


def test_what_changed_since_one_left_comes_from_what_one_handed_over(sitting: Sitting) -> None:
    """Siti handed over; ani had the room; now siti is to take it again."""
    fetched: list[Arrived] = []
    sitting.desk.adapter.leaving._earlier._fetch = lambda _, then: fetched.append(then)
    board = sitting.situation.board
    for severity in (Severity.LOW, Severity.LOW, Severity.LOW):
        apply(board, [opened(board.seq + 1, severity=severity)])
    for number in (1, 2, 3):
        sitting.happen(IncidentClaimed(incident_id=number, owner="ani"))
    sitting.responsible("siti")
    then = generated.encode(generated.generate(board, NAMES.pack, NOW))
    opening = sitting.opening("siti")
    sitting.happen(opening)
    watch = Watch(id=2, shift="sore", supervisor="ani", since=NOW, handover_id=1)
    sitting.happen(HandoverAccepted(handover_id=1, watch=watch), actor="ani")
    assert not sitting.window.chapters._since.text().endswith("selesai.")
    sitting.happen(SeverityChanged(incident_id=1, severity=Severity.CRITICAL, reason="air naik", due_at=0))
    sitting.happen(StatusChanged(incident_id=2, status=Status.CLOSED, due_at=0))
    apply(board, [opened(board.seq + 1, severity=Severity.LOW)])
    sitting.tell()
    (answer,) = fetched
    answer(then, None)
    assert "1 butir baru, 1 memburuk, 1 selesai" in sitting.window.chapters._since.text()
    assert sitting.lines["incident:1"].worse
    assert not sitting.lines["incident:3"].fresh
    newest = int(board.ids.max())
    assert sitting.lines[f"incident:{newest}"].fresh
    shown = [label.text() for label in sitting.window.side.findChildren(QLabel)]
    assert any(text.startswith("Memburuk: Pohon tumbang") for text in shown)
    assert any(text.startswith("Selesai: Pohon tumbang") for text in shown)
    assert len(fetched) == 1, "asked for once"
