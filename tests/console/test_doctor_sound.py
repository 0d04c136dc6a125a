"""`patria doctor` on what is heard: the loudspeaker of an alarm, the voice of a briefing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from console import hearing
from console.doctor import DOUBTFUL, FINE, examine, loudspeaker, voice
from console.hearing import SOUNDLESS, VOICELESS
from services.contract.errors import KnownError
from tests.harness.sound import NoSoundServer, SoundRoom

NOWHERE = "unix:/nonexistent/patria"


@pytest.fixture(autouse=True)
def _no_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine starts a speech service slowly; what hangs is another test's."""
    monkeypatch.setattr(hearing, "PATIENCE_S", 300.0)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundRoom]:
    """A sound server with one loudspeaker, which this process is heard at."""
    try:
        with SoundRoom(tmp_path) as found:
            for name, value in found.environment.items():
                monkeypatch.setenv(name, value)
            yield found
    except NoSoundServer as why:
        pytest.skip(str(why))


def hang(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a service of the system never answered."""
    slow = folder / "python"
    slow.write_text("#!/bin/sh\nexec sleep 3600\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    monkeypatch.setattr(hearing, "PATIENCE_S", 0.3)


def test_the_loudspeaker_is_named(room: SoundRoom) -> None:
    told = loudspeaker()
    assert told.level == FINE, told
    assert "Alarm berbunyi di" in told.words


def pactl(*words: str) -> str:
    done = subprocess.run(["pactl", *words], capture_output=True, text=True, check=True, timeout=20)
    return done.stdout


def test_an_output_that_only_swallows_is_none(room: SoundRoom) -> None:
    pactl("load-module", "module-null-sink", "sink_name=auto_null")
    pactl("set-default-sink", "auto_null")
    assert loudspeaker().level == FINE, "the other one is heard"
    listed = pactl("list", "short", "modules").splitlines()
    pactl("unload-module", next(line.split()[0] for line in listed if "sink_name=room" in line))
    assert "auto_null" in pactl("list", "short", "sinks")
    told = loudspeaker()
    assert (told.level, SOUNDLESS in told.words) == (DOUBTFUL, True), told


def test_without_a_sound_server_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", NOWHERE)
    told = loudspeaker()
    assert told.level == DOUBTFUL
    assert SOUNDLESS in told.words
    assert "pasang libpulse0 dan pipewire-pulse" in told.words


def test_the_voice_that_reads_is_named() -> None:
    if shutil.which("speech-dispatcher") is None or shutil.which("espeak-ng") is None:
        pytest.skip("no speech service: tools/system-packages run installs it")
    told = voice()
    assert told.level == FINE, told
    assert "speechd, suara Indonesian" in told.words


def test_without_a_speech_service_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPEECHD_ADDRESS", "unix_socket:/nonexistent/patria")
    told = voice()
    assert told.level == DOUBTFUL
    assert VOICELESS in told.words
    assert "Pasang speech-dispatcher, speech-dispatcher-espeak-ng" in told.words


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"engine": "", "voice": "", "others": {"flite": 1}}, "flite (1 bahasa) tanpa bahasa Indonesia"),
        ({"missing": "libspeechd.so.2: cannot open"}, "libspeechd.so.2: cannot open"),
    ],
)
def test_a_voice_that_is_of_no_use(
    monkeypatch: pytest.MonkeyPatch, answer: dict[str, object], words: str
) -> None:
    monkeypatch.setattr(hearing, "_asked", lambda what: answer)
    told = voice()
    assert told.level == DOUBTFUL
    assert words in told.words
    assert "speech-dispatcher-espeak-ng" in told.words


def test_a_service_that_hangs_does_not_hold_the_doctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang(tmp_path, monkeypatch)
    for told in (loudspeaker(), voice()):
        assert told.level == DOUBTFUL
        assert "tidak menjawab" in told.words


def test_an_answer_nobody_understands_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(KnownError, match="tanpa jawaban"):
        voice()


def test_both_are_part_of_the_examination(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", NOWHERE)
    monkeypatch.setenv("SPEECHD_ADDRESS", "unix_socket:/nonexistent/patria")
    told = {found.subject: found for found in examine(tmp_path)}
    assert SOUNDLESS in told["bunyi"].words
    assert VOICELESS in told["suara"].words
