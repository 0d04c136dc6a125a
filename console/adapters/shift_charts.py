"""The figures of the watch on their page: counted while the page is shown, one week at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer

from console.adapters.calm import Calm
from console.names import Names
from console.shift_data import shift_data
from console.situation import Situation
from services.projection.apply import Changes
from services.reporting.shift_figures import ShiftFigures, figures, known, periods
from widgets.figures.plot import Chart
from widgets.figures.shift_charts import charts, period

EVERY_MS: Final = 5_000
"""Counted anew at most this often while something happens."""
AGES_MS: Final = 60_000
"""Counted anew after this also when nothing does: deadlines pass."""
WITHOUT_WATCH_MS: Final = 8 * 3_600_000
LONGEST_MS: Final = 7 * 86_400_000
"""Of a longer watch the last week, so that the weeks beside it do not overlap."""


class ChartsFace(Protocol):
    """What of the page this feeds."""

    def set_charts(self, head: str, found: Sequence[Chart], now: int) -> None: ...
    def set_now(self, now: int) -> None: ...


class ShiftChartsAdapter(QObject):
    """`shown`: whether anybody looks at the page."""

    def __init__(
        self,
        situation: Situation,
        names: Names,
        face: ChartsFace,
        shown: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._situation, self._names, self._face, self._shown = situation, names, face, shown
        self._calm = Calm(EVERY_MS, self.count, self)
        self._waiting: list[tuple[int, int]] = []
        self._found: list[ShiftFigures] = []
        self._at = self._until = self._counted_at = 0

    # --- console.bridge.Adapter ---

    def changed(self, changes: Changes) -> None:
        if changes.reset:
            self._waiting.clear()
        if self._shown():
            self._calm.touch()

    def ticked(self, now: int) -> None:
        if not self._shown():
            return
        self._face.set_now(now)
        if now - self._counted_at > AGES_MS:
            self._calm.touch()

    def count(self) -> None:
        """Begin anew; a count that is going on ends first."""
        if self._waiting or not self._situation.boards:
            return
        self._at = self._situation.now()
        start, self._until = self._period(self._at)
        self._waiting, self._found = periods(self._situation.board, start, self._until), []
        self._next()

    # --- inner ---

    def _period(self, now: int) -> tuple[int, int]:
        """The watch so far; of a handover that is going on, up to its opening."""
        book = self._situation.board.shifts
        end = book.open_handover.opened_at if book.open_handover is not None else now
        start = book.watch.since if book.watch is not None else end - WITHOUT_WATCH_MS
        return max(min(start, end - 1), end - LONGEST_MS), end

    def _next(self) -> None:
        """One week, then the window gets its turn."""
        if not self._waiting:
            return
        board = self._situation.board
        self._found.append(figures(board, *self._waiting.pop(0), now=self._until))
        if self._waiting:
            QTimer.singleShot(0, self, self._next)
            return
        self._counted_at = self._at
        words = self._names.words
        data = shift_data(self._found[0], known(board, self._found[1:]))
        self._face.set_charts(period(data, words), charts(data, words), self._at)
