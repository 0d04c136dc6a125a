"""What prank and ghost calls took of the running shift, in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from console.names import Names
from console.situation import Situation
from services.projection.apply import Changes
from services.rules.caller import lost_since
from services.rules.shift_clock import shift_of

translate = QCoreApplication.translate

EVERY_S: Final = 5
MINUTE_MS: Final = 60_000


class Nuisance:
    """Says it every few seconds, and at once for another board."""

    def __init__(self, situation: Situation, names: Names, say: Callable[[str], None]) -> None:
        self._situation, self._names, self._say = situation, names, say
        self._ticks = 0

    def changed(self, changes: Changes) -> None:
        if changes.reset:
            self.look()

    def ticked(self, now: int) -> None:
        self._ticks += 1
        if self._ticks % EVERY_S == 0:
            self.look()

    def look(self) -> None:
        """Sum up and say."""
        situation, names = self._situation, self._names
        shift, since = shift_of(names.pack.shifts, situation.now(), names.zone)
        lost = lost_since(situation.board.casework.lost.values(), since)
        if not lost.calls:
            self._say("")
            return
        minutes = names.words.number(lost.ms / MINUTE_MS, 1)
        words = translate("Nuisance", "%n panggilan iseng atau kosong, {0} menit terpakai", "", lost.calls)
        when = shift or translate("Nuisance", "hari ini")
        self._say(f"{when}: {words.replace('{0}', minutes)}")
