"""The alarm on the top bar."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.test_sound import Room
from widgets.alarmlight import AlarmLight
from widgets.theme import Theme


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room()


@pytest.fixture
def light(qtbot: QtBot, room: Room) -> AlarmLight:
    light = AlarmLight(Theme.load("dark"))
    qtbot.addWidget(light)
    light.watch(room.alarm)
    light.show()
    return light


def test_it_is_quiet_until_something_is_wrong(light: AlarmLight) -> None:
    assert light.accessibleName() == "Suara menyala"
    assert not light.lit


def test_new_critical_incidents_flash_and_a_press_acknowledges(
    qtbot: QtBot, room: Room, light: AlarmLight
) -> None:
    narrow = light.sizeHint().width()
    room.alarm.sound_for(1)
    room.alarm.sound_for(2)
    room.wait(500)
    assert light.lit
    assert light.accessibleName().startswith("2 kritis baru")
    assert light.sizeHint().width() > narrow
    with qtbot.waitSignal(light.acknowledge_requested):
        QTest.mouseClick(light, Qt.MouseButton.LeftButton)
    room.alarm.acknowledge()
    assert not light.lit
    assert light.sizeHint().width() == narrow


def test_a_storm_is_counted_as_elsewhere(room: Room, light: AlarmLight) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian))
    try:
        for incident_id in range(1, 1418):
            room.alarm.sound_for(incident_id)
        assert light.accessibleName().startswith("1.417 kritis baru")
    finally:
        QLocale.setDefault(before)


def test_a_mute_is_counted_down_in_words(qtbot: QtBot, room: Room, light: AlarmLight) -> None:
    room.alarm.mute(2)
    assert "2 mnt" in light.accessibleName()
    room.wait(61_000)
    assert "1 mnt" in light.accessibleName()
    with qtbot.waitSignal(light.sound_requested) as asked:
        QTest.keyClick(light, Qt.Key.Key_Space)
    assert asked.args == [True]
    room.wait(60_000)
    assert light.accessibleName() == "Suara menyala"


def test_a_machine_without_sound_shows_it(qtbot: QtBot) -> None:
    room = Room(present=False)
    light = AlarmLight(Theme.load("light"))
    qtbot.addWidget(light)
    light.watch(room.alarm)
    room.alarm.look_for_device()
    assert "tidak terdengar" in light.accessibleName()
    assert light.sizeHint().height() >= 24


def test_it_paints_lit_and_unlit_differently(room: Room, light: AlarmLight) -> None:
    room.alarm.sound_for(1)
    light.resize(light.sizeHint())
    dark = light.grab().toImage()
    room.wait(500)
    assert light.grab().toImage() != dark
