"""The recorded room: what is played is heard as it was, what is not played is silence."""

import os
import subprocess

import numpy as np
import pytest

from tests.harness.sound import RATE, SoundRoom


def test_a_tone_is_heard_and_silence_is_silent(sound_room: SoundRoom) -> None:
    sound_room.listen(0.5)
    assert np.abs(sound_room.heard()).max() == 0
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(RATE // 2) / RATE)
    play = ["pacat", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"]
    data = (tone * 32767).astype("<i2").tobytes()
    subprocess.run(play, input=data, env={**os.environ, **sound_room.environment}, check=True, timeout=30)
    (burst,) = sound_room.until_heard(1, "the tone")
    assert burst.peak == pytest.approx(0.5, abs=0.01)
    assert burst.seconds == pytest.approx(0.5, abs=0.05)
    assert burst.loudest_tones(1)[0] == pytest.approx(440, abs=5)
