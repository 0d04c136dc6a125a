"""Cycles that hold Qt objects die on the main thread, whoever makes garbage."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from console.collecting import Collector


class Knot:
    """A cycle; tells on which thread it died."""

    def __init__(self, died_on: list[str]) -> None:
        self.me = self
        self.thing = QObject()
        weakref.finalize(self, lambda: died_on.append(threading.current_thread().name))


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    found = Collector()
    yield found
    gc.unfreeze()
    gc.enable()


def test_a_busy_thread_collects_nothing(collector: Collector) -> None:
    died_on: list[str] = []
    for _ in range(20):
        Knot(died_on)

    def busy() -> None:
        kept: list[list[list[int]]] = [[[] for _ in range(1000)] for _ in range(50)]
        assert kept

    thread = threading.Thread(target=busy, name="busy")
    thread.start()
    thread.join()
    assert died_on == []
    for _ in range(30):
        collector.look()
    gc.collect()
    assert set(died_on) == {threading.main_thread().name}
