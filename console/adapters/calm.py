"""Many touches, few runs: figures over the whole board are computed a few times a second at most."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

SHARE: Final = 10
"""A function that paces itself takes at most one part in so many of the time."""


class Calm:
    """Runs `function` soon after `touch`, at most once per `interval_ms`; at once when it is long ago.

    `own_pace`: as often as its own cost allows, the interval being the longest that anybody waits."""

    def __init__(
        self, interval_ms: int, function: Callable[[], None], parent: QObject, *, own_pace: bool = False
    ) -> None:
        self._function = function
        self._longest = interval_ms / 1000
        self._interval = self._longest
        self._own_pace = own_pace
        self._ran_at = 0.0
        self._timer = QTimer(parent, singleShot=True)
        self._timer.timeout.connect(self.run)

    def touch(self) -> None:
        """Something changed."""
        if self._timer.isActive():
            return
        left = self._ran_at + self._interval - time.monotonic()
        if left <= 0:
            self.run()
        else:
            self._timer.start(int(left * 1000) + 1)

    def run(self) -> None:
        """Run now."""
        self._timer.stop()
        began = time.thread_time()
        self._function()
        self._ran_at = time.monotonic()
        if self._own_pace:
            self._interval = min(self._longest, (time.thread_time() - began) * SHARE)
