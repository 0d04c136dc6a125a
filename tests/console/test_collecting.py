"""Cycles that hold Qt objects die on the main thread, whoever makes garbage."""

from __future__ import annotations

import gc
import platform
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from console.collecting import Collector, give_back


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


def resident() -> int:
    """Kilobytes of this process in memory."""
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0])


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others give it back by themselves, or never")
def test_what_was_freed_goes_back_to_the_system() -> None:
    blocks = [bytes(60_000) for _ in range(2_000)]
    kept = blocks[::40]
    blocks.clear()
    before = resident()
    give_back()
    assert resident() < before - 50_000
    assert len(kept) == 50
