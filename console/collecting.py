"""Garbage is collected on the main thread only.

Python collects cycles on whichever thread happens to allocate. A cycle that holds a widget, collected on the
feed's or the replica's thread, destroys that widget there, and the process dies later somewhere else.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1000


class Collector(QObject):
    """Takes collection over from the interpreter. Create it before the first further thread starts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        # What the start made lives as long as the process: it is never looked at again.
        gc.freeze()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, by the interpreter's own thresholds."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return


def give_back() -> None:
    """Return freed memory to the system. glibc would keep what decoding a snapshot needed for a moment: 90 MB
    for a million incidents. Takes a few milliseconds."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim is not None:
            trim(0)
