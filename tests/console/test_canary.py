"""PySide6 6.12.0 with Python 3.10 or 3.11 lost a reference at every emit and aborted within 600."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Canary(QObject):
    sang = Signal(bool, int, object)


def test_five_thousand_emits(qapp: object) -> None:
    canary, heard = Canary(), []
    canary.sang.connect(lambda flag, number, thing: heard.append((flag, number)))
    for number in range(5000):
        canary.sang.emit(True, number, None)
    assert len(heard) == 5000
    assert heard[-1] == (True, 4999)
