"""The alarm as a room hears it: a real console, a real new critical incident, and a recorded loudspeaker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from services.contract.commands import SubmitReport
from services.contract.events import IncidentClaimed
from services.contract.records import Placement
from tests.harness import BackendProcess, VirtualDisplay, wait_until
from tests.harness.sound import Burst, SoundRoom
from tests.scenarios.actor import Actor
from tests.scenarios.city import report, straight_to
from tests.scenarios.keyboard import Keyboard, until_logged
from tools.sounds import PEAK, TONES_HZ
from widgets.sound import REPEAT_MS

pytestmark = [pytest.mark.scenario, pytest.mark.gui]


def fire(lat: float) -> SubmitReport:
    return SubmitReport(
        text="Kebakaran rumah, api besar",
        category="kebakaran-bangunan",
        lat=lat,
        lon=112.165,
        placement=Placement.EXACT,
    )


def sounds_as_made(burst: Burst) -> None:
    """Two tones, twice; as loud as they were made, and not cut off at the top."""
    assert burst.seconds == pytest.approx(1.08, abs=0.25)
    assert burst.loudest_tones(2) == pytest.approx(sorted(TONES_HZ), abs=12)
    assert burst.peak == pytest.approx(PEAK, abs=0.1)
    assert burst.longest_plateau < 10


def sound_kept(backend: BackendProcess) -> object:
    """Whether this desk wants to be heard, as its folder says."""
    try:
        return json.loads((backend.data_dir / "console.json").read_text())["sound"]
    except (OSError, ValueError, KeyError):
        return None


def test_a_new_critical_incident_is_heard_until_taken_and_not_while_muted(
    qapp: object, tmp_path: Path, backend: BackendProcess, screen: VirtualDisplay, sound_room: SoundRoom
) -> None:
    with Actor(tmp_path / "caller", lambda: straight_to(backend)) as caller:
        caller.submit(report(1))
        caller.until(lambda: caller.board.count == 1, "something that is not critical")
        keyboard = Keyboard(screen, backend.data_dir, sound_room.environment)
        try:
            keyboard.focus()
            wait_until(lambda: "map_usable" in keyboard.said(), "everything is there")
            assert not sound_room.bursts()

            caller.submit(fire(-8.09))
            caller.until(lambda: caller.board.count == 2, "a fire")
            first, again = sound_room.until_heard(
                2, "it is heard, and once more", within=REPEAT_MS / 1000 + 30
            )
            for burst in (first, again):
                sounds_as_made(burst)
            assert again.start - first.start > REPEAT_MS / 1000 - 1

            keyboard.press("q", "Home", "k")
            claimed = until_logged(backend, IncidentClaimed, "it is taken")[0]
            assert isinstance(claimed, IncidentClaimed)
            assert claimed.incident_id == 2
            before = len(sound_room.bursts())
            sound_room.listen(REPEAT_MS / 1000 + 3)
            assert len(sound_room.bursts()) == before, "taken is not repeated"

            keyboard.press("b")
            wait_until(lambda: sound_kept(backend) is False, "it is muted")
            caller.submit(fire(-8.11))
            caller.until(lambda: caller.board.count == 3, "another fire")
            sound_room.listen(4)
            assert len(sound_room.bursts()) == before, "muted is silent"

            keyboard.press("b")
            sounds_as_made(sound_room.until_heard(before + 1, "what still waits is heard after the mute")[-1])
        finally:
            keyboard.close()
