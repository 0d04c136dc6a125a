"""Figures over the whole board: soon, seldom, and at their own pace where that is asked for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from console.adapters.calm import Calm

LONG_MS = 600_000


def test_the_first_touch_runs_at_once_and_the_next_ones_wait(qapp: object) -> None:
    owner, runs = QObject(), list[int]()
    calm = Calm(LONG_MS, lambda: runs.append(1), owner)
    for _ in range(3):
        calm.touch()
    assert len(runs) == 1
    (timer,) = owner.findChildren(QTimer)
    assert timer.remainingTime() > LONG_MS / 2


def test_what_costs_little_does_not_wait_for_the_interval(qtbot: QtBot) -> None:
    owner, runs = QObject(), list[int]()
    calm = Calm(LONG_MS, lambda: runs.append(1), owner, own_pace=True)
    calm.touch()
    calm.touch()
    qtbot.waitUntil(lambda: len(runs) == 2)


def test_many_touches_are_one_run(qtbot: QtBot) -> None:
    owner, runs = QObject(), list[int]()
    calm = Calm(50, lambda: runs.append(1), owner)
    for _ in range(100):
        calm.touch()
    qtbot.waitUntil(lambda: len(runs) == 2)
    assert not any(timer.isActive() for timer in owner.findChildren(QTimer)), "and none that waits"
