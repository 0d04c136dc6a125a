"""Qt for paper: from a running console as it is, from the command line without a screen."""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QHashSeed
from PySide6.QtGui import QGuiApplication


def drawn(draw: Callable[[], bytes]) -> bytes:
    """What `draw` returns, with a `QGuiApplication` around it."""
    if QGuiApplication.instance() is not None:
        return draw()
    # Nothing is shown, so no screen is needed either.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The order of the fonts in the file follows Qt's hashes.
    QHashSeed.setDeterministicGlobalSeed()
    application = QGuiApplication([])
    try:
        return draw()
    finally:
        del application
