"""The voice: one thing after the other, cut no more than needed, and never waited for. Qt's own engine for
tests speaks without being heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from widgets import speech
from widgets.speech import Voice, VoiceState

PATIENCE_MS = 20_000


@pytest.fixture
def voice(qtbot: QtBot) -> Iterator[Voice]:
    """A voice in the language the engine for tests has."""
    found = Voice(language="fi_FI", engine="mock")
    found.begin()
    qtbot.waitUntil(lambda: found.state is VoiceState.READY, timeout=PATIENCE_MS)
    yield found
    found._process.kill()
    found._process.waitForFinished()


class Said:
    """Remembers what was put into words, and for how long."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.times: list[int] = []

    def of(self, words: str) -> Callable[[int], str]:
        def compose(left_ms: int) -> str:
            self.words.append(words)
            self.times.append(left_ms)
            return words

        return compose


def test_it_reads_and_is_silent_again(voice: Voice, qtbot: QtBot) -> None:
    said = Said()
    voice.read(said.of("pohon tumbang di gedog"), 9_000, at_once=False)
    assert voice.speaking
    assert said.times[0] <= 9_000
    qtbot.waitUntil(lambda: not voice.speaking, timeout=PATIENCE_MS)


def test_a_sentence_may_end_before_the_next_one_which_has_less_time_then(voice: Voice, qtbot: QtBot) -> None:
    said = Said()
    voice.read(said.of("satu dua tiga empat lima"), 9_000, at_once=False)
    voice.read(said.of("enam"), 9_000, at_once=False)
    assert said.words == ["satu dua tiga empat lima"]
    qtbot.waitUntil(lambda: said.words[-1] == "enam", timeout=PATIENCE_MS)
    assert said.times[-1] < 9_000


def test_it_is_cut_when_it_takes_too_long(
    voice: Voice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "GRACE_MS", 200)
    said = Said()
    voice.read(said.of(" ".join(["lama"] * 300)), 60_000, at_once=False)
    voice.read(said.of("berikutnya"), 9_000, at_once=False)
    qtbot.waitUntil(lambda: said.words[-1] == "berikutnya", timeout=PATIENCE_MS)


def test_a_step_by_hand_cuts_at_once_and_stop_is_silence(voice: Voice, qtbot: QtBot) -> None:
    said = Said()
    voice.read(said.of(" ".join(["lama"] * 300)), 60_000, at_once=False)
    voice.read(said.of(" ".join(["lama juga"] * 300)), 60_000, at_once=True)
    qtbot.waitUntil(lambda: len(said.words) == 2 and voice.speaking, timeout=speech.GRACE_MS)
    voice.stop()
    qtbot.waitUntil(lambda: not voice.speaking, timeout=PATIENCE_MS)


def test_what_comes_too_late_is_not_said(voice: Voice) -> None:
    said = Said()
    voice.read(said.of("terlambat"), 0, at_once=False)
    assert not voice.speaking
    assert said.words == []


def test_it_can_begin_again_right_after_it_ended(voice: Voice, qtbot: QtBot) -> None:
    voice.end()
    voice.begin()
    qtbot.waitUntil(lambda: voice.state is VoiceState.READY, timeout=PATIENCE_MS)
    voice.read(Said().of("sekali lagi"), 9_000, at_once=False)
    assert voice.speaking


def test_no_voice_for_the_language_is_said(qtbot: QtBot) -> None:
    found = Voice(language="id_ID", engine="mock")
    found.begin()
    qtbot.waitUntil(lambda: found.state is VoiceState.NONE, timeout=PATIENCE_MS)
    found.read(Said().of("tidak terdengar"), 9_000, at_once=False)
    assert not found.speaking


def test_a_service_that_hangs_is_given_up(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "BEGIN_MS", 300)
    found = Voice()
    found._process.setArguments(["-c", "import time; time.sleep(3600)"])
    found.begin()
    qtbot.waitUntil(lambda: found.state is VoiceState.NONE, timeout=PATIENCE_MS)
    found.begin()
    assert found.state is VoiceState.UNKNOWN, "the next briefing asks again"
    qtbot.waitUntil(lambda: found.state is VoiceState.NONE, timeout=PATIENCE_MS)
