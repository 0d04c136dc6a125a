"""The briefing as the room sees it: the wall follows the record by the server's clock, the keys lead to
commands, and without a link the wall says that it is alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.adapters.briefing import BriefingAdapter
from console.adapters.handover_briefing import HandoverBriefing
from console.briefing import BriefingControl
from console.windows.handover import HandoverWindow
from services.contract.commands import Command
from services.contract.events import (
    AgenciesAssigned,
    IncidentClaimed,
    StatusChanged,
)
from services.contract.messages import Log
from services.contract.records import Status
from services.contract.scenes import (
    Act,
    ControlBriefing,
    StartBriefing,
)
from services.feed.link import LinkState
from services.projection.apply import Changes
from services.reporting import briefing_plan
from tests.console.briefing_wall import NOW, PATIENCE_MS, Key, Wall
from tests.console.making import NAMES
from widgets.speech import VoiceState
from widgets.theme import Theme


@pytest.fixture
def wall(qtbot: QtBot, tmp_path: object) -> Iterator[Wall]:
    found = Wall(qtbot, tmp_path)
    yield found
    shiboken6.delete(found.adapter)
    found.voice._process.kill()
    found.voice._process.waitForFinished()


def test_it_follows_the_record_by_the_servers_clock_and_leaves_the_wall_as_it_was(wall: Wall) -> None:
    wall.open(3)
    assert not wall.is_shown("briefing")
    cards = wall.start().cards
    assert wall.is_shown("briefing")
    assert not wall.is_shown("ages")
    assert {"Pengarahan · 1/4 · Tidak stabil", "KRITIS", "belum ada PJ", "Klaim dan periksa"} <= set(
        wall.texts("briefing")
    )
    assert wall.map._selected == 1
    wall.later(cards[0].ms + 1_000)
    assert "Pengarahan · 2/4 · Tidak stabil" in wall.texts("briefing")
    assert wall.map._selected == 2
    wall.later(91_000)
    assert not wall.is_shown("briefing")
    assert wall.is_shown("ages")
    assert wall.map._selected is None


def test_the_next_card_comes_without_anybody_telling(wall: Wall, qtbot: QtBot) -> None:
    wall.open(2)
    cards = wall.start().cards
    wall.later(cards[0].ms - 100)
    assert "Pengarahan · 1/3 · Tidak stabil" in wall.texts("briefing")
    qtbot.waitUntil(lambda: "Pengarahan · 2/3 · Tidak stabil" in wall.texts("briefing"))


def test_a_pause_keeps_its_place_and_a_wall_that_joins_late_shows_the_same(wall: Wall) -> None:
    wall.open(4)
    wall.start()
    wall.at(25_000)
    wall.press(Key.Key_Space)
    wall.later(200_000)
    assert "JEDA" in wall.texts("briefing")
    wall.adapter._turn.stop()
    joined = BriefingAdapter(
        wall.situation, NAMES, wall.view, BriefingControl(wall.situation, wall.ask), wall.sound, wall.voice
    )
    wall.view.set_briefing(None, wall.adapter._fresh(NOW))
    joined.changed(Changes(reset=True))
    assert "Pengarahan · 2/5 · Tidak stabil" in wall.texts("briefing")
    assert "sisa 01.05" in wall.texts("briefing")
    wall.press(Key.Key_Space)
    wall.later(250_000)
    assert "Pengarahan · 4/5 · Tidak stabil" in wall.texts("briefing")


def test_keys_at_the_wall_are_commands(wall: Wall) -> None:
    wall.open(3)
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_Escape):
        wall.press(key)
    wall.situation.as_of.clear()
    wall.press(Key.Key_V)
    assert wall.asked == [], "nothing is on, or nothing is known"
    wall.situation.as_of[Log.LIVE] = NOW
    for key in (Key.Key_V, Key.Key_Right, Key.Key_Left, Key.Key_Space, Key.Key_Space, Key.Key_Escape):
        wall.press(key)
    assert wall.asked == [
        StartBriefing(),
        ControlBriefing(briefing_id=1, act=Act.GO, card=1),
        ControlBriefing(briefing_id=1, act=Act.GO, card=0),
        ControlBriefing(briefing_id=1, act=Act.PAUSE),
        ControlBriefing(briefing_id=1, act=Act.RESUME),
        ControlBriefing(briefing_id=1, act=Act.END),
    ]
    assert not wall.is_shown("briefing")


def test_a_start_or_an_end_that_is_on_its_way_is_not_asked_for_twice(wall: Wall) -> None:
    sent: list[Command] = []
    control = BriefingControl(wall.situation, sent.append)
    for _ in range(2):
        control.press("V")
    assert sent == [StartBriefing()]
    wall.start()
    for key in ("Right", "Right", "Esc", "Space"):
        control.press(key)
    assert sent[1:] == [ControlBriefing(briefing_id=1, act=Act.GO, card=1)]


def test_without_a_link_the_wall_goes_on_alone_and_says_so_and_with_it_joins_again(wall: Wall) -> None:
    wall.open(4)
    wall.start()
    wall.situation.link = LinkState.DISCONNECTED
    wall.later(25_000)
    said = " ".join(wall.texts("briefing"))
    assert "Pengarahan · 2/5" in said
    assert "tak tercatat" not in said
    wall.press(Key.Key_Space)
    assert wall.asked == []
    wall.later(60_000)
    said = " ".join(wall.texts("briefing"))
    assert "Pengarahan · 2/5" in said
    assert "hanya di dinding ini, tak tercatat" in said
    wall.situation.link = LinkState.LIVE
    wall.later(70_000)
    said = " ".join(wall.texts("briefing"))
    assert "Pengarahan · 4/5" in said
    assert "tak tercatat" not in said


def test_it_is_ended_and_started_without_a_link(wall: Wall) -> None:
    wall.open(2)
    wall.start()
    wall.situation.link = LinkState.DISCONNECTED
    wall.press(Key.Key_Escape)
    assert not wall.is_shown("briefing")
    wall.press(Key.Key_V)
    assert wall.is_shown("briefing")
    assert wall.asked == []
    assert "hanya di dinding ini, tak tercatat" in " ".join(wall.texts("briefing"))
    wall.later(80_000)
    assert wall.is_shown("briefing")
    wall.later(120_000)
    assert not wall.is_shown("briefing")


def test_a_critical_incident_that_comes_meanwhile_is_loud_until_somebody_has_it(
    wall: Wall, qtbot: QtBot
) -> None:
    wall.open(2)
    wall.start()
    assert not wall.is_shown("new_critical")
    wall.at(10_000)
    wall.open(1, category="kebakaran-bangunan")
    qtbot.waitUntil(lambda: wall.is_shown("new_critical"))
    assert wall.texts("new_critical")[-1].startswith("KRITIS baru · ")
    assert wall.is_shown("worst")
    wall.happen(IncidentClaimed(incident_id=3, owner="budi"))
    qtbot.waitUntil(lambda: not wall.is_shown("new_critical"))


def test_a_card_says_what_became_of_its_incident(wall: Wall, qtbot: QtBot) -> None:
    wall.open(1)
    wall.happen(
        IncidentClaimed(incident_id=1, owner="budi"), AgenciesAssigned(incident_id=1, agencies=("dlh",))
    )
    started = wall.start()
    assert started.cards[0].next in wall.texts("briefing")
    wall.at(2_000)
    wall.happen(AgenciesAssigned(incident_id=1, agencies=("bpbd",)))
    qtbot.waitUntil(lambda: "berubah sesudah pengarahan dimulai" in wall.texts("briefing"))
    wall.happen(StatusChanged(incident_id=1, status=Status.CLOSED))
    qtbot.waitUntil(lambda: "selesai" in wall.texts("briefing"))


def test_nothing_a_citizen_wrote_is_on_it(wall: Wall) -> None:
    wall.open(1, title="SEBUTNAMA 0812", place="Rumah SEBUTNAMA no. 12", summary="SEBUTNAMA menelepon")
    wall.start()
    assert not [text for text in wall.texts("briefing") if "SEBUTNAMA" in text]
    assert "SEBUTNAMA" not in wall.adapter._sentence(wall.situation.board.shifts.briefing.cards[0], 0, 90_000)  # type: ignore[union-attr]


def test_who_only_hears_an_exercise_hears_that_it_is_one(wall: Wall) -> None:
    card = briefing_plan.plan(wall._alone())[0]
    assert wall.adapter._sentence(card, 0, 9_000) == "Tidak ada butir terbuka."
    wall.situation.log = Log.DRILL
    assert wall.adapter._sentence(card, 0, 9_000) == "Latihan. Tidak ada butir terbuka."


@pytest.mark.parametrize("count", [0, 60])
def test_none_and_many(wall: Wall, count: int) -> None:
    wall.open(count)
    cards = wall.start().cards
    if not count:
        assert "Tidak ada butir terbuka" in wall.texts("briefing")
        return
    wall.later(90_000 - 100)
    shown = sum(bool(card.key) for card in cards)
    said = wall.texts("briefing")
    assert f"Pengarahan · {len(cards)}/{len(cards)}" in said
    assert [text for text in said if text.startswith("dan ")]
    assert str(count - shown) in said


def until_ready(wall: Wall, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: wall.voice.state is VoiceState.READY, timeout=PATIENCE_MS)


def test_it_is_read_aloud_while_the_sound_is_on(wall: Wall, qtbot: QtBot) -> None:
    wall.speaker.present = True
    wall.open(2)
    wall.start()
    until_ready(wall, qtbot)
    qtbot.waitUntil(lambda: wall.voice.speaking)
    assert "dibacakan" in wall.texts("briefing")
    wall.sound.mute()
    assert "suara mati" in wall.texts("briefing")
    qtbot.waitUntil(lambda: not wall.voice.speaking)
    wall.sound.unmute()
    qtbot.waitUntil(lambda: wall.voice.speaking)
    wall.press(Key.Key_Space)
    qtbot.waitUntil(lambda: not wall.voice.speaking)


def test_a_wall_without_a_loudspeaker_or_a_voice_says_so(wall: Wall, qtbot: QtBot) -> None:
    wall.open(1)
    wall.start()
    assert "suara tidak tersedia" in wall.texts("briefing")
    wall.press(Key.Key_Escape)
    wall.speaker.present = True
    wall.voice._process.setArguments(["-m", "widgets.speech_process", "id_ID", "mock"])
    wall.start()
    qtbot.waitUntil(lambda: wall.voice.state is VoiceState.NONE, timeout=PATIENCE_MS)
    assert "suara tidak tersedia" in wall.texts("briefing")


# --- the supervisor's window ---


def test_at_the_handover_window(wall: Wall, qtbot: QtBot) -> None:
    wall.open(3)
    window = HandoverWindow(Theme.load("dark"), NAMES.words)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    line = HandoverBriefing(wall.situation, NAMES.words, window, BriefingControl(wall.situation, wall.ask))
    pressed: list[str] = []
    window.briefing_pressed.connect(pressed.append)
    window.briefing_pressed.connect(line.press)

    def key(which: Key) -> None:
        QTest.keyClick(window.focusWidget(), which)
        line.show()

    for which in (Key.Key_Space, Key.Key_Right):
        key(which)
    assert pressed == [], "these keys are the document's while nothing is on"
    key(Key.Key_V)
    assert wall.is_shown("briefing")
    said = window.top._briefing.text
    assert said().startswith("Pengarahan 1/4 · sisa 01.")
    assert ("V", "akhiri pengarahan") in window.link._hints
    key(Key.Key_Right)
    key(Key.Key_Space)
    assert said().startswith("Pengarahan 2/4")
    assert said().endswith("JEDA")
    window.turn_page()
    key(Key.Key_Space)
    assert said().endswith("JEDA"), "in the shift log the keys are the log's"
    window.show_document()
    key(Key.Key_Left)
    assert said().startswith("Pengarahan 1/4")
    key(Key.Key_V)
    assert said().endswith(", oleh sri")
    assert ("V", "pengarahan") in window.link._hints
    assert not wall.is_shown("briefing")


def test_a_wall_that_was_away_during_all_of_it_shows_nothing(wall: Wall) -> None:
    wall.open(2)
    started = wall.start()
    board = wall.situation.board
    board.shifts.briefing = replace(started, at=started.at - 10**6, since=started.since - 10**6)
    wall.adapter.changed(Changes(reset=True))
    assert not wall.is_shown("briefing")
