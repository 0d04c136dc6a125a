"""The dispatch window driven by real key presses from the outside; the log says what came of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.contract.events import IncidentClaimed, IncidentDisposed, ReportReceived
from services.contract.records import Disposition
from tests.harness import BackendProcess, VirtualDisplay, wait_until
from tests.scenarios.actor import Actor
from tests.scenarios.city import log_of, report, straight_to
from tests.scenarios.keyboard import Keyboard, until_logged

pytestmark = [pytest.mark.scenario, pytest.mark.gui]


def test_a_shift_at_the_keyboard(
    qapp: object, tmp_path: Path, backend: BackendProcess, screen: VirtualDisplay
) -> None:
    with Actor(tmp_path / "caller", lambda: straight_to(backend)) as caller:
        for number in (1, 500):
            caller.submit(report(number))
        caller.until(lambda: caller.board.count == 2, "two incidents")
    keyboard = Keyboard(screen, backend.data_dir)
    try:
        keyboard.focus()
        wait_until(lambda: "map_usable" in keyboard.said(), "everything is there")

        keyboard.press("Down", "k")
        claimed = until_logged(backend, IncidentClaimed, "the claim is in the log")[0]
        assert isinstance(claimed, IncidentClaimed)
        assert claimed.owner == "lokal"

        # The other one is found by its number and settled as a prank call.
        other = 1 if claimed.incident_id == 2 else 2
        keyboard.press("ctrl+f")
        keyboard.type(f"laporan {1 if other == 1 else 500}")
        keyboard.press("Return")
        keyboard.press("q", "Down", "i")
        disposed = until_logged(backend, IncidentDisposed, "the prank is in the log")[0]
        assert isinstance(disposed, IncidentDisposed)
        assert (disposed.incident_id, disposed.disposition) == (other, Disposition.PRANK)

        before = len([body for _, body in log_of(backend) if isinstance(body, ReportReceived)])
        keyboard.press("n")
        keyboard.type("081234567890")
        keyboard.press("Tab", "Tab")
        keyboard.type("Pohon tumbang menimpa kabel di depan pasar")
        keyboard.press("Tab", "Tab")
        keyboard.type("Gedog")
        keyboard.press("Down", "Return")
        keyboard.press("ctrl+Return")
        received = wait_until(
            lambda: [b for _, b in log_of(backend) if isinstance(b, ReportReceived)][before:],
            "the call is in the log",
        )[0]
        assert received.report.text.startswith("Pohon tumbang menimpa kabel")
        assert received.report.channel == "112"
        assert "081234567890" not in str(received)
        assert keyboard.process.poll() is None
    finally:
        keyboard.close()
    assert keyboard.process.returncode == 0
