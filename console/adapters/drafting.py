"""A handover made between frames: a room with ten thousand open incidents takes longer than one of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Final

from PySide6.QtCore import QObject, QTimer

from services.contract.briefing import CHAPTERS, Document
from services.contract.city import CityPack
from services.projection.board import Board
from services.reporting.handover import drafted

SLICE_S: Final = 0.006
"""How long it works before the screen is served again."""
AT_ONCE: Final = 2 * len(CHAPTERS)
"""Steps that are not put off however slow the machine is: a room of a usual size."""
PAUSE_MS: Final = 4


class Drafting(QObject):
    """One document at a time; what is asked for later replaces what was asked for before."""

    def __init__(self, pack: CityPack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pack = pack
        self._steps: Generator[None, None, Document] | None = None
        self._then: Callable[[Document], None] = lambda document: None
        self.costs = 0.0
        """Seconds of this thread the last document took; 0 where it was done at once."""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._later)

    @property
    def busy(self) -> bool:
        return self._steps is not None

    def make(self, board: Board, at: int, then: Callable[[Document], None]) -> Document | None:
        """The document, at once where the room is small; else None, and `then` gets it a few frames later.

        It is the room of one moment only where nothing happened until then.
        """
        self._steps, self._then, self.costs = drafted(board.still(), self._pack, at), then, 0.0
        self._timer.stop()
        made = self._go_on(AT_ONCE)
        if made is not None:
            self.costs = 0.0
        return made

    def _later(self) -> None:
        done = self._go_on()
        if done is not None:
            self._then(done)

    def _go_on(self, least: int = 0) -> Document | None:
        began = time.perf_counter()
        done = self._slice(began + SLICE_S, least)
        self.costs += time.perf_counter() - began
        if done is None:
            self._timer.start()
        else:
            self._steps = None
        return done

    def _slice(self, until: float, least: int) -> Document | None:
        assert self._steps is not None
        while least > 0 or time.perf_counter() < until:
            least -= 1
            try:
                next(self._steps)
            except StopIteration as end:
                document: Document = end.value
                return document
        return None
