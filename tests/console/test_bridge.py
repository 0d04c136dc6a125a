"""The one door between the threads: once per frame, within a budget, nobody told for nothing."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from console import bridge as bridge_module
from services.contract.messages import Log, LogState
from services.feed.inbox import Inbox
from services.feed.session import Appended, Position, Replaced
from services.projection.apply import Changes
from services.projection.board import Board
from tests.console.making import EPOCHS, Room, opened


class Watcher:
    def __init__(self) -> None:
        self.told: list[Changes] = []
        self.ticks = 0

    def changed(self, changes: Changes) -> None:
        self.told.append(changes)

    def ticked(self, now: int) -> None:
        self.ticks += 1


@pytest.fixture
def room(qapp: object) -> Room:
    return Room()


@pytest.fixture
def watcher(room: Room) -> Watcher:
    found = Watcher()
    room.bridge.add(found)
    found.told.clear()
    return found


def test_many_pieces_are_told_once(room: Room, watcher: Watcher) -> None:
    for seq in range(1, 6):
        room.inbox.put(Appended(Log.LIVE, [opened(seq)]))
    room.bridge.frame()
    assert [sorted(changes.opened) for changes in watcher.told] == [[0, 1, 2, 3, 4]]


def test_nothing_arrived_nobody_is_told(room: Room, watcher: Watcher) -> None:
    for _ in range(5):
        room.bridge.frame()
    assert watcher.told == []
    assert watcher.ticks <= 2


def test_the_rest_waits_for_the_next_frame(
    room: Room, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge_module, "BUDGET_S", -1.0)
    room.inbox.put(Appended(Log.LIVE, [opened(1)]))
    room.bridge.frame()
    assert watcher.told == []
    monkeypatch.setattr(bridge_module, "BUDGET_S", 1.0)
    room.bridge.frame()
    assert len(watcher.told) == 1


def test_what_another_thread_brings_after_a_pause_does_not_wait_for_the_timer(
    room: Room, watcher: Watcher, qtbot: QtBot
) -> None:
    room.bridge.start()
    room.bridge._timer.setInterval(3_600_000)
    thread = threading.Thread(target=lambda: room.inbox.put(Appended(Log.LIVE, [opened(1)])))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(watcher.told) == 1)
    room.bridge.stop()


def test_whoever_brings_something_calls_once_until_somebody_takes() -> None:
    inbox, calls = Inbox(), []
    inbox.arrived = lambda: calls.append(len(calls))
    for seq in (1, 2, 3):
        inbox.put(Appended(Log.LIVE, [opened(seq)]))
    assert len(calls) == 1
    inbox.heard()
    inbox.put(Appended(Log.LIVE, [opened(4)]))
    assert len(calls) == 2


def test_a_large_batch_is_cut_into_pieces(room: Room) -> None:
    room.inbox.put(Appended(Log.LIVE, [opened(seq) for seq in range(1, 1001)]))
    pieces = 0
    while room.inbox.take() is not None:
        pieces += 1
    assert pieces == 4
    assert room.inbox.waiting == 0


def test_the_other_log_is_kept_up_to_date_in_silence(room: Room, watcher: Watcher) -> None:
    room.inbox.put(Appended(Log.DRILL, [opened(1, Log.DRILL)]))
    room.bridge.frame()
    assert watcher.told == []
    room.bridge.show_log(Log.DRILL)
    assert watcher.told[-1].reset
    assert room.situation.board.count == 1


def test_a_new_board_resets(room: Room, watcher: Watcher) -> None:
    room.inbox.put(Appended(Log.LIVE, [opened(1)]))
    room.inbox.put(Replaced(Log.LIVE, Board("other"), 77, b""))
    room.bridge.frame()
    assert len(watcher.told) == 1
    assert watcher.told[0].reset
    assert room.situation.as_of[Log.LIVE] == 77


def test_a_gap_is_asked_about_and_survived(room: Room, watcher: Watcher) -> None:
    room.inbox.put(Appended(Log.LIVE, [opened(3)]))
    room.bridge.frame()
    assert room.resynced == [(Log.LIVE, Position(EPOCHS[Log.LIVE], 0))]


def test_a_broken_adapter_does_not_stop_the_others(room: Room, watcher: Watcher) -> None:
    class Broken(Watcher):
        def changed(self, changes: Changes) -> None:
            if not changes.reset:
                raise RuntimeError("broken on purpose")

    broken, last = Broken(), Watcher()
    room.bridge.add(broken)
    room.bridge.add(last)
    last.told.clear()
    room.inbox.put(Appended(Log.LIVE, [opened(1)]))
    room.bridge.frame()
    assert len(last.told) == 1


def test_a_heartbeat_vouches_only_for_a_complete_board(room: Room) -> None:
    room.beat(live=LogState(epoch=EPOCHS[Log.LIVE], seq=4), at=9000)
    assert room.situation.as_of.get(Log.LIVE, 0) == 0
    room.beat(at=9500)
    assert room.situation.as_of[Log.LIVE] == 9500


def test_the_servers_clock_goes_on_by_itself(room: Room) -> None:
    room.beat(at=1_000_000)
    assert 1_000_000 <= room.situation.now() < 1_010_000


def test_other_threads_are_turned_away(room: Room) -> None:
    failures: list[BaseException] = []

    def intrude() -> None:
        try:
            room.bridge.tell(Changes(reset=True))
        except AssertionError as error:
            failures.append(error)

    thread = threading.Thread(target=intrude)
    thread.start()
    thread.join()
    assert failures
