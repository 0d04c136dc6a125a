"""The alarm: latched, limited, silenced for a while, and honest about a machine without sound."""

import wave
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

import resources
from widgets.sound import FLASH_MS, LEAST_GAP_MS, REPEAT_MS, Alarm, QtSink, SoundState


@dataclass
class Loudspeaker:
    """Remembers when it was played."""

    clock: "Clock"
    present: bool = True
    played: list[int] = field(default_factory=list)

    def available(self) -> bool:
        return self.present

    def play(self) -> None:
        self.played.append(self.clock.now)


@dataclass
class Clock:
    now: int = 0


class Room:
    """An alarm with a loudspeaker and a clock that the test moves."""

    def __init__(self, *, present: bool = True) -> None:
        self.clock = Clock()
        self.speaker = Loudspeaker(self.clock, present)
        self.alarm = Alarm(sink=self.speaker, monotonic_ms=lambda: self.clock.now)

    def wait(self, milliseconds: int) -> None:
        """Lets time pass in the steps of the alarm's own timer."""
        end = self.clock.now + milliseconds
        while self.clock.now < end:
            self.clock.now += min(FLASH_MS, end - self.clock.now)
            self.alarm.tick()


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room()


def test_a_new_critical_incident_sounds_at_once_and_once(room: Room) -> None:
    room.alarm.sound_for(7)
    room.alarm.sound_for(7)
    assert room.speaker.played == [0]
    assert room.alarm.waiting == 1


def test_it_repeats_until_somebody_acknowledges(room: Room) -> None:
    room.alarm.sound_for(7)
    room.wait(2 * REPEAT_MS)
    assert room.speaker.played == [0, REPEAT_MS, 2 * REPEAT_MS]
    room.alarm.acknowledge()
    room.wait(3 * REPEAT_MS)
    assert len(room.speaker.played) == 3
    assert room.alarm.waiting == 0


def test_claiming_the_last_one_ends_it_and_not_before(room: Room) -> None:
    room.alarm.sound_for(1)
    room.alarm.sound_for(2)
    room.alarm.settle(1)
    room.wait(REPEAT_MS + LEAST_GAP_MS)
    before = len(room.speaker.played)
    assert before >= 2
    room.alarm.settle(2)
    room.wait(2 * REPEAT_MS)
    assert len(room.speaker.played) == before


def test_a_storm_does_not_become_noise(room: Room) -> None:
    for number in range(200):
        room.alarm.sound_for(number)
        room.wait(100)
    gaps = [b - a for a, b in pairwise(room.speaker.played)]
    assert gaps
    assert min(gaps) >= LEAST_GAP_MS


def test_one_that_came_inside_the_gap_is_not_forgotten(room: Room) -> None:
    room.alarm.sound_for(1)
    room.wait(500)
    room.alarm.sound_for(2)
    room.wait(LEAST_GAP_MS)
    assert room.speaker.played == [0, LEAST_GAP_MS]


def test_muting_is_visible_ends_by_itself_and_then_sounds(room: Room) -> None:
    room.alarm.mute(1)
    assert room.alarm.state is SoundState.MUTED
    assert room.alarm.words() == "Suara dibisukan, 1 mnt lagi"
    room.alarm.sound_for(7)
    room.wait(59_000)
    assert room.speaker.played == []
    changed = QSignalSpy(room.alarm.changed)
    room.wait(2000)
    assert room.alarm.words() == "Suara menyala"
    assert changed.count() >= 1
    assert len(room.speaker.played) == 1


def test_unmuting_by_hand_sounds_for_what_still_waits(room: Room) -> None:
    room.alarm.mute(30)
    room.alarm.sound_for(7)
    room.alarm.unmute()
    assert len(room.speaker.played) == 1


def test_the_flash_goes_on_while_muted_at_one_a_second_at_most(room: Room) -> None:
    flashes: list[tuple[int, bool]] = []
    room.alarm.flashed.connect(lambda on: flashes.append((room.clock.now, on)))
    room.alarm.mute(30)
    room.alarm.sound_for(7)
    room.wait(10_000)
    lit = [at for at, on in flashes if on]
    assert len(lit) >= 9
    assert all(b - a >= 1000 for a, b in pairwise(lit))
    room.alarm.acknowledge()
    assert not flashes[-1][1]


def test_a_machine_without_sound_says_so_once_in_words(qtbot: QtBot) -> None:
    room = Room(present=False)
    changed = QSignalSpy(room.alarm.changed)
    room.alarm.look_for_device()
    room.alarm.look_for_device()
    assert changed.count() == 1
    assert room.alarm.state is SoundState.NO_DEVICE
    assert "hanya terlihat" in room.alarm.words()
    room.alarm.sound_for(7)
    assert room.speaker.played == []
    assert room.alarm.waiting == 1


def test_a_loudspeaker_plugged_in_later_is_used(qtbot: QtBot) -> None:
    room = Room(present=False)
    room.alarm.sound_for(7)
    room.speaker.present = True
    room.wait(REPEAT_MS)
    assert len(room.speaker.played) == 1
    assert room.alarm.words() == "Suara menyala"


def test_its_own_timer_drives_it(qtbot: QtBot) -> None:
    clock = Clock()
    speaker = Loudspeaker(clock)
    alarm = Alarm(sink=speaker, monotonic_ms=lambda: clock.now)
    alarm.sound_for(7)
    clock.now = REPEAT_MS
    qtbot.waitUntil(lambda: len(speaker.played) == 2)
    alarm.acknowledge()


def test_the_real_sink_answers_whether_or_not_there_is_sound(qtbot: QtBot) -> None:
    alarm = Alarm()
    sink = QtSink(alarm)
    if sink.available():
        sink.play()


def test_the_sound_is_short_and_neither_clicks_nor_clips() -> None:
    with wave.open(str(resources.path("sounds/critical.wav"))) as file:
        assert file.getnchannels() == 1
        seconds = file.getnframes() / file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(int)
    assert 0.5 < seconds < LEAST_GAP_MS / 1000 / 2
    assert abs(samples[0]) < 100
    assert abs(samples[-1]) < 100
    assert 0.5 < np.abs(samples).max() / 32767 < 0.7
